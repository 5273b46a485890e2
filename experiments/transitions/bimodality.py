"""Two modes or one: Hartigan's dip test, a mixture of two normal distributions, and how far apart.

Two-humped ends are a sign of two states that a system can be in. One number does not tell: the dip test
(Hartigan & Hartigan 1985, Ann. Statist. 13, 70-84) assumes nothing about the form of a mode and so misses
weak ones; a mixture finds two parts in anything skewed. `modes` asks both, and how far apart the parts
are (Ashman, Bird & Zepf 1994, AJ 108, 2348).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import isotonic_regression

from experiments.transitions.scan import Floats

REFERENCE = 999
"""Uniform samples that the dip is compared with."""
LEVEL = 0.05
"""Chance of a dip as large from a uniform distribution, up to which there are two modes or more."""
GAIN = 10.0
"""Gain in the Bayesian information criterion from which two parts are clearly better than one
(Kass & Raftery 1995)."""
APART = 2.0
"""Ashman's D from which two parts are clean apart."""


@dataclass(frozen=True)
class Modes:
    """Whether a sample has two modes.

    Attributes:
        count: values.
        dip: Hartigan's dip, from 1 / (2 count) to 1/4.
        chance: share of uniform samples of this size with as large a dip.
        gain: by how much two normal parts are better than one, in BIC.
        apart: Ashman's D of the two parts: their distance in root mean square widths.
        centres, widths, shares: of the two parts, the lower first.
    """

    count: int
    dip: float
    chance: float
    gain: float
    apart: float
    centres: tuple[float, float]
    widths: tuple[float, float]
    shares: tuple[float, float]

    @property
    def two(self) -> bool:
        """Whether there are two modes: by the dip, by the mixture, and clean apart."""
        return self.chance <= LEVEL and self.gain >= GAIN and self.apart >= APART

    def text(self) -> str:
        """What was found, in a sentence."""
        low, high = self.centres
        if self.two:
            return (
                f"two modes, at {low:.2f} ({self.shares[0]:.0%} of the runs) and {high:.2f} "
                f"({self.shares[1]:.0%}), {self.apart:.1f} widths apart (dip {self.dip:.3f}, "
                f"p {_p(self.chance)})"
            )
        if self.chance > LEVEL:
            return f"no sign of two modes (dip {self.dip:.3f}, p {_p(self.chance)})"
        return (
            f"not one mode (dip {self.dip:.3f}, p {_p(self.chance)}), nor two clean apart "
            f"(D {self.apart:.1f}, gain {self.gain:.0f})"
        )


def modes(values: Floats, *, reference: int = REFERENCE) -> Modes:
    """Ask whether a sample has two modes.

    Args:
        values: (count,) of any shape; four or more.
        reference: uniform samples to compare with.

    Raises:
        ValueError: for fewer than four values, or some that are not there (NaN).
    """
    sample = np.sort(np.ravel(values)).astype(np.float64)
    if len(sample) < 4 or np.isnan(sample).any():
        raise ValueError(
            f"{len(sample)} values cannot be asked for modes: four or more, none missing"
        )
    found = dip(unrounded(sample))
    # A place of the uniform distribution of dips; the sample itself counts as one of them.
    as_large = (_uniform_dips(len(sample), reference) >= found - 1e-12).sum()
    chance = float((1 + as_large) / (1 + reference))
    return Modes(len(sample), found, chance, *_parts(sample))


