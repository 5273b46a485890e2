"""Verification by limits: where the model must agree with mathematics done elsewhere.

With conflict, tension and the like switched off what is left is a few equations that can be solved by
hand.
"""

from __future__ import annotations

import numpy as np
import pytest

import sim
from sim.ensemble import simulate
from sim.scenarios import Scenario

OFF = (
    *("conflict", "tension", "engagement", "meeting", "time_use", "outside", "agreements"),
    *("ambition", "leaving", "groups"),
)
ZERO = (
    *("opportunism", "control_chill", "reciprocity", "gossip", "misjudging", "control_keeping"),
    *("openness_rate", "knowledge_fade", "harvest_rate", "quality_learning"),
)
CALM = {f"{name}_on": 0 for name in OFF} | dict.fromkeys(ZERO, 0)


def calm(members: int, length: int, professionalism: float, **parameters: float) -> Scenario:
    """Equal members that always meet and never clash."""
    return Scenario.from_dict(
        {
            "length": length,
            "members": {
                "count": members,
                "professionalism": professionalism,
                "openness": 0.5,
                "engagement": 0.5,
                "dependence": 0.0,
            },
            "start": {"trust": 0.2, "knowledge": 0.1},
            "parameters": {**CALM, **parameters},
        }
    )


def test_trust_in_those_who_keep_all_promises_grows_geometrically() -> None:
    result = simulate(calm(4, 120, 1.0, trust_rate=0.02), runs=2, seed=1)
    exact = 1 - 0.8 * 0.98 ** np.arange(1, 121)
    np.testing.assert_allclose(result.trust.isel(run=0), exact, rtol=1e-12)


@pytest.mark.slow
def test_trust_settles_at_conduct_and_not_with_age() -> None:
    """Kept with chance k, breaches weigh w: the mean moves to k / (k + w (1 − k)), step by step."""
    rate, keep, weight = 0.05, 0.8, 2.0
    scenario = calm(20, 120, keep, trust_rate=rate, breach_weight=weight)
    mean = simulate(scenario, runs=24, seed=1).trust.mean("run")
    pull = keep + weight * (1 - keep)
    exact = keep / pull + (0.2 - keep / pull) * (1 - rate * pull) ** np.arange(1, 121)
    # 480 members whose conduct is drawn apart: the standard error stays below 0.006.
    np.testing.assert_allclose(mean, exact, atol=0.025)


def test_learning_is_geometric() -> None:
    """A quarter of the time, half open: what is unknown shrinks by the same share every month."""
    scenario = calm(4, 60, 1.0, learning_rate=0.3, doing_rate=0, half_effect=0.5)
    scenario = scenario.replace("members.expertise", 0.5)
    result = simulate(scenario, runs=2, seed=1)
    unknown = 0.9 * (1 - 0.3 * (0.25 * 1.5 / 0.75) * 0.5) ** np.arange(1, 61)
    np.testing.assert_allclose(result.knowledge.isel(run=0), 1 - unknown, rtol=1e-12)


def test_without_losses_and_gains_a_quarter_of_the_time_gives_a_quarter_of_work_apart() -> None:
    result = simulate(calm(5, 24, 1.0, production_on=0), runs=2, seed=1)
    for made in (result.joint_output, result.apart_output):
        np.testing.assert_allclose(made / result.own_output, 1 / 4, rtol=1e-9)


def test_status_fades_to_the_middle_without_clashes_when_nobody_is_better() -> None:
    scenario = calm(4, 60, 1.0, rank_fade=0.05).replace("members.status", 0.9)
    scenario = scenario.replace("members.quality", 0.7).replace("members.professionalism", 0.9)
    result = simulate(scenario, runs=2, seed=1)
    exact = 0.5 + 0.4 * 0.95 ** np.arange(1, 61)
    np.testing.assert_allclose(result.status.isel(run=0, member=0), exact, rtol=1e-12)


@pytest.mark.slow
def test_status_comes_to_follow_known_worth() -> None:
    """Once all know each other, each stands as far from the middle as its worth is from the mean."""
    scenario = calm(4, 240, 1.0, rank_fade=0.05, learning_rate=0.6, rank_worth=1.5)
    rows = [{"name": f"M{quality:g}", "quality": quality} for quality in (0.5, 0.6, 0.7, 0.8)]
    scenario = scenario.replace("member", rows)
    result = simulate(scenario, runs=2, seed=1)
    exact = 0.5 + 1.5 * (np.array([0.5, 0.6, 0.7, 0.8]) - 0.65)
    np.testing.assert_allclose(result.status.isel(run=0, tick=-1), exact, atol=1e-4)


@pytest.mark.parametrize(("power", "apart"), [(0.0, False), (30.0, True)])
def test_rank_steepens_only_where_winning_breeds_winning(power: float, apart: bool) -> None:
    """Bonabeau et al. 1995: equals stay equals on average unless status decides who wins."""
    scenario = sim.load("default").replace("length", 60).replace("parameters.rank_power", power)
    scenario = scenario.replace("parameters.rank_fade", 0.005).replace("parameters.clash_rate", 3)
    status = simulate(scenario, runs=40, seed=1).status
    kept = [np.corrcoef(s[20], s[50])[0, 1] for s in status.to_numpy() if not np.isnan(s[50]).any()]
    assert bool(np.mean(kept) > 0.75) is apart
