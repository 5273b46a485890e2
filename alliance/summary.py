"""An ensemble in a few readable lines: phases, added value, hours, money, endings, who left."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import Array
from sim.observers.intervals import Interval, mean_interval, quantile_interval, share_interval
from sim.observers.outcomes import OUTCOMES, outcomes_of, restricted
from sim.observers.paths import paths_of
from sim.observers.phases import (
    APART,
    BETWEEN,
    CHAFING,
    LEARNING,
    PRODUCING,
    STAGNATION,
    first_month,
    phase_path,
)
from sim.rules.leaving import Ending

if TYPE_CHECKING:
    import xarray as xr

FEW = 30
"""Fewer runs than this, and the summary warns that its numbers are rough."""

FEWEST = 5
"""Of fewer runs a median and a range of 80 % say nothing: all that were seen are told."""

MOST_NAMED = 6
"""Members that are told of by name, those that left most often."""

HOURS = ("designing", "learning", "joint", "apart", "conflict", "other")
"""What hours go to, by the names of `sim.flows`."""

_REACHED = (CHAFING, LEARNING, BETWEEN, PRODUCING, APART, STAGNATION)
"""Phases that are told of."""


@dataclass(frozen=True)
class Share:
    """A share of runs with a 95 % interval (Clopper & Pearson 1934)."""

    count: int
    runs: int

    @property
    def value(self) -> float:
        """The share itself, in [0, 1]."""
        return self.count / self.runs

    @property
    def interval(self) -> tuple[float, float]:
        """Its interval, in [0, 1]."""
        _, low, high = share_interval(self.count, self.runs)
        return low, high

    def __str__(self) -> str:
        low, high = self.interval
        # Nothing seen is not nothing possible: nought and all are kept for exactly that.
        told = f"{100 * self.value:.0f}"
        if 0 < self.count < self.runs:
            told = {"0": "<1", "100": ">99"}.get(told, told)
        return f"{told} % ({100 * low:.0f}-{100 * high:.0f} %)"


@dataclass(frozen=True)
class Spread:
    """Median and the range that holds 80 % of the runs; NaN when there are none.

    Attributes:
        median, low, high: of the runs that have a value.
        count: how many those are. With fewer than `FEWEST`, low and high are the outermost.
    """

    median: float
    low: float
    high: float
    count: int

    @property
    def few(self) -> bool:
        """Whether so few have a value that a median says nothing."""
        return self.count < FEWEST

    @classmethod
    def of(cls, values: Array) -> Spread:
        """Summarise what is there; NaN are left out."""
        there = values[~np.isnan(values)]
        if not len(there):
            return cls(np.nan, np.nan, np.nan, 0)
        ends = [0.1, 0.5, 0.9] if len(there) >= FEWEST else [0.0, 0.5, 1.0]
        low, median, high = np.quantile(there, ends)
        return cls(float(median), float(low), float(high), len(there))

    def told(self, form: str = ".0f", unit: str = "", to: str = "to") -> str:
        """In words: the median and its range, all that was seen when that is little, or a dash."""
        if not self.count:
            return "-"
        one, low, high = (f"{x + 0.0:{form}}" for x in (self.median, self.low, self.high))
        if self.count == 1:
            return f"{one}{unit}"
        between = f" {to} " if "+" in form else "-"
        reach = f"{low}{between}{high}{unit}"
        return reach if self.few else f"{one}{unit} ({reach})"


@dataclass(frozen=True)
class Event:
    """Something that happens in a share of the runs, and the month in which it first does."""

    share: Share
    month: Spread


@dataclass(frozen=True)
class Summary:
    """What an ensemble shows, as data.

    Attributes:
        title: of the scenario.
        runs, months: size of the ensemble.
        seed: its seed, as text.
        reached: phases 2 and 3, and what fits none of the brochure, by code of
            `sim.observers.phases`.
        waited: mean of the months without phase 3 within the run (restricted mean time), with a 95 %
            interval: a run that never gets there counts with the whole length.
        added_value: added value over the whole run, see `sim.observers.paths.added_value`.
        mean_added_value: its mean with a 95 % interval, the number that comparisons, advice and reports
            give as well.
        median_added_value: its median with a 95 % interval: wide where runs fall into two kinds.
        last_year: the same over the last 12 months alive.
        positive: share of runs with added value over the whole run.
        hours: mean share of all hours by what they go to, in the order of `HOURS`.
        covered: share of what members asked that the fund paid, over the runs in which they asked.
        endings: by ending, in the order of `sim.rules.leaving.Ending`.
        left: by member, most often first.
        leavers: number of members that left in a run.
        alike: whether members are drawn from one distribution, so that their names mean nothing.
    """

    title: str
    runs: int
    months: int
    seed: str
    reached: dict[int, Event]
    waited: Interval
    added_value: Spread
    mean_added_value: Interval
    median_added_value: Interval
    last_year: Spread
    positive: Share
    hours: dict[str, float]
    covered: Spread
    endings: tuple[Event, ...]
    left: tuple[tuple[str, Event], ...]
    leavers: Spread
    alike: bool


@dataclass(frozen=True)
class Tally:
    """What a summary needs of each run of an ensemble, so that the rest can be let go.

    Attributes:
        title, months, seed, alike: as in `Summary`.
        members: their names.
        first: (runs,) month in which each phase or stagnation first holds, by code; NaN when never.
        added_value, last_year, covered: (runs,) as in `Summary`.
        hours: (runs,) share of all hours, by what they go to.
        ended: (runs,) month of each ending, by code of `Ending`; NaN when it did not end so.
        left: (runs, members) month in which each member left; NaN when it did not.
    """

    title: str
    months: int
    seed: str
    alike: bool
    members: tuple[str, ...]
    first: dict[int, Array]
    added_value: Array
    last_year: Array
    hours: dict[str, Array]
    covered: Array
    ended: dict[int, Array]
    left: Array

    @classmethod
    def of(cls, result: xr.Dataset) -> Tally:
        """Of the result of a simulation."""
        paths = paths_of(result)
        kept, phase, code = outcomes_of(paths), phase_path(paths), np.nan_to_num(paths["ending"])
        scenario = json.loads(str(result.attrs.get("scenario", "{}")))
        return cls(
            title=str(result.attrs.get("title", "")),
            months=phase.shape[1],
            seed=str(result.attrs.get("seed", "?")),
            alike=not (scenario.get("member") or scenario.get("joiner")),
            members=tuple(str(name) for name in result.member.to_numpy()),
            first={code: first_month(phase, code) for code in _REACHED},
            added_value=kept["added_value"],
            last_year=kept["productivity"] - 1.0,
            hours={name: kept[f"hours_{name}"] for name in HOURS},
            covered=kept["covered"],
            ended={k: _first(code == k) for k in range(1, len(Ending))},
            left=_first(np.nan_to_num(paths["leaves"]) > 0),
        )

    @classmethod
    def join(cls, parts: Sequence[Tally]) -> Tally:
        """Of all runs of some ensembles of one scenario and seed, in their order."""
        return replace(
            parts[0],
            first={c: np.concatenate([p.first[c] for p in parts]) for c in parts[0].first},
            added_value=np.concatenate([part.added_value for part in parts]),
            last_year=np.concatenate([part.last_year for part in parts]),
            hours={k: np.concatenate([p.hours[k] for p in parts]) for k in parts[0].hours},
            covered=np.concatenate([part.covered for part in parts]),
            ended={k: np.concatenate([p.ended[k] for p in parts]) for k in parts[0].ended},
            left=np.concatenate([part.left for part in parts]),
        )

    def summary(self) -> Summary:
        """The summary of these runs."""
        runs = len(self.added_value)
        gain = self.added_value[~np.isnan(self.added_value)]
        left = [(name, _event(self.left[:, k])) for k, name in enumerate(self.members)]
        on = int(np.logical_and.reduce([np.isnan(month) for month in self.ended.values()]).sum())
        runs_on = Event(Share(on, runs), Spread.of(np.array([])))
        return Summary(
            title=self.title,
            runs=runs,
            months=self.months,
            seed=self.seed,
            reached={code: _event(month) for code, month in self.first.items()},
            waited=mean_interval(
                restricted(self.first[PRODUCING], self.months), 0.0, float(self.months)
            ),
            added_value=Spread.of(gain),
            mean_added_value=mean_interval(gain, *OUTCOMES["added_value"].bounds(self.months)),
            median_added_value=quantile_interval(gain),
            last_year=Spread.of(self.last_year),
            positive=Share(int((gain > 0).sum()), runs),
            hours={name: _mean(values) for name, values in self.hours.items()},
            covered=Spread.of(self.covered),
            endings=(runs_on, *(_event(month) for month in self.ended.values())),
            left=tuple(sorted(left, key=lambda pair: -pair[1].share.count)),
            leavers=Spread.of((~np.isnan(self.left)).sum(1).astype(np.float64)),
            alike=self.alike,
        )


def summarise(result: xr.Dataset) -> Summary:
    """Summarise an ensemble.

    Args:
        result: what `sim.simulate` returned.

    Returns:
        The summary as data; `alliance.describe` words it.

    Raises:
        AllianceError: when it is not the result of a simulation.
    """
    return Tally.of(result).summary()


def typical_run(result: xr.Dataset) -> int:
    """The run whose course is nearest the median of all: the one to show when one is shown.

    Near in its rank among all runs, summed over added value, months lived, the month of phase 3 and
    trust at the end.

    Args:
        result: what `sim.simulate` returned.

    Returns:
        Its number; the lowest of those that are equally near.
    """
    kept = outcomes_of(paths_of(result))
    away = np.zeros(result.sizes["run"])
    for name in ("added_value", "months", "time_to_productivity", "trust"):
        values = np.nan_to_num(kept[name], nan=np.inf)  # never, and no trust left, are outermost
        ordered = np.sort(values)
        below = np.searchsorted(ordered, values, "left") + np.searchsorted(ordered, values, "right")
        away += np.abs(below / (2 * len(values)) - 0.5)
    return int(result.run[int(away.argmin())])


def _first(happens: np.ndarray) -> Array:
    """The first month, along axis 1, in which something happens; NaN when never."""
    return np.where(happens.any(1), happens.argmax(1), np.nan)


def _event(month: Array) -> Event:
    return Event(Share(int((~np.isnan(month)).sum()), len(month)), Spread.of(month))


def _mean(values: Array) -> float:
    there = values[~np.isnan(values)]
    return float(there.mean()) if len(there) else 0.0
