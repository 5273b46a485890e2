"""Two systems whose loops are known: a double well, which has hysteresis, and a relaxing one, which lags.

The double well dx = (x - x^3 + h) dt + noise has two states for |h| < 2 / (3 sqrt 3) = 0.385 and tips at
these spinodals when h moves slowly and there is little noise (Strogatz 2018, section 3.6). The relaxing
system dx = (h - x) dt / tau follows h with a lag of tau; between h = -1 and 1 its loop has, for slow
turns, an area of -2 tau / duration per unit of h.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from experiments.transitions.branches import Branches
from experiments.transitions.loops import Loop
from experiments.transitions.scan import Floats

SPINODAL = 2.0 / (3.0 * np.sqrt(3.0))
STEP = 0.05
"""Of time, in Euler and Maruyama's scheme."""

Drift = Callable[[Floats, float], Floats]


def double_well(x: Floats, h: float) -> Floats:
    """Drift in a double well tilted by h."""
    return x - x**3 + h


def relaxing(x: Floats, h: float) -> Floats:
    """Drift toward h within a time of 1."""
    return h - x


def slow(time: float) -> Drift:
    """Drift toward h within a time: `relaxing`, as slowly as one likes."""
    return lambda x, h: (h - x) / time


def resting(noise: float, count: int, rng: np.random.Generator) -> Floats:
    """(count,) draws from where a double well that is not tilted comes to rest, jumps and all."""
    places = np.linspace(-2.5, 2.5, 1001)
    law = np.exp((places**2 - places**4 / 2.0) / noise**2)
    found: Floats = rng.choice(places, count, p=law / law.sum())
    return found + rng.uniform(-0.0025, 0.0025, count)


def turned(
    drift: Drift,
    duration: float,
    *,
    runs: int = 40,
    noise: float = 0.05,
    steps: int = 41,
    reach: float = 1.0,
    seed: int = 0,
) -> Loop:
    """Turn h from -reach to reach and back.

    Args:
        drift: the system.
        duration: time of one way.
        runs: independent runs.
        noise: standard deviation of the noise in a unit of time.
        steps: values of h at which x is read.
        reach: end of the range of h.
        seed: of the noise.
    """
    rng = np.random.default_rng(seed)
    control = np.linspace(-reach, reach, steps)
    inner = max(round(duration / (steps - 1) / STEP), 1)
    dt = duration / (steps - 1) / inner
    x = np.full(runs, -reach)
    for _ in range(round(20.0 / STEP)):  # to rest at the start
        x = x + drift(x, -reach) * STEP + noise * np.sqrt(STEP) * rng.normal(size=runs)
    ways = []
    for way in (control, control[::-1]):
        seen = [x]
        for here, there in pairwise(way):
            for k in range(inner):
                h = here + (there - here) * (k + 0.5) / inner
                x = x + drift(x, h) * dt + noise * np.sqrt(dt) * rng.normal(size=runs)
            seen.append(x)
        ways.append(np.stack(seen, axis=1))
    return Loop(control, ways[0], ways[1][:, ::-1], duration)


def rolled(h: float, noise: float, start: float, runs: int, times: int, seed: int = 0) -> Floats:
    """(runs, times) where balls in a double well are at times 0, 1, 2 ...

    Args:
        h: tilt.
        noise: standard deviation of the noise in a unit of time.
        start: where all are let go.
        runs, times: how many balls, and for how long.
        seed: of the noise.
    """
    rng = np.random.default_rng(seed)
    x = np.full(runs, start)
    seen = [x]
    for _ in range(times - 1):
        for _ in range(round(1.0 / STEP)):
            push = noise * np.sqrt(STEP) * rng.normal(size=runs)
            x = x + double_well(x, h) * STEP + push
        seen.append(x)
    return np.stack(seen, axis=1)


def met(
    drift: Drift,
    control: Floats,
    waits: Floats,
    *,
    runs: int = 40,
    noise: float = 0.05,
    reach: float = 1.0,
    seed: int = 0,
) -> Branches:
    """Let runs from h = reach and from h = -reach meet at fixed values of h, and wait.

    Args:
        drift, runs, noise, reach, seed: as for `turned`.
        control: (points,) values of h.
        waits: (moments,) times after they met, ascending from 0.
    """
    rng = np.random.default_rng(seed)
    found = np.empty((2, len(control), len(waits), runs))
    for point, h in enumerate(control):
        pair = np.repeat([[reach], [-reach]], runs, axis=1)
        now = 0.0
        for moment, wait in enumerate(waits):
            for _ in range(round((wait - now) / STEP)):
                push = rng.normal(size=runs)  # the same for both
                pair = pair + drift(pair, float(h)) * STEP + noise * np.sqrt(STEP) * push
            now = wait
            found[:, point, moment] = pair
    return Branches(control, waits, found[0], found[1])
