"""Jobs for a class: the pages to touch, and a phase diagram that is seen while it is drawn."""

from __future__ import annotations

import io
import pickle
import tempfile
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from alliance.words.language import Language
from sim.files import write_whole

if TYPE_CHECKING:
    from experiments.phase_diagrams.adaptive import PhaseDiagram
    from experiments.sweeps.runner import Progress

Told = Callable[[int], None]

_SEEN = "seen.pickle"


def touched(language: Language, *, progress: Told) -> tuple[bytes, bytes]:
    """The pages to touch, and the plan for the teacher."""
    from alliance.ladder import write_page, write_plan

    with tempfile.TemporaryDirectory() as folder:
        page, plan = Path(folder) / "page.html", Path(folder) / "plan.html"
        steps = 0

        def step(_: str) -> None:
            nonlocal steps
            steps += 1
            progress(steps)

        write_page(page, language, step)
        write_plan(plan, language)
        return page.read_bytes(), plan.read_bytes()


@dataclass(frozen=True)
class Map:
    """A phase diagram as far as it is drawn: what it shows in words, and a picture, PNG."""

    told: str
    picture: bytes


def mapped(study: str, folder: str, language: Language, *, progress: Told) -> Map:
    """Draw a phase diagram; what is known after each round can be seen by `seen`.

    Args:
        study: name of one that is shipped.
        folder: an empty one, for its store.
        language: of words and picture.
        progress: called with the runs done.
    """
    from experiments.phase_diagrams.adaptive import draw, read
    from experiments.sweeps.collection import IncompleteWarning

    store, before = Path(folder) / "store", 0.0

    def told(now: Progress, width: float) -> None:
        nonlocal before
        progress(now.done)
        if width not in (before, float("inf")) and width == width:
            before = width
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", IncompleteWarning)  # the next round has begun
                found = _map(read(store), language)
            write_whole(Path(folder) / _SEEN, pickle.dumps(found))

    return _map(draw(study, store, workers=1, progress=told), language)


def seen(folder: str) -> Map | None:
    """What is known by now of the phase diagram that is drawn in a folder."""
    file = Path(folder) / _SEEN
    if not file.is_file():
        return None
    found = pickle.loads(file.read_bytes())
    assert isinstance(found, Map)
    return found


def most_runs(study: str) -> int:
    """Most runs that a phase diagram takes."""
    from experiments.sweeps.study import load_study

    diagram = load_study(study).diagram
    return diagram.max_runs if diagram else 0


def _map(diagram: PhaseDiagram, language: Language) -> Map:
    from matplotlib.figure import Figure

    from alliance.plots import phase_diagram
    from alliance.plots.style import look
    from alliance.words.phase_diagram import describe
    from alliance.words.pictures import spoken

    into = io.BytesIO()
    with look(), spoken(language):
        figure = Figure(figsize=(6.5, 5.2), layout="constrained")
        phase_diagram(diagram, figure.subplots())
        figure.savefig(into, format="png", dpi=130)
    return Map(describe(diagram, language), into.getvalue())
