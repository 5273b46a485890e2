"""The phase ribbon: how many runs are in which phase, month by month; and the ribbon of single runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from alliance.plots.states import LOOKS, states_of
from alliance.plots.style import INK, axes_or_new, legend_below, look, months_of, over_time
from alliance.words.pictures import say
from sim.errors import AllianceError

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes

MOST_ROWS = 20
"""Single runs drawn by `phase_strip` when it is not told which."""


def phase_ribbon(result: xr.Dataset, ax: Axes | None = None) -> Axes:
    """Share of runs in each phase by month; those that have ended included.

    Args:
        result: what `sim.simulate` returned.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes.

    Raises:
        AllianceError: when the result lacks what phases are read from.
    """
    states = states_of(result)
    ax = axes_or_new(ax)
    shares = [100 * (states == code).mean(0) for code in LOOKS]
    edges = _edges(result)
    with look():
        below = np.zeros(states.shape[1])
        for kind, share in zip(LOOKS.values(), shares, strict=True):
            # One step a month: a run is in one phase in a month, and so also with a single run.
            low, high = (np.append(edge, edge[-1]) for edge in (below, below + share))
            ax.fill_between(
                edges,
                low,
                high,
                step="post",
                facecolor=kind.colour,
                edgecolor=INK,
                hatch=kind.hatch,
                linewidth=0.3,
                label=kind.label,
            )
            below = below + share
        ax.set(title=say("phases"), ylabel=say("share of runs"), ylim=(0, 100))
        over_time(ax, result)
        legend_below(ax)
    return ax


def phase_strip(
    result: xr.Dataset, ax: Axes | None = None, runs: Sequence[int] | None = None
) -> Axes:
    """The phases of single runs, one bar a run.

    Args:
        result: what `sim.simulate` returned.
        ax: where to draw; a new figure when left out.
        runs: run numbers; the first `MOST_ROWS` when left out.

    Returns:
        The axes.

    Raises:
        AllianceError: for a run that is not there, or when the result lacks what phases are read from.
    """
    numbers = [int(n) for n in result.run.to_numpy()]
    chosen = numbers[:MOST_ROWS] if runs is None else [int(n) for n in runs]
    if missing := sorted(set(chosen) - set(numbers)):
        raise AllianceError(f"this result has no run {missing[0]}")
    ax = axes_or_new(ax, (7.0, 1.6 + 0.2 * len(chosen)))
    states, edges = states_of(result), _edges(result)
    with look():
        for code, kind in LOOKS.items():
            ax.bar(
                [np.nan],
                [0],
                facecolor=kind.colour,
                edgecolor=INK,
                hatch=kind.hatch,
                linewidth=0.3,
                label=kind.label,
            )
            for row, number in enumerate(chosen):
                inside = np.diff(
                    (states[numbers.index(number)] == code).astype(int), prepend=0, append=0
                )
                first, last = np.flatnonzero(inside > 0), np.flatnonzero(inside < 0)
                spans = [(edges[a], edges[b] - edges[a]) for a, b in zip(first, last, strict=True)]
                ax.broken_barh(
                    spans,
                    (row - 0.4, 0.8),
                    facecolor=kind.colour,
                    edgecolor=INK,
                    hatch=kind.hatch,
                    linewidth=0.3,
                )
        ax.set_yticks(
            range(len(chosen)),
            [str(number) for number in chosen],
            fontsize=8 if len(chosen) <= 16 else 6.5,
        )
        ax.set(
            title=say("phases of runs"), ylabel=say("run"), ylim=(max(len(chosen), 2) - 0.5, -0.5)
        )
        over_time(ax, result)
        legend_below(ax)
    return ax


def _edges(result: xr.Dataset) -> np.ndarray:
    """Where the months begin, and where the last one ends."""
    months = months_of(result).astype(float)
    return np.append(months, months[-1] + 1.0)
