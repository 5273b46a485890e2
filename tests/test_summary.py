"""The summary says no more than the runs show."""

from __future__ import annotations

import numpy as np
import pytest

import sim
from sim.summary import Share, Spread, summarise


@pytest.mark.parametrize(
    ("count", "runs", "low", "high"),
    [(0, 10, 0.0, 0.278), (5, 10, 0.237, 0.763), (10, 10, 0.722, 1.0), (81, 263, 0.255, 0.366)],
)
def test_wilson_intervals_as_published(count: int, runs: int, low: float, high: float) -> None:
    """81 of 263 is the worked example of Newcombe 1998; the others follow from the formula."""
    assert Share(count, runs).interval == pytest.approx((low, high), abs=6e-4)


def test_a_spread_of_nothing_is_nothing() -> None:
    assert np.isnan(Spread.of(np.array([np.nan])).median)
    assert Spread.of(np.arange(11.0)) == Spread(5.0, 1.0, 9.0)


def test_shares_add_up_and_few_runs_are_said_to_be_few() -> None:
    few = summarise(sim.simulate("default", runs=8, seed=1))
    assert sum(share.count for share in few.endings) == 8
    assert "Only 8 runs" in few.text()
    assert [s.count for _, s in few.left] == sorted((s.count for _, s in few.left), reverse=True)


def test_nobody_reaches_anything_is_said_plainly() -> None:
    summary = summarise(sim.simulate("collapse", runs=5, seed=1))
    assert summary.reached[3].count == 0
    assert "3 productivity, added value    0% of runs" in summary.text()
