"""The picture that `alliance run` draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.plots.climate import climate
from sim.plots.phase_ribbon import phase_ribbon
from sim.plots.productivity import productivity
from sim.plots.style import look
from sim.plots.trust_network import trust_network

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.figure import Figure, SubFigure


def overview(result: xr.Dataset, network: xr.Dataset | None = None) -> Figure:
    """Productivity, phases and climate of an ensemble, and the trust network of one run of it.

    Args:
        result: what `sim.simulate` returned.
        network: one run of the same scenario with dyads; left out, no network is drawn.

    Returns:
        A figure the width of A4.
    """
    from matplotlib.figure import Figure

    with look():
        rows = [1.15, 1.0, 0.95] if network is not None else [1.15, 1.0]
        figure = Figure(figsize=(8.3, 3.1 * sum(rows)), layout="constrained")
        parts = figure.subfigures(len(rows), 1, squeeze=False, height_ratios=rows)[:, 0]
        productivity(result, parts[0].subplots())
        left, right = parts[1].subplots(1, 2)
        phase_ribbon(result, left)
        climate(result, right)
        title = str(result.attrs.get("title", ""))
        figure.suptitle(f"{title} - {result.sizes['run']} runs", fontsize=11, fontweight="bold")
        parts[0].text(0.99, 0.93, "line: median; bands hold 50 % and 80 % of runs",
                      ha="right", fontsize=7)  # fmt: skip
        if network is not None:
            _networks(parts[2], network)
    return figure


def _networks(part: SubFigure, network: xr.Dataset) -> None:
    run = int(network.run[0])
    lived = int((network.members.isel(run=0) > 0).sum())
    moments = sorted({0, min(24, lived - 1), min(59, lived - 1)})
    for tick, ax in zip(moments, part.subplots(1, len(moments), squeeze=False)[0], strict=True):
        trust_network(network, max(tick, 0), run, ax)
    part.suptitle(
        f"Trust network of run {run}, the most typical one "
        "(line: mutual trust; dot: engagement; ring: has left)", fontsize=8)  # fmt: skip
