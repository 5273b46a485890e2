"""Money: what members need and ask of the fund, and what they get."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alliance.plots.style import (
    BLUE,
    GREEN,
    ORANGE,
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

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes

_LOOKS = {"needed": (BLUE, "--", "s"), "asked": (ORANGE, "-.", "^"), "paid": (GREEN, "-", "o")}


def money(result: xr.Dataset, ax: Axes | None = None) -> Axes:
    """What of the members' work the fund must pay, what they ask, and what they are paid, by month.

    Args:
        result: what `sim.simulate` returned.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes: medians of the alliances still running, and bands of half of them.

    Raises:
        AllianceError: when the result lacks one of the three.
    """
    months = months_of(result, *_LOOKS)
    ax = axes_or_new(ax)
    with look():
        for name, (colour, style, marker) in _LOOKS.items():
            values = result[name].to_numpy()
            band(ax, months, values, colour, say(VARIABLES[name]), style, (0.5,), marker)
        ax.set(title=say("money"), ylabel=say("money a month"), ylim=(0, None))
        over_time(ax, result)
        legend_below(ax, 3, of_runs(result.paid.to_numpy(), (0.5,)))
    return ax
