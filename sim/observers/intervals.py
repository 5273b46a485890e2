"""Intervals: one for each kind of number, used by every table, text and picture.

| number | interval | covers |
|---|---|---|
| a share of independent runs | Clopper & Pearson 1934 | at least as often as it says |
| a mean | Gaffke 2005, with a value not yet seen as far as is plausible | see below |
| a quantile, such as the median | order statistics (David & Nagaraja 2003, ch. 7) | at least |

Gaffke's bound (Gaffke 2005; Learned-Miller & Thomas 2020, arXiv:1905.06208) is the quantile of the sample's
mean under random weights, with the largest value possible added once as if it had been seen. For shares
it is Clopper & Pearson's. That it covers for every distribution within the bounds is proved for some and
was never seen to fail. But whatever covers for every distribution has to allow for a value at the bound
that comes in 3.7 of n runs: one in forty samples does not hold it. No interval for means of forty paired
differences would then be narrower than a tenth of all that is possible, however alike they are.

So what is added here lies as far as is plausible: beyond the furthest value seen by (10 / d)^2 times the
range of the sample, where d runs differ from the commonest value, and never beyond what is possible. Where
no run differs that is the bound itself, with few it is nearly that, and from some twenty on the interval is
a tenth to a third wider than Student's and as lopsided as the sample is. It grows narrower
without a jump. What it cannot know of is a second mode that no run of the sample has shown.

Where runs share their chance (runs of one number at several points of a sweep), they count as one
observation: give their numbers as `clusters`. `docs/intervals.py` measures how often each covers.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import brentq
from scipy.special import ndtri
from scipy.stats import beta, binom

from sim.arrays import Array

FEWEST = 5
"""Observations under which no interval is given where nothing bounds an outcome."""
PLAUSIBLE = 10.0
"""Observations that differ from which a value not yet seen is held to be as near as those seen: from 5 to 20
tried, the least that covers skewed and two-humped samples of ten nearly as often as it says."""


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
    # What differs by no more than rounding does not differ.
    scale = float(np.abs(means).max()) or 1.0
    _, counts = np.unique(np.round(means / scale, 12), return_counts=True)
    differ = n - int(counts.max())
    # A mean over clusters of unequal size moves with each cluster's share of the runs.
    moves = mean + sizes / sizes.mean() * (means - mean)
    ends = []
    for bound, sign in ((low, -1.0), (high, 1.0)):
        if np.isinf(bound) and (n < FEWEST or not differ):
            ends.append(np.nan)
        else:
            ends.append(sign * _upper_end(sign * moves, sign * bound, differ, confidence))
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


def _upper_end(sample: Array, bound: float, differ: int, confidence: float) -> float:
    """Upper end for a mean: a quantile of it under random weights, with one value not yet seen.

    Weights are uniform over all that sum to 1 (exponential draws over their sum; a value seen k times has
    the weight of k). Whether the weighted mean is at most m is whether the sum of weights (x − m) is at most
    0, of which the saddlepoint s has a cumulant in closed form. It is found by y = m + 1 / s, of which m is
    an explicit function; the tail is that of r* (Barndorff-Nielsen 1986), so nothing is drawn.
    """
    values, times = np.unique(sample, return_counts=True)
    furthest, reach = float(values[-1]), float(values[-1] - values[0])
    added = bound if not differ else min(bound, furthest + (PLAUSIBLE / differ) ** 2 * reach)
    added = max(added, furthest)
    span = added - float(values[0])
    if not span:
        return added
    behind, weights = (added - np.append(values, added)) / span, np.append(times, 1.0)

    def at(log_gap: float) -> tuple[float, float]:
        """How far m lies behind the added value when y lies so far beyond it, in ranges; and r*."""
        gap = float(np.exp(log_gap))
        back = float((weights * behind / (gap + behind)).sum() / (weights / (gap + behind)).sum())
        part = (back - behind) / (gap + back)  # s (x − m)
        r = np.sqrt(2.0 * float((weights * np.log1p(-part)).sum()))
        u = np.sqrt(float((weights * (part / (1.0 - part)) ** 2).sum()))
        return back, float(r + np.log(u / r) / r)

    wanted = float(ndtri(0.5 + confidence / 2))
    far = float(np.log(1000.0 * np.sqrt(len(sample) + 1.0)))
    if (
        at(far)[1] > wanted
    ):  # so little is asked that even the middle of the weighted means holds it
        return added - span * at(far)[0]
    found = brentq(lambda log_gap: at(log_gap)[1] - wanted, -30.0, far, xtol=1e-9)
    return added - span * at(found)[0]
