"""Trials of actions: pairs that share their past, budgets that hold, effects that are those of the runs."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sim
from experiments.advice.actions import effects_of_actions
from experiments.advice.courses import (
    NINE,
    Timing,
    course,
    in_months,
    times_within,
    while_seen,
    with_facilitator,
)
from experiments.advice.trials import Trials, run_trials
from experiments.compare import compare
from sim.errors import AllianceError
from sim.interventions.action import ACTIONS
from sim.scenarios import Scenario

SHORT, _ = with_facilitator(sim.load("default").replace("length", 40))


def tried(
    *timings: Timing,
    runs: int = 30,
    budget: float = 6.0,
    base: Scenario = SHORT,
    actions: tuple[str, ...] = NINE,
) -> Trials:
    return effects_of_actions(base, runs, 3, timing=timings, actions=actions, budget=budget).trials


@pytest.fixture(scope="module")
def seldom() -> Trials:
    """Done where trust is low after some months, which is so in some runs."""
    return tried(Timing("low", "trust < 0.5", first=6))


@pytest.mark.slow
def test_the_same_runs_are_reached_whatever_is_then_done(seldom: Trials) -> None:
    """Whether the moment comes is settled by the past that all share."""
    for k in range(9):
        np.testing.assert_array_equal(seldom.begun[k], seldom.begun[0])
    assert 0.05 < seldom.done(0).mean() < 0.95


def test_where_it_is_never_done_nothing_differs(seldom: Trials) -> None:
    for name, values in seldom.outcomes.items():
        for k in range(9):
            never = ~seldom.done(k)
            np.testing.assert_array_equal(values[k + 1][never], values[0][never], err_msg=name)


def test_the_effect_over_all_is_that_where_done_times_how_often() -> None:
    """Each course by its own runs: one is always done, the other in some runs."""
    trials = tried(in_months(0), Timing("low", "trust < 0.5", first=6), actions=("D1",))
    for k in (0, 1):
        every, some = (trials.effect(k, "added_value", among_done=done) for done in (False, True))
        share = float(trials.done(k).mean())
        assert every.difference == pytest.approx(share * some.difference)
        assert some.pairs == trials.done(k).sum()
    assert trials.done(0).all()
    assert not trials.done(1).all()


@pytest.mark.slow
@given(
    budget=st.floats(0.5, 30),
    every=st.integers(1, 4),
    first=st.integers(0, 20),
    policy=st.sampled_from([None, "chafing", "trust > 0.1 or chafing", "not learning"]),
    action=st.sampled_from(NINE),
)
@settings(max_examples=15, deadline=None)
def test_the_budget_holds_in_every_run(
    budget: float, every: int, first: int, policy: str | None, action: str
) -> None:
    one = course(SHORT, action, Timing("", policy, first, None, every), budget)
    if one is None:
        assert budget < ACTIONS[action].days
        return
    days = run_trials(SHORT, [one], 6, 1).facilitator_days[1]
    assert days.max() <= budget + 1e-9
    assert days.max() > 0.0


def test_a_budget_is_used_up_where_there_is_time() -> None:
    found = effects_of_actions(SHORT, 6, 1, timing=in_months(0), budget=6.0, actions=["D1", "D3"])
    assert [row.times for row in found.rows] == [3, 6]
    living = found.trials.outcomes["survived"][0] > 0
    for k in (1, 2):
        assert found.trials.facilitator_days[k][living] == pytest.approx(6.0)


def test_a_small_facilitator_makes_a_month_cheaper() -> None:
    small = SHORT.replace("roles.facilitator.capacity", 1.0)
    assert times_within(SHORT, "D1", 6.0) == 3
    assert times_within(small, "D1", 6.0) == 6
    assert times_within(SHORT, "D1", math.inf) is None
    assert times_within(SHORT, "D1", 6.0, strength=0.5) == 6


@pytest.mark.slow
def test_effects_are_those_that_compare_finds() -> None:
    found = effects_of_actions(SHORT, 12, 5, timing=while_seen(1), actions=["D5"], budget=8)
    one = course(SHORT, "D5", while_seen(1), 8)
    assert one is not None
    other = compare(SHORT, one.of(SHORT), runs=12, seed=5, labels=["a", "b"])
    for name in ("added_value", "trust", "survived"):
        here, there = found.rows[0].effects[name], other["b", name]
        assert (here.difference, here.low, here.high) == (there.difference, there.low, there.high)


def test_what_a_scenario_does_already_is_done_in_both() -> None:
    base = SHORT.replace("intervention", [{"action": "D1", "every": 2}])
    trials = tried(in_months(5, 9), base=base, actions=("D4",), runs=4)
    assert (trials.begun[0] == 5).all()
    assert trials.facilitator_days[0].min() > 10
    assert (trials.facilitator_days[1] - trials.facilitator_days[0]) == pytest.approx(5.0, abs=1e-6)


@pytest.mark.slow
def test_runs_can_be_added_and_courses_dropped(seldom: Trials) -> None:
    few = run_trials(SHORT, seldom.courses, 10, 3)
    more = run_trials(SHORT, seldom.courses, 20, 3, first_run=10)
    both = few.and_more(more)
    assert both.effect(4, "trust") == seldom.effect(4, "trust")
    assert both.only([4]).effect(0, "trust") == seldom.effect(4, "trust")
    assert both.only([4]).effect(0, "trust", among_done=True) == seldom.effect(
        4, "trust", among_done=True
    )


def test_a_facilitator_is_hired_only_where_there_is_none() -> None:
    assert with_facilitator(SHORT) == (SHORT, False)
    base = sim.load("default")
    hired, added = with_facilitator(base)
    assert added
    assert hired.roles.facilitator is not None
    later = base.replace("change", [{"tick": 3, "facilitator": {}}])
    assert with_facilitator(later) == (later, False)


def test_every_timing_says_what_it_does() -> None:
    every = course(SHORT, "D2", in_months(4, every=3), 6)
    assert every is not None
    assert every.rows == ({"action": "D2", "from": 4, "until": 10, "every": 3},)
    policy = course(SHORT, "D2", Timing("either", "chafing or learning"), 6)
    assert policy is not None
    assert policy.rows[0]["while"] == "chafing and done < 3 or learning and done < 3"


def test_the_frame_is_tidy() -> None:
    found = effects_of_actions(SHORT, 4, 1, timing=[while_seen(1), while_seen(3)], budget=1.0)
    rows = found.frame()
    assert found.left_out == ("D1", "D2", "D5")
    assert len(rows) == 6 * 2 * 2 * 6
    assert not rows.duplicated(["action", "timing", "runs", "outcome"]).any()


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({"actions": ["D10"]}, "did you mean 'D1'?"),
        ({"outcomes": ["trsut"]}, "did you mean 'trust'?"),
        ({"runs": 1}, "runs = 1 is not allowed"),
        ({"seed": -1}, "seed = -1 is not allowed"),
        ({"budget": 0}, "budget = 0 is not allowed"),
        ({"budget": math.nan}, "budget = nan is not allowed"),
        ({"strength": 0}, "strength = 0 is not allowed"),
        ({"confidence": 1}, "confidence = 1 is not allowed"),
    ],
)
def test_what_is_not_allowed_is_refused_in_one_line(given: dict[str, Any], line: str) -> None:
    with pytest.raises(AllianceError) as caught:
        effects_of_actions(SHORT, **given)
    assert line in str(caught.value)
    assert "\n" not in str(caught.value)
