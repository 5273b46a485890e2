"""Early warning of alliances that break down while they have their grant, and of known systems."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from experiments.transitions.fold import fold, jumps
from experiments.transitions.scan import Floats
from experiments.transitions.warning import HISTORY, Judged, indicators, judge
from sim.ensemble import simulate
from sim.observers.paths import alive, over_members, paths_of
from sim.scenarios import Scenario, load
from sim.state import Bits

MONTH = 42
"""Month in which the warning is given."""
AHEAD = 18
"""Months after it in which a breakdown is one that should have been warned of."""

Sample = tuple[dict[str, Floats], Bits]
"""Indicators by name (rows,), and which rows break down."""


def judged(sample: Callable[[int], Sample], seed: int = 1) -> list[Judged]:
    """Each indicator with its threshold from one sample, on another.

    Args:
        sample: from a seed to a sample.
        seed: of the training sample; the one after it is held out.
    """
    training, held_out = sample(seed), sample(seed + 1)
    return [judge(name, (values, training[1]), (held_out[0][name], held_out[1]), seed=seed)
            for name, values in training[0].items()]  # fmt: skip


def of_alliances(seed: int, runs: int = 2000, scenario: Scenario | None = None) -> Sample:
    """Alliances that live at `MONTH`, and whether they have ended `AHEAD` months later.

    Args:
        seed: of the runs.
        runs: number of runs.
        scenario: the alliance; the default one when left out.
    """
    base = (scenario or load("default")).replace("length", MONTH + AHEAD)
    paths = paths_of(simulate(base, runs=runs, seed=seed))
    lives = alive(paths)
    here = lives[:, MONTH - 1]
    series = {
        "trust": paths["trust"][here],
        "backing": over_members(paths["backing"])[here],
        "engagement": over_members(paths["engagement"])[here],
    }
    # One member left over has nobody to trust.
    known = np.all([np.isfinite(values[:, :MONTH]).all(1) for values in series.values()], axis=0)
    found = indicators({name: values[known] for name, values in series.items()}, MONTH)
    return found, ~lives[here][known, MONTH + AHEAD - 1]


def of_folds(seed: int, runs: int = 300) -> Sample:
    """Half of them approach their fold, half stay where they are; those over it already left out."""
    near = fold(True, runs=runs, months=HISTORY + 1, noise=0.03, seed=2 * seed)
    near = near[(near < 0.0).all(1)]
    far = fold(False, runs=runs, months=HISTORY + 1, noise=0.03, seed=2 * seed + 1)
    found = indicators({"state": -np.concatenate([near, far])}, HISTORY + 1)
    return found, np.arange(len(near) + len(far)) < len(near)


def of_jumps(seed: int, runs: int = 2000) -> Sample:
    """Wells in which nothing approaches: which will jump in the next months?"""
    seen = jumps(runs=runs, months=HISTORY + 1 + AHEAD, seed=seed)
    stayed = (seen[:, : HISTORY + 1] < -0.3).all(1)
    found = indicators({"state": -seen[stayed]}, HISTORY + 1)
    later = seen[stayed, HISTORY + 1 :]
    return found, np.asarray((later > 0.5).any(axis=1))
