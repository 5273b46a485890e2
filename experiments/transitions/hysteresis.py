"""Hysteresis: a control turned slowly up and down again, and whether the way back is the way in.

A control parameter goes from one end of its range to the other and back inside one run. Where the order
parameter takes another way back there is a loop. A loop alone proves little: anything slow lags behind a
control that moves, and its loop vanishes when the control moves slowly enough. So loops are drawn at
several speeds, and the area is continued to no speed at all; hysteresis is what is left there.
Rate-dependent and rate-independent hysteresis: Jung, Gray, Roy & Mandel 1990 (Phys. Rev. Lett. 65:1873).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from experiments.transitions.scan import RESAMPLES, Estimate, Floats


@dataclass(frozen=True)
class Loop:
    """An order parameter while a control goes there and back.

    Attributes:
        control: (steps,) values of the control, ascending.
        there: (runs, steps) the order parameter on the way up.
        back: (runs, steps) the same on the way down, at the same values of the control.
        duration: time that the way there takes; that back takes as long.

    Raises:
        ValueError: for arrays that do not fit each other, or values that are not there (NaN).
    """

    control: Floats
    there: Floats
    back: Floats
    duration: float

    def __post_init__(self) -> None:
        if self.there.shape != self.back.shape or self.there.shape[1:] != self.control.shape:
            raise ValueError(f"ways {self.there.shape} and {self.back.shape} do not fit "
                             f"{self.control.shape} values of the control")  # fmt: skip
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

    def area(self, resamples: int = RESAMPLES, seed: int = 0) -> Estimate:
        """The mean area, with its interval over runs: above 0 where the way back lies higher."""
        return Estimate.of(float(self.areas.mean()), _resampled(self.areas, resamples, seed))

    def turns(
        self, half: float, resamples: int = RESAMPLES, seed: int = 0
    ) -> tuple[Estimate, Estimate]:
        """Where the mean order parameter passes `half` on the way up and on the way down.

        Args:
            half: value of the order parameter that parts the two sides.
            resamples: bootstrap resamples of runs.
            seed: of the resampling.
        """
        luck = np.random.default_rng(seed)
        runs = len(self.there)
        drawn = luck.integers(runs, size=(resamples, runs))
        both = []
        for way in (self.there, self.back):
            passed = np.array([_passes(self.control, way[rows].mean(0), half) for rows in drawn])
            both.append(Estimate.of(_passes(self.control, way.mean(0), half), passed))
        return both[0], both[1]


@dataclass(frozen=True)
class Speeds:
    """Loops at several speeds, and what is left at none.

    Attributes:
        loops: the slowest last.
        areas: the area of each.
        still: the area continued to no speed, on a line in the speed.
        reading: one sentence.
    """

    loops: tuple[Loop, ...]
    areas: tuple[Estimate, ...]
    still: Estimate
    reading: str


def over_speeds(loops: Sequence[Loop], resamples: int = RESAMPLES, seed: int = 0) -> Speeds:
    """Whether a loop is hysteresis or lag.

    The area is taken as a straight line in the speed, 1 / duration, through all loops by least squares
    weighted with their errors; its end at no speed is `still`. A lag of a fixed time has an area in
    proportion to the speed, so that nothing is left. A loop that grows the slower it is turned is
    neither: it is time spent in bad circumstances that tells.

    Args:
        loops: at three speeds or more.
        resamples: bootstrap resamples of runs.
        seed: of the resampling.

    Raises:
        ValueError: for fewer than three speeds.
    """
    ordered = tuple(sorted(loops, key=lambda loop: loop.duration))
    if len({loop.duration for loop in ordered}) < 3:
        raise ValueError("three speeds or more are needed")
    speed = np.array([1.0 / loop.duration for loop in ordered])
    drawn = np.stack(
        [_resampled(loop.areas, resamples, seed + k) for k, loop in enumerate(ordered)]
    )
    errors = np.maximum(drawn.std(1, ddof=1), 1e-9)
    design = np.stack([np.ones_like(speed), speed], axis=1) / errors[:, None]
    solve = np.linalg.pinv(design)[0] / errors
    value = np.array([loop.areas.mean() for loop in ordered])
    still = Estimate.of(float(solve @ value), solve @ drawn)
    areas = tuple(Estimate.of(float(v), d) for v, d in zip(value, drawn, strict=True))
    # A lag can only shrink when it is turned more slowly; what grows is another thing.
    more = Estimate.of(
        abs(float(value[-1])) - abs(float(value[-2])), np.abs(drawn[-1]) - np.abs(drawn[-2])
    )
    return Speeds(ordered, areas, still, _reading(areas[-1], still, more.low > 0.0))


def _resampled(values: Floats, resamples: int, seed: int) -> Floats:
    """(resamples,) means of values drawn with replacement."""
    luck = np.random.default_rng(seed)
    drawn: Floats = values[luck.integers(len(values), size=(resamples, len(values)))].mean(1)
    return drawn


def _passes(control: Floats, mean: Floats, half: float) -> float:
    """Where a mean curve passes a value for the first time; NaN where it never does."""
    above = mean >= half
    change = np.flatnonzero(above[1:] != above[:-1])
    if not len(change):
        return float("nan")
    k = change[0]
    share = (half - mean[k]) / (mean[k + 1] - mean[k])
    return float(control[k] + share * (control[k + 1] - control[k]))


def _reading(slowest: Estimate, still: Estimate, grows: bool) -> str:
    if grows:
        return (f"Wear: the loop grows the slower it is turned, to {slowest.text()} at the slowest speed. "
                "What is lost in the bad months is not won back, the more of them the less.")  # fmt: skip
    if slowest.holds(0.0):
        return f"No loop: at the slowest speed its area is {slowest.text()}."
    if still.holds(0.0):
        return (f"A lag, not hysteresis: the area is {slowest.text()} at the slowest speed, and continued "
                f"to no speed nothing can be told to be left, {still.text()}.")  # fmt: skip
    if np.sign(still.value) != np.sign(slowest.value):
        return (f"Not told: the area is {slowest.text()} at the slowest speed, but does not go straight to "
                "no speed.")  # fmt: skip
    return (f"Hysteresis: the area is {slowest.text()} at the slowest speed, and {still.text()} is left "
            "when it is continued to no speed.")  # fmt: skip
