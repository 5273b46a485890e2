"""What happens from outside: mergers keep what is there, roles change hands, the past stays."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import sim
from sim import contract
from sim.contract.laws import held
from sim.ensemble import Batch
from sim.errors import ScenarioError
from sim.events import apply_event
from sim.mesa.model import AllianceModel
from sim.mesa.roles import Coordinator, Facilitator, LeadParty
from sim.month import happen
from sim.scenarios import Scenario
from sim.start import begin
from sim.state import STATE


def world(scenario: Scenario, runs: int = 5) -> Batch:
    return Batch(begin([scenario], np.zeros(runs, np.intp), np.arange(runs), 3))


def small(**tables: Any) -> Scenario:
    base: dict[str, Any] = {
        "members": {"count": 4, "backing": 0.9},
        "length": 12,
        "roles": {"lead": "Member 2", "facilitator": {"member": "Member 2"}},
        "fund": {"start": 5000},
        "parameters": {"home_exit": 0, "offer_exit": 0},
    }
    return Scenario.from_dict({**base, **tables})


def merger(tick: int = 5, size: float = 0.5) -> dict[str, Any]:
    return {"kind": "merger", "tick": tick, "size": size, "member": "Member 1", "with": "Member 2"}


def before_and_after(scenario: Scenario) -> tuple[Batch, Batch]:
    """The batch at the start of month 5, without and with what happens in it."""
    old = world(scenario)
    for _ in range(5):
        old.step()
    new = world(scenario)
    now = happen(old.inputs())
    new.traits, new.state = now.traits, now.state
    return old, new


def test_a_merger_keeps_capacity_money_and_roles() -> None:
    old, new = before_and_after(small(shock=[merger()]))
    one, other = old, new
    for name in ("capacity", "reserve"):
        whole = held(one, name).sum(-1)
        np.testing.assert_allclose(held(other, name).sum(-1), whole)
        assert (held(other, name)[:, 1] == 0).all()
    np.testing.assert_array_equal(other.state.active, np.array([[1.0, 0, 1, 1]] * 5))
    for name in ("lead", "facilitator_home"):
        np.testing.assert_array_equal(held(other, name), np.array([[1.0, 0, 0, 0]] * 5))
    np.testing.assert_array_equal(
        other.traits.expertise[:, 0],
        np.maximum(one.traits.expertise[:, 0], one.traits.expertise[:, 1]),
    )


def test_a_merger_mixes_relations_by_capacity() -> None:
    old, new = before_and_after(small(shock=[merger(size=0.5)]))
    one, other = old, new
    weight = one.traits.capacity[:, 1] / one.traits.capacity[:, :2].sum(-1)
    before, after = held(one, "trust"), held(other, "trust")
    toward = (1 - weight) * before[:, 2, 0] + weight * before[:, 2, 1]
    np.testing.assert_allclose(after[:, 2, 0], 0.5 * toward)
    np.testing.assert_array_equal(after[:, 2, 3], before[:, 2, 3])
    for name in ("rift", "stored_values"):
        before, after = held(one, name), held(other, name)
        resented = (1 - weight) * before[:, 0, 3] + weight * before[:, 1, 3]
        np.testing.assert_allclose(after[:, 0, 3], resented, err_msg=name)
    assert (other.state.agreements < one.state.agreements).all()


def test_a_merger_of_who_has_left_does_not_happen() -> None:
    scenario = small(shock=[merger()])
    old = world(scenario)
    for _ in range(5):
        old.step()
    old.state.active[:, 1] = 0.0
    after = happen(old.inputs())
    np.testing.assert_array_equal(after.traits.capacity, old.traits.capacity)


@pytest.mark.parametrize(
    "tables",
    [
        {
            "shock": [
                {"kind": "merger", "tick": 9, "size": 0.5, "member": "Member 1", "with": "Member 2"}
            ]
        },
        {"change": [{"tick": 9, "facilitator": {"skill": 1.0, "capacity": 9}}]},
        {"change": [{"tick": 9, "remove": ["coordinator"]}]},
        {"change": [{"tick": 9, "division": "power"}]},
        {"change": [{"tick": 9, "governance": "nao"}]},
        {"change": [{"tick": 9, "lead": "Member 3", "governance": "lead"}]},
    ],
)
def test_a_change_leaves_the_past_alone(tables: dict[str, Any]) -> None:
    base = sim.load("default").replace("length", 20)
    contract.past(base, Scenario.from_dict(base.to_dict() | tables), 9)


def test_roles_change_hands_in_both_faces() -> None:
    scenario = small(
        change=[
            {"tick": 3, "remove": ["facilitator"], "coordinator": {"skill": 0.9}},
            {"tick": 6, "facilitator": {"capacity": 5}, "lead": "Member 4"},
        ]
    )
    model, many = AllianceModel(scenario, seed=3, run=2), world(scenario)
    seen = []
    for _ in range(8):
        model.step()
        many.step()
        seen.append((model.facilitator is not None, model.coordinator is not None))
        assert len(model.agents_by_type.get(Facilitator, [])) == seen[-1][0]
        assert len(model.agents_by_type.get(Coordinator, [])) == seen[-1][1]
        assert len(model.agents_by_type[LeadParty]) == 1
        assert many.traits.facilitator_days[2] == model.traits.facilitator_days[0]
    assert seen == [(True, False)] * 3 + [(False, True)] * 3 + [(True, True)] * 2
    assert model.lead_party is not None
    assert model.lead_party.name == "Member 4"
    assert model.traits.lead[0, 3] == 1.0
    assert model.traits.facilitator_days[0] == 5.0
    assert model.traits.facilitator_home[0].sum() == 0.0


def test_an_unchanged_role_keeps_its_holder() -> None:
    base = small(roles={"facilitator": {"skill": {"low": 0.1, "high": 0.9}}})
    changed = Scenario.from_dict(base.to_dict() | {"change": [{"tick": 4, "lead": "Member 1"}]})
    one, other = world(base), world(changed)
    for _ in range(6):
        one.step()
        other.step()
    np.testing.assert_array_equal(one.traits.facilitator, other.traits.facilitator)


def test_who_comes_from_a_member_goes_with_it() -> None:
    scenario = small(roles={"facilitator": {"member": "Member 2", "skill": 1.0, "cost": 1.0}})
    many = world(scenario)
    many.step()
    assert (many.flows.roles_paid == 3.0).all()
    many.state.active[:, 1] = 0.0
    many.derived = many.derived.after_change(many.traits, many.state, 10.0)
    many.step()
    assert (many.flows.roles_paid == 0.0).all()
    assert (many.flows.help == 0.0).all()


def test_governance_changes_what_rules_get() -> None:
    many = {form: world(small(governance=form), 20) for form in ("shared", "lead", "nao")}
    for batch in many.values():
        for _ in range(10):
            batch.step()
    paid = {form: batch.flows.roles_paid.mean() for form, batch in many.items()}
    assert paid["nao"] > paid["shared"]
    standing = {form: batch.state.status[:, 1].mean() for form, batch in many.items()}
    assert standing["lead"] > standing["shared"]
    committed = {form: batch.state.commitment.mean() for form, batch in many.items()}
    assert committed["nao"] < committed["shared"]


@pytest.mark.parametrize(
    ("tables", "line"),
    [
        (
            {"shock": [{"kind": "merger", "tick": 1, "size": 0.5, "member": "Member 1"}]},
            "shock[1].with is missing: with kind 'merger' the name of the other member",
        ),
        (
            {
                "shock": [
                    {
                        "kind": "merger",
                        "tick": 1,
                        "size": 0.5,
                        "member": "Member 1",
                        "with": "Member 1",
                    }
                ]
            },
            "shock[1].with = \"Member 1\" is not allowed: another member, with kind 'merger' only",
        ),
        (
            {
                "shock": [
                    {
                        "kind": "merger",
                        "tick": 1,
                        "size": 0.5,
                        "member": "Member 1",
                        "with": "Membre 2",
                    }
                ]
            },
            "did you mean 'Member 2'?",
        ),
        ({"change": [{"tick": 3}]}, "change[1] is missing: at least one of 'lead'"),
        ({"change": [{"tick": 3, "remove": ["facilitater"]}]}, "did you mean 'facilitator'?"),
        (
            {"change": [{"tick": 3, "remove": ["lead"], "lead": "Member 1"}]},
            'change[1].remove = "lead" is not allowed: a role that is not filled in the same change',
        ),
        ({"change": [{"tick": 30, "lead": "Member 1"}]}, "change[1].tick = 30 is not allowed"),
        ({"change": [{"tick": 3, "lead": "Membre 1"}]}, "did you mean 'Member 1'?"),
        ({"change": [{"tick": 3, "governance": "led"}]}, "did you mean 'lead'?"),
        (
            {"change": [{"tick": 3, "remove": ["lead"], "governance": "lead"}]},
            "change[1].lead is missing: a lead party while governance is 'lead'",
        ),
        ({"governance": "lead", "roles": {}}, "roles.lead is missing: with governance 'lead'"),
    ],
)
def test_what_cannot_happen_is_refused_in_one_line(tables: dict[str, Any], line: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        small(**tables)
    assert line in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_scandal_lowers_the_trust_in_a_member_and_not_what_it_gives() -> None:
    shock = {"kind": "scandal", "tick": 5, "size": 0.4, "member": "Member 2"}
    old, new = before_and_after(small(shock=[shock]))
    others = [0, 2, 3]
    before, after = held(old, "trust"), held(new, "trust")
    np.testing.assert_allclose(after[:, others, 1], 0.6 * before[:, others, 1], rtol=1e-14)
    np.testing.assert_array_equal(after[:, 1, others], before[:, 1, others])
    np.testing.assert_array_equal(new.state.backing[:, others], old.state.backing[:, others])
    np.testing.assert_allclose(new.state.backing[:, 1], 0.6 * old.state.backing[:, 1], rtol=1e-14)
    np.testing.assert_allclose(new.state.profile, 0.6 * old.state.profile, rtol=1e-14)


def test_a_director_who_leaves_takes_trust_and_knowledge_along_on_both_sides() -> None:
    shock = {"kind": "director-leaves", "tick": 5, "size": 0.4, "member": "Member 2"}
    old, new = before_and_after(small(shock=[shock]))
    for name in ("trust", "knowledge"):
        before, after = held(old, name), held(new, name)
        for one, other in ((1, 0), (0, 1), (1, 3), (3, 1)):
            np.testing.assert_allclose(after[:, one, other], 0.6 * before[:, one, other])
        np.testing.assert_array_equal(after[:, 0, 2], before[:, 0, 2])


def test_nothing_happens_to_an_alliance_that_has_ended() -> None:
    shocks = [
        {"kind": "scandal", "tick": 0, "size": 0.4, "member": "Member 2"},
        {"kind": "environment-shift", "tick": 0, "size": 0.4},
    ]
    batch = world(small(shock=shocks), runs=2)
    ended = replace(batch.state, running=np.array([0.0, 1.0]))
    for event in batch.start.events:
        _, after = apply_event(event, batch.traits, ended, batch.start)
        changed = [n for n in STATE if not np.array_equal(getattr(after, n), getattr(ended, n))]
        assert changed
        for name in changed:
            np.testing.assert_array_equal(getattr(after, name)[0], getattr(ended, name)[0])


def test_roles_change_hands_in_the_runs_of_that_scenario_alone() -> None:
    change = {"tick": 5, "lead": "Member 4"}
    both = [small(), small(change=[change])]
    batch = Batch(begin(both, np.array([0, 1, 0, 1], np.intp), np.arange(4), 3))
    for _ in range(6):
        batch.step()
    assert list(held(batch, "lead").argmax(1)) == [1, 3, 1, 3]
