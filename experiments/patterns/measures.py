"""What several patterns measure."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from experiments.laws import claims as c
from experiments.laws.claims import Measured
from experiments.laws.ensembles import Ensemble
from sim.arrays import Array


def correlation(one: Array, other: Array, where: NDArray[np.bool_]) -> Measured:
    """Pearson's correlation over some runs; 0 where one of the two does not vary."""
    return c.bootstrap(lambda t: pearson(t[:, 0], t[:, 1]), c.columns(one[where], other[where]))


def pearson(one: Array, other: Array) -> float:
    """Pearson's correlation; 0 where one of the two does not vary."""
    spread = float(one.std() * other.std())
    centred = (one - one.mean()) * (other - other.mean())
    return float(centred.mean()) / spread if spread > 1e-12 else 0.0


def area_under_curve(event: Array, score: Array) -> float:
    """Chance that a run with the event scores above one without it (Mann-Whitney)."""
    from scipy.stats import rankdata

    happened = event > 0
    n, m = int(happened.sum()), int((~happened).sum())
    if not n or not m:
        return 0.5
    return float((rankdata(score)[happened].sum() - n * (n + 1) / 2) / (n * m))


def hazard(month: Array, failed: Array, first: int, last: int) -> float:
    """Failures a year, of those that live at the first month."""
    at_risk = month >= first
    ended = at_risk & (month < last) & (failed > 0)
    return 12.0 / (last - first) * float(ended.sum()) / max(int(at_risk.sum()), 1)


def less(one: Callable[[Ensemble], Array], to: Ensemble, without: Ensemble) -> Measured:
    """Mean of a paired difference of two ensembles."""
    return c.difference(one(to), one(without))


def friction(e: Ensemble, first: int, last: int) -> Array:
    """(runs,): mean unspoken tension of the three kinds over some months."""
    kinds = ("resources", "values", "identity")
    mean: Array = np.mean([e.mean(f"stored_{kind}", first, last) for kind in kinds], axis=0)
    return mean
