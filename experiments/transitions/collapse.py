"""Data collapse: whether curves of all sizes are one curve, seen at different scales.

Near a continuous transition at x_c a quantity of a system of size L is

    y(x, L) = L^(a/nu) f((x - x_c) L^(1/nu))

with one function f for all sizes. So y L^(-a/nu) over (x - x_c) L^(1/nu) falls on one curve when x_c and
the exponents are right: they are found by making the distance from one curve small. a is -beta for the
order parameter, gamma for the susceptibility, 0 for the cumulant. How far the points lie from the curve
that those of the other sizes make, in standard errors, is the quality S of Houdayer & Hartmann (2004,
Phys. Rev. B 70, 014418, appendix): about 1 when the curves collapse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from experiments.transitions.scan import Curve, Estimate, Floats

GOOD = 2.0
"""Quality up to which curves are said to collapse: points lie within some 1.4 standard errors."""
LEAST = 0.5
"""Share of all points that must lie in the range of another size's."""
REFITS = 60
"""Bootstrap resamples that are fitted anew, unless said otherwise."""


@dataclass(frozen=True)
class Collapse:
    """The best collapse of a quantity.

    Attributes:
        critical: x_c.
        inverse_nu: 1/nu.
        ratio: a/nu.
        quality: S at the best fit; infinite where fewer than `LEAST` of the points can be compared.
    """

    critical: Estimate
    inverse_nu: Estimate
    ratio: Estimate
    quality: float

    @property
    def holds(self) -> bool:
        """Whether the curves collapse, with a transition inside what was looked at."""
        return self.quality <= GOOD and self.inverse_nu.low > 0.0


def scaled(curve: Curve, critical: float, inverse_nu: float, ratio: float) -> tuple[Floats, Floats]:
    """(points,) twice: a curve's control parameter and values at the common scale."""
    return ((curve.control - critical) * curve.size**inverse_nu, curve.value * curve.size**-ratio)


def quality(curves: Sequence[Curve], critical: float, inverse_nu: float, ratio: float,
            rows: Sequence[Floats] | None = None) -> float:  # fmt: skip
    """How far the points lie from one curve: the mean squared distance in standard errors.

    Args:
        curves: one for each size.
        critical, inverse_nu, ratio: the scale, as in `Collapse`.
        rows: values to use instead of the curves' own, such as a resample.
    """
    values = [curve.value for curve in curves] if rows is None else rows
    x = [(curve.control - critical) * curve.size**inverse_nu for curve in curves]
    y = [row * curve.size**-ratio for row, curve in zip(values, curves, strict=True)]
    variance = [np.maximum((curve.error * curve.size**-ratio) ** 2, 1e-30) for curve in curves]
    own = np.repeat(np.arange(len(curves)), [len(row) for row in x])
    line, spread, there = _others(np.concatenate(x), own, x, y, variance)
    if there.mean() < LEAST:
        return float("inf")
    far = (np.concatenate(y) - line) ** 2 / (np.concatenate(variance) + spread)
    return float(far[there].mean())


def collapse(curves: Sequence[Curve], critical: float, inverse_nu: float = 1.0, ratio: float = 0.0, *,
             fixed_ratio: bool = False, refits: int = REFITS) -> Collapse:  # fmt: skip
    """Find the scale at which curves of several sizes fall on one.

    Args:
        curves: of one quantity, one for each size; three or more sizes.
        critical, inverse_nu, ratio: where to begin.
        fixed_ratio: keep the ratio as it is, as for a cumulant, which has none.
        refits: bootstrap resamples that are fitted anew.

    Returns:
        The best scale, with intervals from fitting bootstrap resamples anew.

    Raises:
        ValueError: for fewer than three sizes.
    """
    if len({curve.size for curve in curves}) < 3:
        raise ValueError(
            "a collapse needs three sizes or more: two can always be laid on each other"
        )
    reach = min(float(np.ptp(curve.control)) for curve in curves)
    unit = np.array([0.05 * reach, 0.2, 0.2])[: 2 if fixed_ratio else 3]

    def fit(rows: Sequence[Floats] | None, begin: Floats) -> tuple[Floats, float]:
        def cost(place: Floats) -> float:
            scale = (place[0], place[1], ratio if fixed_ratio else place[2])
            return min(quality(curves, *scale, rows), 1e9)

        corners = np.vstack([begin, begin + np.diag(unit)])
        found = minimize(cost, begin, method="Nelder-Mead",
                         options={"initial_simplex": corners, "xatol": 1e-3, "fatol": 1e-3,
                                  "maxiter": 300})  # fmt: skip
        return found.x, float(found.fun)

    begin = np.array([critical, inverse_nu, ratio])[: len(unit)]
    best, far = min((fit(None, begin * [1.0, by, *[1.0] * (len(unit) - 2)]) for by in (0.5, 1.0, 2.0)),
                    key=lambda one: one[1])  # fmt: skip
    refits = min(refits, *(len(one.resamples) for one in curves))
    # Resamples scatter about what was seen as that does about the truth: fitted with the same errors.
    again = np.array([fit([one.resamples[b] for one in curves], best)[0] for b in range(refits)])
    estimates = [Estimate.of(float(one), row) for one, row in zip(best, again.T, strict=True)]
    if fixed_ratio:
        estimates.append(Estimate(ratio, ratio, ratio))
    place, inverse, own = estimates
    return Collapse(place, inverse, own, far if far < 1e9 else float("inf"))


def _others(at: Floats, own: NDArray[np.intp], x: Sequence[Floats], y: Sequence[Floats],
            variance: Sequence[Floats]) -> tuple[Floats, Floats, NDArray[np.bool_]]:  # fmt: skip
    """The line through the neighbouring points of the other sizes, its variance, and where it is.

    At each place two points of each size that has some on both sides go into a weighted straight line.

    Args:
        at: (places,) where.
        own: (places,) which size each place belongs to: its points are left out.
        x, y, variance: for each size (points,).
    """
    sums = np.zeros((5, len(at)))  # weights times 1, x, y, xx, xy, with x from the place itself
    for k in range(len(x)):
        right = np.clip(np.searchsorted(x[k], at), 1, len(x[k]) - 1)
        inside = (at >= x[k][0]) & (at <= x[k][-1]) & (own != k)
        for index in (right - 1, right):
            weight, far, high = inside / variance[k][index], x[k][index] - at, y[k][index]
            sums[0] += weight
            sums[1] += weight * far
            sums[2] += weight * high
            sums[3] += weight * far * far
            sums[4] += weight * far * high
    whole, first, level, second, mixed = sums
    base = whole * second - first**2
    there = base > 1e-12 * np.maximum(whole * second, 1e-300)
    safe = np.where(there, base, 1.0)
    return (second * level - first * mixed) / safe, second / safe, there
