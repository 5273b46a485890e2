"""Committors: branches share their past to the bit, chances come true, brute force agrees."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("sklearn")

from experiments.transitions.alliances import alliance, divide, runs_of
from experiments.transitions.committor import (
    FEATURES,
    States,
    brute_force,
    calibration,
    fit,
    relaunch,
    states,
)
from sim.scenarios import Scenario, load

RUNS = np.array([3, 0, 5], np.int64)


def eventful() -> Scenario:
    """Joiners apart, all that has a memory: a policy that watches, a shock, a change of roles."""
    content = load("default").replace("length", 30).to_dict()
    content["intervention"] = [{"action": "D1", "while": "chafing", "every": 3}]
    content["shock"] = [{"kind": "scandal", "tick": 8, "size": 0.5, "member": "Member 2"}]
    content["change"] = [{"tick": 10, "division": "equal"}]
    return Scenario.from_dict(content)


@pytest.mark.slow
@pytest.mark.parametrize("month", [0, 12, 30])
def test_a_branch_lives_the_past_of_its_run_and_then_parts(month: int) -> None:
    scenario = eventful()
    whole = runs_of(scenario, 6, 4)
    branches = relaunch(scenario, RUNS, month, 4, branches=3)
    for name in whole:
        past = np.repeat(whole[name][RUNS], 3, axis=0)[:, :month]
        np.testing.assert_array_equal(branches[name][:, :month], past, err_msg=name)
    if month < 30:
        trust = branches["trust"][:, -1].reshape(3, 3)
        assert (np.ptp(trust, axis=1) > 0).all(), "branches of one run must part"
        first = branches["trust"][:, month].reshape(3, 3)
        assert (np.ptp(first, axis=1) > 0).any(), "and do so in the month that was said"
        assert not np.array_equal(trust[:, 0], whole["trust"][RUNS, -1])


def test_branches_do_not_depend_on_the_batch() -> None:
    scenario = load("default").replace("length", 20)
    one = relaunch(scenario, RUNS[:1], 6, 4, branches=2)
    three = relaunch(scenario, RUNS, 6, 4, branches=2)
    for name in one:
        np.testing.assert_array_equal(one[name], three[name][:2], err_msg=name)
    with pytest.raises(ValueError, match="the runs themselves"):
        relaunch(scenario, RUNS, 6, 4, fresh=4)


@pytest.mark.slow
def test_the_mean_of_brute_force_is_what_happens() -> None:
    scenario = alliance(4, "trust", 0.25).replace("length", 48)
    paths = runs_of(scenario, 300, 8)
    open_ = states(paths, 12)
    share = brute_force(scenario, open_.runs[:40].astype(np.int64), 12, 8, branches=12)
    seen = open_.reached.mean()
    assert share.mean() == pytest.approx(seen, abs=3.5 * np.sqrt(seen * (1 - seen) / 40))
    assert 0 <= share.min() <= share.max() <= 1


def known_chances(count: int, seed: int) -> tuple[States, np.ndarray]:
    rng = np.random.default_rng(seed)
    seen = rng.normal(size=(count, len(FEATURES)))
    chance = 1 / (1 + np.exp(-(0.3 + 1.5 * seen[:, 0] - seen[:, 2])))
    return States(6, np.arange(count), seen, rng.random(count) < chance), chance


def test_a_known_committor_is_found_and_is_calibrated() -> None:
    known, _ = known_chances(3000, 0)
    fresh, chance = known_chances(3000, 1)
    found = fit(known)
    assert np.abs(found.at(fresh.seen) - chance).mean() < 0.03
    weights = found.weights()
    assert weights["trust"] == pytest.approx(1.5, abs=0.2)
    assert weights["grievance"] == pytest.approx(-1.0, abs=0.2)
    right = calibration(found.at(fresh.seen), fresh.reached)
    assert right.chance > 0.01
    assert right.error < 0.04
    assert right.brier < right.base
    order = np.argsort(found.coordinate(fresh.seen))
    assert (np.diff(found.at(fresh.seen)[order]) >= 0).all()


def test_wrong_chances_are_told() -> None:
    fresh, chance = known_chances(3000, 2)
    sure = chance**2 / (chance**2 + (1 - chance) ** 2)
    assert calibration(sure, fresh.reached).chance < 1e-3
    assert calibration(sure, fresh.reached).error > 0.05


def test_calibration_holds_as_often_as_it_says() -> None:
    rng = np.random.default_rng(3)
    chances = rng.random((200, 400))
    p = np.array([calibration(row, rng.random(400) < row).chance for row in chances])
    assert 0.01 <= (p < 0.05).mean() <= 0.1


def test_nothing_to_estimate_is_told() -> None:
    known, _ = known_chances(50, 0)
    with pytest.raises(ValueError, match="all of these states"):
        fit(known.only(known.reached))


@pytest.mark.slow
def test_the_divide_of_alliances_at_a_small_size() -> None:
    found = divide(runs=120, forced=6, branches=8, month=30)
    assert len(found.given) == len(found.forced) == 6
    assert (np.diff(found.given) >= 0).all()
    assert found.area > 0.6
    assert found.error < found.alone
