"""The reduced model of an alliance: its phase plane, and its resting places over a parameter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from alliance.plots.style import (
    BLUE,
    GREEN,
    INK,
    ORANGE,
    VERMILION,
    axes_or_new,
    legend_below,
    look,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from experiments.transitions.reduced import Circumstances, FixedPoint

PLACES = 21
"""Along each axis."""


def phase_plane(c: Circumstances, ax: Axes | None = None) -> Axes:
    """Draw where trust and knowledge go, with belief as experience has it.

    Args:
        c: circumstances of the reduced model.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes: lines of flow over the share of time for joint work in green, the stable states as dots.
    """
    from experiments.transitions.reduced import drift, shares, stable_states

    ax = axes_or_new(ax, (4.4, 4.0))
    axis = np.linspace(0.01, 0.99, PLACES)
    trust, knowledge = np.meshgrid(axis, axis)
    state = np.stack([trust, knowledge, np.ones_like(trust)], axis=-1)
    state[..., 2] = shares(state, c).brings
    moves = drift(state, c)
    with look():
        levels = np.linspace(0.0, 1.0, 11)
        shade = ax.contourf(axis, axis, shares(state, c).joint, levels, cmap="Greens", alpha=0.7)
        ax.streamplot(
            axis, axis, moves[..., 0], moves[..., 1], color=INK, linewidth=0.7, density=0.9
        )
        for one in stable_states(c):
            ax.plot(
                *one.state[:2], marker="o", markersize=9, color=VERMILION, clip_on=False, zorder=5
            )
        bar = ax.figure.colorbar(shade, ax=ax)
        bar.set_label("share of time for joint work")
        ax.set(xlabel="trust", ylabel="knowledge of each other", xlim=(0, 1), ylim=(0, 1))
    return ax


def bifurcation(
    found: dict[str, Sequence[tuple[float, FixedPoint]]],
    ax: Axes | None = None,
    *,
    control: str = "parameter",
) -> Axes:
    """Draw the joint work of resting places over a parameter.

    Args:
        found: for each label, values of the parameter with each fixed point there.
        ax: where to draw; a new figure when left out.
        control: of the axis.

    Returns:
        The axes: stable ones filled, unstable ones open.
    """
    ax = axes_or_new(ax, (5.4, 4.0))
    with look():
        for (label, row), colour in zip(
            found.items(), (BLUE, GREEN, ORANGE, VERMILION), strict=False
        ):
            for stable in (True, False):
                own = [(value, one.joint) for value, one in row if one.stable is stable]
                if own:
                    ax.plot(
                        *zip(*own, strict=True),
                        linestyle="none",
                        marker="o" if stable else "s",
                        markersize=5,
                        markerfacecolor=colour if stable else "white",
                        color=colour,
                        label=label if stable else None,
                    )
        ax.set(xlabel=control, ylabel="share of time for joint work", ylim=(0, 1))
        ax.margins(x=0.03)
        legend_below(ax, 2)
    return ax
