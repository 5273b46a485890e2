"""Measures and draws what docs/hysteresis.md shows: `python docs/hysteresis.py [RUNS]`, some two minutes.

Prints the tables of the page; RUNS (200 if not said) is the number of runs of each loop.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import sim
from experiments.transitions import breakdown, wells
from experiments.transitions.hysteresis import Speeds, over_speeds
from experiments.transitions.turning import CONTROLS, turn
from experiments.transitions.warning import Judged
from sim.plots.hysteresis import area_by_speed, loop, warnings
from sim.plots.style import look

IMAGES = Path(__file__).parent / "images"
DURATIONS = (26, 52, 104, 208)
KNOWN = (25, 50, 100, 200, 400)


def _loops(name: str, found: Speeds) -> str:
    areas = " | ".join(area.text(2) for area in found.areas)
    return f"| {name} | {areas} | {found.still.text(2)} | {found.reading.partition(':')[0]} |"


def _judged(found: Iterable[Judged]) -> str:
    return "\n".join(
        f"| {one.name} | {one.auc.text(2)} | {one.hits.text(2)} | {one.false_alarms.text(2)} |"
        for one in sorted(found, key=lambda one: -one.auc.value)
    )


def main() -> None:
    """Measure, print, draw."""
    from matplotlib.figure import Figure

    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with look():
        known = Figure(figsize=(8.0, 3.6), layout="constrained", dpi=110)
        turned = Figure(figsize=(9.5, 6.0), layout="constrained", dpi=110)
        warned = Figure(figsize=(7.0, 3.8), layout="constrained", dpi=110)
    for ax, (name, drift) in zip(
        known.subplots(1, 2), (("double well", wells.double_well), ("relaxing", wells.relaxing)),
        strict=True,
    ):  # fmt: skip
        found = over_speeds([wells.turned(drift, duration, seed=3) for duration in KNOWN])
        print(_loops(name, found))
        up, down = found.loops[-1].turns(0.0)
        print(f"  tips at {up.text(2)} and {down.text(2)}; spinodals ±{wells.SPINODAL:.3f}")
        loop(found.loops[-1], ax, control="h", label="x").set_title(name)
    known.savefig(IMAGES / "hysteresis-known.png")

    base = sim.load("default")
    for (name, control), (upper, lower) in zip(
        CONTROLS.items(), turned.subplots(2, len(CONTROLS)).T, strict=True
    ):
        turnings = [turn(base, name, duration, runs=runs, seed=1) for duration in DURATIONS]
        found = over_speeds([one.beyond_age for one in turnings])
        print(_loops(name, found))
        print("  alive at the end:", ", ".join(f"{one.living.mean():.0%}" for one in turnings))
        print("  age alone:", ", ".join(one.still.area().text(2) for one in turnings))
        print(" ", found.reading)
        loop(turnings[-1].loop, upper, control=control.label, label="effort")
        upper.set_title(name)
        area_by_speed(found, lower, label="beyond age")
    turned.savefig(IMAGES / "hysteresis-alliances.png")

    for title, sample in (("folds", breakdown.of_folds), ("jumps", breakdown.of_jumps),
                          ("alliances", breakdown.of_alliances)):  # fmt: skip
        judged = breakdown.judged(sample)
        print(f"{title}\n{_judged(judged)}")
    warnings(judged, warned.subplots())
    warned.savefig(IMAGES / "early-warning.png")


if __name__ == "__main__":
    main()
