"""Loops: a control turned slowly up and down again, and whether the way back is the way there.

A control parameter goes from one end of its range to the other and back inside one run. Where the order
parameter takes another way back there is a loop. A loop alone proves little: anything slow lags behind a
control that moves, and its loop vanishes when the control moves slowly enough. So loops are drawn at
several speeds, and the area is continued to no speed at all.

How the area shrinks on the way there is known at both ends: with the speed for a lag of a fixed time, with
the speed to the power 2/3 for a system that tips where one of two states ceases to be (Jung, Gray, Roy &
Mandel 1990, Phys. Rev. Lett. 65:1873). The straight line that fits a lag gives a tipping system too large
an area, so the power is fitted, between these two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import chi2

from experiments.transitions.scan import Estimate, Floats
from sim.arrays import Bits
from sim.observers.resampling import RESAMPLES, resample

POWERS = np.linspace(2.0 / 3.0, 1.0, 21)
"""Of the speed, that an area may shrink with."""
MISFIT = 0.01
"""Chance below which areas are said not to follow any such power."""
LEAST = 0.01
"""Size of an area, in units of the order parameter, below which it is nothing worth a name."""


@dataclass(frozen=True)
class Loop:
    """An order parameter while a control goes there and back.

    Attributes:
        control: (steps,) values of the control, ascending.
        there: (runs, steps) the order parameter as the control rises.
        back: (runs, steps) the same as it falls, at the same values of the control.
        duration: time that one way takes.

    Raises:
        ValueError: for arrays that do not fit each other, or values that are not there (NaN).
    """

    control: Floats
    there: Floats
    back: Floats
    duration: float

    def __post_init__(self) -> None:
        if self.there.shape != self.back.shape or self.there.shape[1:] != self.control.shape:
            raise ValueError(
                f"ways {self.there.shape} and {self.back.shape} do not fit "
                f"{self.control.shape} values of the control"
            )
        if np.any(np.diff(self.control) <= 0.0):
            raise ValueError("the control must ascend")
        if np.isnan(self.there).any() or np.isnan(self.back).any():
            raise ValueError("an order parameter must have a value at every step of every run")

    @property
    def areas(self) -> Floats:
        """(runs,) mean distance of the way back from the way there, over the range of the control."""
        span = self.control[-1] - self.control[0]
        area: Floats = np.trapezoid(self.back - self.there, self.control, axis=1) / span
        return area

    def only(self, runs: Bits) -> Loop:
        """Some of the runs."""
        return Loop(self.control, self.there[runs], self.back[runs], self.duration)

    def less(self, other: Loop) -> Loop:
        """The loop less another of the same runs and control."""
        return Loop(self.control, self.there - other.there, self.back - other.back, self.duration)

    def area(self, resamples: int = RESAMPLES, seed: int = 0) -> Estimate:
        """The mean area, with its interval over runs: above 0 where it lies higher as it falls."""
        areas = self.areas
        drawn = resample(len(areas), resamples, seed) @ areas / len(areas)
        return Estimate.of(float(areas.mean()), drawn)

    def turns(
        self, half: float | None = None, resamples: int = RESAMPLES, seed: int = 0
    ) -> tuple[Estimate, Estimate]:
        """Where the mean order parameter passes `half` as the control rises, and as it falls.

        Args:
            half: value of the order parameter that parts the two sides; midway between its means at the
                two ends of the control when left out.
            resamples: bootstrap resamples of runs.
            seed: of the resampling.
        """
        if half is None:
            half = float((self.there[:, [0, -1]].mean() + self.back[:, [0, -1]].mean()) / 2.0)
        drawn = resample(len(self.there), resamples, seed) / len(self.there)
        found = []
        for way in (self.there, self.back):
            passed = np.array([_passes(self.control, mean, half) for mean in drawn @ way])
            found.append(Estimate.of(_passes(self.control, way.mean(0), half), passed))
        return found[0], found[1]


@dataclass(frozen=True)
class Speeds:
    """Loops at several speeds, and what is left at none.

    Attributes:
        loops: the slowest last.
        areas: the area of each.
        still: the area continued to no speed.
        power: of the speed that it shrinks with.
        chance: that areas which follow such a power are as far from it as these.
        growth: of the size of the area, from the slowest but one to the slowest.
        rises: whether the area is surely larger at some speed than at a faster one: such turns are too fast
            for the system to follow, and tell nothing of what is left at none.
        least: area below which it counts as none.
    """

    loops: tuple[Loop, ...]
    areas: tuple[Estimate, ...]
    still: Estimate
    power: float
    chance: float
    growth: Estimate
    rises: bool
    least: float = LEAST

    @property
    def verdict(self) -> str:
        """What speeds tell: none, lag, stays, grows, or not told: areas follow no power of the speed."""
        if self._nothing(self.areas[-1]):
            return "none" if all(self._nothing(area) for area in self.areas) else "lag"
        if self.growth.low > 0.0:
            return "grows"
        if self.rises or self.chance < MISFIT:
            return "not told"
        beyond = np.sign(self.areas[-1].value) * self.still.value
        return "lag" if self.still.holds(0.0) or beyond < self.least else "stays"

    @property
    def reading(self) -> str:
        """One sentence."""
        slow = f"the area is {self.areas[-1].text()} at the slowest speed"
        return {
            "none": f"No loop at any speed: {slow}.",
            "lag": f"A lag: {slow}, and nothing is left of it at none.",
            "stays": f"A loop that stays: {slow}, and {self.still.text()} at none.",
            "grows": f"Speeds do not tell: {slow}, larger than at the speed before.",
            "not told": f"Speeds do not tell: {slow}, and areas at slower turns neither fall nor follow a power of the speed.",
        }[self.verdict]

    def _nothing(self, area: Estimate) -> bool:
        return area.holds(0.0) or max(abs(area.low), abs(area.high)) < self.least


def over_speeds(
    loops: Sequence[Loop], resamples: int = RESAMPLES, seed: int = 0, *, least: float = LEAST
) -> Speeds:
    """What is left of a loop at no speed.

    area = still + slope speed^power is fitted by least squares, weighted with the areas' covariance from
    resampled runs; the power is the one in `POWERS` that fits best, anew in each resample, so that the
    interval of `still` knows that it is not known.

    Args:
        loops: at four speeds or more, of equally many runs; runs of one number that share their chance
            over speeds stay together.
        resamples: bootstrap resamples of runs.
        seed: of the resampling.
        least: area below which a loop counts as none.

    Raises:
        ValueError: for fewer than four speeds, or loops of different numbers of runs.
    """
    ordered = tuple(sorted(loops, key=lambda loop: loop.duration))
    if len({loop.duration for loop in ordered}) < 4:
        raise ValueError("four speeds or more are needed")
    if len({len(loop.there) for loop in ordered}) > 1:
        raise ValueError("loops must have the same number of runs")
    areas = np.stack([loop.areas for loop in ordered], axis=1)
    mean = areas.mean(0)
    drawn = resample(len(areas), resamples, seed) @ areas / len(areas)
    # What does not vary at all is taken to be known to a millionth, so that there is something to weigh by.
    floor = 1e-6 * max(float(np.abs(mean).max()), 1e-6)
    covariance = np.cov(drawn.T) + np.eye(len(ordered)) * floor**2
    whiten = np.linalg.inv(np.linalg.cholesky(covariance))
    speed = np.array([1.0 / loop.duration for loop in ordered])
    values = np.vstack([drawn, mean]) @ whiten.T
    still, misfit = np.empty((2, len(values), len(POWERS)))
    for k, power in enumerate(POWERS):
        design = whiten @ np.stack([np.ones_like(speed), speed**power], axis=1)
        solved = np.linalg.pinv(design) @ values.T
        still[:, k] = solved[0]
        misfit[:, k] = ((values.T - design @ solved) ** 2).sum(0)
    best = misfit.argmin(1)
    fitted = still[np.arange(len(values)), best]
    steps = np.diff(np.abs(drawn), axis=1)
    growth = steps[:, -1]
    return Speeds(
        ordered,
        tuple(Estimate.of(float(area), rows) for area, rows in zip(mean, drawn.T, strict=True)),
        Estimate.of(float(fitted[-1]), fitted[:-1]),
        float(POWERS[best[-1]]),
        float(chi2.sf(misfit[-1, best[-1]], len(ordered) - 2)),
        Estimate.of(abs(float(mean[-1])) - abs(float(mean[-2])), growth),
        bool((np.quantile(steps, 0.005, axis=0) > 0.0).any()),
        least,
    )


def _passes(control: Floats, mean: Floats, half: float) -> float:
    """Where a mean curve passes a value for the first time; NaN where it never does."""
    above = mean >= half
    change = np.flatnonzero(above[1:] != above[:-1])
    if not len(change):
        return float("nan")
    k = change[0]
    share = (half - mean[k]) / (mean[k + 1] - mean[k])
    return float(control[k] + share * (control[k + 1] - control[k]))
