"""Outcomes are what they say."""

from __future__ import annotations

import numpy as np
import pytest

import sim
from sim.ensemble import run_batch
from sim.observers.outcomes import ENDINGS, OUTCOMES, gini, outcomes_of, restricted
from sim.observers.paths import paths_of, paths_of_record
from sim.results import VARIABLES


@pytest.mark.slow
def test_the_same_from_a_result_and_from_a_record() -> None:
    scenario = sim.load("default").replace("length", 50)
    result = sim.simulate(scenario, runs=5, seed=2)
    record = run_batch([scenario], np.zeros(5, np.intp), np.arange(5), 2)
    one, other = outcomes_of(paths_of(result)), outcomes_of(paths_of_record(record.values))
    assert set(one) == set(OUTCOMES)
    for name in OUTCOMES:
        np.testing.assert_array_equal(one[name], other[name], err_msg=name)


def test_outcomes_worked_by_hand() -> None:
    result = sim.simulate("default", runs=6, seed=4)
    kept = sim.outcomes(result)
    joint, own = result.joint_output.sum("tick"), result.own_output.sum("tick")
    np.testing.assert_allclose(kept.added_value, joint / own - 1)
    ended = result.ending.max("tick") > 0
    goal = result.ending.max("tick") == ENDINGS.index("goal")
    np.testing.assert_array_equal(kept.survived, ~ended | goal)
    np.testing.assert_array_equal(kept.succeeded, goal)
    np.testing.assert_array_equal(kept.months, result.joint_output.notnull().sum("tick"))


def test_no_outcome_is_worse_for_reaching_the_goal() -> None:
    """Of two lives that are the same until one reaches its goal, no outcome calls that one worse."""
    month = [1.0] * 30
    done, went_on = outcomes_of(by_hand(month, 3)), outcomes_of(by_hand(month + [1.0] * 40))
    for name, outcome in OUTCOMES.items():
        # Output is counted toward the goal: what is made after it was reached is not what it was for.
        if outcome.better != "neither" and name != "output":
            sign = 1.0 if outcome.better == "higher" else -1.0
            worse = sign * (done[name] - went_on[name]) < -1e-9
            assert not worse.any(), name
    failed = outcomes_of(by_hand(month, 1))
    assert failed["survived"] == 0.0
    assert failed["succeeded"] == 0.0


@pytest.mark.parametrize("length", [30, 120])
def test_outcomes_lie_within_their_bounds(length: int) -> None:
    scenario = sim.load("default").replace("length", length)
    kept = sim.outcomes(sim.simulate(scenario, runs=20, seed=1))
    for name, outcome in OUTCOMES.items():
        low, high = outcome.bounds(length)
        values = kept[name].to_numpy()
        there = values[~np.isnan(values)]
        assert ((low <= there) & (there <= high)).all(), name
        if outcome.kind == "event":
            assert np.isin(there, (0.0, 1.0)).all()


def test_a_time_that_never_comes_counts_with_the_whole_length() -> None:
    times = np.array([3.0, np.nan, 59.0, 60.0, 80.0])
    np.testing.assert_array_equal(restricted(times, 60), [3.0, 60.0, 59.0, 60.0, 60.0])


def test_gini_of_equals_and_of_one_who_has_all() -> None:
    assert gini(np.array([0.5, 0.5, 0.5])) == pytest.approx(0)
    assert gini(np.array([0.0, 0.0, 1.0])) == pytest.approx(2 / 3)
    assert gini(np.array([0.2, 0.6, np.nan])) == pytest.approx(gini(np.array([0.2, 0.6])))
    assert np.isnan(gini(np.array([np.nan, np.nan])))


def test_units_and_meanings_travel_along() -> None:
    kept = sim.outcomes(sim.simulate("smooth-start", runs=2, seed=1))
    assert kept.time_to_productivity.attrs["units"] == "months"
    assert len(kept.to_dataframe()) == 2


