"""Levels of a factor and contrasts between them, against what is known beforehand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.analysis import AnalysisError, contrast, over_factor, over_two, paths_by_level
from experiments.analysis.reading import levels, must_have
from experiments.sweeps.collection import collect, collect_paths
from experiments.sweeps.runner import sweep
from sim.observers.intervals import mean_interval
from tests.experiments.analysis.conftest import Known, tiny


def test_over_factors_agrees_with_the_table(store: Path) -> None:
    frame = collect(store)
    one = over_factor(store, "trust", "start trust")
    assert list(one["start trust"]) == [0.2, 0.6]
    by_hand = frame.groupby("start trust")["trust"].mean()
    np.testing.assert_allclose(one["mean"], by_hand)
    assert (one["low"] < one["mean"]).all()
    assert one["runs"].sum() == len(frame)
    two = over_two(store, "trust", "division", "start trust")
    assert list(dict.fromkeys(two["division"])) == ["equity", "power"]
    assert two["runs"].tolist() == [6] * 4


def test_a_range_is_cut_into_steps() -> None:
    frame = pd.DataFrame({"x": np.linspace(0, 1, 101)})
    found = levels("unused", frame, "x", 4)
    assert sorted(found.unique()) == pytest.approx([0.125, 0.375, 0.625, 0.875])


def test_courses_by_level(store: Path) -> None:
    frame = paths_by_level(store, "trust", "start trust")
    assert set(frame["start trust"]) == {0.2, 0.6}
    first = frame[frame["tick"] == 0].set_index("start trust")["q50"]
    assert first[0.2] < first[0.6]
    courses = collect_paths(store)
    month = courses[(courses["tick"] == 6) & (courses["start trust"] == 0.2)]["trust"]
    row = frame[(frame["tick"] == 6) & (frame["start trust"] == 0.2)].iloc[0]
    assert row["runs"] == len(month)
    for column, share in (("q10", 0.1), ("q25", 0.25), ("q50", 0.5), ("q75", 0.75), ("q90", 0.9)):
        assert row[column] == pytest.approx(np.quantile(month, share))


def test_what_is_not_there_is_named_with_the_nearest(store: Path) -> None:
    with pytest.raises(AnalysisError, match="did you mean 'trust'"):
        over_factor(store, "trsut", "start trust")
    with pytest.raises(AnalysisError, match="has no level"):
        contrast(store, "trust", "start trust", base=0.3)


def test_a_level_that_loses_its_slow_runs_does_not_look_faster(
    tmp_path: Path, known: Known
) -> None:
    """Where fewer get there, of those that do the slow are missing: the restricted mean is not fooled."""
    sweep(tiny(length=2), tmp_path, workers=1)

    def when(frame: pd.DataFrame) -> np.ndarray:
        # Months 0 or 1 of 2; with more trust only the runs that are there at once get there at all.
        slow = frame["run"] % 2 == 1
        never = slow & (frame["start trust"] > 0.5)
        return np.where(never, np.nan, np.where(slow, 1.0, 0.0))

    known(time_to_productivity=when)
    table = over_factor(tmp_path, "time_to_productivity", "start trust").set_index("start trust")
    assert table.loc[0.2, "mean"] == 0.5
    assert table.loc[0.6, "mean"] == 1.0  # half at once, half counts with both months
    assert table["reached"].tolist() == [1.0, 1.0, 0.5]
    assert (table["reached_low"] < table["reached"]).all()
    those = over_factor(tmp_path, "time_to_productivity", "start trust", reached_only=True)
    assert those["mean"].tolist() == [0.5, 0.5, 0.0]
    assert those["reached"].tolist() == [1.0, 1.0, 0.5]


def test_a_contrast_is_paired_and_counts_a_run_number_once(tmp_path: Path, known: Known) -> None:
    sweep(tiny(replicates=60), tmp_path, workers=1)
    luck = np.random.default_rng(0).normal(size=60)

    def outcome(frame: pd.DataFrame) -> np.ndarray:
        own = luck[frame["run"]]  # a run's own chance, met at every level
        return 10 * own + frame["start trust"] * (1 + 0.1 * own)

    known(output=outcome)
    found = contrast(tmp_path, "output", "start trust", base=0.4).set_index("start trust")
    assert found.index.tolist() == [0.2, 0.6]
    assert found.attrs["outcome"] == "output"  # for its picture to name it
    assert (found["pairs"] == 120).all()
    by_hand = 0.2 * (1 + 0.1 * luck)
    assert found.loc[0.6, "difference"] == pytest.approx(by_hand.mean())
    half = (found.loc[0.6, "high"] - found.loc[0.6, "low"]) / 2
    assert half == pytest.approx(mean_interval(by_hand).half, rel=1e-6)
    assert (found["saving"] > 1000).all()
    whole = over_factor(tmp_path, "output", "start trust")
    assert half < (whole["high"] - whole["low"]).min() / 10


def test_what_a_study_did_not_keep_is_said_to_be_that() -> None:
    with pytest.raises(AnalysisError, match=r"'months' in the results; the study does not keep it"):
        must_have(pd.DataFrame({"month": [1.0]}), "months")


def test_a_contrast_needs_partners(tmp_path: Path) -> None:
    sweep(tiny(chance="independent"), tmp_path, workers=1)
    with pytest.raises(AnalysisError, match="common chance"):
        contrast(tmp_path, "trust", "start trust")


def test_five_of_five_stay_within_what_is_possible(tmp_path: Path, known: Known) -> None:
    sweep(tiny(replicates=5), tmp_path, workers=1)
    known(survived=lambda frame: True, trust=lambda frame: 1.0)
    for outcome in ("survived", "trust"):
        table = over_factor(tmp_path, outcome, "division")
        assert (table["low"] < 0.6).all()
        assert (table["high"] == 1.0).all()


def test_a_name_has_no_mean(store: Path) -> None:
    with pytest.raises(AnalysisError, match=r"no column 'ending'|has no mean"):
        over_factor(store, "ending", "start trust")
