"""Pictures of hysteresis and early warning: loops, two pasts that meet, warnings judged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from alliance.plots.style import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    PURPLE,
    SKY,
    VERMILION,
    axes_or_new,
    legend_below,
    look,
    reach,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from experiments.transitions.branches import Meeting
    from experiments.transitions.evaluation import Evaluation
    from experiments.transitions.hysteresis import Hysteresis
    from experiments.transitions.loops import Loop
    from experiments.transitions.scan import Floats

LINES = ((BLUE, "-"), (VERMILION, "--"), (GREEN, "-."), (PURPLE, ":"), (ORANGE, (0, (5, 1))))
"""Colour and line of things that are told apart, so that they stay apart in grey too."""


def loops(
    seen: Sequence[Loop],
    ax: Axes | None = None,
    *,
    control: str = "control parameter",
    label: str = "order parameter",
    unit: str = "",
) -> Axes:
    """Draw the way there and the way back of an order parameter, at several speeds.

    Args:
        seen: loops, at most three.
        ax: where to draw; a new figure when left out.
        control, label: of the axes.
        unit: of the durations.

    Returns:
        The axes: the mean over runs of each way, as the control rises and as it falls, with a band of
        two standard errors; the slower, the darker.
    """
    ax = axes_or_new(ax)
    ordered = sorted(seen, key=lambda one: one.duration)
    with look():
        for one, colour in zip(ordered, (ORANGE, SKY, BLACK)[-len(ordered) :], strict=True):
            time = f"{one.duration:g}{' ' + unit if unit else ''}"
            for way, line, told in (
                (one.there, "-", f"rising in {time}"),
                (one.back, "--", f"falling in {time}"),
            ):
                mean, error = way.mean(0), way.std(0) / np.sqrt(len(way))
                ax.fill_between(
                    one.control,
                    mean - 2 * error,
                    mean + 2 * error,
                    color=colour,
                    alpha=0.15,
                    linewidth=0,
                )
                ax.plot(one.control, mean, color=colour, linestyle=line, label=told)
        ax.set(xlabel=control, ylabel=label)
        legend_below(ax)
    return ax


def area_by_speed(found: Sequence[Hysteresis], ax: Axes | None = None) -> Axes:
    """Draw the area of loops against the speed at which the control is turned.

    Args:
        found: one control or system, or the same in several variants.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes: areas with their intervals, and hollow at no speed what they are continued to, where
        that means something.
    """
    ax = axes_or_new(ax)
    with look():
        ax.axhline(0.0, color=GREY, linewidth=0.8)
        for one, (colour, line), marker in zip(found, LINES, "osD^v", strict=False):
            for speeds, areas, fill in (
                ([1.0 / loop.duration for loop in one.speeds.loops], one.speeds.areas, colour),
                ([0.0], (one.speeds.still,), "white"),
            ):
                if fill == "white" and one.speeds.verdict not in ("lag", "stays"):
                    continue
                value = np.array([area.value for area in areas])
                ends = reach(value, [area.low for area in areas], [area.high for area in areas])
                ax.errorbar(
                    speeds,
                    value,
                    ends,
                    fmt=marker,
                    color=colour,
                    capsize=2,
                    markerfacecolor=fill,
                    linestyle=line if len(areas) > 1 else "none",
                    label=one.variant or one.name if len(areas) > 1 else None,
                )
        ax.set(xlabel="speed (1 / time of one way)", ylabel="area of the loop")
        ax.margins(x=0.05)
        legend_below(ax)
    return ax


def meetings(
    found: Sequence[Meeting],
    ax: Axes | None = None,
    *,
    control: str = "control",
    unit: str = "months",
    label: str = "order parameter",
) -> Axes:
    """Draw the distance between runs with a good and with a bad past, left alone at one control.

    Args:
        found: at some values of the control, at most five.
        ax: where to draw; a new figure when left out.
        control: what they are values of.
        unit: of the time waited.
        label: what is measured, with its unit if it has one.

    Returns:
        The axes: the distance over the time waited, with its interval.
    """
    ax = axes_or_new(ax)
    with look():
        ax.axhline(0.0, color=GREY, linewidth=0.8)
        for one, (colour, line) in zip(found, LINES, strict=False):
            low, high = np.array([(gap.low, gap.high) for gap in one.gaps]).T
            ax.fill_between(one.waits, low, high, color=colour, alpha=0.12, linewidth=0)
            ax.plot(
                one.waits,
                [gap.value for gap in one.gaps],
                color=colour,
                linestyle=line,
                label=f"{one.control:.2g}: {one.verdict}",
            )
        ax.set(xlabel=f"{unit} at the same {control}", ylabel=f"{label}:\ngood past less bad past")
        legend_below(ax, note=control)
    return ax


def areas_by_lead(
    found: Sequence[Evaluation], leads: Sequence[int], ax: Axes | None = None
) -> Axes:
    """Draw how well indicators tell, against how long before.

    Args:
        found: judged on runs that were held out, at most five.
        leads: months before, of their areas.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes: areas under the ROC curve with their intervals; 1/2 is nothing.
    """
    ax = axes_or_new(ax)
    with look():
        ax.axhline(0.5, color=GREY, linewidth=0.8)
        for one, (colour, line) in zip(found, LINES, strict=False):
            low, high = np.array([(area.low, area.high) for area in one.areas]).T
            ax.fill_between(leads, low, high, color=colour, alpha=0.12, linewidth=0)
            ax.plot(
                leads,
                [area.value for area in one.areas],
                color=colour,
                linestyle=line,
                label=one.name,
            )
        ax.set(xlabel="months before", ylabel="area under the ROC curve", ylim=(0.3, 1.01))
        ax.set_xlim(max(leads), min(leads))
        legend_below(ax)
    return ax


def roc(found: Sequence[Evaluation], ax: Axes | None = None) -> Axes:
    """Draw right against wrong warnings over all thresholds.

    Args:
        found: judged on runs that were held out, at most five.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes: ROC curves; the cross is the threshold that was chosen on other runs.
    """
    ax = axes_or_new(ax)
    with look():
        ax.plot([0, 1], [0, 1], color=GREY, linewidth=0.8)
        for one, (colour, line) in zip(found, LINES, strict=False):
            ax.plot(*one.roc, color=colour, linestyle=line, label=one.name)
            hits, wrong = one.hits, one.false_alarms
            ax.errorbar(
                [wrong.value],
                [hits.value],
                [[hits.value - hits.low], [hits.high - hits.value]],
                [[wrong.value - wrong.low], [wrong.high - wrong.value]],
                fmt="none",
                ecolor=colour,
            )
        ax.set(
            xlabel="share warned of wrongly",
            ylabel="share warned of rightly",
            xlim=(0, 1),
            ylim=(0, 1.01),
            aspect="equal",
        )
        legend_below(ax)
    return ax


def before_breakdown(
    case: Floats, control: Floats, ax: Axes | None = None, *, label: str = ""
) -> Axes:
    """Draw what was seen of a run before it broke down, and of its control in the same months.

    Args:
        case, control: (months,) up to the month before.
        ax: where to draw; a new figure when left out.
        label: what was seen.

    Returns:
        The axes.
    """
    ax = axes_or_new(ax)
    months = np.arange(-len(case), 0)
    with look():
        ax.plot(months, control, color=BLUE, linestyle="--", label="control")
        ax.plot(months, case, color=VERMILION, label="breaks down in month 0")
        ax.set(xlabel="month", ylabel=label)
        ax.set_xlim(months[0], 0)
        legend_below(ax)
    return ax
