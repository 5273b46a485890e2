"""Lattices whose transitions are known: Potts' model of 3 and of 10 states, and percolation.

On the square lattice Potts' model of q states turns orderly at T = 1 / ln(1 + sqrt q) (Potts 1952): all at once
for more than four states, gradually for fewer (Baxter 1973). Sites that are open with chance p join into one
cluster through the lattice from p = 0.5927 on (Newman & Ziff 2000).
"""

from __future__ import annotations

import numpy as np
from scipy.ndimage import label
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from experiments.transitions.scan import Floats, Scan

PERCOLATES = 0.592746
"""Share of open sites from which a cluster goes through the square lattice."""


def potts_point(states: int) -> float:
    """Temperature of the transition of Potts' model, in units of the coupling."""
    return float(1.0 / np.log(1.0 + np.sqrt(states)))


def potts(
    states: int,
    size: int,
    heat: Floats,
    *,
    runs: int = 40,
    draws: int = 10,
    warm: int = 40,
    seed: int = 0,
) -> Scan:
    """Order of Potts' model: (q times the largest share of a state - 1) / (q - 1), by Swendsen & Wang's clusters.

    Args:
        states: q, >= 2.
        size: sites along an edge.
        heat: temperatures, ascending.
        runs: independent lattices at each.
        draws: sweeps of each that are kept, two apart.
        warm: sweeps before.
        seed: of all chance.
    """
    rng = np.random.default_rng(seed)
    shape = (len(heat), runs, size, size)
    spins = rng.integers(0, states, shape).astype(np.int8)
    spins[:, ::2] = 0  # half start orderly
    node = np.arange(spins.size, dtype=np.int32).reshape(shape)
    ends = [np.roll(node, -1, axis=axis) for axis in (2, 3)]
    bind = (1.0 - np.exp(-1.0 / heat)).astype(np.float32)[:, None, None, None]
    kept = np.empty((len(heat), runs, draws))
    for sweep in range(warm + 2 * draws):
        pairs = []
        for axis, end in zip((2, 3), ends, strict=True):
            bound = spins == np.roll(spins, -1, axis=axis)
            bound &= rng.random(shape, dtype=np.float32) < bind
            pairs.append((node[bound], end[bound]))
        one, other = (np.concatenate(side) for side in zip(*pairs, strict=True))
        graph = coo_array((np.ones(len(one), np.int8), (one, other)), shape=(spins.size,) * 2)
        count, cluster = connected_components(graph, directed=False)
        spins = rng.integers(0, states, count).astype(np.int8)[cluster].reshape(shape)
        since = sweep - warm
        if since >= 0 and since % 2 == 1:
            most = np.max([(spins == q).mean((2, 3)) for q in range(states)], axis=0)
            kept[:, :, since // 2] = (states * most - 1.0) / (states - 1.0)
    return Scan(heat, kept, float(size), float(size * size))


def percolation(size: int, share: Floats, runs: int, seed: int) -> Scan:
    """Share of all sites in the largest cluster, over the share of sites that are open."""
    rng = np.random.default_rng(seed)
    found = np.empty((len(share), runs))
    for k, p in enumerate(share):
        for run in range(runs):
            clusters, _ = label(rng.random((size, size)) < p)
            found[k, run] = np.bincount(clusters.ravel())[1:].max(initial=0) / size**2
    return Scan(share, found, float(size), float(size * size))
