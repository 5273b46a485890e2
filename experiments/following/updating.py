"""Runs moved toward the answers of a wave, one answer after the other.

A wave holds some two hundred answers. Weighing runs by how well they fit all of them leaves one run (the
curse of dimension of particle filters; `experiments.following.particles.Fit.left` counts it). So runs are moved
instead: for each answer what it reads in the runs is drawn toward it as far as its error allows, and all
else follows by regression over the runs (Anderson 2003). Every run stays a run of its own.
"""

from __future__ import annotations

import numpy as np

from sim.arrays import Array, Bits

NOISE = 4.0
"""A correlation counts as far as its square exceeds this many times what chance alone gives, 1 / runs."""


def moved(rows: Array, read: Array, given: Array, sd: Array, near: Bits) -> Array:
    """Rows after all answers of a wave.

    Equation:
        y′ = ȳ + K (g − ȳ) + √(1 − K) (y − ȳ), K = s² / (s² + σ²)
        x′ = x + f ρ(x, y) s_x / s (y′ − y), f = max(0, 1 − c (1 − ρ²) / (n ρ²))
        with n runs, c `NOISE`, and the same for what later answers read

    Args:
        rows: (rows, runs) see `experiments.following.coordinates.rows_of`.
        read: (answers, runs) what each answer reads in each run, in [0, 1].
        given: (answers,) the answers g.
        sd: (answers,) their errors σ.
        near: (answers, rows) mask of the rows that an answer can move.

    Returns:
        (rows, runs) moved.

    Source:
        ensemble adjustment in joint state and observation space, Anderson 2003; the damping of chance
        correlations is a form of our own.
    """
    count = len(rows)
    both = np.concatenate([rows, read])
    everywhere = np.concatenate([near, np.ones((len(read), len(read)), dtype=np.bool_)], axis=1)
    mean = both.mean(1)
    apart = both - mean[:, None]
    runs = both.shape[1]
    for k in range(len(read)):
        own = apart[count + k]
        variance = float(own @ own) / (runs - 1)
        if variance <= 1e-12:
            continue
        gain = variance / (variance + sd[k] ** 2)
        reach = np.flatnonzero(everywhere[k])
        there = apart[reach]
        covariance = there @ own / (runs - 1)
        spread = np.einsum("ij,ij->i", there, there) / (runs - 1)
        squared = covariance**2 / np.maximum(spread * variance, 1e-30)
        surplus = squared - NOISE * (1.0 - squared) / runs
        slope = covariance / variance * np.maximum(surplus, 0.0) / np.maximum(squared, 1e-30)
        mean[reach] += slope * (gain * (given[k] - mean[count + k]))
        there += np.outer(slope * (np.sqrt(1.0 - gain) - 1.0), own)
        apart[reach] = there
    whole: Array = mean[:count, None] + apart[:count]
    return whole
