"""What became of each run, in single numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from sim.arrays import Array, Bits
from sim.observers.paths import (
    ACTIVITIES,
    YEAR,
    Paths,
    Work,
    added_value,
    grievance,
    over_members,
    paths_of,
    trailing,
    work_of,
)
from sim.observers.phases import (
    APART,
    BETWEEN,
    CHAFING,
    DEFINITION,
    LEARNING,
    PRODUCING,
    STAGNATION,
    Definition,
    first_month,
    name_phases,
    regressions,
)
from sim.rules.leaving import Ending

if TYPE_CHECKING:
    import xarray as xr

Better = Literal["higher", "lower", "neither"]
Kind = Literal["event", "time", "category", "number"]


@dataclass(frozen=True)
class Outcome:
    """One outcome.

    Attributes:
        unit: its unit.
        meaning: what it is.
        better: which way is better.
        kind: an event is a yes or no (1 or 0); a time is waited for and NaN when it never comes; a
            category is the number of a name; the rest are numbers.
        low, high: the least and the most that it can be; a `high` of None is the length of the run.
    """

    unit: str
    meaning: str
    better: Better
    kind: Kind = "number"
    low: float = -np.inf
    high: float | None = np.inf

    def bounds(self, length: int) -> tuple[float, float]:
        """The least and the most that it can be in a run of so many months."""
        return self.low, float(length) if self.high is None else self.high


def _event(meaning: str, better: Better) -> Outcome:
    return Outcome("1", meaning, better, "event", 0.0, 1.0)


def _time(meaning: str) -> Outcome:
    return Outcome("months", f"{meaning}; missing when never", "lower", "time", 0.0, None)


def _months(meaning: str, better: Better) -> Outcome:
    return Outcome("months", meaning, better, low=0.0, high=None)


def _part(meaning: str, better: Better) -> Outcome:
    return Outcome("1", meaning, better, low=0.0, high=1.0)


OUTCOMES: dict[str, Outcome] = {
    "added_value": Outcome(
        "1",
        "joint output and output apart over the whole run against what all hours would have given "
        "apart, less 1",
        "higher",
        low=-1.0,
    ),
    "productivity": Outcome(
        "1",
        "joint output and output apart per own output over the last 12 months alive",
        "higher",
        low=0.0,
    ),
    "low_point": Outcome("1", "lowest added value over twelve months on end", "higher", low=-1.0),
    "break_even": _time("first month at whose end the last twelve gave as much as apart"),
    "productive": _event("1 when phase 3 was reached", "higher"),
    "time_to_learning": _time("first month of phase 2"),
    "time_to_productivity": _time("first month of phase 3"),
    # Neither way is better where reaching the goal early takes months off.
    "months_chafing": _months("months in phase 1", "lower"),
    "months_learning": _months("months in phase 2", "neither"),
    "months_producing": _months("months in phase 3", "neither"),
    "months_stagnant": _months("months in stagnation", "lower"),
    "months_apart": _months("months of working apart under one flag", "neither"),
    "months_between": _months("months of joint work without added value", "neither"),
    "in_order": _event("1 when phases 1, 2 and 3 first came in this order", "higher"),
    "regressions": Outcome("1", "how often it went back to an earlier phase", "lower", low=0.0),
    "hours_designing": _part("share of all hours that goes to designing", "neither"),
    "hours_learning": _part("share of all hours that goes to learning", "neither"),
    "hours_apart": _part("share of all hours that is worked apart", "neither"),
    "hours_joint": _part("share of all hours that is worked jointly", "neither"),
    "hours_conflict": _part("share of all hours that clashes take", "lower"),
    "hours_other": _part("share of all hours that goes to roles and actions", "neither"),
    "output": Outcome(
        "FTE-months", "joint output and output apart over the whole run", "higher", low=0.0
    ),
    "survived": _event(
        "1 when the alliance still ran at the end of the run or had reached its goal, 0 when it had "
        "ended without",
        "higher",
    ),
    "succeeded": _event("1 when the alliance reached its goal", "higher"),
    "survived_grant": _event(
        "1 when it still ran after the term of the grant (60 months, if not said otherwise) or had "
        "reached its goal; missing when the run is too short to tell",
        "higher",
    ),
    "months": _months("months lived", "neither"),
    "ending": Outcome(
        "code",
        "0 ran on; ended for want of 1 members, 2 funds; 3 goal reached; 4 by decision",
        "neither",
        "category",
    ),
    "terms": Outcome("1", "terms of the grant so far, the first included", "neither", low=0.0),
    "covered": _part(
        "share of what members ask that the fund pays, over the whole run; missing when they ask "
        "nothing",
        "higher",
    ),
    "backing": _part("mean backing of the members over the run", "higher"),
    "turnover": Outcome("1/year", "members that left per member and year", "lower", low=0.0),
    "members_changed": _event(
        "1 when a member left or joined within 48 months; missing when the run is too short to tell",
        "neither",
    ),
    "trust": _part("mean trust in the last month alive", "higher"),
    "knowledge": _part("mean knowledge of each other in the last month alive", "higher"),
    "grievance": _part("highest mean of unspoken tension, over its three kinds", "lower"),
    "rift": _part("mean relationship conflict in the last month alive", "lower"),
    "clashes": Outcome("1/year", "clashes per year", "neither", low=0.0),
    "clashes_bad": _part("share of clashes that ended badly", "lower"),
    "rank_inequality": _part("Gini coefficient of status in the last month alive", "neither"),
}
"""All outcomes by name."""

TIMES = tuple(name for name, outcome in OUTCOMES.items() if outcome.kind == "time")
"""Outcomes that are waited for; see `restricted`."""


def restricted(times: Array, length: int) -> Array:
    """Months without it, within so many: the one estimand of a time, which leaves nobody out.

    Its mean is the restricted mean time (Royston & Parmar 2013). A run in which it never happens, also
    one that ended before, counts with the whole length.

    Args:
        times: (runs,) month in which it first happened, NaN when never.
        length: months to look at, >= 1.

    Returns:
        (runs,) in [0, length].
    """
    return np.where(times < length, times, float(length))


ENDINGS = tuple(ending.name.lower() for ending in Ending)
"""Names of the endings, by the number that `ending` has."""
GOAL = int(Ending.GOAL)
"""The ending that is a success."""

GRANT = 60
"""Months after which survival of the grant is looked at: the term that real grants have."""


COHORT = 48
"""Months within which a change of members is looked for: four years, an assumption on how long the projects ran
of which a third saw one (Jansen et al. 2014, who do not say)."""


def added_value_in(paths: Paths, first: int = 0, until: int | None = None) -> Array:
    """Added value over some months.

    Args:
        paths: see `sim.observers.paths`.
        first: first month, >= 0.
        until: month before which to stop; left out: to the end of the run.

    Returns:
        (runs,) see `sim.observers.paths.added_value`; NaN for an alliance that is gone by then.
    """
    work = work_of(paths)
    output, own = work.output[:, first:until].sum(1), work.own[:, first:until].sum(1)
    return added_value(output, own)


def outcomes_of(paths: Paths, grant: int = GRANT, by: Definition = DEFINITION) -> dict[str, Array]:
    """All outcomes of every run.

    Args:
        paths: see `sim.observers.paths`.
        grant: months after which survival of the grant is looked at, >= 1.
        by: the definition of the phases.

    Returns:
        Arrays (runs,) by the names of `OUTCOMES`.
    """
    work = work_of(paths)
    living = work.living
    months = living.sum(1)
    runs = np.arange(len(months))
    late = living & (np.cumsum(living[:, ::-1], axis=1)[:, ::-1] <= YEAR)
    phase = name_phases(work, by)
    chafing, learning, productive = (
        first_month(phase, code) for code in (CHAFING, LEARNING, PRODUCING)
    )
    ending = np.nan_to_num(paths["ending"]).max(1)
    clashes, bad = np.nansum(paths["clashes"], 1), np.nansum(paths["clashes_bad"], 1)
    year = _value_by_year(work)
    even = year >= 0.0
    outlived = (ending == GOAL) | (months > grant)
    known = outlived | (ending > 0) | (living.shape[1] >= grant)
    member_months = np.nansum(paths["members"], 1)
    # In the month in which an alliance ends its members are gone: look at the month before.
    last = np.maximum(np.where(ending > 0, months - 2, months - 1), 0)
    return {
        "added_value": added_value(work.output.sum(1), work.own.sum(1)),
        "productivity": added_value((work.output * late).sum(1), (work.own * late).sum(1)) + 1.0,
        "low_point": np.fmin.reduce(year, axis=1),
        "break_even": np.where(even.any(1), even.argmax(1), np.nan),
        "productive": (~np.isnan(productive)).astype(np.float64),
        "time_to_learning": learning,
        "time_to_productivity": productive,
        "months_chafing": _count(phase == CHAFING),
        "months_learning": _count(phase == LEARNING),
        "months_producing": _count(phase == PRODUCING),
        "months_stagnant": _count(phase == STAGNATION),
        "months_apart": _count(phase == APART),
        "months_between": _count(phase == BETWEEN),
        "in_order": ((chafing < learning) & (learning < productive)).astype(np.float64),
        "regressions": regressions(phase),
        **_shares_of_hours(paths),
        "output": work.output.sum(1),
        "survived": ((ending == 0) | (ending == GOAL)).astype(np.float64),
        "succeeded": (ending == GOAL).astype(np.float64),
        "survived_grant": np.where(known, outlived | (ending == 0), np.nan),
        "months": months.astype(np.float64),
        "ending": ending,
        "terms": np.fmax.reduce(paths["terms"], axis=1),
        "covered": _ratio(np.nansum(paths["paid"], 1), np.nansum(paths["asked"], 1)),
        "backing": _mean(over_members(paths["backing"])),
        "turnover": 12.0 * _ratio(np.nansum(paths["leaves"], (1, 2)), member_months),
        "members_changed": _members_changed(paths, living, ending > 0),
        "trust": paths["trust"][runs, last],
        "knowledge": paths["knowledge"][runs, last],
        "grievance": np.nan_to_num(grievance(paths)).max(1),
        "rift": paths["rift"][runs, last],
        "clashes": 12.0 * clashes / np.maximum(months, 1),
        "clashes_bad": _ratio(bad, clashes),
        "rank_inequality": gini(paths["status"][runs, last]),
    }


def outcomes(result: xr.Dataset, grant: int = GRANT, by: Definition = DEFINITION) -> xr.Dataset:
    """All outcomes of every run, with units and meanings.

    Args:
        result: what `sim.simulate` returned.
        grant: months after which survival of the grant is looked at, >= 1.
        by: the definition of the phases.

    Returns:
        Variables (run,) by the names of `OUTCOMES`; `.to_dataframe()` gives a tidy table.

    Example:
        >>> import sim
        >>> kept = sim.outcomes(sim.simulate("default", runs=3, seed=1))
        >>> kept.productive.dims, kept.time_to_productivity.units
        (('run',), 'months')
    """
    import xarray as xr

    values = outcomes_of(paths_of(result), grant, by)
    data = {
        name: (("run",), values[name], {"units": kind.unit, "long_name": kind.meaning})
        for name, kind in OUTCOMES.items()
    }
    return xr.Dataset(data, {"run": result.run})


def gini(values: Array) -> Array:
    """Gini coefficient along the last axis, NaN left out; 0 is equal, in [0, 1)."""
    ordered = np.sort(values, axis=-1)  # NaN sort last
    there = ~np.isnan(ordered)
    count = there.sum(-1)
    rank = np.arange(1, values.shape[-1] + 1)
    filled = np.where(there, ordered, 0.0)
    whole = np.maximum(filled.sum(-1) * np.maximum(count, 1), 1e-12)
    spread: Array = (2.0 * (rank * filled).sum(-1) - (count + 1) * filled.sum(-1)) / whole
    return np.where(count > 0, np.maximum(spread, 0.0), np.nan)


def _value_by_year(work: Work) -> Array:
    """(runs, ticks): added value of the last twelve months.

    NaN in the first eleven months, unless the whole life is shorter: then its last month has it.
    """
    age = np.cumsum(work.living, axis=1)
    final = work.living & (age == work.living.sum(1)[:, None])
    there = work.living & ((age >= YEAR) | final)
    return np.where(there, added_value(trailing(work.output), trailing(work.own)), np.nan)


def _shares_of_hours(paths: Paths) -> dict[str, Array]:
    """Shares of all hours over the whole run, by activity; NaN where nobody worked."""
    kinds = (*ACTIVITIES, "conflict", "other")
    hours = {kind: np.nansum(paths[f"{kind}_hours"], 1) for kind in kinds}
    whole = np.sum(list(hours.values()), axis=0)
    return {f"hours_{kind}": _ratio(worked, whole) for kind, worked in hours.items()}


def _members_changed(paths: Paths, living: Bits, ended: Bits) -> Array:
    """(runs,): whether members came or went within `COHORT` months, or before the alliance ended."""
    active, running = paths["active"], ~np.isnan(paths["members"])
    moved: Bits = np.asarray((np.nan_to_num(paths["leaves"]) > 0.0).any(-1))
    # Mergers and joiners; all members of an alliance that ends are active no more.
    moved[:, 1:] |= (active[:, 1:] != active[:, :-1]).any(-1) & running[:, 1:]
    changed = moved[:, :COHORT].any(1)
    known = changed | ended | (living.shape[1] >= COHORT)
    return np.where(known, changed, np.nan)


def _count(held: Bits) -> Array:
    count: Array = held.sum(1).astype(np.float64)
    return count


def _ratio(above: Array, below: Array) -> Array:
    return np.where(below > 0, above / np.maximum(below, 1e-12), np.nan)


def _mean(values: Array) -> Array:
    there = ~np.isnan(values)
    return _ratio(np.where(there, values, 0.0).sum(1), there.sum(1).astype(np.float64))
