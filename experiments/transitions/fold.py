"""Systems whose warnings are known: a fold that is slowly approached, and jumps that noise alone makes.

The fold dx = (r + x^2) dt + noise has a resting place at -sqrt(-r) that vanishes when r reaches 0; on the
way there it recovers ever more slowly (rate 2 sqrt(-r)). The double well with fixed tilt jumps by chance,
with no approach: nothing about the months before can tell which run will.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from experiments.transitions.scan import Floats

STEP = 0.1
"""Of time."""
MONTH = 5
"""Steps between two observations."""


def fold(approach: bool, *, runs: int, months: int, noise: float = 0.06, seed: int = 0) -> Floats:
    """Observed states of a fold that is approached, or of one that stays where it is.

    Args:
        approach: whether r goes from -1 to -0.05, or stays at -1.
        runs: number of runs.
        months: observations of each.
        noise: standard deviation of the noise in a unit of time.
        seed: of the noise.

    Returns:
        (runs, months).
    """

    def drift(x: Floats, share: float) -> Floats:
        return (-1.0 + 0.95 * share if approach else -1.0) + x * x

    # What has gone over the edge stays there.
    return _observed(drift, runs, months, noise, seed, highest=1.0)


def jumps(*, runs: int, months: int, noise: float = 0.45, seed: int = 0) -> Floats:
    """Observed states of a double well in which noise alone makes jumps from -1 to 1.

    Args:
        runs: number of runs.
        months: observations of each.
        noise: standard deviation of the noise in a unit of time.
        seed: of the noise.

    Returns:
        (runs, months).
    """
    return _observed(lambda x, _: x - x**3, runs, months, noise, seed)


def _observed(drift: Callable[[Floats, float], Floats], runs: int, months: int, noise: float,
              seed: int, highest: float = np.inf) -> Floats:  # fmt: skip
    """(runs, months) of a system whose drift depends on the state and the share of time gone."""
    luck = np.random.default_rng(seed)
    x = np.full(runs, -1.0)
    seen = []
    for month in range(months):
        for _ in range(MONTH):
            x = x + drift(x, month / (months - 1)) * STEP
            x = x + noise * np.sqrt(STEP) * luck.normal(size=runs)
        x = np.minimum(x, highest)
        seen.append(x)
    return np.stack(seen, axis=1)
