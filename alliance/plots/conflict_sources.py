"""What conflicts are over: the division of resources, norms and values, identity."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from alliance.plots.style import (
    BLUE,
    FEWEST,
    INK,
    ORANGE,
    SKY,
    axes_or_new,
    band,
    held,
    legend_below,
    look,
    months_of,
    of_runs,
    over_time,
)
from alliance.words.pictures import say
from alliance.words.vocabulary import CONFLICTS

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
    whole = tension.sum(0)
    some = whole > 0.0  # false where the alliance has ended, too
    shares = np.where(some, 100 * tension / np.where(some, whole, 1.0), 0.0)
    count = some.sum(0)
    there = count >= max(1, min(FEWEST, len(whole)))
    with look():
        if there.any():
            at, parts = held(months[there], shares[:, :, there].sum(1) / count[there])
            tops = np.vstack([np.zeros(len(at)), np.cumsum(parts, axis=0)])
            for low, high, (name, (colour, _, _, hatch)) in zip(
                tops[:-1], tops[1:], _LOOKS.items(), strict=True
            ):
                ax.fill_between(
                    at,
                    low,
                    high,
                    facecolor=colour,
                    edgecolor=INK,
                    hatch=hatch,
                    linewidth=0.4,
                    label=say(CONFLICTS[name]),
                )
        ax.set(title=say("conflict shares"), ylabel=say("share of tension"), ylim=(0, 100))
        over_time(ax, result)
        runs = len(whole)
        told = "one run" if runs == 1 else "mean of runs"
        legend_below(ax, 3, say(told, left=count[-1], runs=runs))
    return ax
