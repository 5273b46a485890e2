"""Which factors matter: variance-based indices and elementary effects, without the share of chance.

The mean over a point's replicates is what the factors make of it plus what is left of chance. That rest is
variance too, and total indices would hand it to every factor alike. So products are taken of *different*
replicates only (every pair of run numbers: two halves of the replicates, in all ways at once), in which
chance drops out on average.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from experiments.analysis.reading import AnalysisError, Source, opened, runs_with
from experiments.sweeps.design import unit_design
from experiments.sweeps.study import Study
from sim.arrays import Array
from sim.observers.resampling import resample

if TYPE_CHECKING:
    import pandas as pd

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Replicated:
    """A complete outcome of a design for sensitivity analysis.

    Attributes:
        study: the study.
        factors: names.
        values: (points, replicates) by number of point and of run, none missing.
        common: whether a column is one run number everywhere, so that its points share their chance.
    """

    study: Study
    factors: tuple[str, ...]
    values: Array
    common: bool


def sobol_indices(store: Source, outcome: str, resamples: int = 1000) -> pd.DataFrame:
    """Sobol's first-order and total indices, of the outcome's expectation at a point.

    Estimators of Saltelli et al. 2010 (first order) and Jansen 1999 (total), on products of different
    replicates. Intervals are a bootstrap's (percentiles) over base points and, where points share their
    chance, over run numbers (Owen 2007 on two-way bootstraps).

    Args:
        store: a complete store of a study with design "saltelli" and two replicates or more.
        outcome: a column of results; a time as for `over_factor`.
        resamples: bootstrap resamples.

    Returns:
        One row a factor, the most important first: first, first_low, first_high, total, total_low,
        total_high (95 %), and noise: the share of the variance over points that is chance and was taken
        out, the same in every row.

    Raises:
        AnalysisError: for another design, when a point has no value, with one replicate, or when the
            factors do not move the outcome so that it could be told from chance.
    """
    import pandas as pd

    found = _replicated(store, outcome, "saltelli")
    count, reps = len(found.factors), found.values.shape[1]
    if reps < 2:
        raise AnalysisError(
            "one replicate: what is chance cannot be told from what the factors do; add replicates"
        )
    rows = found.values.reshape(-1, count + 2, reps)  # base points; A, a row a factor, B
    rows = rows - rows[:, [0, -1]].mean()  # products of centred numbers are more precise
    ones = np.ones(len(rows)), np.ones(reps)
    first, total, variance = _indices(rows, *ones)
    rng = np.random.default_rng(found.study.seed)
    drawn = [
        _indices(rows, *_resample(len(rows), reps, found.common, rng)) for _ in range(resamples)
    ]
    out = (1.0 - CONFIDENCE) / 2
    if not variance > 0.0 or np.quantile([one[2] for one in drawn], out) <= 0.0:
        raise AnalysisError(
            f"'{outcome}' does not vary over the points by more than chance: no indices of nothing"
        )
    ends = [out, 1.0 - out]
    first_low, first_high = np.quantile([one[0] for one in drawn], ends, axis=0)
    total_low, total_high = np.quantile([one[1] for one in drawn], ends, axis=0)
    whole = float(rows[:, [0, -1]].mean(2).var())
    frame = pd.DataFrame(
        {
            "factor": found.factors,
            "first": first,
            "first_low": first_low,
            "first_high": first_high,
            "total": total,
            "total_low": total_low,
            "total_high": total_high,
            "noise": max(0.0, 1.0 - variance / whole),
        }
    )
    return frame.sort_values(["total", "factor"], ascending=[False, True], ignore_index=True)


def morris_effects(store: Source, outcome: str, resamples: int = 1000) -> pd.DataFrame:
    """Morris' elementary effects: how strongly, and how unevenly, a factor moves an outcome.

    Strengths are means of absolute effects, and chance makes them larger than they are; `noise` is the
    strength that chance alone would give, so a factor of about that strength may do nothing.

    Args:
        store: a complete store of a study with design "morris".
        outcome: a column of results; a time as for `over_factor`.
        resamples: bootstrap resamples.

    Returns:
        One row a factor, the most important first: strength (mean of absolute effects) with low and high
        (95 %, a bootstrap over trajectories), noise (NaN with one replicate), mean (its sign says which
        way), spread (large where it depends on others).

    Raises:
        AnalysisError: for another design, or when a point has no value.
    """
    import pandas as pd

    found = _replicated(store, outcome, "morris")
    places = unit_design(found.study, found.study.axes())
    # Each row of a trajectory moves one factor of the row before it.
    steps = np.diff(places.reshape(-1, len(found.factors) + 1, len(found.factors)), axis=1)

    def effects(values: Array) -> Array:
        """(factors, trajectories) by how much the outcome moves for each unit that a factor does."""
        moved = np.diff(values.reshape(len(steps), -1), axis=1)[:, :, None]
        each = np.divide(moved, steps, out=np.zeros_like(steps), where=np.abs(steps) > 1e-9)
        found: Array = each.sum(1).T
        return found

    every = effects(found.values.mean(1))
    noise = np.full(len(found.factors), np.nan)
    if (reps := found.values.shape[1]) > 1:
        # Half the difference of two halves is as much chance as the mean of both holds.
        half = found.values[:, : reps // 2].mean(1), found.values[:, reps // 2 :].mean(1)
        noise = np.abs(effects(half[0]) - effects(half[1])).mean(1) / 2
    drawn = resample(every.shape[1], resamples, found.study.seed)
    out = (1.0 - CONFIDENCE) / 2
    low, high = np.quantile(np.abs(every) @ drawn.T / every.shape[1], [out, 1.0 - out], axis=1)
    frame = pd.DataFrame(
        {
            "factor": found.factors,
            "strength": np.abs(every).mean(1),
            "low": low,
            "high": high,
            "noise": noise,
            "mean": every.mean(1),
            "spread": every.std(1, ddof=1),
        }
    )
    return frame.sort_values(["strength", "factor"], ascending=[False, True], ignore_index=True)


def _indices(rows: Array, points: Array, runs: Array) -> tuple[Array, Array, float]:
    """First-order and total indices, and the variance that the factors make.

    Args:
        rows: (base points, factors + 2, replicates).
        points, runs: how often each base point and each replicate was drawn.
    """

    def apart(one: Array, other: Array) -> Array:
        """The mean over base points of products of different replicates."""
        pairs = (one @ runs) * (other @ runs) - (one * other) @ runs**2
        mean: Array = points @ pairs / (points.sum() * (runs.sum() ** 2 - (runs**2).sum()))
        return mean

    ends = np.concatenate([rows[:, 0], rows[:, -1]])
    twice = np.concatenate([points, points])
    pairs = (ends @ runs) ** 2 - ends**2 @ runs**2
    square = twice @ pairs / (twice.sum() * (runs.sum() ** 2 - (runs**2).sum()))
    means = twice @ ends / twice.sum()  # of each replicate
    mean_square = ((means @ runs) ** 2 - means**2 @ runs**2) / (runs.sum() ** 2 - (runs**2).sum())
    variance = float(square - mean_square)
    a, b, mixed = rows[:, :1], rows[:, -1:], rows[:, 1:-1]
    # Symmetric in the two replicates by itself: all ordered pairs are summed.
    first = np.array([apart(b[:, 0], mixed[:, k] - a[:, 0]) for k in range(mixed.shape[1])])
    total = np.array(
        [apart(a[:, 0] - mixed[:, k], a[:, 0] - mixed[:, k]) / 2 for k in range(mixed.shape[1])]
    )
    scale = variance if variance > 0.0 else np.nan
    return first / scale, total / scale, variance


def _resample(
    points: int, reps: int, common: bool, rng: np.random.Generator
) -> tuple[Array, Array]:
    """How often each base point and each replicate is drawn; two replicates or more differ."""
    drawn = resample(points, 1, rng)[0]
    if not common:
        return drawn, np.ones(reps)
    while True:
        runs = resample(reps, 1, rng)[0]
        if (runs > 0).sum() > 1:
            return drawn, runs


def _replicated(store: Source, outcome: str, wanted: str) -> Replicated:
    """The outcome by number of point and of run."""
    held = opened(store)
    study = held.study
    if study.design != wanted:
        raise AnalysisError(
            f'{held.folder}: needs design "{wanted}", this study is a {study.design}'
        )
    frame = runs_with(held, outcome).sort_values(["point", "run"])
    counts = frame.groupby("point").size().reindex(range(held.plan.points), fill_value=0)
    if (counts < held.plan.replicates).any():
        missing = int((counts < held.plan.replicates).sum())
        raise AnalysisError(
            f"{missing} of {len(counts)} points lack runs with a value of '{outcome}': run "
            "them, or keep an outcome that every run has"
        )
    values = frame[outcome].to_numpy(np.float64).reshape(held.plan.points, -1)
    names = tuple(axis.name for axis in study.axes())
    return Replicated(study, names, values, study.shared_chance)
