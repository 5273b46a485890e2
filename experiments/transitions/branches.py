"""Two histories meet at one and the same control, and are left alone there: do they become alike?

This is the test of hysteresis that no speed can fool, but a short wait can. Runs that come from good and from
bad circumstances get the same control, and wait. Where the past is forgotten their distance goes to nothing:
what looked like a loop was a lag. Where it stays there are two ways of living at one control, or something was
lost that cannot come back, or forgetting takes much longer than was waited: so a past is called kept only with
the time for which it surely is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from experiments.transitions.scan import Estimate, Floats
from sim.observers.resampling import RESAMPLES, resample

FORGOTTEN = 0.1
"""Share of the first distance below which the past counts as forgotten."""
LEAST = 0.01
"""Distance, in units of the order parameter, below which it counts as forgotten too."""
HARDLY = 0.1
"""Share of a distance that may fade within a wait as long as this one where the past is kept."""


@dataclass(frozen=True)
class Meeting:
    """What becomes of the distance between two pasts at one value of a control.

    Attributes:
        control: the value.
        waits: (moments,) time waited.
        gaps: the distance, good less bad, at each moment.
        left: share of the first distance that is left at the end.
        fading: rate at which the distance shrinks in the second half of the wait, per unit of time; 0 where it
            does not, NaN where there is none to shrink.
        far: share of the pairs that are further apart at the end than half of what those with a good past
            have in the mean. A mean distance can be all pairs a little apart, or a few far.
    """

    control: float
    waits: Floats
    gaps: tuple[Estimate, ...]
    left: Estimate
    fading: Estimate
    far: Estimate

    @property
    def verdict(self) -> str:
        """Whether the past is forgotten, kept, fading, or this is not told: the interval is too wide.

        Kept and fading go by the rate in the second half of the wait, at which less, or more, than `HARDLY` of
        the distance is surely lost within a wait as long.
        """
        last = self.gaps[-1]
        if max(abs(last.low), abs(last.high)) < LEAST:
            return "forgotten"
        if max(abs(self.left.low), abs(self.left.high)) < FORGOTTEN:
            return "forgotten"
        if not self.left.low > FORGOTTEN or not np.isfinite(self.fading.value):
            return "fading" if self.left.low > 0.0 else "not told"
        bound = -np.log1p(-HARDLY) / float(self.waits[-1])
        if self.fading.high < bound:
            return "kept"
        return "fading" if self.fading.low > bound else "not told"

    @property
    def lasts(self) -> float:
        """Time in which the distance surely does not halve, at the rate of the second half of the wait."""
        return float(np.log(2.0) / self.fading.high) if self.fading.high > 0.0 else float("inf")


@dataclass(frozen=True)
class Branches:
    """An order parameter of runs with a good and with a bad past, waiting at fixed values of a control.

    Attributes:
        control: (points,) values at which they wait.
        waits: (moments,) time waited, ascending from 0.
        good, bad: (points, moments, runs) the order parameter; the runs of one number are a pair.

    Raises:
        ValueError: for arrays that do not fit each other, or values that are not there (NaN).
    """

    control: Floats
    waits: Floats
    good: Floats
    bad: Floats

    def __post_init__(self) -> None:
        shape = (len(self.control), len(self.waits))
        if self.good.shape != self.bad.shape or self.good.shape[:2] != shape:
            raise ValueError(
                f"{self.good.shape} and {self.bad.shape} do not fit {shape[0]} values of "
                f"the control and {shape[1]} moments"
            )
        if np.isnan(self.good).any() or np.isnan(self.bad).any():
            raise ValueError("an order parameter must have a value at every moment of every run")
        if len(self.waits) < 3 or np.any(np.diff(self.waits) <= 0.0):
            raise ValueError("three moments or more are needed, ascending")

    def meetings(self, resamples: int = RESAMPLES, seed: int = 0) -> list[Meeting]:
        """What becomes of the distance at each value of the control."""
        runs = self.good.shape[2]
        weights = resample(runs, resamples, seed).T / runs
        middle = int(np.searchsorted(self.waits, self.waits[-1] / 2.0))
        found = []
        for value, high, apart in zip(self.control, self.good, self.good - self.bad, strict=True):
            mean, drawn = apart.mean(1), apart @ weights
            gaps = tuple(Estimate.of(float(m), d) for m, d in zip(mean, drawn, strict=True))
            left, lasting = (_share(mean, drawn, moment) for moment in (0, middle))
            span = float(self.waits[-1] - self.waits[middle])
            fading = _fading(lasting, span)
            far = np.abs(apart[-1]) > np.abs(high[-1].mean()) / 2.0
            split = Estimate.of(float(far.mean()), far @ weights)
            found.append(Meeting(float(value), self.waits, gaps, left, fading, split))
        return found


def _fading(lasting: Estimate, span: float) -> Estimate:
    """The rate at which a share is left after a time; the more is left, the lower it is."""
    value, low, high = (
        -np.log(max(share, 1e-9)) / span for share in (lasting.value, lasting.high, lasting.low)
    )
    return Estimate(value, low, high, lasting.found)


def _share(mean: Floats, drawn: Floats, moment: int) -> Estimate:
    """The last distance against that at a moment; none where there was none then."""
    if mean[moment] == 0.0:
        return Estimate(float("nan"), float("nan"), float("nan"), 0.0)
    then = np.where(drawn[moment] == 0.0, np.nan, drawn[moment])
    return Estimate.of(float(mean[-1] / mean[moment]), drawn[-1] / then)
