"""`alliance phase-diagram`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from alliance.commands.terminal import ModelName, Speech, model_from, staged, written_to

if TYPE_CHECKING:
    from experiments.phase_diagrams.adaptive import PhaseDiagram
    from experiments.sweeps.runner import Progress
    from experiments.sweeps.study import Study


def phase_diagram(
    study: Annotated[
        str, Parameter(help="a study with design phase-diagram, or a folder to go on with")
    ],
    /,
    *,
    out: Annotated[Path | None, Parameter(help="folder; out/STUDY if not given")] = None,
    workers: Annotated[
        int | None, Parameter(help="processes; one for each core if not given")
    ] = None,
    seed: Annotated[int | None, Parameter(help="seed, if not that of the study")] = None,
    width: Annotated[
        float | None,
        Parameter(help="to within what share of the axes' ranges the edge shall be known"),
    ] = None,
    max_runs: Annotated[int | None, Parameter(help="stop after so many runs at the latest")] = None,
    language: Speech = None,
    model: ModelName = None,
) -> None:
    """Draw a phase diagram over two parameters with few runs, or go on with one.

    It looks where the edge is not known yet, until it is known to the width that the study asks. Into
    the folder go the picture (picture.png, picture.pdf), edge.csv, field.csv, points.csv, and the store
    of all runs, which --width with a smaller width takes further.
    """
    from alliance.words.phase_diagram import describe
    from alliance.words.pictures import spoken
    from experiments.phase_diagrams.adaptive import draw

    own = model_from(model)
    asked, folder = _asked(study, out)
    asked = _changed(asked, seed, width, max_runs)
    with _bar(asked.diagram.max_runs if asked.diagram else 0) as tell:
        diagram = draw(asked, folder, workers=workers, model=own, progress=tell)
    print(describe(diagram, language or "en"))
    with spoken(language or "en"):
        written = _write(diagram, folder)
    print(f"\n{written_to(folder, [*written, 'chunks/'], language or 'en')}")


def _asked(given: str, out: Path | None) -> tuple[Study, Path]:
    """The study, and the folder of its store."""
    from experiments.sweeps.store import Store
    from experiments.sweeps.study import load_study
    from sim.errors import AllianceError

    if (Path(given) / "plan.json").is_file():
        if out is not None and out.resolve() != Path(given).resolve():
            raise AllianceError(f"{given}: is gone on with where it is, without --out")
        return Store(given).study, Path(given)
    return load_study(given), out or Path("out") / Path(given).stem


def _changed(study: Study, seed: int | None, width: float | None, max_runs: int | None) -> Study:
    """The study with what the command line says otherwise, checked like a study file."""
    from experiments.sweeps.study import Study

    if study.diagram is None:  # which `draw` refuses
        return study
    content = study.to_dict()
    if seed is not None:
        content["seed"] = seed
    stops = {"width": width, "max_runs": max_runs}
    content["diagram"] |= {key: value for key, value in stops.items() if value is not None}
    return Study.from_dict(content, study.title)


def _write(diagram: PhaseDiagram, folder: Path) -> list[str]:
    """Write picture and data, each file whole or not at all."""
    from matplotlib.figure import Figure

    from alliance.plots.marks import in_marks
    from alliance.plots.phase_diagram import phase_diagram as drawn
    from alliance.plots.style import look
    from alliance.spreadsheets import csv_of
    from alliance.words.pictures import language as spoken_language

    with staged(folder, store=True) as stage:
        with look():
            figure = Figure(figsize=(6.5, 4.8), layout="constrained")
            drawn(diagram, figure.subplots())
            in_marks(figure, spoken_language())
            figure.savefig(stage / "picture.png", metadata={"Title": diagram.study.title})
            figure.savefig(stage / "picture.pdf", metadata={"CreationDate": None})
        tables = {"edge": diagram.edge_frame(), "field": diagram.frame(), "points": diagram.points}
        for name, table in tables.items():
            (stage / f"{name}.csv").write_text(csv_of(table), encoding="utf-8")
        return sorted(file.name for file in stage.iterdir())


@contextmanager
def _bar(most: int) -> Iterator[Callable[[Progress, float], None]]:
    """Runs done and the width to which the edge is known, on a terminal; a line a round elsewhere."""
    import math

    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    before = math.nan

    def sure(width: float) -> str:
        return "first look" if math.isnan(width) else f"edge known to ±{width:.3f}"

    if not console.is_terminal:

        def line(now: Progress, width: float) -> None:
            nonlocal before
            if width != before and not math.isnan(width):
                before = width
                console.print(f"{now.done:,} runs, {sure(width)}", highlight=False)

        yield line
        return
    columns = (
        "drawing",
        BarColumn(),
        TextColumn("{task.completed:,.0f} of at most {task.total:,.0f} runs"),
        TextColumn("{task.fields[sure]}"),
        TimeElapsedColumn(),
    )
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("drawing", total=most, sure="")
        yield lambda now, width: bar.update(
            task, total=now.total, completed=now.done, sure=sure(width)
        )
