"""What the commands `alliance sweep`, `status` and `reproduce` do and print."""

from __future__ import annotations

import logging
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from alliance.commands.terminal import ModelName, model_from, written_to
from sim.errors import AllianceError, one_line

if TYPE_CHECKING:
    from experiments.sweeps.runner import Progress
    from experiments.sweeps.status import Status


def sweep_command(
    study: str,
    *,
    workers: int | None = None,
    out: Path | None = None,
    scheduler: str | None = None,
    add_replicates: int | None = None,
    add_points: int | None = None,
    retry_failed: bool = False,
    many: bool = False,
    model: ModelName = None,
) -> None:
    """Run a study, or go on with it, with a progress bar.

    Args:
        study: name or path of a study, or the folder of a store to go on with.
        workers: processes; left out: one for each core.
        out: folder of the store; left out: out/NAME.
        scheduler: address of a Dask scheduler, or "local".
        add_replicates: run so many more at every point of the store.
        add_points: run so many more points.
        retry_failed: run chunks with failed runs again.
        many: run also a study of more than ten million runs.
        model: module:name of a model of your own, if the study names none.

    Raises:
        AllianceError: for anything the user can mend.
        SweepStopped: when interrupted; `str` says in one line how to go on.
    """
    from experiments.sweeps import growth, runner
    from experiments.sweeps.design import runs_of
    from experiments.sweeps.store import Store
    from experiments.sweeps.study import load_study

    own = model_from(model)
    is_store = (Path(study) / "plan.json").is_file()
    if is_store and out is not None and out.resolve() != Path(study).resolve():
        raise AllianceError(f"{study}: is a store; it is gone on with where it is, without --out")
    asked = None if is_store else load_study(study)
    folder = Path(study) if is_store else out or Path("out") / Path(study).stem
    if add_replicates is not None or add_points is not None:
        if not (folder / "plan.json").is_file():
            raise AllianceError(f"{folder}: no store of a sweep here to add to")
        store = Store(folder)
        if asked is not None:
            store.require_same_study(asked.with_model(own))
        more = (add_points or 0) * store.plan.replicates
        more += (add_replicates or 0) * (store.plan.points + (add_points or 0))
        _require_meant(study, store.plan.runs + more, many)
        if add_points is not None:
            growth.add_points(folder, add_points)
        if add_replicates is not None:
            growth.add_replicates(folder, add_replicates)
    elif asked is not None:
        _require_meant(study, runs_of(asked), many)
    if scheduler is not None:
        # What we have to say of a cluster is said in our own errors, in one line.
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with _interruptible(), _bar() as progress, warnings.catch_warnings():
        warnings.showwarning = _noted
        done = runner.sweep(
            asked,
            folder,
            workers=workers,
            scheduler=scheduler,
            progress=progress,
            retry_failed=retry_failed,
            model=own,
        )
    print(_summary(done))
    results = ["results.parquet"] if (folder / "results.parquet").is_file() else []
    print(written_to(folder, ["chunks/", "points.parquet", *results]))
    if done.failed:
        print(f"{done.failed:,} runs failed; why stands in the columns stage and error")
    _tell_mixture(done)


MANY = 10_000_000
"""Runs that are not planned unasked: at a thousand a second they take three hours."""


def _require_meant(study: str, runs: int, many: bool) -> None:
    if runs > MANY and not many:
        raise AllianceError(
            f"{study}: has {runs:,} runs, at a thousand a second {runs / 86.4e6:,.1f} days: "
            "give --many if that is meant"
        )


def status_command(folder: Path, *, digest: bool = False) -> None:
    """Print how far a store is; all files are compared with their checksums.

    Args:
        folder: the store.
        digest: also print the digest of the results, equal for equal results, and compare
            results.parquet with them.

    Raises:
        AllianceError: when there is no store there.
    """
    from experiments.sweeps import collection, runner
    from experiments.sweeps.store import Store

    now = runner.status(folder)
    print(_summary(now))
    about = Store(folder).provenance
    if own := about.get("model_digest"):
        print(f"model     {about['model'] or 'made on the spot'} (SHA-256 {own[:12]})")
    print(f"pending   {now.pending:,}")
    if now.damaged:
        print(f"damaged   {len(now.damaged)} chunks; alliance sweep {folder} computes them again")
    there = (folder / "results.parquet").is_file()
    if (there or not now.pending) and not collection.merged(Store(folder)):
        wrong = "damaged or out of date" if there else "gone"
        print(f"results   results.parquet is {wrong}; alliance sweep {folder} writes it anew")
    if now.worker:
        print(f"at work   process {now.worker['pid']} on {now.worker['host']}")
    _tell_mixture(now)
    if digest:
        print(f"digest    {collection.digest(folder)}")
    if now.failed and not now.damaged:
        print("\nsome of what failed (alliance reproduce runs one again):")
        for line in _failures(folder, 10):
            print(f"  {line}")


