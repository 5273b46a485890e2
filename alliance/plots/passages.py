"""Pictures of what comes first, how long it takes, and how likely it is from where one stands.

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
    SKY,
    VERMILION,
    axes_or_new,
    legend_below,
    look,
    reach,
)
from sim.observers.intervals import share_interval

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from experiments.transitions.alliances import Divide, Waiting


def first_passage(one: Waiting, ax: Axes | None = None) -> Axes:
    """Draw what came first, over time: productivity, an end, or neither yet.

    Args:
        one: first passages at one start trust.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes: chances stacked to one, the interval of productivity as a band.
    """
    ax = axes_or_new(ax)
    months = one.productive.times
    reached = one.productive.value
    other = 1.0 - one.ended.value
    with look():
        ax.fill_between(
            months,
            0,
            reached,
            step="post",
            color=BLUE,
            alpha=0.45,
            linewidth=0,
            label="productive first",
        )
        ax.fill_between(
            months,
            reached,
            other,
            step="post",
            color=GREY,
            alpha=0.25,
            linewidth=0,
            hatch="..",
            edgecolor=GREY,
            label="neither yet",
        )
        ax.fill_between(
            months,
            other,
            1,
            step="post",
            color=VERMILION,
            alpha=0.45,
            linewidth=0,
            hatch="//",
            edgecolor=VERMILION,
            label="ended first",
        )
        ax.step(months, reached, where="post", color=INK, linewidth=1.2)
        ax.fill_between(
            months,
            one.productive.low,
            one.productive.high,
            step="post",
            color=INK,
            alpha=0.3,
            linewidth=0,
            label="95 %",
        )
        ax.set(
            xlabel="month",
            ylabel="chance",
            xlim=(0, months[-1]),
            ylim=(0, 1),
            title=f"start trust {one.trust:.2f}",
        )
        legend_below(ax, 2)
    return ax


def waiting_times(found: Sequence[Waiting], ax: Axes | None = None) -> Axes:
    """Draw mean first-passage times over start trust, within the length of the run.

    Args:
        found: first passages, trust ascending.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes: to learning, to productivity (all runs, and those that get there), with 95 % bars.
    """
    ax = axes_or_new(ax)
    trust = [one.trust for one in found]
    rows = (
        ("to learning", "learning", GREEN, "^", "-."),
        ("to productivity", "productivity", BLUE, "o", "-"),
        ("to it, of those that reach it", "those_who_do", SKY, "s", "--"),
        ("to an end", "end", VERMILION, "v", ":"),
    )
    with look():
        for label, name, colour, marker, line in rows:
            each = [getattr(one, name) for one in found]
            middle = np.array([one.value for one in each])
            ax.errorbar(
                trust,
                middle,
                reach(middle, [one.low for one in each], [one.high for one in each]),
                color=colour,
                marker=marker,
                linestyle=line,
                markersize=5,
                capsize=2,
                label=label,
            )
        ax.set(xlabel="mean start trust", ylabel="mean months, 120 at most", ylim=(0, 124))
        ax.margins(x=0.03)
        legend_below(ax, 2)
    return ax


def committor(found: Divide, ax: Axes | None = None) -> Axes:
    """Draw an estimated committor against what came true.

    Args:
        found: estimate, held-out runs, and brute force.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes: calibration on runs it had not seen, as squares with 95 % intervals, and single
        states let go on many times, as dots. On the diagonal what was given comes true.
    """
    ax = axes_or_new(ax, (4.8, 4.8))
    seen = found.calibration
    with look():
        ax.plot([0, 1], [0, 1], color=GREY, linewidth=0.8)
        ends = [
            share_interval(share * found.branches, found.branches)[1:] for share in found.forced
        ]
        ax.errorbar(
            found.given,
            found.forced,
            reach(found.forced, *np.transpose(ends)),
            color=ORANGE,
            marker="o",
            markersize=4,
            linestyle="none",
            linewidth=0.8,
            label=f"single states, {found.branches} branches each",
        )
        ax.errorbar(
            seen.given,
            seen.seen,
            reach(seen.seen, seen.low, seen.high),
            color=BLUE,
            marker="s",
            markersize=6,
            linestyle="none",
            capsize=3,
            label="held-out runs, in tenths",
        )
        ax.set(
            xlabel="estimated chance to become productive",
            ylabel="share that did",
            xlim=(-0.03, 1.03),
            ylim=(-0.03, 1.03),
        )
        ax.set_aspect("equal")
        legend_below(ax, 1)
    return ax
