"""Whose luck: how much of what runs differ by is who the members are, and how much is chance.

Members, their start and how their task turns out are drawn once for each cast, and each cast lives several times
under other dice from month to month; with drawn parameters a cast has its own too. What casts differ by beyond what
dice alone make of it is their part of the variance (one-way random effects, Searle, Casella & McCulloch 1992).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from experiments.transitions.committor import relaunch
from experiments.transitions.scan import Estimate, Floats
from sim.model import Model
from sim.observers.outcomes import outcomes_of
from sim.observers.resampling import RESAMPLES, resample
from sim.scenarios import Scenario

CASTS, DICE = 60, 4
"""Casts of members, and how often each lives."""


@dataclass(frozen=True)
class Split:
    """What an outcome's variance over runs is made of.

    Attributes:
        members: share of it that is drawn with the members; NaN where all runs come to the same.
        mean: of the outcome.
        casts, dice: what it was measured on.
    """

    members: Estimate
    mean: float
    casts: int
    dice: int


def split(values: Floats, resamples: int = RESAMPLES, seed: int = 0) -> Split:
    """Split the variance of an outcome.

    Args:
        values: (casts, dice), two or more of each.
        resamples, seed: of the bootstrap over casts.
    """
    casts, dice = values.shape
    drawn = resample(casts, resamples, seed)
    share = _members(values.mean(1), values.var(1, ddof=1), np.ones((1, casts)), dice)
    again = _members(values.mean(1), values.var(1, ddof=1), drawn, dice)
    return Split(Estimate.of(float(share[0]), again), float(values.mean()), casts, dice)


def of_alliance(
    scenario: Scenario,
    outcome: str,
    *,
    casts: int = CASTS,
    dice: int = DICE,
    seed: int = 0,
    model: Model | None = None,
) -> Split:
    """Split the variance of an outcome of an alliance.

    Args:
        scenario: the alliance.
        outcome: its name, in `sim.observers.outcomes`.
        casts, dice: draws of members, and runs of each.
        seed: of the members; the next one is that of the dice.
        model: what is run; the shipped model when left out.

    Returns:
        Of the casts that have the outcome under each throw of the dice.
    """
    paths = relaunch(scenario, np.arange(casts), 0, seed, branches=dice, model=model)
    values = np.asarray(outcomes_of(paths)[outcome], dtype=np.float64).reshape(casts, dice)
    return split(values[np.isfinite(values).all(1)])


def _members(means: Floats, within: Floats, counts: Floats, dice: int) -> Floats:
    """(rows,) share of the variance between casts, where each counts so often; 0 where none is seen."""
    whole = counts.sum(1)
    middle = counts @ means / whole
    between = (counts @ means**2 / whole - middle**2) * whole / (whole - 1.0)
    chance = counts @ within / whole
    members = np.maximum(between - chance / dice, 0.0)
    total = members + chance
    return np.where(total > 0.0, members / np.where(total > 0.0, total, 1.0), np.nan)
