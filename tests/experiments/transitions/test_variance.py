"""Whose luck: a split of the variance that is known beforehand is found."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.transitions.variance import of_alliance, split
from sim.scenarios import load


@pytest.mark.parametrize("truth", [0.0, 0.3, 0.8])
def test_a_known_split_is_found_as_often_as_intervals_say(truth: float) -> None:
    """Ten intervals of 95 %; fewer than 7 hold the truth 1 time in 1,000 (5 in 100 at 88 %)."""
    held = 0
    for seed in range(10):
        rng = np.random.default_rng(seed)
        cast, dice = rng.normal(size=(60, 1)), rng.normal(size=(60, 4))
        found = split(np.sqrt(truth) * cast + np.sqrt(1.0 - truth) * dice, seed=seed)
        held += found.members.low - 1e-9 <= truth <= found.members.high
    assert held >= 7


def test_where_all_runs_come_to_the_same_there_is_nothing_to_split() -> None:
    assert np.isnan(split(np.ones((5, 3))).members.value)
    certain = split(np.repeat(np.arange(6.0)[:, None], 3, axis=1))
    assert certain.members.value == pytest.approx(1.0)


def test_the_same_members_live_under_each_throw_of_the_dice() -> None:
    scenario = load("default").replace("length", 2)
    early = of_alliance(scenario, "added_value", casts=10, dice=3)
    late = of_alliance(load("default").replace("length", 30), "added_value", casts=10, dice=3)
    assert early.members.value > late.members.value, "dice need time"
