"""An order parameter over a control parameter, and curves made of it with intervals.

Everything the laboratory measures on a transition (its susceptibility, its cumulant, where it peaks and
crosses) is a function of the first four moments of the order parameter. `Scan` holds what was seen,
`curve` makes such a function of it, and keeps bootstrap resamples so that what is read off a curve, such
as the place of its peak, has an interval too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.observers.resampling import RESAMPLES, resample

Floats = NDArray[np.float64]

CONFIDENCE = 0.95
"""Of every interval, unless said otherwise."""


@dataclass(frozen=True)
class Scan:
    """An order parameter at several values of a control parameter, for a system of one size.

    Attributes:
        control: (points,) values of the control parameter, ascending.
        values: (points, runs, draws) the order parameter. Runs are independent of each other; the draws
            of one run are not. (points, runs) counts as one draw a run.
        size: the size that scaling goes by: the linear size of a lattice, the members of an alliance.
        units: number of parts the order parameter is a mean over; the factor of the susceptibility.

    Raises:
        ValueError: for arrays that do not fit each other, or values that are not there (NaN).
    """

    control: Floats
    values: Floats
    size: float
    units: float

    def __post_init__(self) -> None:
        values = np.asarray(self.values, dtype=np.float64)
        object.__setattr__(self, "control", np.asarray(self.control, dtype=np.float64))
        object.__setattr__(self, "values", values[..., None] if values.ndim == 2 else values)
        if self.values.ndim != 3 or len(self.values) != len(self.control):
            raise ValueError(f"values {values.shape} do not fit {len(self.control)} points")
        if np.any(np.diff(self.control) <= 0.0):
            raise ValueError("the control parameter must ascend")
        if np.isnan(self.values).any():
            raise ValueError("an order parameter must have a value in every run")

    @property
    def runs(self) -> int:
        """Independent runs at each point."""
        return int(self.values.shape[1])

    def moments(self) -> Floats:
        """(4, points, runs): means over a run's draws of the first four powers."""
        return np.stack([(self.values**power).mean(2) for power in (1, 2, 3, 4)])


Statistic = Callable[[Floats], Floats]
"""From moments (…, 4, points) to a curve (…, points)."""


@dataclass(frozen=True)
class Curve:
    """A statistic over the control parameter.

    Attributes:
        control: (points,).
        value: (points,) the statistic.
        resamples: (resamples, points) the same from resampled runs.
        size: as in `Scan`.
    """

    control: Floats
    value: Floats
    resamples: Floats
    size: float

    @property
    def error(self) -> Floats:
        """(points,) standard error; NaN where fewer than half of the resamples have a value."""
        there = np.isfinite(self.resamples)
        count = there.sum(0)
        mean = np.where(there, self.resamples, 0.0).sum(0) / np.maximum(count, 1)
        squares = (np.where(there, self.resamples - mean, 0.0) ** 2).sum(0)
        spread = np.sqrt(squares / np.maximum(count - 1, 1))
        return np.where(2 * count >= len(there), spread, np.nan)

    def within(self, low: float, high: float) -> Curve:
        """The part of the curve between two values of the control parameter, both included."""
        there = (self.control >= low) & (self.control <= high)
        return Curve(self.control[there], self.value[there], self.resamples[:, there], self.size)

    def interval(self, confidence: float = CONFIDENCE) -> tuple[Floats, Floats]:
        """(points,) low and high."""
        half = (1.0 - confidence) / 2.0
        low, high = np.nanquantile(self.resamples, [half, 1.0 - half], axis=0)
        return low, high


@dataclass(frozen=True)
class Estimate:
    """A number read off curves, with its interval.

    Attributes:
        value: NaN where there is no such number.
        low, high: its 95 % interval.
        found: share of the resamples that have it.
    """

    value: float
    low: float
    high: float
    found: float = 1.0

    @classmethod
    def of(cls, value: float, resamples: Floats, confidence: float = CONFIDENCE) -> Estimate:
        """A value with the percentile interval of its resamples; NaN among them are not found."""
        there = resamples[np.isfinite(resamples)]
        found = len(there) / max(len(resamples), 1)
        if not len(there) or not np.isfinite(value):
            return cls(float("nan"), float("nan"), float("nan"), found)
        half = (1.0 - confidence) / 2.0
        low, high = np.quantile(there, [half, 1.0 - half])
        return cls(float(value), float(low), float(high), found)

    def holds(self, value: float) -> bool:
        """Whether a value lies in the interval."""
        return self.low <= value <= self.high

    def text(self, digits: int = 3) -> str:
        """The value with its interval, for a table."""
        if not np.isfinite(self.value):
            return "none"
        return f"{self.value:.{digits}f} ({self.low:.{digits}f} to {self.high:.{digits}f})"


def curve(scan: Scan, statistic: Statistic, *, resamples: int = RESAMPLES, seed: int = 0) -> Curve:
    """A statistic of a scan at every point, with bootstrap resamples.

    Whole runs are drawn with replacement, the same ones at every point: runs that share their chance
    over the control parameter stay together, and for those that do not it makes no difference.

    Args:
        scan: what was seen.
        statistic: of the moments.
        resamples: number of resamples, >= 2.
        seed: of the resampling.
    """
    moments = scan.moments()
    value = statistic(moments.mean(2))
    drawn = np.moveaxis(moments @ (resample(scan.runs, resamples, seed).T / scan.runs), 2, 0)
    return Curve(scan.control, value, statistic(drawn), scan.size)


def order(scan: Scan, *, resamples: int = RESAMPLES, seed: int = 0) -> Curve:
    """The mean of the order parameter."""
    return curve(scan, lambda moments: moments[..., 0, :], resamples=resamples, seed=seed)
