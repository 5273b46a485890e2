"""The picture that `alliance run` draws."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from alliance.plots.activities import activities
from alliance.plots.levels import climate, conflict_sources
from alliance.plots.phase_ribbon import phase_ribbon
from alliance.plots.productivity import added_value, productivity
from alliance.plots.style import FEWEST, drawable, look, wrapped
from alliance.plots.trust_network import CLOSE, MOST_NAMED, trust_network
from alliance.summary import typical_run
from alliance.words.pictures import say
from sim.observers.paths import alive, paths_of

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.figure import Figure

_WIDTH = 8.27
"""Of A4, in inches."""


def overview(
    result: xr.Dataset, dyads: xr.Dataset | None = None, months: Sequence[int] | None = None
) -> Figure:
    """Output, added value, phases, hours, climate and conflicts of an ensemble, and a trust network.

    Several pictures in one, so a figure is returned instead of axes.

    Args:
        result: what `sim.simulate` returned.
        dyads: one run of the same scenario with dyads; left out, no network is drawn.
        months: of the networks; see `alliance.plots.trust_network`.

    Returns:
        A figure the width of A4 and less than its height.

    Raises:
        AllianceError: when a result lacks what one of the pictures needs.
    """
    from matplotlib.figure import Figure

    caption = _caption(result, dyads)
    rows = [2.3, 2.9, 2.4, 2.5] if dyads is not None else [2.3, 2.9, 2.4]
    with look():
        figure = Figure(figsize=(_WIDTH, sum(rows) + 1.1), layout="constrained")
        parts = figure.subfigures(len(rows), 1, squeeze=False, height_ratios=rows)[:, 0]
        left, right = parts[0].subplots(1, 2)
        drawn = [productivity(result, left), added_value(result, right)]
        left, right = parts[1].subplots(1, 2)
        drawn += [phase_ribbon(result, left), activities(result, right)]
        left, right = parts[2].subplots(1, 2)
        drawn += [climate(result, left), conflict_sources(result, right)]
        for ax in drawn:
            if legend := ax.get_legend():
                legend.set_title("")  # the caption says it once for all
        if dyads is not None:
            trust_network(dyads, parts[3].subplots(), months)
        title = drawable(str(result.attrs.get("title", ""))) or say("an alliance")
        figure.suptitle(wrapped(title, 72, 3), fontsize=12, fontweight="bold")
        figure.supxlabel(caption, fontsize=7, x=0.02, ha="left")
    return figure


def _caption(result: xr.Dataset, dyads: xr.Dataset | None) -> str:
    """What the reader must know to read the picture, in lines."""
    runs = result.sizes["run"]
    if runs == 1:
        lines = [say("caption: one")]
    else:
        left = int(alive(paths_of(result))[:, -1].sum())
        ends = say("caption: few" if runs > FEWEST else "caption: all", few=FEWEST)
        lines = [say("caption: lines"), say("caption: runs", runs=runs, left=left) + ends]
    if dyads is not None:
        crowd = dyads.sizes["member"] > MOST_NAMED
        what = say("caption: ties" if crowd else "caption: arrows", close=CLOSE)
        nearest = runs > 1 and int(dyads.run[0]) == typical_run(result)
        typical = say("caption: typical") if nearest else ""
        lines.append(say("caption: network", typical=typical, what=what))
    digest = str(result.attrs.get("scenario_digest", ""))[:12]
    lines.append(
        say(
            "caption: from",
            seed=result.attrs.get("seed", "?"),
            digest=digest or "?",
            version=result.attrs.get("alliance_lab", "?"),
        )
    )
    return "\n".join(textwrap.fill(line, 140) for line in lines)
