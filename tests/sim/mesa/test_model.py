"""The Mesa face: agents, data collection, batch runs."""

from __future__ import annotations

from inspect import signature

import mesa
import pytest

import sim
from sim.errors import AllianceError
from sim.mesa.constituency import Constituency
from sim.mesa.member import Member
from sim.mesa.model import AllianceModel
from sim.mesa.roles import Coordinator, Facilitator, LeadParty


def test_every_entity_is_an_agent() -> None:
    scenario = sim.Scenario.from_dict(
        {
            "members": {"count": 4},
            "roles": {"lead": "Member 2", "coordinator": {}, "facilitator": {}},
        }
    )
    model = AllianceModel(scenario, seed=1)
    kinds = {kind: len(model.agents_by_type[kind]) for kind in model.agent_types}
    assert kinds == {Member: 4, Constituency: 4, LeadParty: 1, Coordinator: 1, Facilitator: 1}
    assert model.lead_party is not None
    assert model.lead_party.name == "Member 2"


def test_agents_see_the_state() -> None:
    model = AllianceModel("default", seed=1)
    one, other = model.members[:2]
    assert one.trust_in(other) == model.state.trust[0, 0, 1]
    assert one.constituency.backing == one.backing == model.state.backing[0, 0]
    with pytest.raises(AttributeError, match="no attribute 'bakcing'"):
        _ = one.bakcing


def test_leavers_lose_and_joiners_get_their_agents() -> None:
    scenario = sim.Scenario.from_dict(
        {
            "members": {"count": 6, "backing": 0.2, "patience": 1},
            "joiner": [{"name": "Newcomer", "tick": 2, "backing": 1.0}],
            "length": 30,
            "parameters": {"exit_rate": 0.3, "exit_backing": 1.0},
        }
    )
    model = AllianceModel(scenario, seed=1)
    roll = []
    while model.running:
        model.step()
        roll.append([member.name for member in model.members])
        assert len(model.agents_by_type[Member]) == len(roll[-1])
        assert len(model.agents_by_type[Constituency]) == len(roll[-1])
    assert any("Newcomer" in names for names in roll)
    assert "Newcomer" not in roll[0]
    assert model.ending == "members"
    assert roll[-1] == []


def test_the_data_collector_gives_frames() -> None:
    model = AllianceModel("default", seed=1)
    for _ in range(5):
        model.step()
    data = model.datacollector.get_model_vars_dataframe()
    assert list(data.month) == [0, 1, 2, 3, 4, 5]
    assert data.trust.between(0, 1).all()
    members = model.datacollector.get_agenttype_vars_dataframe(Member)
    assert len(members) == 6 * 8


def test_mesa_batch_run_sweeps_parameters() -> None:
    points = {"scenario": "default", "clash_rate": [0.1, 0.9]}
    # From 3.4 on Mesa takes seeds apart from parameters, and hands them on under the name it finds.
    seeds = {"rng": [1, 2]} if "rng" in signature(mesa.batch_run).parameters else {}
    given = points if seeds else {**points, "seed": [1, 2]}
    rows = mesa.batch_run(AllianceModel, given, max_steps=3, display_progress=False, **seeds)
    runs = {(row["seed"], row["clash_rate"]): row["trust"] for row in rows}
    assert len(set(runs.values())) == 4
    alone = AllianceModel("default", seed=2, clash_rate=0.9)
    for _ in range(4):
        alone.step()
    assert runs[2, 0.9] in alone.datacollector.model_vars["trust"]


def test_a_new_seed_is_drawn_and_kept() -> None:
    one, other = AllianceModel("default"), AllianceModel("default")
    assert one.chance_seed != other.chance_seed
    again = AllianceModel("default", seed=one.chance_seed)
    one.step()
    again.step()
    assert one.trust == again.trust


def test_a_wrong_parameter_is_one_clear_line() -> None:
    with pytest.raises(AllianceError, match="clash_rate"):
        AllianceModel("default", clash_rte=0.5)


def test_stepping_past_the_end_changes_nothing() -> None:
    model = AllianceModel(sim.load("default").replace("length", 2), seed=1)
    for _ in range(5):
        model.step()
    assert model.months == 2
    assert not model.running
