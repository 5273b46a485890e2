"""The trust network of one run at one moment."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import numpy as np

from sim.errors import AllianceError
from sim.plots.style import BLUE, GREY, SKY, axes_or_new, look

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes


def trust_network(result: xr.Dataset, tick: int, run: int | None = None,
                  ax: Axes | None = None) -> Axes:  # fmt: skip
    """Who trusts whom at the end of a month.

    A line is as wide and dark as the trust between two members, the mean of both directions; a dot is
    as large as the member's engagement; who has left is an empty ring.

    Args:
        result: a result with dyads (`sim.simulate(…, dyads=True)`).
        tick: month.
        run: run number; the first one when left out.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes.

    Raises:
        AllianceError: when the result holds no dyads, or not that run or month.
    """
    if "trust_dyad" not in result:
        raise AllianceError("this result holds no dyads: simulate with dyads=True to keep them")
    runs = result.run.to_numpy()
    run = int(runs[0]) if run is None else run
    if run not in runs or not 0 <= tick < result.sizes["tick"]:
        raise AllianceError(f"this result has no run {run} with a month {tick}")
    ax = axes_or_new(ax)
    moment = result.sel(run=run).isel(tick=tick)
    trust = moment.trust_dyad.to_numpy()
    mutual = (trust + trust.T) / 2
    engaged = moment.engagement.to_numpy()
    there = moment.active.to_numpy() > 0
    names = [str(name) for name in result.member.to_numpy()]
    angle = np.pi / 2 - 2 * np.pi * np.arange(len(names)) / len(names)
    x, y = np.cos(angle), np.sin(angle)
    with look():
        for i in range(len(names)):
            for j in range(i):
                strength = mutual[i, j]
                if not np.isnan(strength):
                    ax.plot(x[[i, j]], y[[i, j]], color=BLUE, linewidth=4 * strength**2,
                            alpha=min(1.0, 0.15 + 0.75 * strength), solid_capstyle="round",
                            zorder=1)  # fmt: skip
        size = 30 + 220 * np.nan_to_num(engaged)
        ax.scatter(x[there], y[there], s=size[there], color=SKY, edgecolor="black", zorder=2)
        ax.scatter(x[~there], y[~there], s=40, facecolor="white", edgecolor=GREY, zorder=2)
        crowd = len(names) > 14
        for k, name in enumerate(names):
            label = str(k + 1) if crowd else textwrap.fill(textwrap.shorten(name, 26), 13)
            side = "center" if abs(x[k]) < 0.2 else ("left" if x[k] > 0 else "right")
            ax.text(x[k] + 0.17 * np.sign(round(x[k], 6)), 1.24 * y[k], label, fontsize=6, ha=side,
                    color="black" if there[k] else GREY, va="center")  # fmt: skip
        mean = np.nanmean(mutual) if there.sum() > 1 else np.nan
        told = f"trust {mean:.2f}" if there.sum() > 1 else "dissolved"
        ax.set_title(f"Month {tick}: {told}", fontsize=8, loc="center", fontweight="normal")
        ax.set(xlim=(-1.9, 1.9), ylim=(-1.4, 1.4), aspect="equal")
        ax.axis("off")
    return ax
