"""Binder's cumulant U = 1 - <m^4> / (3 <m^2>^2), and where its curves for several sizes cross.

U is 0 for a normal distribution around zero and 2/3 for two sharp humps of one height. For a symmetric
order parameter curves of different sizes cross where there is a transition: on one side U rises with
size, on the other it falls (Binder 1981, Z. Phys. B 43, 119-140). Where the humps have no symmetry, as
for a gas and a liquid or a stuck and a productive alliance, the moments are taken about the mean (as in
Rovere, Heermann & Binder 1990, J. Phys.: Condens. Matter 2, 7009).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from experiments.transitions.scan import RESAMPLES, Curve, Estimate, Floats, Scan, curve

SURE = 2.0
"""Standard errors by which two curves must differ on both sides of a crossing."""


@dataclass(frozen=True)
class Crossing:
    """Where the cumulants of two sizes cross.

    Attributes:
        sizes: the smaller and the larger.
        at: the control parameter; NaN where they do not cross.
        height: the cumulant there.
        parted: whether they surely differ anywhere.
    """

    sizes: tuple[float, float]
    at: Estimate
    height: Estimate
    parted: bool

    @property
    def there(self) -> bool:
        """Whether they cross."""
        return bool(np.isfinite(self.at.value))


def cumulant(scan: Scan, *, centred: bool = False, resamples: int = RESAMPLES,
             seed: int = 0) -> Curve:  # fmt: skip
    """Binder's cumulant over the control parameter.

    Args:
        scan: what was seen; for a symmetric order parameter with its sign, or without: it makes no
            difference.
        centred: take the moments about the mean, for an order parameter without symmetry.
        resamples, seed: of the bootstrap.
    """

    def binder(moments: Floats) -> Floats:
        first, second, third, fourth = (moments[..., k, :] for k in range(4))
        if centred:  # a resample has a mean of its own
            fourth = fourth - 4 * first * third + 6 * first**2 * second - 3 * first**4
            second = second - first**2
        ratio: Floats = fourth / np.maximum(3.0 * second**2, 1e-300)
        return np.where(second > 1e-12, 1.0 - ratio, np.nan)

    return curve(scan, binder, centred=centred, resamples=resamples, seed=seed)


def crossing(small: Curve, large: Curve) -> Crossing:
    """Where two cumulants cross, if they do.

    They do where the larger system's lies surely (by `SURE` standard errors) on one side of the
    smaller's at one point and on the other side at the next such point; the place is that of a straight
    line fitted to the difference between these two. Where curves touch without parting there is no
    crossing: far from a transition all of them come together.

    Args:
        small, large: cumulants at the same values of the control parameter.

    Raises:
        ValueError: for different values of the control parameter.
    """
    if not np.array_equal(small.control, large.control):
        raise ValueError("the curves must be at the same values of the control parameter")
    gap, gaps = large.value - small.value, large.resamples - small.resamples
    error = np.hypot(small.error, large.error)
    sure = np.flatnonzero(np.abs(gap) > SURE * error)
    found = [(a, b) for a, b in pairwise(sure) if gap[a] * gap[b] < 0.0]
    sizes = (small.size, large.size)
    if not found:
        none = Estimate.of(float("nan"), np.empty(0))
        return Crossing(sizes, none, none, bool(len(sure)))
    # Of several the clearest: the one between the surest differences.
    a, b = max(found, key=lambda ends: min(abs(gap[k]) / error[k] for k in ends))
    x, weight = small.control[a : b + 1], 1.0 / np.maximum(error[a : b + 1], 1e-12)
    at = _root(x, gap[a : b + 1], weight)
    ats = np.array([_root(x, row, weight) for row in gaps[:, a : b + 1]])
    height = float(np.interp(at, small.control, small.value))
    heights = np.array([np.interp(place, small.control, row) if np.isfinite(place) else np.nan
                        for place, row in zip(ats, small.resamples, strict=True)])  # fmt: skip
    return Crossing(sizes, Estimate.of(at, ats), Estimate.of(height, heights), True)


def crossings(curves: Sequence[Curve]) -> list[Crossing]:
    """Crossings of the smallest size with each larger one: neighbours differ by too little to tell."""
    first, *larger = sorted(curves, key=lambda one: one.size)
    return [crossing(first, one) for one in larger]


def _root(x: Floats, gap: Floats, weight: Floats) -> float:
    """Where a straight line through the points is nought; NaN outside of them."""
    slope, level = np.polyfit(x - x[0], gap, 1, w=weight)
    place = x[0] - level / slope if slope else np.nan
    return float(place) if x[0] <= place <= x[-1] else float("nan")
