"""What conflicts are over: the division of resources, norms and values, identity."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from alliance.plots.stacked import stacked
from alliance.plots.style import (
    BLUE,
    ORANGE,
    SKY,
    axes_or_new,
    band,
    legend_below,
    look,
    months_of,
    of_runs,
    over_time,
)
from alliance.words.pictures import say
from alliance.words.vocabulary import CONFLICTS
from sim.observers.paths import YEAR, trailing

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes

_LOOKS = {
    "tension_resources": (ORANGE, "-", "o", "////"),
    "tension_values": (BLUE, "--", "s", ""),
    "tension_identity": (SKY, "-.", "^", "...."),
}


def conflict_sources(result: xr.Dataset, ax: Axes | None = None) -> Axes:
    """Tension by source over time.

    Args:
        result: what `sim.simulate` returned.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes: medians of the alliances still running, bands of 50 % and 80 % of them.

    Raises:
        AllianceError: when the result lacks one of the three tensions.
    """
    months = months_of(result, *_LOOKS)
    ax = axes_or_new(ax)
    with look():
        for name, (colour, style, marker, _) in _LOOKS.items():
            values = result[name].to_numpy()
            band(ax, months, values, colour, say(CONFLICTS[name]), style, marker=marker)
        ax.set(title=say("conflict"), ylabel=say("tension"), ylim=(0, None))
        over_time(ax, result)
        legend_below(ax, 3, of_runs(result.tension_values.to_numpy()))
    return ax


def clashes_by_kind(result: xr.Dataset, ax: Axes | None = None) -> Axes:
    """Clashes of each kind in the twelve months up to each month.

    Args:
        result: what `sim.simulate` returned.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes, from the twelfth month on: medians of the alliances still running, and bands of half
        of them.

    Raises:
        AllianceError: when the result lacks clashes of one of the three kinds.
    """
    names = {name: name.replace("tension", "clashes") for name in _LOOKS}
    months = months_of(result, *names.values())
    ax = axes_or_new(ax)
    with look():
        for name, (colour, style, marker, _) in _LOOKS.items():
            of_month = result[names[name]].to_numpy()
            of_year = np.where(np.isnan(of_month), np.nan, trailing(np.nan_to_num(of_month)))
            of_year[:, : YEAR - 1] = np.nan
            band(ax, months, of_year, colour, say(CONFLICTS[name]), style, (0.5,), marker)
        ax.set(title=say("clashes"), ylabel=say("clashes in a year"), ylim=(0, None))
        over_time(ax, result)
        legend_below(ax, 3, of_runs(result[names[name]].to_numpy(), (0.5,)))
    return ax


def conflict_shares(result: xr.Dataset, ax: Axes | None = None) -> Axes:
    """What part of all tension each source has, over time.

    Args:
        result: what `sim.simulate` returned.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes: each run's shares of the sum of the three tensions, averaged over the alliances
        still running, so that areas add up to 100 % and each run weighs the same.

    Raises:
        AllianceError: when the result lacks one of the three tensions.
    """
    months = months_of(result, *_LOOKS)
    ax = axes_or_new(ax)
    tension = np.stack([result[name].to_numpy() for name in _LOOKS])
    looks = [(colour, hatch) for colour, _, _, hatch in _LOOKS.values()]
    with look():
        told = stacked(ax, months, tension, looks, [say(CONFLICTS[name]) for name in _LOOKS])
        ax.set(title=say("conflict shares"), ylabel=say("share of tension"), ylim=(0, 100))
        over_time(ax, result)
        legend_below(ax, 3, told("mean of runs"))
    return ax
