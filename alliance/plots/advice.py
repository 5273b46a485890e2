"""What each action does in each phase, and what was advised."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.ticker import PercentFormatter

from alliance.plots.heat_map import darker
from alliance.plots.style import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    axes_or_new,
    drawable,
    legend_below,
    literal,
    look,
    reach,
    wrapped,
)
from alliance.words.advice import timing
from alliance.words.comparison import in_percent
from alliance.words.pictures import language, say, unit
from alliance.words.vocabulary import OUTCOMES as TERMS
from sim.interventions.nine import ACTIONS
from sim.observers.outcomes import OUTCOMES
from sim.observers.phases import PHASES

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from experiments.advice.advise import Advice
    from experiments.effects import Effect

_PHASES = {1: (ORANGE, "o"), 2: (BLUE, "s"), 3: (GREEN, "^")}
_APART = 0.22
"""Distance between the phases of one action."""


def advice(found: Advice, ax: Axes | None = None) -> Axes:
    """Draw what was chosen, and each action by the phase in which it is done, the most helpful on top.

    Args:
        found: what `experiments.advice.advise.advise` returned.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes: mean paired change with its interval. Those of single actions hold all at once; that of
        the chosen is plain. A filled marker is in the phase where the brochure puts the action.
    """
    cells = found.by_phase()
    sign = -1.0 if OUTCOMES[found.outcome].better == "lower" else 1.0
    actions = sorted(
        {action for action, _ in cells},
        key=lambda a: -max(sign * e.difference for (b, _), e in cells.items() if b == a),
    )
    ax = axes_or_new(ax, (7.0, 1.9 + 0.42 * (len(actions) + 1)))
    with look():
        ax.axvline(0.0, color=INK, linewidth=1.0, linestyle="--")
        _draw(ax, found.effect(), 0.0, BLACK, "D", True)
        ax.plot([], [], color=BLACK, marker="D", linestyle="none", label=say("chosen"))
        ax.axhline(0.5, color=GREY, linewidth=0.6)
        for phase, (colour, marker) in _PHASES.items():
            ax.plot([], [], color=colour, marker=marker, linestyle="none", label=say(PHASES[phase]))
            for row, action in enumerate(actions, 1):
                effect = cells.get((action, phase))
                if effect is not None and np.isfinite(effect.difference):
                    _draw(
                        ax,
                        effect,
                        row + _APART * (phase - 2),
                        colour,
                        marker,
                        ACTIONS[action].phase == phase,
                    )
        names = [wrapped(drawable(f"{a} {say(ACTIONS[a])}"), 34, 2) for a in actions]
        chosen = " + ".join(
            f"{a} {timing(when.label, language())}" for a, when in found.chosen.parts
        )
        ax.set_yticks(range(len(actions) + 1), [wrapped(chosen, 34, 6), *names], fontsize=7.5)
        ax.set_ylim(len(actions) + 0.5, -0.5)
        ax.margins(x=0.04)
        measure = OUTCOMES[found.outcome].unit
        told = say("points") if in_percent(found.outcome) else unit(measure)
        if in_percent(found.outcome):
            ax.xaxis.set_major_formatter(PercentFormatter(1.0, symbol=""))
        way = "" if sign > 0 else say("less is better")
        name = say(TERMS[found.outcome])
        ax.set_xlabel(say("change in", what=f"{name}{'' if told == '1' else f' ({told})'}{way}"))
        ax.set_title(wrapped(drawable(found.given.title, say("an alliance").capitalize()), 60, 2))
        literal([ax.title, *ax.get_yticklabels()])
        legend_below(ax, 2, say("advice", runs=found.runs, budget=found.budget))
    return ax


def _draw(ax: Axes, effect: Effect, y: float, colour: str, marker: str, filled: bool) -> None:
    ax.errorbar(
        [effect.difference],
        [y],
        xerr=reach([effect.difference], [effect.low], [effect.high]),
        color=colour,
        marker=marker,
        markersize=5,
        markerfacecolor=colour if filled else "white",
        linewidth=1.2,
        capsize=2,
        linestyle="none",
    )


def actions_by_phase(
    table: pd.DataFrame, outcome: str = "added_value", ax: Axes | None = None
) -> Axes:
    """What each action does in each phase, as a map of colours with the intervals written in.

    Args:
        table: `experiments.advice.brochure.Tested.frame()`.
        outcome: one of those in it.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes: rows are actions, columns phases; a frame marks where the brochure puts each action.
    """
    from matplotlib.patches import Rectangle
    from matplotlib.patheffects import withStroke

    rows = table[table.outcome == outcome]
    actions = list(dict.fromkeys(rows.action))
    phases = sorted(set(rows.phase))
    ax = axes_or_new(ax, (6.5, 1.2 + 0.42 * len(actions)))
    means = rows.pivot(index="action", columns="phase", values="difference").loc[actions, phases]
    scale, points = (100.0, " (percentage points)") if in_percent(outcome) else (1.0, "")
    means *= scale
    reach = float(np.nanmax(np.abs(means.to_numpy()))) or 1.0
    with look():
        mesh = ax.pcolormesh(means.to_numpy(), cmap="PuOr", vmin=-reach, vmax=reach)
        keys = ["action", "phase", "home", "difference", "low", "high"]
        for action, phase, home, mean, low, high in rows[keys].to_numpy():
            x, y = phases.index(phase), actions.index(action)
            ax.text(
                x + 0.5,
                y + 0.5,
                f"{scale * mean:+.3g}"
                + ("" if np.isnan(low) else f"  ({scale * low:+.3g} to {scale * high:+.3g})"),
                ha="center",
                va="center",
                fontsize=7,
                color="white" if darker(mesh, scale * mean) else "black",
            )
            if phase == home:
                ax.add_patch(
                    Rectangle(
                        (x + 0.015, y + 0.05),
                        0.97,
                        0.9,
                        fill=False,
                        linewidth=1.8,
                        edgecolor=INK,
                        path_effects=[withStroke(linewidth=3.2, foreground="white")],
                    )
                )
        ax.set_xticks(
            [x + 0.5 for x in range(len(phases))],
            [wrapped(PHASES[phase].name, 24, 2) for phase in phases],
        )
        ax.set_yticks(
            [y + 0.5 for y in range(len(actions))],
            [wrapped(f"{a} {ACTIONS[a].name}", 34, 2) for a in actions],
            fontsize=7.5,
        )
        ax.invert_yaxis()
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)
        ax.figure.colorbar(mesh, ax=ax, label=f"change in {outcome.replace('_', ' ')}{points}")
        ax.set_title("Framed: where the brochure puts it", fontsize=8, fontweight="normal")
    return ax
