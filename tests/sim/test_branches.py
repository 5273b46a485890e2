"""Runs can be chosen, copied and taken into another scenario, and chance stays sound."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from sim.ensemble import Batch
from sim.scenarios import Scenario
from sim.start import begin
from sim.state import State

RUNS = 5


def scenario(**tables: object) -> Scenario:
    base = {"members": {"count": 4}, "length": 20, "roles": {"facilitator": {}}}
    action = {"action": "D1", "every": 3, "while": "chafing"}
    base |= {"grant": [{"amount": 900, "months": 18}], "intervention": [action]}
    joiner = {"joiner": [{"name": "Late", "tick": 9}]}
    return Scenario.from_dict({**base, **joiner, **tables})


def begun(scenario: Scenario, months: int = 6) -> Batch:
    batch = Batch(begin([scenario], np.zeros(RUNS, np.intp), np.arange(RUNS), 3))
    for _ in range(months):
        batch.step()
    return batch


def same(one: State, other: State, of_one: list[int], of_other: list[int]) -> bool:
    return all(
        np.array_equal(getattr(one, f.name)[of_one], getattr(other, f.name)[of_other])
        for f in fields(State)
    )


def test_with_its_number_a_run_goes_on_as_it_would_have() -> None:
    batch = begun(scenario())
    some = np.array([3, 1])
    chosen = batch.chosen(some, some)
    for _ in range(8):  # past a joiner and actions that go by the phase
        batch.step()
        chosen.step()
    assert same(batch.state, chosen.state, [3, 1], [0, 1])


def test_copies_part_ways_under_numbers_of_their_own() -> None:
    copies = begun(scenario()).chosen(np.array([2, 2, 2]), np.array([2, 90, 91]))
    assert same(copies.state, copies.state, [0, 0], [1, 2])
    for _ in range(6):
        copies.step()
    assert not same(copies.state, copies.state, [0], [1])
    assert not same(copies.state, copies.state, [1], [2])


def test_the_same_scenario_from_now_is_the_same_future_and_a_cut_is_not() -> None:
    plain = scenario(intervention=[])
    cut = plain.replace("shock", [{"kind": "budget-cut", "tick": 7, "size": 0.9}])
    batch = begun(plain)
    none, numbers = np.zeros(RUNS, np.intp), np.arange(RUNS)
    again, other = (batch.onto(begin([s], none, numbers, 3)) for s in (plain, cut))
    for _ in range(6):
        for one in (batch, again, other):
            one.step()
    everybody = list(range(RUNS))
    assert same(batch.state, again.state, everybody, everybody)
    assert (other.state.fund <= batch.state.fund).all()
    assert (other.state.fund < batch.state.fund).any()
