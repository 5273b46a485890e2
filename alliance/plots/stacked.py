"""Shares of a whole over time, as areas on top of each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from alliance.plots.style import FEWEST, INK, held
from alliance.words.pictures import say
from sim.arrays import Array

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def stacked(
    ax: Axes, months: Array, parts: Array, looks: Sequence[tuple[str, str]], labels: Sequence[str]
) -> Callable[[str], str]:
    """Draw each run's shares of the sum of the parts, averaged over runs that have any.

    Args:
        ax: where.
        months: (ticks,).
        parts: (parts, runs, ticks) >= 0, NaN where an alliance has ended.
        looks: colour and hatch of each part, from below.
        labels: of each, for the legend.

    Returns:
        What says of which runs the areas are, given the sentence of `alliance.words.pictures`.
    """
    shares, count = mean_shares(parts)
    runs = parts.shape[1]
    there = ~np.isnan(shares[0])
    if there.any():
        at, kept = held(months[there], shares[:, there])
        tops = np.vstack([np.zeros(len(at)), np.cumsum(kept, axis=0)])
        for low, high, (colour, hatch), label in zip(
            tops[:-1], tops[1:], looks, labels, strict=True
        ):
            ax.fill_between(
                at,
                low,
                high,
                facecolor=colour,
                edgecolor=INK,
                hatch=hatch,
                linewidth=0.4,
                label=label,
            )
    return lambda told: say("one run" if runs == 1 else told, left=int(count[-1]), runs=runs)


def mean_shares(parts: Array) -> tuple[Array, Array]:
    """Each run's shares of the sum of the parts, averaged over runs that have any.

    Args:
        parts: (parts, runs, ticks) >= 0, NaN where an alliance has ended.

    Returns:
        (parts, ticks) in per cent, NaN where too few runs have any; and (ticks,) how many have.
    """
    whole = parts.sum(0)
    some = whole > 0.0  # false where the alliance has ended, too
    shares = np.where(some, 100 * parts / np.where(some, whole, 1.0), 0.0)
    count = some.sum(0).astype(np.float64)
    enough = count >= max(1, min(FEWEST, len(whole)))
    return np.where(enough, shares.sum(1) / np.maximum(count, 1), np.nan), count
