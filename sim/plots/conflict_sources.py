"""What the members chafe about: resources, norms and values, identity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.plots.style import (
    BLUE,
    GREEN,
    ORANGE,
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


def conflict_sources(result: xr.Dataset, ax: Axes | None = None) -> Axes:
    """Tension by source over time.

    Args:
        result: what `sim.simulate` returned.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes: medians of the alliances still running, bands of 50 % and 80 % of them.
    """
    months = months_of(result)
    ax = axes_or_new(ax)
    sources = (
        ("tension_resources", ORANGE, "division of resources", "-", "o"),
        ("tension_values", BLUE, "norms and values", "--", "s"),
        ("tension_identity", GREEN, "identity", "-.", "^"),
    )
    with look():
        for name, colour, label, style, marker in sources:
            band(ax, months, result[name].to_numpy(), colour, label, style, marker=marker)
        ax.set(title="Sources of conflict",
               ylabel="mean tension of a pair (0 to 1)", ylim=(0, None))  # fmt: skip
        over_time(ax, result)
        legend_below(ax, 3)
    return ax
