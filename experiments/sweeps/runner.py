"""Running a study: on all cores, on a cluster, again after an interruption.

    from experiments.sweeps.runner import sweep
    sweep("my-study.toml", "out/my-study")

The one process that calls `sweep` hands out chunks and writes what comes back. Workers hold no state,
so any of them may die at any time.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.sweeps import cautions
from experiments.sweeps.collection import merge, merged
from experiments.sweeps.factors import Variations, changes_of
from experiments.sweeps.flow import Flow
from experiments.sweeps.lock import locked
from experiments.sweeps.points import require_pyarrow
from experiments.sweeps.pools import (
    Cluster,
    Given,
    Inline,
    Pool,
    Processes,
    SweepError,
    leave_if_starting,
    one_thread_each,
)
from experiments.sweeps.status import Check, Status, StoreError, require_same_software, versions_of
from experiments.sweeps.store import Store
from experiments.sweeps.study import Study, load_study
from sim.model import Model
from sim.scenarios import Scenario

if TYPE_CHECKING:
    import xarray as xr

_MERGED_RUNS = 10_000_000
"""Largest study for which the merged file is written unasked."""


@dataclass(frozen=True)
class Progress:
    """How far a sweep is.

    Attributes:
        done: runs that are computed, those of before included.
        total: all runs.
        failed: runs that failed.
        new: runs that this sweep computed.
    """

    done: int
    total: int
    failed: int
    new: int


class SweepStopped(KeyboardInterrupt):
    """A sweep was interrupted; `str` says in one line how far it came."""


def sweep(
    study: Study | str | os.PathLike[str] | None,
    out: str | os.PathLike[str],
    *,
    workers: int | None = None,
    executor: Executor | None = None,
    scheduler: str | None = None,
    progress: Callable[[Progress], None] | None = None,
    chunk: int | None = None,
    retry_failed: bool = False,
    model: Model | None = None,
) -> Status:
    """Run a study, or what is still to do of it.

    Where it runs, in what order and how often it was interrupted changes no bit of the results.

    Args:
        study: a study, the name or path of one, or None for the study that the store holds.
        out: folder of the store, made when there is none; otherwise what is missing in it is run.
        workers: processes; left out: one for each core. One means: in this process.
        executor: any executor to use in place of processes; it is not shut down.
        scheduler: address of a Dask scheduler to use, or "local".
        progress: called at the start and after each chunk.
        chunk: runs in a chunk of a new store, if not as suits the alliance.
        retry_failed: run chunks with failed runs again.
        model: what is run, if not what the study names; also to go on with a store of a model that was
            made on the spot.

    Returns:
        How the store is now.

    Warns:
        SweepWarning: for what its results may mislead by.

    Raises:
        StudyError: for a study that cannot be read.
        StoreError: when the folder holds something else.
        LockedError: when another sweep is at work there.
        SweepError: when there are no workers to go on with.
        SweepStopped: on Ctrl-C; call again to go on.
    """
    backend = Backend(workers, executor, scheduler)
    if study is not None and not isinstance(study, Study):
        study = load_study(study)
    _must_be_a_sweep(study)
    with open_store(study, out, chunk, model) as store:
        _must_be_a_sweep(store.study)
        for line in cautions.of_plan(store):
            warnings.warn(line, cautions.SweepWarning, stacklevel=2)
        with one_thread_each():
            new = run_pending(store, backend.pool, progress, retry_failed)
        if store.plan.runs <= _MERGED_RUNS and (new or not merged(store)):
            merge(store)
    return store.status(read=False)


def _must_be_a_sweep(study: Study | None) -> None:
    if study is not None and study.diagram is not None:
        raise SweepError(f"{study.title}: is a phase diagram: run it with alliance phase-diagram")


@contextmanager
def open_store(
    study: Study | str | os.PathLike[str] | None,
    out: str | os.PathLike[str],
    chunk: int | None = None,
    model: Model | None = None,
) -> Iterator[Store]:
    """The store in a folder under its lock, made when there is none.

    Args:
        study, out, chunk, model: as for `sweep`.

    Raises:
        AllianceError: as for `sweep`.
    """
    leave_if_starting()
    if chunk is not None and chunk < 1:
        raise SweepError(f"chunks of {chunk} runs are not allowed: a whole number from 1")
    require_pyarrow()
    if study is not None and not isinstance(study, Study):
        study = load_study(study)
    folder = Path(out)
    if study is None and not folder.is_dir():
        raise StoreError(f"{folder}: no store of a sweep here")
    if folder.exists() and not folder.is_dir():
        raise StoreError(f"{folder}: is there already and is no store of a sweep")
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder):
        if study is None or (folder / "plan.json").is_file():
            store = Store(folder, model)
            if study is not None:
                store.require_same_study(study.with_model(model))
        else:
            store = Store.create(study, folder, chunk, model)
        _ = store.model  # refused now when it is another
        yield store


def status(out: str | os.PathLike[str]) -> Status:
    """How far the store in a folder is; all files are compared with their checksums."""
    return Store(out).status()


def scenario_at(store: Store, point: int) -> Scenario:
    """The scenario of a point.

    Raises:
        StoreError: when there is no such point.
        ScenarioError: when its levels do not make a valid scenario together.
    """
    if not 0 <= point < store.plan.points:
        raise StoreError(
            f"point {point} is not allowed: a whole number from 0 to {store.plan.points - 1}"
        )
    levels = {name: column[point] for name, column in store.points.items()}
    return Variations(store.study.base()).build(changes_of(store.study.axes(), levels))


def reproduce(
    out: str | os.PathLike[str], run: str, dyads: bool = False, model: Model | None = None
) -> xr.Dataset:
    """Run one run of a store again, exactly.

    Args:
        out: the store.
        run: point and run number, such as ``"17:3"``.
        dyads: also keep trust, knowledge and grievance of every dyad.
        model: what the store is of, where its study names none.

    Returns:
        Everything about the run; see `sim.simulate`. A run that failed raises what it raised.

    Raises:
        StoreError: when there is no such run.
    """
    from sim.ensemble import simulate

    store = Store(out, model)
    first, colon, second = run.partition(":")
    if not (colon and first.isdecimal() and second.isdecimal()):
        raise StoreError(f"run '{run}' is not allowed: POINT:RUN, such as 17:3")
    scenario = scenario_at(store, int(first))
    if int(second) not in (known := store.plan.numbers(int(first))):
        raise StoreError(
            f"run number {second} is not allowed: a whole number from {min(known)} to {max(known)}"
        )
    return simulate(
        scenario,
        runs=1,
        seed=store.study.seed,
        first_run=int(second),
        dyads=dyads,
        model=store.model,
    )


# -- the loop ---------------------------------------------------------------------------------
@dataclass(frozen=True)
class Backend:
    """Where to run, as asked; the arguments of `sweep`."""

    workers: int | None = None
    executor: Executor | None = None
    scheduler: str | None = None

    def __post_init__(self) -> None:
        if self.workers is not None and self.workers < 1:
            raise SweepError(f"{self.workers} workers is not allowed: a whole number from 1")

    def pool(self, chunks: int) -> Pool:
        """The pool for so many chunks."""
        cores = self.workers or _cores()
        if self.executor is not None:
            return Given(self.executor, cores)
        if self.scheduler is not None:
            return Cluster(self.scheduler, cores)
        if cores == 1 or chunks <= 1:
            return Inline()
        return Processes(min(cores, chunks))


def _cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run_pending(
    store: Store,
    pool_for: Callable[[int], Pool],
    progress: Callable[[Progress], None] | None = None,
    retry_failed: bool = False,
) -> int:
    """Compute all chunks of a store that are not done.

    Args:
        store: the store, under its lock.
        pool_for: the pool for so many chunks; it is stopped in the end.
        progress, retry_failed: as for `sweep`.

    Returns:
        How many runs were computed.

    Raises:
        AllianceError, SweepStopped: as for `sweep`.
    """
    done, _ = store.survey()
    for known in done.values():
        require_same_software(store.folder, known.versions, "was computed in part with")
    if retry_failed:
        done = {chunk: known for chunk, known in done.items() if not known.failed}
    before = sum(known.runs for known in done.values())
    failed = sum(known.failed for known in done.values())
    todo = store.layout.chunks - len(done)
    new = 0

    def tell() -> None:
        if progress:
            progress(Progress(before + new, store.plan.runs, failed, new))

    tell()
    if not todo:
        store.note_software(versions_of(done))
        return 0
    pool = pool_for(todo)
    flow = Flow(store, pool, iter([c for c in range(store.layout.chunks) if c not in done]))
    try:
        for result in flow.results():
            require_same_software(store.folder, result.versions, "a worker has")
            store.write(result)
            done[result.chunk] = Check(result.runs, result.failed, result.versions)
            new += result.runs
            failed += result.failed
            tell()
    except KeyboardInterrupt:
        with suppress(SweepError):
            for result in flow.finished():
                store.write(result)
                new += result.runs
        pool.stop(now=True)
        raise SweepStopped(
            f"stopped after {before + new:,} of {store.plan.runs:,} runs; the same command goes on "
            f"from there (store: {store.folder})"
        ) from None
    except BaseException:
        pool.stop(now=True)
        raise
    pool.stop(now=False)
    store.note_software(versions_of(done))
    return new
