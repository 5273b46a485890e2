"""The patterns of the literature in their fast form: 120 runs, fixed seed.

`python -m experiments.patterns` is the full form, whose table is docs/patterns.md. A row's bound is at 99 %,
one-sided: one whose true value lies at the edge of its band would pass with one seed in a hundred. Rows
that need more runs, and what nulls make of all of them, are in the full form only.
"""

from __future__ import annotations

import numpy as np
import pytest

from experiments.laws import claims as c
from experiments.laws.claims import Measured
from experiments.patterns import PATTERNS, Asked
from experiments.patterns.measures import area_under_curve, hazard, pearson
from experiments.patterns.row import DEFINITION, NOT_SHOWN, PARAMETER, REPORTED, SHOWN, Row, table
from experiments.patterns.worlds import CLOCK, CONSTANT, RANDOM, World

IN_BAND = {"P5": ("P5 values hurt",), "P8": ("P8 closed",), "B13": ("B13 work",)}
"""Rows that the model has in their band, as 120 runs can tell."""


def measured(value: float, half: float = 0.1) -> Measured:
    return Measured(value, value - half, value + half, 50)


def row(value: float, null: float = 0.0, moved: float = 0.0, above: float | None = 0.0) -> Row:
    nulls, moves = (("a null", measured(null)),), (("a parameter", measured(moved)),)
    return Row("P0", "key", "text", measured(value), nulls, moves, above)


@pytest.mark.slow
@pytest.mark.parametrize("code", IN_BAND)
def test_the_model_shows_the_pattern(code: str) -> None:
    found = {row.name: row for row in PATTERNS[code](Asked(120, nulls=False))}
    for name in IN_BAND[code]:
        assert found[name].verdict == SHOWN, found[name].model


def test_a_verdict_asks_the_model_its_nulls_and_its_parameters() -> None:
    assert row(0.2).verdict == SHOWN
    assert row(0.05).verdict == NOT_SHOWN
    assert row(0.2, null=0.3).verdict == DEFINITION
    assert row(0.2, null=0.05).verdict == SHOWN
    assert row(0.2, moved=-0.3).verdict == PARAMETER
    assert row(0.2, above=None).verdict == REPORTED


def test_the_table_says_what_a_null_does() -> None:
    lines = table([row(0.2, null=0.3), row(0.05)])
    assert lines[2].endswith("| follows from the definition: so has a null |")
    assert lines[3].endswith("| **not shown** |")


def test_a_null_is_another_world() -> None:
    plain = World(12, 3)
    trust = plain(months=12).paths["trust"]
    for null in (CLOCK["own clock"], RANDOM["conduct at random"]):
        other = null(plain)(months=12).paths["trust"]
        assert not np.array_equal(other, trust, equal_nan=True)
    np.testing.assert_array_equal(plain(months=12).paths["trust"], trust)


@pytest.mark.slow
def test_a_constant_hazard_has_as_many_endings_and_no_shape() -> None:
    """Of 200 runs the two numbers of endings differ by less than four standard deviations."""
    plain = World(200, 3)
    model, null = plain.ends(), CONSTANT["constant hazard"](plain).ends()
    ended = [np.isfinite(one.month).sum() for one in (model, null)]
    assert abs(ended[0] - ended[1]) < 4 * np.sqrt(200 * 0.25)
    early, late = (hazard(null.month, null.failed, first, first + 60) for first in (0, 60))
    assert early == pytest.approx(late, abs=0.05)


def test_instruments_on_cases_known_beforehand() -> None:
    assert area_under_curve(np.array([0, 0, 1, 1]), np.array([1.0, 2.0, 3.0, 4.0])) == 1.0
    assert area_under_curve(np.array([0, 1, 0, 1]), np.array([1.0, 1.0, 1.0, 1.0])) == 0.5
    month = np.array([6.0, 30.0, np.inf, 18.0])
    failed = np.array([1.0, 1.0, 0.0, 0.0])
    assert hazard(month, failed, 0, 24) == pytest.approx(0.5 / 4)
    assert hazard(month, failed, 24, 36) == pytest.approx(1 / 2)
    x = np.arange(5.0)
    assert pearson(x, -2 * x) == pytest.approx(-1.0)
    assert pearson(x, np.ones(5)) == 0.0
    assert c.mean(np.full(3, np.nan)).low == -np.inf