def reproduce_command(
    folder: Path, run: str, *, out: Path | None = None, model: ModelName = None
) -> None:
    """Run one run of a store again, print what became of it and write everything about it.

    Args:
        folder: the store.
        run: point and run number, such as ``17:3``.
        out: file to write to (netCDF); left out: run-17-3.nc in the store's folder.
        model: module:name of the model that the store is of, if its study names none.

    Raises:
        AllianceError: when there is no such run.
    """
    from experiments.sweeps.runner import reproduce
    from sim.observers.outcomes import outcomes
    from sim.results import save

    result = reproduce(folder, run, model=model_from(model))
    for name, value in outcomes(result).data_vars.items():
        print(f"{name:<22} {float(value[0]):>12.4f} {value.attrs['units']}")
    target = out or folder / f"run-{run.replace(':', '-')}.nc"
    save(result, target)
    print("\n" + one_line(f"Written to {target}"))


def _tell_mixture(now: Status) -> None:
    words = {
        "source_digest": "source of the model",
        "commit": "commit",
        "machine": "kind of processor",
        "python": "Python",
    }
    for name, told in words.items():
        if len(every := now.versions.get(name, ())) > 1:
            print(f"computed with more than one {told}: {', '.join(every)}")


def _summary(now: Status) -> str:
    return (
        f"{now.title}\n"
        f"points    {now.points:,}, {now.replicates:,} runs each\n"
        f"done      {now.done:,} of {now.runs:,} runs, {now.failed:,} failed"
    )


def _noted(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """A warning in one line, as our errors are."""
    print(f"note: {message}", file=sys.stderr)


def _failures(folder: Path, most: int) -> Iterator[str]:
    import io

    import pyarrow.parquet as pq

    from experiments.sweeps.store import Store

    store = Store(folder)
    done, _ = store.survey(read=False)
    for chunk in [chunk for chunk, known in done.items() if known.failed]:
        columns = ["point", "run", "seed", "stage", "error"]
        file = io.BytesIO(store.read("chunks", chunk))
        rows: list[dict[str, Any]] = pq.read_table(file, columns=columns).to_pylist()
        for row in rows:
            if row["stage"] is not None:
                if most == 0:
                    yield "…"
                    return
                most -= 1
                yield (
                    f"{row['point']}:{row['run']} (seed {row['seed']}) at {row['stage']}: "
                    f"{row['error']}"
                )


@contextmanager
def _bar() -> Iterator[Callable[[Progress], None]]:
    """Runs done, rate and time left on a terminal; a line now and then elsewhere."""
    import time

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    begun = time.monotonic()
    told = begun

    def rate(now: Progress) -> str:
        return f"{now.new / max(time.monotonic() - begun, 1e-9):,.0f} runs/s"

    if not console.is_terminal:
        # A log file: one line a minute.
        def line(now: Progress) -> None:
            nonlocal told
            if time.monotonic() - told >= 60:
                told = time.monotonic()
                console.print(f"{now.done:,} of {now.total:,} runs, {rate(now)}", highlight=False)

        yield line
        return
    columns = (
        "sweeping",
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TextColumn("{task.fields[failed]}", style="red"),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("sweeping", total=None, rate="", failed="")

        def move(now: Progress) -> None:
            failed = f"{now.failed:,} failed" if now.failed else ""
            # What an earlier sweep did is no measure of the time left.
            bar.update(task, total=now.total, completed=now.done, rate=rate(now), failed=failed)

        yield move


@contextmanager
def _interruptible() -> Iterator[None]:
    """A request to end, as a queue system sends it, is treated as Ctrl-C."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
