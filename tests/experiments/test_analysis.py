"""What a sweep shows, checked against what is known beforehand."""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

mpl.use("Agg")
from matplotlib.figure import Figure

from alliance.plots import sweeps as plots
from experiments import analysis
from experiments.analysis import (
    AnalysisError,
    _mean,
    convergence,
    discover,
    morris_effects,
    over_factor,
    over_two,
    paths_by_level,
    replicate_until,
    sobol_indices,
)
from experiments.sweeps.collection import collect
from experiments.sweeps.design import design, unit_design
from experiments.sweeps.runner import sweep
from experiments.sweeps.store import Store
from experiments.sweeps.study import Study, load_study


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sweep") / "smoke"
    sweep("smoke", folder, workers=1)
    return folder


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
    levels = analysis._levels("unused", frame, "x", 4)
    assert sorted(levels.unique()) == pytest.approx([0.125, 0.375, 0.625, 0.875])


def test_courses_by_level(store: Path) -> None:
    frame = paths_by_level(store, "trust", "start trust")
    assert set(frame["start trust"]) == {0.2, 0.6}
    first = frame[frame["tick"] == 0].set_index("start trust")["q50"]
    assert first[0.2] < first[0.6]


def test_what_is_not_there_is_named_with_the_nearest(store: Path) -> None:
    with pytest.raises(AnalysisError, match="did you mean 'trust'"):
        over_factor(store, "trsut", "start trust")
    with pytest.raises(AnalysisError, match='needs design "saltelli"'):
        sobol_indices(store, "trust")
    with pytest.raises(AnalysisError, match="nothing to tell apart"):
        discover(store, lambda frame: frame["trust"] >= 0)


def test_discovery_finds_the_box_that_makes_the_case(store: Path) -> None:
    boxes = discover(store, lambda frame: frame["start trust"] > 0.5)
    assert boxes["density"].tolist() == [1.0, 0.0]
    assert boxes["box"][0] == "start trust > 0.4"
    assert boxes["coverage"][0] == 1.0


def test_intervals_narrow_and_replicates_are_added_until_they_do(tmp_path: Path) -> None:
    study = Study.from_dict(
        {
            "scenario": "default",
            "length": 6,
            "replicates": 4,
            "factor": [{"path": "start.trust.mean", "values": [0.3, 0.5]}],
            "keep": {"outcomes": ["trust"]},
        }
    )
    sweep(study, tmp_path / "s", workers=1)
    widest = convergence(tmp_path / "s", "trust")["widest"].iloc[-1]
    done = replicate_until(tmp_path / "s", "trust", widest / 2, workers=1)
    frame = convergence(tmp_path / "s", "trust")
    assert frame["widest"].iloc[-1] <= widest / 2
    assert done.replicates == frame["replicates"].iloc[-1] > 4
    capped = replicate_until(tmp_path / "s", "trust", 1e-9, most=done.replicates, workers=1)
    assert capped.replicates == done.replicates
    with pytest.raises(AnalysisError, match="above 0"):
        replicate_until(tmp_path / "s", "trust", 0.0)


def sensitive(kind: str, points: int) -> Study:
    factors = [
        {"path": f"parameters.{name}", "low": 0.001, "high": 0.9}
        for name in ("drift", "spillover", "homophily")
    ]
    return Study.from_dict(
        {"scenario": "default", "design": kind, "points": points, "factor": factors, "seed": 5}
    )


def known(monkeypatch: pytest.MonkeyPatch, study: Study, values: np.ndarray) -> None:
    names = [axis.name for axis in study.axes()]
    problem = {"num_vars": 3, "names": names, "bounds": [[0.0, 1.0]] * 3}
    monkeypatch.setattr(analysis, "_for_salib", lambda *_: (problem, values, study))


def test_sobol_indices_of_ishigami(monkeypatch: pytest.MonkeyPatch) -> None:
    """The standard case with known answers: first .314, .442, 0; total .558, .442, .244."""
    study = sensitive("saltelli", 1024)
    x = (2 * unit_design(study, study.axes()) - 1) * np.pi
    known(
        monkeypatch,
        study,
        np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0]),
    )
    found = sobol_indices("unused", "unused").set_index("factor")
    names = [axis.name for axis in study.axes()]
    np.testing.assert_allclose(found.loc[names, "first"], [0.314, 0.442, 0.0], atol=0.04)
    np.testing.assert_allclose(found.loc[names, "total"], [0.558, 0.442, 0.244], atol=0.04)
    assert (found["total_half"] > 0).all()


