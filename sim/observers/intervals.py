"""Intervals: one for each kind of number, used by every table, text and picture.

| number | interval | covers |
|---|---|---|
| a share of independent runs | Clopper & Pearson 1934 | at least as often as it says |
| a mean of something with bounds | Gaffke 2005, until enough runs differ; then Student's t | see below |
| a mean of something without | Student's t, from five runs | about, where tails are short |
| a quantile, such as the median | order statistics (David & Nagaraja 2003, ch. 7) | at least |

Gaffke's bound (Gaffke 2005; Learned-Miller & Thomas 2020, arXiv:1905.06208) is the quantile of the sample's
mean under random weights, with the largest value possible added once as if it had been seen. For shares
it is Clopper & Pearson's. That it covers for every distribution within the bounds is proved for some and
was never seen to fail; it knows that a value which was not seen is not a value that cannot be.

Where runs share their chance (runs of one number at several points of a sweep), they count as one
observation: give their numbers as `clusters`. `docs/intervals.py` measures how often each covers.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import beta, binom, t

from sim.arrays import Array

ENOUGH = 50
"""Observations that differ from the commonest value, from which a mean is near enough normal for t."""
FEWEST = 5
"""Observations under which no interval is given where nothing bounds an outcome."""
_DRAWS = 4_000
"""Random weights of Gaffke's bound: its own error is then a fiftieth of the interval's width."""


class Interval(NamedTuple):
    """A number with what it may be; an end that cannot be told is NaN."""

    value: float
    low: float
    high: float

    @property
    def half(self) -> float:
        """Half its width; NaN when an end cannot be told."""
        return (self.high - self.low) / 2


def share_interval(count: float, n: float, confidence: float = 0.95) -> Interval:
    """Clopper & Pearson's interval for a share of independent runs.

    Args:
        count: runs in which it was so, in [0, n]; a tie counts half.
        n: runs, > 0.
        confidence: in (0, 1).

    >>> share, low, high = share_interval(5, 5)
    >>> round(share, 3), round(low, 3), round(high, 3)
    (1.0, 0.478, 1.0)
    """
    out = (1.0 - confidence) / 2
    low = float(beta.ppf(out, count, n - count + 1)) if count > 0 else 0.0
    high = float(beta.ppf(1 - out, count + 1, n - count)) if count < n else 1.0
    return Interval(count / n, low, high)


def mean_interval(
    values: ArrayLike,
    low: float = -np.inf,
    high: float = np.inf,
    clusters: ArrayLike | None = None,
    confidence: float = 0.95,
) -> Interval:
    """Interval for the mean of an outcome, never beyond what is possible.

    Args:
        values: (runs,), none missing.
        low, high: the least and the most that it can be; infinite when nothing bounds it.
        clusters: (runs,) runs with the same entry share their chance and count as one observation (the
            variance of a mean over clusters, Liang & Zeger 1986); left out: all are independent.
        confidence: in (0, 1).

    Returns:
        The mean with its interval; all NaN without a run.

    >>> mean, low, high = mean_interval([1.0, 1.0, 1.0, 0.0], 0.0, 1.0)
    >>> round(low, 3), round(high, 3)
    (0.194, 0.994)
    """
    sample = np.asarray(values, dtype=np.float64)
    if not len(sample):
        return Interval(np.nan, np.nan, np.nan)
    means, sizes = _observations(sample, clusters)
    mean, n = float(sample.mean()), len(means)
    if np.isin(means, (low, high)).all() and (sizes == sizes[0]).all():
        found = share_interval(float((means == high).sum()), n, confidence)
        return Interval(mean, *(low + (high - low) * end for end in found[1:]))
    _, counts = np.unique(means, return_counts=True)
    differ = n - int(counts.max())
    weights = sizes / sizes.sum()
    spread = np.sqrt(n / max(n - 1, 1) * float(((weights * (means - mean)) ** 2).sum()))
    half = float(t.ppf(0.5 + confidence / 2, max(n - 1, 1))) * float(spread)
    known = n >= FEWEST and differ > 0
    ends = []
    for bound, sign in ((low, -1.0), (high, 1.0)):
        if differ < ENOUGH and np.isfinite(bound):
            ends.append(_gaffke(means, sizes, bound, 0.5 + sign * confidence / 2))
        else:
            ends.append(mean + sign * half if known else np.nan)
    return Interval(mean, float(np.maximum(ends[0], low)), float(np.minimum(ends[1], high)))


def quantile_interval(values: ArrayLike, q: float = 0.5, confidence: float = 0.95) -> Interval:
    """Interval for a quantile by order statistics, whatever the distribution.

    Args:
        values: (runs,) of independent runs, none missing.
        q: which quantile, in (0, 1).
        confidence: in (0, 1).

    Returns:
        The quantile with its interval; an end is NaN where so few runs cannot tell it.

    >>> quantile_interval(range(11))
    Interval(value=5.0, low=1.0, high=9.0)
    """
    ordered = np.sort(np.asarray(values, dtype=np.float64))
    n = len(ordered)
    if not n:
        return Interval(np.nan, np.nan, np.nan)
    out = (1.0 - confidence) / 2
    # Fewer than `below` values lie under the quantile with a chance of at most `out`; above likewise.
    below = int(binom.ppf(out, n, q))
    above = int(binom.ppf(1 - out, n, q))
    low = float(ordered[below - 1]) if below >= 1 else np.nan
    high = float(ordered[above]) if above < n else np.nan
    return Interval(float(np.quantile(ordered, q)), low, high)


def _observations(sample: Array, clusters: ArrayLike | None) -> tuple[Array, Array]:
    """The mean of each cluster, and how many runs it holds."""
    if clusters is None:
        return sample, np.ones(len(sample))
    _, which = np.unique(np.asarray(clusters), return_inverse=True)
    sizes = np.bincount(which).astype(np.float64)
    return np.bincount(which, weights=sample) / sizes, sizes


def _gaffke(means: Array, sizes: Array, bound: float, at: float) -> float:
    """Gaffke's bound: a quantile of the mean under random weights, one value at the bound added."""
    kinds, times = np.unique(np.stack([means, sizes]), axis=1, return_counts=True)
    values = np.append(kinds[0], bound)
    # A value that was seen k times has the weight of k.
    weights = _weights((*(int(k) for k in times), 1)) * np.append(kinds[1], sizes.mean())
    return float(np.quantile(weights @ values / weights.sum(1), at))


@lru_cache(maxsize=256)
def _weights(times: tuple[int, ...]) -> NDArray[np.float64]:
    """(draws, kinds) weights of a Dirichlet distribution, not yet made to sum to 1."""
    return np.random.default_rng(1934).gamma(np.array(times, np.float64), size=(_DRAWS, len(times)))
