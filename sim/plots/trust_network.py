"""The trust network of one run at one moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from sim.arrays import Array
from sim.errors import AllianceError
from sim.plots.style import BLUE, GREY, INK, SKY, axes_or_new, literal, look, names_of, told_apart

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes

MOST_NAMED = 12
"""Members drawn with their names and with arrows both ways; of more, numbers and the ties of at least
`CLOSE` are drawn, for the rest would be a tangle."""

CLOSE = 0.5
"""Mean trust of a pair that is drawn in a crowd."""


def trust_network(result: xr.Dataset, tick: int, run: int | None = None, ax: Axes | None = None,
                  size: Literal["engagement", "status"] = "engagement") -> Axes:  # fmt: skip
    """Who trusts whom at the end of a month.

    An arrow is as wide and dark as the trust of the one it leaves in the one it points to; a dot is as
    large as the member's engagement or status; who is not in the alliance is an empty ring.

    Args:
        result: a result with dyads (`sim.simulate(…, dyads=True)`).
        tick: month.
        run: run number; the first one when left out.
        ax: where to draw; a new figure when left out.
        size: what the size of a dot shows.

    Returns:
        The axes.

    Raises:
        AllianceError: when the result holds no dyads, or not that run or month.
    """
    if "trust_dyad" not in result:
        raise AllianceError("this result holds no dyads: simulate with dyads=True to keep them")
    runs = result.run.to_numpy()
    run = int(runs[0]) if run is None else run
    if run not in runs or tick not in result.tick.to_numpy():
        raise AllianceError(f"this result has no run {run} with a month {tick}")
    ax = axes_or_new(ax, (5.0, 4.2))
    moment = result.sel(run=run, tick=tick)
    trust = moment.trust_dyad.to_numpy()
    there = moment.active.to_numpy() > 0
    radius = 2.5 + 6.5 * np.sqrt(np.clip(np.nan_to_num(moment[size].to_numpy()), 0.0, 1.0))
    radius = np.where(there, radius, 4.0)  # points
    crowd = len(there) > MOST_NAMED
    if crowd:
        radius *= max(0.45, MOST_NAMED / len(there))
    angle = np.pi / 2 - 2 * np.pi * np.arange(len(there)) / len(there)
    places = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    known = trust[~np.isnan(trust)]
    with look():
        if crowd:
            _ties(ax, places, trust)
        else:
            _arrows(ax, places, trust, radius)
        for mask, face, edge in ((there, SKY, "black"), (~there, "white", GREY)):
            ax.scatter(places[mask, 0], places[mask, 1], s=(2 * radius[mask]) ** 2, facecolor=face, edgecolor=edge,
                       linewidth=0.9, zorder=3)  # fmt: skip
        _labels(ax, places, radius, names_of(result), there)
        ended = "trust has no one to rest on" if there.any() else "the alliance has ended"
        told = f"mean trust {known.mean():.2f}" if len(known) else ended
        ax.set_title(f"month {tick}: {told}", fontsize=8, loc="center", fontweight="normal")
        ax.set(xlim=(-2.2, 2.2), ylim=(-1.7, 1.75), aspect="equal")
        ax.axis("off")
    return ax


def _arrows(ax: Axes, places: Array, trust: Array, radius: Array) -> None:
    """An arrow for each who trusts, bent so that both ways show."""
    from matplotlib.patches import FancyArrowPatch

    for one, other in np.argwhere(~np.isnan(trust)):
        strength = float(trust[one, other])
        ax.add_patch(
            FancyArrowPatch(
                tuple(places[one]), tuple(places[other]), connectionstyle="arc3,rad=0.13",
                arrowstyle="-|>,head_length=3.2,head_width=1.6", mutation_scale=1.0,
                shrinkA=radius[one] + 0.5, shrinkB=radius[other] + 0.8,
                linewidth=0.25 + 2.4 * strength**2, color=BLUE, alpha=0.12 + 0.78 * strength**1.5,
                zorder=1 + strength,
            )
        )  # fmt: skip


def _ties(ax: Axes, places: Array, trust: Array) -> None:
    """A line for each pair of close ties, the mean of both ways."""
    from matplotlib.collections import LineCollection

    mutual = np.nan_to_num((trust + trust.T) / 2)
    one, other = np.nonzero(np.triu(mutual >= CLOSE, 1))
    if not len(one):
        return
    strength = mutual[one, other]
    ax.add_collection(
        LineCollection(
            list(np.stack([places[one], places[other]], axis=1)), colors=BLUE,
            linewidths=2.0 * strength**3, alpha=0.1 + 0.6 * strength**2, zorder=1,
        )
    )  # fmt: skip


def _labels(ax: Axes, places: Array, radius: Array, names: list[str], there: np.ndarray) -> None:
    """Names outside the circle; numbers when there are too many to name."""
    crowd = len(names) > MOST_NAMED
    many = len(names) > 8
    labels = ([str(k + 1) for k in range(len(names))] if crowd
              else told_apart(names, *((11, 2) if many else (13, 3))))  # fmt: skip
    for k, (x, y) in enumerate(places):
        beside = "center" if crowd or abs(x) < 0.25 else ("left" if x > 0 else "right")
        across = "center" if crowd or abs(y) < 0.6 else ("bottom" if y > 0 else "top")
        away = radius[k] + (6.0 if crowd else 2.5)
        text = ax.annotate(labels[k], (x, y), (away * x, away * y), textcoords="offset points",
                           fontsize=5.5 if crowd else (6 if many else 6.5), ha=beside, va=across,
                           color=INK if there[k] else GREY)  # fmt: skip
        text.set_in_layout(False)  # the limits leave room; the circle keeps its size
        literal([text])
