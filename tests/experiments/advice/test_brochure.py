"""The brochure put to the test: pairs, costs alone, and verdicts that follow from the runs."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

import sim
from experiments.advice.brochure import NINE, PHASES, Verdicts, evaluate
from sim.interventions.nine import ACTIONS

ROOT = Path(__file__).parents[3]
SHORT = sim.load("default").replace("members.count", 3).replace("length", 48)


@pytest.fixture(scope="module")
def tested() -> Verdicts:
    return evaluate(SHORT, 12, 1, why=True)


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("page", ROOT / "docs" / "interventions.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:  # as a script it finds what lies beside it
        patch.syspath_prepend(str(ROOT / "docs"))
        spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_each_action_is_done_in_each_phase_in_the_same_runs(tested: Verdicts) -> None:
    trials = tested.trials
    for phase in PHASES:
        first = trials.begun[tested.number("D1", phase)]
        for action in NINE:
            k = tested.number(action, phase)
            np.testing.assert_array_equal(trials.begun[k], first)
            assert trials.courses[k].rows[0]["action"] == action
            assert trials.facilitator_days[k + 1].max() <= tested.days + 1e-9
    assert (trials.begun[tested.number("D1", 1)] == 0).all()


@pytest.mark.slow
def test_costs_alone_take_the_same_time_and_move_nothing_else(tested: Verdicts) -> None:
    """Two actions that ask the same of members differ by their levers only."""
    for action in NINE:
        assert set(ACTIONS[action].moves)  # there is something to switch off
    assert tested.costs("D1", 1) == replace(
        tested.costs("D2", 1), variant=tested.costs("D1", 1).variant
    )
    assert tested.effect("D1", 1).difference != tested.costs("D1", 1).difference


def test_the_lever_is_what_is_left(tested: Verdicts) -> None:
    whole, costs = tested.effect("D4", 1), tested.costs("D4", 1)
    lever = tested.lever("D4", 1)
    assert lever.difference == pytest.approx(whole.difference - costs.difference)


def with_means(tested: Verdicts, action: str, means: tuple[float, float, float]) -> Verdicts:
    """The same with other effects of one action, the same in all runs but for a ripple."""
    values = tested.trials.outcomes["added_value"].copy()
    ripple = 0.01 * np.where(np.arange(values.shape[1]) % 2, 1.0, -1.0)
    for phase, mean in zip(PHASES, means, strict=True):
        values[tested.number(action, phase) + 1] = values[0] + mean + phase * ripple
    outcomes = {**tested.trials.outcomes, "added_value": values}
    return replace(tested, trials=replace(tested.trials, outcomes=outcomes))


@pytest.mark.parametrize(
    ("action", "means", "verdict", "best"),
    [
        ("D1", (0.5, 0.1, 0.1), "yes", 1),
        ("D1", (0.1, 0.5, 0.1), "no", 2),
        ("D1", (0.5, 0.5, 0.1), "cannot tell", 1),
        ("D5", (0.1, 0.5, 0.1), "yes", 2),
        ("D9", (-0.3, -0.3, -0.1), "yes", 3),
        ("D9", (-0.1, -0.3, -0.3), "no", 1),
    ],
)
def test_the_verdict_follows_from_the_pairs(
    tested: Verdicts, action: str, means: tuple[float, float, float], verdict: str, best: int
) -> None:
    found = with_means(tested, action, means)
    assert found.verdict(action) == verdict
    if verdict != "cannot tell":
        assert found.best(action) == best


def test_intervals_hold_for_all_at_once(tested: Verdicts) -> None:
    plain = tested.trials.effect(0, "added_value")
    wide = tested.effect("D1", 1)
    assert wide.low < plain.low < plain.high < wide.high


def test_the_frame_is_tidy(tested: Verdicts) -> None:
    rows = tested.frame()
    assert len(rows) == 27 * 6
    assert not rows.duplicated(["action", "phase", "outcome"]).any()


def test_the_tables_of_the_page_can_be_made(tested: Verdicts, script: ModuleType) -> None:
    table = script.effects(with_means(tested, "D9", (-0.1, -0.3, -0.3)))
    assert "no: phase 1" in table
    assert table.count("**") == 2 * 9
    assert script.parts(tested).count("\n") == 10
    assert script.checks({"default": tested}).count("\n") == 10


def test_the_page_tells_of_the_nine_what_the_code_does(script: ModuleType) -> None:
    page = (ROOT / "docs" / "interventions.md").read_text("utf-8")
    assert script.nine() in page, "run: python docs/interventions.py --runs 0"
    for name in ("effects", "parts", "checks"):
        assert f"<!-- generated: {name} -->\n| action |" in page
