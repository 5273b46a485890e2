"""Does the inference work? Alliances with known parameters are inferred and compared with what they were.

Simulation-based calibration (Talts et al. 2018): true parameters drawn from the prior, data from the model at
these, as many alliances as were counted and with the stated distance added; then each truth's rank among its
posterior draws is even, and a 50 % interval holds the truth in half of the cases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.calibration.design import Table
from experiments.calibration.emulator import Emulator
from experiments.calibration.posterior import Inference
from sim.arrays import Array
from sim.observers.intervals import Interval, share_interval

DRAWS = 99
"""Posterior draws of a truth, so that ranks go from 0 to 99."""
LEVELS = (0.5, 0.9)
"""Of the intervals whose coverage is counted."""


@dataclass(frozen=True)
class Check:
    """Ranks of truths among their posterior draws.

    Attributes:
        ranks: (truths, parameters), 0 to `DRAWS`.
    """

    ranks: NDArray[np.intp]

    def coverage(self, level: float) -> list[Interval]:
        """Share of truths within the central interval of a level, for each parameter, with its interval."""
        inside = np.abs(2.0 * (self.ranks + 0.5) / (DRAWS + 1) - 1.0) < level
        return [share_interval(float(n), len(self.ranks)) for n in inside.sum(0)]

    def evenness(self, bins: int = 10) -> Array:
        """(parameters,): chance of ranks as uneven as these, were they even (chi-squared)."""
        from scipy.stats import chisquare

        counts = [
            np.bincount(column * bins // (DRAWS + 1), minlength=bins) for column in self.ranks.T
        ]
        return np.array([float(chisquare(count).pvalue) for count in counts])


def missed(emulators: Sequence[Emulator], truths: Table) -> Array:
    """(targets,): root mean square error of the emulators at the truths, beyond chance.

    Args:
        emulators: of the targets.
        truths: many runs at each of some points.
    """
    found = []
    for emulator, observed in zip(emulators, truths.observed, strict=True):
        squares, mean = [], emulator.mean(truths.unit)
        for point, spread in enumerate(emulator.spread(mean)):
            own = observed.value[observed.point == point]
            if len(own):
                squares.append((float(own.mean()) - mean[point]) ** 2 - spread**2 / len(own))
        found.append(np.sqrt(max(float(np.mean(squares)), 0.0)))
    return np.array(found)


def check(inference: Inference, truths: Table, seed: int = 0) -> Check:
    """Infer each truth from its own data.

    Args:
        inference: over the same priors, of the same targets.
        truths: many runs at each of some points drawn from the prior.
        seed: of distances, of who is counted, and of draws.
    """
    chance = np.random.default_rng(seed)
    ranks = []
    for point, unit in enumerate(truths.unit):
        data, cases = [], []
        for observed, distance in zip(truths.observed, inference.distance, strict=True):
            own = observed.value[observed.point == point]
            counted = min(int(observed.target.cases or 1), len(own))
            cases.append(max(counted, 1))
            # Where no alliance ended, or none got there, there is nothing to count.
            kept = chance.choice(own, counted, replace=False) if counted else np.array([np.nan])
            data.append(float(kept.mean()) + distance * chance.standard_normal())
        found = inference.given(np.array(data), DRAWS, seed + 1 + point, np.array(cases, float))
        ranks.append((found.unit < unit).sum(0))
    return Check(np.array(ranks, dtype=np.intp))
