"""A known plane, and a small study whose diagram takes seconds."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.special import expit
from scipy.stats import qmc

pytest.importorskip("sklearn")
pytest.importorskip("pyarrow")

from experiments.phase_diagrams.edge import Counts, contour, grid, lattice, steps
from experiments.phase_diagrams.surface import Floats
from experiments.sweeps.study import Study
from tests.experiments.conftest import BASE


def wave(places: Floats) -> Floats:
    """Share at some places; the edge is x = 0.25 + 0.4 y² + 0.06 sin 6y."""
    x, y = places.T
    share: Floats = expit((x - (0.25 + 0.4 * y**2 + 0.06 * np.sin(6 * y))) / 0.06)
    return share


def true_edge() -> Floats:
    """Vertices of the edge of `wave`."""
    ticks = np.linspace(0, 1, 201)
    return np.concatenate(list(contour(ticks, ticks, wave(grid(201)).reshape(201, 201) - 0.5)))


def drawn(places: Floats, runs: int, seed: int) -> Counts:
    """Independent runs at some places."""
    hits = np.random.default_rng(seed).binomial(runs, wave(places)).astype(float)
    return Counts(places, hits[:, None], np.full(len(places), float(runs)))


def joined(one: Counts, other: Counts) -> Counts:
    pairs = zip(vars(one).values(), vars(other).values(), strict=True)
    return Counts(*(np.concatenate(pair) for pair in pairs))


def spread(count: int, seed: int) -> Floats:
    points: Floats = qmc.Sobol(2, rng=np.random.default_rng(seed)).random(count)
    return points


TICKS = np.linspace(0, 1, 33)
PLACES = lattice(TICKS, TICKS)

__all__ = [
    "PLACES",
    "TICKS",
    "drawn",
    "joined",
    "plane_study",
    "spread",
    "steps",
    "true_edge",
    "wave",
]


def plane_study(**changes: Any) -> Study:
    """Trust after four months over trust at the start and difference in values."""
    content: dict[str, Any] = {
        "scenario": BASE,
        "seed": 3,
        "replicates": 3,
        "design": "phase-diagram",
        "factor": [
            {"name": "start trust", "path": "start.trust.mean", "low": 0.0, "high": 1.0},
            {"name": "difference", "path": "members.values.sd", "low": 0.0, "high": 0.4},
        ],
        "diagram": {"observable": "trust", "above": 0.4, "width": 0.01, "max_runs": 300},
        "keep": {"outcomes": ["trust", "ending", "productive"]},
    }
    return Study.from_dict(content | changes)
