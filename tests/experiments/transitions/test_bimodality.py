"""Two modes or one: the dip against its definition and published values, the verdict on known samples."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

pytest.importorskip("sklearn")

from experiments.transitions.bimodality import LEVEL, Modes, dip, modes, sarle, unrounded

QUANTILES = {50: (0.0471, 0.0702), 200: (0.0243, 0.0368)}
"""Count -> 50 % and 95 % points of the dip of uniform samples (Hartigan & Hartigan 1985, table 1)."""


def nearest_with_one_hump(values: np.ndarray) -> float:
    """The dip from its definition: for each place of the mode a linear programme for the nearest
    distribution function that is convex before it, may step at it, and is concave after it."""
    place, counts = np.unique(values, return_counts=True)
    upto = np.cumsum(counts) / counts.sum()
    below, last = upto - counts / counts.sum(), len(place)
    unit, best = np.eye(last + 2), 1.0  # heights at places, height after the step, distance
    for mode in range(last):
        rows, most = [], []

        def at_most(row: np.ndarray, bound: float) -> None:
            rows.append(row)  # noqa: B023
            most.append(bound)  # noqa: B023

        def between(height: np.ndarray, low: float, high: float) -> None:
            at_most(height - unit[-1], high)
            at_most(-height - unit[-1], -low)

        for k in range(last):
            if k != mode:
                between(unit[k], upto[k], below[k])
        between(unit[mode], below[mode], below[mode])
        between(unit[last], upto[mode], upto[mode])
        at_most(unit[mode] - unit[last], 0.0)
        left = [(place[k], unit[k]) for k in range(mode + 1)]
        right = [(place[mode], unit[last])]
        right += [(place[k], unit[k]) for k in range(mode + 1, last)]
        for side, sign in ((left, 1.0), (right, -1.0)):
            slopes = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in pairwise(side)]
            for slope in slopes:
                at_most(-slope, 0.0)
            for a, b in pairwise(slopes):
                at_most(sign * (a - b), 0.0)
        found = linprog(unit[-1], np.array(rows), most, bounds=(0, 1))
        best = min(best, float(found.fun)) if found.status == 0 else best
    return best


@given(st.lists(st.integers(0, 30), min_size=4, max_size=12))
@settings(max_examples=25, deadline=None)
def test_the_dip_is_the_distance_from_the_nearest_with_one_hump(values: list[int]) -> None:
    sample = np.array(values, float)
    expected = max(nearest_with_one_hump(sample), 0.5 / len(sample))
    assert dip(sample) == pytest.approx(expected, abs=1e-7)


@given(
    st.lists(st.integers(-50, 50), min_size=4, max_size=30), st.integers(1, 9), st.integers(-9, 9)
)
@settings(max_examples=40, deadline=None)
def test_the_dip_knows_no_scale_and_no_direction(values: list[int], scale: int, shift: int) -> None:
    sample = np.array(values, float)
    assert dip(-sample) == pytest.approx(dip(sample))
    assert dip(sample * scale + shift) == pytest.approx(dip(sample), abs=1e-9)
    assert 0.5 / len(sample) <= dip(sample) + 1e-12 <= 0.25 + 1e-9


@pytest.mark.parametrize("count", QUANTILES)
def test_uniform_samples_dip_as_published(count: int) -> None:
    rng = np.random.default_rng(1)
    dips = [dip(rng.random(count)) for _ in range(800)]
    half, rare = QUANTILES[count]
    assert np.quantile(dips, 0.5) == pytest.approx(half, rel=0.04)
    assert np.quantile(dips, 0.95) == pytest.approx(rare, rel=0.06)


@pytest.mark.slow
def test_two_humps_are_seen_and_one_is_not() -> None:
    rng = np.random.default_rng(2)
    two = modes(np.concatenate([rng.normal(0, 1, 90), rng.normal(5, 1, 210)]))
    assert two.two
    assert two.text().startswith("two modes")
    assert two.centres == pytest.approx((0, 5), abs=0.4)
    assert two.shares[0] == pytest.approx(0.3, abs=0.05)
    assert two.apart == pytest.approx(5, abs=0.6)
    for one in (rng.normal(size=300), rng.random(300), rng.exponential(size=300)):
        assert not modes(one).two, modes(one).text()


def test_a_skewed_sample_is_not_two_humps_however_well_two_parts_fit() -> None:
    skewed = modes(np.exp(np.random.default_rng(3).normal(size=400)))
    assert skewed.gain > 10
    assert not skewed.two


def test_ended_runs_and_a_hump_are_two() -> None:
    rng = np.random.default_rng(4)
    ends = modes(np.concatenate([np.zeros(60), rng.normal(1.0, 0.1, 140)]))
    assert ends.two
    assert ends.shares[0] == pytest.approx(0.3, abs=0.01)


@pytest.mark.slow
def test_chances_are_even_where_there_is_nothing_to_find() -> None:
    rng = np.random.default_rng(5)
    chances = np.array([modes(rng.random(40), reference=99).chance for _ in range(40)])
    assert 0.3 < chances.mean() < 0.7
    assert (chances <= 0.05).mean() < 0.15


def test_parts_that_are_not_clean_apart_are_not_two() -> None:
    near = Modes(300, 0.05, 0.001, 40.0, 1.6, (0.0, 1.0), (0.6, 0.6), (0.5, 0.5))
    assert not near.two
    assert "nor two clean apart" in near.text()
    assert replace(near, apart=2.4).two


def test_humps_wants_a_sample() -> None:
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
    """One mode each. At most 5 % are called two by the dip; of 60, more than 6 are so 5 times in 100."""
    called = 0
    for seed in range(60):
        rng = np.random.default_rng(seed)
        sample = {
            "rounded": rng.normal(0.5, 0.1, 150).round(1),
            "counted": rng.poisson(3.0, 150).astype(float),
            "months": rng.normal(40.0, 8.0, 150).round(),
        }[kind]
        called += modes(sample).chance <= LEVEL
    assert called <= 6


def test_two_modes_of_whole_months_are_still_seen() -> None:
    rng = np.random.default_rng(0)
    ends = np.concatenate([rng.normal(20, 4, 80), rng.normal(80, 4, 80)]).round()
    assert modes(ends).two


def test_many_runs_at_one_value_stay_there() -> None:
    ends = np.concatenate([np.zeros(40), np.random.default_rng(0).random(60)])
    np.testing.assert_array_equal(unrounded(ends), ends)
