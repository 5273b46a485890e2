"""How high things are over time: the climate, money, fairness, tension by source, clashes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from alliance.plots.stacked import stacked
from alliance.plots.style import (
    BLUE,
    GREEN,
    INK,
    ORANGE,
    PURPLE,
    SKY,
    VERMILION,
    axes_or_new,
    band,
    legend_below,
    look,
    months_of,
    of_runs,
    over_time,
)
from alliance.words.language import Named
from alliance.words.pictures import say
from alliance.words.vocabulary import CONFLICTS, VARIABLES
from sim.arrays import Array
from sim.observers.paths import YEAR, over_members, trailing

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes

Looks = Mapping[str, tuple[str, str, str]]
"""Colour, line and marker of each variable."""

_CLIMATE: Looks = {
    "trust": (BLUE, "-", "o"),
    "knowledge": (GREEN, "--", "s"),
    "backing": (PURPLE, "-.", "^"),
    "rift": (VERMILION, ":", ""),
}
_MONEY: Looks = {
    "needed": (BLUE, "--", "s"),
    "asked": (ORANGE, "-.", "^"),
    "paid": (GREEN, "-", "o"),
}
_FAIRNESS: Looks = {"fair_got": (ORANGE, "-", "o"), "fair_heard": (BLUE, "--", "s")}
_SOURCES: Looks = {
    "tension_resources": (ORANGE, "-", "o"),
    "tension_values": (BLUE, "--", "s"),
    "tension_identity": (SKY, "-.", "^"),
}
_HATCHES = ("////", "", "....")
_NEITHER = 0.5
"""Where what happens is neither fair nor unfair."""
_LEAST = 0.1
"""How far the axis reaches at least to both sides of it."""


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
    shown = {"title": say("climate"), "ylabel": say("level"), "ylim": (0, 1)}
    return _levels(result, ax, _CLIMATE, VARIABLES, (0.5,), columns=2, shown=shown)


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
    shown = {"title": say("money"), "ylabel": say("money a month"), "ylim": (0, None)}
    return _levels(result, ax, _MONEY, VARIABLES, (0.5,), shown=shown)


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
    shown = {"title": say("fairness"), "ylabel": say("level")}
    return _levels(result, ax, _FAIRNESS, VARIABLES, neither=True, shown=shown)


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
    shown = {"title": say("conflict"), "ylabel": say("tension"), "ylim": (0, None)}
    return _levels(result, ax, _SOURCES, CONFLICTS, shown=shown)


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
    looks = {name.replace("tension", "clashes"): look for name, look in _SOURCES.items()}
    terms = {name.replace("tension", "clashes"): term for name, term in CONFLICTS.items()}
    shown = {"title": say("clashes"), "ylabel": say("clashes in a year"), "ylim": (0, None)}
    return _levels(result, ax, looks, terms, (0.5,), of=_in_a_year, shown=shown)


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
    months = months_of(result, *_SOURCES)
    ax = axes_or_new(ax)
    tension = np.stack([result[name].to_numpy() for name in _SOURCES])
    looks = [
        (colour, hatch) for (colour, _, _), hatch in zip(_SOURCES.values(), _HATCHES, strict=True)
    ]
    with look():
        told = stacked(ax, months, tension, looks, [say(CONFLICTS[name]) for name in _SOURCES])
        ax.set(title=say("conflict shares"), ylabel=say("share of tension"), ylim=(0, 100))
        over_time(ax, result)
        legend_below(ax, 3, told("mean of runs"))
    return ax


def _levels(
    result: xr.Dataset,
    ax: Axes | None,
    looks: Looks,
    terms: Mapping[str, Named],
    ranges: Sequence[float] = (0.8, 0.5),
    *,
    columns: int = 3,
    of: Callable[[Array], Array] = lambda values: values,
    neither: bool = False,
    shown: dict[str, Any],
) -> Axes:
    """Variables over time, each as a band of runs; of those of members the mean over members.

    Args:
        result: what holds them.
        ax: where to draw; a new figure when left out.
        looks: of each.
        terms: what each is called.
        ranges: as for `band`.
        columns: of the legend.
        of: what is drawn of (runs, ticks) values.
        neither: whether a line is drawn at `_NEITHER`, with an axis that reaches as far to both sides.
        shown: title, label and ends of the axis.
    """
    months = months_of(result, *looks)
    ax = axes_or_new(ax)
    seen = {}
    for name in looks:
        values = result[name].to_numpy()
        seen[name] = over_members(values) if values.ndim == 3 else values
    with look():
        for name, (colour, style, marker) in looks.items():
            band(ax, months, of(seen[name]), colour, say(terms[name]), style, ranges, marker)
        if neither:
            ax.axhline(_NEITHER, color=INK, linewidth=1.0, linestyle=":", label=say("neither"))
            reach = max(_LEAST, *(abs(end - _NEITHER) for end in ax.get_ylim()))
            ax.set_ylim(max(0.0, _NEITHER - reach), min(1.0, _NEITHER + reach))
        ax.set(**shown)
        over_time(ax, result)
        legend_below(ax, columns, of_runs(next(iter(seen.values())), ranges))
    return ax


def _in_a_year(of_month: Array) -> Array:
    """What happened in the twelve months up to each month, from the twelfth on."""
    of_year = np.where(np.isnan(of_month), np.nan, trailing(np.nan_to_num(of_month)))
    of_year[:, : YEAR - 1] = np.nan
    return of_year
