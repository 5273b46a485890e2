"""Two modes or one: Silverman's test, and a mixture of two normal distributions that says where they are.

Ends of two kinds are a sign of two states that a system can be in. Silverman (1981, JRSS B 43, 97-99) asks how
wide a kernel must be to leave one mode, and whether samples drawn from that smooth estimate need one as wide;
Hall & York (2001, Statistica Sinica 11, 515-536) mend its level. It takes a flat top for two modes too often,
and heavy tails where the whole range is looked at. So the tails are left out, and two normal parts must besides
fit clearly better than one, and than a flat stretch, and lie clean apart (Ashman, Bird & Zepf 1994, AJ 108, 2348).

How often two modes are seen is measured (`python -m experiments.transitions rates`), and said where none are: a
minority less than three widths away is a shoulder and no mode, which no number of runs makes one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.fft import irfft, rfft

from experiments.transitions.scan import Floats

RESAMPLED = 199
"""Samples from the smooth estimate that the sample is compared with."""
LEVEL = 0.05
"""Share of them that may need as wide a kernel, up to which there is more than one mode."""
GAIN = 10.0
"""Gain in the Bayesian information criterion from which two parts are clearly better than one
(Kass & Raftery 1995)."""
APART = 2.0
"""Ashman's D from which two parts are clean apart."""
LEAST_SHARE = 0.03
"""Share of the sample below which a part is no mode but a few runs."""
TAIL = 0.02
"""Share of the sample on either side where modes are not looked for: a run by itself is one."""
HALL_YORK = 1.1294
"""Factor of the kernel that makes the test keep its level at 5 % (Hall & York 2001, section 4)."""
GRID = 1024
"""Places at which the smooth estimate is worked out."""

POWER = {50: 0.12, 100: 0.44, 200: 0.61, 300: 0.82, 500: 0.89, 1500: 0.98}
"""Sample size -> how often a quarter of the runs three and a half widths from the rest is told as two modes;
measured by `python -m experiments.transitions rates`."""
ENOUGH = 0.8
"""Power from which no second mode seen counts as one mode."""


@dataclass(frozen=True)
class Modes:
    """Whether a sample has two modes.

    Attributes:
        count: values.
        chance: share of samples from the nearest smooth estimate with one mode that look as much like two.
        gain: by how much two normal parts are better than one or a flat stretch, in BIC.
        apart: Ashman's D of the two parts: their distance in root mean square widths.
        centres, widths, shares: of the two parts, the lower first.
    """

    count: int
    chance: float
    gain: float
    apart: float
    centres: tuple[float, float]
    widths: tuple[float, float]
    shares: tuple[float, float]

    @property
    def two(self) -> bool:
        """Whether there are two modes: by Silverman's test, by the mixture, and clean apart."""
        parts = self.gain >= GAIN and self.apart >= APART and min(self.shares) >= LEAST_SHARE
        return self.chance <= LEVEL and parts

    @property
    def verdict(self) -> Literal["two", "one", "cannot tell"]:
        """Two modes, one, or too few runs to tell."""
        if self.two:
            return "two"
        return "one" if self.power >= ENOUGH else "cannot tell"

    @property
    def power(self) -> float:
        """How often so many runs show a quarter of them three and a half widths away as a second mode."""
        return float(np.interp(np.log(self.count), np.log(list(POWER)), list(POWER.values())))

    def text(self) -> str:
        """What was found, in a sentence, with the power where no second mode was."""
        if self.two:
            low, high = self.centres
            return (
                f"two modes, at {low:.2f} ({self.shares[0]:.0%} of the runs) and {high:.2f} "
                f"({self.shares[1]:.0%}), {self.apart:.1f} widths apart (p {self.chance:.3f})"
            )
        seen = f"a quarter of the runs 3.5 widths away would be seen {self.power:.0%} of the time"
        weak = "low power: " if self.verdict == "cannot tell" else ""
        return f"no second mode seen (p {self.chance:.2f}; {weak}{seen})"


def modes(values: Floats, *, resampled: int = RESAMPLED) -> Modes:
    """Ask whether a sample has two modes.

    Args:
        values: (count,) of any shape; four or more.
        resampled: samples to compare with.

    Raises:
        ValueError: for fewer than four values, or some that are not there (NaN).
    """
    sample = np.sort(np.ravel(values)).astype(np.float64)
    if len(sample) < 4 or np.isnan(sample).any():
        raise ValueError(
            f"{len(sample)} values cannot be asked for modes: four or more, none missing"
        )
    if np.ptp(sample) == 0.0:
        at = float(sample[0])
        return Modes(len(sample), 1.0, 0.0, 0.0, (at, at), (0.0, 0.0), (0.5, 0.5))
    return Modes(len(sample), silverman(unrounded(sample), resampled), *_parts(sample))


