"""The bootstrap draws whole units, and covers as often as it says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.observers.resampling import resample, rows_of


@given(st.integers(1, 30), st.integers(1, 20), st.integers(0, 2**32))
def test_each_resample_is_as_large_as_the_sample(units: int, resamples: int, seed: int) -> None:
    drawn = resample(units, resamples, seed)
    assert drawn.shape == (resamples, units)
    assert (drawn.sum(1) == units).all()
    np.testing.assert_array_equal(drawn, resample(units, resamples, seed))


@given(st.integers(1, 30), st.integers(1, 20), st.integers(0, 2**32))
def test_rows_are_the_units_as_often_as_they_are_drawn(
    units: int, resamples: int, seed: int
) -> None:
    drawn = resample(units, resamples, seed)
    rows = rows_of(drawn)
    values = np.arange(units) ** 2.0
    np.testing.assert_allclose(values[rows].mean(1), drawn @ values / units)
    for own, counts in zip(rows, drawn, strict=True):
        np.testing.assert_array_equal(np.bincount(own, minlength=units), counts)


@pytest.mark.slow
def test_the_interval_of_a_mean_covers_it() -> None:
    """Percentile intervals of 50 normal values cover 93.9 % of the time (1 − the percentile interval's
    shortfall, Efron & Tibshirani 1993): of 400, fewer than 360 or more than 390 do in 2 of 1000 seeds.
    """
    rng = np.random.default_rng(5)
    held = 0
    for k in range(400):
        values = rng.normal(size=50)
        low, high = np.quantile(resample(50, 400, k) @ values / 50, [0.025, 0.975])
        held += low <= 0.0 <= high
    assert 360 <= held <= 390


def test_every_unit_is_drawn_once_on_average() -> None:
    """The mean of 20,000 draws of one unit lies within 0.035 of 1 in all but 6 of 10 million cases (5
    standard errors); ten units.
    """
    assert np.abs(resample(10, 20_000, 3).mean(0) - 1.0).max() < 0.035
