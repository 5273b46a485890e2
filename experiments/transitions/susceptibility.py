"""Susceptibility: how strongly the order parameter fluctuates, and where it does so most.

Parts that do not answer to each other have fluctuations that average out: N var(m) stays what it is
however many there are. Near a transition all parts swing together, and N var(m) peaks, the higher the
larger the system.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.transitions.scan import Curve, Estimate, Floats, Scan, curve
from sim.observers.resampling import RESAMPLES

NEAR = 0.6
"""Points whose susceptibility is at least this share of the highest make out the peak."""


@dataclass(frozen=True)
class Peak:
    """The peak of a susceptibility.

    Attributes:
        at: the control parameter where it is highest.
        height: how high.
        width: full width at half its height; NaN where it does not fall to half within the range.
        inside: share of the resamples in which it lies within the range and not at an end.
    """

    at: Estimate
    height: Estimate
    width: Estimate
    inside: float


def susceptibility(
    scan: Scan, *, relative: bool = False, resamples: int = RESAMPLES, seed: int = 0
) -> Curve:
    """Number of units times the variance of the order parameter, over the control parameter.

    Args:
        scan: what was seen.
        relative: divided by the mean, for a system that may die out: there the variance alone has no peak
            that grows.
        resamples, seed: of the bootstrap.
    """

    def chi(moments: Floats) -> Floats:
        values: Floats = scan.units * (moments[..., 1, :] - moments[..., 0, :] ** 2)
        values = np.maximum(values, 0.0)
        return values / np.maximum(moments[..., 0, :], 1e-12) if relative else values

    return curve(scan, chi, resamples=resamples, seed=seed)


def peak(chi: Curve) -> Peak:
    """Where a susceptibility is highest, how high, and how wide, with 95 % intervals."""
    at, height, width, inside = _peaks(chi.control, chi.value[None])
    ats, heights, widths, insides = _peaks(chi.control, chi.resamples)
    if not inside[0]:
        ats = np.where(insides, ats, chi.control[np.argmax(chi.resamples, axis=1)])
    return Peak(
        Estimate.of(at[0], ats),
        Estimate.of(height[0], heights),
        Estimate.of(width[0], widths),
        float(insides.mean()),
    )


def _peaks(control: Floats, rows: Floats) -> tuple[Floats, Floats, Floats, NDArray[np.bool_]]:
    """Place, height, width and whether it lies inside, of the peak of each row."""
    found = np.array([_peak(control, row) for row in rows])
    return found[:, 0], found[:, 1], found[:, 2], found[:, 3] > 0.0


def _peak(control: Floats, chi: Floats) -> tuple[float, float, float, float]:
    top = int(chi.argmax())
    at, height, inside = float(control[top]), float(chi[top]), 0 < top < len(chi) - 1
    first, last = _around(chi >= NEAR * height, top)
    if inside:
        # A parabola through the logarithm: the top of a bell, whatever its height.
        first, last = min(first, top - 1), max(last, top + 1)
        x, y = control[first : last + 1], np.log(np.maximum(chi[first : last + 1], 1e-300))
        bend, slope, level = np.polyfit(x - at, y, 2)
        if bend < 0.0:
            moved = -slope / (2.0 * bend)
            if x[0] < at + moved < x[-1]:
                at, height = at + moved, float(np.exp(level - slope**2 / (4.0 * bend)))
    return at, height, _half_width(control, chi, top, height / 2.0), float(inside)


def _around(mask: NDArray[np.bool_], top: int) -> tuple[int, int]:
    """First and last of the unbroken stretch of True around a place."""
    off = np.flatnonzero(~mask)
    before, after = off[off < top], off[off > top]
    return (
        int(before[-1]) + 1 if len(before) else 0,
        int(after[0]) - 1 if len(after) else len(mask) - 1,
    )


def _half_width(control: Floats, chi: Floats, top: int, half: float) -> float:
    first, last = _around(chi >= half, top)
    if first == 0 or last == len(chi) - 1 or not half > 0.0:
        return float("nan")

    def crossed(inner: int, outer: int) -> float:
        part = (chi[inner] - half) / (chi[inner] - chi[outer])
        return float(control[inner] + part * (control[outer] - control[inner]))

    return crossed(last, last + 1) - crossed(first, first - 1)
