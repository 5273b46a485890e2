"""When interventions are done, how strongly, what they take, and that they leave the past alone."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sim
from sim.ensemble import Batch, run_batch
from sim.errors import ScenarioError
from sim.levers import Levers
from sim.mesa.model import AllianceModel
from sim.month import happen
from sim.programme import Programme
from sim.scenarios import Scenario
from sim.start import begin
from sim.state import State
from sim.steps.roles import pay_roles
from tests.strategies import interventions

BASE = sim.load("default").replace("length", 24)
HELPED = BASE.replace("roles.facilitator", {"skill": 1.0, "capacity": 20})


def with_(*rows: dict[str, Any], base: Scenario = HELPED) -> Scenario:
    return Scenario.from_dict(base.to_dict() | {"intervention": list(rows)})


def levers_of(scenario: Scenario, runs: int = 3) -> list[Levers]:
    """The levers of every month of a run."""
    batch = Batch(begin([scenario], np.zeros(runs, np.intp), np.arange(runs), 4))
    kept: list[Levers] = []
    given = batch._programme.levers

    def noted(*args: Any) -> Levers:
        kept.append(given(*args))
        return kept[-1]

    batch._programme.levers = noted  # type: ignore[method-assign]
    for _ in range(scenario.length):
        batch.step()
    return kept


def months(scenario: Scenario, lever: str = "openness") -> list[int]:
    return [t for t, one in enumerate(levers_of(scenario)) if (getattr(one, lever) > 0).any()]


@pytest.mark.slow
def test_a_moment_a_period_and_every_so_many_months() -> None:
    assert months(with_({"action": "D1", "at": 7})) == [7]
    assert months(with_({"action": "D1", "from": 20})) == [20, 21, 22, 23]
    assert months(with_({"action": "D1", "from": 3, "until": 5})) == [3, 4, 5]
    assert months(with_({"action": "D1", "from": 2, "until": 15, "every": 6})) == [2, 8, 14]
    assert months(with_({"action": "D1"})) == list(range(24))


def test_a_policy_holds_by_run() -> None:
    row = {"action": "D1", "while": "trust < 0.4"}
    batch = Batch(begin([with_(row)], np.zeros(40, np.intp), np.arange(40), 4))
    trust = (batch.state.trust * batch.derived.together).sum(1) / 56
    batch.step()
    plain = Batch(begin([HELPED], np.zeros(40, np.intp), np.arange(40), 4))
    plain.step()
    moved = (batch.state.openness > plain.state.openness).all(1)
    np.testing.assert_array_equal(moved, trust < 0.4)
    assert 0 < moved.sum() < 40


def test_a_policy_with_every_waits_in_between() -> None:
    at = months(with_({"action": "D1", "while": "members > 1", "every": 5}))
    assert at == [0, 5, 10, 15, 20]


def test_while_chafing_stops_when_learning_begins() -> None:
    scenario = with_({"action": "D1", "while": "chafing"}, base=HELPED.replace("length", 60))
    batch = Batch(begin([scenario], np.zeros(20, np.intp), np.arange(20), 4))
    stopped = np.zeros(20, bool)
    for _ in range(60):
        batch.step()
        stopped |= batch._programme._watch._phase == 2
    assert stopped.mean() > 0.5


def test_done_counts_its_own_months_only() -> None:
    row = {"action": "D1", "while": "done < 3", "every": 4}
    assert months(with_(row)) == [0, 4, 8]
    other = {"action": "D4", "from": 10, "while": "members > 1 and done < 2"}
    both = levers_of(with_(row, other))
    assert [t for t, one in enumerate(both) if one.learning.any()] == [10, 11]
    assert [t for t, one in enumerate(both) if one.openness.any()] == [0, 4, 8]


def test_what_was_taken_adds_up() -> None:
    rows = [
        {"action": "D1", "while": "trust < 0.6 and done < 9"},
        {"action": "D3", "from": 6},
        *({"action": f"D{k}"} for k in (2, 4, 5, 6, 7, 8, 9)),
    ]  # more than members give
    scenario = with_(*rows)
    kept = levers_of(scenario, 20)
    batch = Batch(begin([scenario], np.zeros(20, np.intp), np.arange(20), 4))
    for _ in range(24):
        batch.step()
    told = batch._programme
    np.testing.assert_allclose(told.member_effort, sum(one.member_effort for one in kept))
    np.testing.assert_allclose(told.facilitator_days, sum(one.facilitator_days for one in kept))
    first = [np.flatnonzero([one.openness[k] > 0 for one in kept])[:1] for k in range(20)]
    assert [float(f[0]) if len(f) else 24.0 for f in first] == told.begun[0].tolist()
    assert told.done[0].max() == 9
    assert (told.done[1] == 18).all()


def test_ten_in_a_row_do_less_than_ten_times_one() -> None:
    once = levers_of(with_({"action": "D4", "at": 0}))
    often = levers_of(with_({"action": "D4", "until": 9}))
    one = once[0].learning[0]
    ten = sum(month.learning[0] for month in often)
    assert often[0].learning[0] == one
    assert 3 * one < ten < 8 * one
    rested = levers_of(with_({"action": "D4", "until": 3}, {"action": "D4", "at": 23}))
    assert rested[3].learning[0] < rested[23].learning[0] <= one


def test_actions_tire_apart() -> None:
    both = levers_of(with_({"action": "D4", "until": 9}, {"action": "D9", "at": 9}))
    alone = levers_of(with_({"action": "D9", "at": 9}))
    assert both[9].dissent[0] == alone[9].dissent[0]


def test_strength_scales_effect_and_cost() -> None:
    full, half = (levers_of(with_({"action": "D1", "strength": s}))[0] for s in (1.0, 0.5))
    assert half.openness[0] == pytest.approx(0.5 * full.openness[0])
    assert half.member_effort[0] == pytest.approx(0.5 * full.member_effort[0])
    assert half.facilitator_days[0] == pytest.approx(0.5 * full.facilitator_days[0])


def test_strength_can_be_uncertain() -> None:
    drawn = levers_of(with_({"action": "D1", "strength": {"low": 0.2, "high": 0.9}}), 50)[0]
    strength = drawn.openness / levers_of(with_({"action": "D1"}), 50)[0].openness
    assert 0.2 <= strength.min() < 0.4 < 0.7 < strength.max() <= 0.9


def test_a_facilitator_with_too_few_days_helps_less() -> None:
    row = {"action": "D1"}
    effect = {
        days: levers_of(with_(row, base=HELPED.replace("roles.facilitator.capacity", days)))[0]
        for days in (0.5, 1.0, 2.0, 8.0)
    }
    openness = [one.openness[0] for one in effect.values()]
    assert openness[0] < openness[1] < openness[2] == openness[3]
    assert [one.facilitator_days[0] for one in effect.values()] == [0.5, 1.0, 2.0, 2.0]


def test_without_a_facilitator_only_the_unaided_part_is_left() -> None:
    row = {"action": "D1"}
    alone = levers_of(with_(row, base=BASE))[0]
    assert alone.openness[0] / levers_of(with_(row))[0].openness[0] == pytest.approx(0.3)
    assert alone.facilitator_days[0] == 0.0


def test_a_facilitator_that_is_not_paid_does_not_work() -> None:
    poor = HELPED.replace("grant", None).replace("fund.start", 0)
    unpaid = levers_of(with_({"action": "D1"}, base=poor))[0]
    assert unpaid.openness[0] == levers_of(with_({"action": "D1"}, base=BASE))[0].openness[0]


def test_a_facilitator_of_a_member_is_accepted_less() -> None:
    tied = HELPED.replace("roles.facilitator.member", "Member 1")
    row = {"action": "D1"}
    assert levers_of(with_(row, base=tied))[0].openness[0] < levers_of(with_(row))[0].openness[0]


def test_actions_together_take_no_more_time_than_members_give() -> None:
    rows = [{"action": f"D{k}"} for k in range(1, 10)]
    crowded = levers_of(with_(*rows))[0]
    limit = HELPED.replace("parameters.action_time", 0.1)
    tight = levers_of(with_(*rows, base=limit))[0]
    assert crowded.member_effort[0] == pytest.approx(0.3)
    assert tight.member_effort[0] == pytest.approx(0.1)
    assert tight.openness[0] < crowded.openness[0]


@pytest.mark.parametrize("aim", [0.0, 1.0])
def test_agreements_move_the_balance_of_trust_and_control(aim: float) -> None:
    row = {"action": "D3", "control": aim}
    batch = Batch(begin([with_(row)], np.zeros(3, np.intp), np.arange(3), 4))
    before = batch.state.control
    gaps = []
    for _ in range(12):
        batch.step()
        gaps.append(abs(batch.state.control - aim).max())
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[-1] < 0.1 < abs(before - aim).min()


def test_without_an_aim_the_balance_stays() -> None:
    unasked = HELPED.replace("parameters.control_rate", 0)
    scenario = with_({"action": "D3"}, base=unasked)
    batch = Batch(begin([scenario], np.zeros(3, np.intp), np.arange(3), 4))
    before = batch.state.control
    for _ in range(6):
        batch.step()
    np.testing.assert_array_equal(batch.state.control, before)


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ({"action": "D10"}, "intervention[1].action = \"D10\" is not allowed: one of 'D1'"),
        ({"action": "D1", "control": 0.5}, "left out, but with action 'D3'"),
        ({"action": "D3", "control": 1.5}, "a number from 0 to 1"),
        ({"action": "D1", "strength": 2}, "a number from 0 to 1"),
        ({"action": "D1", "at": 3, "every": 2}, "'at' alone"),
        ({"action": "D1", "from": 9, "until": 3}, "'until' not before 'from' (9)"),
        ({"action": "D1", "whlie": "chafing"}, "did you mean 'while'?"),
    ],
)
def test_what_is_not_allowed_is_refused_in_one_line(row: dict[str, Any], line: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        with_(row)
    assert line in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.slow
@given(row=interventions(length=24), tick=st.integers(1, 20))
@settings(max_examples=25, deadline=None)
def test_an_intervention_leaves_the_past_alone(row: dict[str, Any], tick: int) -> None:
    """Every month before it acts is the same to the bit, policies and all."""
    later = {**row, "from": tick} if "at" not in row else {**row, "at": tick}
    other = {"action": "D2", "while": "chafing or trust > 0.5"}
    one, two = with_(other), with_(other, later)
    left, right = (Batch(begin([s], np.zeros(4, np.intp), np.arange(4), 6)) for s in (one, two))
    for now in range(tick):
        left.step()
        right.step()
        for part in fields(State):
            np.testing.assert_array_equal(
                getattr(left.state, part.name),
                getattr(right.state, part.name),
                err_msg=f"{part.name} at {now}",
            )


@pytest.mark.slow
@given(st.lists(st.lists(interventions(length=12), max_size=4), min_size=2, max_size=4))
@settings(max_examples=20, deadline=None)
def test_scenarios_side_by_side_each_do_their_own(rows: list[list[dict[str, Any]]]) -> None:
    points = [with_(*row, base=HELPED.replace("length", 12)) for row in rows]
    which, runs = np.repeat(np.arange(len(points)), 3), np.tile(np.arange(3), len(points))
    together = run_batch(points, which, runs, 9).values
    for k, point in enumerate(points):
        alone = run_batch([point], np.zeros(3, np.intp), np.arange(3), 9).values
        for name, values in alone.items():
            np.testing.assert_array_equal(values, together[name][..., which == k], err_msg=name)


@pytest.mark.slow
def test_both_faces_do_the_same() -> None:
    rows = [
        {"action": f"D{k}", "while": p}
        for k, p in enumerate(
            [
                "chafing",
                "not chafing",
                "after a clash",
                "learning",
                "grievance > 0.1",
                "trust > 0.4",
                "producing",
                "learning",
                "members > 2",
            ],
            1,
        )
    ]
    scenario = with_(*rows)
    many = Batch(begin([scenario], np.zeros(5, np.intp), np.arange(5), 2))
    model = AllianceModel(scenario, seed=2, run=3)
    for _ in range(24):
        many.step()
        model.step()
    for part in fields(State):
        np.testing.assert_array_equal(
            getattr(many.state, part.name)[3], getattr(model.state, part.name)[0], part.name
        )


def test_nothing_to_do_moves_nothing() -> None:
    idle = Programme([], 3, 10)
    none = Levers.none(3)
    batch = Batch(begin([BASE], np.zeros(3, np.intp), np.arange(3), 2))
    now = happen(batch.inputs())
    given = idle.levers(now, pay_roles(now))
    for part in fields(Levers):
        np.testing.assert_array_equal(getattr(given, part.name), getattr(none, part.name))
