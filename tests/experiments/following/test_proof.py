"""The study of the forecasts runs, in small; its scores are right."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.following.proof import OUTCOMES, WAVES, _crps, case, prove, summarise, table
from sim.arrays import Array


@given(st.lists(st.floats(-2, 2), min_size=1, max_size=30), st.floats(-3, 3))
def test_crps_is_what_its_definition_says(values: list[float], truth: float) -> None:
    runs: Array = np.array(values)
    pairs = np.abs(runs[:, None] - runs[None, :]).mean()
    assert _crps(truth, runs) == pytest.approx(np.abs(runs - truth).mean() - 0.5 * pairs, abs=1e-9)


@pytest.mark.slow
def test_the_study_runs_in_small() -> None:
    one = partial(case, runs=50, scenarios=("smooth-start",), months=3)
    rows = summarise(prove(range(2), one, 1))
    assert [row.tick for row in rows] == list(WAVES)
    for row in rows:
        assert set(row.score) == set(OUTCOMES)
        assert row.histogram.sum() == row.cases
        assert 0.0 <= row.most["B1"][1] <= 1.0
    assert "| month 30 | gain |" in table(rows)
