"""The picture that `alliance compare` draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from alliance.plots.productivity import gains
from alliance.plots.style import (
    BLACK,
    BLUE,
    GREEN,
    INK,
    ORANGE,
    PURPLE,
    SKY,
    VERMILION,
    band,
    drawable,
    legend_below,
    look,
    over_time,
    wrapped,
)
from alliance.words.comparison import VERDICTS, reach, shown_change
from alliance.words.pictures import language, say, unit
from alliance.words.vocabulary import OUTCOMES as TERMS
from alliance.words.vocabulary import VARIABLES
from alliance.words.voice import Voice
from sim.observers.outcomes import OUTCOMES
from sim.observers.paths import YEAR

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from experiments.compare import Comparison
    from experiments.effects import Effect

_COLOURS = (BLACK, BLUE, VERMILION, GREEN, ORANGE, PURPLE, SKY)
_STYLES = ("-", "--", "-.", ":", (0, (5, 1)), (0, (1, 1)), (0, (3, 1, 1, 1)))
_WIDTH = 8.27
_ROW = 0.21
_SHADES = {"better": "#d6ecdf", "worse": "#f6dcd0"}


def comparison(done: Comparison) -> Figure:
    """Paths side by side, the difference over time with a band, and a table of all differences.

    Several pictures in one, so a figure is returned instead of axes.

    Args:
        done: what `experiments.compare.compare` returned.

    Returns:
        A figure the width of A4.
    """
    from matplotlib.figure import Figure

    names = (done.base, *done.variants)
    outcomes = list(dict.fromkeys(effect.outcome for effect in done.effects))
    heights = [3.0, 2.6, 0.6 + _ROW * (len(outcomes) + 2)]
    with look():
        figure = Figure(figsize=(_WIDTH, sum(heights) + 0.4), layout="constrained")
        upper, middle, lower = figure.subfigures(3, 1, squeeze=False, height_ratios=heights)[:, 0]
        left, right = upper.subplots(1, 2)
        for k, name in enumerate(names):
            shown = drawable(wrapped(name, 40, 1))
            path = done.paths[name]
            months = path.tick.to_numpy()
            colour, style = _COLOURS[k % len(_COLOURS)], _STYLES[k % len(_STYLES)]
            ratio = 1.0 + gains(path, YEAR) / 100.0
            band(left, months, ratio, colour, shown, style, (0.5,))
            band(right, months, path.trust.to_numpy(), colour, shown, style, (0.5,))
        left.axhline(1.0, color=INK, linewidth=0.8, linestyle=":")
        left.set(title=say("ratio"), ylabel=say("times as much"), ylim=(0, None))
        right.set(title=say(VARIABLES["trust"]).capitalize(), ylabel=say("level"), ylim=(0, 1))
        for ax in (left, right):
            over_time(ax, done.paths[done.base])
            legend_below(ax, 1 if len(names) > 2 else 2, say("median and half"))
        left, right = middle.subplots(1, 2)
        _differences(left, done, "joint_output", f"{say('difference alone')} ({say('units')})")
        _differences(right, done, "rift", say("difference alone"))
        _table(lower.subplots(), done, outcomes)
        figure.suptitle(
            drawable(
                say(
                    "compared with",
                    base=wrapped(done.base, 60, 1),
                    runs=done.runs,
                    seed=done.seed,
                    confidence=100 * done.confidence,
                )
            ),
            fontsize=9,
        )
    return figure


def _differences(ax: Axes, done: Comparison, variable: str, label: str) -> None:
    for k, variant in enumerate(done.variants, 1):
        rows = done.over_time(variant, variable)
        rows = rows[np.isfinite(rows.high - rows.low)]
        colour = _COLOURS[k % len(_COLOURS)]
        ax.fill_between(rows.tick, rows.low, rows.high, color=colour, alpha=0.3, linewidth=0)
        ax.plot(rows.tick, rows.difference, color=colour, linestyle=_STYLES[k % len(_STYLES)])
    ax.axhline(0.0, color=INK, linewidth=0.8, linestyle=":")
    ax.set(title=say("difference", variable=say(VARIABLES[variable])), ylabel=label)
    over_time(ax, done.paths[done.base])


def _table(ax: Axes, done: Comparison, outcomes: list[str]) -> None:
    from matplotlib.transforms import Bbox

    ax.axis("off")
    effects = [[done[variant, outcome] for variant in done.variants] for outcome in outcomes]
    units = [OUTCOMES[name].unit for name in outcomes]
    table = ax.table(
        [[_told(effect) for effect in row] for row in effects],
        rowLabels=[
            wrapped(say(TERMS[name]), 34, 1)
            + ("" if measure in ("1", "months", "1/year", "code") else f" ({unit(measure)})")
            for name, measure in zip(outcomes, units, strict=True)
        ],
        colLabels=[drawable(wrapped(variant, 30, 1)) for variant in done.variants],
        cellColours=[[_SHADES.get(effect.verdict, "white") for effect in row] for row in effects],
        cellLoc="center",
        rowLoc="left",
        bbox=Bbox.from_bounds(0.3, 0.0, 0.7, 1.0),
    )
    table.auto_set_font_size(False)
    table.set_fontsize(7.5 if len(done.variants) < 4 else 6)
    for cell in table.get_celld().values():
        cell.set_linewidth(0.3)
        cell.get_text().set_parse_math(False)


def _told(effect: Effect) -> str:
    if np.isnan(effect.difference):
        return say(VERDICTS["cannot tell"])
    voice = Voice(language())
    change = shown_change(effect, effect.difference, voice)
    return f"{change} ({reach(effect, voice)}) {say(VERDICTS[effect.verdict])}"
