"""Measures, fills in and draws what the pages on transitions show: `python docs/transitions.py [PART ...]`.

Parts: known (systems whose answers are known), rates, loops, warning; starts, followed, lives, maps (alliances and the
reduced model); all when none is named, some half an hour on one core. What a page says in words beside its tables is to be
read again after it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from gallery import write
from marks import fill
from matplotlib.figure import Figure

from alliance.plots.hysteresis import loops, meetings
from alliance.plots.reduced import bifurcation, phase_plane
from alliance.plots.style import BLUE, look
from alliance.plots.transitions import collapsed, cumulants, fluctuations, order_parameter
from experiments.transitions import (
    hysteresis,
    instruments,
    markdown,
    rates,
    reduced,
    stationary,
    warning,
)
from experiments.transitions.alliances import alliance
from experiments.transitions.systems.hierarchy import duel
from experiments.transitions.systems.ising import ONSAGER
from sim.scenarios import load

IMAGES = Path(__file__).parent / "images"
ANNEX, ALLIANCES = "transitions-annex.md", "transitions-alliances.md"


def saved(
    name: str, rows: int, columns: int, width: float, height: float, draw: Callable[[Any], None]
) -> None:
    """One picture."""
    with look():
        figure = Figure(figsize=(width, height), layout="constrained", dpi=110)
        draw(figure.subplots(rows, columns))
    write(figure, IMAGES / f"{name}.png")


def known() -> None:
    """Systems of spins, and fights."""
    square, two = instruments.square(), instruments.hierarchy()
    alone = instruments.independent()
    systems = [square, instruments.chain(), alone, two, instruments.rank()]
    systems.append(instruments.size_is_not_number())
    fill(ANNEX, {"instruments": markdown.checks(systems)})

    def well(ax: Any) -> None:
        strength = np.array([0.6, 1.0, 1.6])
        scan = duel(strength, memory=40, runs=4000, seed=7)
        for row, k, axis in zip(scan.values[..., 0], strength, ax, strict=True):
            axis.hist(row, bins=np.linspace(-2, 2, 60), color=BLUE, alpha=0.6)
            axis.set(xlabel="one less the other, d", title=f"K = {k:g}", yticks=[], xlim=(-2, 2))

    def lattice(ax: Any) -> None:
        seen, heat = square.comparison, "temperature T"
        looked = [instruments.modes(row[:, -1]) for row in square.scans[-1].values]
        order_parameter(
            square.scans[-1], ax[0, 0], control=heat, label="magnetisation m", modes=looked
        )
        fluctuations(seen.chi, ax[0, 1], peaks=seen.peaks, control=heat, size="L")
        cumulants(seen.binder, ax[1, 0], known=ONSAGER, control=heat, size="L")
        name = "susceptibility"
        collapsed(
            square.curves[name], square.collapses[name], ax[1, 1], control="T", label=name, size="L"
        )

    def nothing(ax: Any) -> None:
        fluctuations(alone.comparison.chi, ax, peaks=alone.comparison.peaks, control="field")

    saved("tipping-well", 1, 3, 9.0, 2.6, well)
    saved("tipping-square", 2, 2, 9.0, 7.6, lattice)
    saved("tipping-independent", 1, 1, 5.4, 3.6, nothing)


def rated() -> None:
    """How often each instrument is right."""
    fill(ANNEX, {"rates": markdown.rates([rates.rate(case, 10) for case in rates.all_cases()])})


def turned() -> None:
    """Loops of a double well and of what is merely slow."""
    found = hysteresis.known_systems()
    tables = {"loops": hysteresis.areas_table(found), "meetings": hysteresis.meetings_table(found)}
    fill(ANNEX, tables)

    def draw(axes: Any) -> None:
        for one, row in zip(found, axes.T, strict=True):
            drawn = one.speeds.loops
            loops([drawn[0], drawn[2], drawn[-1]], row[0], control="h", label="x")
            meetings(one.meetings, row[1], control="h", unit="time")
            row[0].set_title(one.name)

    saved("hysteresis-known", 2, 2, 9.0, 7.6, draw)


def warned() -> None:
    """Early warning on systems of which it is known whether it can."""
    fill(ANNEX, {"warnings": warning.added_table(warning.known_systems())})


def starts() -> None:
    """Living alliances from a low and a high start."""
    base = load("default")
    over = {
        path: stationary.two_starts(base, path, values, runs=16)
        for path, values in stationary.TURNED.items()
    }
    same = stationary.two_starts(stationary.alike(base), "parameters.double_work", (0.42,), runs=16)
    fill(ALLIANCES, {"starts": markdown.two_starts({**over, "double_work, members alike": same})})

    def draw(ax: Any) -> None:
        found = over["parameters.double_work"].meetings()
        meetings(found, ax, control="double work", label="joint work, high less low start")

    saved("transitions-starts", 1, 1, 5.6, 3.8, draw)


FOLLOWED = {"parameters.double_work": (0.42,), "parameters.reciprocity": (0.8,)}
"""About the default, and where who is not trusted gives hardly anything back."""


def followed() -> None:
    """How far the model follows the reduced one."""
    base = load("default")
    near = {path: stationary.follow(base, path, at, runs=12) for path, at in FOLLOWED.items()}
    fill(ALLIANCES, {"followed": markdown.followed(near)})


def lives() -> None:
    """How long alliances live while money lasts."""
    found = [stationary.lives(alliance(size, "trust", 0.4), runs=100) for size in (4, 8, 12)]
    fill(ALLIANCES, {"lives": markdown.lives(found)})


def maps() -> None:
    """The reduced model."""
    first = reduced.circumstances(load("default")).turned("agreements", 0.5).turned("hours", 1.0)

    def planes(ax: Any) -> None:
        for (serves, brings), axis in zip(((0.95, 1.7), (0.5, 1.7), (0.43, 5.0)), ax, strict=True):
            phase_plane(first.turned("service", serves).turned("potential", brings), axis)
            axis.set_title(f"serves {serves:g}, brings {brings:g}")

    def over_service(ax: Any) -> None:
        found = {
            f"an hour together can bring {brings:g}": reduced.bifurcation(
                first.turned("potential", brings), "service", np.linspace(0.35, 0.95, 9)
            )
            for brings in (1.7, 3.5)
        }
        bifurcation(found, ax, control="how far joint results serve own goals")

    saved("transitions-map", 1, 3, 13.0, 3.6, planes)
    saved("transitions-bifurcation", 1, 1, 5.6, 4.2, over_service)


PARTS = {"known": known, "rates": rated, "loops": turned, "warning": warned}
PARTS |= {"starts": starts, "followed": followed, "lives": lives, "maps": maps}
"""All parts by name."""


if __name__ == "__main__":
    for name in sys.argv[1:] or PARTS:
        print(f"{name} …", file=sys.stderr, flush=True)
        PARTS[name]()
