"""A directory that holds a study and its results, readable without this package.

    study.toml          what was asked, the scenario in full
    provenance.json     versions, commit, digests
    points.parquet      one row a point: its factors
    plan.json           which runs there are, in which chunks
    chunks/000000.parquet   one row a run: point, run, outcomes; for failed runs stage and error
    paths/000000.parquet    one row a run and month, when courses are kept
    checks/000000.json      checksums; a chunk counts as done when its files agree with them
    results.parquet     everything in order, written when all is done

The inputs are written first, and every file whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from experiments.sweeps.design import Columns, alliance_sizes, design, size
from experiments.sweeps.factors import Variations
from experiments.sweeps.lock import holder
from experiments.sweeps.plan import AllianceSizes, Layout, Plan
from experiments.sweeps.study import Study, load_study, table_of_rows
from experiments.sweeps.worker import ChunkResult, ChunkTask, StudySpec, written
from sim.errors import AllianceError
from sim.results import versions

FORMAT = 1


class StoreError(AllianceError):
    """A directory is not a store, or not one of this study."""


@dataclass(frozen=True)
class Check:
    """What is known of a finished chunk without reading it."""

    runs: int
    failed: int
    versions: dict[str, str]


@dataclass(frozen=True)
class Status:
    """How far a store is.

    Attributes:
        title: of the study.
        points, replicates, runs: what was asked.
        done: runs that are computed, failed ones included.
        failed: runs that failed.
        chunks, chunks_done: the same in chunks.
        damaged: chunks whose files do not agree with their checksums; they are computed again.
        commits: the code that computed what is done.
        worker: who is at work here now: host and process; None when nobody is.
    """

    title: str
    points: int
    replicates: int
    runs: int
    done: int
    failed: int
    chunks: int
    chunks_done: int
    damaged: tuple[int, ...]
    commits: tuple[str, ...]
    worker: dict[str, Any] | None

    @property
    def pending(self) -> int:
        """Runs that are still to do."""
        return self.runs - self.done

    @property
    def complete(self) -> bool:
        """Whether every run is done."""
        return self.done == self.runs


class Store:
    """A store on disk.

    Args:
        folder: where it is.

    Raises:
        StoreError: when there is no store there, or its inputs are damaged.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        require_pyarrow()
        self.folder = Path(folder)
        if not (self.folder / "plan.json").is_file():
            raise StoreError(f"{self.folder}: no store of a sweep here")
        try:
            content = json.loads((self.folder / "plan.json").read_text())
            self.plan = Plan.from_dict(content["plan"])
            digest, points_digest = content["study"], content["points"]
        except (ValueError, KeyError, TypeError):
            raise StoreError(f"{self.folder / 'plan.json'}: is damaged") from None
        self.study = load_study(self.folder / "study.toml")
        if self.study.digest() != digest:
            raise StoreError(
                f"{self.folder / 'study.toml'}: is not the study of this store any more"
            )
        table = _read_points(self.folder / "points.parquet", self.plan.points)
        if _points_digest(table) != points_digest:
            raise StoreError(f"{self.folder / 'points.parquet'}: is damaged")
        self.sizes = AllianceSizes.of_columns(table)
        table.pop("point")
        self.points: Columns = table
        self.layout = Layout(self.plan, self.sizes)

    @classmethod
    def create(
        cls, study: Study, folder: str | os.PathLike[str], chunk: int | None = None
    ) -> Store:
        """Make a store: all inputs are written, nothing is run.

        Args:
            study: the study.
            folder: a folder that does not exist or is empty.
            chunk: runs in a chunk; left out: as suits the size of the alliance. It changes no result.

        Raises:
            StoreError: when something else is in the folder.
        """
        require_pyarrow()
        path = Path(folder)
        if path.exists() and (not path.is_dir() or _foreign(path)):
            raise StoreError(f"{path}: is there already and is no store of a sweep")
        for name in ("chunks", "checks", *(["paths"] if study.keep.paths else [])):
            (path / name).mkdir(parents=True, exist_ok=True)
        axes, variations = study.axes(), Variations(study.base())
        if (count := size(study, axes)) * study.replicates > 2**40:
            raise StoreError(f"{count} points with {study.replicates} replicates are too many")
        points = design(study, axes)
        sizes = alliance_sizes(points, axes, variations)
        plan = Plan((), chunk or 0).with_block(
            0, count, 0, study.replicates, sizes, study.keep, _stride(study)
        )
        kept = study
        if study.rows:
            atomically(path / "points.csv", table_of_rows(study.rows).encode())
            kept = study.model_copy(update={"file": "points.csv"})
        atomically(path / "study.toml", kept.to_toml().encode())
        about = {
            "format": FORMAT,
            "study": kept.digest(),
            "scenario": kept.base().digest(),
            "seed": study.seed,
            **versions(),
        }
        atomically(path / "provenance.json", (json.dumps(about, indent=2) + "\n").encode())
        _write_points(path, points, sizes, kept, plan)
        return cls(path)

    # -- growing ------------------------------------------------------------------------------
    def add_replicates(self, count: int) -> Store:
        """Plan further runs at every point; what is done stays as it is.

        Returns:
            The store as it is now.
        """
        if count < 1:
            raise StoreError(f"{count} replicates to add is not allowed: a whole number from 1")
        if self.study.diagram is not None:
            raise StoreError(
                f"{self.folder}: is a phase diagram, which looks again where it must: "
                "ask for a smaller width instead"
            )
        plan = self.plan.with_block(
            0, self.plan.points, self.plan.replicates, count, self.sizes, self.study.keep
        )
        return self._grown(self.points, self.sizes, plan)

    def add_points(self, count: int) -> Store:
        """Plan further points of a sampled design; the points there are stay as they are.

        Returns:
            The store as it is now.

        Raises:
            StudyError: when the design cannot grow.
        """
        if count < 1:
            raise StoreError(f"{count} points to add is not allowed: a whole number from 1")
        axes = self.study.axes()
        return self.with_points(design(self.study, axes, self.plan.points, count, self.plan.draws))

    def with_points(self, more: Columns) -> Store:
        """Plan further points that are given; the points there are stay as they are.

        Args:
            more: a column for each factor.

        Returns:
            The store as it is now.
        """
        axes, first = self.study.axes(), self.plan.points
        count, stride = len(next(iter(more.values()))), _stride(self.study)
        grown = self.sizes.and_more(alliance_sizes(more, axes, Variations(self.study.base())))
        points = {name: np.concatenate([old, more[name]]) for name, old in self.points.items()}
        plan = self.plan.with_block(
            first, count, stride * first, self.plan.replicates, grown, self.study.keep, stride
        )
        return self._grown(points, grown, plan)

    def with_study(self, study: Study) -> Store:
        """Write down a study that is the same but for what may change, such as when to stop.

        Returns:
            The store as it is now.
        """
        self.require_same_study(study)
        if study != self.study:
            atomically(self.folder / "study.toml", study.to_toml().encode())
        return Store(self.folder)

    def _grown(self, points: Columns, grown: AllianceSizes, plan: Plan) -> Store:
        (self.folder / "results.parquet").unlink(missing_ok=True)
        _write_points(self.folder, points, grown, self.study, plan)
        return Store(self.folder)

    def require_same_study(self, study: Study) -> None:
        """Check that this is the store of a study.

        Raises:
            StoreError: naming the first difference.
        """
        difference = study.difference(self.study)
        if difference:
            ways = " (to extend it: --add-replicates, --add-points)"
            hint = ways if difference.startswith(("replicates", "points")) else ""
            raise StoreError(f"{self.folder}: is the store of another study: {difference}{hint}")

    # -- chunks -------------------------------------------------------------------------------
    def task(self, chunk: int) -> ChunkTask:
        """The runs of a chunk with all that a worker needs to know of their points."""
        points, runs = self.layout.rows(chunk)
        ids = np.unique(points)
        return ChunkTask(
            chunk, points, runs, {name: column[ids] for name, column in self.points.items()}
        )

    @cached_property
    def spec(self) -> StudySpec:
        """What all chunks have in common."""
        return StudySpec.of(self.study)

    def write(self, result: ChunkResult) -> None:
        """Write a finished chunk: its tables first, then the checksums that make it count."""
        for name, table in result.tables.items():
            atomically(self.folder / name / f"{result.chunk:06d}.parquet", table)
        check = {
            "sha256": result.checksums(),
            "runs": result.runs,
            "failed": result.failed,
            "versions": result.versions,
        }
        atomically(self._check(result.chunk), (json.dumps(check) + "\n").encode())

    def check(self, chunk: int, read: bool = True) -> Check | None:
        """What a chunk's check says; None when it is not done.

        Args:
            chunk: its number.
            read: also read its files and compare them with their checksums.

        Raises:
            DamagedError: when its files do not agree with their checksums.
        """
        try:
            content = json.loads(self._check(chunk).read_text())
            sums: dict[str, str] = content["sha256"]
            known = Check(content["runs"], content["failed"], content["versions"])
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError):
            raise DamagedError(f"{self._check(chunk)}: is damaged") from None
        wanted = {"chunks", "paths"} if self.study.keep.paths else {"chunks"}
        if known.runs != self.layout.runs(chunk) or set(sums) != wanted:
            raise DamagedError(f"{self._check(chunk)}: is not of this plan")
        for name, checksum in sums.items():
            file = self.folder / name / f"{chunk:06d}.parquet"
            if not file.is_file():
                raise DamagedError(f"{file}: is gone")
            if read and hashlib.sha256(file.read_bytes()).hexdigest() != checksum:
                raise DamagedError(f"{file}: is damaged")
        return known

    def survey(self, read: bool = True) -> tuple[dict[int, Check], tuple[int, ...]]:
        """All chunks that are done, and those that are damaged.

        Args:
            read: also compare all files with their checksums.
        """
        done: dict[int, Check] = {}
        damaged = []
        for chunk in range(self.layout.chunks):
            try:
                known = self.check(chunk, read)
            except DamagedError:
                damaged.append(chunk)
                continue
            if known is not None:
                done[chunk] = known
        return done, tuple(damaged)

    def status(self, read: bool = True) -> Status:
        """How far the store is.

        Args:
            read: also compare all files with their checksums.
        """
        done, damaged = self.survey(read)
        return Status(
            title=self.study.title,
            points=self.plan.points,
            replicates=self.plan.replicates,
            runs=self.plan.runs,
            done=sum(known.runs for known in done.values()),
            failed=sum(known.failed for known in done.values()),
            chunks=self.layout.chunks,
            chunks_done=len(done),
            damaged=damaged,
            commits=tuple(sorted({known.versions["commit"] for known in done.values()})),
            worker=holder(self.folder),
        )

    def _check(self, chunk: int) -> Path:
        return self.folder / "checks" / f"{chunk:06d}.json"


