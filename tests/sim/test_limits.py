"""Verification by limits: where the model must agree with mathematics done elsewhere.

With conflict, tension and the like switched off what is left is a few equations that can be solved by
hand or by scipy's integrator.
"""

from __future__ import annotations

import numpy as np
import pytest
from scipy.integrate import solve_ivp

import sim
from sim.ensemble import simulate
from sim.scenarios import Scenario

pytestmark = pytest.mark.slow

CALM = {
    "conflict_on": 0,
    "tension_on": 0,
    "engagement_on": 0,
    "encounters_on": 0,
    "time_use_on": 0,
    "environment_on": 0,
    "agreements_on": 0,
    "opportunism": 0,
    "control_chill": 0,
    "trust_fade": 0,
    "goal_size": 10000,
    "reciprocity": 0,
    "small_wins": 0,
    "openness_rate": 0,
    "knowledge_fade": 0,
}


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


def test_trust_follows_its_differential_equation() -> None:
    """All promises kept: dT/dt = g (f + (1 - f) T) (1 - T), for small monthly steps."""
    gain, stake = 0.02, 0.12
    result = simulate(calm(4, 240, 1.0, trust_gain=gain, first_stake=stake), runs=2, seed=1)

    def slope(_: float, trust: np.ndarray) -> np.ndarray:
        return gain * (stake + (1 - stake) * trust) * (1 - trust)

    months = np.arange(1, 241)
    exact = solve_ivp(slope, (0, 240), [0.2], t_eval=months, rtol=1e-9, atol=1e-12).y[0]
    np.testing.assert_allclose(result.trust.isel(run=0), exact, atol=0.01)
    assert exact[-1] > 0.9


def test_many_members_approach_the_mean_field() -> None:
    """Promises kept by chance: the mean over 50 members follows the equation of the expectation."""
    gain, stake, keep, doubt, ratio = 0.02, 0.12, 0.8, 0.9, 3.0
    scenario = calm(
        50, 240, keep, trust_gain=gain, first_stake=stake, benefit_of_doubt=doubt, loss_ratio=ratio
    )
    result = simulate(scenario, runs=8, seed=1)

    def slope(_: float, trust: np.ndarray) -> np.ndarray:
        reliance = gain * (stake + (1 - stake) * trust)
        won = keep * (1 - trust)
        lost = ratio * (1 - keep) * (1 - doubt * trust) * trust
        return reliance * (won - lost)

    months = np.arange(1, 241)
    exact = solve_ivp(slope, (0, 240), [0.2], t_eval=months, rtol=1e-9, atol=1e-12).y[0]
    mean = result.trust.mean("run")
    # Eight runs of 50 members: the standard error of the mean stays below 0.004.
    np.testing.assert_allclose(mean, exact, atol=0.02)


def test_learning_is_geometric() -> None:
    """A third of the time, half open: what is unknown shrinks by rate / 3 x 0.5 a month, exactly."""
    result = simulate(calm(4, 60, 1.0, learning_rate=0.3), runs=2, seed=1)
    unknown = 0.9 * (1 - 0.3 / 3 * 0.5) ** np.arange(1, 61)
    np.testing.assert_allclose(result.knowledge.isel(run=0), 1 - unknown, rtol=1e-12)


def test_without_synergy_working_together_gives_what_producing_time_gives() -> None:
    """A third of the time on producing, no synergy and no costs: a third of the output apart."""
    scenario = calm(5, 24, 1.0, production_on=0).replace("start.gap", 0)
    scenario = scenario.replace("parameters.harvest_rate", 0)
    result = simulate(scenario, runs=2, seed=1)
    np.testing.assert_allclose(result.joint_output / result.own_output, 1 / 3, rtol=1e-12)


def test_status_fades_to_the_middle_without_clashes_when_nobody_is_better() -> None:
    scenario = calm(4, 60, 1.0, rank_fade=0.05).replace("members.status", 0.9)
    scenario = scenario.replace("members.quality", 0.7).replace("members.professionalism", 0.9)
    result = simulate(scenario, runs=2, seed=1)
    exact = 0.5 + 0.4 * 0.95 ** np.arange(1, 61)
    np.testing.assert_allclose(result.status.isel(run=0, member=0), exact, rtol=1e-12)


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
