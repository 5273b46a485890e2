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
from sim.observers.paths import YEAR, trailing
from sim.observers.paths import added_value as value_added

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes


def productivity(result: xr.Dataset, ax: Axes | None = None) -> Axes:
    """What the members' hours give by month, and what they would have given apart.

    Args:
        result: what `sim.simulate` returned.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes: medians of the alliances still running, bands of 50 % and 80 % of them; of the joint
        output, a part of all output, the median alone.

    Raises:
        AllianceError: when the result lacks output.
    """
    months = months_of(result, "joint_output", "apart_output", "own_output")
    ax = axes_or_new(ax)
    joint, apart, own = (result[f"{name}_output"].to_numpy() for name in ("joint", "apart", "own"))
    with look():
        band(ax, months, own, BLACK, say("apart"), "--")
        band(ax, months, joint + apart, GREEN, say("together"), "-", marker="o")
        band(ax, months, joint, BLUE, say("of which joint"), "-.", (), marker="^")
        ax.set(title=say("productivity"), ylabel=say("output"), ylim=(0, None))
        over_time(ax, result)
        legend_below(ax, 2, of_runs(joint))
    return ax


def added_value(result: xr.Dataset, ax: Axes | None = None) -> Axes:
    """What the members' hours gave against what they would have given apart, in per cent.

    Args:
        result: what `sim.simulate` returned.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes: medians of the alliances still running, bands of 50 % and 80 % of them.

    Raises:
        AllianceError: when the result lacks output.
    """
    months = months_of(result, "joint_output", "apart_output", "own_output")
    ax = axes_or_new(ax)
    so_far, of_year = (gains(result, window) for window in (len(months), YEAR))
    with look():
        band(ax, months, so_far, BLUE, say("since the start"), "--")
        band(ax, months, of_year, GREEN, say("last twelve months"), "-", marker="o")
        ax.axhline(0, color=INK, linewidth=1.0, linestyle=":", label=say("as much as apart"))
        ax.set(title=say("added value"), ylabel=say("more than apart"))
        over_time(ax, result)
        legend_below(ax, 2, of_runs(of_year))
    return ax


def gains(result: xr.Dataset, window: int) -> np.ndarray:
    """(runs, ticks) added value of so many months up to each, in per cent; NaN after the end."""
    joint, apart, own = (result[f"{name}_output"].to_numpy() for name in ("joint", "apart", "own"))
    summed = (trailing(np.nan_to_num(values), window) for values in (joint + apart, own))
    return np.where(np.isnan(joint), np.nan, 100.0 * value_added(*summed))
