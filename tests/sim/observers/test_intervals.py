"""Intervals hold the truth as often as they say, and never what is not possible."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, t

from sim.observers.intervals import mean_interval, quantile_interval, share_interval


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_shares_are_clopper_and_pearsons(case: tuple[int, int]) -> None:
    count, n = case
    expected = binomtest(count, n).proportion_ci(method="exact")
    np.testing.assert_allclose(share_interval(count, n)[1:], expected, atol=1e-12)
    yes_or_no = np.arange(n) < count
    np.testing.assert_allclose(mean_interval(yes_or_no, 0.0, 1.0)[1:], expected, atol=1e-12)


@given(
    st.lists(st.floats(-1, 3), min_size=1, max_size=80),
    st.integers(1, 12),
    st.sampled_from([(-1.0, 3.0), (-1.0, np.inf), (-np.inf, np.inf)]),
)
def test_an_interval_holds_its_mean_and_only_what_is_possible(
    values: list[float], clusters: int, limits: tuple[float, float]
) -> None:
    mean, low, high = mean_interval(values, *limits, clusters=np.arange(len(values)) % clusters)
    assert mean == pytest.approx(np.mean(values))
    assert np.isnan(low) or limits[0] <= low <= mean + 1e-9
    assert np.isnan(high) or mean - 1e-9 <= high <= limits[1]
    if np.isfinite(limits).all():
        assert low < high


@given(st.integers(0, 2**32), st.integers(2, 5), st.booleans())
def test_points_that_meet_the_same_chance_tell_no_more_than_one(
    seed: int, points: int, yes_or_no: bool
) -> None:
    values = np.random.default_rng(seed).random(20)
    if yes_or_no:
        values = (values < 0.6).astype(float)
    numbers = np.arange(20)
    once = mean_interval(values, 0.0, 1.0, clusters=numbers)
    again = mean_interval(np.tile(values, points), 0.0, 1.0, clusters=np.tile(numbers, points))
    np.testing.assert_allclose(again, once)


def test_nothing_seen_to_differ_is_not_nothing_that_can() -> None:
    assert mean_interval([84.0] * 3, 0.0, 84.0).low < 30.0
    assert np.isnan(mean_interval([2.0] * 50).half)
    assert np.isnan(mean_interval([2.0, 1.0, 4.0, 3.0]).half)  # too few where nothing bounds them
    assert mean_interval([2.0, 1.0, 4.0, 3.0, 2.5]).half < 12.0
    noise = np.tile([0.3, 0.1 + 0.2], 20)  # differs by rounding only
    assert mean_interval(noise, 0.0, 1.0).high > 0.35


Draw = Callable[[np.random.Generator, int], np.ndarray]
KINDS: dict[str, tuple[Draw, float]] = {
    "nine in ten at the cap": (
        lambda luck, n: np.where(luck.random(n) < 0.9, 1.0, luck.random(n)),
        0.95,
    ),
    "nearly all at the cap": (
        lambda luck, n: np.where(luck.random(n) < 0.98, 1.0, luck.random(n)),
        0.99,
    ),
    "one in four far off": (
        lambda luck, n: np.where(luck.random(n) < 0.75, luck.beta(2, 20, n), luck.beta(20, 2, n)),
        0.75 * 2 / 22 + 0.25 * 20 / 22,
    ),
    "close together": (lambda luck, n: 0.5 + 0.01 * luck.standard_t(5, n), 0.5),
    "two modes": (lambda luck, n: luck.beta(0.2, 0.2, n), 0.5),
    "skewed": (lambda luck, n: luck.beta(0.3, 3.0, n), 0.3 / 3.3),
    "even": (lambda luck, n: luck.random(n), 0.5),
}


@pytest.mark.slow
@pytest.mark.parametrize("count", [3, 5, 10, 20, 50])
@pytest.mark.parametrize("kind", KINDS)
def test_intervals_of_what_has_bounds_hold_the_truth(kind: str, count: int) -> None:
    """Of 300 intervals 93 % or more hold it; .88 allows for 3.5 standard errors (.014 each)."""
    draw, truth = KINDS[kind]
    luck = np.random.default_rng(count)
    held = 0
    for _ in range(300):
        _, low, high = mean_interval(draw(luck, count), 0.0, 1.0)
        held += low <= truth <= high
    assert held / 300 >= 0.88


def test_intervals_of_pooled_points_hold_the_truth() -> None:
    # 7 points, 20 run numbers; two thirds of the variance is the run's own chance, which all points
    # meet. Of 400 intervals 95 % or more hold 0, with a standard error of a point.
    luck = np.random.default_rng(1)
    numbers = np.tile(np.arange(20), 7)
    held = naive = 0
    for _ in range(400):
        values = 0.8 * np.tile(luck.normal(size=20), 7) + 0.6 * luck.normal(size=140)
        _, low, high = mean_interval(values, clusters=numbers)
        held += low < 0.0 < high
        _, low, high = mean_interval(values)
        naive += low < 0.0 < high
    assert held / 400 > 0.92
    assert naive / 400 < 0.85


@pytest.mark.parametrize("q", [0.1, 0.5, 0.9])
def test_intervals_of_quantiles_hold_the_truth(q: float) -> None:
    """Whatever the distribution; .92 allows for three standard errors of 500."""
    luck = np.random.default_rng(3)
    truth = np.quantile(luck.exponential(size=1_000_000), q)
    held = 0
    for _ in range(500):
        _, low, high = quantile_interval(luck.exponential(size=60), q)
        held += not (low > truth or high < truth)
    assert held / 500 >= 0.92


def test_too_few_runs_leave_an_end_of_a_quantile_open() -> None:
    value, low, high = quantile_interval([1.0, 2.0, 3.0])
    assert value == 2.0
    assert np.isnan(low)
    assert np.isnan(high)


def student(values: np.ndarray) -> float:
    """Half of Student's interval."""
    spread = values.std(ddof=1) / np.sqrt(len(values))
    return float(t.ppf(0.975, len(values) - 1) * spread)


