"""A phase diagram: how probable a phase is over two parameters, its edge, and where was looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from alliance.plots.style import (
    BLUE,
    GREEN,
    INK,
    ORANGE,
    PURPLE,
    axes_or_new,
    drawable,
    legend_below,
    literal,
    look,
    wrapped,
)
from alliance.words.phase_diagram import describe_run
from sim.arrays import Array

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from experiments.phase_diagrams.adaptive import PhaseDiagram
    from experiments.phase_diagrams.plane import Scaled

_FINE = 121
_KINDS = (BLUE, ORANGE, PURPLE, GREEN)
_HATCHES = ("", "//", "..", "\\\\")


def phase_diagram(diagram: PhaseDiagram, ax: Axes | None = None) -> Axes:
    """Draw a phase diagram.

    Args:
        diagram: what `experiments.phase_diagrams.adaptive.draw` returned.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes: the field in colours, the edge as a line with the 95 % band around it hatched, and a
        dot at each place that was looked at, larger where there were more runs.
    """
    ax = axes_or_new(ax, (6.5, 4.8))
    ticks = np.linspace(0.0, 1.0, _FINE)
    x, y = diagram.plane.values(np.stack([ticks, ticks], axis=1)).T
    with look():
        (_shares if diagram.field.phases == 1 else _commonest)(ax, diagram, x, y)
        _band(ax, diagram, x, y)
        _edge(ax, diagram)
        _looked_at(ax, diagram)
        for axis, side in ((diagram.plane.x, "x"), (diagram.plane.y, "y")):
            _labelled(ax, axis, side)
        ax.set_title(wrapped(drawable(diagram.study.title), 62, 2))
        literal([ax.title])
        legend_below(ax, 3)
    return ax


def _shares(ax: Axes, diagram: PhaseDiagram, x: Array, y: Array) -> None:
    """The share of the runs that count, in colours that part at the level of the edge."""
    from matplotlib.colors import TwoSlopeNorm
    from scipy.special import expit

    from experiments.phase_diagrams.edge import grid

    share = expit(diagram.field.surfaces[0].at(grid(_FINE))[0]).reshape(_FINE, _FINE)
    norm = TwoSlopeNorm(diagram.diagram.level, 0.0, 1.0)
    mesh = ax.pcolormesh(
        x, y, share.T, cmap="cividis", norm=norm, shading="gouraud", rasterized=True
    )
    bar = ax.figure.colorbar(
        mesh, ax=ax, ticks=sorted({0, 0.25, 0.5, 0.75, 1, diagram.diagram.level})
    )
    bar.set_label(f"share of runs: {describe_run(diagram.diagram)}")
    literal([bar.ax.yaxis.label])


def _commonest(ax: Axes, diagram: PhaseDiagram, x: Array, y: Array) -> None:
    """The most common kind, each in a colour and hatch of its own."""
    from matplotlib.colors import to_rgba

    from experiments.phase_diagrams.edge import grid
    from experiments.sweeps.diagram import KINDS

    means = np.stack([surface.at(grid(_FINE))[0] for surface in diagram.field.surfaces])
    first = means.argmax(0).reshape(_FINE, _FINE).T
    names = KINDS[diagram.diagram.observable]
    for code in np.unique(first):
        colour, hatch = _KINDS[code % len(_KINDS)], _HATCHES[code % len(_HATCHES)]
        ax.contourf(
            x,
            y,
            (first == code).astype(float),
            levels=[0.5, 1.5],
            colors=[to_rgba(colour, 0.45)],
            hatches=[hatch],
        )
        ax.fill(
            [],
            [],
            facecolor=to_rgba(colour, 0.45),
            hatch=hatch,
            edgecolor=INK,
            linewidth=0,
            label=f"most: {names[code]}",
        )


def _band(ax: Axes, diagram: PhaseDiagram, x: Array, y: Array) -> None:
    """Places of which it cannot be told on which side of the edge they are."""
    from experiments.phase_diagrams.edge import Z, grid

    undecided = np.full((_FINE, _FINE), -np.inf)
    for margin in diagram.field.margins(grid(_FINE)):
        doubt = np.where(margin.leads, Z * margin.sd - np.abs(margin.mean), -np.inf)
        undecided = np.maximum(undecided, doubt.reshape(_FINE, _FINE))
    if (undecided > 0).any():
        finite = np.where(np.isfinite(undecided), undecided, -1.0)
        ax.contourf(x, y, finite.T, levels=[0.0, np.inf], colors="none", hatches=["xxxx"])
        ax.contour(x, y, finite.T, levels=[0.0], colors=INK, linewidths=0.6, linestyles="--")
        ax.fill(
            [],
            [],
            facecolor="none",
            hatch="xxxx",
            edgecolor=INK,
            linewidth=0.6,
            linestyle="--",
            label="side cannot be told (95 %)",
        )


def _edge(ax: Axes, diagram: PhaseDiagram) -> None:
    for k, line in enumerate(diagram.edge.lines):
        at = diagram.plane.values(line)
        ax.plot(at[:, 0], at[:, 1], color="white", linewidth=3.6)
        ax.plot(at[:, 0], at[:, 1], color="black", linewidth=2.0, label="edge" if k == 0 else None)


def _looked_at(ax: Axes, diagram: PhaseDiagram) -> None:
    x, y = diagram.plane.names
    runs = diagram.points.groupby([x, y], sort=False)["runs"].sum().reset_index()
    ax.scatter(
        runs[x],
        runs[y],
        s=4 + 12 * runs["runs"] / runs["runs"].max(),
        facecolor="white",
        edgecolor=INK,
        linewidth=0.6,
        alpha=0.9,
        zorder=3,
        clip_on=False,
        label=f"looked at: {diagram.status.done:,} runs",
    )


def _labelled(ax: Axes, scaled: Scaled, side: str) -> None:
    low, high = scaled.ends
    axis = ax.xaxis if side == "x" else ax.yaxis
    (ax.set_xscale if side == "x" else ax.set_yscale)("log" if scaled.axis.log else "linear")
    (ax.set_xlim if side == "x" else ax.set_ylim)(low, high)
    if scaled.axis.log:
        from matplotlib.ticker import LogLocator, NullFormatter, StrMethodFormatter

        axis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        axis.set_major_formatter(StrMethodFormatter("{x:g}"))
        axis.set_minor_formatter(NullFormatter())
    axis.set_label_text(wrapped(drawable(scaled.axis.name, f"factor {side}"), 50, 1))
    literal([axis.label])
