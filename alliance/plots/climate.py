"""The climate in the alliance: trust, knowledge of each other, backing, rifts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alliance.plots.style import (
    BLUE,
    GREEN,
    PURPLE,
    VERMILION,
    axes_or_new,
    band,
    legend_below,
    look,
    months_of,
    of_runs,
    over_time,
)
from alliance.words.pictures import say
from alliance.words.vocabulary import VARIABLES
from sim.observers.paths import over_members

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes

_LOOKS = {
    "trust": (BLUE, "-", "o"),
    "knowledge": (GREEN, "--", "s"),
    "backing": (PURPLE, "-.", "^"),
    "rift": (VERMILION, ":", ""),
}


def climate(result: xr.Dataset, ax: Axes | None = None) -> Axes:
    """Trust, knowledge of each other, backing and relationship conflict over time.

    Args:
        result: what `sim.simulate` returned.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes: medians of the alliances still running, and bands of half of them; wider bands of
        four measures would hide each other.

    Raises:
        AllianceError: when the result lacks one of the four.
    """
    months = months_of(result, *_LOOKS)
    ax = axes_or_new(ax)
    with look():
        for name, (colour, style, marker) in _LOOKS.items():
            values = result[name].to_numpy()
            values = over_members(values) if values.ndim == 3 else values
            band(ax, months, values, colour, say(VARIABLES[name]), style, (0.5,), marker)
        ax.set(title=say("climate"), ylabel=say("level"), ylim=(0, 1))
        over_time(ax, result)
        legend_below(ax, 2, of_runs(result.trust.to_numpy(), (0.5,)))
    return ax
