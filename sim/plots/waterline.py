"""The waterline: what is on the table, and what is under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.plots.style import (
    BLUE,
    FEWEST,
    INK,
    SKY,
    axes_or_new,
    legend_below,
    look,
    months_of,
    over_time,
)

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes


def waterline(result: xr.Dataset, ax: Axes | None = None) -> Axes:
    """Open tension above the waterline and hidden tension under it, as an iceberg.

    Args:
        result: what `sim.simulate` returned.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes: areas to the median of the alliances still running, thin lines where 80 % are.
    """
    months = months_of(result)
    ax = axes_or_new(ax)
    sides = (
        (result.tension_open.to_numpy(), 1.0, SKY, "", "open: on the table"),
        (result.tension_hidden.to_numpy(), -1.0, BLUE, "\\\\\\\\", "hidden: under the waterline"),
    )
    top = 0.0
    with look():
        for values, sign, colour, hatch, label in sides:
            there = (~np.isnan(values)).sum(0) >= min(FEWEST, len(values))
            if not there.any():
                continue
            low, middle, high = sign * np.nanquantile(values[:, there], [0.1, 0.5, 0.9], axis=0)
            ax.fill_between(months[there], 0, middle, facecolor=colour, edgecolor=INK, hatch=hatch,
                            linewidth=0.4, label=label)  # fmt: skip
            for edge in (low, high):
                ax.plot(months[there], edge, color=INK, linewidth=0.8, linestyle=":")
            top = max(top, float(np.abs(high).max()))
        top = 1.1 * top or 1.0
        ax.axhspan(-top, 0, color=SKY, alpha=0.12, linewidth=0, zorder=0)
        ax.axhline(0, color=BLUE, linewidth=1.6)
        ax.set(title="The waterline", ylabel="mean tension of a pair (0 to 1)",
               ylim=(-top, top))  # fmt: skip
        ax.yaxis.set_major_formatter(lambda height, _: f"{abs(height):g}")
        over_time(ax, result)
        legend_below(ax)
    return ax
