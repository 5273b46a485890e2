"""Pictures of hysteresis and early warning: loops, their area against speed, warnings judged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from sim.plots.style import BLUE, GREEN, GREY, ORANGE, VERMILION, axes_or_new, legend_below, look

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from experiments.transitions.hysteresis import Loop, Speeds
    from experiments.transitions.warning import Judged


def loop(seen: Loop, ax: Axes | None = None, *, control: str = "control parameter",
         label: str = "order parameter") -> Axes:  # fmt: skip
    """Draw the way there and the way back of an order parameter.

    Args:
        seen: the loop.
        ax: where to draw; a new figure when left out.
        control, label: of the axes.

    Returns:
        The axes: the mean over runs of each way, with a band that holds half of the runs.
    """
    ax = axes_or_new(ax)
    with look():
        for way, colour, line, told in ((seen.there, BLUE, "-", "as it rises"),
                                        (seen.back, VERMILION, "--", "as it falls")):  # fmt: skip
            low, high = np.quantile(way, [0.25, 0.75], axis=0)
            ax.fill_between(seen.control, low, high, color=colour, alpha=0.15, linewidth=0)
            ax.plot(seen.control, way.mean(0), color=colour, linestyle=line, label=told)
        ax.set(xlabel=control, ylabel=label)
        legend_below(ax)
    return ax


def area_by_speed(found: Speeds, ax: Axes | None = None, *, label: str = "") -> Axes:
    """Draw the area of loops against the speed at which the control is turned.

    Args:
        found: loops at several speeds.
        ax: where to draw; a new figure when left out.
        label: what was turned.

    Returns:
        The axes: areas with their intervals, and at no speed what they are continued to.
    """
    ax = axes_or_new(ax)
    with look():
        ax.axhline(0.0, color=GREY, linewidth=0.8)
        for speeds, areas, colour, marker, told in (
            ([1.0 / one.duration for one in found.loops], found.areas, BLUE, "o", label or "area"),
            ([0.0], (found.still,), ORANGE, "D", "continued to no speed"),
        ):
            value = np.array([area.value for area in areas])
            ends = [
                [area.value - area.low for area in areas],
                [area.high - area.value for area in areas],
            ]
            ax.errorbar(speeds, value, ends, fmt=marker, color=colour, capsize=2, label=told)
        ax.set(xlabel="speed (1 / months of one way)", ylabel="area of the loop")
        legend_below(ax)
    return ax


def warnings(found: Sequence[Judged], ax: Axes | None = None) -> Axes:
    """Draw how often indicators warn rightly and wrongly.

    Args:
        found: judged on runs that were held out.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes: for each indicator the share of breakdowns it warned of and its share of false alarms.
    """
    ax = axes_or_new(ax)
    ordered = sorted(found, key=lambda one: one.auc.value)
    with look():
        places = np.arange(len(ordered))
        for shares, colour, marker, told, up in (
            ([one.hits for one in ordered], GREEN, "o", "breakdowns warned of", 0.12),
            ([one.false_alarms for one in ordered], VERMILION, "s", "false alarms", -0.12),
        ):
            value = np.array([share.value for share in shares])
            ends = [[share.value - share.low for share in shares],
                    [share.high - share.value for share in shares]]  # fmt: skip
            ax.errorbar(
                value, places + up, xerr=ends, fmt=marker, color=colour, capsize=2, label=told
            )
        ax.set_yticks(places, [f"{one.name} ({one.auc.value:.2f})" for one in ordered])
        ax.set(xlabel="share of runs", xlim=(0.0, 1.0))
        legend_below(ax)
    return ax
