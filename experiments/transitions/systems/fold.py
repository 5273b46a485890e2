"""Systems whose warnings are known: a fold, a well that flattens, jumps by noise alone, and noise that reddens.

The fold dx = (r + x^2) dt + noise has a resting place at -sqrt(-r) that vanishes when r reaches 0; on the
way there it recovers ever more slowly (rate 2 sqrt(-r)), and it moves, so that its level tells as well. The
well dx = (r x + x^3) dt + noise has its resting place at 0 whatever r < 0 is, and only recovers more
slowly: there levels tell nothing. The double well dx = (x - x^3) dt + noise jumps by chance alone, with no
approach: nothing in the months before can tell which run will.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from experiments.transitions.matching import Watched, watch
from experiments.transitions.scan import Floats
from sim.arrays import Bits

STEP = 0.1
"""Of time, in Euler and Maruyama's scheme."""
GONE = 2.0
"""Where a state that has gone over its edge is held."""

Drift = Callable[[Floats, Floats], Floats]
Edge = Callable[[Floats], Bits]


def observed(
    drift: Drift, start: float, parameter: Floats, *, noise: float, apart: int = 5, seed: int = 0
) -> Floats:
    """States of a system, observed once a month.

    Args:
        drift: from states and the parameter of each run.
        start: state at the start.
        parameter: (runs, months).
        noise: standard deviation of the noise in a unit of time.
        apart: steps between two observations.
        seed: of the noise.

    Returns:
        (runs, months).
    """
    rng = np.random.default_rng(seed)
    runs, months = parameter.shape
    x = np.full(runs, start)
    seen = np.empty((runs, months))
    for month in range(months):
        for _ in range(apart):
            push = noise * np.sqrt(STEP) * rng.normal(size=runs)
            x = np.clip(x + drift(x, parameter[:, month]) * STEP + push, -GONE, GONE)
        seen[:, month] = x
    return seen


def fold(history: int, *, runs: int = 300, seed: int = 0) -> Watched:
    """Folds, of which half are slowly approached and half stay where they are."""
    return _approached(
        lambda x, r: r + x * x, -1.0, 0.1, lambda x: np.asarray(x > 1.0), history, 0.05, runs, seed
    )


def flattening(history: int, *, runs: int = 300, seed: int = 0) -> Watched:
    """Wells, of which half slowly become flat and half stay as they are."""
    return _approached(
        lambda x, r: r * x + x**3,
        0.0,
        0.1,
        lambda x: np.asarray(np.abs(x) > 1.0),
        history,
        0.05,
        runs,
        seed,
    )


def jumps(history: int, *, runs: int = 1500, seed: int = 0) -> Watched:
    """Double wells in which noise alone makes jumps from -1 to 1."""
    months = history + 120
    parameter = np.ones((runs, months))
    seen = observed(lambda x, r: r * x - x**3, -1.0, parameter, noise=0.45, apart=10, seed=seed)
    return _watched(seen, seen > 0.0, history, seed)


def reddening(history: int, *, runs: int = 300, seed: int = 0) -> Watched:
    """A well that stays as it is under noise that turns wider and longer by itself in one half of the runs.

    Nothing is approached, and those runs are said to break down at a month drawn beforehand: indicators rise,
    and mean nothing.
    """
    rng = np.random.default_rng(seed)
    months, turns = history + 100, np.arange(2 * runs) < runs
    memory = np.where(turns[:, None], np.linspace(0.3, 0.95, months), 0.3)
    x, seen = np.zeros(2 * runs), np.empty((2 * runs, months))
    for month in range(months):
        x = memory[:, month] * x + rng.normal(size=2 * runs)
        seen[:, month] = x
    until = np.where(turns, rng.integers(history + 40, months, 2 * runs), months)
    return watch({"state": seen}, turns, until, rises=("state",), history=history, seed=seed)


def _approached(
    drift: Drift,
    start: float,
    end: float,
    over: Edge,
    history: int,
    noise: float,
    runs: int,
    seed: int,
) -> Watched:
    """The parameter goes from -1 to `end` in the record of one half of the runs; months go on after."""
    ramp = history + 40
    way = np.concatenate([np.linspace(-1.0, end, ramp), np.full(60, end)])
    parameter = np.vstack([np.tile(way, (runs, 1)), np.full((runs, len(way)), -1.0)])
    seen = observed(drift, start, parameter, noise=noise, seed=seed)
    return _watched(seen, over(seen), history, seed)


def _watched(seen: Floats, over: Bits, history: int, seed: int) -> Watched:
    falls = np.asarray(over.any(1))
    until = np.where(falls, over.argmax(1), seen.shape[1])
    return watch({"state": seen}, falls, until, rises=("state",), history=history, seed=seed)
