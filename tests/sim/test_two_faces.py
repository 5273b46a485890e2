"""One science, two faces: the Mesa model and the ensemble agree to the bit (see `sim.contract`)."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sim
from sim import contract
from sim.ensemble import run_batch
from sim.mesa.member import Member
from sim.mesa.model import AllianceModel
from sim.scenarios import Scenario
from tests.strategies import scenarios


@pytest.mark.slow
@given(scenarios(most=12), st.integers(0, 2**64 - 1), st.integers(0, 2**31))
@settings(max_examples=25, deadline=None)
def test_a_run_is_the_same_alone_among_others_and_in_mesa(
    scenario: Scenario, seed: int, first: int
) -> None:
    contract.batches(scenario, seed=seed, first=first)
    contract.two_faces(scenario, seed=seed, first=first)


@pytest.mark.slow
@pytest.mark.parametrize("members", [2, 3, 7, 8, 9, 16, 33, 50])
def test_every_size_agrees(members: int) -> None:
    scenario = sim.load("default").replace("members.count", members).replace("length", 30)
    scenario = scenario.replace("parameters.exit_backing", 1).replace("start.commitment", 0)
    contract.two_faces(scenario, seed=5)
    leaves = sim.simulate(scenario, runs=4, seed=5).leaves
    assert leaves.sum() > 0, "the case should see members leave"


@pytest.mark.slow
@given(st.lists(st.integers(0, 30), min_size=1, max_size=12, unique=True))
@settings(max_examples=20, deadline=None)
def test_batches_never_change_a_result(cut: list[int]) -> None:
    scenario = sim.load("default").replace("length", 12)
    whole = run_batch([scenario], np.zeros(31, np.intp), np.arange(31), 1).values
    part = run_batch([scenario], np.zeros(len(cut), np.intp), np.array(cut), 1).values
    for name, values in part.items():
        np.testing.assert_array_equal(values, whole[name][..., cut], err_msg=name)


@pytest.mark.slow
def test_scenarios_side_by_side_are_as_if_alone() -> None:
    base = sim.load("default").replace("length", 18)
    points = [
        base,
        base.replace("start.trust.mean", 0.15),
        base.replace("division", "power"),
        base.replace("parameters.conflict_on", 0),
        base.replace("parameters.double_work", 0.5),
    ]
    which, runs = np.repeat(np.arange(5), 3), np.tile(np.arange(3), 5)
    together = run_batch(points, which, runs, 9).values
    for k, point in enumerate(points):
        alone = run_batch([point], np.zeros(3, np.intp), np.arange(3), 9).values
        for name, values in alone.items():
            np.testing.assert_array_equal(values, together[name][..., which == k], err_msg=name)


def test_an_overridden_decision_is_used_and_only_there() -> None:
    class Silent(Member):
        def decide_voice(self, perceived, p):  # type: ignore[no-untyped-def]
            return 0.0 if self.name == "Member 1" else super().decide_voice(perceived, p)

    quiet = AllianceModel("default", seed=1, member_class=Silent)
    plain = AllianceModel("default", seed=1)
    quiet.step()
    plain.step()
    assert quiet.members[0].openness < 0.05 < plain.members[0].openness
    for name in (
        "engagement",
        "designing",
        "joint",
    ):  # what the others decided knew nothing of it yet
        assert getattr(quiet.members[1], name) == getattr(plain.members[1], name)


def test_a_decision_given_to_the_ensemble_equals_the_overridden_method() -> None:
    class Generous(Member):
        def decide_engagement(self, perceived, p):  # type: ignore[no-untyped-def]
            return 0.8

    generous = sim.Decisions(engage=lambda perceived, p: np.full_like(perceived.engagement, 0.8))
    scenario = sim.load("default").replace("length", 10)
    contract.two_faces(scenario, sim.Model(decisions=generous), member_class=Generous)
