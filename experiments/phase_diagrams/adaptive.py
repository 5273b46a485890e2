"""Drawing a phase diagram: look, learn, ask where to look next, until the edge is known.

    from experiments.phase_diagrams.adaptive import draw
    diagram = draw("trust-and-values", "out/trust-and-values")
    print(diagram.edge.width)

It runs in a store like any sweep. Rounds are complete before the next is asked for, and what is asked is
a deterministic function of what the store holds: however often it is stopped or killed, and whatever the
number of workers, the same points are looked at and the bytes are the same.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from experiments.phase_diagrams.acquisition import select_points
from experiments.phase_diagrams.edge import Edge, Field, find, grid, lattice
from experiments.phase_diagrams.plane import Plane, observe
from experiments.sweeps.collection import merge, merged
from experiments.sweeps.diagram import Diagram
from experiments.sweeps.files import StudyError
from experiments.sweeps.growth import with_points
from experiments.sweeps.pools import Pool, one_thread_each
from experiments.sweeps.runner import Backend, Progress, open_store, run_pending
from experiments.sweeps.status import Status
from experiments.sweeps.store import Store
from experiments.sweeps.study import Study, load_study
from experiments.sweeps.worker import ChunkResult, ChunkTask
from sim.model import Model

if TYPE_CHECKING:
    import pandas as pd

ROUND = 32
"""Points of one round."""
CHUNK_POINTS = 16
"""Points of one chunk: fewer would leave the engine half empty, more would leave cores idle."""


@dataclass(frozen=True)
class PhaseDiagram:
    """A phase diagram as far as it is drawn.

    Attributes:
        study: what was asked.
        plane: its axes.
        field: how probable each phase is.
        edge: where it tips.
        status: of the store.
        points: table of points: number, factors, runs, share of each phase.
    """

    study: Study
    plane: Plane
    field: Field
    edge: Edge
    status: Status
    points: pd.DataFrame

    @property
    def diagram(self) -> Diagram:
        """What parts the phases."""
        assert self.study.diagram is not None
        return self.study.diagram

    @property
    def known(self) -> bool:
        """Whether the edge is known to the width that was asked."""
        return self.edge.width <= self.diagram.width

    def frame(self, fine: int = 41) -> pd.DataFrame:
        """The field on a lattice: one row a place.

        Returns:
            The two factors; for a yes or no `share` with `low` and `high` (95 %), else the log-odds of
            each kind by its code; `undecided`, whether the place lies in the band.
        """
        import pandas as pd
        from scipy.special import expit

        places = grid(fine)
        values = self.plane.values(places)
        table: dict[str, object] = dict(zip(self.plane.names, values.T, strict=True))
        found = [surface.at(places) for surface in self.field.surfaces]
        if len(found) == 1:
            mean, sd = found[0]
            table |= {
                "share": expit(mean),
                "low": expit(mean - 1.96 * sd),
                "high": expit(mean + 1.96 * sd),
            }
        else:
            table |= {f"odds_{code}": mean for code, (mean, _) in enumerate(found)}
        table["undecided"] = self.field.undecided(places)
        return pd.DataFrame(table)

    def edge_frame(self) -> pd.DataFrame:
        """The edge: one row a vertex, with the number of its line.

        Returns:
            `line`, the two factors, `half` (half-width of the 95 % band across the edge, in ranges of
            the axes), and for kinds of ending `one` and `other`, which meet there.
        """
        import pandas as pd

        rows = []
        for k, (line, half) in enumerate(zip(self.edge.lines, self.edge.half, strict=True)):
            one, other = self.edge.between[k]
            for value, h in zip(self.plane.values(line), half, strict=True):
                rows.append((k, *value, h, *(() if other is None else (one, other))))
        kinds = ["one", "other"] if self.field.phases > 1 else []
        return pd.DataFrame(rows, columns=["line", *self.plane.names, "half", *kinds])


def draw(
    study: Study | str | os.PathLike[str] | None,
    out: str | os.PathLike[str],
    *,
    workers: int | None = None,
    executor: Executor | None = None,
    scheduler: str | None = None,
    progress: Callable[[Progress, float], None] | None = None,
    chunk: int | None = None,
    model: Model | None = None,
) -> PhaseDiagram:
    """Draw a phase diagram, or go on with it.

    Args:
        study: a study with design "phase-diagram", its name or path, or None for what the store holds.
            Width and most runs may differ from those the store began with: it goes on, or stops, by
            those asked now.
        out: folder of the store.
        workers, executor, scheduler, chunk, model: as for `experiments.sweeps.runner.sweep`.
        progress: called with the runs done, of at most so many, and the width to which the edge is
            known; NaN before the first look is complete.

    Returns:
        The diagram; `known` tells whether the edge is known to the width that was asked.

    Raises:
        AllianceError: as for `sweep`, and for a study that is no phase diagram.
        SweepStopped: on Ctrl-C; call again to go on.
    """
    backend = Backend(workers, executor, scheduler)
    if study is not None and not isinstance(study, Study):
        study = load_study(study)
    if study is not None and study.diagram is None:
        raise StudyError(
            f'the study "{study.title}" is no phase diagram: its design is "{study.design}", not '
            '"phase-diagram"'
        )
    start = CHUNK_POINTS * study.replicates if study is not None else None
    with (
        open_store(study, out, chunk or start, model) as store,
        one_thread_each(),
        _PersistentPool(backend) as pools,
    ):
        if store.study.diagram is None:
            raise StudyError(f"{store.folder}: is the store of a sweep, not of a phase diagram")
        if study is not None:
            store = store.with_study(study.with_model(model))
        width = np.nan
        while True:
            new = run_pending(store, pools.pool, _telling(progress, store, width))
            diagram = _drawn(store)
            width = diagram.edge.width
            more = store.plan.runs + ROUND * store.study.replicates <= diagram.diagram.max_runs
            if diagram.known or not more:
                break
            store = with_points(store, _next_points(diagram))
        if new or not merged(store):
            merge(store)
    return diagram


def read(out: str | os.PathLike[str] | Store) -> PhaseDiagram:
    """The diagram in a store as far as it is, without running anything.

    Raises:
        AllianceError: when there is none, or its first look is not complete.
    """
    store = out if isinstance(out, Store) else Store(out)
    if store.study.diagram is None:
        raise StudyError(f"{store.folder}: is the store of a sweep, not of a phase diagram")
    return _drawn(store)


def _drawn(store: Store) -> PhaseDiagram:
    import pandas as pd

    assert store.study.diagram is not None
    counts = observe(store)
    field = Field(counts, store.study.diagram.level)
    plane = Plane.of(store)
    shares = counts.hits / np.maximum(counts.runs, 1.0)[:, None]
    names = ["share"] if shares.shape[1] == 1 else [f"share_{k}" for k in range(shares.shape[1])]
    points = pd.DataFrame(
        {
            "point": np.arange(store.plan.points),
            **store.points,
            "runs": counts.runs.astype(int),
            **dict(zip(names, shares.T, strict=True)),
        }
    )
    return PhaseDiagram(store.study, plane, field, find(field), store.status(read=False), points)


def _next_points(diagram: PhaseDiagram) -> dict[str, np.ndarray]:
    """The points of the next round."""
    plane = diagram.plane
    x, y = plane.x.ticks(), plane.y.ticks()
    places = lattice(x, y)
    # Where no run could be looked at, such as where two levels do not go together, none is asked again.
    empty = diagram.points[diagram.points["runs"] == 0]
    barren = plane.places({name: empty[name].to_numpy() for name in plane.names})
    far = np.ones(len(places), np.bool_)
    for place in barren:
        far &= np.abs(places - place).max(1) > 0.5 / max(len(x), len(y))
    chosen = select_points(diagram.field, x, y, ROUND, diagram.study.replicates, far)
    return plane.columns(places[chosen])


def _telling(
    progress: Callable[[Progress, float], None] | None, store: Store, width: float
) -> Callable[[Progress], None] | None:
    if progress is None:
        return None
    assert store.study.diagram is not None
    most = max(store.study.diagram.max_runs, store.plan.runs)
    return lambda now: progress(replace(now, total=most), width)


class _PersistentPool:
    """One pool for all rounds: starting processes takes longer than a round.

    Args:
        choice: where to run.
    """

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._pool: Pool | None = None

    def __enter__(self) -> _PersistentPool:
        return self

    def __exit__(self, *error: object) -> None:
        if self._pool is not None:
            self._pool.stop(now=error[0] is not None)

    def pool(self, chunks: int) -> Pool:
        """The pool for a round of so many chunks."""
        if self._pool is None:
            self._pool = self._backend.pool(chunks)
        return _BorrowedPool(self._pool)


class _BorrowedPool:
    """A pool that is not ended with a round."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self.deaths, self.together = pool.deaths, pool.together

    def width(self) -> int:
        return self._pool.width()

    def submit(self, spec: bytes, task: ChunkTask) -> Future[ChunkResult]:
        return self._pool.submit(spec, task)

    def rebuild(self) -> None:
        self._pool.rebuild()

    def stop(self, now: bool) -> None:
        """Left to `_PersistentPool`."""
