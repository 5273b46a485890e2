"""The eight signs of the brochure, by phase."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from alliance.plots.heat_map import darker
from alliance.plots.states import LOOKS, NEEDS
from alliance.plots.style import INK, axes_or_new, look, months_of, wrapped
from alliance.words.pictures import say
from alliance.words.vocabulary import SIGNS as TERMS
from sim.observers.phases import CHAFING, LEARNING, PRODUCING
from sim.observers.signs import SIGNS, sign_peaks

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes

_NEEDS = (
    "binding",
    "tension_hidden",
    "tension_open",
    "knowledge",
    "quality",
    "status",
    "language",
    "unity",
)


def signs_by_phase(result: xr.Dataset, ax: Axes | None = None) -> Axes:
    """How strong each sign is in each phase, in runs that pass through all three.

    Signs are measured in units of their own, so colours compare the phases of one sign only: light is
    the phase in which it is strongest, dark the one in which it is weakest. A star and a frame mark the
    phase in which the brochure sees it.

    Args:
        result: what `sim.simulate` returned.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes, with the means in numbers.

    Raises:
        AllianceError: when the result lacks what signs or phases are read from.
    """
    from matplotlib.patches import Rectangle

    months_of(result, *NEEDS, *_NEEDS)
    ax = axes_or_new(ax, (7.0, 4.2))
    found = sign_peaks(result)
    means, phases = found["mean"].to_numpy(), (CHAFING, LEARNING, PRODUCING)
    with look():
        if np.isfinite(means).any():
            low, high = (end(means, axis=1, keepdims=True) for end in (np.nanmin, np.nanmax))
            strength = (means - low) / np.maximum(high - low, 1e-12)
            mesh = ax.pcolormesh(strength, cmap="cividis", vmin=0, vmax=1, edgecolor="white")
            for (row, column), mean in np.ndenumerate(means):
                seen = "★ " if phases[column] == SIGNS[row].phase else ""
                ax.text(
                    column + 0.5,
                    row + 0.5,
                    f"{seen}{mean:.2g}",
                    ha="center",
                    va="center",
                    color="white" if darker(mesh, strength[row, column]) else "black",
                    fontsize=8,
                )
                if seen:
                    ax.add_patch(
                        Rectangle(
                            (column, row),
                            1,
                            1,
                            fill=False,
                            edgecolor=INK,
                            linewidth=1.8,
                            clip_on=False,
                            zorder=3,
                        )
                    )
        else:
            ax.text(1.5, len(SIGNS) / 2, say("no signs"), ha="center", va="center", fontsize=9)
        ax.set_yticks(
            np.arange(len(SIGNS)) + 0.5,
            [f"{sign.code}  {wrapped(say(TERMS[sign.code]), 30, 2)}" for sign in SIGNS],
            fontsize=8,
        )
        ax.set_xticks([0.5, 1.5, 2.5], [wrapped(LOOKS[code].label, 20, 2) for code in phases])
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)
        ax.set(title=say("signs"), xlim=(0, 3), ylim=(len(SIGNS), 0))
        ax.set_xlabel(say("strength"), fontsize=7.5)
    return ax
