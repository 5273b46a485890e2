"""Which points to look at next: those that tell most about where the edge is.

A deterministic function of what was seen: the same counts ask for the same points, so a diagram that was
interrupted goes on as if it had not been.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit
from scipy.stats import norm

from experiments.phase_diagrams.edge import Field, lattice
from experiments.phase_diagrams.surface import Floats


def select_points(
    field: Field,
    x: Floats,
    y: Floats,
    count: int,
    runs: int,
    allowed: NDArray[np.bool_] | None = None,
) -> list[int]:
    """Choose places that reduce the expected squared distance between edge and estimate the most.

    The targeted mean squared error of Picheny et al. 2010, weighted so that it is an error of the
    edge's place and not of the log-odds. Places of one batch are chosen one after the other, each as
    if those before it had been seen: the variance of a Gaussian process does not wait for the outcome.

    Args:
        field: what is known.
        x, y: the lattice of places to choose from, ascending in [0, 1].
        count: how many to choose; one place may be chosen several times.
        runs: runs that will be made at each.
        allowed: (places,) which of them may be chosen; left out: all.

    Returns:
        Indices into `lattice(x, y)`.
    """
    places = lattice(x, y)
    found = [surface.together(places) for surface in field.surfaces]
    means = np.stack([mean for mean, _ in found])
    spreads = [covariance for _, covariance in found]
    noise = [1.0 / (runs * np.maximum(_variance(mean), 1e-4)) for mean in means]
    worth = _worth(field, means, spreads, x, y)
    chosen: list[int] = []
    for _ in range(count):
        gain = np.zeros(len(places))
        for weight, spread, sigma in zip(worth, spreads, noise, strict=True):
            gain += (weight @ spread**2) / (np.diag(spread) + sigma)
        best = int(np.argmax(gain if allowed is None else np.where(allowed, gain, -1.0)))
        chosen.append(best)
        for spread, sigma in zip(spreads, noise, strict=True):
            observed = spread[best].copy()
            spread -= np.outer(observed, observed / (observed[best] + sigma[best]))
    return chosen


def _variance(mean: Floats) -> Floats:
    share = expit(mean)
    spread: Floats = share * (1.0 - share)
    return spread


def _worth(field: Field, means: Floats, spreads: list[Floats], x: Floats, y: Floats) -> Floats:
    """(phases, places): what a unit of variance of each log-odds there costs in the edge's place."""
    shape = (len(x), len(y))
    own = np.stack([np.diag(spread) for spread in spreads])
    pairs: list[tuple[int, int | None]] = [(a, b) for a in range(len(means)) for b in range(a)]
    if len(means) == 1:
        pairs = [(0, None)]
    worth = np.zeros_like(means)
    for a, b in pairs:
        lead = means[a] - (field.level if b is None else means[b])
        variance = own[a] + (0.0 if b is None else own[b])
        across, up = np.gradient(lead.reshape(shape), x, y)
        slope = np.hypot(across, up).ravel()
        cell = max(np.diff(x).max(), np.diff(y).max())
        blur = np.sqrt(variance + (slope * cell) ** 2)  # no edge falls between two places
        near = norm.pdf(lead / blur) / blur
        if b is not None:
            near = near * (np.maximum(means[a], means[b]) >= means.max(0))
        value = near / np.maximum(slope, 1.0)
        worth[a] += value
        if b is not None:
            worth[b] += value
    return worth