def dip(values: Floats) -> float:
    """Hartigan's dip: the distance of a sample from the nearest distribution with one mode.

    The nearest one is convex up to the mode and concave after it: it follows the greatest convex
    minorant of the sample's distribution function on the left and the least concave majorant on the
    right. The stretch between them is narrowed until the two lie no further apart within it than they
    lie from the sample outside.

    Args:
        values: (count,); one or more.

    Returns:
        The dip, in [1 / (2 count), 1/4].
    """
    place, counts = np.unique(values, return_counts=True)
    upto = np.cumsum(counts) / counts.sum()  # at and below each value
    below = upto - counts / counts.sum()
    first, last, far = 0, len(place) - 1, 1.0 / float(counts.sum())
    while last > first:
        x = place[first : last + 1]
        lower, lower_knots = _envelope(x, below[first : last + 1], convex=True)
        upper, upper_knots = _envelope(x, upto[first : last + 1], convex=False)
        gap = upper - lower
        knots = np.union1d(lower_knots, upper_knots)  # between them the gap is straight
        widest = int(knots[gap[knots].argmax()])
        if gap[widest] <= far + 1e-12:
            break
        # The new stretch ends at a knot on each side of where the two lie furthest apart.
        left = int(lower_knots[lower_knots <= widest].max())
        right = int(upper_knots[upper_knots >= widest].min())
        # The ends themselves stay in: the mode may be a step there.
        outside = [
            (upto[first : first + left] - lower[:left]),
            (upper[right + 1 :] - below[first + right + 1 : last + 1]),
        ]
        far = max([far, *(float(part.max()) for part in outside if len(part))])
        first, last = first + left, first + right
    return far / 2.0


def unrounded(values: Floats) -> Floats:
    """Values that were rounded or counted, each spread evenly over the step that it stands for.

    The dip compares with distributions without ties, so that whole numbers would look like many modes. What
    lies on no lattice stays as it is: many runs at one value, such as those that ended, are a mode.

    Args:
        values: (count,).
    """
    kinds, which = np.unique(np.round(values, 12), return_inverse=True)
    if len(kinds) in (1, len(values)):
        return values
    step = float(np.diff(kinds).min())
    steps = (kinds - kinds[0]) / step
    if np.abs(steps - np.round(steps)).max() > 1e-3:
        return values
    rng = np.random.default_rng(len(values))
    spread: Floats = np.sort(kinds[which] + step * rng.uniform(-0.5, 0.5, len(values)))
    return spread


def sarle(values: Floats) -> float:
    """Sarle's coefficient: 1 for two points, 5/9 for a uniform, 1/3 for a normal distribution."""
    spread = values.std()
    if not spread:
        return 0.0
    z = (values - values.mean()) / spread
    return float(((z**3).mean() ** 2 + 1) / (z**4).mean())


def _envelope(x: Floats, y: Floats, convex: bool) -> tuple[Floats, NDArray[np.intp]]:
    """The greatest convex minorant of points, or their least concave majorant, and its knots.

    Its slopes are those of the points, made to ascend (or descend) by pooling neighbours.
    """
    width = np.diff(x)
    pooled = isotonic_regression(np.diff(y) / width, weights=width, increasing=convex)
    line = np.concatenate([y[:1], y[0] + np.cumsum(pooled.x * width)])
    return line, pooled.blocks


@lru_cache(maxsize=64)
def _uniform_dips(count: int, samples: int) -> Floats:
    """(samples,) dips of uniform samples, which have the largest dips of all with one mode."""
    rng = np.random.default_rng(count)
    return np.array([dip(rng.random(count)) for _ in range(samples)])


def _parts(
    sample: Floats,
) -> tuple[float, float, tuple[float, float], tuple[float, float], tuple[float, float]]:
    """Gain in BIC of two normal parts, Ashman's D, and their centres, widths and shares."""
    from sklearn.mixture import GaussianMixture

    column = sample[:, None]
    # Values all alike, such as of runs that ended, are a mode too: it gets a width of its own.
    floor = (1e-2 * max(float(np.ptp(sample)), 1e-9)) ** 2
    one, two = (
        GaussianMixture(parts, n_init=3, reg_covar=floor, random_state=0).fit(column)
        for parts in (1, 2)
    )
    rank = np.argsort(two.means_[:, 0])
    centres = two.means_[rank, 0]
    widths = np.sqrt(two.covariances_[rank, 0, 0])
    shares = two.weights_[rank]
    apart = float((centres[1] - centres[0]) / np.sqrt((widths**2).mean()))
    pairs = [(float(pair[0]), float(pair[1])) for pair in (centres, widths, shares)]
    return float(one.bic(column) - two.bic(column)), apart, pairs[0], pairs[1], pairs[2]


def _p(chance: float) -> str:
    return f"{chance:.3f}" if chance >= 0.002 else "below .002"
