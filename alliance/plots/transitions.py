"""Pictures of transitions: distributions, fluctuations, cumulants, collapse.

Each draws what an instrument of `experiments.transitions` found and runs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from alliance.plots.style import (
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PURPLE,
    SKY,
    VERMILION,
    axes_or_new,
    legend_below,
    look,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from experiments.transitions.bimodality import Modes
    from experiments.transitions.collapse import Collapse
    from experiments.transitions.cumulant import Crossing
    from experiments.transitions.scan import Curve, Scan
    from experiments.transitions.susceptibility import Peak

_SIZES = (
    (SKY, "-", "o"),
    (BLUE, "--", "s"),
    (GREEN, "-.", "^"),
    (ORANGE, ":", "D"),
    (VERMILION, (0, (5, 1, 1, 1)), "v"),
    (PURPLE, "-", "P"),
)
"""Colour, line and marker of each size, the smallest first."""


def order_parameter(
    scan: Scan,
    ax: Axes | None = None,
    *,
    modes: Sequence[Modes] = (),
    control: str = "control parameter",
    label: str = "order parameter",
    bins: int = 36,
) -> Axes:
    """Draw how an order parameter is spread over runs, at each value of the control parameter.

    Args:
        scan: what was seen.
        ax: where to draw; a new figure when left out.
        modes: at each value; those with two are marked at their centres.
        control, label: of the axes.
        bins: steps of the order parameter.

    Returns:
        The axes: the share of runs in each step as a shade, the mean as a line.
    """
    ax = axes_or_new(ax)
    values = scan.values.reshape(len(scan.control), -1)
    edges = np.linspace(values.min(), values.max() + 1e-9, bins + 1)
    share = np.array([np.histogram(row, edges)[0] / len(row) for row in values])
    middle = (scan.control[1:] + scan.control[:-1]) / 2
    ends = [
        1.5 * scan.control[0] - 0.5 * scan.control[1],
        1.5 * scan.control[-1] - 0.5 * scan.control[-2],
    ]
    sides = np.concatenate([ends[:1], middle, ends[1:]])
    with look():
        # The square root lets a thin stretch between two modes be told from an empty one.
        mesh = ax.pcolormesh(sides, edges, np.sqrt(share.T), cmap="Greys", vmin=0.0)
        bar = ax.figure.colorbar(mesh, ax=ax)
        ticks = [t for t in (0.0, 0.02, 0.1, 0.25, 0.5, 1.0) if np.sqrt(t) <= mesh.norm.vmax]
        bar.set_ticks([float(np.sqrt(t)) for t in ticks], labels=[f"{t:.0%}" for t in ticks])
        bar.set_label("share of the runs")
        ax.plot(scan.control, values.mean(1), color=BLUE, linewidth=1.8, label="mean")
        marks = [
            (x, centre)
            for x, one in zip(scan.control, modes, strict=False)
            if one.two
            for centre in one.centres
        ]
        if marks:
            ax.plot(
                *zip(*marks, strict=True),
                marker="D",
                color=VERMILION,
                linestyle="none",
                markeredgecolor="white",
                markersize=6,
                label="two modes",
            )
        ax.set(xlabel=control, ylabel=label, xlim=(sides[0], sides[-1]))
        legend_below(ax, 2)
    return ax


def fluctuations(
    chi: Sequence[Curve],
    ax: Axes | None = None,
    *,
    peaks: Sequence[Peak] = (),
    control: str = "control parameter",
    label: str = "susceptibility N var(m)",
    size: str = "N",
) -> Axes:
    """Draw susceptibilities of several sizes.

    Args:
        chi: one for each size, the smallest first.
        ax: where to draw; a new figure when left out.
        peaks: of each; those inside the range are marked with their intervals.
        control, label: of the axes.
        size: what a size is called.

    Returns:
        The axes, with 95 % bands.
    """
    ax = axes_or_new(ax)
    with look():
        _by_size(ax, chi, size)
        for (colour, _, marker), one in zip(_SIZES, peaks, strict=False):
            if one.inside > 0.5:
                at, height = one.at, one.height
                ax.errorbar(
                    [at.value],
                    [height.value],
                    [[height.value - height.low], [height.high - height.value]],
                    [[at.value - at.low], [at.high - at.value]],
                    color=colour,
                    marker=marker,
                    markersize=7,
                    markeredgecolor=INK,
                    capsize=2,
                    zorder=4,
                )
        ax.set(xlabel=control, ylabel=label, ylim=(0, None))
        legend_below(ax, 3)
    return ax


def cumulants(
    binder: Sequence[Curve],
    ax: Axes | None = None,
    *,
    crossings: Sequence[Crossing] = (),
    known: float | None = None,
    control: str = "control parameter",
    size: str = "N",
) -> Axes:
    """Draw Binder's cumulant for several sizes.

    Args:
        binder: one for each size, the smallest first.
        ax: where to draw; a new figure when left out.
        crossings: drawn as grey spans, their 95 % intervals.
        known: where they are known to cross.
        control: of the axis.
        size: what a size is called.

    Returns:
        The axes, with 95 % bands.
    """
    ax = axes_or_new(ax)
    with look():
        there = [one for one in crossings if one.there]
        for k, one in enumerate(there):
            ax.axvspan(
                one.at.low,
                one.at.high,
                color=GREY,
                alpha=0.25,
                linewidth=0,
                label="crossings" if k == 0 else None,
            )
        if known is not None:
            ax.axvline(known, color=INK, linewidth=1.0, linestyle=":", label="known")
        _by_size(ax, binder, size)
        seen = np.concatenate([one.value[np.isfinite(one.value)] for one in binder])
        ax.set(
            xlabel=control, ylabel="Binder's cumulant U", ylim=(max(seen.min(), -1.0) - 0.05, 0.72)
        )
        legend_below(ax, 3)
    return ax


def collapsed(
    curves: Sequence[Curve],
    found: Collapse,
    ax: Axes | None = None,
    *,
    control: str = "x",
    label: str = "y",
    size: str = "N",
) -> Axes:
    """Draw curves of several sizes at the scale at which they collapse.

    Args:
        curves: one for each size, the smallest first.
        found: the scale.
        ax: where to draw; a new figure when left out.
        control, label: what is scaled.
        size: what a size is called.

    Returns:
        The axes; whether it holds stands in the title.
    """
    from experiments.transitions.collapse import scaled

    ax = axes_or_new(ax)
    scale = found.critical.value, found.inverse_nu.value, found.ratio.value
    with look():
        for (colour, _, marker), one in zip(_SIZES, curves, strict=False):
            x, y = scaled(one, *scale)
            error = 1.96 * one.error * one.size**-found.ratio.value
            ax.errorbar(
                x,
                y,
                error,
                color=colour,
                marker=marker,
                markersize=4,
                linestyle="none",
                linewidth=0.8,
                label=f"{size} = {one.size:g}",
            )
        power = f" {size}^{-found.ratio.value:.2f}" if found.ratio.value else ""
        ax.set(
            xlabel=f"({control} - {found.critical.value:.3f}) {size}^{found.inverse_nu.value:.2f}",
            ylabel=f"{label}{power}",
        )
        ax.margins(x=0.03)
        how = "collapse" if found.holds else "no collapse"
        ax.set_title(f"{how}: S = {found.quality:.1f}")
        legend_below(ax, 3)
    return ax


def _by_size(ax: Axes, curves: Sequence[Curve], size: str) -> None:
    for (colour, line, marker), one in zip(_SIZES, curves, strict=False):
        low, high = one.interval()
        ax.fill_between(one.control, low, high, color=colour, alpha=0.2, linewidth=0)
        ax.plot(
            one.control,
            one.value,
            color=colour,
            linestyle=line,
            marker=marker,
            markersize=4,
            label=f"{size} = {one.size:g}",
        )
    ax.margins(x=0.02)
