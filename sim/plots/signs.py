"""The eight signs of the brochure, by phase."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.observers.signs import SIGNS, sign_peaks
from sim.plots.style import GREEN, ORANGE, SKY, axes_or_new, look

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes

_PHASES = (
    (1, "designing and chafing", ORANGE, "///"),
    (2, "discovering and learning", SKY, "..."),
    (3, "productivity and added value", GREEN, ""),
)


def signs_by_phase(result: xr.Dataset, ax: Axes | None = None) -> Axes:
    """How strong each sign is in each phase, in runs that pass through all three.

    Each sign is stretched so that 0 is the phase in which it is weakest and 1 the one in which it is
    strongest; a star marks the phase in which the brochure sees it.

    Args:
        result: what `sim.simulate` returned.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes.
    """
    ax = axes_or_new(ax)
    peaks = sign_peaks(result)
    means = peaks["mean"].to_numpy()
    low = np.nanmin(means, axis=1, keepdims=True)
    reach = np.maximum(np.nanmax(means, axis=1, keepdims=True) - low, 1e-12)
    height = (means - low) / reach
    at = np.arange(len(SIGNS))
    with look():
        for k, (code, name, colour, hatch) in enumerate(_PHASES):
            ax.bar(at + (k - 1) * 0.27, height[:, k] + 0.02, 0.25, color=colour, hatch=hatch,
                   edgecolor="white", label=f"{code} {name}")  # fmt: skip
        for k, sign in enumerate(SIGNS):
            ax.text(k + (sign.phase - 2) * 0.27, height[k, sign.phase - 1] + 0.03, "★", ha="center",
                    fontsize=8)  # fmt: skip
        ax.set_xticks(at, [sign.code for sign in SIGNS])
        ax.set(title="Signs by phase", xlabel="sign of the brochure (★ its phase there)",
               ylabel="strength (weakest phase 0, strongest 1)", ylim=(0, 1.15))  # fmt: skip
        ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16), ncols=3)
    return ax