class DamagedError(StoreError):
    """Files of a chunk do not agree with their checksums."""


def atomically(file: Path, content: bytes) -> None:
    """Write a file whole or not at all, and onto the disk before it gets its name."""
    partial = file.with_name(f".{file.name}.partial")
    try:
        with partial.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)


def require_pyarrow() -> None:
    """Check that tables can be written.

    Raises:
        StoreError: saying what to install.
    """
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        raise StoreError("sweeps need pyarrow: pip install 'alliance-lab[sweep]'") from None


def _stride(study: Study) -> int:
    """Points of a phase diagram share no chance: what is learnt over neighbours would not average out
    what they have in common. Points of other designs are compared, and share all of it.
    """
    return study.replicates if study.diagram is not None else 0


class ColumnDigest:
    """SHA-256 over the content of a table, however it is cut into pieces or stored."""

    def __init__(self) -> None:
        self._columns: dict[str, Any] = {}

    def feed(self, name: str, values: Any) -> None:
        """Take in the next values of a column: numbers, or text with None."""
        array = np.asarray(values)
        column = self._columns.setdefault(
            name, hashlib.sha256(f"{name} {array.dtype.kind}".encode())
        )
        if array.dtype.kind == "f":
            array = np.where(np.isnan(array), np.nan, array).astype("<f8")  # one kind of NaN
            column.update(array.tobytes())
        elif array.dtype.kind in "iu":
            column.update(array.astype(f"<{array.dtype.kind}8").tobytes())
        else:
            for value in values:
                text = b"" if value is None else str(value).encode()
                column.update(f"{-1 if value is None else len(text)} ".encode() + text)

    def hexdigest(self) -> str:
        """The digest of all columns, in the order in which they first came."""
        whole = hashlib.sha256()
        for column in self._columns.values():
            whole.update(column.digest())
        return whole.hexdigest()


