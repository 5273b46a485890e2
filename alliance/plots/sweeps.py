"""Pictures of sweeps: each draws a frame that a function of `experiments.analysis` returned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from alliance.plots.style import (
    BLACK,
    BLUE,
    GREEN,
    INK,
    ORANGE,
    PURPLE,
    SKY,
    VERMILION,
    axes_or_new,
    drawable,
    legend_below,
    literal,
    look,
    reach,
    step_of,
    wrapped,
)
from alliance.words.pictures import say, unit
from alliance.words.vocabulary import ENDINGS, OUTCOMES
from sim.errors import AllianceError
from sim.observers.outcomes import OUTCOMES as MEASURES

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_LINES = (
    (BLUE, "-"),
    (ORANGE, "--"),
    (GREEN, "-."),
    (PURPLE, ":"),
    (VERMILION, "-"),
    (SKY, "--"),
    (BLACK, "-."),
)
_MARKERS = "os^Dv*P"
_MEANS = "mean with its 95 % interval"


def _label(frame: pd.DataFrame, label: str) -> str:
    """What was asked for, or else name and unit of the outcome that a table is of."""
    outcome = str(frame.attrs.get("outcome", "outcome"))
    if label or outcome not in OUTCOMES:
        return label or outcome.replace("_", " ")
    measure = MEASURES[outcome].unit
    return f"{say(OUTCOMES[outcome])}" + (f" ({unit(measure)})" if measure != "1" else "")


def _yes_or_no(frame: pd.DataFrame) -> bool:
    measure = MEASURES.get(str(frame.attrs.get("outcome")))
    return measure is not None and measure.kind == "event"


def response(frame: pd.DataFrame, ax: Axes | None = None, *, label: str = "") -> Axes:
    """An outcome over one factor: mean with its 95 % interval, and the range of 80 % of runs.

    Args:
        frame: what `over_factor` returned.
        ax: where to draw; a new figure when left out.
        label: name and unit of the outcome; left out, that of the outcome in the table.

    Returns:
        The axes.
    """
    ax = axes_or_new(ax)
    factor = str(frame.columns[0])
    levels = frame[factor]
    numbers = np.issubdtype(levels.to_numpy().dtype, np.number)
    at = levels.to_numpy() if numbers else np.arange(len(levels))
    with look():
        if numbers and not _yes_or_no(frame):  # 80 % of yes and no says nothing
            ax.fill_between(
                at,
                frame["q10"],
                frame["q90"],
                color=BLUE,
                alpha=0.15,
                linewidth=0,
                label="80 % of the runs",
            )
        ax.errorbar(
            at,
            frame["mean"],
            reach(frame["mean"], frame["low"], frame["high"]),
            color=BLUE,
            marker="o",
            markersize=3.5,
            linestyle="-" if numbers else "none",
            capsize=2,
            label=_MEANS,
        )
        if not numbers:
            ax.set_xticks(at, [_told(level) for level in levels])
            literal(ax.get_xticklabels())
        ax.margins(x=0.03)
        _named(ax, factor, _label(frame, label))
        legend_below(ax)
    return ax


def response_by(frame: pd.DataFrame, ax: Axes | None = None, *, label: str = "") -> Axes:
    """An outcome over one factor, a line for each level of another; means with 95 % intervals.

    Args:
        frame: what `over_two` returned; its second factor makes the lines.
        ax: where to draw; a new figure when left out.
        label: name and unit of the outcome; left out, that of the outcome in the table.

    Returns:
        The axes.
    """
    ax = axes_or_new(ax)
    x, y = (str(name) for name in frame.columns[:2])
    ticks = list(dict.fromkeys(frame[x]))
    with look():
        groups = frame.groupby(y, sort=False, observed=True)
        lines = len(groups)
        for k, (level, part) in enumerate(groups):
            colour, style = _LINES[k % len(_LINES)]
            # Beside each other, so that no interval hides behind another.
            at = np.array([ticks.index(value) for value in part[x]]) + 0.04 * (k - (lines - 1) / 2)
            ax.errorbar(
                at,
                part["mean"],
                reach(part["mean"], part["low"], part["high"]),
                color=colour,
                linestyle=style,
                marker=_MARKERS[k % len(_MARKERS)],
                markersize=4,
                capsize=2,
                label=_told(level),
            )
        ax.set_xticks(range(len(ticks)), [_told(value) for value in ticks])
        literal(ax.get_xticklabels())
        ax.margins(x=0.03)
        _named(ax, x, _label(frame, label))
        legend_below(ax, _columns(ax), wrapped(drawable(f"{y} ({_MEANS})"), 80, 2))
    return ax


def courses(frame: pd.DataFrame, ax: Axes | None = None, *, label: str = "") -> Axes:
    """The course of a variable by level of a factor: medians, and the range of 50 % of runs.

    Args:
        frame: what `paths_by_level` returned.
        ax: where to draw; a new figure when left out.
        label: name and unit of the variable.

    Returns:
        The axes.
    """
    from matplotlib.ticker import MultipleLocator

    ax = axes_or_new(ax)
    factor = str(frame.columns[0])
    with look():
        for k, (level, part) in enumerate(frame.groupby(factor, sort=False, observed=True)):
            colour, style = _LINES[k % len(_LINES)]
            ax.fill_between(
                part["tick"], part["q25"], part["q75"], color=colour, alpha=0.15, linewidth=0
            )
            ax.plot(part["tick"], part["q50"], color=colour, linestyle=style, label=_told(level))
        _named(ax, "month", label or "level")
        ax.margins(x=0)
        if step := step_of(frame["tick"].to_numpy()):
            ax.xaxis.set_major_locator(MultipleLocator(step))
        told = wrapped(drawable(f"{factor} (median and 50 % of the runs)"), 80, 2)
        legend_below(ax, _columns(ax), told)
    return ax


def plane(frame: pd.DataFrame, ax: Axes | None = None, *, label: str = "", **options: Any) -> Axes:
    """An outcome over two factors as a heat map.

    Args:
        frame: what `over_two` returned.
        ax: where to draw; a new figure when left out.
        label: name of the outcome; left out, that of the outcome in the table.
        **options: as for `alliance.plots.heat_map`.

    Returns:
        The axes.
    """
    import xarray as xr

    from alliance.plots.heat_map import heat_map

    x, y = (str(name) for name in frame.columns[:2])
    table = frame.pivot(index=y, columns=x, values="mean")
    values = xr.DataArray(
        table.to_numpy(),
        {y: table.index.to_numpy(), x: table.columns.to_numpy()},
        (y, x),
        attrs={"long_name": _label(frame, label), "units": "1"},
    )
    return heat_map(values, ax, **options)


def importance(frame: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Sensitivity indices as bars with 95 % intervals, the most important factor on top.

    Args:
        frame: what `sobol_indices` or `morris_effects` returned.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes.

    Raises:
        AllianceError: for any other frame.
    """
    ax = axes_or_new(ax)
    if "total" in frame:
        bars = [("total", "total_", BLUE, ""), ("first", "first_", ORANGE, "///")]
        title = "share of the variance"
    elif "strength" in frame:
        bars, title = [("strength", "", BLUE, "")], "mean absolute effect"
    else:
        raise AllianceError("this frame holds no sensitivity indices")
    at = np.arange(len(frame))[::-1]
    height = 0.8 / len(bars)
    with look():
        for k, (name, ends, colour, hatch) in enumerate(bars):
            ax.barh(
                at + (0.5 - k) * height * (len(bars) - 1),
                frame[name],
                height,
                xerr=reach(frame[name], frame[f"{ends}low"], frame[f"{ends}high"]),
                color=colour,
                hatch=hatch,
                edgecolor="white",
                capsize=2,
                label={"first": "alone", "total": "with others"}.get(name),
            )
        if "noise" in frame and len(bars) == 1:
            ax.plot(frame["noise"], at, "|", color=INK, markersize=12, label="by chance alone")
        ax.set_yticks(at, [wrapped(drawable(str(name)), 32, 1) for name in frame["factor"]])
        literal(ax.get_yticklabels())
        low, high = ax.get_xlim()
        ax.set(xlabel=f"{title} (95 % intervals)", xlim=(min(low, 0.0), 1.03 * high))
        legend_below(ax)
    return ax


