"""Outcomes are what they say."""

from __future__ import annotations

import numpy as np
import pytest

import sim
from sim.ensemble import run_batch
from sim.observers.outcomes import OUTCOMES, gini, outcomes_of
from sim.observers.paths import paths_of, paths_of_record


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
    np.testing.assert_array_equal(kept.survived, ~ended)
    np.testing.assert_array_equal(kept.months, result.joint_output.notnull().sum("tick"))


def test_gini_of_equals_and_of_one_who_has_all() -> None:
    assert gini(np.array([0.5, 0.5, 0.5])) == pytest.approx(0)
    assert gini(np.array([0.0, 0.0, 1.0])) == pytest.approx(2 / 3)
    assert gini(np.array([0.2, 0.6, np.nan])) == pytest.approx(gini(np.array([0.2, 0.6])))
    assert np.isnan(gini(np.array([np.nan, np.nan])))


def test_units_and_meanings_travel_along() -> None:
    kept = sim.outcomes(sim.simulate("smooth-start", runs=2, seed=1))
    assert kept.time_to_productivity.attrs["units"] == "months"
    assert len(kept.to_dataframe()) == 2