def _write_points(
    folder: Path, points: Columns, sizes: AllianceSizes, study: Study, plan: Plan
) -> None:
    """Write the points, then the plan that makes them count."""
    import pyarrow as pa

    columns = {"point": np.arange(plan.points), **points, **sizes.columns()}
    arrays = {
        name: pa.array(column, pa.string()) if column.dtype == object else pa.array(column)
        for name, column in columns.items()
    }
    atomically(folder / "points.parquet", written(pa.table(arrays)))
    content = {"study": study.digest(), "points": _points_digest(columns), "plan": plan.to_dict()}
    atomically(folder / "plan.json", (json.dumps(content, indent=2) + "\n").encode())


def _read_points(file: Path, count: int) -> Columns:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        # More rows than the plan knows: stopped while points were added. They will be added anew.
        table = pq.read_table(file).slice(0, count)
    except (OSError, pa.ArrowException):
        raise StoreError(f"{file}: is gone or damaged") from None
    return {
        name: np.asarray(table[name].to_pylist(), dtype=object)
        if pa.types.is_string(table[name].type)
        else table[name].to_numpy()
        for name in table.column_names
    }


def _points_digest(columns: Columns) -> str:
    digest = ColumnDigest()
    for name, values in columns.items():
        digest.feed(name, values)
    return digest.hexdigest()


def _foreign(folder: Path) -> bool:
    """Whether a folder holds something else than what a store that was not finished left."""
    ours = {
        "chunks",
        "checks",
        "paths",
        "study.toml",
        "provenance.json",
        "points.parquet",
        "points.csv",
        "lock",
    }
    return any(
        entry.name not in ours and not entry.name.startswith((".", "lock."))
        for entry in folder.iterdir()
    )
