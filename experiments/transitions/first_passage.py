"""First passage: how long until an alliance is productive, learns, or ends, and what comes first.

A run that stops before it got there is censored: it is only known to take longer. Leaving it out, or
counting the end as the time, makes times look short. The product-limit estimate (Kaplan & Meier 1958)
uses what is known of it. Where something else can come first and for good, as an end before
productivity, the chance of each is that of Aalen & Johansen (1978): treating an end as censoring would
tell how long it would take if alliances could not end.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from experiments.transitions.scan import CONFIDENCE, Estimate, Floats
from sim.observers.paths import Paths, alive
from sim.observers.phases import LEARNING, PRODUCING, first_month, phase_path
from sim.observers.resampling import RESAMPLES, resample, rows_of
from sim.rules.leaving import Ending

CENSORED, REACHED, FAILED, GOAL = range(4)
"""What came first: nothing until the run stopped, what was waited for, an end without the goal, or an
end because the goal was reached."""

CAUSES = ("nothing yet", "reached", "ended", "goal reached")


@dataclass(frozen=True)
class FirstPassages:
    """Times until the first thing that happened.

    Attributes:
        times: (runs,) months, > 0; until the run stopped where nothing happened.
        causes: (runs,) codes: 0 for nothing, 1 and up for what happened.
    """

    times: Floats
    causes: NDArray[np.int_]

    def __len__(self) -> int:
        return len(self.times)

    def only(self, runs: NDArray[np.int_] | NDArray[np.bool_]) -> FirstPassages:
        """Some of the runs."""
        return FirstPassages(self.times[runs], self.causes[runs])


@dataclass(frozen=True)
class Steps:
    """A curve over time that moves in steps.

    Attributes:
        times: (steps,) ascending, from 0.
        value, low, high: (steps,) from each time on, with the 95 % interval.
    """

    times: Floats
    value: Floats
    low: Floats
    high: Floats

    def at(self, time: float) -> float:
        """The value at a time."""
        return float(self.value[np.searchsorted(self.times, time, side="right") - 1])


def first_passages(paths: Paths, phase: int = PRODUCING) -> FirstPassages:
    """Months until runs get to a phase, or end before.

    Args:
        paths: of the runs.
        phase: its code; `sim.observers.phases.PRODUCING` or LEARNING, say.

    Returns:
        A time counts to the end of the month: at least 1.
    """
    living = alive(paths).sum(1).astype(np.float64)
    first = first_month(phase_path(paths), phase) + 1.0
    ending = np.nan_to_num(paths["ending"]).max(1).astype(int)
    cause = np.where(ending == Ending.GOAL, GOAL, np.where(ending > 0, FAILED, CENSORED))
    reached = ~np.isnan(first)
    return FirstPassages(np.where(reached, first, living), np.where(reached, REACHED, cause))


def survival(waits: FirstPassages, confidence: float = CONFIDENCE) -> Steps:
    """Chance that nothing has happened yet (Kaplan & Meier; interval on the log-log scale).

    Whatever happened counts; merge or drop causes first if that is not what is asked.
    """
    sample = stats.CensoredData.right_censored(waits.times, waits.causes == CENSORED)
    found: Any = stats.ecdf(sample).sf
    with warnings.catch_warnings(), np.errstate(divide="ignore", invalid="ignore"):
        warnings.simplefilter("ignore", RuntimeWarning)
        interval = found.confidence_interval(confidence, method="log-log")
    # The interval does not exist where nothing is left, or all: there the estimate itself is given.
    chance = found.probabilities
    low, high = (
        np.where(np.isnan(side), chance, side)
        for side in (interval.low.probabilities, interval.high.probabilities)
    )
    rows = (np.concatenate([[1.0], row]) for row in (chance, low, high))
    return Steps(np.concatenate([[0.0], found.quantiles]), *rows)


def incidence(
    waits: FirstPassages, cause: int, *, resamples: int = RESAMPLES, seed: int = 0
) -> Steps:
    """Chance that a cause came first by a time, where others compete with it (Aalen & Johansen).

    Args:
        waits: of the runs.
        cause: which one.
        resamples, seed: of the bootstrap over runs that gives the interval.
    """
    times = np.unique(waits.times)
    value = _incidence(waits, cause, times)
    drawn = rows_of(resample(len(waits), resamples, seed))
    rows = [_incidence(waits.only(own), cause, times) for own in drawn]
    half = (1.0 - CONFIDENCE) / 2.0
    low, high = np.quantile(rows, [half, 1.0 - half], axis=0)
    begin = np.zeros(1)
    return Steps(*(np.concatenate([begin, row]) for row in (times, value, low, high)))


def restricted_mean(
    waits: FirstPassages, horizon: float, *, resamples: int = RESAMPLES, seed: int = 0
) -> Estimate:
    """Mean time until something happened, each counted up to a horizon at most.

    The area under the survival curve. A mean without a horizon does not exist when some never get there.

    Args:
        waits: of the runs.
        horizon: months, > 0, within what was watched.
        resamples, seed: of the bootstrap over runs that gives the interval.
    """

    def mean(one: FirstPassages) -> float:
        times = np.unique(one.times)
        left = _left(one, times)
        edges = np.minimum(np.concatenate([[0.0], times, [horizon]]), horizon)
        return float((np.concatenate([[1.0], left]) * np.diff(edges)).sum())

    return _booted(waits, mean, resamples, seed)


def conditional_mean(
    waits: FirstPassages, cause: int, horizon: float, *, resamples: int = RESAMPLES, seed: int = 0
) -> Estimate:
    """Mean time to a cause of those to whom it happened first, within a horizon.

    This leaves out all others, so it says nothing about how likely it is; read it beside `incidence`.
    """

    def mean(one: FirstPassages) -> float:
        times = np.unique(one.times[one.times <= horizon])
        if not len(times):
            return float("nan")
        steps = np.diff(_incidence(one, cause, times), prepend=0.0)
        return float((steps * times).sum() / steps.sum()) if steps.sum() > 0.0 else float("nan")

    return _booted(waits, mean, resamples, seed)


def to_learning_and_on(paths: Paths) -> dict[str, FirstPassages]:
    """Passages that a student asks for first: to learning, to productivity, and to any end."""
    ending = np.nan_to_num(paths["ending"]).max(1) > 0
    end = FirstPassages(alive(paths).sum(1).astype(np.float64), np.where(ending, REACHED, CENSORED))
    return {
        "learning": first_passages(paths, LEARNING),
        "productivity": first_passages(paths),
        "end": end,
    }


def _booted(
    waits: FirstPassages, statistic: Callable[[FirstPassages], float], resamples: int, seed: int
) -> Estimate:
    drawn = rows_of(resample(len(waits), resamples, seed))
    return Estimate.of(statistic(waits), np.array([statistic(waits.only(own)) for own in drawn]))


def _left(waits: FirstPassages, times: Floats) -> Floats:
    """(times,) Kaplan and Meier's estimate that nothing has happened up to and at each time."""
    risk, happened = _at_risk(waits, times, waits.causes != CENSORED)
    left: Floats = np.cumprod(1.0 - happened / np.maximum(risk, 1.0), dtype=np.float64)
    return left


def _incidence(waits: FirstPassages, cause: int, times: Floats) -> Floats:
    left = np.concatenate([[1.0], _left(waits, times)[:-1]])
    risk, happened = _at_risk(waits, times, waits.causes == cause)
    chance: Floats = np.cumsum(left * happened / np.maximum(risk, 1.0), dtype=np.float64)
    return chance


def _at_risk(
    waits: FirstPassages, times: Floats, counts: NDArray[np.bool_]
) -> tuple[Floats, Floats]:
    """(times,) runs to which nothing happened before each time, and those that count at it."""
    ordered = np.sort(waits.times)
    risk = len(ordered) - np.searchsorted(ordered, times, side="left")
    those = np.sort(waits.times[counts])
    until = np.searchsorted(those, times, side="right")
    before = np.searchsorted(those, times, side="left")
    return risk.astype(np.float64), (until - before).astype(np.float64)
