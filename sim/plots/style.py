"""The look that all pictures share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.arrays import Array

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BLACK, ORANGE, SKY, GREEN, BLUE, VERMILION, PURPLE, GREY = (
    "#000000", "#E69F00", "#56B4E9", "#009E73", "#0072B2", "#D55E00", "#CC79A7", "#999999",
)  # fmt: skip
"""Okabe & Ito's palette, and a grey."""

_SETTINGS: dict[str, Any] = {
    "font.size": 9,
    "axes.titlesize": 10,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "legend.frameon": False,
    "legend.fontsize": 8,
    "figure.dpi": 120,
    "savefig.dpi": 160,
    "text.parse_math": False,  # a name with a dollar sign is a name, not a formula
    "hatch.linewidth": 0.6,
}


@contextmanager
def look() -> Iterator[None]:
    """Apply the shared look inside the block."""
    import matplotlib as mpl

    with mpl.rc_context(_SETTINGS):  # type: ignore[arg-type]
        yield


def axes_or_new(ax: Axes | None) -> Axes:
    """The given axes, or those of a new figure."""
    if ax is not None:
        return ax
    import matplotlib.pyplot as plt

    with look():
        return plt.subplots(figsize=(7, 3.5), layout="constrained")[1]


def band(ax: Axes, months: Array, values: Array, colour: str, label: str, style: Any = "-") -> None:
    """Draw the median of runs with the ranges that hold 50 % and 80 % of them.

    Args:
        ax: where.
        months: (ticks,).
        values: (runs, ticks); NaN are left out, months with fewer than five runs are not drawn.
        colour, style: of the line; the band takes the colour.
        label: for the legend.
    """
    there = (~np.isnan(values)).sum(0) >= min(5, len(values))
    if not there.any():
        return
    low, lower, middle, upper, high = np.nanquantile(
        values[:, there], [0.1, 0.25, 0.5, 0.75, 0.9], axis=0
    )
    at = months[there]
    ax.fill_between(at, low, high, color=colour, alpha=0.15, linewidth=0)
    ax.fill_between(at, lower, upper, color=colour, alpha=0.25, linewidth=0)
    ax.plot(at, middle, color=colour, linestyle=style, linewidth=1.8, label=label)
