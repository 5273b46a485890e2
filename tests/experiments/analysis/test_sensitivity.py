"""Sensitivity indices of functions with known answers, alone and under chance."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.analysis import AnalysisError, morris_effects, reading, sensitivity, sobol_indices
from experiments.analysis.sensitivity import Replicated
from experiments.sweeps.collection import collect
from experiments.sweeps.design import unit_design
from experiments.sweeps.runner import sweep
from experiments.sweeps.study import Study

NAMES = ("drift", "spillover", "homophily")


def study_of(kind: str, points: int, **more: object) -> Study:
    factors = [{"path": f"parameters.{name}", "low": 0.001, "high": 0.9} for name in NAMES]
    content = {
        "scenario": "default",
        "design": kind,
        "points": points,
        "factor": factors,
        "seed": 5,
    }
    return Study.from_dict(content | more)


def results(
    monkeypatch: pytest.MonkeyPatch,
    study: Study,
    values: np.ndarray,
    noise: np.ndarray | None = None,
    common: bool = False,
) -> None:
    """Make (points,) values with (points, replicates) noise the results of a study."""
    names = tuple(axis.name for axis in study.axes())
    table = values[:, None] + (noise if isinstance(noise, np.ndarray) else np.zeros((1, 2)))
    found = Replicated(study, names, table, common)
    monkeypatch.setattr(sensitivity, "_replicated", lambda *_: found)


def ishigami(study: Study) -> np.ndarray:
    x = (2 * unit_design(study, study.axes()) - 1) * np.pi
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def test_sobol_indices_of_ishigami(monkeypatch: pytest.MonkeyPatch) -> None:
    """The standard case with known answers: first .314, .442, 0; total .558, .442, .244."""
    study = study_of("saltelli", 1024)
    results(monkeypatch, study, ishigami(study))
    found = sobol_indices("unused", "unused").set_index("factor")
    names = [axis.name for axis in study.axes()]
    np.testing.assert_allclose(found.loc[names, "first"], [0.314, 0.442, 0.0], atol=0.04)
    np.testing.assert_allclose(found.loc[names, "total"], [0.558, 0.442, 0.244], atol=0.04)
    assert (found["total_low"] < found["total_high"]).all()
    assert found["noise"].max() < 1e-9


@pytest.mark.parametrize("replicates", [2, 8])
def test_chance_is_no_part_of_the_indices(monkeypatch: pytest.MonkeyPatch, replicates: int) -> None:
    """Noise with as much variance as the factors make, or twice as much, moves no index.

    Over the same points without correction the totals would sum to 2.2 at two replicates (1.24 is true).
    """
    study = study_of("saltelli", 1024)
    values = ishigami(study)
    noise = np.random.default_rng(3).normal(0, 3.7 * np.sqrt(2), (len(values), replicates))
    results(monkeypatch, study, values, noise)
    found = sobol_indices("unused", "unused", resamples=200).set_index("factor")
    names = [axis.name for axis in study.axes()]
    np.testing.assert_allclose(found.loc[names, "total"], [0.558, 0.442, 0.244], atol=0.15)
    assert found["total"].sum() == pytest.approx(1.244, abs=0.25)
    share = 2.0 / replicates / (1.0 + 2.0 / replicates)
    assert found["noise"].iloc[0] == pytest.approx(share, abs=0.05)


def test_chance_that_points_share_is_no_part_of_them_either(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A factor that works only through a run's own luck has no part in the expectation.

    f = x1 + luck (x2 - 1/2), luck of 1 or -1: without correction x2 would have a total of 1/8 and more.
    """
    study = study_of("saltelli", 512)
    x = unit_design(study, study.axes())
    luck = np.random.default_rng(1).choice([-1.0, 1.0], 8)
    luck -= luck.mean()
    noise = (x[:, 1] - 0.5)[:, None] * luck[None, :]
    results(monkeypatch, study, x[:, 0], noise, common=True)
    found = sobol_indices("unused", "unused").set_index("factor")
    name = study.axes()[1].name
    assert abs(found.loc[name, "total"]) < 0.2
    assert found.loc[name, "total_low"] <= 0.0 <= found.loc[name, "total_high"]
    assert found.loc[study.axes()[0].name, "total"] > 0.8


