"""Productivity and added value over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.plots.style import BLACK, BLUE, GREEN, axes_or_new, band, look

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes


def productivity(result: xr.Dataset, ax: Axes | None = None) -> Axes:
    """Joint output per own output by month, with added value so far.

    Above 1 working together gives more than the same effort apart.

    Args:
        result: what `sim.simulate` returned.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes.
    """
    ax = axes_or_new(ax)
    months = result.tick.to_numpy()
    joint, own = result.joint_output.to_numpy(), result.own_output.to_numpy()
    ratio = joint / np.maximum(own, 1e-12)
    so_far = np.cumsum(np.nan_to_num(joint), 1) / np.maximum(
        np.cumsum(np.nan_to_num(own), 1), 1e-12
    )
    so_far[np.isnan(joint)] = np.nan
    with look():
        ax.axhline(1, color=BLACK, linewidth=0.8, linestyle=":")
        band(ax, months, ratio, GREEN, "this month", "-")
        band(ax, months, so_far, BLUE, "since the start", "--")
        ax.annotate("as much as apart", (0.01, 1), xycoords=("axes fraction", "data"),
                    ha="left", va="bottom", fontsize=7)  # fmt: skip
        ax.set(title="Productivity and added value", xlabel="month",
               ylabel="joint output / output apart", ylim=(0, None))  # fmt: skip
        ax.margins(x=0)
        ax.legend(loc="upper left")
    return ax
