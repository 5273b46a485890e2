"""Two histories meet at one and the same control, and are left alone there: do they become alike?

This is the test of hysteresis that no speed can fool. Runs that come from good and from bad circumstances
get the same control, and wait. Where the past is forgotten their distance goes to nothing: what looked
like a loop was a lag. Where it stays there are two ways of living at one control, or something was lost
that cannot come back.
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
LASTING = 0.5
"""Share of the distance halfway through the wait that must be left at its end for the past to be kept."""


@dataclass(frozen=True)
class Meeting:
    """What becomes of the distance between two pasts at one value of a control.

    Attributes:
        control: the value.
        waits: (moments,) time waited.
        gaps: the distance, good less bad, at each moment.
        left: share of the first distance that is left at the end.
        lasting: share of the distance halfway through the wait that is left at the end.
        far: share of the pairs that are further apart at the end than half of what those with a good past
            have in the mean. A mean distance can be all pairs a little apart, or a few far.
    """

    control: float
    waits: Floats
    gaps: tuple[Estimate, ...]
    left: Estimate
    lasting: Estimate
    far: Estimate

    @property
    def verdict(self) -> str:
        """Whether the past is forgotten, kept, fading, or this is not told: the interval is too wide.

        Noise lets every past be forgotten in the end. So kept is what hardly fades any more: of the
        distance halfway through the wait surely more than half is left at the end.
        """
        last = self.gaps[-1]
        if max(abs(last.low), abs(last.high)) < LEAST:
            return "forgotten"
        if max(abs(self.left.low), abs(self.left.high)) < FORGOTTEN:
            return "forgotten"
        if not self.left.low > 0.0:
            return "not told"
        kept = self.lasting.low > LASTING and self.left.low > FORGOTTEN
        return "kept" if kept else "fading"


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
            far = np.abs(apart[-1]) > np.abs(high[-1].mean()) / 2.0
            split = Estimate.of(float(far.mean()), far @ weights)
            found.append(Meeting(float(value), self.waits, gaps, left, lasting, split))
        return found


def _share(mean: Floats, drawn: Floats, moment: int) -> Estimate:
    """The last distance against that at a moment; none where there was none then."""
    if mean[moment] == 0.0:
        return Estimate(float("nan"), float("nan"), float("nan"), 0.0)
    then = np.where(drawn[moment] == 0.0, np.nan, drawn[moment])
    return Estimate.of(float(mean[-1] / mean[moment]), drawn[-1] / then)
