"""Life tables against answers that are known."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binomtest

from experiments.world.life_tables import LifeTable

EDGES = (0, 12, 24, 36)


def made(month: np.ndarray, failed: np.ndarray) -> LifeTable:
    ended = np.isfinite(month)
    return LifeTable.of_runs(month, {"failure": ended & failed, "success": ended & ~failed}, EDGES)


def test_runs_are_counted_at_the_age_at_which_they_end() -> None:
    month = np.array([6.0, 12.0, 13.0, 30.0, np.inf, 40.0])
    table = made(month, np.array([True, True, True, False, False, False]))
    assert table.ends["failure"] == (2, 1, 0)
    assert table.ends["success"] == (0, 0, 1)
    assert table.years == ((6 + 12 + 12 * 4) / 12, (1 + 12 * 3) / 12, (6 + 12 + 12) / 12)


def test_a_rate_has_the_exact_interval_of_poisson() -> None:
    none = LifeTable((0, 12), (10.0,), {"failure": (0,)}).rate(["failure"], 0, 12)
    assert none.low == 0.0
    assert none.high == pytest.approx(3.689 / 10, abs=1e-3)  # -log(.025)
    ten = LifeTable((0, 12), (1.0,), {"failure": (10,)}).rate(["failure"], 0, 12)
    assert (ten.low, ten.high) == pytest.approx((4.795, 18.39), abs=0.01)


def test_a_ratio_has_the_interval_of_the_share_of_ends_that_are_late() -> None:
    table = LifeTable((0, 12, 24), (10.0, 5.0), {"failure": (4, 9)})
    found = table.ratio(["failure"], (12, 24), (0, 12))
    exact = binomtest(9, 13).proportion_ci(method="exact")
    assert found.value == pytest.approx(9 / 5 / (4 / 10))
    assert found.low == pytest.approx(exact.low / (1 - exact.low) * 2)
    assert found.high == pytest.approx(exact.high / (1 - exact.high) * 2)


def test_intervals_of_a_rate_cover_what_runs_were_drawn_from() -> None:
    # 200 tables at a rate of .2 a year: fewer than 180 cover in one of 1,000 sets, at 95 % or more each.
    chance = np.random.default_rng(1)
    covers = 0
    for _ in range(200):
        month = chance.exponential(60.0, 100)
        rate = made(month, np.ones(100, bool)).rate(["failure"], 0, 36)
        covers += rate.low <= 0.2 <= rate.high
    assert covers >= 180


def test_late_failures_are_told_from_early_successes() -> None:
    chance = np.random.default_rng(2)
    failed = np.arange(400) % 2 == 0
    month = np.where(failed, chance.uniform(24, 36, 400), chance.uniform(0, 12, 400))
    found = made(month, failed).later("failure", "success")
    assert found.value == 24.0
    assert made(month, ~failed).later("failure", "success").value == -24.0
    assert np.isnan(made(month, np.ones(400, bool)).later("failure", "success").value)


def test_the_data_say_what_their_sources_do() -> None:
    podlings, cabinets = LifeTable.read("podlings"), LifeTable.read("cabinets")
    assert sum(podlings.ends["success"]) == 203
    assert podlings.share("success", ("success", "failure")).value == pytest.approx(203 / 262)
    assert podlings.later("failure", "success").low > 0
    first = cabinets.rate(["failure"], 0, 6)
    assert first.low > 0.2
    assert cabinets.ratio(["failure", "term"], (42, 48), (18, 42)).low > 2


def test_an_age_that_is_no_edge_is_refused() -> None:
    with pytest.raises(ValueError, match="month 7 is no edge"):
        LifeTable.read("podlings").rate(["failure"], 0, 7)
