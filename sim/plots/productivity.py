"""Productivity and added value over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.plots.style import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    axes_or_new,
    band,
    legend_below,
    look,
    months_of,
    over_time,
)

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes


def productivity(result: xr.Dataset, ax: Axes | None = None) -> Axes:
    """What the members' effort gives together by month, and what it would have given apart.

    Args:
        result: what `sim.simulate` returned.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes: medians of the alliances still running, bands of 50 % and 80 % of them.
    """
    months = months_of(result)
    ax = axes_or_new(ax)
    with look():
        band(ax, months, result.own_output.to_numpy(), BLACK, "the same effort apart", "--")
        band(ax, months, result.joint_output.to_numpy(), GREEN, "together", "-", marker="o")
        ax.set(title="Productivity", ylabel="output (FTE-months a month)",
               ylim=(0, None))  # fmt: skip
        over_time(ax, result)
        legend_below(ax)
    return ax


def added_value(result: xr.Dataset, ax: Axes | None = None) -> Axes:
    """Joint output against what the same effort would have given apart, in per cent.

    Args:
        result: what `sim.simulate` returned.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes: medians of the alliances still running, bands of 50 % and 80 % of them.
    """
    months = months_of(result)
    ax = axes_or_new(ax)
    joint, own = result.joint_output.to_numpy(), result.own_output.to_numpy()
    so_far = _gain(np.cumsum(np.nan_to_num(joint), 1), np.cumsum(np.nan_to_num(own), 1))
    with look():
        band(ax, months, np.where(np.isnan(joint), np.nan, so_far), BLUE, "since the start", "--")
        band(ax, months, _gain(joint, own), GREEN, "this month", "-", marker="o")
        ax.axhline(0, color=GREY, linewidth=1.0, linestyle=":", label="as much as apart")
        ax.set(title="Added value", ylabel="more than apart (%)")
        over_time(ax, result)
        legend_below(ax, 3)
    return ax


def _gain(joint: np.ndarray, own: np.ndarray) -> np.ndarray:
    """How much more than apart, in per cent; NaN where nobody works."""
    there = own > 0.0
    return np.where(there, 100.0 * (joint / np.where(there, own, 1.0) - 1.0), np.nan)
