"""Advice: the search drops and keeps, and fresh runs judge."""

from __future__ import annotations

import numpy as np
import pytest

import sim
from experiments.advice import advise as advising
from experiments.advice.advise import Advice, advise, planned
from experiments.advice.courses import times_within, while_seen, with_facilitator
from experiments.advice.search import (
    LEFT,
    best_of_each,
    cost,
    gains,
    halve,
    programmes,
    rounds,
    singles,
)
from experiments.advice.trials import run_trials
from sim.errors import AllianceError
from sim.scenarios import Scenario

SHORT = sim.load("default").replace("members.count", 3).replace("length", 18)


@pytest.fixture(scope="module")
def found() -> Advice:
    return advise(SHORT, 4.0, 20, 3)


def test_fresh_runs_had_no_part_in_the_search(found: Advice) -> None:
    assert found.fresh.numbers.min() >= max(one.runs for one in found.selected)
    assert found.runs == 20


def test_what_is_reported_are_the_fresh_runs(found: Advice) -> None:
    base, _ = with_facilitator(SHORT)
    more = sim.simulate(found.chosen.course.of(base), 20, 3, first_run=int(found.fresh.numbers[0]))
    plain = sim.simulate(base, 20, 3, first_run=int(found.fresh.numbers[0]))
    mean = (sim.outcomes(more).added_value - sim.outcomes(plain).added_value).mean().item()
    assert found.effect().difference == pytest.approx(mean)
    bare = sim.simulate(SHORT, 20, 3, first_run=int(found.fresh.numbers[0]))
    mean = (sim.outcomes(more).added_value - sim.outcomes(bare).added_value).mean().item()
    assert found.together["added_value"].difference == pytest.approx(mean)


def test_the_chosen_did_best_in_the_search(found: Advice) -> None:
    gain = {one.candidate.course.label: one.gain for one in found.selected}
    most = max(gain[one.course.label] for one in found.finalists[: 2 * advising.FRONT])
    assert gain[found.chosen.course.label] == most


def test_every_action_is_there_in_every_phase(found: Advice) -> None:
    assert len(found.by_phase()) == 27
    labels = [one.course.label for one in found.finalists]
    assert len(labels) == len(set(labels)) == len(found.fresh.courses)


@pytest.mark.slow
def test_no_candidate_breaks_the_budget(found: Advice) -> None:
    assert found.fresh.facilitator_days[1:].max() <= 4.0 + 1e-9
    several = [one for one in found.selected if len(one.candidate.parts) > 1]
    assert several
    base, _ = with_facilitator(SHORT)
    days = run_trials(base, [one.candidate.course for one in several], 2, 1).facilitator_days
    assert days.max() <= 4.0 + 1e-9


@pytest.mark.slow
def test_the_same_seed_gives_the_same_advice(found: Advice) -> None:
    again = advise(SHORT, 4.0, 20, 3)
    assert again.frame().equals(found.frame())


def test_what_is_advised_can_be_run(found: Advice) -> None:
    again = Scenario.from_dict(found.advised.to_dict())
    assert again.intervention == found.chosen.course.of(found.fresh.scenario).intervention
    assert sim.simulate(again, 2, 1).sizes["run"] == 2


@pytest.mark.slow
def test_progress_ends_where_it_was_planned_to() -> None:
    seen: list[int] = []
    advise(SHORT, 4.0, 20, 3, progress=seen.append)
    assert seen == sorted(seen)
    assert 0.8 * planned(SHORT, 4.0, 20) < seen[-1] <= planned(SHORT, 4.0, 20)


@pytest.mark.slow
def test_nothing_is_chosen_where_nothing_happens() -> None:
    """With no time for actions they are never done: there is nothing to tell."""
    idle = advise(SHORT.replace("parameters.action_time", 0.0), 4.0, 20, 3)
    assert idle.effect().differ == 0
    assert idle.advised == idle.fresh.scenario


def test_a_small_budget_leaves_actions_out() -> None:
    small = advise(SHORT, 0.5, 20, 3)
    assert small.left_out == ("D1", "D2", "D3", "D4", "D5", "D7", "D9")
    assert {action for action, _ in small.by_phase()} == {"D6", "D8"}


