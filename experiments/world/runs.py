"""Runs of a setting, and the null models beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from experiments.laws.ensembles import IDENTICAL, Changes, alter
from experiments.world.measures import LIFE, Lives
from experiments.world.targets import SETTINGS, TARGETS
from sim.arrays import Array
from sim.ensemble import batch_size, run_batch
from sim.model import Model
from sim.observers.outcomes import outcomes_of
from sim.observers.paths import paths_of_record
from sim.scenarios import Scenario
from sim.start import names_of

WAVES = next(target.waves for target in TARGETS if target.waves)
"""Months of the two waves in which ties are counted."""
TIE = next(target.above for target in TARGETS if target.waves)
"""Trust above which there is a tie."""


def lives_of(
    setting: str, runs: int, seed: int, model: Model | None = None, changes: Changes | None = None
) -> Lives:
    """Runs 0 to `runs` - 1 of a setting.

    Args:
        setting: a name in `SETTINGS`.
        runs: how many, >= 1.
        seed: of the runs.
        model: what is run; the shipped model when left out.
        changes: what differs, by path.
    """
    scenario = alter(SETTINGS[setting].build(), changes or {})
    parts, waves = [], []
    for first in range(0, runs, size := batch_size(len(names_of(scenario)))):
        kept, trust = _batch(scenario, np.arange(first, min(first + size, runs)), seed, model)
        parts.append(kept)
        waves.append(trust)
    outcomes = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    ties = np.concatenate(waves)
    return Lives(outcomes, scenario.length, ties[~np.isnan(ties).any(1)])


def _batch(
    scenario: Scenario, numbers: NDArray[np.int64], seed: int, model: Model | None
) -> tuple[dict[str, Array], Array]:
    """Outcomes, and (runs, 2) ties in the two waves, NaN for a run that had ended."""
    which = np.zeros(len(numbers), np.intp)
    record = run_batch([scenario], which, numbers, seed, model=model, dyads=True)
    outcomes = outcomes_of(paths_of_record(record.values))
    trust = np.stack([record.values["trust_dyad"][month] for month in WAVES])  # waves, i, j, runs
    alive = outcomes["months"] > WAVES[1]
    counted = (trust > TIE).sum((1, 2)).T.astype(np.float64)
    return outcomes, np.where(alive[:, None], counted, np.nan)


def constant_hazard(lives: Lives, seed: int = 0) -> Lives:
    """The null in which as many end, but at a constant hazard, and of what kind is chance."""
    ending, months = lives.outcomes["ending"], lives.outcomes["months"]
    ended = ending > 0
    chance = np.random.default_rng(seed)
    hazard = ended.sum() / max(float(months.sum()), 1.0)
    drawn = chance.geometric(hazard, len(months)) if hazard > 0 else np.full(len(months), np.inf)
    end = drawn <= lives.length
    kinds = chance.choice(ending[ended], len(months)) if ended.any() else np.zeros(len(months))
    outcomes = {
        **lives.outcomes,
        "months": np.where(end, drawn, float(lives.length)),
        "ending": np.where(end, kinds, 0.0),
    }
    return replace(lives, outcomes=outcomes)


CONSTANT = "constant hazard"
"""The null that says something of ends alone."""

NULLS: dict[str, Callable[[str, Lives, int, Model | None], Lives]] = {
    CONSTANT: lambda setting, lives, seed, model: constant_hazard(lives, seed),
    "identical members": lambda setting, lives, seed, model: lives_of(
        setting, len(lives.outcomes["months"]), seed, model, IDENTICAL
    ),
}
"""Null models: endings that come by chance alone; members that are all the same."""

if max(setting.length for setting in SETTINGS.values()) < LIFE:
    raise ValueError("the settings are shorter than the life tables")
