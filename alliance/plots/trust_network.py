"""The trust network of one run at one moment after another."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from alliance.plots.seats import Seats, seats_of
from alliance.plots.style import (
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PURPLE,
    SKY,
    VERMILION,
    YELLOW,
    axes_or_new,
    literal,
    look,
    months_of,
    names_of,
    told_apart,
)
from alliance.words.pictures import language, say
from alliance.words.voice import Voice
from sim.arrays import Array
from sim.errors import AllianceError

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes

MOMENTS = (0, 24, 60)
"""Months drawn when none are chosen: the start, about when learning gives way, the end of a usual grant."""

MOST_NAMED = 12
"""Members drawn with their names and with arrows both ways; of more, numbers and the ties of at least
`CLOSE` are drawn, for the rest would be a tangle."""

CLOSE = 0.5
"""Mean trust of a pair that is drawn in a crowd."""

_LETTERS = 14
"""Letters in a line of a name that have room beside a dot."""
_LARGEST, _MARGIN = 8.5, 2.0
"""Radius of the largest dot, and how far a band reaches beyond it, in points."""
_GAP = 0.8
"""Room between two working groups on the circle, in members."""
_COLOURS = (ORANGE, GREEN, PURPLE, YELLOW, VERMILION, GREY)
"""Of working groups; they stand apart, so that no colour has to tell them."""
_APART = 4.5
"""From the middle of one circle to that of the next, in radii."""


def trust_network(
    result: xr.Dataset,
    ax: Axes | None = None,
    months: Sequence[int] | None = None,
    run: int | None = None,
    size: Literal["engagement", "status"] = "engagement",
) -> Axes:
    """Who trusts whom at the ends of some months, side by side.

    An arrow is as wide and dark as the trust of the one it leaves in the one it points to; a dot is as
    large as the member's engagement or status; who is not in the alliance is an empty circle. Members of a
    working group stand beside each other on a band; who is in the core that connects them has a thick
    edge, who is in the ring a dashed one.

    Args:
        result: a result with dyads (`sim.simulate(…, dyads=True)`).
        ax: where to draw; a new figure when left out.
        months: at least one month; when left out `MOMENTS`, of which those after the end of the alliance
            give way to its last month.
        run: run number; the first one when left out.
        size: what the size of a dot shows.

    Returns:
        The axes.

    Raises:
        AllianceError: when the result holds no dyads, or not that run or month.
    """
    ticks = [int(tick) for tick in months_of(result, "trust_dyad", "active", size)]
    runs = result.run.to_numpy()
    run = int(runs[0]) if run is None else run
    if run not in runs:
        raise AllianceError(f"this result has no run {run}")
    one = result[["trust_dyad", "active", size]].sel(run=run)
    chosen = _moments(one, ticks) if months is None else sorted({int(month) for month in months})
    if missing := sorted(set(chosen) - set(ticks)):
        raise AllianceError(
            f"this result has no month {missing[0]}, only {ticks[0]} to {ticks[-1]}"
        )
    if not chosen:
        raise AllianceError("a trust network needs at least one month")
    ax = axes_or_new(ax, (2.75 * max(len(chosen), 2), 3.0))
    names = names_of(result)
    labels, key = _labels_of(names)
    seats = seats_of(result, run)
    angles = angles_of(seats)
    with look():
        for k, month in enumerate(chosen):
            _moment(ax, one.sel(tick=month), month, k * _APART, size, labels, seats, angles)
        right = 2.2 + _APART * (len(chosen) - 1)
        low = -1.85 if seats.core else -1.5  # labels stand outside the bands
        lines = textwrap.wrap(key, 44 * max(len(chosen), 2), break_long_words=False) if key else []
        if seats.core or seats.ring:
            lines.append(say("seats"))
        if lines:
            told = ax.text(
                -2.2, low, "\n".join(lines), ha="left", va="top", fontsize=6.5, color=INK
            )
            literal([told])
            low -= 0.26 * len(lines)
        ax.set(
            xlim=(-2.2, right),
            ylim=(low, 1.95),
            aspect="equal",
            title=say("trust network", run=run),
        )
        ax.axis("off")
    return ax


def _moments(one: xr.Dataset, ticks: list[int]) -> list[int]:
    """The moments drawn when none are chosen, within the life of the alliance."""
    there = (one.active > 0).any("member").to_numpy()
    last = ticks[int(np.flatnonzero(there)[-1])] if there.any() else ticks[0]
    return sorted({min(max(month, ticks[0]), last) for month in MOMENTS})


def _labels_of(names: list[str]) -> tuple[list[str], str]:
    """What stands beside the dots: names that have room there, else numbers and what they mean."""
    numbers = [str(k) for k in range(1, len(names) + 1)]
    if len(names) > MOST_NAMED:
        return numbers, ""
    lines = [
        textwrap.wrap(name, _LETTERS, break_long_words=False, break_on_hyphens=False)
        for name in names
    ]
    if all(len(parts) <= 2 and max(map(len, parts)) <= _LETTERS for parts in lines):
        return ["\n".join(parts) for parts in lines], ""
    short = told_apart(names, 34, 1)
    # Spaces within a name do not break, so that it stays with its number.
    whole = (
        f"{k}\u00a0{name}".replace(" ", "\u00a0") for k, name in zip(numbers, short, strict=True)
    )
    return numbers, "   ".join(whole)


def _moment(
    ax: Axes,
    moment: xr.Dataset,
    month: int,
    right: float,
    size: str,
    labels: list[str],
    seats: Seats,
    angle: Array,
) -> None:
    """One circle, so far to the right."""
    trust = moment.trust_dyad.to_numpy()
    there = moment.active.to_numpy() > 0
    radius = 2.5 + 6.0 * np.sqrt(np.clip(np.nan_to_num(moment[size].to_numpy()), 0.0, 1.0))
    radius = np.where(there, radius, 4.0)  # points
    crowd = len(there) > MOST_NAMED
    shrunk = max(0.45, MOST_NAMED / len(there)) if crowd else 1.0
    radius *= shrunk
    out = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    places = out + np.array([right, 0.0])
    (_ties if crowd else _arrows)(ax, places, trust, radius)
    grouped = bool(seats.core)
    if grouped:
        _bands(ax, seats, angle, right, shrunk)
    edges = np.full(len(there), 0.9)
    edges[list(seats.core)] = 2.4 * shrunk
    dashes = np.full(len(there), "-", dtype=object)
    dashes[list(seats.ring)] = "--"
    for mask, face, edge in ((there, SKY, "black"), (~there, "white", GREY)):
        ax.scatter(
            places[mask, 0],
            places[mask, 1],
            s=(2 * radius[mask]) ** 2,
            facecolor=face,
            edgecolor=edge,
            linewidth=edges[mask],
            linestyle=list(dashes[mask]),
            zorder=3,
        )
    beyond = np.maximum(radius, shrunk * _LARGEST + _MARGIN) if grouped else radius
    _labels(ax, places, out, beyond, labels, there)
    known = trust[~np.isnan(trust)]
    if len(known):
        told = say("mean trust", month=month, trust=Voice(language()).number(known.mean(), 2))
    else:
        told = say("alone" if there.any() else "over", month=month)
    ax.text(right, 1.62, told, ha="center", va="bottom", fontsize=8)


def angles_of(seats: Seats) -> Array:
    """Where on the circle each member stands: in order of their groups, with room between those."""
    count = len(seats.order)
    parts = [[k for k in seats.order if k in group] for group in seats.groups]
    kept = {k for part in parts for k in part}
    parts += [[k] for k in seats.order if k not in kept]
    gap = _GAP if len(parts) > 1 else 0.0
    angles, place = np.zeros(count), 0.0
    for part in parts:
        for k in part:
            angles[k] = place
            place += 1.0
        place += gap
    return np.pi / 2 - 2 * np.pi * angles / place


def _bands(ax: Axes, seats: Seats, angle: Array, right: float, shrunk: float) -> None:
    """A band behind each working group."""
    for k, group in enumerate(seats.groups):
        ends = angle[list(group)]
        arc = np.linspace(ends.max(), ends.min(), 60)
        ax.plot(
            right + np.cos(arc),
            np.sin(arc),
            color=_COLOURS[k % len(_COLOURS)],
            alpha=0.38,
            linewidth=2 * (shrunk * _LARGEST + _MARGIN),
            solid_capstyle="round",
            zorder=0.5,
        )


def _arrows(ax: Axes, places: Array, trust: Array, radius: Array) -> None:
    """An arrow for each who trusts, bent so that both ways show."""
    from matplotlib.patches import FancyArrowPatch

    for one, other in np.argwhere(~np.isnan(trust)):
        strength = float(trust[one, other])
        ax.add_patch(
            FancyArrowPatch(
                tuple(places[one]),
                tuple(places[other]),
                connectionstyle="arc3,rad=0.13",
                arrowstyle="-|>,head_length=3.2,head_width=1.6",
                mutation_scale=1.0,
                shrinkA=radius[one] + 0.5,
                shrinkB=radius[other] + 0.8,
                linewidth=0.25 + 2.4 * strength**2,
                color=BLUE,
                alpha=0.15 + 0.8 * strength**1.5,
                zorder=1 + strength,
            )
        )


def _ties(ax: Axes, places: Array, trust: Array, _: Array) -> None:
    """A line for each pair of close ties, the mean of both ways."""
    from matplotlib.collections import LineCollection

    mutual = np.nan_to_num((trust + trust.T) / 2)
    one, other = np.nonzero(np.triu(mutual >= CLOSE, 1))
    if not len(one):
        return
    strength = mutual[one, other]
    ax.add_collection(
        LineCollection(
            list(np.stack([places[one], places[other]], axis=1)),
            colors=BLUE,
            linewidths=0.3 + 1.7 * strength**3,
            alpha=0.2 + 0.6 * strength**2,
            zorder=1,
        )
    )


def _labels(
    ax: Axes, places: Array, out: Array, radius: Array, labels: list[str], there: NDArray[np.bool_]
) -> None:
    """Names or numbers outside the circle."""
    crowd = len(labels) > MOST_NAMED
    many = len(labels) > 8
    for k, (x, y) in enumerate(out):
        beside = "center" if crowd or abs(x) < 0.25 else ("left" if x > 0 else "right")
        across = "center" if crowd or abs(y) < 0.6 else ("bottom" if y > 0 else "top")
        away = radius[k] + (6.0 if crowd else 2.5)
        text = ax.annotate(
            labels[k],
            places[k],
            (away * x, away * y),
            textcoords="offset points",
            fontsize=5.5 if crowd else (6 if many else 6.5),
            ha=beside,
            va=across,
            color=INK if there[k] else GREY,
        )
        text.set_in_layout(False)  # the limits leave room; the circle keeps its size
        literal([text])
