"""Laws that hold in every run (see `sim.contract`): bounds, money, names, and the past of a change."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sim
from sim import contract
from sim.ensemble import Batch
from sim.parameters import MECHANISMS
from sim.scenarios import Scenario
from sim.start import begin
from sim.state import STATE
from tests.strategies import scenarios


def busy(base: Scenario) -> Scenario:
    """Tight money that is reviewed and renewed, a rule that favours rank, groups, actions."""
    base = base.replace("division", "power").replace("grant[1].amount", 1500)
    base = base.replace("grant[1].months", 18).replace("grant[1].reviews", [9])
    base = base.replace("grant[1].renewable", True).replace("structure.groups", "members")
    return base.replace("intervention", [{"action": f"D{k}"} for k in (1, 3, 5, 9)])


def batch(scenario: Scenario) -> Batch:
    return Batch(begin([scenario], np.zeros(4, np.intp), np.arange(4), 0))


@pytest.mark.slow
@given(scenarios(), st.integers(0, 2**32))
@settings(max_examples=30, deadline=None)
def test_every_state_variable_keeps_its_bounds(scenario: Scenario, seed: int) -> None:
    contract.bounds(scenario, seed=seed)


@pytest.mark.slow
@given(scenarios(), st.integers(0, 2**32))
@settings(max_examples=30, deadline=None)
def test_money_is_neither_made_nor_lost(scenario: Scenario, seed: int) -> None:
    contract.money(scenario, seed=seed)


@pytest.mark.slow
@given(scenarios(), st.integers(0, 2**32))
@settings(max_examples=20, deadline=None)
def test_hours_are_spent_once(scenario: Scenario, seed: int) -> None:
    """Hours by activity, of conflict and of roles and actions make up all effort, and no more than there is."""
    many = Batch(begin([scenario], np.zeros(4, np.intp), np.arange(4), seed))
    for _ in range(scenario.length):
        lived = many.state.running
        many.step()
        f = many.flows
        spent = f.designing_hours + f.learning_hours + f.apart_hours + f.joint_hours
        whole = spent + f.conflict_hours + f.other_hours
        effort = f.effort.sum(1)
        np.testing.assert_allclose(whole, effort, rtol=1e-9, atol=1e-9)
        assert (f.effort <= many.traits.capacity * (1 + 1e-9)).all()
        for hours in (spent, f.conflict_hours, f.other_hours):
            assert (hours >= -1e-9).all()
        assert not effort[lived == 0].any()


@pytest.mark.slow
@given(scenarios(most=7), st.integers(0, 2**32))
@settings(max_examples=20, deadline=None)
def test_the_order_of_members_changes_nothing(scenario: Scenario, seed: int) -> None:
    contract.relabelling(scenario, seed=seed)


@pytest.mark.parametrize(
    "shock",
    [
        {"kind": "budget-cut", "tick": 9, "size": 0.5},
        {"kind": "scandal", "tick": 9, "size": 0.5, "member": "Member 2"},
        {"kind": "director-leaves", "tick": 9, "size": 0.5, "member": "Member 2"},
        {"kind": "environment-shift", "tick": 9, "size": 0.5},
    ],
)
def test_a_shock_leaves_the_past_alone(shock: dict[str, object]) -> None:
    base = sim.load("default").replace("length", 20)
    content = base.to_dict() | {"shock": [shock]}
    contract.past(base, Scenario.from_dict(content), 9)


def test_a_joiner_leaves_the_past_alone() -> None:
    base = sim.load("default").replace("length", 20)
    joined = Scenario.from_dict(base.to_dict() | {"joiner": [{"name": "Newcomer", "tick": 9}]})
    contract.past(base, joined, 9)


@pytest.mark.slow
@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_every_mechanism_can_be_switched_off_and_it_matters(mechanism: str) -> None:
    base = sim.load("default").replace("length", 40)
    # A case in which every mechanism has something to do: tight money, a rule that favours rank.
    base = busy(base)
    on, off = batch(base), batch(base.replace(f"parameters.{mechanism}_on", 0))
    for _ in range(40):
        on.step()
        off.step()
    changed = [
        name
        for name in STATE
        if not np.array_equal(getattr(on.state, name), getattr(off.state, name))
    ]
    assert changed


@pytest.mark.slow
def test_the_same_seed_gives_the_same_result_and_another_seed_another() -> None:
    one, again, other = (sim.simulate("smooth-start", runs=3, seed=s) for s in (1, 1, 2))
    assert one.equals(again)
    assert not one.trust.equals(other.trust)


@pytest.mark.slow
def test_keeping_dyads_changes_nothing_else() -> None:
    plain = sim.simulate("smooth-start", runs=3, seed=1)
    full = sim.simulate("smooth-start", runs=3, seed=1, dyads=True)
    for name in plain.data_vars:
        assert plain[name].equals(full[name]), name
