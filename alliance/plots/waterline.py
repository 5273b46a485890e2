"""The waterline: what is on the table, and what is under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from alliance.plots.style import (
    BLUE,
    FEWEST,
    INK,
    SKY,
    axes_or_new,
    enough,
    held,
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

_SIDES = (("tension_open", "open", 1.0, SKY), ("tension_hidden", "hidden", -1.0, BLUE))


def waterline(result: xr.Dataset, ax: Axes | None = None) -> Axes:
    """Open tension above the waterline and hidden tension under it, as an iceberg.

    Args:
        result: what `sim.simulate` returned.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes: areas to the median of the alliances still running; 80 % of them end between the
        dotted lines.

    Raises:
        AllianceError: when the result lacks open or hidden tension.
    """
    months = months_of(result, *(name for name, *_ in _SIDES))
    ax = axes_or_new(ax)
    top = 0.0
    with look():
        for name, word, sign, colour in _SIDES:
            values = result[name].to_numpy()
            there = enough(values)
            if not there.any():
                ax.fill_between([], [], facecolor=colour, edgecolor=INK, label=say(word))
                continue
            at, seen = held(months[there], values[:, there])
            low, middle, high = sign * np.nanquantile(seen, [0.1, 0.5, 0.9], axis=0)
            ax.fill_between(
                at, 0, middle, facecolor=colour, edgecolor=INK, linewidth=0.4, label=say(word)
            )
            if len(values) >= FEWEST:
                ax.plot(at, low, color="white", linewidth=1.2, linestyle=":")
                ax.plot(
                    at,
                    high,
                    color=INK,
                    linewidth=1.2,
                    linestyle=":",
                    label=say("outer") if sign > 0 else None,
                )
            top = max(top, float(np.abs(high).max()))
        top = 1.1 * top or 1.0
        ax.axhspan(-top, 0, color=SKY, alpha=0.12, linewidth=0, zorder=0)
        ax.axhline(0, color=INK, linewidth=1.6)
        ax.set(title=say("waterline"), ylabel=say("tension"), ylim=(-top, top))
        ax.yaxis.set_major_formatter(lambda height, _: f"{abs(height):g}")
        over_time(ax, result)
        legend_below(ax, 3, of_runs(result.tension_open.to_numpy(), ()))
    return ax
