"""The climate in the alliance: trust, knowledge, grievance, backing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.observers.paths import over_members
from sim.plots.style import BLUE, ORANGE, PURPLE, VERMILION, axes_or_new, band, look

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes


def climate(result: xr.Dataset, ax: Axes | None = None) -> Axes:
    """Trust, knowledge of each other, grievance and backing over time.

    Args:
        result: what `sim.simulate` returned.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes.
    """
    ax = axes_or_new(ax)
    months = result.tick.to_numpy()
    with look():
        band(ax, months, result.trust.to_numpy(), BLUE, "trust", "-")
        band(ax, months, result.knowledge.to_numpy(), ORANGE, "knowledge of each other", "--")
        band(ax, months, over_members(result.backing.to_numpy()), PURPLE, "backing at home", "-.")
        band(ax, months, result.grievance.to_numpy(), VERMILION, "grievance", ":")
        ax.set(title="Climate", xlabel="month", ylabel="level (0 to 1)", ylim=(0, 1))
        ax.margins(x=0)
        ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.2), ncols=2)
    return ax
