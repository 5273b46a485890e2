"""The pecking order: rank by member."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

import numpy as np

from alliance.plots.style import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PURPLE,
    SKY,
    VERMILION,
    axes_or_new,
    held,
    legend_below,
    literal,
    look,
    median_of,
    months_of,
    names_of,
    of_runs,
    over_time,
    spread_out,
    told_apart,
)
from alliance.words.pictures import say
from sim.arrays import Array

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes

MOST_NAMED = 12
"""Members told apart by a line of their own; of more, the first and last three are."""

_GAP = 0.065


def pecking_order(result: xr.Dataset, ax: Axes | None = None) -> Axes:
    """Rank (status) by member over time, and how far the first stands above the last.

    Who comes first differs from run to run, so medians by member lie closer together than members do in
    any one run: the grey area shows, for the median run, the distance from first to last. With one run
    in the result it is that run's order.

    Args:
        result: what `sim.simulate` returned.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes: medians of the alliances still running, each named in the order in which they end; a
        cross where a member's line ends before the last one does.

    Raises:
        AllianceError: when the result lacks status.
    """
    months, status = months_of(result, "status"), result.status.to_numpy()
    ax = axes_or_new(ax)
    names = names_of(result)
    one = len(status) == 1
    with look():
        ends = (
            np.where(np.isnan(status), -np.inf, status).max(2),
            np.where(np.isnan(status), np.inf, status).min(2),
        )
        first, last = (median_of(np.where(np.isinf(end), np.nan, end)) for end in ends)
        at, reach = held(months, np.stack([last, first]))
        ax.fill_between(
            at,
            *reach,
            color=GREY,
            alpha=0.25,
            linewidth=0,
            label=say("first to last" if one else "first to last median"),
        )
        early = say("leaves" if one else "line ends")
        _lines(ax, *held(months, median_of(status).T), names, early)
        ax.set(title=say("pecking order"), ylabel=say("rank"), ylim=(0, 1))
        over_time(ax, result)
        legend_below(ax, 2, of_runs(ends[0] + np.where(np.isinf(ends[0]), np.nan, 0.0), ()))
    return ax


def _lines(ax: Axes, months: Array, middle: Array, names: list[str], early: str) -> None:
    """A line for each member (rows of `middle`), with its name beside where the last of them ends.

    A line that ends earlier gets a cross, which the legend calls `early`.
    """
    ends = [
        np.flatnonzero(~np.isnan(line))[-1] if (~np.isnan(line)).any() else -1 for line in middle
    ]
    there = [k for k, end in enumerate(ends) if end >= 0]
    if not there:
        return
    ranked = sorted(there, key=lambda k: -middle[k, ends[k]])
    told = ranked if len(ranked) <= MOST_NAMED else [*ranked[:3], *ranked[-3:]]
    heights = spread_out(np.array([middle[k, ends[k]] for k in told]), _GAP)
    heights -= max(0.0, heights.max() - 0.98)
    heights += max(0.0, 0.02 - heights.min())
    for k in set(there) - set(told):
        ax.plot(months, middle[k], color=GREY, linewidth=0.6)
    colours = cycle((BLUE, VERMILION, GREEN, ORANGE, PURPLE, SKY, BLACK))
    styles = cycle(("-", "--", "-.", ":"))
    final = max(ends)
    # Names stand a finger's breadth from where the last line ends.
    right = months[final] + 0.03 * (months[-1] + 1 - months[0])
    labels = told_apart(names, 26, 1)
    for k, height in zip(told, heights, strict=True):
        colour, style = next(colours), next(styles)
        ax.plot(months, middle[k], color=colour, linestyle=style, linewidth=1.5)
        end = (months[ends[k]], middle[k, ends[k]])
        if ends[k] < final:
            ax.plot(*end, marker="x", markersize=5, color=colour, linestyle="none", label=early)
            early = "_another"
        ax.plot(
            [end[0], right],
            [end[1], height],
            color=INK,
            linewidth=0.4,
            linestyle=":",
            clip_on=False,
        )
        text = ax.text(right, height, " " + labels[k], fontsize=7, va="center", color=BLACK)
        literal([text])
