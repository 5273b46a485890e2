"""Binder's cumulant U = 1 - <m^4> / (3 <m^2>^2), and where its curves for several sizes cross.

U is 0 for a normal distribution around zero and 2/3 for two sharp modes of one height. For a symmetric
order parameter curves of different sizes cross where there is a transition: on one side U rises with
size, on the other it falls (Binder 1981, Z. Phys. B 43, 119-140). Where the modes have no symmetry, as for a
stuck and a productive alliance, it is not asked: taken about the mean, an outcome of two values has 2/3 where both
are as common, for every size, so that curves touch there and need not cross.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from experiments.transitions.scan import Curve, Estimate, Floats, Scan, curve
from sim.observers.resampling import RESAMPLES

SURE = 2.5
"""Standard errors by which two curves must differ on both sides of a crossing."""
NEAR, FITTED = 4, 3
"""Points on either side of a crossing that tell of it together, and those that tell where it is."""
MOST = 0.75
"""Share of the range over which two curves must differ surely and one way to be said never to cross."""


@dataclass(frozen=True)
class Crossing:
    """Where the cumulants of two sizes cross.

    Attributes:
        sizes: the smaller and the larger.
        at: the control parameter; NaN where they do not cross.
        height: the cumulant there.
        parted: whether one surely lies above the other over most of the range, and nowhere below.
    """

    sizes: tuple[float, float]
    at: Estimate
    height: Estimate
    parted: bool

    @property
    def there(self) -> bool:
        """Whether they cross."""
        return bool(np.isfinite(self.at.value))


def cumulant(scan: Scan, *, resamples: int = RESAMPLES, seed: int = 0) -> Curve:
    """Binder's cumulant over the control parameter.

    Args:
        scan: what was seen of a symmetric order parameter; with its sign, or without: it makes no difference.
        resamples, seed: of the bootstrap.
    """

    def binder(moments: Floats) -> Floats:
        second, fourth = moments[..., 1, :], moments[..., 3, :]
        ratio: Floats = fourth / np.maximum(3.0 * second**2, 1e-300)
        return np.where(second > 1e-12, 1.0 - ratio, np.nan)

    return curve(scan, binder, resamples=resamples, seed=seed)


def crossing(small: Curve, large: Curve) -> Crossing:
    """Where two cumulants cross, if they do.

    They do where the larger system's lies surely (by `SURE` standard errors) on one side of the
    smaller's at the `NEAR` points before, taken together, and on the other side at those after; the
    place is that of a parabola fitted to the difference at the `FITTED` points. Where curves touch
    without parting there is no crossing: far from a transition all of them come together.

    Args:
        small, large: cumulants at the same values of the control parameter.

    Raises:
        ValueError: for different values of the control parameter.
    """
    if not np.array_equal(small.control, large.control):
        raise ValueError("the curves must be at the same values of the control parameter")
    gap, error = large.value - small.value, np.hypot(small.error, large.error)
    there = np.isfinite(gap) & np.isfinite(error)  # where nothing varies there is no cumulant
    control, gap, error = small.control[there], gap[there], np.maximum(error[there], 1e-12)
    gaps = (large.resamples - small.resamples)[:, there]
    sides = [
        (
            _sure(gap[max(k - NEAR, 0) : k], error[max(k - NEAR, 0) : k]),
            _sure(gap[k : k + NEAR], error[k : k + NEAR]),
        )
        for k in range(1, len(gap))
    ]
    clear = [min(abs(a), abs(b)) if a * b < 0.0 else 0.0 for a, b in sides]
    sizes = (small.size, large.size)
    if max(clear, default=0.0) < SURE:
        surely = np.where(np.abs(gap) > 2.0 * error, np.sign(gap), 0.0)
        parted = bool(abs(surely.sum()) >= MOST * len(there))
        none = Estimate.of(float("nan"), np.empty(0))
        return Crossing(sizes, none, none, parted)
    k = int(np.argmax(clear)) + 1  # of several the clearest
    near = slice(max(k - FITTED, 0), k + FITTED)
    x, weight = control[near], 1.0 / error[near]
    middle = (control[k - 1] + control[k]) / 2.0
    at = _root(x, gap[near], weight, middle)
    ats = np.array([_root(x, row, weight, middle) for row in gaps[:, near]])
    height = float(np.interp(at, small.control, small.value))
    heights = np.array(
        [
            np.interp(place, small.control, row) if np.isfinite(place) else np.nan
            for place, row in zip(ats, small.resamples, strict=True)
        ]
    )
    return Crossing(sizes, Estimate.of(at, ats), Estimate.of(height, heights), False)


def crossings(curves: Sequence[Curve]) -> list[Crossing]:
    """Crossings of the smallest size with each at least twice as large, else with the largest.

    The cumulants of neighbouring sizes differ by too little to tell where they cross.
    """
    first, *larger = sorted(curves, key=lambda one: one.size)
    far = [one for one in larger if one.size >= 2 * first.size] or larger[-1:]
    return [crossing(first, one) for one in far]


def _sure(gap: Floats, error: Floats) -> float:
    """How many standard errors some differences lie from zero, taken together."""
    weight = 1.0 / error**2
    return float((weight * gap).sum() / np.sqrt(weight.sum()))


def _root(x: Floats, gap: Floats, weight: Floats, near: float) -> float:
    """Where a parabola through the points is zero, next to a place; NaN outside of the points."""
    if np.isnan(gap).any():
        return float("nan")
    bend, slope, level = np.polyfit(x - near, gap, 2, w=weight)
    places = np.roots([bend, slope, level])
    real = near + places[np.isreal(places)].real
    inside = real[(real >= x[0]) & (real <= x[-1])]
    return float(inside[np.abs(inside - near).argmin()]) if len(inside) else float("nan")
