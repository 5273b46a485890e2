"""The climate in the alliance: trust, knowledge, grievance, backing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.observers.paths import over_members
from sim.plots.style import (
    BLUE,
    GREEN,
    PURPLE,
    VERMILION,
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


def climate(result: xr.Dataset, ax: Axes | None = None) -> Axes:
    """Trust, knowledge of each other, grievance and backing over time.

    Args:
        result: what `sim.simulate` returned.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes: medians of the alliances still running, and bands of half of them; wider bands of
        four measures would hide each other.
    """
    months = months_of(result)
    ax = axes_or_new(ax)
    measures = (
        (result.trust.to_numpy(), BLUE, "trust", "-", "o"),
        (result.knowledge.to_numpy(), GREEN, "knowledge of each other", "--", "s"),
        (over_members(result.backing.to_numpy()), PURPLE, "backing at home", "-.", "^"),
        (result.grievance.to_numpy(), VERMILION, "grievance", ":", ""),
    )
    with look():
        for values, colour, label, style, marker in measures:
            band(ax, months, values, colour, label, style, ranges=(0.5,), marker=marker)
        ax.set(title="Climate", ylabel="level (0 to 1)", ylim=(0, 1))
        over_time(ax, result)
        legend_below(ax)
    return ax
