"""What each action does in each phase, and what was advised."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.interventions.nine import ACTIONS
from sim.observers.outcomes import OUTCOMES
from sim.phasing import PHASES
from sim.plots.style import (
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
    wrapped,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from experiments.advise.advice import Advice
    from experiments.compare import Effect

_PHASES = {1: (ORANGE, "o"), 2: (BLUE, "s"), 3: (GREEN, "^")}
_APART = 0.22
"""Distance between the phases of one action."""


def advice(found: Advice, ax: Axes | None = None) -> Axes:
    """Draw what was chosen, and each action by the phase in which it is done, the most helpful on top.

    Args:
        found: what `experiments.advise.advice.advise` returned.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes: mean paired change with its interval. Those of single actions hold all at once; that of
        the chosen is plain. A filled marker is in the phase where the brochure puts the action.
    """
    cells = found.by_phase()
    sign = -1.0 if OUTCOMES[found.outcome].better == "lower" else 1.0
    actions = sorted({action for action, _ in cells},
                     key=lambda a: -max(sign * e.difference for (b, _), e in cells.items()
                                        if b == a))  # fmt: skip
    ax = axes_or_new(ax, (7.0, 1.9 + 0.42 * (len(actions) + 1)))
    with look():
        ax.axvline(0.0, color=INK, linewidth=1.0, linestyle="--")
        _draw(ax, found.effect(), 0.0, BLACK, "D", True, "chosen, 95 %")
        ax.axhline(0.5, color=GREY, linewidth=0.6)
        for phase, (colour, marker) in _PHASES.items():
            label = PHASES[phase].name
            for row, action in enumerate(actions, 1):
                effect = cells.get((action, phase))
                if effect is None or not np.isfinite(effect.difference):
                    continue
                home = ACTIONS[action].phase == phase
                _draw(ax, effect, row + _APART * (phase - 2), colour, marker, home, label)
                label = "_more"
        names = [drawable(wrapped(f"{a} {ACTIONS[a].name}", 34, 2)) for a in actions]
        chosen = " + ".join(f"{a} {when.label}" for a, when in found.chosen.parts)
        ax.set_yticks(range(len(actions) + 1), [wrapped(chosen, 34, 2), *names], fontsize=7.5)
        ax.set_ylim(len(actions) + 0.5, -0.5)
        ax.margins(x=0.04)
        unit = OUTCOMES[found.outcome].unit
        way = "" if sign > 0 else "; less is better"
        ax.set_xlabel(f"change in {found.outcome.replace('_', ' ')}"
                      f"{'' if unit == '1' else f' ({unit})'}{way}")  # fmt: skip
        ax.set_title(wrapped(drawable(found.asked.title, "An alliance"), 60, 2))
        literal([ax.title, *ax.get_yticklabels()])
        legend_below(ax, 4, f"{found.runs} fresh pairs of runs; {found.budget:g} facilitator days; "
                            "filled: where the brochure puts it")  # fmt: skip
    return ax


def _draw(ax: Axes, effect: Effect, y: float, colour: str, marker: str, filled: bool,
          label: str) -> None:  # fmt: skip
    reach = [
        [max(effect.difference - effect.low, 0.0)],
        [max(effect.high - effect.difference, 0.0)],
    ]
    ax.errorbar([effect.difference], [y], xerr=reach, color=colour, marker=marker, markersize=5,
                markerfacecolor=colour if filled else "white", linewidth=1.2, capsize=2,
                linestyle="none", label=label)  # fmt: skip
