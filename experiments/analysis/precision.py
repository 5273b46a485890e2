"""Are there enough replicates: how surely a mean is known, and adding runs until it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from experiments.analysis.reading import AnalysisError, Source, bounds, runs_with
from experiments.sweeps.growth import add_replicates
from experiments.sweeps.runner import sweep
from experiments.sweeps.status import Status
from sim.arrays import Array
from sim.observers.intervals import FEWEST, mean_interval

if TYPE_CHECKING:
    import pandas as pd

FLOOR = 2 * FEWEST
"""Replicates before which no mean counts as known: the spread of fewer says too little of itself."""
_LOOKS = 20
"""Numbers of replicates that `convergence` looks at, at most."""


def convergence(store: Source, outcome: str) -> pd.DataFrame:
    """How surely the mean at a point is known after so many replicates.

    Args:
        store: a store, or its folder.
        outcome: a column of results; a time as for `over_factor`.

    Returns:
        One row a number of replicates: half (median over points of half the width of the 95 % interval,
        `sim.observers.intervals`), widest (at the least certain point); NaN where an interval is open,
        with too few runs of an outcome that nothing bounds.
    """
    import pandas as pd

    values, limits = _by_point(store, outcome), bounds(store, outcome)
    counts = np.unique(np.geomspace(2, max(values.shape[1], 2), _LOOKS).round().astype(int))
    rows = [
        (count, float(np.median(half)), float(half.max()))
        for count in counts[counts <= values.shape[1]].tolist()
        for half in [_half_widths(values[:, :count], limits)]
    ]
    return pd.DataFrame(rows, columns=["replicates", "half", "widest"])


def replicate_until(
    out: str | Path, outcome: str, width: float, most: int = 1000, **running: Any
) -> Status:
    """Add replicates until the mean at every point is known to within an interval.

    Ten replicates (`FLOOR`) are the least. Each round plans what the intervals seen so far ask for, at most
    doubling what is there: variance stability as a stopping rule, Lee et al. 2015.

    Args:
        out: folder of a store.
        outcome: a column of results; a time as for `over_factor`.
        width: wanted half-width of the 95 % interval at the least certain point, > 0.
        most: replicates at a point not to go beyond.
        **running: where to run, as for `sweep`.

    Returns:
        How the store is in the end; it may be short of the wish when `most` is reached.
    """
    if not width > 0:
        raise AnalysisError(f"width = {width} is not allowed: a number above 0")
    now = sweep(None, out, **running)
    while now.replicates < most:
        widest = float(_half_widths(_by_point(out, outcome), bounds(out, outcome)).max())
        if widest <= width and now.replicates >= FLOOR:
            break
        asked = 2 * now.replicates
        if not np.isnan(widest):
            asked = int(np.ceil(now.replicates * min((widest / width) ** 2, 2.0)))
        target = min(max(asked, FLOOR, now.replicates + 1), most)
        add_replicates(out, target - now.replicates)
        now = sweep(None, out, **running)
    return now


def _by_point(store: Source, outcome: str) -> Array:
    """(points, replicates) in the order of run numbers, NaN behind where runs have no value."""
    frame = runs_with(store, outcome).sort_values(["point", "run"])
    place = frame.groupby("point").cumcount()
    return (
        frame.assign(place=place).pivot(index="point", columns="place", values=outcome).to_numpy()
    )


def _half_widths(table: Array, limits: tuple[float, float]) -> NDArray[np.float64]:
    """(points,) half-widths of 95 % intervals; NaN where one is open."""
    return np.array([mean_interval(row[~np.isnan(row)], *limits).half for row in table])
