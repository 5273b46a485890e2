"""What a worker does: one chunk of runs, from plain data to finished tables.

A worker needs no file of the store and writes none. It gets a spec and a task, and hands back the
bytes of the tables: whatever kills it, nothing is half written, and no disk has to be shared.
"""

from __future__ import annotations

import hashlib
import io
import pickle
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.sweeps.design import Columns
from experiments.sweeps.factors import Axis, Variations, changes_of
from experiments.sweeps.plan import batch_runs
from experiments.sweeps.study import Keep, Study
from sim.arrays import Array
from sim.ensemble import run_batch
from sim.errors import one_line, shortened
from sim.model import Model
from sim.observers.outcomes import ENDINGS, OUTCOMES, outcomes_of
from sim.observers.paths import over_members, paths_of_record
from sim.results import VARIABLES, Record
from sim.scenarios import Scenario
from sim.start import Shape, shape_of
from sim.versions import versions


@dataclass(frozen=True)
class StudySpec:
    """What all chunks of a study have in common.

    Attributes:
        base: the scenario that the points vary.
        axes: the factors.
        keep: what to keep of each run.
        seed: seed of all runs.
        model: what is run. It is compared on arrival with what it was when it was sent.
    """

    base: Scenario
    axes: tuple[Axis, ...]
    keep: Keep
    seed: int
    model: Model

    @classmethod
    def of(cls, study: Study, model: Model) -> StudySpec:
        """What the chunks of a study have in common, run with a model."""
        return cls(study.base(), study.axes(), study.keep, study.seed, model)

    def pickled(self) -> bytes:
        """As bytes, by which a worker knows it again.

        Raises:
            AllianceError: for a model that cannot be sent.
        """
        return pickle.dumps(self)


@dataclass(frozen=True)
class ChunkTask:
    """The runs of one chunk.

    Attributes:
        chunk: its number.
        points: (runs,) point of each run.
        runs: (runs,) number of each run.
        levels: the factors' columns for the distinct points, in ascending order of point.
    """

    chunk: int
    points: NDArray[np.int64]
    runs: NDArray[np.int64]
    levels: Columns


@dataclass(frozen=True)
class ChunkResult:
    """A finished chunk.

    Attributes:
        chunk: its number.
        runs: number of runs in it.
        failed: how many of them failed.
        tables: Parquet files as bytes, by the folder they belong in.
        versions: versions of the software that computed it.
    """

    chunk: int
    runs: int
    failed: int
    tables: dict[str, bytes]
    versions: dict[str, str]

    def checksums(self) -> dict[str, str]:
        """SHA-256 of each table."""
        return {name: hashlib.sha256(table).hexdigest() for name, table in self.tables.items()}


@dataclass
class _Outcomes:
    """What is known of the runs of a chunk, filled batch by batch."""

    values: dict[str, Array]
    stage: list[str | None]
    error: list[str | None]
    trajectories: list[tuple[NDArray[np.intp], dict[str, Array]]] = field(default_factory=list)

    @classmethod
    def nothing(cls, keep: Keep, count: int) -> _Outcomes:
        values = {name: np.full(count, np.nan) for name in keep.columns()}
        return cls(values, [None] * count, [None] * count)

    def fail(self, rows: NDArray[np.intp], stage: str, error: str) -> None:
        for row in rows:
            self.stage[row], self.error[row] = stage, error


def compute(spec: bytes, task: ChunkTask) -> ChunkResult:
    """Compute a chunk.

    Args:
        spec: a pickled `StudySpec`.
        task: the runs to do.

    Returns:
        Its tables. Runs that fail are rows that say so; they do not end the others.

    Raises:
        AllianceError: when the model is another here.
    """
    plan, variations = _prepared(spec)
    found = _Outcomes.nothing(plan.keep, len(task.runs))
    ids, point_of = np.unique(task.points, return_inverse=True)
    scenarios: dict[int, Scenario] = {}
    for k in range(len(ids)):
        point = {name: column[k] for name, column in task.levels.items()}
        try:
            scenarios[k] = variations.build(changes_of(plan.axes, point))
        except Exception as error:
            found.fail(np.flatnonzero(point_of == k), "scenario", _one_line(error))
    for rows in _batches(scenarios, point_of):
        _run(plan, scenarios, point_of, task, rows, found)
    return _chunk_result(plan, task, found)


