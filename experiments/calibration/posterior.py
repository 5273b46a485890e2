"""The posterior: many prior draws, weighted by how well the emulated targets meet the numbers.

    y_k ~ Normal(m_k(θ), s_k(θ)² / n_k + d_k² + e_k²)

with y_k the number of target k, m_k and s_k the emulator's mean and the standard deviation of one alliance, n_k
how many were counted, d_k how far alliances like ours may lie from those that were counted, e_k the emulator's
own error (`checks.missed`). Targets come from studies of their own, so their errors are independent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from experiments.calibration.emulator import Emulator
from experiments.world.measures import is_log
from experiments.world.targets import Target
from sim.arrays import Array

PRIOR_DRAWS = 2**16
"""Prior draws that are weighted."""


def wanted(target: Target) -> float:
    """The number of a fitted target, on the scale of its measure."""
    value = float(target.value or 0.0)
    return float(np.log(value)) if is_log(target) else value


@dataclass(frozen=True)
class Posterior:
    """Draws from a posterior.

    Attributes:
        unit: (draws, parameters) in the unit cube.
        effective: how many independent draws the weights were worth.
        best: (parameters,) the draw of the prior that meets the data best.
    """

    unit: Array
    effective: float
    best: Array


@dataclass(frozen=True)
class Inference:
    """Prior draws with what each target is there; made once, asked for any data.

    Attributes:
        unit: (draws, parameters) of the prior.
        means, spreads: (draws, targets) of the emulators.
        cases, distance: (targets,) of the data.
        error: (targets,) of the emulators.
    """

    unit: Array
    means: Array
    spreads: Array
    cases: Array
    distance: Array
    error: Array

    @classmethod
    def over(
        cls,
        emulators: Sequence[Emulator],
        parameters: int,
        error: Array | None = None,
        draws: int = PRIOR_DRAWS,
    ) -> Inference:
        """Work out the emulators at draws of the prior.

        Args:
            emulators: one for each target.
            parameters: how many there are.
            error: (targets,) of the emulators; none when left out.
            draws: of the prior, a power of two.
        """
        from scipy.stats import qmc

        sobol = qmc.Sobol(parameters, scramble=True, rng=np.random.default_rng(15))
        unit = sobol.random(draws)
        means = np.column_stack([e.mean(unit) for e in emulators])
        spreads = np.column_stack([e.spread(means[:, k]) for k, e in enumerate(emulators)])
        cases = np.array([float(e.target.cases or 1) for e in emulators])
        distance = np.array([float(e.target.distance or 0.0) for e in emulators])
        missed = np.zeros(len(emulators)) if error is None else error
        return cls(unit, means, spreads, cases, distance, missed)

    def log_likelihood(self, data: Array, cases: Array | None = None) -> Array:
        """(draws,): of the numbers of the targets, (targets,), NaN where there is none.

        Args:
            data: the numbers.
            cases: (targets,) how many were counted; left out: as in the data.
        """
        counted = self.cases if cases is None else cases
        variance = self.spreads**2 / counted + self.distance**2 + self.error**2
        each = -0.5 * ((data - self.means) ** 2 / variance + np.log(variance))
        return np.asarray(np.nansum(each, axis=1))

    def given(
        self, data: Array, draws: int, seed: int = 0, cases: Array | None = None
    ) -> Posterior:
        """Draws given the numbers of the targets.

        Args:
            data: (targets,) numbers, NaN where there is none.
            draws: how many.
            seed: of the resampling.
            cases: (targets,) how many were counted; left out: as in the data.
        """
        log = self.log_likelihood(data, cases)
        weight = np.exp(log - log.max())
        weight /= weight.sum()
        chance = np.random.default_rng(seed)
        chosen = chance.choice(len(weight), draws, p=weight)
        effective = float(1.0 / (weight**2).sum())
        return Posterior(self.unit[chosen], effective, self.unit[int(log.argmax())])
