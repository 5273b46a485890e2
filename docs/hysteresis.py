"""Measures, fills in and draws what docs/hysteresis.md shows: `python docs/hysteresis.py [OUT]`.

Writes the tables of `experiments.transitions.hysteresis` and `.warning` into the page, between its marks,
draws the pictures into docs/images, and leaves all numbers as CSV in OUT (default out/hysteresis).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from gallery import write
from matplotlib.figure import Figure

from alliance.plots.hysteresis import (
    area_by_speed,
    areas_by_lead,
    before_breakdown,
    loops,
    meetings,
    roc,
)
from alliance.plots.style import look
from experiments.transitions import hysteresis, warning
from experiments.transitions.breakdown import ends, grown
from experiments.transitions.evaluation import LEADS
from experiments.transitions.hysteresis import Hysteresis
from experiments.transitions.indicators import HISTORY, rolling
from experiments.transitions.ramp import CONTROLS
from experiments.transitions.warning import Verdict

PAGE = Path(__file__).parent / "hysteresis.md"
IMAGES = Path(__file__).parent / "images"
SHOWN = (
    "low backing",
    "low trust",
    "variance of trust rises",
    "autocorrelation of trust rises",
    "autocorrelation of backing rises",
)
"""Indicators that are drawn."""
TOLD = (*SHOWN, "low engagement", "backing falls", "high grievance", "variance of backing rises")
"""Indicators that are in the tables of the page; the CSV has all."""


def told(name: str, text: str) -> None:
    """Print what was found, and write it into the page between its marks."""
    print(f"## {name}\n\n{text}\n", flush=True)
    page = PAGE.read_text("utf-8")
    begin, end = f"<!-- found: {name} -->\n", "<!-- end -->"
    before, rest = page.split(begin, 1)
    PAGE.write_text(f"{before}{begin}{text}\n{end}{rest.split(end, 1)[1]}", "utf-8")


def saved(
    name: str, rows: int, columns: int, width: float, height: float, draw: Callable[[Any], None]
) -> None:
    """One picture."""
    with look():
        figure = Figure(figsize=(width, height), layout="constrained")
        draw(figure.subplots(rows, columns, squeeze=False))
    write(figure, IMAGES / f"{name}.png")


def sentences(readings: Mapping[str, str]) -> str:
    """Readings as a list."""
    return "\n".join(f"- **{name.capitalize()}.** {text}" for name, text in readings.items())


def known(found: Sequence[Hysteresis]) -> None:
    """Loops of systems whose hysteresis is known."""
    told("known loops", hysteresis.areas_table(found))
    told("known meetings", hysteresis.meetings_table(found))

    def draw(axes: Any) -> None:
        for one, row in zip(found, axes.T, strict=True):
            drawn = one.speeds.loops
            loops([drawn[0], drawn[2], drawn[-1]], row[0], control="h", label="x")
            meetings(one.meetings, row[1], control="h", unit="time")
            row[0].set_title(one.name)

    saved("hysteresis-known", 2, 2, 9.0, 7.6, draw)


def alliances(found: Sequence[Hysteresis]) -> None:
    """Loops of alliances."""
    told("areas", hysteresis.areas_table(found))
    told("survivors", hysteresis.survivors_table(found))
    told("meetings", hysteresis.meetings_table(found))
    told("readings", sentences(hysteresis.readings(found)))
    by_control = {name: [one for one in found if one.name == name] for name in CONTROLS}

    def turned(axes: Any) -> None:
        for (name, both), column in zip(by_control.items(), axes.T, strict=True):
            label = CONTROLS[name].label
            for one, ax in zip(both, column[:2], strict=True):
                drawn = [ramp.loop for ramp in one.ramps]
                loops([drawn[1], drawn[-1]], ax, control=label, label="effort", unit="months")
                ax.set_title(f"{name}, {one.variant}")
                ax.set_ylim(0.0, 1.4)
            area_by_speed(both, column[2])

    def met(axes: Any) -> None:
        for (name, both), column in zip(by_control.items(), axes.T, strict=True):
            for one, ax in zip(both, column, strict=True):
                meetings(one.meetings, ax, control=name)
                ax.set_title(f"{name}, {one.variant}")

    saved("hysteresis-alliances", 3, 3, 12.5, 11.5, turned)
    saved("hysteresis-meetings", 2, 3, 12.5, 7.6, met)


def warned(found: Sequence[Verdict]) -> None:
    """How well indicators warn."""
    told("known warnings", warning.added_table(found[:-2]))
    told("known readings", sentences({one.name: one.reading for one in found[:-2]}))
    for one in found[-2:]:
        told(one.name, warning.warnings_table(one, TOLD))
    told("added", warning.added_table(found[-2:]))
    told("warning readings", sentences({one.name: one.reading for one in found[-2:]}))

    def judged(axes: Any) -> None:
        for one, column in zip(found[-2:], axes.T, strict=True):
            shown = [next(j for j in one.judged if j.name == name) for name in SHOWN]
            roc(shown, column[0])
            areas_by_lead(shown, LEADS, column[1])
            column[0].set_title(f"{one.name}: {one.pairs} pairs")

    saved("early-warning", 2, 2, 9.0, 9.0, judged)


def example() -> None:
    """A breakdown in the middle of all, and its control."""
    watched = ends(grown(2, 300), seed=2)
    pair = int(watched.months.argsort(kind="stable")[len(watched) // 2])

    def draw(axes: Any) -> None:
        for name, ax in zip(("backing", "trust"), axes[0], strict=False):
            before_breakdown(*(side[pair] for side in watched.records[name]), ax, label=name)
        wide, long = zip(
            *(rolling(side[pair], HISTORY // 2) for side in watched.records["trust"]), strict=True
        )
        before_breakdown(*wide, axes[0][2], label="variance of trust, 18 months")
        before_breakdown(*long, axes[0][3], label="autocorrelation of trust, 18 months")

    saved("early-warning-example", 1, 4, 13.0, 3.4, draw)


def main() -> None:
    """Measure, write, draw."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "out/hysteresis")
    out.mkdir(parents=True, exist_ok=True)
    systems = hysteresis.known_systems()
    known(systems)
    turned = hysteresis.of_alliances(progress=lambda text: print(text, file=sys.stderr))
    alliances(turned)
    verdicts = [*warning.known_systems(), *warning.of_alliances()]
    warned(verdicts)
    example()
    numbers: dict[str, pd.DataFrame] = hysteresis.frames([*systems, *turned])
    numbers |= {f"warning-{name}": frame for name, frame in warning.frames(verdicts).items()}
    for name, frame in numbers.items():
        frame.to_csv(out / f"{name}.csv", index=False)


if __name__ == "__main__":
    main()