def by_hand(joint: list[float], ending: int = 0, length: int = 70) -> dict[str, np.ndarray]:
    """One run of one member that lives as long as its joint output is given; own output is 1."""
    lived = len(joint)
    flat = np.full((1, length), np.nan)
    flat[0, :lived] = joint
    one = np.where(np.isnan(flat), np.nan, 1.0)
    paths = {name: one.copy() for name in VARIABLES if VARIABLES[name].level == "alliance"}
    deep = {n: one[..., None].copy() for n in VARIABLES if VARIABLES[n].level == "member"}
    paths |= {"joint_output": flat, "ending": one * 0.0}
    paths["ending"][0, lived - 1] = ending
    return paths | deep


def test_the_dip_and_the_break_even_of_a_j_curve() -> None:
    kept = outcomes_of(by_hand([0.5] * 12 + [0.2] * 12 + [2.0] * 46))
    assert kept["low_point"] == pytest.approx(-0.8)
    # Twelve months hold k of 2.0 and 12 - k of 0.2: as much as apart from k = 6.
    assert kept["break_even"] == 29
    assert kept["added_value"] == pytest.approx((6 + 2.4 + 92) / 70 - 1)
    assert kept["productivity"] == pytest.approx(2)


def test_a_life_shorter_than_a_year_has_its_low_point_too() -> None:
    kept = outcomes_of(by_hand([0.5] * 4, ending=1))
    assert kept["low_point"] == pytest.approx(-0.5)
    assert np.isnan(kept["break_even"])


@pytest.mark.parametrize(
    ("lived", "ending", "length", "expected"),
    [
        (70, 0, 70, 1.0),  # ran on
        (60, 1, 70, 0.0),  # ended in the last month of the grant
        (61, 2, 70, 1.0),  # ended in the month after it
        (40, 3, 70, 1.0),  # reached its goal
        (40, 1, 50, 0.0),
        (60, 0, 60, 1.0),
        (50, 0, 50, np.nan),  # too short a run to tell
    ],
)
def test_surviving_the_grant(lived: int, ending: int, length: int, expected: float) -> None:
    kept = outcomes_of(by_hand([1.0] * lived, ending, length))
    np.testing.assert_equal(kept["survived_grant"][0], expected)
    assert kept["months"] == lived
    assert kept["survived"] == (ending in (0, 3))
    assert kept["succeeded"] == (ending == 3)


def test_months_in_the_phases_add_up_to_the_life() -> None:
    kept = sim.outcomes(sim.simulate("default", runs=6, seed=4))
    parts = ("months_chafing", "months_learning", "months_producing", "months_stagnant")
    np.testing.assert_array_equal(sum(kept[name] for name in parts), kept.months)


def test_outcomes_do_not_depend_on_the_runs_beside_them() -> None:
    scenario = sim.load("default").replace("length", 60)
    whole = run_batch([scenario], np.zeros(9, np.intp), np.arange(9), 3)
    alone = run_batch([scenario], np.zeros(1, np.intp), np.array([4]), 3)
    many, one = (outcomes_of(paths_of_record(record.values)) for record in (whole, alone))
    for name in OUTCOMES:
        np.testing.assert_array_equal(one[name][0], many[name][4], err_msg=name)


def test_the_last_month_alive_is_the_one_that_is_looked_at() -> None:
    lived, length = 10, 20
    month = np.where(np.arange(length) < lived, np.arange(length) / length, np.nan)[None]
    paths = by_hand([1.0] * lived, ending=0, length=length)
    paths |= {"trust": month, "knowledge": month / 2}
    kept = outcomes_of(paths)
    assert kept["trust"] == pytest.approx(9 / length)
    assert kept["knowledge"] == pytest.approx(4.5 / length)
    # In the month of an ending the members are gone: the month before is looked at.
    paths["ending"][0, lived - 1] = 1
    assert outcomes_of(paths)["trust"] == pytest.approx(8 / length)
    paths["status"] = np.full((1, length, 2), np.nan)
    paths["status"][0, :lived] = 0.5
    paths["status"][0, 8] = [1.0, 0.0]
    assert outcomes_of(paths)["rank_inequality"] == pytest.approx(0.5)


def test_the_last_year_is_twelve_months() -> None:
    assert outcomes_of(by_hand([1.0] * 20 + [3.0] * 12))["productivity"] == pytest.approx(3)
    assert outcomes_of(by_hand([1.0] * 20 + [3.0] * 11))["productivity"] == pytest.approx(34 / 12)
