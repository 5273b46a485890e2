"""What a system does as it grows, and whether that is a transition.

A finite system has no sharp transition, only a region in which it can go either way. It is the foot of a
transition when, as the system grows, (1) its fluctuations peak within the range, (2) the peak grows,
(3) the region narrows, and (4) the cumulants of different sizes cross in one place. `verdict` asks these
four, says what it found for each, and says "no transition in this sense" when the answer to one is surely
no. A region that neither grows nor narrows is a crossover: things change with the control parameter, but
each part by itself.

Alliances have some 3 to 30 members. Whatever is found over such sizes is a trend over less than one power
of ten and no limit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from experiments.transitions.cumulant import Crossing, crossings, cumulant
from experiments.transitions.scan import Curve, Estimate, Floats, Scan
from experiments.transitions.susceptibility import Peak, peak, susceptibility
from sim.observers.resampling import RESAMPLES

Answer = Literal["yes", "no", "cannot tell"]

LEAST = 0.25
"""Exponent below which nothing is said to grow: less than a fifth more for twice the size."""
SURELY_INSIDE = 0.95
"""Share of the resamples in which a peak must lie within the range."""


@dataclass(frozen=True)
class Criterion:
    """One of the four questions.

    Attributes:
        asks: the question.
        answer: yes, no or cannot tell.
        because: what was found.
    """

    asks: str
    answer: Answer
    because: str


@dataclass(frozen=True)
class Comparison:
    """A system at several sizes.

    Attributes:
        chi: susceptibilities, the smallest size first.
        binder: cumulants.
        peaks: of the susceptibilities.
        crossings: of the cumulants of the smallest size with those at least twice as large.
        growth: exponent g of the height of the peaks, height ~ size^g (gamma/nu at a transition).
        narrowing: exponent of their width, width ~ size^-n (1/nu at a transition).
        criteria: the four questions.
    """

    chi: tuple[Curve, ...]
    binder: tuple[Curve, ...]
    peaks: tuple[Peak, ...]
    crossings: tuple[Crossing, ...]
    growth: Estimate
    narrowing: Estimate
    criteria: tuple[Criterion, ...]

    @property
    def verdict(self) -> Answer:
        """Whether there is a transition, as far as these sizes tell."""
        answers = {criterion.answer for criterion in self.criteria}
        if "no" in answers:
            return "no"
        return "yes" if answers == {"yes"} else "cannot tell"

    def text(self) -> str:
        """The verdict in a sentence."""
        reason = {
            "yes": "a transition, as far as these sizes tell",
            "no": "no transition in this sense",
            "cannot tell": "cannot tell whether there is a transition",
        }[self.verdict]
        why = [c.because for c in self.criteria if c.answer == self.verdict]
        return f"{reason}: {'; '.join(why)}"


def compare(
    scans: Sequence[Scan],
    *,
    fluctuations: Sequence[Scan] | None = None,
    centred: bool = False,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Comparison:
    """Compare a system at several sizes.

    Args:
        scans: one for each size, at the same values of the control parameter.
        fluctuations: the same for the susceptibility, when that wants the order parameter in another
            form (without its sign, say).
        centred: as for `cumulant`.
        resamples, seed: of the bootstrap.

    Raises:
        ValueError: for fewer than two sizes.
    """
    ordered = sorted(scans, key=lambda one: one.size)
    swings = sorted(fluctuations or scans, key=lambda one: one.size)
    sizes = np.array([scan.size for scan in ordered])
    if len(set(sizes)) < 2:
        raise ValueError("a comparison of sizes needs two sizes or more")
    chi = tuple(
        susceptibility(scan, resamples=resamples, seed=seed + k) for k, scan in enumerate(swings)
    )
    binder = tuple(
        cumulant(scan, centred=centred, resamples=resamples, seed=seed + k)
        for k, scan in enumerate(ordered)
    )
    peaks = tuple(peak(one) for one in chi)
    met = tuple(crossings(binder))
    growth = power(sizes, [one.height for one in peaks])
    shrinks = power(sizes, [one.width for one in peaks])
    narrowing = Estimate(-shrinks.value, -shrinks.high, -shrinks.low, shrinks.found)
    criteria = (
        _inside(peaks, sizes),
        _grows(growth),
        _narrows(narrowing, chi[0].control),
        _crosses(met, peaks[-1].width.value),
    )
    return Comparison(chi, binder, peaks, met, growth, narrowing, criteria)


def power(sizes: Floats, estimates: Sequence[Estimate]) -> Estimate:
    """The exponent of a power law through estimates, with its 95 % interval.

    A straight line through logarithms, weighted by their errors; its error counts both theirs and how
    far they lie from a line. Not found when two or fewer estimates are there and one is missing.
    """
    there = np.array(
        [np.isfinite(one.value) and one.value > 0.0 and one.low > 0.0 for one in estimates]
    )
    if there.sum() < 2:
        return Estimate.of(float("nan"), np.empty(0))
    own = [one for one, ok in zip(estimates, there, strict=True) if ok]
    x, y = np.log(sizes[there]), np.log([one.value for one in own])
    error = np.array([max(np.log(one.high / one.low) / 3.92, 1e-6) for one in own])
    weight = 1.0 / error**2
    middle = np.average(x, weights=weight)
    spread = float((weight * (x - middle) ** 2).sum())
    slope = float((weight * (x - middle) * y).sum() / spread)
    rest = y - np.average(y, weights=weight) - slope * (x - middle)
    strain = float((weight * rest**2).sum() / (len(x) - 2)) if len(x) > 2 else 1.0
    half = 1.96 * float(np.sqrt(max(strain, 1.0) / spread))
    return Estimate(slope, slope - half, slope + half, float(there.mean()))


def _inside(peaks: Sequence[Peak], sizes: Floats) -> Criterion:
    asks = "does the susceptibility peak within the range?"
    off = [
        f"{size:g}" for size, one in zip(sizes, peaks, strict=True) if one.inside < SURELY_INSIDE
    ]
    if not off:
        return Criterion(asks, "yes", "the susceptibility peaks within the range at all sizes")
    # A peak that leaves the range as the system grows is none within it.
    gone = peaks[-1].inside < 1.0 - SURELY_INSIDE
    reason = (
        f"the susceptibility {'is' if gone else 'may be'} highest at an end of the range for size "
        f"{', '.join(off)}"
    )
    return Criterion(asks, "no" if gone else "cannot tell", reason)


def _grows(growth: Estimate) -> Criterion:
    asks = "does the peak grow with size?"
    reason = f"the peak's height goes with size to the power {growth.text(2)}"
    return Criterion(asks, _above_zero(growth), reason)


def _narrows(narrowing: Estimate, control: Floats) -> Criterion:
    asks = "does the region narrow with size?"
    if not np.isfinite(narrowing.value):
        wide = (
            f"within {control[0]:.3g} to {control[-1]:.3g} the susceptibility does not fall to half"
        )
        return Criterion(asks, "cannot tell", wide)
    reason = (
        f"the peak's width goes with size to the power {-narrowing.value:.2f} "
        f"({-narrowing.high:.2f} to {-narrowing.low:.2f})"
    )
    return Criterion(asks, _above_zero(narrowing), reason)


def _above_zero(estimate: Estimate) -> Answer:
    if not np.isfinite(estimate.value):
        return "cannot tell"
    if estimate.low > 0.0:
        return "yes"
    # An exponent that may be zero, but surely is not one of a transition either, is a no.
    return "no" if estimate.high < LEAST else "cannot tell"


def _crosses(met: Sequence[Crossing], width: float) -> Criterion:
    """Whether the cumulants cross, in places that are the same or within half of the largest's region.

    The largest tells: where smaller ones are not seen to cross, that may be for want of runs.
    """
    asks = "do the cumulants cross in one place?"
    smallest = f"{met[0].sizes[0]:g}"
    if all(one.parted for one in met):
        return Criterion(
            asks, "no", f"the cumulants part from that of size {smallest} and never cross it"
        )
    there = [one for one in met if one.there]
    if not met[-1].there:
        unseen = ", ".join(f"{one.sizes[1]:g}" for one in met if not one.there)
        reason = f"the cumulant of size {unseen} cannot be seen to cross that of {smallest}"
        return Criterion(asks, "cannot tell", reason)
    reason = f"the cumulants cross at {', '.join(one.at.text() for one in there)}"
    together = max(one.at.low for one in there) <= min(one.at.high for one in there)
    if together or np.ptp([one.at.value for one in there]) <= width / 2.0:
        return Criterion(asks, "yes", reason)
    return Criterion(asks, "cannot tell", f"{reason}: too far apart for one place")
