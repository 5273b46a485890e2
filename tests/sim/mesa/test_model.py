"""The Mesa face: agents, data collection, batch runs."""

from __future__ import annotations

import math
import pickle
import re
from inspect import signature
from typing import Any

import mesa
import numpy as np
import pytest

import sim
from sim.errors import AllianceError
from sim.mesa.constituency import Constituency
from sim.mesa.member import Member
from sim.mesa.model import AllianceModel
from sim.mesa.roles import Coordinator, Facilitator, LeadParty
from sim.rules.leaving import Ending


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
    held = model.ties.to_table(model.state.trust, math.nan)
    assert one.trust_in(other) == held[0, 0, 1]
    assert one.constituency.backing == one.backing == model.state.backing[0, 0]
    with pytest.raises(AttributeError, match="no attribute 'bakcing'"):
        _ = one.bakcing


def test_leavers_lose_and_joiners_get_their_agents() -> None:
    scenario = sim.Scenario.from_dict(
        {
            "members": {"count": 6, "backing": 0.2, "patience": 1},
            "joiner": [{"name": "Newcomer", "tick": 2, "backing": 1.0}],
            "length": 60,
            "fund": {"start": 50_000},
            "parameters": {"exit_rate": 0.3, "exit_backing": 1.0, "stop_rate": 0.0},
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
    assert list(data.month) == [1, 2, 3, 4, 5]
    assert set(data.chance_seed) == {1}
    assert data.trust.between(0, 1).all()
    members = model.datacollector.get_agenttype_vars_dataframe(Member)
    assert len(members) == 5 * 8


@pytest.mark.slow
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
    np.testing.assert_equal(one.trust, again.trust)  # none when it ended at once


def test_a_wrong_parameter_is_one_clear_line() -> None:
    with pytest.raises(AllianceError, match="clash_rate"):
        AllianceModel("default", clash_rte=0.5)


def test_stepping_past_the_end_changes_nothing() -> None:
    model = AllianceModel(sim.load("default").replace("length", 2), seed=1)
    for _ in range(5):
        model.step()
    assert model.months == 2
    assert not model.running


# -- batch_run --------------------------------------------------------------------------------
OWN_SEEDS = "rng" in signature(mesa.batch_run).parameters
"""From 3.4 on Mesa takes seeds apart from parameters."""

HARD = sim.Scenario.from_dict(
    {
        "members": {"count": 5, "backing": 0.2, "patience": 1},
        "length": 24,
        "fund": {"start": 900},  # it ends for want of money or of members, but not at once
        "parameters": {"exit_rate": 0.2, "exit_backing": 1.0, "stop_rate": 0.0},
    }
)


def batch(points: dict[str, Any], seeds: list[Any], **more: Any) -> list[dict[str, Any]]:
    """Mesa's batch_run of HARD, one row a run; an ending is to be seen in it."""
    given = {"scenario": [HARD], **points}
    if OWN_SEEDS:
        more["rng"] = seeds
    else:
        given["seed"] = seeds
    rows = mesa.batch_run(AllianceModel, given, display_progress=False, **more)
    return [row for k, row in enumerate(rows) if k == 0 or rows[k - 1]["RunId"] != row["RunId"]]


@pytest.mark.slow
def test_batch_run_keeps_the_last_month_and_the_ending() -> None:
    calm = HARD.replace("length", 3)
    for scenario in (HARD, calm):
        truth = sim.outcomes(sim.simulate(scenario, runs=4, seed=3))
        for row in batch({"scenario": [scenario], "run": list(range(4))}, [3]):
            alone = truth.sel(run=row["run"])
            assert row["ending"] == Ending(int(alone.ending)).name.lower()
            assert row["month"] == int(alone.months)
            assert (row["ending"] == "running") == (scenario is calm)


def test_an_unseeded_run_is_had_again_from_its_row() -> None:
    rows = batch({}, [None] * 3) if OWN_SEEDS else unseeded(3)
    assert len({row["chance_seed"] for row in rows}) == 3
    for row in rows:
        again = AllianceModel(HARD, seed=row["chance_seed"], run=row["run"])
        while again.running:
            again.step()
        assert again.joint_output == row["joint_output"]
        assert again.months == row["month"]


def unseeded(iterations: int) -> list[dict[str, Any]]:
    return mesa.batch_run(
        AllianceModel, {"scenario": [HARD]}, iterations=iterations, display_progress=False
    )


@pytest.mark.skipif(OWN_SEEDS, reason="this Mesa has no iterations beside seeds")
def test_iterations_with_a_seed_are_refused() -> None:
    with pytest.raises(AllianceError, match=r"give run=\[0, 1, 2\]"):
        batch({}, [42], iterations=3)
    rows = batch({"run": [0, 1, 2]}, [42])
    assert len({row["trust"] for row in rows}) == 3


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({"seed": "42"}, "seed = '42' is not allowed: a whole number from 0 to 2**64 - 1"),
        ({"seed": -1}, "seed = -1"),
        ({"seed": 1.5}, "seed = 1.5"),
        ({"seed": True}, "seed = True"),
        ({"rng": 2**64}, "seed = 18446744073709551616"),
        ({"seed": 1, "run": "x"}, "run = 'x' is not allowed: a whole number from 0 to 2**32 - 1"),
        ({"seed": 1, "run": 2**32}, "run = 4294967296"),
    ],
)
def test_a_wrong_seed_or_run_is_one_clear_line(given: dict[str, Any], line: str) -> None:
    with pytest.raises(AllianceError, match=re.escape(line)):
        AllianceModel("default", **given)


def test_after_an_ending_what_members_hold_is_missing() -> None:
    model = AllianceModel(HARD, seed=3)
    while model.running:
        model.step()
    assert model.ending != "running"
    for value in (model.trust, model.knowledge, model.rift):
        assert math.isnan(value)
    data = model.datacollector.get_model_vars_dataframe()
    assert data.trust.isna().sum() == 1


def test_a_pickled_model_goes_on_as_the_first() -> None:
    model = AllianceModel("default", seed=5)
    for _ in range(4):
        model.step()
    again = pickle.loads(pickle.dumps(model))
    for _ in range(6):
        model.step()
        again.step()
    one, other = (m.datacollector.get_model_vars_dataframe() for m in (model, again))
    assert one.equals(other)
    assert [m.backing for m in model.members] == [m.backing for m in again.members]
