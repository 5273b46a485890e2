"""Outcomes are what they say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim
from sim.ensemble import run_batch
from sim.observers.outcomes import ENDINGS, OUTCOMES, added_value_in, gini, outcomes_of, restricted
from sim.observers.paths import paths_of, paths_of_record
from sim.observers.phases import APART, BETWEEN, CHAFING, DISSOLVED, LEARNING, PRODUCING, Definition
from sim.rules.leaving import Ending
from tests.sim.observers.made import path


@pytest.fixture(scope="module")
def result() -> object:
    return sim.simulate("default", runs=8, seed=4)


def lived(
    output: list[float], ending: int = Ending.RUNNING, length: int = 70
) -> dict[str, np.ndarray]:
    """One run of joint work that lives as long as its output for own output is given."""
    gone = length - len(output)
    made = path([PRODUCING] * len(output) + [DISSOLVED] * gone, output=[*output, *[1.0] * gone])
    made["ending"][0, len(output) - 1] = ending
    return made


@pytest.mark.slow
def test_the_same_from_a_result_and_from_a_record() -> None:
    scenario = sim.load("default").replace("length", 50)
    result = sim.simulate(scenario, runs=5, seed=2)
    record = run_batch([scenario], np.zeros(5, np.intp), np.arange(5), 2)
    one, other = outcomes_of(paths_of(result)), outcomes_of(paths_of_record(record.values))
    assert set(one) == set(OUTCOMES)
    for name in OUTCOMES:
        np.testing.assert_array_equal(one[name], other[name], err_msg=name)


@pytest.mark.slow
def test_outcomes_do_not_depend_on_the_runs_beside_them() -> None:
    scenario = sim.load("default").replace("length", 60)
    whole = run_batch([scenario], np.zeros(9, np.intp), np.arange(9), 3)
    alone = run_batch([scenario], np.zeros(1, np.intp), np.array([4]), 3)
    many, one = (outcomes_of(paths_of_record(record.values)) for record in (whole, alone))
    for name in OUTCOMES:
        np.testing.assert_array_equal(one[name][0], many[name][4], err_msg=name)


@pytest.mark.slow
def test_outcomes_do_not_depend_on_the_order_of_members(result) -> None:  # type: ignore[no-untyped-def]
    paths = dict(paths_of(result))
    turned = {n: v[..., ::-1] if v.ndim == 3 else v for n, v in paths.items()}
    one, other = outcomes_of(paths), outcomes_of(turned)
    for name in OUTCOMES:
        np.testing.assert_allclose(one[name], other[name], rtol=1e-12, err_msg=name)


def test_outcomes_worked_by_hand(result) -> None:  # type: ignore[no-untyped-def]
    kept = sim.outcomes(result)
    given_, own = (
        (result.joint_output + result.apart_output).sum("tick"),
        result.own_output.sum("tick"),
    )
    np.testing.assert_allclose(kept.added_value, given_ / own - 1)
    np.testing.assert_allclose(kept.output, given_)
    ended = result.ending.max("tick") > 0
    goal = result.ending.max("tick") == ENDINGS.index("goal")
    np.testing.assert_array_equal(kept.survived, ~ended | goal)
    np.testing.assert_array_equal(kept.succeeded, goal)
    np.testing.assert_array_equal(kept.months, result.joint_output.notnull().sum("tick"))
    np.testing.assert_allclose(kept.covered, result.paid.sum("tick") / result.asked.sum("tick"))
    np.testing.assert_array_equal(kept.terms, result.terms.max("tick"))
    stores = (result.stored_resources + result.stored_values + result.stored_identity) / 3
    np.testing.assert_allclose(kept.grievance, stores.max("tick"))


def test_endings_have_the_names_of_the_rule() -> None:
    assert ENDINGS == ("running", "members", "funds", "goal", "decision")
    assert [f"{int(e)} " in OUTCOMES["ending"].meaning for e in Ending] == [True] * len(Ending)


def test_no_outcome_is_worse_for_reaching_the_goal() -> None:
    """Of two lives that are the same until one reaches its goal, no outcome calls that one worse."""
    month = [1.0] * 30
    done, went_on = outcomes_of(lived(month, Ending.GOAL)), outcomes_of(lived(month + [1.0] * 40))
    for name, outcome in OUTCOMES.items():
        # Output is counted toward the goal: what is made after it was reached is not what it was for.
        if outcome.better != "neither" and name != "output":
            sign = 1.0 if outcome.better == "higher" else -1.0
            worse = sign * (done[name] - went_on[name]) < -1e-9
            assert not worse.any(), name
    for how in (Ending.MEMBERS, Ending.FUNDS, Ending.DECISION):
        failed = outcomes_of(lived(month, how))
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


def test_units_and_meanings_travel_along(result) -> None:  # type: ignore[no-untyped-def]
    kept = sim.outcomes(result)
    assert kept.time_to_productivity.attrs["units"] == "months"
    assert len(kept.to_dataframe()) == 8


# -- added value ------------------------------------------------------------------------------------


def test_the_dip_and_the_break_even_of_a_j_curve() -> None:
    kept = outcomes_of(lived([0.5] * 12 + [0.2] * 12 + [2.0] * 46))
    assert kept["low_point"] == pytest.approx(-0.8)
    # Twelve months hold k of 2.0 and 12 - k of 0.2: as much as apart from k = 6.
    assert kept["break_even"] == 29
    assert kept["added_value"] == pytest.approx((6 + 2.4 + 92) / 70 - 1)
    assert kept["productivity"] == pytest.approx(2)


def test_added_value_of_the_months_that_are_asked() -> None:
    paths = lived([0.5] * 12 + [2.0] * 12)
    assert added_value_in(paths, 6, 18) == pytest.approx((3 + 12) / 12 - 1)
    assert added_value_in(paths) == pytest.approx(outcomes_of(paths)["added_value"])
    assert np.isnan(added_value_in(paths, 24))


def test_a_life_shorter_than_a_year_has_its_low_point_too() -> None:
    kept = outcomes_of(lived([0.5] * 4, Ending.MEMBERS))
    assert kept["low_point"] == pytest.approx(-0.5)
    assert np.isnan(kept["break_even"])


@given(st.lists(st.floats(0.1, 4.0), min_size=24, max_size=60))
def test_productive_is_never_said_of_a_year_that_gave_less_than_apart(output: list[float]) -> None:
    """The gain that phase 3 asks for and the added value that is reported are the same number."""
    kept = outcomes_of(lived(output, length=60), by=Definition(dwell=1))
    in_phase_3 = kept["months_producing"][0]
    years = [sum(output[max(k - 11, 0) : k + 1]) / min(k + 1, 12) for k in range(len(output))]
    # Months of stagnation, after three years on end, may be among those that gave more.
    more = sum(year > 1.0 + 1e-8 for year in years)
    assert in_phase_3 <= more + sum(abs(year - 1.0) <= 1e-8 for year in years)
    if len(output) <= 36:
        assert in_phase_3 >= more


def test_the_last_year_is_twelve_months() -> None:
    assert outcomes_of(lived([1.0] * 20 + [3.0] * 12))["productivity"] == pytest.approx(3)
    assert outcomes_of(lived([1.0] * 20 + [3.0] * 11))["productivity"] == pytest.approx(34 / 12)


def test_the_last_month_alive_is_the_one_that_is_looked_at() -> None:
    month = np.where(np.arange(20) < 10, np.arange(20) / 20, np.nan)[None]
    paths = lived([1.0] * 10, length=20)
    paths |= {"trust": month, "knowledge": month / 2, "rift": month / 4}
    kept = outcomes_of(paths)
    assert kept["trust"] == pytest.approx(9 / 20)
    assert kept["knowledge"] == pytest.approx(4.5 / 20)
    # In the month of an ending the members are gone: the month before is looked at.
    paths["ending"][0, 9] = Ending.MEMBERS
    assert outcomes_of(paths)["trust"] == pytest.approx(8 / 20)
    assert outcomes_of(paths)["rift"] == pytest.approx(2 / 20)
    paths["status"][0, :10] = 0.5
    paths["status"][0, 8] = [1.0, 0.0]
    assert outcomes_of(paths)["rank_inequality"] == pytest.approx(0.5)


# -- the grant, and members -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("months", "ending", "length", "expected"),
    [
        (70, 0, 70, 1.0),  # ran on
        (60, 1, 70, 0.0),  # ended in the last month of the grant
        (61, 2, 70, 1.0),  # ended in the month after it
        (40, 3, 70, 1.0),  # reached its goal
        (40, 1, 50, 0.0),
        (40, 4, 50, 0.0),
        (60, 0, 60, 1.0),
        (50, 0, 50, np.nan),  # too short a run to tell
    ],
)
def test_surviving_the_grant(months: int, ending: int, length: int, expected: float) -> None:
    kept = outcomes_of(lived([1.0] * months, ending, length))
    np.testing.assert_equal(kept["survived_grant"][0], expected)
    assert kept["months"] == months
    assert kept["survived"] == (ending in (0, 3))
    assert kept["succeeded"] == (ending == 3)


def test_a_change_of_members_within_four_years() -> None:
    def changed(paths: dict[str, np.ndarray]) -> float:
        return float(outcomes_of(paths)["members_changed"][0])

    assert changed(lived([1.0] * 60)) == 0.0
    assert np.isnan(changed(lived([1.0] * 40, length=40)))
    # The members of an alliance that ends are gone, but did not leave it.
    ended = lived([1.0] * 30, Ending.DECISION)
    ended["active"][0, 29], ended["members"][0, 29] = 0.0, np.nan
    assert changed(ended) == 0.0
    for month, expected in ((0, 1.0), (47, 1.0), (48, 0.0)):
        left = lived([1.0] * 60)
        left["leaves"][0, month, 0] = 1.0
        assert changed(left) == expected
    for month, expected in ((1, 1.0), (47, 1.0), (48, 0.0)):
        joined = lived([1.0] * 60)
        joined["active"][0, :month, 1] = 0.0
        assert changed(joined) == expected
    early = lived([1.0] * 40, length=40)
    early["leaves"][0, 3, 0] = 1.0
    assert changed(early) == 1.0  # also when the run is too short to tell that none would have


@pytest.mark.slow
def test_members_that_leave_and_join_are_seen() -> None:
    plain = sim.load("default").replace("parameters.leaving_on", 0)
    shock = {"kind": "merger", "tick": 20, "size": 0.1, "member": "Member 1", "with": "Member 2"}
    merged = sim.Scenario.from_dict({**plain.to_dict(), "shock": [shock]})
    for scenario, expected in ((plain, 0.0), (merged, 1.0)):
        kept = sim.outcomes(sim.simulate(scenario, runs=3, seed=1))
        assert kept.members_changed.values.tolist() == [expected] * 3


# -- shares and months ------------------------------------------------------------------------------


def test_months_in_the_phases_add_up_to_the_life(result) -> None:  # type: ignore[no-untyped-def]
    for by in (Definition(), Definition(dwell=3, apart=0.5)):
        kept = sim.outcomes(result, by=by)
        parts = [name for name in OUTCOMES if name.startswith("months_")]
        assert len(parts) == 6
        np.testing.assert_array_equal(sum(kept[name] for name in parts), kept.months)


def test_the_definition_of_phases_reaches_the_outcomes() -> None:
    paths = path([CHAFING] * 6 + [LEARNING] * 4 + [CHAFING] * 6)
    assert np.isnan(outcomes_of(paths)["time_to_learning"])
    assert outcomes_of(paths, by=Definition(dwell=4))["time_to_learning"] == 6


def test_shares_of_hours_add_up(result) -> None:  # type: ignore[no-untyped-def]
    kept = sim.outcomes(result)
    parts = [name for name in OUTCOMES if name.startswith("hours_")]
    np.testing.assert_allclose(sum(kept[name] for name in parts), 1.0)
    made = outcomes_of(path([APART] * 10 + [BETWEEN] * 10))
    assert made["hours_apart"] == pytest.approx(0.6)  # .8 and .4
    assert made["hours_joint"] == pytest.approx(0.225)
