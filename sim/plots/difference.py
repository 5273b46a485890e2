"""The difference that something makes, over time, run by run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import Array
from sim.errors import AllianceError
from sim.observers.paths import over_members
from sim.plots.style import (
    BLUE,
    FEWEST,
    GREY,
    axes_or_new,
    drawable,
    legend_below,
    look,
    over_time,
    wrapped,
)

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes

_STOPS = ("joint_output", "own_output", "output", "own", "effort")
"""Flows that are nought once an alliance has ended; other measures then do not exist."""


def difference(result: xr.Dataset, base: xr.Dataset, variable: str = "joint_output",
               ax: Axes | None = None) -> Axes:  # fmt: skip
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
        AllianceError: when seeds differ, no run is in both, or there is no such variable.
    """
    for one in (result, base):
        if variable not in one or one[variable].ndim not in (2, 3):
            raise AllianceError(f"'{variable}' is not a variable of the alliance or its members")
    if result.attrs.get("seed") != base.attrs.get("seed"):
        raise AllianceError("results of different seeds cannot be paired run by run")
    runs = np.intersect1d(result.run.to_numpy(), base.run.to_numpy())
    months = np.intersect1d(result.tick.to_numpy(), base.tick.to_numpy())
    if not len(runs) or not len(months):
        raise AllianceError("the two results have no runs and months in common")
    ax = axes_or_new(ax)
    more = _values(result, variable, runs, months) - _values(base, variable, runs, months)
    attrs = result[variable].attrs
    with look():
        _draw(ax, months, more)
        ax.axhline(0, color=GREY, linewidth=1.0, linestyle="--")
        unit = str(attrs.get("units", ""))
        ax.set_ylabel("difference" + (f" ({unit})" if unit not in ("", "1") else ""))
        told = str(attrs.get("long_name", variable))
        ax.set_title(wrapped(drawable(f"Difference in {told}"), 70, 2))
        over_time(ax, result)
        legend_below(ax)
    return ax


def _values(result: xr.Dataset, variable: str, runs: Array, months: Array) -> Array:
    """(runs, ticks) of a variable, members averaged."""
    chosen = result[variable].sel(run=runs, tick=months).to_numpy().astype(float)
    values = over_members(chosen) if chosen.ndim == 3 else chosen
    return np.nan_to_num(values) if variable in _STOPS else values


def _draw(ax: Axes, months: Array, more: Array) -> None:
    count = (~np.isnan(more)).sum(0)
    there = count >= min(FEWEST, len(more))
    if not there.any():
        return
    at, seen, n = months[there], more[:, there], count[there]
    low, high = np.nanquantile(seen, [0.1, 0.9], axis=0)
    ax.fill_between(at, low, high, color=BLUE, alpha=0.15, linewidth=0, label="80 % of the runs")
    mean = np.nanmean(seen, axis=0)
    spread = np.sqrt(np.nansum((seen - mean) ** 2, axis=0) / np.maximum(n - 1, 1) / n)
    if len(more) >= FEWEST:
        ax.fill_between(at, mean - 1.96 * spread, mean + 1.96 * spread, color=BLUE, alpha=0.4,
                        linewidth=0, label="95 % interval of the mean")  # fmt: skip
    ax.plot(at, mean, color=BLUE, linewidth=1.8, label="mean")
