"""Does the inference work? Alliances with known parameters are inferred and compared with what they were.

Simulation-based calibration (Talts et al. 2018): true parameters drawn from the prior, data from the model at
these, as many alliances as were counted and with the stated distance added; then each truth's rank among its
posterior draws is even, and a 50 % interval holds the truth in half of the cases.
"""

from __future__ import annotations

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
        missed: (targets,) root mean square error of the emulators at the truths, beyond chance.
    """

    ranks: NDArray[np.intp]
    missed: Array

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


def check(
    inference: Inference, emulators: tuple[Emulator, ...], truths: Table, seed: int = 0
) -> Check:
    """Infer each truth from its own data.

    Args:
        inference: over the same priors.
        emulators: of its targets.
        truths: many runs at each of some points drawn from the prior.
        seed: of distances, of who is counted, and of draws.
    """
    chance = np.random.default_rng(seed)
    ranks, errors = [], []
    for point, unit in enumerate(truths.unit):
        data, cases, error = [], [], []
        for emulator, observed, distance in zip(
            emulators, truths.observed, inference.distance, strict=True
        ):
            own = observed.value[observed.point == point]
            if not len(own):  # no alliance ended, or none got there: nothing to count
                data.append(np.nan)
                cases.append(1)
                error.append(np.nan)
                continue
            counted = min(int(emulator.target.cases or 1), len(own))
            kept = chance.choice(own, counted, replace=False)
            data.append(float(kept.mean()) + distance * chance.standard_normal())
            cases.append(counted)
            mean = emulator.mean(unit[None, :])
            spread = float(emulator.spread(mean)[0])
            error.append((float(own.mean()) - float(mean[0])) ** 2 - spread**2 / len(own))
        errors.append(error)
        found = inference.given(np.array(data), DRAWS, seed + 1 + point, np.array(cases, float))
        ranks.append((found.unit < unit).sum(0))
    missed = np.sqrt(np.clip(np.nanmean(errors, axis=0), 0.0, None))
    return Check(np.array(ranks, dtype=np.intp), missed)
