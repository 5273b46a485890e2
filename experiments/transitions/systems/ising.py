"""Systems of spins whose answers are known: a check of the instruments.

- The square lattice (Ising 1925, solved by Onsager 1944) has a transition at T = 2.269, with known
  exponents.
- A chain has none at any temperature above zero, and independent spins have none at all.

Temperatures are in units of the coupling over Boltzmann's constant.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from experiments.transitions.scan import Floats, Scan

ONSAGER = 2.0 / np.log(1.0 + np.sqrt(2.0))
"""Critical temperature of the square lattice, 2.269 (Onsager 1944)."""
NU, BETA, GAMMA = 1.0, 1.0 / 8.0, 7.0 / 4.0
"""Critical exponents of the square lattice."""
BINDER = 0.6107
"""Cumulant of the square lattice with periodic edges at the transition (Kamieniarz & Blöte 1993)."""


def square(
    size: int,
    temperatures: Sequence[float] | Floats,
    *,
    runs: int = 64,
    draws: int = 20,
    warm: int = 30,
    seed: int = 0,
) -> Scan:
    """Magnetisation of the square lattice with periodic edges, with its sign.

    All lattices move together by Swendsen & Wang's clusters (1987), which forget their start within
    some ten sweeps even at the transition.

    Args:
        size: spins along an edge, >= 2.
        temperatures: ascending, > 0.
        runs: independent lattices at each temperature.
        draws: sweeps of each that are kept, two sweeps apart.
        warm: sweeps before.
        seed: of all chance.
    """
    rng = np.random.default_rng(seed)
    heat = np.asarray(temperatures, dtype=np.float64)
    shape = (len(heat), runs, size, size)
    # Half start ordered, half at random: what they agree on is not their start.
    spins = np.where(rng.random(shape) < 0.5, np.int8(1), np.int8(-1))
    spins[:, ::2] = 1
    node = np.arange(spins.size, dtype=np.int32).reshape(shape)
    ends = [np.roll(node, -1, axis=axis) for axis in (2, 3)]
    bind = (1.0 - np.exp(-2.0 / heat)).astype(np.float32)[:, None, None, None]
    kept = np.empty((len(heat), runs, draws))
    for sweep in range(warm + 2 * draws):
        pairs = []
        for axis, end in zip((2, 3), ends, strict=True):
            alike = spins == np.roll(spins, -1, axis=axis)
            bound = alike & (rng.random(shape, dtype=np.float32) < bind)
            pairs.append((node[bound], end[bound]))
        one, other = (np.concatenate(side) for side in zip(*pairs, strict=True))
        graph = coo_array((np.ones(len(one), np.int8), (one, other)), shape=(spins.size,) * 2)
        count, cluster = connected_components(graph, directed=False)
        spins = np.where(rng.random(count) < 0.5, np.int8(1), np.int8(-1))[cluster].reshape(shape)
        since = sweep - warm
        if since >= 0 and since % 2 == 1:
            kept[:, :, since // 2] = spins.mean((2, 3))
    return Scan(heat, kept, float(size), float(size * size))


def chain(
    size: int, temperatures: Sequence[float] | Floats, *, runs: int = 400, seed: int = 0
) -> Scan:
    """Magnetisation of an open chain, drawn exactly: each bond is satisfied by a chance of its own.

    Args:
        size: spins.
        temperatures: ascending, > 0.
        runs: independent chains at each temperature.
        seed: of all chance.
    """
    rng = np.random.default_rng(seed)
    heat = np.asarray(temperatures, dtype=np.float64)
    turn = 1.0 / (1.0 + np.exp(2.0 / heat))[:, None, None]
    steps = np.where(rng.random((len(heat), runs, size)) < turn, -1.0, 1.0)
    steps[:, :, 0] = np.where(rng.random((len(heat), runs)) < 0.5, -1.0, 1.0)
    return Scan(heat, np.cumprod(steps, axis=2).mean(2), float(size), float(size))


def independent(
    size: int, fields: Sequence[float] | Floats, *, runs: int = 400, seed: int = 0
) -> Scan:
    """Magnetisation of spins that answer to a field and not to each other.

    Args:
        size: spins.
        fields: ascending, in units of the temperature.
        runs: independent systems at each field.
        seed: of all chance.
    """
    rng = np.random.default_rng(seed)
    given = np.asarray(fields, dtype=np.float64)
    up = rng.binomial(size, 1.0 / (1.0 + np.exp(-2.0 * given))[:, None], (len(given), runs))
    return Scan(given, 2.0 * up / size - 1.0, float(size), float(size))
