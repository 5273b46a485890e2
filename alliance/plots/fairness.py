"""Fairness, felt twice: of what one gets, and of being heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alliance.plots.style import (
    BLUE,
    INK,
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
from sim.observers.paths import over_members

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes

_LOOKS = {"fair_got": (ORANGE, "-", "o"), "fair_heard": (BLUE, "--", "s")}
_NEITHER = 0.5
"""Where what happens is neither fair nor unfair."""
_LEAST = 0.1
"""How far the axis reaches at least to both sides of it."""


def fairness(result: xr.Dataset, ax: Axes | None = None) -> Axes:
    """How fair members find what they get, and whether they are heard, over time.

    Args:
        result: what `sim.simulate` returned.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes: means over the members; medians of the alliances still running, bands of 50 % and
        80 % of them. Above the dotted line it is felt as fair, below it as unfair.

    Raises:
        AllianceError: when the result lacks one of the two.
    """
    months = months_of(result, *_LOOKS)
    ax = axes_or_new(ax)
    with look():
        for name, (colour, style, marker) in _LOOKS.items():
            values = over_members(result[name].to_numpy())
            band(ax, months, values, colour, say(VARIABLES[name]), style, marker=marker)
        ax.axhline(_NEITHER, color=INK, linewidth=1.0, linestyle=":", label=say("neither"))
        reach = max(_LEAST, *(abs(end - _NEITHER) for end in ax.get_ylim()))
        ends = (max(0.0, _NEITHER - reach), min(1.0, _NEITHER + reach))
        ax.set(title=say("fairness"), ylabel=say("level"), ylim=ends)
        over_time(ax, result)
        legend_below(ax, 3, of_runs(over_members(result.fair_got.to_numpy())))
    return ax