def failed_chunk(spec: bytes, task: ChunkTask, stage: str, error: str) -> ChunkResult:
    """A chunk whose runs all failed, for one reason."""
    plan, _ = _prepared(spec)
    found = _Outcomes.nothing(plan.keep, len(task.runs))
    found.fail(np.arange(len(task.runs)), stage, error)
    return _chunk_result(plan, task, found)


@lru_cache(maxsize=4)
def _prepared(spec: bytes) -> tuple[StudySpec, Variations]:
    plan: StudySpec = pickle.loads(spec)
    return plan, Variations(plan.base)


def _batches(
    scenarios: Mapping[int, Scenario], point_of: NDArray[np.intp]
) -> Iterator[NDArray[np.intp]]:
    """Rows to compute side by side: those whose alliances have the same members, length and groups."""
    groups: dict[Shape, list[int]] = {}
    for k, scenario in scenarios.items():
        groups.setdefault(shape_of(scenario), []).append(k)
    for shape, points in groups.items():
        rows = np.flatnonzero(np.isin(point_of, points))
        size = batch_runs(len(shape.names), shape.length)
        for first in range(0, len(rows), size):
            yield rows[first : first + size]


def _run(
    plan: StudySpec,
    scenarios: Mapping[int, Scenario],
    point_of: NDArray[np.intp],
    task: ChunkTask,
    rows: NDArray[np.intp],
    found: _Outcomes,
) -> None:
    """Run some rows; when they raise, halve them until the guilty stand alone."""
    points, which = np.unique(point_of[rows], return_inverse=True)
    stage = "run"
    try:
        record = run_batch(
            [scenarios[int(k)] for k in points], which, task.runs[rows], plan.seed, model=plan.model
        )
        stage = "outcomes"
        values, trajectories = _observed(record, plan.keep, scenarios[int(points[0])].length)
    except Exception as error:
        if len(rows) == 1:
            found.fail(rows, stage, _one_line(error))
            return
        half = len(rows) // 2
        for part in (rows[:half], rows[half:]):
            _run(plan, scenarios, point_of, task, part, found)
        return
    for name, value in values.items():
        found.values[name][rows] = value
    if trajectories:
        found.trajectories.append((rows, trajectories))


def _observed(record: Record, keep: Keep, length: int) -> tuple[dict[str, Array], dict[str, Array]]:
    """What is kept of a batch: single numbers (runs,), and courses (runs, months)."""
    paths = paths_of_record(record.values)
    found = outcomes_of(paths) if keep.outcomes else {}
    values = {name: found[name] for name in keep.outcomes}
    for name in keep.variables:
        trajectory = _of_alliance(paths, name)
        for tick in keep.at:
            there = trajectory[:, tick] if tick < length else np.full(len(trajectory), np.nan)
            values[f"{name}_at_{tick}"] = there
    if keep.paths is None:
        return values, {}
    every = keep.paths.every
    trajectories = {name: _of_alliance(paths, name)[:, ::every] for name in keep.paths.variables}
    return values, trajectories


def _of_alliance(paths: Mapping[str, Array], name: str) -> Array:
    """A variable of the alliance, or the mean over its members; (runs, months)."""
    values = paths[name]
    return over_members(values) if VARIABLES[name].level == "member" else values


def _chunk_result(plan: StudySpec, task: ChunkTask, found: _Outcomes) -> ChunkResult:
    tables = {"chunks": _results(plan, task, found)}
    if plan.keep.paths:
        tables["paths"] = _trajectories(plan, plan.keep.paths.every, task, found)
    failed = sum(stage is not None for stage in found.stage)
    return ChunkResult(task.chunk, len(task.runs), failed, tables, versions())


def _results(plan: StudySpec, task: ChunkTask, found: _Outcomes) -> bytes:
    import pyarrow as pa

    fields = results_fields(plan.keep)
    columns = [pa.array(task.points), pa.array(task.runs)]
    columns += [_column(name, values) for name, values in found.values.items()]
    columns += [pa.array(np.full(len(task.runs), plan.seed, np.uint64))]
    columns += [pa.array(found.stage, pa.string()), pa.array(found.error, pa.string())]
    return written(pa.Table.from_arrays(columns, schema=pa.schema(fields)))


