"""The picture that `alliance run` draws."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.observers.paths import alive, paths_of
from sim.plots.climate import climate
from sim.plots.phase_ribbon import phase_ribbon
from sim.plots.productivity import added_value, productivity
from sim.plots.style import FEWEST, drawable, look, wrapped
from sim.plots.trust_network import CLOSE, MOST_NAMED, trust_network

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.figure import Figure, SubFigure

MOMENTS = (0, 24, 60)
"""Months of the trust networks: the start, about when learning gives way, the end of a usual grant."""

_WIDTH = 8.27
"""Of A4, in inches."""


def overview(result: xr.Dataset, dyads: xr.Dataset | None = None,
             moments: Sequence[int] = MOMENTS) -> Figure:  # fmt: skip
    """Productivity, added value, phases and climate of an ensemble, and the trust network of a run.

    Args:
        result: what `sim.simulate` returned.
        dyads: one run of the same scenario with dyads; left out, no network is drawn.
        moments: months of the networks; those after the end of the run give way to its last month.

    Returns:
        A figure the width of A4 and less than its height.
    """
    from matplotlib.figure import Figure

    caption = _caption(result, dyads)
    rows = [3.0, 3.2, 2.7] if dyads is not None else [3.0, 3.2]
    with look():
        figure = Figure(figsize=(_WIDTH, sum(rows) + 1.1), layout="constrained")
        parts = figure.subfigures(len(rows), 1, squeeze=False, height_ratios=rows)[:, 0]
        left, right = parts[0].subplots(1, 2)
        productivity(result, left)
        added_value(result, right)
        left, right = parts[1].subplots(1, 2)
        phase_ribbon(result, left)
        climate(result, right)
        if dyads is not None:
            _networks(parts[2], dyads, moments)
        title = drawable(str(result.attrs.get("title", ""))) or "An alliance"
        figure.suptitle(wrapped(title, 72, 3), fontsize=12, fontweight="bold")
        figure.supxlabel(caption, fontsize=7, x=0.02, ha="left")
    return figure


def _networks(part: SubFigure, dyads: xr.Dataset, moments: Sequence[int]) -> None:
    """Networks side by side."""
    ticks = dyads.tick.to_numpy()
    there = (dyads.active.isel(run=0) > 0).any("member").to_numpy()
    last = int(ticks[there][-1]) if there.any() else int(ticks[0])
    chosen = sorted({min(max(moment, int(ticks[0])), last) for moment in moments})
    for ax, moment in zip(part.subplots(1, len(chosen), squeeze=False)[0], chosen, strict=True):
        trust_network(dyads, moment, int(dyads.run[0]), ax)
    part.suptitle(f"Trust network of run {int(dyads.run[0])}", x=0.02, ha="left", fontsize=10,
                  fontweight="bold")  # fmt: skip


def _caption(result: xr.Dataset, dyads: xr.Dataset | None) -> str:
    """What the reader must know to read the picture, in lines."""
    runs = result.sizes["run"]
    at_end = int(alive(paths_of(result))[:, -1].sum())
    if runs == 1:
        lines = ["Lines: the one run there is; it says nothing about how likely its course is."]
    else:
        lines = [
            "Lines: median of the alliances still running; bands: 50 % (dark) and 80 % (light) of "
            "them, in Climate 50 %.",
            f"{runs} runs; in the last month {at_end} of them still run"
            + (f"; months with fewer than {FEWEST} left are not drawn." if runs > FEWEST else "."),
        ]
    if dyads is not None:
        what = (f"lines: mean trust of a pair, from {CLOSE:g}; numbers: members in the order of the "
                "scenario" if dyads.sizes["member"] > MOST_NAMED
                else "arrows: trust of one in another, wider is more")  # fmt: skip
        typical = "" if runs == 1 else " (the run whose outcomes are nearest the median of all)"
        lines.append(
            f"Trust network{typical}: {what}; dots: engagement; rings: not in the alliance."
        )
    digest = str(result.attrs.get("scenario_digest", ""))[:12]
    lines.append(f"Months are counted from 0. Seed {result.attrs.get('seed', '?')}, scenario "
                 f"{digest or '?'}, alliance-lab {result.attrs.get('alliance_lab', '?')}.")  # fmt: skip
    return "\n".join(textwrap.fill(line, 140) for line in lines)