def test_morris_effects_of_a_plane(monkeypatch: pytest.MonkeyPatch) -> None:
    study = sensitive("morris", 20)
    rng = unit_design(study, study.axes())
    known(monkeypatch, study, rng @ np.array([1.0, -3.0, 0.0]))
    found = morris_effects("unused", "unused")
    assert found["strength"].tolist() == pytest.approx([3.0, 1.0, 0.0], abs=1e-9)
    assert found["mean"].tolist() == pytest.approx([-3.0, 1.0, 0.0], abs=1e-9)


def test_indices_go_by_the_number_of_a_point_not_by_the_order_of_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = sensitive("saltelli", 4)
    study = Study.from_dict({**study.to_dict(), "length": 4, "replicates": 2})
    sweep(study, tmp_path / "s", workers=1)
    straight = sobol_indices(tmp_path / "s", "trust", resamples=20)
    whole = collect
    monkeypatch.setattr(analysis, "collect", lambda *a: whole(*a).sample(frac=1, random_state=0))
    shuffled = sobol_indices(tmp_path / "s", "trust", resamples=20)
    pd.testing.assert_frame_equal(straight, shuffled)


@pytest.mark.parametrize(
    "name", ["trust-and-diversity", "size-and-governance", "what-matters", "smoke"]
)
def test_every_ready_study_loads_and_says_what_it_asks(name: str) -> None:
    study = load_study(name)
    assert len(study.description) > 60
    assert design(study, study.axes())


def test_pictures_of_sweeps(store: Path) -> None:
    def axes():  # type: ignore[no-untyped-def]
        return Figure().subplots()

    assert plots.response(over_factor(store, "trust", "start trust"), axes(), label="trust")
    assert plots.response(over_factor(store, "trust", "division"), axes())
    two = over_two(store, "trust", "start trust", "division")
    assert plots.response_by(two, axes()).get_xlabel() == "start trust"
    assert plots.plane(two, axes(), label="trust")
    assert plots.courses(paths_by_level(store, "trust", "start trust"), axes()).get_legend()
    assert plots.narrowing(convergence(store, "trust"), axes())
    bars = pd.DataFrame(
        {"factor": ["a"], "first": [0.2], "first_half": [0.1], "total": [0.3], "total_half": [0.1]}
    )
    assert plots.importance(bars, axes()).get_yticklabels()[0].get_text() == "a"


def test_a_run_that_never_gets_there_counts_with_its_whole_length(tmp_path: Path) -> None:
    study = Study.from_dict(
        {
            **sensitive("saltelli", 2).to_dict(),
            "scenario": "collapse",
            "length": 36,
            "replicates": 2,
            "keep": {"outcomes": ["time_to_productivity"]},
        }
    )
    sweep(study, tmp_path / "s", workers=1)
    frame = analysis._waited_out(Store(tmp_path / "s"), "time_to_productivity")
    assert frame["time_to_productivity"].tolist() == [36.0] * len(frame)


@given(st.integers(0, 2**32), st.integers(2, 5), st.booleans())
def test_points_that_meet_the_same_chance_tell_no_more_than_one(
    seed: int, points: int, yes_or_no: bool
) -> None:
    values = np.random.default_rng(seed).random(20)
    if yes_or_no:
        values = (values < 0.6).astype(float)
    numbers = np.arange(20)
    once = _mean(values, numbers)
    again = _mean(np.tile(values, points), np.tile(numbers, points))
    np.testing.assert_allclose(again, once)


def test_intervals_of_pooled_points_hold_the_truth() -> None:
    # 7 points, 20 run numbers; two thirds of the variance is the run's own chance, which all points
    # meet. Of 2,000 intervals 95 % hold 0, with a standard error of .5 points.
    rng = np.random.default_rng(1)
    numbers = np.tile(np.arange(20), 7)
    held = naive = 0
    for _ in range(2000):
        values = 0.8 * np.tile(rng.normal(size=20), 7) + 0.6 * rng.normal(size=140)
        _, low, high = _mean(values, numbers)
        held += low < 0.0 < high
        _, low, high = _mean(values, np.arange(140))
        naive += low < 0.0 < high
    assert 0.925 < held / 2000 < 0.975
    assert naive / 2000 < 0.8
