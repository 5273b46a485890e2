"""Instruments are right about systems whose answers are known; the documentation has all of them, and more trials."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("sklearn")

from experiments.transitions import rates
from experiments.transitions.systems import mean_field

QUICK = [
    case
    for case in (*rates.sharpening(), *rates.held(), *rates.staying())
    if not case.system.startswith(("Potts", "percolation"))
]


@pytest.mark.slow
@pytest.mark.parametrize("case", QUICK, ids=lambda case: case.system)
def test_an_instrument_is_right_or_leaves_it_open(case: rates.Case) -> None:
    """Wrong at most one time in twenty (docs): twice of two, 1 time in 400. Mostly right of what is there."""
    found = rates.rate(case, 2)
    if "no instrument can tell" in case.system:
        assert found.wrong == 1.0
    else:
        assert found.wrong < 1.0
    if case.truth:
        assert found.right > 0.0


def test_rates_count_right_wrong_and_open() -> None:
    said = iter([True, True, False, None])
    found = rates.rate(rates.Case("", "", True, lambda _: next(said)), 4)
    assert (found.right, found.wrong, found.left_open) == (0.5, 0.25, 0.25)


def test_known_systems_are_as_their_formulas_say() -> None:
    share = np.array([0.3, 0.5])
    np.testing.assert_allclose(
        mean_field.voters(50, share, 4000, 0).values.mean(1)[:, 0], share, atol=0.03
    )
    assert mean_field.majority(200, share, 500, 0).values[0].mean() < 0.01
    assert mean_field.majority(200, share, 2000, 0).values[1].mean() == pytest.approx(0.5, abs=0.05)
    # Far above 1 the infected are normal about 1 - 1/R, with N var = 1/R.
    ill = mean_field.sis(400, np.array([2.0]), 4000, 0).values
    assert ill.mean() == pytest.approx(0.5, abs=0.01)
    assert 400 * ill.var() == pytest.approx(0.5, rel=0.1)
    # Two spins: with chance e^(1/T) / (e^(1/T) + 1) they are alike.
    alike = np.abs(mean_field.curie_weiss(2, np.array([1.0]), 4000, 0).values).mean()
    assert alike == pytest.approx(np.e / (np.e + 1.0), abs=0.03)
