"""Published models against their known numbers, and our rules where they should be the same."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.docking import landscape, march, rank
from experiments.transitions.systems import hierarchy


def test_slow_learners_keep_an_organisation_wise() -> None:
    # The replication's values at the corners; the standard error of 60 runs is about .012.
    corners = {(0.1, 0.9): 0.86, (0.9, 0.9): 0.54, (0.1, 0.1): 0.745, (0.9, 0.1): 0.612}
    for (p1, p2), known in corners.items():
        assert march.explore(p1, p2, runs=60, seed=1).mean() == pytest.approx(known, abs=0.06)


def test_turnover_keeps_an_organisation_of_fast_learners_wise() -> None:
    still, moving = (
        march.explore(0.9, 0.5, runs=40, seed=2, turnover=rate).mean() for rate in (0.0, 0.1)
    )
    assert moving > still + 0.1


@pytest.mark.parametrize("rate", [0.1, 0.5, 0.9])
def test_our_learning_is_marchs_person_before_a_code_that_stays(rate: float) -> None:
    theirs, ours = march.socialised(rate, 24)
    assert ours == pytest.approx(theirs, abs=1e-12)


def test_descent_finds_what_the_list_of_all_splits_finds() -> None:
    case = landscape.random_case(10, 4)
    splits = landscape.all_splits(10)
    stable = np.flatnonzero(landscape.stable(case, splits))
    ends = landscape.number_of(landscape.descend(case, splits))
    assert set(ends) == set(stable)
    assert len(stable) > 1
    moved = case.energy(landscape.descend(case, splits)) <= case.energy(splits) + 1e-9
    assert moved.all()


def test_energy_by_hand_and_what_a_move_gains() -> None:
    case = landscape.Case(
        np.array([1.0, 2.0, 3.0]), np.array([[0.0, 1, -1], [1, 0, 0.5], [-1, 0.5, 0]])
    )
    sides = np.array([[0, 1, 1], [0, 0, 1]])
    # 1 | 2 3: pairs 12 (weight 2) and 13 (weight -3) are apart, each twice; 1 2 | 3: 13 and 23 (3).
    assert case.energy(sides) == pytest.approx([-2.0, 0.0])
    moved = sides[:1] ^ np.array([[0, 1, 0]])
    assert case.gain(sides)[0, 1] == pytest.approx(case.energy(moved)[0] + 2.0)


def test_our_groups_are_the_optimum_when_the_lot_parts_the_founders() -> None:
    case = landscape.two_blocs(8)
    best = case.energy(landscape.all_splits(8)).min()
    assert best == case.energy(np.array([[0, 1] * 4]))[0]
    ours = case.energy(landscape.seated(case, 4_000, 1)) == best
    assert ours.mean() == pytest.approx(landscape.founders_apart(8), abs=0.03)  # 4 standard errors


def test_our_rank_is_bonabeaus_in_the_limit_and_flatter_outside_it() -> None:
    strengths = (0.5, 1.5)
    theirs = rank.steepness(hierarchy.fights(strengths, memory=10, runs=300, seed=1))
    ours = rank.steepness(rank.fights(strengths, memory=10, runs=300, seed=1))
    default = rank.steepness(rank.fights(strengths, memory=10, power=4.0, runs=300, seed=1))
    assert ours == pytest.approx(theirs, rel=0.2)
    assert ours[1] > 4 * ours[0]
    assert default[1] < ours[1] / 2
