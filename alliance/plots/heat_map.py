"""A heat map of anything with two dimensions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from alliance.plots.style import axes_or_new, drawable, literal, look, step_of, wrapped
from sim.errors import AllianceError

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes

MOST_WRITTEN = 12
"""Rows and columns up to which the numbers are written in the cells."""


def heat_map(
    values: xr.DataArray,
    ax: Axes | None = None,
    *,
    centre: float | None = None,
    low: float | None = None,
    high: float | None = None,
    written: bool | None = None,
) -> Axes:
    """Draw a table of numbers in colours that grow lighter with the number, in grey print too.

    Rows of words read from above, rows of numbers from below. Cells without a number are white.

    Args:
        values: two dimensions, rows first; names and units come from its attributes and coordinates.
        ax: where to draw; a new figure when left out.
        centre: a number that parts good from bad; it gets the middle colour, and a line is drawn there.
        low, high: ends of the colours; those of the values when left out.
        written: whether the numbers are written in the cells; for small tables when left out.

    Returns:
        The axes.

    Raises:
        AllianceError: when there are not two dimensions.
    """
    if values.ndim != 2:
        raise AllianceError(f"a heat map has two dimensions, not {values.ndim}")
    rows, columns = (str(dim) for dim in values.dims)
    table = np.asarray(values.to_numpy(), dtype=float)
    ax = axes_or_new(ax, (7.0, max(3.0, 1.4 + 0.16 * min(len(table), 50))))
    with look():
        ends = _ends(table, centre, low, high)
        mesh = ax.pcolormesh(
            *(np.arange(n + 1) - 0.5 for n in table.shape[::-1]),
            table,
            cmap="cividis",
            vmin=ends[0],
            vmax=ends[1],
            rasterized=table.size > 2000,
        )
        ax.set_facecolor("white")
        if centre is not None and min(table.shape) > 1 and np.isfinite(table).all():
            for colour, width in (("white", 3.0), ("black", 1.4)):
                ax.contour(table, levels=[centre], colors=colour, linewidths=width)
        if written is None:
            written = max(table.shape) <= MOST_WRITTEN
        if written:
            _write(ax, table, mesh)
        bar = ax.figure.colorbar(mesh, ax=ax)
        bar.set_label(_named(values, str(values.name or "value")))
        literal([bar.ax.yaxis.label])
        _ticks(ax, values, columns, "x")
        _ticks(ax, values, rows, "y")
        if rows in values.coords and values[rows].dtype.kind in "OUS":
            ax.set_ylim(len(table) - 0.5, -0.5)
    return ax


def _ends(
    table: np.ndarray, centre: float | None, low: float | None, high: float | None
) -> tuple[float, float]:
    seen = table[np.isfinite(table)]
    least, most = (float(seen.min()), float(seen.max())) if len(seen) else (0.0, 1.0)
    least, most = least if low is None else low, most if high is None else high
    if centre is not None:
        reach = max(abs(most - centre), abs(centre - least)) or 1.0
        least, most = centre - reach, centre + reach
    return least, most


def _write(ax: Axes, table: np.ndarray, mesh: Any) -> None:
    for (row, column), number in np.ndenumerate(table):
        if np.isfinite(number):
            ax.text(
                column,
                row,
                f"{number:.2g}",
                ha="center",
                va="center",
                fontsize=7,
                color="white" if darker(mesh, number) else "black",
            )


def darker(mesh: Any, number: float) -> bool:
    """Whether a number's colour is nearer to black than to white in grey."""
    red, green, blue = mesh.cmap(mesh.norm(number))[:3]
    return bool(0.299 * red + 0.587 * green + 0.114 * blue < 0.5)


def _named(values: xr.DataArray, name: str) -> str:
    told = drawable(str(values.attrs.get("long_name", name)).replace("_", " "))
    unit = str(values.attrs.get("units", ""))
    return wrapped(told, 40, 2) + (
        f" ({unit})" if unit.removesuffix("s") not in ("", "1", told) else ""
    )


def _ticks(ax: Axes, values: xr.DataArray, dim: str, side: str) -> None:
    """Label at most some of the rows or columns with what their coordinate says."""
    labels = values[dim].to_numpy() if dim in values.coords else np.arange(values.sizes[dim])
    words = labels.dtype.kind in "OUS"
    if dim in ("month", "tick") and (step := step_of(labels.astype(float))):
        at = np.flatnonzero(labels % step == 0)
    else:
        at = np.arange(0, len(labels), 1 if words and len(labels) <= 50 else -(-len(labels) // 8))
    told = [
        wrapped(drawable(str(x), f"{dim} {k + 1}"), 22, 1) if words else f"{x:g}"
        for k, x in zip(at, labels[at], strict=True)
    ]
    size = 8 if len(at) <= 20 else 5.5
    axis = ax.xaxis if side == "x" else ax.yaxis
    axis.set_ticks(at, told, fontsize=size)
    if words and side == "x":
        for label in axis.get_ticklabels():
            label.set(rotation=35, ha="right")
    literal(axis.get_ticklabels())
    axis.set_label_text(_named(values[dim], dim) if dim in values.coords else dim)
    literal([axis.label])
