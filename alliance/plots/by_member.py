"""Members beside each other, month by month: who is backed at home, who puts things on the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from alliance.plots.heat_map import heat_map
from alliance.plots.style import axes_or_new, look, median_of, months_of, names_of, told_apart
from alliance.words.pictures import say
from alliance.words.vocabulary import VARIABLES

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes

LEFT_TO_RIGHT = "\u200e"

_POINTS = 72
_ROW = (6.0, 9.0)
"""Least and most points that a row's label is high, with the room around it."""


def backing_by_member(result: xr.Dataset, ax: Axes | None = None) -> Axes:
    """Backing of each member by month, and in how many runs it left.

    Args:
        result: what `sim.simulate` returned.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes: the median of the runs in which the member takes part; white when fewer than
        `alliance.plots.style.FEWEST` of more are left.

    Raises:
        AllianceError: when the result lacks backing, or who leaves.
    """
    return _by_member(result, "backing", ax)


def openness_by_member(result: xr.Dataset, ax: Axes | None = None) -> Axes:
    """The waterline by member: which share of its interests it puts on the table.

    Args:
        result: what `sim.simulate` returned.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes: as for `backing_by_member`.

    Raises:
        AllianceError: when the result lacks openness, or who leaves.
    """
    return _by_member(result, "openness", ax)


def _by_member(result: xr.Dataset, variable: str, ax: Axes | None) -> Axes:
    import xarray as xr

    months, names = months_of(result, variable, "leaves"), names_of(result)
    ax = axes_or_new(ax, (7.0, 1.6 + 0.22 * min(max(len(names), 4), 40)))
    gone = 100 * (np.nansum(result.leaves.to_numpy(), axis=1) > 0).mean(0)
    # The mark says that the label runs from left to right, also when the name does not.
    labels = [
        f"{'' if name.isascii() else LEFT_TO_RIGHT}{name}  {say('gone', share=share)}"
        for name, share in zip(told_apart(names, 24, 1), gone, strict=True)
    ]
    table = xr.DataArray(
        median_of(result[variable].to_numpy()).T,
        {"member": names, "month": months},
        ("member", "month"),
        attrs={"long_name": say(VARIABLES[variable]), "units": say("0 to 1")},
    )
    with look():
        heat_map(table, ax, low=0.0, high=1.0, written=False)
        high = _POINTS * ax.get_window_extent().height / ax.figure.dpi / len(labels)
        every = max(1, int(np.ceil(_ROW[0] / high)))
        size = 0.85 * min(max(high, _ROW[0]), _ROW[1])
        ax.set_yticks(
            range(0, len(labels), every), labels[::every], fontsize=size, parse_math=False
        )
        ax.set(title=say(f"{variable} by member"), ylabel="", xlabel=say("month"))
    return ax
