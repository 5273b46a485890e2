"""Laws that hold in every run: bounds, money, names, and the past of a change."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sim
from sim.ensemble import Batch
from sim.parameters import MECHANISMS
from sim.scenarios import Scenario
from sim.start import begin
from sim.state import FIELDS, State
from tests.strategies import scenarios


def batch(scenario: Scenario, runs: int = 4, seed: int = 0) -> Batch:
    return Batch(begin([scenario], np.zeros(runs, np.intp), np.arange(runs), seed))


@given(scenarios(), st.integers(0, 2**32))
@settings(max_examples=30, deadline=None)
def test_every_state_variable_keeps_its_bounds(scenario: Scenario, seed: int) -> None:
    world = batch(scenario, seed=seed)
    for _ in range(scenario.length):
        world.step()
        for field in fields(State):
            values, declared = getattr(world.state, field.name), FIELDS[field.name]
            assert np.isfinite(values).all(), field.name
            assert values.min() >= declared.low - 1e-9, field.name
            assert values.max() <= declared.high + 1e-9, field.name
            assert values.shape == (4, *values.shape[1:]), field.name
        trust = world.state.trust + world.state.scar
        assert trust.max() <= 1 + 1e-9, "deceit closes off trust"
        time = world.state.designing + world.state.learning + world.state.producing
        np.testing.assert_allclose(time, 1.0, atol=1e-9)


@given(scenarios(), st.integers(0, 2**32))
@settings(max_examples=30, deadline=None)
def test_money_is_neither_made_nor_lost(scenario: Scenario, seed: int) -> None:
    world = batch(scenario, seed=seed)
    for tick in range(scenario.length):
        before = world.state
        world.step()
        after, flows = world.state, world.flows
        came = world.start.inflow[tick] * before.running + flows["home_paid"]
        went = flows["roles_paid"] + flows["spent"]
        held_before = before.fund + before.reserve.sum(-1)
        held_after = after.fund + after.reserve.sum(-1)
        for joined in world.start.events:
            if joined.kind == "joiner" and joined.tick == tick:
                place = joined.place
                held_before = held_before + np.where(
                    before.running > 0,
                    world.start.state.reserve[:, place] - before.reserve[:, place],
                    0.0,
                )
        np.testing.assert_allclose(held_after, held_before + came - went, atol=1e-6, rtol=1e-9)


@given(scenarios(most=7), st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_the_order_of_members_changes_nothing(scenario: Scenario, shuffle) -> None:  # type: ignore[no-untyped-def]
    content = scenario.to_dict()
    count = content["members"].pop("count")
    rows = [{"name": f"Member {k + 1}"} for k in range(count)]
    order = list(range(count))
    shuffle.shuffle(order)
    one = batch(Scenario.from_dict({**content, "member": rows}))
    other = batch(Scenario.from_dict({**content, "member": [rows[k] for k in order]}))
    joiners = list(range(count, one.state.size))
    for _ in range(6):
        one.step()
        other.step()
    for name in ("backing", "status", "active", "reserve"):
        np.testing.assert_allclose(
            getattr(other.state, name),
            getattr(one.state, name)[:, [*order, *joiners]],
            atol=1e-9,
            err_msg=name,
        )


def same_until(left: Scenario, right: Scenario, tick: int) -> None:
    one, other = batch(left), batch(right)
    for now in range(tick):
        one.step()
        other.step()
        for field in fields(State):
            a, b = getattr(one.state, field.name), getattr(other.state, field.name)
            places = min(a.shape[-1], b.shape[-1])
            if FIELDS[field.name].axes[:1] == ("member",):
                size = min(a.shape[1], b.shape[1])
                a, b = a[:, :size], b[:, :size]
                if FIELDS[field.name].axes[1:] == ("partner",):
                    a, b = a[:, :, :places], b[:, :, :places]
            np.testing.assert_array_equal(a, b, err_msg=f"{field.name} at {now}")
    one.step()
    other.step()
    assert (
        any(
            not np.array_equal(getattr(one.state, n), getattr(other.state, n))
            for n in ("trust", "gap", "fund", "active")
            if getattr(one.state, n).shape == getattr(other.state, n).shape
        )
        or one.state.size != other.state.size
    ), "the change should do something"


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
    same_until(base, Scenario.from_dict(content), 9)


def test_a_joiner_leaves_the_past_alone() -> None:
    base = sim.load("default").replace("length", 20)
    joined = Scenario.from_dict(base.to_dict() | {"joiner": [{"name": "Newcomer", "tick": 9}]})
    same_until(base, joined, 9)


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_every_mechanism_can_be_switched_off_and_it_matters(mechanism: str) -> None:
    base = sim.load("default").replace("length", 40)
    # A case in which every mechanism has something to do: tight money, a rule that favours rank.
    base = base.replace("division", "power").replace("grant[1].amount", 1500)
    on, off = batch(base), batch(base.replace(f"parameters.{mechanism}_on", 0))
    for _ in range(40):
        on.step()
        off.step()
    changed = [
        field.name
        for field in fields(State)
        if not np.array_equal(getattr(on.state, field.name), getattr(off.state, field.name))
    ]
    assert changed


def test_the_same_seed_gives_the_same_result_and_another_seed_another() -> None:
    one, again, other = (sim.simulate("smooth-start", runs=3, seed=s) for s in (1, 1, 2))
    assert one.equals(again)
    assert not one.trust.equals(other.trust)


def test_keeping_dyads_changes_nothing_else() -> None:
    plain = sim.simulate("smooth-start", runs=3, seed=1)
    full = sim.simulate("smooth-start", runs=3, seed=1, dyads=True)
    for name in plain.data_vars:
        assert plain[name].equals(full[name]), name