def silverman(values: Floats, resampled: int = RESAMPLED) -> float:
    """Silverman's test of one mode, with the correction of Hall & York.

    The kernel h is the narrowest that leaves one mode between the tails. Samples are drawn from the estimate
    that it makes, shrunk to the variance of the sample; where nearly none of them has a second mode at the
    same kernel, there was more than one.

    Args:
        values: (count,), not all alike.
        resampled: samples drawn.

    Returns:
        Share of the samples with a second mode, the sample itself counted as one.
    """
    count, span, rng = len(values), float(np.ptp(values)), np.random.default_rng(len(values))
    low, high = float(values.min()) - span, float(values.max()) + span
    places = np.linspace(low, high, GRID)
    first, last = np.searchsorted(places, np.quantile(values, [TAIL, 1.0 - TAIL]))
    inside = slice(max(int(first) - 2, 0), int(last) + 2)
    step = float(places[1] - places[0])
    own = _spectra(values[None], low, high)
    narrow, wide = step / 2.0, span
    for _ in range(14):
        middle = float(np.sqrt(narrow * wide))
        if _count_modes(own, middle / step, inside)[0] > 1:
            narrow = middle
        else:
            wide = middle
    drawn = rng.choice(values, (resampled, count)) + wide * rng.normal(size=(resampled, count))
    mean = float(values.mean())
    drawn = mean + (drawn - mean) / np.sqrt(1.0 + (wide / float(values.std())) ** 2)
    more = _count_modes(_spectra(drawn, low, high), HALL_YORK * wide / step, inside) > 1
    return float((1 + more.sum()) / (1 + resampled))


def unrounded(values: Floats) -> Floats:
    """Values that were rounded or counted, each spread evenly over the step that it stands for.

    Whole numbers would look like many modes. What lies on no lattice stays as it is: many runs at one value,
    such as those that ended, are a mode.

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


def _spectra(rows: Floats, low: float, high: float) -> NDArray[np.complex128]:
    """Fourier transforms of samples (rows, count), each value shared between the two places next to it."""
    at = np.clip((rows - low) / (high - low) * (GRID - 1), 0.0, GRID - 1.0)
    left = np.minimum(at.astype(np.intp), GRID - 2)
    part, base = at - left, np.arange(len(rows))[:, None] * GRID
    size = len(rows) * GRID
    counts = np.bincount((base + left).ravel(), (1.0 - part).ravel(), size)
    counts += np.bincount((base + left + 1).ravel(), part.ravel(), size)
    found: NDArray[np.complex128] = rfft(counts.reshape(-1, GRID), 2 * GRID)
    return found


def _count_modes(spectra: NDArray[np.complex128], kernel: float, inside: slice) -> NDArray[np.intp]:
    """(rows,) modes within some places, under a normal kernel of a width in steps between places."""
    wave = np.pi * np.arange(spectra.shape[1]) / GRID
    density = irfft(spectra * np.exp(-0.5 * (kernel * wave) ** 2), 2 * GRID)[:, inside]
    density = np.where(density < 1e-6 * density.max(1, keepdims=True), 0.0, density)
    rises = np.diff(density) > 0.0
    falls = np.diff(density) < 0.0
    return np.asarray((rises[:, :-1] & falls[:, 1:]).sum(1))


def _parts(
    sample: Floats,
) -> tuple[float, float, tuple[float, float], tuple[float, float], tuple[float, float]]:
    """Gain in BIC of two normal parts, Ashman's D, and their centres, widths and shares."""
    from sklearn.mixture import GaussianMixture

    column, count, span = sample[:, None], len(sample), float(np.ptp(sample))
    # Values all alike, such as of runs that ended, are a mode too: it gets a width of its own.
    floor = (1e-2 * span) ** 2
    one, two = (
        GaussianMixture(parts, n_init=3, reg_covar=floor, random_state=0).fit(column)
        for parts in (1, 2)
    )
    flat = 2.0 * count * np.log(span) + 2.0 * np.log(count)
    rank = np.argsort(two.means_[:, 0])
    centres = two.means_[rank, 0]
    widths = np.sqrt(two.covariances_[rank, 0, 0])
    shares = two.weights_[rank]
    apart = float((centres[1] - centres[0]) / np.sqrt((widths**2).mean()))
    pairs = [(float(pair[0]), float(pair[1])) for pair in (centres, widths, shares)]
    gain = float(min(one.bic(column), flat) - two.bic(column))
    return gain, apart, pairs[0], pairs[1], pairs[2]
