"""Alliances that break down while they have their grant: those that end, and those that fall back."""

from __future__ import annotations

import numpy as np

from experiments.ensembles import runs_of
from experiments.transitions.matching import Watched, watch
from experiments.transitions.ramp import lasting
from experiments.transitions.scan import Floats
from sim.observers.paths import Paths, alive, grievance, over_members
from sim.observers.phases import DISSOLVED, PRODUCING, phase_path
from sim.rules.leaving import Ending
from sim.scenarios import Scenario, load

MONTHS = 144
"""That each run is looked at, with a grant to the end."""
RISES = ("grievance",)
"""Series that rise before a breakdown; the others fall."""


def series_of(paths: Paths) -> dict[str, Floats]:
    """What is looked at: means over members or pairs, (runs, months)."""
    return {
        "trust": paths["trust"],
        "backing": over_members(paths["backing"]),
        "engagement": over_members(paths["engagement"]),
        "grievance": grievance(paths),
    }


def grown(seed: int, runs: int, scenario: Scenario | None = None) -> Paths:
    """Alliances to look at.

    Args:
        seed: of the runs.
        runs: number of runs.
        scenario: the alliance, with a grant; the default one when left out.
    """
    return runs_of(lasting(scenario or load("default"), MONTHS), runs, seed)


def ends(paths: Paths, seed: int = 0) -> Watched:
    """Alliances that end without having reached their goal."""
    ending = np.nan_to_num(paths["ending"]).max(1)
    falls = (ending > 0) & (ending != Ending.GOAL)
    # The month of the end is the last one on record; its members are gone.
    until = alive(paths).sum(1) - falls
    return watch(series_of(paths), falls, until, rises=RISES, seed=seed)


def falls_back(paths: Paths, seed: int = 0) -> Watched:
    """Productive alliances that fall back to anything else but an end, beside others that stay so."""
    phase = phase_path(paths)
    productive = phase == PRODUCING
    lost = (phase != DISSOLVED) & ~productive
    back = productive[:, :-1] & lost[:, 1:]
    falls = back.any(1)
    until = np.where(falls, back.argmax(1) + 1, alive(paths).sum(1))
    return watch(series_of(paths), falls, until, rises=RISES, at_risk=productive, seed=seed)
