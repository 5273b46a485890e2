"""Data collapse: whether curves of all sizes are one curve, seen at different scales.

Near a continuous transition at x_c a quantity of a system of size L is

    y(x, L) = L^(a/nu) f((x - x_c) L^(1/nu))

with one function f for all sizes. So y L^(-a/nu) over (x - x_c) L^(1/nu) falls on one curve when x_c and
the exponents are right. f is not known; a smooth one (a cubic spline with a few knots) is fitted along
with the scale, to all points at once, so that none can be lost by sliding the curves apart. a is -beta for
the order parameter, gamma for the susceptibility, 0 for the cumulant. The quality S is the mean squared
distance of the points from the one curve in standard errors: about 1 when the curves collapse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.interpolate import BSpline
from scipy.optimize import least_squares

from experiments.transitions.scan import Curve, Estimate, Floats

GOOD = 2.0
"""Quality up to which curves are said to collapse: points lie within some 1.4 standard errors."""
KNOTS = 4
"""Inner knots of the common curve."""
STEEPEST = 4.0
"""Bound of 1/nu; that of a/nu is as large, either way."""
REFITS = 60
"""Bootstrap resamples that are fitted anew, unless said otherwise."""
_SMALLEST = 1e-3


@dataclass(frozen=True)
class Collapse:
    """The best collapse of a quantity.

    Attributes:
        critical: x_c.
        inverse_nu: 1/nu.
        ratio: a/nu.
        quality: S at the best fit.
    """

    critical: Estimate
    inverse_nu: Estimate
    ratio: Estimate
    quality: float

    @property
    def holds(self) -> bool:
        """Whether the curves collapse, and do so at different scales: 1/nu = 0 is no transition."""
        return self.quality <= GOOD and self.inverse_nu.low > _SMALLEST


def scaled(curve: Curve, critical: float, inverse_nu: float, ratio: float) -> tuple[Floats, Floats]:
    """(points,) twice: a curve's control parameter and values at the common scale."""
    return ((curve.control - critical) * curve.size**inverse_nu, curve.value * curve.size**-ratio)


def quality(curves: Sequence[Curve], critical: float, inverse_nu: float, ratio: float) -> float:
    """How far the points lie from one curve at a given scale: S, see above.

    Args:
        curves: one for each size.
        critical, inverse_nu, ratio: the scale, as in `Collapse`.
    """
    points = _Points(curves)
    off = points.off(points.value, critical, inverse_nu, ratio)
    return _mean_square(off[points.there], KNOTS + 4)


def collapse(
    curves: Sequence[Curve],
    critical: float,
    inverse_nu: float = 1.0,
    ratio: float = 0.0,
    *,
    fixed_ratio: bool = False,
    refits: int = REFITS,
) -> Collapse:
    """Find the scale at which curves of several sizes fall on one.

    Args:
        curves: of one quantity, one for each size; three or more sizes.
        critical, inverse_nu, ratio: where to begin; the critical point lies within the range of all.
        fixed_ratio: keep the ratio as it is, as for a cumulant, which has none.
        refits: bootstrap resamples that are fitted anew.

    Returns:
        The best scale, with intervals from the refits. They count chance, and not that small systems
        never lie quite on a common curve.

    Raises:
        ValueError: for fewer than three sizes.
    """
    if len({curve.size for curve in curves}) < 3:
        raise ValueError(
            "a collapse needs three sizes or more: two can always be laid on each other"
        )
    points = _Points(curves)
    first = max(float(one.control[0]) for one in curves)
    last = min(float(one.control[-1]) for one in curves)
    free = 2 if fixed_ratio else 3
    low = np.array([first, 0.0, -STEEPEST])[:free]
    high = np.array([last, STEEPEST, STEEPEST])[:free]
    unit = np.array([0.1 * (last - first), 0.3, 0.3])[:free]

    def fit(values: Floats, begin: Floats) -> tuple[Floats, float]:
        def off(place: Floats) -> Floats:
            return points.off(values, place[0], place[1], ratio if fixed_ratio else place[2])

        begin = np.clip(begin, low + 1e-6, high - 1e-6)
        found = least_squares(
            off, begin, bounds=(low, high), x_scale=unit, diff_step=np.full(free, 1e-4)
        )
        return found.x, float(found.cost)

    def best_of(values: Floats, starts: list[Floats]) -> Floats:
        return min((fit(values, start) for start in starts), key=lambda one: one[1])[0]

    begin = np.array([critical, inverse_nu, ratio])[:free]
    middles = (critical, 0.75 * first + 0.25 * last, 0.25 * first + 0.75 * last)
    best = best_of(
        points.value,
        [
            np.array([middle, by * inverse_nu, *begin[2:]])
            for middle in middles
            for by in (0.5, 1.0, 2.0)
        ],
    )
    refits = min(refits, *(len(one.resamples) for one in curves))
    again = np.array(
        [
            best_of(np.concatenate([one.resamples[b] for one in curves]), [best, begin])
            for b in range(refits)
        ]
    )
    estimates = [Estimate.of(float(one), row) for one, row in zip(best, again.T, strict=True)]
    if fixed_ratio:
        estimates.append(Estimate(ratio, ratio, ratio))
    place, inverse, own = estimates
    off = points.off(points.value, place.value, inverse.value, own.value)
    return Collapse(place, inverse, own, _mean_square(off[points.there], KNOTS + 4 + free))


class _Points:
    """The points of all curves behind each other.

    Args:
        curves: one for each size.
    """

    def __init__(self, curves: Sequence[Curve]) -> None:
        self.control = np.concatenate([one.control for one in curves])
        self.value = np.concatenate([one.value for one in curves])
        self.size = np.concatenate([np.full(len(one.control), one.size) for one in curves])
        floor = _SMALLEST * float(np.nanmax(np.abs(self.value)))
        self.error = np.maximum(np.concatenate([one.error for one in curves]), floor)
        self.there = np.isfinite(self.value) & np.isfinite(self.error)

    def off(self, values: Floats, critical: float, inverse_nu: float, ratio: float) -> Floats:
        """(points,) distance of values from the best common curve, in standard errors; 0 for none."""
        x = (self.control - critical) * self.size**inverse_nu
        weight = np.where(self.there & np.isfinite(values), 1.0 / self.error, 0.0)
        design = _spline(x) * (self.size**ratio * weight)[:, None]
        wanted = np.nan_to_num(values) * weight
        common = np.linalg.lstsq(design, wanted, rcond=None)[0]
        off: Floats = wanted - design @ common
        return off


def _spline(x: Floats) -> Floats:
    """(points, knots + 4) cubic splines at each place, with knots where the points lie."""
    inner = np.quantile(x, np.linspace(0.0, 1.0, KNOTS + 2))
    knots = np.concatenate([inner[:1]] * 3 + [inner] + [inner[-1:]] * 3)
    values: Floats = BSpline.design_matrix(np.clip(x, inner[0], inner[-1]), knots, 3).toarray()
    return values


def _mean_square(off: Floats, fitted: int) -> float:
    return float((off**2).sum() / max(len(off) - fitted, 1))