def _column(name: str, values: Array) -> Any:
    """Values of an outcome as what they are, null where one is missing."""
    import pyarrow as pa

    missing = np.isnan(values)
    kind = OUTCOMES[name].kind if name in OUTCOMES else "number"
    if kind == "event":
        return pa.array(values > 0.5, pa.bool_(), mask=missing)
    if kind == "category":
        codes = pa.array(np.where(missing, 0, values).astype(np.int8), mask=missing)
        return pa.DictionaryArray.from_arrays(codes, pa.array(ENDINGS))
    return pa.array(values, pa.float64(), mask=missing)


def _type(name: str) -> Any:
    """Type of an outcome's column; see `_column`."""
    return _column(name, np.zeros(0)).type


def _trajectories(plan: StudySpec, every: int, task: ChunkTask, found: _Outcomes) -> bytes:
    """Rows by run and month. Alliances of different lengths have as many rows as they have months."""
    import pyarrow as pa

    assert plan.keep.paths is not None
    names = plan.keep.paths.variables
    rows = np.concatenate(
        [
            np.zeros(0, np.intp),
            *(np.repeat(rows, next(iter(c.values())).shape[1]) for rows, c in found.trajectories),
        ]
    )
    ticks = np.concatenate(
        [
            np.zeros(0, np.int64),
            *(
                np.tile(np.arange(next(iter(c.values())).shape[1]) * every, len(r))
                for r, c in found.trajectories
            ),
        ]
    )
    order = np.argsort(rows, kind="stable")
    rows, ticks = rows[order], ticks[order]
    columns = [
        pa.array(task.points[rows]),
        pa.array(task.runs[rows]),
        pa.array(ticks.astype(np.int32)),
    ]
    for name in names:
        values = np.concatenate([np.zeros(0), *(c[name].ravel() for _, c in found.trajectories)])
        columns.append(pa.array(values[order], mask=np.isnan(values[order])))
    return written(pa.Table.from_arrays(columns, schema=pa.schema(paths_fields(names))))


def results_fields(keep: Keep) -> list[Any]:
    """Columns of the table of results, with units and meanings."""
    import pyarrow as pa

    fields = [
        _field("point", pa.int64(), "", "point of the design"),
        _field("run", pa.int64(), "", "run number: where points share one, they share its chance"),
    ]
    fields += [
        _field(name, _type(name), OUTCOMES[name].unit, OUTCOMES[name].meaning)
        for name in keep.outcomes
    ]
    for name in keep.variables:
        kind = VARIABLES[name]
        fields += [
            _field(f"{name}_at_{tick}", pa.float64(), kind.unit, f"{kind.meaning}, in month {tick}")
            for tick in keep.at
        ]
    return [
        *fields,
        _field("seed", pa.uint64(), "", "seed of the run"),
        _field("stage", pa.string(), "", "where the run failed; empty when it did not"),
        _field("error", pa.string(), "", "why the run failed"),
    ]


def paths_fields(names: Sequence[str]) -> list[Any]:
    """Columns of the table of courses, with units and meanings."""
    import pyarrow as pa

    return [
        _field("point", pa.int64(), "", "point of the design"),
        _field("run", pa.int64(), "", "run number"),
        _field("tick", pa.int32(), "months", "month, the first is 0"),
        *(
            _field(name, pa.float64(), VARIABLES[name].unit, VARIABLES[name].meaning)
            for name in names
        ),
    ]


def _field(name: str, kind: Any, unit: str, meaning: str) -> Any:
    import pyarrow as pa

    return pa.field(name, kind, metadata={"units": unit, "long_name": meaning})


def written(table: Any) -> bytes:
    """A table as the bytes of a Parquet file."""
    import pyarrow.parquet as pq

    into = io.BytesIO()
    pq.write_table(table, into, compression="zstd", use_dictionary=["seed", "stage", "error"])
    return into.getvalue()


def _one_line(error: Exception) -> str:
    """An exception in one line: type, message, and the place in the code that raised it."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return shortened(one_line(f"{type(error).__name__}: {error}"), 300) + place
