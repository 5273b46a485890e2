"""What the hours of the members go to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from alliance.plots.stacked import stacked
from alliance.plots.style import (
    GREEN,
    GREY,
    ORANGE,
    SKY,
    VERMILION,
    YELLOW,
    axes_or_new,
    legend_below,
    look,
    months_of,
    over_time,
)
from alliance.words.pictures import say
from alliance.words.vocabulary import ACTIVITIES

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes

LOOKS = {
    "designing": (ORANGE, "////"),
    "conflict": (VERMILION, "xxxx"),
    "learning": (SKY, "...."),
    "joint": (GREEN, ""),
    "apart": (YELLOW, "||||"),
    "other": (GREY, "----"),
}
"""From below: what is done together, then what is done apart, then what roles and actions take."""


def activities(result: xr.Dataset, ax: Axes | None = None) -> Axes:
    """What part of all hours goes to each activity, to conflict, and to roles and actions, over time.

    Args:
        result: what `sim.simulate` returned.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes: each run's shares of its hours, averaged over the alliances still running, so that
        areas add up to 100 % and each run weighs the same.

    Raises:
        AllianceError: when the result lacks hours of one of them.
    """
    months = months_of(result, *(f"{name}_hours" for name in LOOKS))
    ax = axes_or_new(ax)
    hours = np.stack([result[f"{name}_hours"].to_numpy() for name in LOOKS])
    labels = [
        say(ACTIVITIES[name]) if name in ACTIVITIES else say(f"hours: {name}") for name in LOOKS
    ]
    with look():
        told = stacked(ax, months, hours, list(LOOKS.values()), labels)
        ax.set(title=say("activities"), ylabel=say("share of hours"), ylim=(0, 100))
        over_time(ax, result)
        legend_below(ax, 2, told("mean of runs at work"))
    return ax
