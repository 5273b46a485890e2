"""Pictures of a calibration: what the data say of each parameter, what trades off, whether to believe it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from alliance.plots.style import BLUE, INK, ORANGE, SKY, axes_or_new, look
from experiments.calibration.checks import DRAWS
from experiments.calibration.report import INFORMED, Found
from sim.parameters import PARAMETERS

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_BINS = 10


def informed(found: Found, ax: Axes | None = None) -> Axes:
    """Each parameter's posterior within its prior: median, half and nine tenths of it, and the default.

    Args:
        found: a calibration.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes; parameters that the data hardly inform are drawn in grey.
    """
    ax = axes_or_new(ax, (7.0, 0.4 * len(found.priors) + 1.2))
    order = np.argsort(found.informed)
    with look():
        for row, k in enumerate(order):
            prior, unit = found.priors[k], found.posterior.unit[:, k]
            told = found.informed[k] >= INFORMED
            colour = BLUE if told else "0.55"
            ends = np.quantile(unit, [0.05, 0.25, 0.5, 0.75, 0.95])
            ax.plot([0, 1], [row, row], color="0.9", linewidth=9, solid_capstyle="butt", zorder=0)
            ax.plot(ends[[0, 4]], [row, row], color=colour, linewidth=1.5)
            ax.plot(ends[[1, 3]], [row, row], color=colour, linewidth=5, solid_capstyle="butt")
            ax.plot(ends[2], row, "o", color=INK, markersize=5)
            default = float(prior.unit(PARAMETERS[prior.name].default))
            ax.plot(default, row, "x", color=ORANGE, markersize=7, markeredgewidth=2)
            ax.text(1.02, row, f"{max(found.informed[k], 0):.0%}", va="center", color=INK)
            for at, end in ((0, prior.low), (1, prior.high)):
                ax.text(at, row + 0.27, f"{end:g}", ha="center", fontsize="x-small", color="0.4")
        ax.set_yticks(range(len(order)), [found.priors[k].name for k in order])
        ax.set(xlim=(-0.04, 1.12), ylim=(-0.6, len(order) - 0.2), xticks=[])
        ax.set_xlabel(
            "within the prior: dot median, bars half and nine tenths of the posterior,\n"
            "cross default; right: share of the prior's variance that the data take away"
        )
        ax.spines[["top", "right", "bottom"]].set_visible(False)
    return ax


def trade_offs(found: Found, ax: Axes | None = None) -> Axes:
    """Correlations of the posterior: pairs of which the data tell only a combination.

    Args:
        found: a calibration.
        ax: where to draw; a new figure when left out.

    Returns:
        The axes.
    """
    ax = axes_or_new(ax, (6.4, 5.4))
    names = [prior.name for prior in found.priors]
    matrix = np.where(np.tri(len(names), k=-1) > 0, found.correlations, np.nan)
    with look():
        drawn = ax.imshow(matrix[1:, :-1], cmap="PuOr", vmin=-1, vmax=1)
        for i in range(1, len(names)):
            for j in range(i):
                ax.text(
                    j, i - 1, f"{matrix[i, j]:+.1f}", ha="center", va="center", fontsize="small"
                )
        ax.set_xticks(range(len(names) - 1), names[:-1], rotation=45, ha="right")
        ax.set_yticks(range(len(names) - 1), names[1:])
        ax.spines[:].set_visible(False)
        ax.figure.colorbar(drawn, ax=ax, label="correlation in the posterior", shrink=0.8)
    return ax


def ranks(found: Found, figure: Figure | None = None) -> Figure:
    """Rank histograms of known truths, with the band that even ranks stay in.

    Args:
        found: a calibration with a check.
        figure: where to draw; a new one when left out.

    Returns:
        The figure. Ranks in a hill mean intervals that are too wide, in a valley too narrow, on a slope
        that they lie to one side.

    Raises:
        ValueError: for a calibration that was not checked.
    """
    from matplotlib.figure import Figure
    from scipy.stats import binom

    if found.check is None:
        raise ValueError("this calibration was not checked: it has no ranks")
    count = len(found.priors)
    columns = min(5, count)
    rows = -(-count // columns)
    with look():
        figure = figure or Figure(figsize=(1.8 * columns, 1.6 * rows), layout="constrained")
        axes = figure.subplots(rows, columns, sharex=True, sharey=True, squeeze=False).ravel()
        truths = len(found.check.ranks)
        low, high = binom.ppf([0.005, 0.995], truths, 1 / _BINS)
        for k, ax in enumerate(axes):
            if k >= count:
                ax.set_visible(False)
                continue
            ax.axhspan(low, high, color=SKY, alpha=0.3, linewidth=0)
            ax.hist(found.check.ranks[:, k], np.linspace(0, DRAWS + 1, _BINS + 1), color=BLUE)
            ax.set_title(found.priors[k].name, fontsize="small")
            ax.set_xticks([0, DRAWS])
        figure.supxlabel("rank of the truth among its draws (band: 99 % if even)", fontsize="small")
        figure.supylabel("truths", fontsize="small")
    return figure
