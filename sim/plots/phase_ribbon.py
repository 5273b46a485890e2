"""The phase ribbon: how many runs are in which phase, month by month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.observers.paths import paths_of
from sim.observers.phases import (
    CHAFING,
    DISSOLVED,
    LEARNING,
    PHASES,
    PRODUCING,
    STAGNATION,
    phase_path,
)
from sim.plots.style import GREEN, GREY, ORANGE, PURPLE, SKY, axes_or_new, look

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes

_LOOKS = {
    CHAFING: (ORANGE, "///"),
    LEARNING: (SKY, "..."),
    PRODUCING: (GREEN, ""),
    STAGNATION: (PURPLE, "xxx"),
    DISSOLVED: (GREY, ""),
}


def phase_ribbon(result: xr.Dataset, ax: Axes | None = None) -> Axes:
    """Share of runs in each phase by month.

    Args:
        result: what `sim.simulate` returned.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes.
    """
    ax = axes_or_new(ax)
    phase = phase_path(paths_of(result))
    months = result.tick.to_numpy()
    shares = [100 * (phase == code).mean(0) for code in _LOOKS]
    with look():
        areas = ax.stackplot(months, shares, colors=[c for c, _ in _LOOKS.values()],
                             labels=[PHASES[code].name for code in _LOOKS],
                             edgecolor="white", linewidth=0.3)  # fmt: skip
        for area, (_, hatch) in zip(areas, _LOOKS.values(), strict=True):
            area.set_hatch(hatch)
        ax.set(title="Phases", xlabel="month", ylabel="share of runs (%)", ylim=(0, 100))
        ax.margins(x=0)
        ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.2), ncols=3, handlelength=1.6,
                  columnspacing=1.0)  # fmt: skip
    return ax