@pytest.mark.slow
def test_a_facilitator_of_the_scenario_is_not_hired_again() -> None:
    own = advise(SHORT.replace("roles.facilitator", {"capacity": 5}), 1.0, 20, 3)
    assert not own.hired
    assert own.hiring == {}


@pytest.mark.slow
def test_rivals_are_as_good_unless_they_can_be_told_apart(found: Advice) -> None:
    apart = found.frame().set_index("candidate").apart_from_chosen
    for one in found.finalists[1:]:
        rival = one in found.as_good()
        values = found.fresh.outcomes["added_value"]
        k = found.finalists.index(one) + 1
        if np.array_equal(values[1], values[k]):
            assert rival
        if apart[one.course.label] == "no":
            assert rival


# -- the search -----------------------------------------------------------------------------------
@pytest.mark.slow
def test_halving_keeps_the_best_and_gives_them_more_runs() -> None:
    base, _ = with_facilitator(SHORT)
    told = halve(base, singles(base, 4.0), 5, 1, "trust", None, lambda _: None)
    assert [one.runs for one in told] == sorted((one.runs for one in told), reverse=True)
    left = [one for one in told if one.runs == told[0].runs]
    assert [one.gain for one in left] == sorted((one.gain for one in left), reverse=True)
    trials = run_trials(base, [left[0].candidate.course], left[0].runs, 1)
    assert float(np.mean(gains(trials, "trust"))) == pytest.approx(left[0].gain)


def test_the_plan_of_halving_is_what_it_costs() -> None:
    base, _ = with_facilitator(SHORT)
    done: list[int] = []
    some = singles(base, 4.0)[:20]
    halve(base, some, 3, 1, "trust", None, done.append)
    assert sum(done) == cost(20, 3)
    assert rounds(LEFT, 7) == [7]


def test_programmes_share_the_budget() -> None:
    base, _ = with_facilitator(SHORT)
    one = [c for c in singles(base, 8.0) if c.parts[0][1] == while_seen(1)][:3]
    for several in programmes(base, 8.0, one):
        days = [times_within(base, a, 8.0 / len(several.parts)) for a, _ in several.parts]
        assert all(
            row["while"].endswith(f"done < {n}")
            for row, n in zip(several.course.rows, days, strict=True)
        )


def test_the_best_of_each_action_has_each_once(found: Advice) -> None:
    alone = [one for one in found.selected if len(one.candidate.parts) == 1]
    actions = [one.parts[0][0] for one in best_of_each(alone)]
    assert len(actions) == len(set(actions)) == 5


@pytest.mark.slow
def test_where_there_is_no_money_a_facilitator_is_paid_from_elsewhere() -> None:
    poor = Scenario.from_dict({"members": {"count": 3}, "length": 12})
    for scenario, price in ((poor, 0.0), (poor.replace("fund.start", 50.0), 0.9)):
        hired, assumed = with_facilitator(scenario)
        assert assumed
        assert hired.roles.facilitator is not None
        assert hired.roles.facilitator.cost == price
    # So days are given, and actions do something.
    found = advise(poor, runs=20, budget=6, seed=1)
    assert found.fresh.facilitator_days.max() > 0.0


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({"budget": 0.0}, "--budget 0 is enough for none of the nine actions: the least, D6"),
        ({"budget": -1.0}, "--budget -1 is not allowed"),
        ({"budget": float("inf")}, "--budget inf is not allowed"),
        ({"runs": 3}, "--runs 3 is not allowed: a whole number from 20"),
        ({"outcome": "clashes"}, "neither way of it is better"),
        ({"outcome": "addedvalue"}, "did you mean 'added_value'?"),
        ({"seed": -1}, "seed = -1 is not allowed"),
    ],
)
def test_what_is_not_allowed_is_refused_in_one_line(given: dict[str, object], line: str) -> None:
    for call in (advise, planned):
        with pytest.raises(AllianceError) as caught:
            call(SHORT, **given)  # type: ignore[operator]
        assert line in str(caught.value)
        assert "\n" not in str(caught.value)
