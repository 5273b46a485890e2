"""What an action is, and what the nine are."""

from __future__ import annotations

import numpy as np
import pytest

import sim
from sim import contract
from sim.contract.laws import held
from sim.ensemble import Batch
from sim.interventions.action import ACTIONS, Action
from sim.scenarios import Scenario
from sim.start import begin
from sim.state import VARIABLES

NINE = [f"D{k}" for k in range(1, 10)]

OWN = {
    "D1": ("openness", +1),
    "D2": ("commitment", +1),
    "D3": ("agreements", +1),
    "D4": ("knowledge", +1),
    "D5": ("rift", -1),
    "D6": ("profile", +1),
    "D7": ("harvest", +1),
    "D8": ("role", +1),
    "D9": ("dissent", +1),
}
"""What each action moves first, through its own mechanism."""


def world(scenario: Scenario, runs: int = 30) -> Batch:
    return Batch(begin([scenario], np.zeros(runs, np.intp), np.arange(runs), 5))


def ran(scenario: Scenario, months: int, runs: int = 30) -> Batch:
    batch = world(scenario, runs)
    for _ in range(months):
        batch.step()
    return batch


BASE = sim.load("default").replace("roles.facilitator", {"skill": 1.0, "capacity": 10})


@pytest.mark.parametrize("code", NINE)
def test_each_of_the_nine_has_names_costs_and_a_lever(code: str) -> None:
    action = ACTIONS[code]
    assert action.code == code
    assert action.name
    assert action.dutch
    assert action.phase == (int(code[1]) + 2) // 3
    assert action.member_effort > 0
    assert action.days > 0
    assert 0 < action.unassisted < 1
    assert action.moves


@pytest.mark.parametrize("code", OWN)
def test_each_action_works_through_its_own_mechanism(code: str) -> None:
    name, way = OWN[code]
    scenario = BASE.replace("start.language", 0.5).replace("start.gap", 0.4)
    scenario = scenario.replace("start.grievance", 0.4).replace("length", 10)
    one = ran(scenario, 4)
    other = ran(scenario.replace("intervention", [{"action": code}]), 4)
    axes = tuple(range(1, getattr(one.state, name).ndim))
    more = (getattr(other.state, name) - getattr(one.state, name)).mean(axes or None)
    assert (np.atleast_1d(more) * way).mean() > 0


def test_using_strengths_brings_the_different_together() -> None:
    scenario = BASE.replace("length", 10)
    one, other = ran(scenario, 1), ran(scenario.replace("intervention", [{"action": "D8"}]), 1)
    # Knowledge grows with contact: where expertise differs it now grows more than elsewhere.
    more = other.state.knowledge - one.state.knowledge
    apart = one.derived.expertise_distance
    # 300 ties; unrelated, the correlation would be above .2 once in 2,000 times.
    assert np.corrcoef(more[apart > 0], apart[apart > 0])[0, 1] > 0.2


@pytest.mark.slow
@pytest.mark.parametrize("code", NINE)
def test_each_action_keeps_the_laws_of_interventions(code: str) -> None:
    contract.check_action(code)


def test_an_action_takes_days_from_help_in_clashes() -> None:
    scenario = BASE.replace("roles.facilitator.capacity", 2.2).replace("start.grievance", 0.5)
    one, other = world(scenario), world(scenario.replace("intervention", [{"action": "D5"}]))
    one.step()
    other.step()
    assert (one.flows.help > 0).all()
    assert (other.flows.help < one.flows.help).all()


def test_declaring_an_action_is_checked() -> None:
    with pytest.raises(TypeError, match="did you mean 'openness'"):

        class _Wrong(Action):
            code, name, dutch = "w", "w", "w"
            moves = {"opennes": 1.0}

    with pytest.raises(TypeError, match="did you mean 'action_step'"):

        class _Wrong2(Action):
            code, name, dutch = "w", "w", "w"
            moves = {"openness": "action_stp"}

    with pytest.raises(TypeError, match="has no 'dutch'"):

        class _Wrong3(Action):
            code, name = "w", "w"

    with pytest.raises(TypeError, match="there is an action 'D1' already"):

        class _Wrong4(Action):
            code, name, dutch = "D1", "w", "w"

    with pytest.raises(TypeError, match="member_effort = 2"):

        class _Wrong5(Action):
            code, name, dutch = "w", "w", "w"
            member_effort = 2

    assert "w" not in ACTIONS


def test_every_lever_of_an_action_is_bounded_where_the_state_is() -> None:
    rows = [{"action": code} for code in NINE for _ in range(3)]
    batch = world(BASE.replace("intervention", rows).replace("length", 12), 10)
    for _ in range(12):
        batch.step()
        for name, declared in VARIABLES.items():
            values = held(batch, name)
            assert values.min() >= declared.low - 1e-9, name
            assert values.max() <= declared.high + 1e-9, name
