"""The phase flow: who goes where between chosen months."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from alliance.plots.states import LOOKS, NEEDS, states_of
from alliance.plots.style import INK, axes_or_new, legend_below, look, months_of
from alliance.words.pictures import say
from sim.errors import AllianceError

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes

MONTHS = (0, 12, 24, 36, 60)
"""Months drawn when none are chosen: the start, the years of the phases, the end of a usual grant."""

_WIDTH = 0.18
_WRITTEN = 7
"""Least share, in per cent, that is written in its bar."""

_CURVE = 3 * np.linspace(0, 1, 30) ** 2 - 2 * np.linspace(0, 1, 30) ** 3


def phase_flow(
    result: xr.Dataset, ax: Axes | None = None, months: Sequence[int] | None = None
) -> Axes:
    """Runs by phase at chosen months, with streams from one to the next.

    Args:
        result: what `sim.simulate` returned.
        ax: where to draw; a new figure when left out.
        months: at least one month; when left out `MONTHS` and the last, as far as they are there.

    Returns:
        The axes: bars with shares of runs in per cent where there is room for a number; streams in
        the colour of where they come from.

    Raises:
        AllianceError: for a month that is not there, or when the result lacks what phases are read from.
    """
    ticks = [int(t) for t in months_of(result, *NEEDS)]
    if months is None:
        chosen = sorted({month for month in MONTHS if month in ticks} | {ticks[-1]})
    else:
        chosen = sorted({int(month) for month in months})
    for month in chosen:
        if month not in ticks:
            raise AllianceError(f"this result has no month {month}")
    if not chosen:
        raise AllianceError("a phase flow needs at least one month")
    ax = axes_or_new(ax)
    states = states_of(result)[:, [ticks.index(month) for month in chosen]]
    unit = 100 / len(states)
    with look():
        for at in range(len(chosen)):
            below = _bottoms(states[:, at], unit)
            for code, kind in LOOKS.items():
                share = unit * (states[:, at] == code).sum()
                ax.bar(
                    at,
                    share,
                    _WIDTH,
                    below[code],
                    facecolor=kind.colour,
                    edgecolor=INK,
                    hatch=kind.hatch,
                    linewidth=0.5,
                    label=kind.label if at == 0 else None,
                    zorder=3,
                )
                if share >= _WRITTEN:
                    ax.text(
                        at,
                        below[code] + share / 2,
                        f"{share:.0f}",
                        ha="center",
                        va="center",
                        fontsize=6,
                        zorder=4,
                        bbox={"facecolor": "white", "linewidth": 0, "pad": 0.6},
                    )
            if at + 1 < len(chosen):
                _streams(ax, at, states[:, at], states[:, at + 1], unit)
        ax.set_xticks(range(len(chosen)), [str(month) for month in chosen])
        ax.set(
            title=say("phase flow"),
            xlabel=say("month"),
            ylabel=say("share of runs"),
            ylim=(0, 100),
            xlim=(-0.15, max(len(chosen), 2) - 0.85),
        )
        legend_below(ax)
    return ax


def _bottoms(states: np.ndarray, unit: float) -> dict[int, float]:
    """Where each bar begins, by code."""
    below, bottoms = 0.0, {}
    for code in LOOKS:
        bottoms[code] = below
        below += unit * float((states == code).sum())
    return bottoms


def _streams(ax: Axes, at: int, before: np.ndarray, after: np.ndarray, unit: float) -> None:
    """Streams from the bars at one month to those at the next."""
    leaving, arriving = _bottoms(before, unit), _bottoms(after, unit)
    x = np.linspace(at + _WIDTH / 2, at + 1 - _WIDTH / 2, len(_CURVE))
    for code, kind in LOOKS.items():
        for target in LOOKS:
            width = unit * float(((before == code) & (after == target)).sum())
            if not width:
                continue
            low = leaving[code] + (arriving[target] - leaving[code]) * _CURVE
            ax.fill_between(
                x, low, low + width, facecolor=kind.colour, alpha=0.45, linewidth=0.4, edgecolor=INK
            )
            leaving[code] += width
            arriving[target] += width
