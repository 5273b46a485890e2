"""Backing by member: who still has the support of its own people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.plots.heat_map import heat_map
from sim.plots.style import FEWEST, axes_or_new, look, months_of, names_of, told_apart

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes

LEFT_TO_RIGHT = "\u200e"


def backing_by_member(result: xr.Dataset, ax: Axes | None = None) -> Axes:
    """Backing of each member by month, and in how many runs it left.

    Args:
        result: what `sim.simulate` returned.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes: the median of the runs in which the member takes part, white when fewer than `FEWEST` of more are left.
    """
    import xarray as xr

    names, backing = names_of(result), result.backing.to_numpy()
    ax = axes_or_new(ax, (7.0, 1.6 + 0.22 * min(max(len(names), 4), 40)))
    there = (~np.isnan(backing)).sum(0) >= min(FEWEST, len(backing))
    middle = np.full(backing.shape[1:], np.nan)
    if there.any():
        middle[there] = np.nanmedian(backing[:, there], axis=0)
    gone = 100 * (np.nansum(result.leaves.to_numpy(), axis=1) > 0).mean(0)
    # The mark says that the label runs from left to right, also when the name does not.
    labels = [f"{'' if name.isascii() else LEFT_TO_RIGHT}{name}  left: {share:.0f} %"
              for name, share in zip(told_apart(names, 24, 1), gone, strict=True)]  # fmt: skip
    table = xr.DataArray(
        middle.T, {"month": months_of(result)}, ("member", "month"), name="backing at home",
        attrs={"units": "0 to 1"},
    )  # fmt: skip
    with look():
        heat_map(table, ax, low=0.0, high=1.0, written=False)
        size = 7 if len(labels) <= 20 else 5
        ax.set_yticks(range(len(labels)), labels, fontsize=size, parse_math=False)
        ax.set(title="Backing by member", ylabel="")
        ax.invert_yaxis()
    return ax