def contrasts(frame: pd.DataFrame, ax: Axes | None = None, *, label: str = "") -> Axes:
    """What each level makes of an outcome against the base, run by run, with 95 % intervals.

    Args:
        frame: what `contrast` returned.
        ax: where to draw; a new figure when left out.
        label: name and unit of the outcome; left out, that of the outcome in the table.

    Returns:
        The axes: right of the dashed line there is more of it than at the base.
    """
    ax = axes_or_new(ax)
    factor = str(frame.columns[0])
    at = np.arange(len(frame))[::-1]
    with look():
        ax.axvline(0.0, color=INK, linewidth=0.8, linestyle="--")
        ax.errorbar(
            frame["difference"],
            at,
            xerr=reach(frame["difference"], frame["low"], frame["high"]),
            color=BLUE,
            marker="o",
            markersize=4,
            linestyle="none",
            capsize=2,
        )
        ax.set_yticks(at, [_told(level) for level in frame[factor]])
        literal(ax.get_yticklabels())
        ax.margins(y=0.1)
        base = _told(frame["base"].iloc[0]) if len(frame) else ""
        _named(
            ax,
            f"{_label(frame, label)}: difference from {factor} = {base} (95 % intervals)",
            factor,
        )
    return ax


def incidence(frame: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """What has come first by each month, one line an event, with 95 % bands.

    Args:
        frame: what `cumulative_incidence` returned; with a factor, the rows of one level.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes.
    """
    ax = axes_or_new(ax)
    with look():
        for k, (event, part) in enumerate(frame.groupby("event", sort=False, observed=True)):
            if not part["share"].any():
                continue
            colour, style = _LINES[k % len(_LINES)]
            ax.fill_between(
                part["month"],
                part["low"],
                part["high"],
                step="post",
                color=colour,
                alpha=0.15,
                linewidth=0,
            )
            name = ENDINGS.get(str(event)) or OUTCOMES[str(event)]
            ax.step(
                part["month"],
                part["share"],
                where="post",
                color=colour,
                linestyle=style,
                label=say(name),
            )
        ax.set(xlabel="month", ylabel="share of the runs in which it came first", ylim=(0, 1))
        ax.margins(x=0)
        legend_below(ax, 2)
    return ax


def narrowing(frame: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """How sure a mean is after so many replicates.

    Args:
        frame: what `convergence` returned.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes.
    """
    from matplotlib.ticker import MaxNLocator

    ax = axes_or_new(ax)
    with look():
        ax.plot(
            frame["replicates"],
            frame["widest"],
            color=VERMILION,
            linestyle="--",
            label="least certain point",
        )
        ax.plot(frame["replicates"], frame["half"], color=BLUE, label="median point")
        ax.set(
            xlabel="replicates (runs a point)",
            ylabel="half-width of the 95 % interval",
            ylim=(0, None),
        )
        ax.xaxis.set_major_locator(MaxNLocator(integer=True))
        legend_below(ax)
    return ax


def _told(level: Any) -> str:
    return f"{level:.3g}" if isinstance(level, float) else wrapped(drawable(str(level)), 24, 2)


def _named(ax: Axes, x: str, y: str) -> None:
    """Label the axes with names that users gave."""
    ax.set(xlabel=wrapped(drawable(x), 70, 2), ylabel=wrapped(drawable(y), 40, 2))
    literal([ax.xaxis.label, ax.yaxis.label])


def _columns(ax: Axes) -> int:
    """Columns of a legend: fewer where names are long."""
    _, labels = ax.get_legend_handles_labels()
    return 4 if max(map(len, labels), default=0) < 12 else 2
