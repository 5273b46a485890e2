"""What a system does as it grows, and whether that is a transition.

A finite system has no sharp transition, only a region in which it can go either way. It is the foot of one when,
as the system grows, (1) its fluctuations peak within the range, (2) the peak grows, and (3) the region narrows.
Where the two states differ by sign alone, as in a magnet, (4) cumulants of different sizes cross in one place
besides: that may say no, and where, but is not needed for a yes. Elsewhere they need not cross, and an outcome of
two values has centred cumulants that only touch. `verdict` asks these, says what it found for each, and says no
when the answer to one is surely no. A peak that grows and does not narrow is luck that all parts share; one that
does neither is a crossover: each part by itself.

What sharpens is named by what was turned: over a *parameter* it is a transition, over where the system *starts*
a separatrix. How often the verdict is right is measured on known systems (`experiments.transitions.rates`).

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

Over = Literal["parameter", "start"]
Kind = Literal["plain", "symmetric", "absorbing"]

WEAK = 0.3
"""Exponent of narrowing that a verdict with enough power must not miss more than one time in five."""
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
        binder: cumulants, where the states differ by sign; else none.
        peaks: of the susceptibilities.
        crossings: of the cumulants of the smallest size with those at least twice as large.
        growth: exponent g of the height of the peaks, height ~ size^g (gamma/nu at a transition).
        narrowing: exponent of their width, width ~ size^-n (1/nu at a transition).
        limit: where the peaks go as the system grows, by a straight line over width; NaN for two sizes.
        criteria: the questions.
        over: what was turned: a parameter, or where the system starts.
    """

    chi: tuple[Curve, ...]
    binder: tuple[Curve, ...]
    peaks: tuple[Peak, ...]
    crossings: tuple[Crossing, ...]
    growth: Estimate
    narrowing: Estimate
    limit: Estimate
    criteria: tuple[Criterion, ...]
    over: Over = "parameter"

    @property
    def missed(self) -> float:
        """Exponent of narrowing that these sizes and runs would miss one time in five; infinite for none."""
        half = (self.narrowing.high - self.narrowing.low) / 2.0
        return half * (1.96 + 0.84) / 1.96 if np.isfinite(half) else float("inf")

    @property
    def verdict(self) -> Answer:
        """Whether it sharpens, as far as these sizes tell."""
        if any(criterion.answer == "no" for criterion in self.criteria):
            return "no"
        peaks = {criterion.answer for criterion in self.criteria[:3]}
        return "yes" if peaks == {"yes"} else "cannot tell"

    def text(self) -> str:
        """The verdict in a sentence, with the power where it is left open; a no excludes `LEAST`."""
        what = {"parameter": "transition", "start": "separatrix that sharpens"}[self.over]
        reason = {
            "yes": f"a {what}, as far as these sizes tell",
            "no": f"no {what}",
            "cannot tell": f"cannot tell whether there is a {what}",
        }[self.verdict]
        why = [c.because for c in self.criteria if c.answer == self.verdict]
        if self.verdict == "cannot tell" and self.missed > WEAK:
            missed = f"{self.missed:.1f}" if np.isfinite(self.missed) else "any size"
            why.append(
                f"low power: narrowing by an exponent of {missed} would be missed one time in five"
            )
        return f"{reason}: {'; '.join(why)}"


def compare(
    scans: Sequence[Scan],
    *,
    kind: Kind = "plain",
    over: Over = "parameter",
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Comparison:
    """Compare a system at several sizes.

    Args:
        scans: one for each size, at the same values of the control parameter.
        kind: "symmetric" where the two states differ by sign alone, and the order parameter has that sign:
            fluctuations are those of its size, and cumulants are asked too. "absorbing" where one state is for
            good, and the order parameter is that of those which are not in it: fluctuations are taken
            relative to its mean (Ferreira, Castellano & Pastor-Satorras 2012).
        over: what was turned: a parameter, or where the system starts.
        resamples, seed: of the bootstrap.

    Raises:
        ValueError: for fewer than two sizes.
    """
    ordered = sorted(scans, key=lambda one: one.size)
    symmetric = kind == "symmetric"
    swings = [unsigned(scan) for scan in ordered] if symmetric else ordered
    sizes = np.array([scan.size for scan in ordered])
    if len(set(sizes)) < 2:
        raise ValueError("a comparison of sizes needs two sizes or more")
    chi = tuple(
        susceptibility(scan, relative=kind == "absorbing", resamples=resamples, seed=seed + k)
        for k, scan in enumerate(swings)
    )
    binder = tuple(
        cumulant(scan, resamples=resamples, seed=seed + k)
        for k, scan in enumerate(ordered if symmetric else [])
    )
    peaks = tuple(peak(one) for one in chi)
    met = tuple(crossings(binder)) if symmetric else ()
    growth = power(sizes, [one.height for one in peaks])
    shrinks = power(sizes, [one.width for one in peaks])
    narrowing = Estimate(-shrinks.value, -shrinks.high, -shrinks.low, shrinks.found)
    limit = _limit(sizes, [one.at for one in peaks], narrowing.value)
    criteria = [_inside(peaks, sizes), _grows(growth), _narrows(narrowing, chi[0].control)]
    if symmetric:
        criteria.append(_crosses(met, peaks[-1].width.value))
    return Comparison(chi, binder, peaks, met, growth, narrowing, limit, tuple(criteria), over)


def unsigned(scan: Scan) -> Scan:
    """The same with the size of the order parameter and not its sign, as susceptibility wants it.

    A finite system turns over now and then; with its sign the mean of its order parameter is zero on both
    sides of a transition.
    """
    return Scan(scan.control, np.abs(scan.values), scan.size, scan.units)


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


def _limit(sizes: Floats, places: Sequence[Estimate], narrowing: float) -> Estimate:
    """Where peaks go: a straight line of their places against size^-narrowing, continued to zero."""
    off = any(not np.isfinite(one.value) for one in places)
    if len(sizes) < 3 or off or not narrowing > 0.0:
        return Estimate.of(float("nan"), np.empty(0))
    x, y = sizes**-narrowing, np.array([one.value for one in places])
    weight = 1.0 / np.array([max((one.high - one.low) / 3.92, 1e-6) for one in places]) ** 2
    middle = np.average(x, weights=weight)
    spread = float((weight * (x - middle) ** 2).sum())
    slope = float((weight * (x - middle) * y).sum() / spread)
    level = float(np.average(y, weights=weight)) - slope * float(middle)
    rest = y - level - slope * x
    strain = max(float((weight * rest**2).sum() / (len(x) - 2)), 1.0)
    half = 1.96 * float(np.sqrt(strain * (1.0 / weight.sum() + middle**2 / spread)))
    return Estimate(level, level - half, level + half)


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
    return Criterion(asks, _exponent(growth), reason)


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
    return Criterion(asks, _exponent(narrowing), reason)


def _exponent(estimate: Estimate) -> Answer:
    if not np.isfinite(estimate.value):
        return "cannot tell"
    if estimate.high < LEAST:
        return "no"
    return "yes" if estimate.low > 0.0 and estimate.value >= LEAST else "cannot tell"


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
