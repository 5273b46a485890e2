"""Does what was lost come back the way it went? What loops and meetings of two pasts tell, in words and tables.

Printed by `python -m experiments.transitions hysteresis`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from experiments.transitions.branches import Meeting
from experiments.transitions.loops import Loop, Speeds, over_speeds
from experiments.transitions.order import CHOSEN
from experiments.transitions.ramp import CONTROLS, VARIANTS, Ramp, run_histories, run_ramp
from experiments.transitions.scan import Estimate
from experiments.transitions.systems import wells
from sim.scenarios import Scenario, load

DURATIONS = (13, 26, 52, 104, 208)
"""Months of one way, for alliances."""
KNOWN = (25.0, 50.0, 100.0, 200.0, 400.0)
"""Durations of one way, for known systems."""

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Hysteresis:
    """All that is known of one control.

    Attributes:
        name: of the system or control.
        variant: of the alliance, in `VARIANTS`; empty for a known system.
        speeds: loops, with the effect of age taken off.
        meetings: of two pasts, at values of the control.
        ramps: the loops with what is to be known of each; none for a known system.
    """

    name: str
    variant: str
    speeds: Speeds
    meetings: tuple[Meeting, ...]
    ramps: tuple[Ramp, ...] = ()

    @property
    def kept(self) -> list[float]:
        """Values of the control at which the past is kept."""
        return [one.control for one in self.meetings if one.verdict == "kept"]

    @property
    def lasts(self) -> float:
        """Time in which no kept past surely halves its distance."""
        return min((one.lasts for one in self.meetings if one.verdict == "kept"), default=0.0)

    @property
    def slowest(self) -> Loop:
        """The slowest loop as it was seen."""
        return self.ramps[-1].loop if self.ramps else self.speeds.loops[-1]


def known_systems(seed: int = 3, runs: int = 40) -> list[Hysteresis]:
    """A double well, which has hysteresis, and a relaxing system, which lags."""
    found = []
    for name, drift in (("double well", wells.double_well), ("relaxing", wells.relaxing)):
        loops = [wells.turned(drift, duration, runs=runs, seed=seed) for duration in KNOWN]
        where = np.array([-0.45, -0.3, 0.0, 0.3, 0.45])
        waits = np.array([0.0, 2.0, 5.0, 10.0, 20.0, 40.0])
        met = wells.met(drift, where, waits, runs=runs, seed=seed)
        found.append(Hysteresis(name, "", over_speeds(loops), tuple(met.meetings())))
    return found


def of_alliance(
    base: Scenario,
    control: str,
    variant: str,
    *,
    runs: int = 200,
    seed: int = 1,
    order: str = CHOSEN,
    points: int = 5,
    progress: Progress = lambda _: None,
) -> Hysteresis:
    """All that is to be known of one control of an alliance.

    Args:
        base: the alliance.
        control, variant: names in `CONTROLS` and `VARIANTS`.
        runs, seed: of each loop and meeting.
        order: the order parameter, in `experiments.transitions.order.ORDER`.
        points: values of the control at which two pasts meet.
        progress: told what is done next.
    """
    ramps = []
    for duration in DURATIONS:
        progress(f"{control}, {variant}: {duration} months a way …")
        ramps.append(
            run_ramp(base, control, duration, variant=variant, runs=runs, seed=seed, order=order)
        )
    progress(f"{control}, {variant}: two pasts …")
    met = run_histories(
        base, control, variant=variant, points=points, runs=runs, seed=seed, order=order
    )
    speeds = over_speeds([one.beyond_age for one in ramps])
    return Hysteresis(control, variant, speeds, tuple(met.meetings()), tuple(ramps))


def of_alliances(
    runs: int = 200, seed: int = 1, progress: Progress = lambda _: None
) -> list[Hysteresis]:
    """All that is to be known of each control, for each variant of the default alliance.

    Args:
        runs, seed, progress: as for `of_alliance`.
    """
    base = load("default")
    return [
        of_alliance(base, control, variant, runs=runs, seed=seed, progress=progress)
        for control in CONTROLS
        for variant in VARIANTS
    ]


def reading(plain: Hysteresis, recoverable: Hysteresis | None = None) -> str:
    """One sentence on a control.

    Hysteresis is a past that is kept where nothing is lost for good, for then two ways of living are there
    at one control, as far as the wait can tell: forgetting that takes much longer looks alike. A past that is
    kept only where something is lost for good is that loss.

    Args:
        plain: the system as it is.
        recoverable: the same if nothing is lost for good; left out for a system in which nothing is.
    """
    strict = recoverable or plain
    if plain.kept and strict.kept:
        where = ", ".join(f"{value:.2g}" for value in strict.kept)
        return (
            f"Hysteresis: two pasts stay apart at a control of {where}, though nothing is lost for "
            f"good there{_beyond(plain, strict)}; their distance does not halve within {_time(strict.lasts)}."
        )
    if plain.kept:
        return (
            "Loss: two pasts stay apart, but only as members leave for good and deceit leaves a mark; "
            "else they become alike."
        )
    if plain.speeds.verdict == "none":
        return "Nothing: no loop at any speed."
    forgotten = [one for one in plain.meetings if one.verdict == "forgotten"]
    if len(forgotten) == len(plain.meetings):
        return "A lag: two pasts become alike at every value of the control."
    where = ", ".join(
        f"{one.control:.2g} ({one.verdict})" for one in plain.meetings if one.verdict != "forgotten"
    )
    if not forgotten:
        return f"Not told: two pasts are not yet alike at {where}."
    return f"A lag: two pasts become alike, but at {where} not in the time that was waited."


def _time(lasts: float) -> str:
    return f"{lasts:,.0f}" if np.isfinite(lasts) else "any time that could be told"


def _beyond(plain: Hysteresis, strict: Hysteresis) -> str:
    """What is lost for good besides, where a loop is larger as it is."""
    if strict is plain:
        return ""
    whole, rest = (abs(one.speeds.areas[-1].value) for one in (plain, strict))
    if plain.speeds.verdict != "grows" or whole <= rest:
        return ""
    return f"; and as it is, loss makes {1.0 - rest / whole:.0%} of the slowest loop"


def areas_table(found: Sequence[Hysteresis]) -> str:
    """Areas of loops at all speeds, as Markdown."""
    durations = " | ".join(f"{loop.duration:g} a way" for loop in found[0].speeds.loops)
    rows = [
        f"| turned | | {durations} | at no speed | speeds tell |",
        "|---" * (len(found[0].speeds.loops) + 4) + "|",
    ]
    for one in found:
        areas = " | ".join(_short(area) for area in one.speeds.areas)
        still = _short(one.speeds.still) if one.speeds.verdict in ("lag", "stays") else ""
        rows.append(f"| {one.name} | {one.variant} | {areas} | {still} | {one.speeds.verdict} |")
    return "\n".join(rows)


def survivors_table(found: Sequence[Hysteresis]) -> str:
    """Of alliances turned at the slowest speed: who lived, what their loop is, where they switch."""
    rows = [
        "| turned | | alive at the end | area, all | area, survivors | age alone | halfway as it rises | "
        "as it falls |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for one in found:
        last = one.ramps[-1]
        up, down = (_switch(end) for end in last.loop.turns())
        rows.append(
            f"| {one.name} | {one.variant} | {last.living.mean():.0%} | "
            f"{_short(last.beyond_age.area())} | {_short(_survivors(last))} | "
            f"{_short(last.still.area())} | {up} | {down} |"
        )
    return "\n".join(rows)


def meetings_table(found: Sequence[Hysteresis]) -> str:
    """How far apart two pasts are when they meet and at the end, at each value of the control, as Markdown."""
    last = found[0].meetings[0].waits[-1]
    rows = [
        f"| turned | | apart when they met | after {last:g}, at each value of the control |",
        "|---|---|---|---|",
    ]
    for one in found:
        ends = "; ".join(
            f"{met.control:.2g}: {_short(met.gaps[-1])} {met.verdict}{_far(met)}"
            for met in one.meetings
        )
        first = _short(one.meetings[0].gaps[0])
        rows.append(f"| {one.name} | {one.variant} | {first} | {ends} |")
    return "\n".join(rows)


def readings(found: Sequence[Hysteresis]) -> dict[str, str]:
    """The sentence on each system or control, by name."""
    first: dict[str, Hysteresis] = {}
    rows = {}
    for one in found:
        plain = first.setdefault(one.name, one)
        rows[one.name] = reading(plain, None if plain is one else one)
    return rows


def frames(found: Sequence[Hysteresis]) -> dict[str, pd.DataFrame]:
    """All numbers: a row for each loop, for each moment of each meeting, for each reading."""
    loops: list[dict[str, object]] = []
    meetings: list[dict[str, object]] = []
    for one in found:
        who: dict[str, object] = {"turned": one.name, "variant": one.variant}
        for loop, area in zip(one.speeds.loops, one.speeds.areas, strict=True):
            loops.append(who | {"duration": loop.duration} | _columns("area", area))
        loops.append(who | {"duration": np.inf} | _columns("area", one.speeds.still))
        for met in one.meetings:
            for wait, gap in zip(met.waits, met.gaps, strict=True):
                meetings.append(
                    who | {"control": met.control, "waited": wait} | _columns("gap", gap)
                )
    rows = [{"turned": name, "reading": text} for name, text in readings(found).items()]
    return {
        "loops": pd.DataFrame(loops),
        "meetings": pd.DataFrame(meetings),
        "readings": pd.DataFrame(rows),
    }


def _far(met: Meeting) -> str:
    return f", {met.far.value:.0%} of the pairs far apart" if met.verdict == "kept" else ""


def _columns(name: str, one: Estimate) -> dict[str, object]:
    return {name: one.value, "low": one.low, "high": one.high}


def _short(one: Estimate) -> str:
    # Adding zero turns -0.00 into 0.00.
    value, low, high = (round(x, 2) + 0.0 for x in (one.value, one.low, one.high))
    return f"{value:.2f} ({low:.2f} to {high:.2f})"


def _switch(one: Estimate) -> str:
    if one.found < 0.1:
        return "nowhere"
    return one.text(2) if np.isfinite(one.value) and one.found > 0.9 else "not told"


def _survivors(one: Ramp) -> Estimate:
    few = one.living.sum() < 2
    return Estimate(np.nan, np.nan, np.nan, 0.0) if few else one.survivors.area()
