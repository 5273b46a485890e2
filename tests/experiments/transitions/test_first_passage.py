"""First passages: estimates against cases worked by hand, simulated truth, and runs of the model."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.transitions.alliances import runs_of
from experiments.transitions.first_passage import (
    CENSORED,
    FAILED,
    REACHED,
    FirstPassages,
    conditional_mean,
    first_passages,
    incidence,
    restricted_mean,
    survival,
    to_learning_and_on,
)
from sim.observers.outcomes import outcomes_of
from sim.scenarios import load

BY_HAND = FirstPassages(np.array([1.0, 2.0, 3.0, 3.0, 5.0]), np.array([1, 0, 2, 1, 0]))
"""Five runs: reached in month 1, censored in 2, failed and reached in 3, censored in 5."""


def test_survival_by_hand() -> None:
    left = survival(BY_HAND)
    assert left.at(0.5) == 1.0
    assert left.at(1.0) == pytest.approx(4 / 5)
    assert left.at(2.9) == pytest.approx(4 / 5)
    assert left.at(3.0) == pytest.approx(4 / 5 * 1 / 3)
    assert (left.low <= left.value + 1e-12).all()
    assert (left.value <= left.high + 1e-12).all()


def test_incidence_by_hand() -> None:
    reached, failed = incidence(BY_HAND, REACHED), incidence(BY_HAND, FAILED)
    assert reached.at(1.0) == pytest.approx(1 / 5)
    assert reached.at(4.0) == pytest.approx(1 / 5 + 4 / 5 * 1 / 3)
    assert failed.at(4.0) == pytest.approx(4 / 5 * 1 / 3)


def test_the_restricted_mean_is_the_area_by_hand() -> None:
    assert restricted_mean(BY_HAND, 4.0, resamples=5).value == pytest.approx(1 + 2 * 4 / 5 + 4 / 15)
    assert conditional_mean(BY_HAND, REACHED, 4.0, resamples=5).value == pytest.approx(
        (1 * 1 / 5 + 3 * 4 / 15) / (1 / 5 + 4 / 15)
    )


@given(st.lists(st.tuples(st.integers(1, 20), st.integers(0, 2)), min_size=2, max_size=40))
def test_chances_of_all_that_can_happen_are_one(rows: list[tuple[int, int]]) -> None:
    times, causes = np.array(rows).T
    waits = FirstPassages(times.astype(float), causes)
    parts = [incidence(waits, cause, resamples=2) for cause in (REACHED, FAILED)]
    whole = parts[0].value + parts[1].value
    left = np.array([survival(waits).at(time) for time in parts[0].times])
    np.testing.assert_allclose(whole + left, 1.0, atol=1e-9)
    assert (np.diff(parts[0].value) >= 0).all()


def test_censoring_does_not_mislead_and_leaving_out_would() -> None:
    rng = np.random.default_rng(0)
    truth, stop = rng.exponential(10.0, 4000), rng.uniform(0, 25, 4000)
    seen = FirstPassages(np.minimum(truth, stop), np.where(truth <= stop, REACHED, CENSORED))
    found = restricted_mean(seen, 20.0, resamples=40)
    exact = 10.0 * (1 - np.exp(-2.0))
    assert found.low - 0.15 <= exact <= found.high + 0.15
    assert seen.times[seen.causes == REACHED].mean() < exact - 2


def test_competing_ends_are_not_censoring() -> None:
    rng = np.random.default_rng(1)
    one, other = rng.exponential(10.0, 4000), rng.exponential(5.0, 4000)
    waits = FirstPassages(np.minimum(one, other), np.where(one < other, REACHED, FAILED))
    assert incidence(waits, REACHED, resamples=20).at(60.0) == pytest.approx(1 / 3, abs=0.025)
    alone = FirstPassages(waits.times, np.where(waits.causes == REACHED, REACHED, CENSORED))
    assert 1 - survival(alone).at(15.0) > 0.7, "what it would be if nothing ever ended"


@pytest.mark.slow
def test_passages_of_the_model_agree_with_its_outcomes() -> None:
    paths = runs_of(load("default").replace("start.trust.mean", 0.25), 60, 2)
    kept, waits = outcomes_of(paths), first_passages(paths)
    reached = waits.causes == REACHED
    np.testing.assert_array_equal(reached, kept["productive"] > 0)
    np.testing.assert_array_equal(waits.times[reached], kept["time_to_productivity"][reached] + 1)
    np.testing.assert_array_equal(waits.times[~reached], kept["months"][~reached])
    assert {REACHED, FAILED} <= set(waits.causes)
    first = to_learning_and_on(paths)
    assert (first["learning"].times <= first["end"].times).all()
