"""Runs over the posterior, effects over sets of parameters, and where outcomes differ from."""

from __future__ import annotations

import numpy as np
import pytest

import sim
from experiments.calibration import uncertainty
from experiments.calibration.priors import fitted
from experiments.calibration.uncertainty import robustness, split, uncertain
from sim.ensemble import run_batch
from sim.model import Model
from sim.observers.outcomes import outcomes_of
from sim.observers.paths import paths_of_record


def test_draws_that_ship_are_of_the_fitted_parameters() -> None:
    draws = uncertain().draws
    assert len(draws) == 200
    assert set(draws[0]) == set(fitted())
    assert len(uncertain(most=20).draws) == 20


def test_what_a_model_says_of_a_parameter_stands() -> None:
    name = fitted()[0]
    own = Model(parameters={name: uncertain().draws[0][name]})
    assert name not in uncertain(own).draws[0]


def effects(mean: float, spread: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    which = np.arange(400) % 40
    true = mean + spread * chance.standard_normal(40)
    return true[which] + 0.5 * chance.standard_normal(400), which


def test_an_effect_in_all_sets_is_robust_and_one_that_turns_is_not() -> None:
    steady = robustness(*effects(0.5, 0.05, 1))
    assert steady.robust
    assert steady.least > 0.95
    turning = robustness(*effects(0.3, 0.5, 2))
    assert not turning.robust
    assert turning.spread == pytest.approx(0.5, abs=0.15)
    assert turning.share == pytest.approx(0.73, abs=0.1)  # normal(0.3 / 0.5)
    assert not robustness(*effects(0.0, 0.05, 3)).robust


def test_the_share_of_the_mean_sign_is_what_is_seen_when_it_is_all_there_is() -> None:
    nothing = robustness(np.zeros(80), np.arange(80) % 10)
    assert nothing.share == 0.5
    assert not nothing.robust


@pytest.mark.parametrize("parts", [(4.0, 1.0, 1.0), (0.0, 2.0, 1.0), (0.0, 0.0, 1.0)])
def test_variance_is_split_as_it_was_made(parts: tuple[float, float, float]) -> None:
    chance = np.random.default_rng(5)
    sets, alliances, one = (np.sqrt(part) for part in parts)
    values = (
        sets * chance.standard_normal((400, 1, 1))
        + alliances * chance.standard_normal((400, 4, 1))
        + one * chance.standard_normal((400, 4, 3))
    )
    shares = uncertainty._shares(values)
    assert shares == pytest.approx(np.array(parts) / sum(parts), abs=0.06)


def test_nested_runs_are_one_alliance_under_several_chances() -> None:
    scenario = sim.load("default").replace("length", 24)
    found = uncertainty._nested(scenario, (2, 2, 2), 3, Model())
    # The first alliance of all: what it is comes from seed 3 and run 0, its course from seed 4.
    assert len(found["trust"]) == 8
    assert found["trust"][0] != found["trust"][1]
    again = uncertainty._nested(scenario, (2, 2, 2), 3, Model())
    assert np.array_equal(found["trust"], again["trust"])
    record = run_batch([scenario], np.zeros(4, np.intp), np.arange(4), 3, model=Model())
    plain = outcomes_of(paths_of_record(record.values))
    assert not np.isin(plain["trust"], found["trust"]).any()


def test_a_chance_under_its_own_seed_is_itself() -> None:
    from sim.chance import Chance, Process

    one = Chance(3, np.arange(4), [7, 9])
    same, other = one.under(3, np.arange(4)), one.under(4, np.arange(4))
    for kind in ("alliance", "members"):
        first, again, fresh = (getattr(c, kind)(Process.CONDUCT, 5) for c in (one, same, other))
        assert np.array_equal(first[0], again[0])
        assert not np.array_equal(first[0], fresh[0])


@pytest.mark.slow
def test_parameters_matter_when_they_are_all_that_differs() -> None:
    scenario = sim.load("default").replace("length", 24)
    found = split(scenario, outcomes=("hours_conflict",), sets=10)[0]
    assert found.parameters.value > 0.3
    assert found.parameters.value + found.alliance.value + found.chance.value == pytest.approx(1)
