"""Draws the pictures of the documentation: `python docs/figures.py [OUT]`, some two minutes.

Stores of sweeps are kept in OUT/stores (default out/figures) and resumed; pictures go to docs/images.
"""

from __future__ import annotations

import sys
from pathlib import Path

from matplotlib.figure import Figure

import alliance
import sim
from alliance.plots import overview
from alliance.plots.phase_diagram import phase_diagram
from alliance.plots.signs import signs_by_phase
from alliance.plots.style import look
from alliance.plots.sweeps import courses, importance, narrowing, plane, response_by
from alliance.plots.tipping import tipping
from alliance.summary import typical_run
from experiments.analysis import convergence, over_two, paths_by_level, sobol_indices
from experiments.phase_diagrams.adaptive import draw
from experiments.phase_diagrams.tipping import tipping as find_tipping
from experiments.sweeps.runner import sweep

IMAGES = Path(__file__).parent / "images"


def new(width: float = 6.5, height: float = 3.8) -> Figure:
    """A figure for one picture."""
    with look():
        return Figure(figsize=(width, height), layout="constrained", dpi=110)


def main() -> None:
    """Draw them all."""
    stores = Path(sys.argv[1] if len(sys.argv) > 1 else "out/figures") / "stores"
    result = sim.simulate("wash", runs=200, seed=0)
    one = sim.simulate("wash", runs=1, seed=0, first_run=typical_run(result), dyads=True)
    overview(result, one).savefig(IMAGES / "wash.png", dpi=110)
    figure = new()
    signs_by_phase(sim.simulate("default", runs=400, seed=1), figure.subplots())
    figure.savefig(IMAGES / "signs.png")
    for study in ("trust-and-diversity", "size-and-governance", "what-matters"):
        sweep(study, stores / study)
    figure = new()
    edge = over_two(
        stores / "trust-and-diversity", "productive", "start trust", "distance in values"
    )
    plane(
        edge,
        figure.subplots(),
        label="share productive within 72 months",
        centre=0.5,
        low=0,
        high=1,
    )
    figure.savefig(IMAGES / "trust-and-diversity.png")
    figure = new(8.0, 3.6)
    left, right = figure.subplots(1, 2)
    size = stores / "size-and-governance"
    response_by(
        over_two(size, "added_value", "size", "governance"),
        left,
        label="added value over seven years",
    )
    courses(paths_by_level(size, "trust", "governance"), right, label="mean trust (0 to 1)")
    figure.savefig(IMAGES / "size-and-governance.png")
    figure = new(9.0, 3.8)
    for ax, outcome in zip(
        figure.subplots(1, 2), ("time_to_productivity", "added_value"), strict=True
    ):
        importance(sobol_indices(stores / "what-matters", outcome), ax)
        ax.set_title(outcome.replace("_", " "))
    figure.savefig(IMAGES / "what-matters.png")
    figure = new(4.5, 3.0)
    narrowing(convergence(stores / "trust-and-diversity", "added_value"), figure.subplots())
    figure.savefig(IMAGES / "convergence.png")
    diagrams(stores)


def diagrams(stores: Path) -> None:
    """Pictures of phase diagrams and tipping; prints what they say."""
    for study in ("trust-and-values", "trust-and-money"):
        drawn = draw(study, stores / study)
        figure = new(6.5, 4.6)
        phase_diagram(drawn, figure.subplots())
        figure.savefig(IMAGES / f"{study}.png")
        print(alliance.describe(drawn), end="\n\n")
    for k, (name, along) in enumerate(
        (
            ("wash", "trust"),
            ("wash", "money"),
            ("stuck-under-the-waterline", "trust"),
            ("default", "values"),
        )
    ):
        found = find_tipping(sim.load(name), along)
        print(f"{name} along {along}\n{alliance.describe(found)}", end="\n\n")
        if k == 0:
            figure = new(6.5, 3.8)
            tipping(found, figure.subplots())
            figure.savefig(IMAGES / "tipping-wash.png")


if __name__ == "__main__":
    main()
