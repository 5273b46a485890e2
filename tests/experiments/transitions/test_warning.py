"""Early warning: laws of the indicators, and systems whose answers are known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau

from experiments.transitions.breakdown import judged, of_alliances, of_folds, of_jumps
from experiments.transitions.warning import HISTORY, detrended, indicators, judge, kendall, rolling


@given(st.integers(0, 2**32), st.floats(0.1, 10), st.floats(-5, 5), st.floats(-1, 1))
def test_slowing_down_knows_no_scale_level_or_slope(
    seed: int, scale: float, level: float, slope: float
) -> None:
    series = np.random.default_rng(seed).normal(size=(3, HISTORY))
    other = level + scale * series + slope * np.arange(HISTORY)
    one, two = (indicators({"x": values}, HISTORY) for values in (series, other))
    for name in ("variance rises", "autocorrelation rises"):
        np.testing.assert_allclose(one[name], two[name], atol=0.05)


@given(st.integers(0, 2**32))
def test_what_comes_later_is_not_looked_at(seed: int) -> None:
    luck = np.random.default_rng(seed)
    series = luck.normal(size=(4, HISTORY + 20))
    other = series.copy()
    other[:, HISTORY + 4 :] = np.nan
    one, two = (indicators({"x": values}, HISTORY + 4) for values in (series, other))
    for name, values in one.items():
        np.testing.assert_array_equal(values, two[name])


def test_kendall_is_that_of_scipy() -> None:
    series = np.random.default_rng(0).normal(size=(5, 12))
    expected = [kendalltau(np.arange(12), row).statistic for row in series]
    np.testing.assert_allclose(kendall(series), expected)
    np.testing.assert_allclose(detrended(np.arange(12.0)[None]), 0.0, atol=1e-12)


def test_variance_and_memory_of_a_known_process() -> None:
    luck = np.random.default_rng(1)
    x = [np.zeros(400)]
    for _ in range(400):
        x.append(0.6 * x[-1] + luck.normal(size=400))
    variance, memory = rolling(np.stack(x[200:], axis=1), 100)
    assert variance.mean() == pytest.approx(1 / (1 - 0.36), rel=0.1)
    assert memory.mean() == pytest.approx(0.6, abs=0.06)


def test_an_approach_is_warned_of_and_a_jump_is_not() -> None:
    near = {one.name: one for one in judged(of_folds)}
    for name in ("variance rises", "autocorrelation rises"):
        assert near[name].auc.low > 0.5
    for one in judged(lambda seed: of_jumps(seed, 1500)):
        assert one.auc.low < 0.55
        assert one.false_alarms.low < 0.12


def test_a_threshold_is_set_on_training_rows_alone() -> None:
    luck = np.random.default_rng(3)
    falls = np.arange(200) < 60
    training = (luck.normal(size=200), falls), (luck.normal(size=200), falls)
    assert judge("x", training[0], training[1]).threshold == pytest.approx(
        np.quantile(training[0][0][~falls], 0.9)
    )
    with pytest.raises(ValueError, match="both needed"):
        judge("x", (np.zeros(4), np.zeros(4, bool)), training[1])
    with pytest.raises(ValueError, match="months before"):
        indicators({"x": np.zeros((2, 99))}, HISTORY - 1)


def test_backing_warns_of_the_end_of_alliances_better_than_fluctuations() -> None:
    found = {one.name: one for one in judged(lambda seed: of_alliances(seed, 400))}
    assert found["low backing"].auc.low > found["autocorrelation rises"].auc.high
