"""Intervals that more than one room draws or prints."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist


def wilson(share: float, n: float, confidence: float = 0.95) -> tuple[float, float]:
    """Wilson's interval (1927) for a share seen in `n` independent cases.

    Args:
        share: in [0, 1].
        n: number of cases, >= 1.
        confidence: in (0, 1).

    Returns:
        Low and high, within [0, 1].

    >>> low, high = wilson(0.5, 100)
    >>> round(low, 3), round(high, 3)
    (0.404, 0.596)
    """
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return max(centre - half, 0.0), min(centre + half, 1.0)
