"""The measures: the same function on the data and on runs of the model.

Some are a mean over runs, each of which has one value (`PER_RUN`; fitted targets are all of this kind, for
the emulator of `experiments.calibration` learns them run by run); some are read from ends by age (`BY_AGE`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.world.life_tables import LifeTable
from experiments.world.targets import Target
from sim.arrays import Array
from sim.observers.intervals import Interval, mean_interval
from sim.observers.outcomes import GOAL

LIFE = 90
"""Months of the longest age of any table."""
EDGES = (0, 6, 12, 18, 24, 36, 42, 48, 60, 66, 72, 84, LIFE)
"""Ages of the life table of runs: all at which some target looks."""

Outcomes = Mapping[str, Array]


@dataclass(frozen=True)
class Lives:
    """What is looked at of the runs of one setting.

    Attributes:
        outcomes: (runs,) by name, see `sim.observers.outcomes.OUTCOMES`.
        length: months that they were followed.
        ties: (runs, 2) ties of trust in two waves, of runs that lived to both; None where not asked.
    """

    outcomes: Outcomes
    length: int
    ties: Array | None = None

    @property
    def month(self) -> Array:
        """(runs,): months lived to the end; infinite where there is none."""
        ended = self.outcomes["ending"] > 0
        return np.where(ended, self.outcomes["months"], np.inf)

    def table(self) -> LifeTable:
        """Ends by age: a success reached its goal, a failure is any other."""
        ending = self.outcomes["ending"]
        kinds = {"success": ending == GOAL, "failure": (ending > 0) & (ending != GOAL)}
        kinds["term"] = np.zeros_like(kinds["success"])
        edges = [edge for edge in EDGES if edge <= self.length]
        return LifeTable.of_runs(self.month, kinds, edges)


def _ended_by(lives: Lives, target: Target) -> Array:
    return np.where(lives.month <= target.month, 1.0, 0.0)


def _ended_between(lives: Lives, target: Target) -> Array:
    alive = lives.month > target.first
    return np.where(alive, lives.month <= target.month, np.nan)


def _goal_of_ended(lives: Lives, target: Target) -> Array:
    ended = lives.month <= target.month
    return np.where(ended, lives.outcomes["ending"] == GOAL, np.nan)


def _survived_to(lives: Lives, target: Target) -> Array:
    reached = (lives.outcomes["ending"] == GOAL) | (lives.month > target.month)
    return np.where(reached, 1.0, 0.0)


def _month_of_learning(lives: Lives, target: Target) -> Array:
    # The first month is number 0; what happens in it took one month.
    month = lives.outcomes["time_to_learning"]
    return np.where(month < 60, np.minimum(month + 1.0, 24.0), np.nan)


def _log_month_of_productivity(lives: Lives, target: Target) -> Array:
    month = lives.outcomes["time_to_productivity"]
    return np.asarray(np.log(np.where(month < 60, month, np.nan) + 1.0))


def _outcome(name: str) -> Callable[[Lives, Target], Array]:
    return lambda lives, target: np.asarray(lives.outcomes[name], dtype=np.float64)


PER_RUN: dict[str, Callable[[Lives, Target], Array]] = {
    "ended_by": _ended_by,
    "ended_between": _ended_between,
    "goal_of_ended": _goal_of_ended,
    "survived_to": _survived_to,
    "month_of_learning": _month_of_learning,
    "log_month_of_productivity": _log_month_of_productivity,
    "members_changed": _outcome("members_changed"),
    "hours_conflict": _outcome("hours_conflict"),
}
"""Measures with one value a run, (runs,); NaN where a run does not count."""
ENDS = ("ended_by", "ended_between", "goal_of_ended", "survived_to")
"""Those of when and how alliances end."""


def _window(target: Target, name: str, of_runs: bool) -> tuple[float, float]:
    found = target.ages()[name] if of_runs else getattr(target, name)
    if found is None:
        raise ValueError(f"{target.key}: measure '{target.measure}' needs '{name}'")
    return (float(found[0]), float(found[1]))


def _rate(table: LifeTable, target: Target, of_runs: bool) -> Interval:
    return table.rate(target.kinds, *_window(target, "late", of_runs))


def _ratio(table: LifeTable, target: Target, of_runs: bool) -> Interval:
    late, early = (_window(target, name, of_runs) for name in ("late", "early"))
    kinds = [kind for kind in target.kinds if kind in table.ends]
    return table.ratio(kinds, late, early)


def _share(table: LifeTable, target: Target, of_runs: bool) -> Interval:
    return table.share(target.kinds[0], target.kinds)


def _later(table: LifeTable, target: Target, of_runs: bool) -> Interval:
    return table.later(target.kinds[0], target.kinds[1])


BY_AGE: dict[str, Callable[[LifeTable, Target, bool], Interval]] = {
    "rate": _rate,
    "ratio": _ratio,
    "share": _share,
    "later": _later,
}
"""Measures on ends by age."""


def is_log(target: Target) -> bool:
    """Whether the measure is the logarithm of what is reported."""
    return target.measure.startswith("log_")


def is_share(target: Target) -> bool:
    """Whether each run has 0 or 1."""
    return target.measure in ("members_changed", *ENDS)


def of_ends(target: Target) -> bool:
    """Whether the measure is one of when and how alliances end."""
    return target.measure in BY_AGE or target.measure in ENDS


def values(lives: Lives, target: Target) -> tuple[Array, NDArray[np.bool_]]:
    """The value of each run that counts, and (runs,) which do.

    Args:
        lives: runs of the target's setting.
        target: one whose measure is in `PER_RUN`.
    """
    found = PER_RUN[target.measure](lives, target)
    counts = ~np.isnan(found)
    return found[counts], counts


def measure(lives: Lives, target: Target) -> Interval:
    """What a target measures on runs, with a 95 % interval."""
    if target.measure in BY_AGE:
        return BY_AGE[target.measure](lives.table(), target, True)
    if target.measure == "ties":
        if lives.ties is None:
            raise ValueError(f"{target.key}: ties were not kept of these runs")
        return ties(lives.ties[:, 0], lives.ties[:, 1])
    kept, _ = values(lives, target)
    if is_log(target):
        mean = mean_interval(kept)
        return Interval(*(float(np.exp(end)) for end in mean))
    return mean_interval(kept, 0.0, 24.0 if target.measure == "month_of_learning" else 1.0)


def measured_in_data(target: Target) -> Interval:
    """The number of a target, with the 95 % interval that its source allows; NaN where it allows none."""
    if target.data is not None:
        return BY_AGE[target.measure](target.table(), target, False)
    if target.before:
        return ties(np.array(target.before, float), np.array(target.after, float))
    if target.value is None:
        low, high = float(target.low or 0.0), float(target.high or np.inf)
        return Interval((low + high) / 2, low, high)
    if target.cases is not None and is_share(target):
        half = 1.96 * float(np.sqrt(target.value * (1 - target.value) / target.cases))
        return Interval(target.value, max(target.value - half, 0.0), min(target.value + half, 1.0))
    return Interval(target.value, np.nan, np.nan)


def ties(before: Array, after: Array) -> Interval:
    """The sum of ties in the second wave over that in the first; bootstrap over its rows (Efron 1979)."""
    chance = np.random.default_rng(0)
    rows = chance.integers(0, len(before), (2_000, len(before)))
    drawn = after[rows].sum(1) / np.maximum(before[rows].sum(1), 1e-12)
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Interval(float(after.sum() / max(before.sum(), 1e-12)), float(low), float(high))
