"""Where an alliance tips along one control: the curve, the edge, and where the alliance stands."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from alliance.plots.style import (
    BLUE,
    GREY,
    INK,
    VERMILION,
    axes_or_new,
    drawable,
    legend_below,
    literal,
    look,
    reach,
    wrapped,
)
from alliance.words.phase_diagram import describe_level, describe_run
from alliance.words.pictures import language, say
from alliance.words.tipping import name_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from experiments.phase_diagrams.tipping import Tipping


def tipping(found: Tipping, ax: Axes | None = None) -> Axes:
    """Draw where an alliance tips.

    Args:
        found: what `experiments.phase_diagrams.tipping.tipping` returned.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes: the share of the runs over the control with its 95 % band, what was seen as dots with
        95 % intervals, each edge with its interval, and the alliance.
    """
    ax = axes_or_new(ax, (6.5, 3.9))
    curve, control = found.curve, found.control
    observed = curve.frame()
    with look():
        asked = describe_level(found.what, language())
        ax.axhline(found.what.level, color=GREY, linewidth=1.0, linestyle=":", label=asked)
        for k, (edge, (low, high)) in enumerate(zip(curve.edges, curve.intervals, strict=True)):
            ax.axvspan(
                max(low, control.low),
                min(high, control.high),
                color=INK,
                alpha=0.15,
                linewidth=0,
                label=say("edge") if k == 0 else None,
            )
            ax.axvline(edge, color=INK, linewidth=1.2, linestyle="--")
        ax.fill_between(curve.values, curve.low, curve.high, color=BLUE, alpha=0.25, linewidth=0)
        ax.plot(
            curve.values, curve.share, color=BLUE, linewidth=1.8, label=say("share of the runs")
        )
        ax.errorbar(
            observed["value"],
            observed["share"],
            reach(observed["share"], observed["low"], observed["high"]),
            color=BLUE,
            linestyle="none",
            marker="o",
            markersize=3.5,
            capsize=2,
            linewidth=0.8,
            label=say("seen"),
        )
        _alliance(ax, found)
        margin = 0.01 * (control.high - control.low)
        ax.set(
            xlim=(control.low - margin, control.high + margin),
            ylim=(0, 1),
            ylabel=say("share that", what=describe_run(found.what, language())),
        )
        ax.set_xlabel(wrapped(drawable(name_of(control.name, language()), "control"), 60, 1))
        ax.set_title(
            wrapped(drawable(found.scenario.title, say("an alliance").capitalize()), 62, 2)
        )
        literal([ax.title, ax.xaxis.label])
        legend_below(ax, 4)
    return ax


def _alliance(ax: Axes, found: Tipping) -> None:
    """The alliance as a diamond on the curve."""
    here, control = found.control.here, found.control
    if here is None or not control.low <= here <= control.high or math.isnan(here):
        return
    share = float(np.interp(here, found.curve.values, found.curve.share))
    ax.plot(
        [here],
        [share],
        marker="D",
        markersize=8,
        color=VERMILION,
        markeredgecolor="white",
        linestyle="none",
        zorder=4,
        clip_on=False,
        label=say("this alliance"),
    )
