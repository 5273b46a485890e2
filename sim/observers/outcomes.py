"""What became of each run, in single numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from sim.arrays import Array
from sim.observers.paths import Paths, alive, over_members, paths_of
from sim.observers.phases import CHAFING, LEARNING, PRODUCING, first_month, phase_path

if TYPE_CHECKING:
    import xarray as xr

Better = Literal["higher", "lower", "neither"]


@dataclass(frozen=True)
class Outcome:
    """One outcome: its unit, its meaning, and which way is better."""

    unit: str
    meaning: str
    better: Better


OUTCOMES: dict[str, Outcome] = {
    "added_value": Outcome("1", "joint output over the whole run against the same effort apart, "
                           "less 1", "higher"),
    "productivity": Outcome("1", "joint output per own output over the last 12 months alive",
                            "higher"),
    "productive": Outcome("1", "1 when phase 3 was reached", "higher"),
    "time_to_learning": Outcome("months", "first month of phase 2; NaN when never", "lower"),
    "time_to_productivity": Outcome("months", "first month of phase 3; NaN when never", "lower"),
    "months_chafing": Outcome("months", "months in phase 1", "lower"),
    "in_order": Outcome("1", "1 when phases 1, 2 and 3 came in this order", "higher"),
    "output": Outcome("FTE-months", "joint output over the whole run", "higher"),
    "survived": Outcome("1", "1 when the alliance still ran at the end of the run", "higher"),
    "survived_60": Outcome("1", "1 when it still ran after 60 months or had reached its goal",
                           "higher"),
    "months": Outcome("months", "months lived", "higher"),
    "ending": Outcome("code", "0 ran on; ended for want of 1 members, 2 funds; 3 goal reached",
                      "neither"),
    "backing": Outcome("1", "mean backing of the members over the run", "higher"),
    "turnover": Outcome("1/year", "members that left per member and year", "lower"),
    "trust": Outcome("1", "mean trust in the last month alive", "higher"),
    "knowledge": Outcome("1", "mean knowledge of each other in the last month alive", "higher"),
    "grievance": Outcome("1", "highest mean grievance", "lower"),
    "clashes": Outcome("1/year", "clashes per year", "neither"),
    "clashes_bad": Outcome("1", "share of clashes that ended badly", "lower"),
    "rank_inequality": Outcome("1", "Gini coefficient of status in the last month alive",
                               "neither"),
}  # fmt: skip
"""All outcomes by name."""


def outcomes_of(paths: Paths) -> dict[str, Array]:
    """All outcomes of every run.

    Args:
        paths: see `sim.observers.paths`.

    Returns:
        Arrays (runs,) by the names of `OUTCOMES`.
    """
    living = alive(paths)
    months = living.sum(1)
    runs = np.arange(len(months))
    joint, own = np.nan_to_num(paths["joint_output"]), np.nan_to_num(paths["own_output"])
    late = living & (np.cumsum(living[:, ::-1], axis=1)[:, ::-1] <= 12)
    phase = phase_path(paths)
    learning, productive = first_month(phase, LEARNING), first_month(phase, PRODUCING)
    chafing = first_month(phase, CHAFING)
    ending = np.nan_to_num(paths["ending"]).max(1)
    clashes, bad = np.nansum(paths["clashes"], 1), np.nansum(paths["clashes_bad"], 1)
    member_months = np.nansum(paths["members"], 1)
    # In the month in which an alliance ends its members are gone: look at the month before.
    last = np.maximum(np.where(ending > 0, months - 2, months - 1), 0)
    return {
        "added_value": _ratio(joint.sum(1), own.sum(1)) - 1.0,
        "productivity": _ratio((joint * late).sum(1), (own * late).sum(1)),
        "productive": (~np.isnan(productive)).astype(np.float64),
        "time_to_learning": learning,
        "time_to_productivity": productive,
        "months_chafing": (phase == CHAFING).sum(1).astype(np.float64),
        "in_order": ((chafing < learning) & (learning < productive)).astype(np.float64),
        "output": joint.sum(1),
        "survived": (ending == 0).astype(np.float64),
        "survived_60": ((ending == 0) | (ending == 3) | (months >= 60)).astype(np.float64),
        "months": months.astype(np.float64),
        "ending": ending,
        "backing": _mean(over_members(paths["backing"])),
        "turnover": 12.0 * _ratio(np.nansum(paths["leaves"], (1, 2)), member_months),
        "trust": paths["trust"][runs, last],
        "knowledge": paths["knowledge"][runs, last],
        "grievance": np.nan_to_num(paths["grievance"]).max(1),
        "clashes": 12.0 * clashes / np.maximum(months, 1),
        "clashes_bad": _ratio(bad, clashes),
        "rank_inequality": gini(paths["status"][runs, last]),
    }


def outcomes(result: xr.Dataset) -> xr.Dataset:
    """All outcomes of every run, with units and meanings.

    Args:
        result: what `sim.simulate` returned.

    Returns:
        Variables (run,) by the names of `OUTCOMES`; `.to_dataframe()` gives a tidy table.

    Example:
        >>> import sim
        >>> sim.outcomes(sim.simulate("smooth-start", runs=3, seed=1)).productive.values
        array([1., 1., 1.])
    """
    import xarray as xr

    values = outcomes_of(paths_of(result))
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


def _ratio(above: Array, below: Array) -> Array:
    return np.where(below > 0, above / np.maximum(below, 1e-12), np.nan)


def _mean(values: Array) -> Array:
    there = ~np.isnan(values)
    return _ratio(np.where(there, values, 0.0).sum(1), there.sum(1).astype(np.float64))
