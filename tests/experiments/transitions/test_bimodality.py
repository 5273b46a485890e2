"""Two modes or one: how often the verdict is right, and its laws."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("sklearn")

from experiments.transitions.bimodality import (
    ENOUGH,
    POWER,
    Modes,
    modes,
    sarle,
    silverman,
    unrounded,
)


@given(st.integers(0, 2**32), st.floats(0.1, 10), st.floats(-9, 9))
@settings(max_examples=10, deadline=None)
def test_silvermans_test_knows_no_scale_and_no_place(seed: int, scale: float, shift: float) -> None:
    sample = np.random.default_rng(seed).normal(size=60)
    assert silverman(sample) == pytest.approx(silverman(sample * scale + shift), abs=0.05)


@pytest.mark.slow
def test_a_minority_is_seen_as_often_as_is_said() -> None:
    """Of 16 samples as many as the power says, but for three standard errors: outside 3 times in 1,000."""
    for count in (100, 500):
        seen = 0
        for seed in range(16):
            rng = np.random.default_rng(seed)
            sample = np.where(rng.random(count) < 0.25, 3.5, 0.0) + rng.normal(size=count)
            seen += modes(sample).two
        power = POWER[count]
        assert abs(seen / 16 - power) < 3.0 * np.sqrt(power * (1.0 - power) / 16)


def test_one_mode_of_few_runs_says_that_it_has_low_power() -> None:
    rng = np.random.default_rng(0)
    few, many = modes(rng.normal(size=60)), modes(rng.normal(size=600))
    assert few.power < ENOUGH < many.power
    assert (few.verdict, many.verdict) == ("cannot tell", "one")
    assert "low power" in few.text()
    assert "low power" not in many.text()


@pytest.mark.slow
def test_two_modes_are_seen_and_one_is_not() -> None:
    rng = np.random.default_rng(2)
    two = modes(np.concatenate([rng.normal(0, 1, 90), rng.normal(5, 1, 210)]))
    assert two.two
    assert two.text().startswith("two modes")
    assert two.centres == pytest.approx((0, 5), abs=0.4)
    assert two.shares[0] == pytest.approx(0.3, abs=0.05)
    assert two.apart == pytest.approx(5, abs=0.6)
    for one in (rng.normal(size=300), rng.random(300), rng.exponential(size=300)):
        assert not modes(one).two, modes(one).text()


def test_a_skewed_sample_is_not_two_modes_however_well_two_parts_fit() -> None:
    skewed = modes(np.exp(np.random.default_rng(3).normal(size=400)))
    assert skewed.gain > 10
    assert not skewed.two


def test_ended_runs_and_a_mode_are_two() -> None:
    rng = np.random.default_rng(4)
    ends = modes(np.concatenate([np.zeros(60), rng.normal(1.0, 0.1, 140)]))
    assert ends.two
    assert ends.shares[0] == pytest.approx(0.3, abs=0.01)


def test_parts_that_are_not_clean_apart_are_not_two() -> None:
    near = Modes(300, 0.001, 40.0, 1.6, (0.0, 1.0), (0.6, 0.6), (0.5, 0.5))
    assert not near.two
    assert replace(near, apart=2.4).two
    assert not replace(near, apart=2.4, shares=(0.01, 0.99)).two


def test_modes_want_a_sample() -> None:
    with pytest.raises(ValueError, match="four or more"):
        modes(np.array([1.0, 2.0, np.nan, 3.0]))


def test_sarle_on_cases_known_beforehand() -> None:
    generator = np.random.default_rng(0)
    assert sarle(np.array([0.0, 1.0] * 50)) == pytest.approx(1.0)
    assert sarle(generator.uniform(size=20000)) == pytest.approx(5 / 9, abs=0.01)
    assert sarle(generator.normal(size=20000)) == pytest.approx(1 / 3, abs=0.01)
    assert sarle(np.ones(5)) == 0.0


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["rounded", "counted", "months"])
def test_rounded_and_counted_values_are_not_many_modes(kind: str) -> None:
    """One mode each. At most one in twenty is called two; of 16, more than 3 are so 1 time in 100."""
    called = 0
    for seed in range(16):
        rng = np.random.default_rng(seed)
        sample = {
            "rounded": rng.normal(0.5, 0.1, 150).round(1),
            "counted": rng.poisson(3.0, 150).astype(float),
            "months": rng.normal(40.0, 8.0, 150).round(),
        }[kind]
        called += modes(sample).two
    assert called <= 3


def test_two_modes_of_whole_months_are_still_seen() -> None:
    rng = np.random.default_rng(0)
    ends = np.concatenate([rng.normal(20, 4, 80), rng.normal(80, 4, 80)]).round()
    assert modes(ends).two


def test_many_runs_at_one_value_stay_there() -> None:
    ends = np.concatenate([np.zeros(40), np.random.default_rng(0).random(60)])
    np.testing.assert_array_equal(unrounded(ends), ends)
