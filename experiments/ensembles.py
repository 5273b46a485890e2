"""Runs of one scenario as paths, in batches, for whoever looks at nothing else of them."""

from __future__ import annotations

import numpy as np

from sim.ensemble import batch_size, run_batch
from sim.model import Model
from sim.observers.paths import Paths, paths_of_record
from sim.scenarios import Scenario
from sim.start import names_of


def runs_of(scenario: Scenario, runs: int, seed: int, model: Model | None = None) -> Paths:
    """The paths of runs 0 to `runs` - 1 of a scenario.

    Args:
        scenario: any.
        runs: how many, >= 1.
        seed: of the runs.
        model: what is run; the shipped model when left out.
    """
    size = batch_size(len(names_of(scenario)))
    parts = []
    for first in range(0, runs, size):
        numbers = np.arange(first, min(first + size, runs))
        record = run_batch([scenario], np.zeros(len(numbers), np.intp), numbers, seed, model=model)
        parts.append(paths_of_record(record.values))
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
