"""The bootstrap: one way to draw independent units with replacement (Efron 1979).

What is independent is the caller's to say, and is drawn whole: a run with all its months, a matched pair, a
run number with its runs at every point of a sweep.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Array

RESAMPLES = 400
"""Resamples of every interval, unless said otherwise."""


def resample(units: int, resamples: int = RESAMPLES, seed: int | np.random.Generator = 0) -> Array:
    """How often each unit is in each resample.

    A mean over units is ``resample(n) @ values / n``; for what is no mean see `rows_of`.

    Args:
        units: number of independent units, >= 1.
        resamples: number of resamples, >= 1.
        seed: of the resampling, apart from all chance of the model; or a generator to go on with.

    Returns:
        (resamples, units) whole numbers that add up to `units` in each row.

    >>> resample(4, 2, seed=1).sum(1)
    array([4., 4.])
    """
    counts = np.random.default_rng(seed).multinomial(units, np.full(units, 1.0 / units), resamples)
    return counts.astype(np.float64)


def rows_of(drawn: Array) -> NDArray[np.intp]:
    """The units of each resample, one by one, for a statistic that is no mean.

    Args:
        drawn: (resamples, units), from `resample`.

    Returns:
        (resamples, units) rows of what is resampled, ascending.

    >>> rows_of(np.array([[2.0, 0.0, 1.0]]))
    array([[0, 0, 2]])
    """
    resamples, units = drawn.shape
    each = np.tile(np.arange(units, dtype=np.intp), resamples)
    return np.repeat(each, drawn.ravel().astype(np.intp)).reshape(resamples, units)
