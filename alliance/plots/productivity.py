"""Productivity and added value over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from alliance.plots.style import (
    BLACK,
    BLUE,
    GREEN,
    INK,
    axes_or_new,
    band,
    legend_below,
    look,
    months_of,
    of_runs,
    over_time,
)
from alliance.words.pictures import say

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

    Raises:
        AllianceError: when the result lacks joint or own output.
    """
    months = months_of(result, "joint_output", "own_output")
    ax = axes_or_new(ax)
    joint, own = result.joint_output.to_numpy(), result.own_output.to_numpy()
    with look():
        band(ax, months, own, BLACK, say("apart"), "--")
        band(ax, months, joint, GREEN, say("together"), "-", marker="o")
        ax.set(title=say("productivity"), ylabel=say("output"), ylim=(0, None))
        over_time(ax, result)
        legend_below(ax, 2, of_runs(joint))
    return ax


def added_value(result: xr.Dataset, ax: Axes | None = None) -> Axes:
    """Joint output against what the same effort would have given apart, in per cent.

    Args:
        result: what `sim.simulate` returned.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes: medians of the alliances still running, bands of 50 % and 80 % of them.

    Raises:
        AllianceError: when the result lacks joint or own output.
    """
    months = months_of(result, "joint_output", "own_output")
    ax = axes_or_new(ax)
    joint, own = result.joint_output.to_numpy(), result.own_output.to_numpy()
    so_far = _gain(np.cumsum(np.nan_to_num(joint), 1), np.cumsum(np.nan_to_num(own), 1))
    so_far = np.where(np.isnan(joint), np.nan, so_far)
    with look():
        band(ax, months, so_far, BLUE, say("since the start"), "--")
        band(ax, months, _gain(joint, own), GREEN, say("this month"), "-", marker="o")
        ax.axhline(0, color=INK, linewidth=1.0, linestyle=":", label=say("as much as apart"))
        ax.set(title=say("added value"), ylabel=say("more than apart"))
        over_time(ax, result)
        legend_below(ax, 3, of_runs(joint))
    return ax


def _gain(joint: np.ndarray, own: np.ndarray) -> np.ndarray:
    """How much more than apart, in per cent; NaN where nobody works."""
    there = own > 0.0
    return np.where(there, 100.0 * (joint / np.where(there, own, 1.0) - 1.0), np.nan)
