"""The difference that something makes, over time, run by run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from alliance.plots.style import (
    BLUE,
    FEWEST,
    INK,
    axes_or_new,
    enough,
    held,
    legend_below,
    look,
    months_of,
    over_time,
    wrapped,
)
from alliance.words.pictures import say
from alliance.words.vocabulary import ACTIVITIES
from alliance.words.vocabulary import VARIABLES as TERMS
from experiments.compare import reach_of_difference
from sim.arrays import Array
from sim.errors import AllianceError, meant
from sim.observers.intervals import mean_interval
from sim.observers.paths import over_members
from sim.results import VARIABLES

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes

_STOPS = (
    "joint_output",
    "apart_output",
    "own_output",
    *(f"{name}_hours" for name in (*ACTIVITIES, "conflict", "other")),
    "output",
    "own",
    "effort",
)
"""Flows that are nought once an alliance has ended; other measures then do not exist."""


def difference(
    result: xr.Dataset, base: xr.Dataset, variable: str = "joint_output", ax: Axes | None = None
) -> Axes:
    """How much more of a variable there is in each run than in the same run without the change.

    Runs are paired by number: with the same seed both met the same chance, so what is left is the
    change. An alliance that has ended gives no output; its trust and the like are left out, so such
    measures compare the runs that live in both.

    Args:
        result: with the change.
        base: without, from the same seed.
        variable: of the alliance or of members (their mean); see `sim.results.VARIABLES`.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes: mean difference with its 95 % interval, and the range of 80 % of the runs.

    Raises:
        AllianceError: when seeds differ, no run is in both, or a result lacks the variable.
    """
    if variable not in VARIABLES:
        hint = meant(variable, VARIABLES)
        raise AllianceError(f"'{variable}' is not a variable of the alliance or its members{hint}")
    for one in (result, base):
        months_of(one, variable)
    if result.attrs.get("seed") != base.attrs.get("seed"):
        raise AllianceError("results of different seeds cannot be paired run by run")
    runs = np.intersect1d(result.run.to_numpy(), base.run.to_numpy())
    months = np.intersect1d(result.tick.to_numpy(), base.tick.to_numpy())
    if not len(runs) or not len(months):
        raise AllianceError("the two results have no runs and months in common")
    ax = axes_or_new(ax)
    more = _values(result, variable, runs, months) - _values(base, variable, runs, months)
    unit = VARIABLES[variable].unit
    unit = say("units") if unit == "FTE-months" else unit
    with look():
        _draw(ax, months, more, reach_of_difference(variable))
        ax.axhline(0, color=INK, linewidth=1.0, linestyle="--")
        ax.set_ylabel(say("more") + (f"\n({unit})" if unit != "1" else ""))
        ax.set_title(wrapped(say("difference", variable=say(TERMS[variable])), 70, 2))
        over_time(ax, result.sel(tick=months))
        legend_below(ax, 3)
    return ax


def _values(result: xr.Dataset, variable: str, runs: Array, months: Array) -> Array:
    """(runs, ticks) of a variable, members averaged."""
    chosen = result[variable].sel(run=runs, tick=months).to_numpy().astype(float)
    values = over_members(chosen) if chosen.ndim == 3 else chosen
    return np.nan_to_num(values) if variable in _STOPS else values


def _draw(ax: Axes, months: Array, more: Array, limits: tuple[float, float]) -> None:
    there = enough(more)
    if not there.any():
        return
    at, seen = held(months[there], more[:, there])
    mean = np.nanmean(seen, axis=0)
    if len(more) >= FEWEST:
        low, high = np.nanquantile(seen, [0.1, 0.9], axis=0)
        ax.fill_between(at, low, high, color=BLUE, alpha=0.15, linewidth=0, label=say("outer"))
        known = [mean_interval(month[~np.isnan(month)], *limits) for month in seen.T]
        ax.fill_between(
            at,
            [one.low for one in known],
            [one.high for one in known],
            color=BLUE,
            alpha=0.4,
            linewidth=0,
            label=say("interval"),
        )
    ax.plot(at, mean, color=BLUE, linewidth=1.8, label=say("mean" if len(more) > 1 else "one run"))