@pytest.mark.parametrize(("count", "wider"), [(20, 1.5), (40, 1.3), (100, 1.2), (10_000, 1.05)])
def test_what_is_close_together_is_known_about_as_well_as_students(
    count: int, wider: float
) -> None:
    """Pairs that differ little, far from all bounds: before, 40 of them left a tenth open."""
    values = 0.01 * np.random.default_rng(0).normal(size=count)
    assert 1.0 < mean_interval(values, -1.0, 1.0).half / student(values) < wider


def test_an_interval_narrows_without_a_jump() -> None:
    """As one run after another differs, and as runs are added: no step by more than a fifth from 20 on."""
    luck = np.random.default_rng(0).random(120)
    halves = [
        [mean_interval(np.where(np.arange(120) < k, luck, 0.5), 0.0, 1.0).half for k in counts]
        for counts in [range(20, 120)]
    ]
    halves.append([mean_interval(luck[:k], 0.0, 1.0).half for k in range(20, 120)])
    for half in halves:
        assert np.abs(np.diff(np.log(half))).max() < 0.2


@pytest.mark.parametrize("count", [1, 3, 20, 200])
def test_the_bound_is_that_of_random_weights(count: int) -> None:
    """Nothing differs: exactly Clopper and Pearson's. Else the quantile of 100,000 drawn weights."""
    low = mean_interval(np.full(count, 0.999), 0.0, 0.999 + 1e-9).low
    assert low == pytest.approx(0.999 * share_interval(count, count).low, abs=0.003)
    luck = np.random.default_rng(1)
    values = np.append(luck.beta(0.5, 2.0, count), 0.0)
    differ = count
    furthest = min(values.max() + (10 / differ) ** 2 * np.ptp(values), 1.0)
    weights = luck.exponential(size=(100_000, count + 2))
    drawn = np.quantile(weights @ np.append(values, furthest) / weights.sum(1), 0.975)
    assert mean_interval(values, 0.0, 1.0).high == pytest.approx(drawn, rel=0.01)


def test_an_interval_of_many_values_stays_within_what_is_possible() -> None:
    skewed = np.array([0.0, 0.1, 0.2, 0.3, 0.4, 9.0])
    assert mean_interval(skewed).low < 0.0
    assert mean_interval(skewed, 0.0).low >= 0.0
    assert mean_interval(-skewed, -np.inf, 0.0).high <= 0.0
