"""The pecking order: status by member."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import Array
from sim.plots.style import (
    BLACK,
    BLUE,
    FEWEST,
    GREEN,
    GREY,
    ORANGE,
    PURPLE,
    SKY,
    VERMILION,
    axes_or_new,
    literal,
    look,
    months_of,
    names_of,
    over_time,
    spread_out,
    told_apart,
)

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes

MOST_NAMED = 12
"""Members told apart by a line of their own; of more, the first and last three are."""


def pecking_order(result: xr.Dataset, ax: Axes | None = None) -> Axes:
    """Status by member over time, and how far the first stands above the last.

    Who comes first differs from run to run, so medians by member lie closer together than members do in
    any one run: the grey area shows, for the median run, the distance from first to last. With one run
    in the result it is that run's order.

    Args:
        result: what `sim.simulate` returned.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes: medians of the alliances still running.
    """
    months, status = months_of(result), result.status.to_numpy()
    ax = axes_or_new(ax)
    names = names_of(result)
    few = min(FEWEST, len(status))
    with look():
        ends = (
            np.where(np.isnan(status), -np.inf, status).max(2),
            np.where(np.isnan(status), np.inf, status).min(2),
        )
        first, last = (_median(np.where(np.isinf(end), np.nan, end), few) for end in ends)
        ax.fill_between(months, last, first, color=GREY, alpha=0.25, linewidth=0,
                        label="from first to last, in the median run")  # fmt: skip
        middle = np.stack([_median(status[:, :, k], few) for k in range(len(names))])
        _lines(ax, months, middle, names)
        ax.set(title="Pecking order", ylabel="status (0 to 1)", ylim=(0, 1))
        over_time(ax, result)
        ax.legend(loc="upper left")
    return ax


def _median(values: Array, few: int) -> Array:
    """Median over runs (ticks,); NaN where fewer than `few` are left."""
    enough = (~np.isnan(values)).sum(0) >= few
    found = np.full(values.shape[1], np.nan)
    if enough.any():
        found[enough] = np.nanmedian(values[:, enough], axis=0)
    return found


def _lines(ax: Axes, months: Array, middle: Array, names: list[str]) -> None:
    """A line for each member with its name where it ends."""
    ends = [np.flatnonzero(~np.isnan(line))[-1] if (~np.isnan(line)).any() else -1
            for line in middle]  # fmt: skip
    there = [k for k, end in enumerate(ends) if end >= 0]
    if not there:
        return
    ranked = sorted(there, key=lambda k: -middle[k, ends[k]])
    told = ranked if len(ranked) <= MOST_NAMED else [*ranked[:3], *ranked[-3:]]
    heights = spread_out(np.array([middle[k, ends[k]] for k in told]), 0.065)
    heights -= max(0.0, heights.max() - 0.98)
    heights += max(0.0, 0.02 - heights.min())
    for k in set(there) - set(told):
        ax.plot(months, middle[k], color=GREY, linewidth=0.6)
    colours = cycle((BLUE, VERMILION, GREEN, ORANGE, PURPLE, SKY, BLACK))
    styles = cycle(("-", "--", "-.", ":"))
    right = months[-1] + 0.02 * max(1, len(months))
    labels = told_apart(names, 26, 1)
    for k, height in zip(told, heights, strict=True):
        colour, style = next(colours), next(styles)
        ax.plot(months, middle[k], color=colour, linestyle=style, linewidth=1.5)
        ax.plot([months[ends[k]], right], [middle[k, ends[k]], height], color=colour, linewidth=0.6,
                clip_on=False)  # fmt: skip
        text = ax.text(right, height, " " + labels[k], fontsize=7, va="center",
                       color=BLACK)  # fmt: skip
        literal([text])