@pytest.mark.slow
def test_intervals_of_indices_hold_the_truth(monkeypatch: pytest.MonkeyPatch) -> None:
    """Totals of x1 + 2 x2 + noise are 1/5, 4/5, 0: of 60 intervals 95 % hold, .85 is 3.5 errors off."""
    held = 0
    for seed in range(20):
        study = study_of("saltelli", 64, seed=seed)
        x = unit_design(study, study.axes())
        noise = np.random.default_rng(seed).normal(0, 0.5, (len(x), 4))
        results(monkeypatch, study, x @ np.array([1.0, 2.0, 0.0]), noise)
        found = sobol_indices("unused", "unused", resamples=200).set_index("factor")
        truth = pd.Series([0.2, 0.8, 0.0], [axis.name for axis in study.axes()])
        part = found.loc[truth.index]
        held += ((part["total_low"] <= truth) & (truth <= part["total_high"])).sum()
    assert held / 60 >= 0.85


def test_what_cannot_be_told_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    study = study_of("saltelli", 64)
    flat = np.full(64 * 5, 1.0)
    results(monkeypatch, study, flat)
    with pytest.raises(AnalysisError, match="does not vary over the points"):
        sobol_indices("unused", "unused", resamples=50)
    results(monkeypatch, study, flat, np.random.default_rng(0).normal(size=(320, 4)))
    with pytest.raises(AnalysisError, match="by more than chance"):
        sobol_indices("unused", "unused", resamples=200)
    results(monkeypatch, study, ishigami(study), np.zeros((320, 1)))
    with pytest.raises(AnalysisError, match="one replicate"):
        sobol_indices("unused", "unused")


def test_morris_effects_of_a_plane(monkeypatch: pytest.MonkeyPatch) -> None:
    study = study_of("morris", 20)
    results(monkeypatch, study, unit_design(study, study.axes()) @ np.array([1.0, -3.0, 0.0]))
    found = morris_effects("unused", "unused")
    assert found["strength"].tolist() == pytest.approx([3.0, 1.0, 0.0], abs=1e-9)
    assert found["mean"].tolist() == pytest.approx([-3.0, 1.0, 0.0], abs=1e-9)
    assert found["noise"].tolist() == pytest.approx([0.0] * 3, abs=1e-9)


def test_the_strength_of_chance_stands_beside_that_of_a_factor(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    study = study_of("morris", 200)
    values = unit_design(study, study.axes()) @ np.array([1.0, -3.0, 0.0])
    noise = np.random.default_rng(0).normal(size=(len(values), 4))
    results(monkeypatch, study, values, noise)
    nothing = morris_effects("unused", "unused").set_index("factor").iloc[-1]
    assert nothing["strength"] == pytest.approx(nothing["noise"], rel=0.2)
    assert nothing["strength"] > 0.5


def test_indices_go_by_the_number_of_a_point_not_by_the_order_of_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sweep(study_of("saltelli", 8, length=4, replicates=3), tmp_path / "s", workers=1)
    straight = morris_free(tmp_path / "s")
    monkeypatch.setattr(reading, "collect", lambda *a: collect(*a).sample(frac=1, random_state=0))
    np.testing.assert_array_equal(straight, morris_free(tmp_path / "s"))


def morris_free(folder: Path) -> np.ndarray:
    """(points, replicates) as the indices take them."""
    return sensitivity._replicated(folder, "trust", "saltelli").values


def test_a_run_that_never_gets_there_counts_with_its_whole_length(tmp_path: Path) -> None:
    study = study_of(
        "saltelli", 2, length=3, replicates=2, keep={"outcomes": ["time_to_productivity"]}
    )
    sweep(study, tmp_path / "s", workers=1)
    found = sensitivity._replicated(tmp_path / "s", "time_to_productivity", "saltelli")
    assert (found.values == 3.0).all()


def test_another_design_is_refused(store: Path) -> None:
    with pytest.raises(AnalysisError, match='needs design "saltelli"'):
        sobol_indices(store, "trust")
