"""What if, from now: the same runs with and without, options that fit, and nothing that helps."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.following.answers import Departure
from experiments.following.follow import Following, follow
from experiments.following.whatif import Option, options, try_all
from sim.interventions.nine import ACTIONS
from sim.scenarios import Scenario


@pytest.fixture(scope="module")
def found() -> Following:
    members = [{"name": name} for name in "ABCD"]
    scenario = Scenario.from_dict(
        {"member": members, "length": 20, "grant": [{"amount": 900}], "roles": {"lead": "A"}}
    )
    return follow(scenario, now=4, runs=60, seed=1)


def test_options_are_of_every_kind_and_make_scenarios(found: Following) -> None:
    tried = options(found)
    kinds = {option.key for option in tried}
    assert set(ACTIONS) <= kinds
    assert kinds - set(ACTIONS) <= {
        *(
            "money",
            "facilitator",
            "facilitated",
            "coordinator",
            "lead",
            "division",
            "governance",
            "smaller",
        )
    }
    assert {"money", "facilitator", "division", "governance", "smaller"} <= kinds
    for option in tried:
        assert option.of(found.scenario) != found.scenario or option.departures
        assert option.cost >= 0.0


def test_what_changes_nothing_differs_in_no_run_and_what_is_lost_is_told(found: Following) -> None:
    cut = {"kind": "budget-cut", "tick": 5, "size": 1.0}
    tried = [
        Option("own", "nothing"),
        Option("own", "cut", rows={"shock": [cut]}),
        Option("smaller", "B", departures=(Departure("B", 4),)),
    ]
    effects = {effect.option.about: effect for effect in try_all(found, tried, ahead=14)}
    same, broke, gone = (effects[option.about] for option in tried)
    assert same.gain == (0.0, 0.0, 0.0)
    assert not same.helps
    assert broke.lives[0] < 0.0
    assert gone.gain[0] != 0.0


def test_trying_leaves_the_followed_runs_where_they_are(found: Following) -> None:
    before = found.particles.batch.state.trust.copy()
    try_all(found, [Option("own", "x", set={"division": "need"})], ahead=3)
    np.testing.assert_array_equal(found.particles.batch.state.trust, before)
    assert found.particles.batch.now == 4
