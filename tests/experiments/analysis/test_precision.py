"""Replicates are added until a mean is known, and not before it can be."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from experiments.analysis import AnalysisError, convergence, replicate_until
from experiments.analysis.precision import FLOOR
from experiments.sweeps.runner import sweep
from tests.experiments.analysis.conftest import Known, tiny

TRUST = [{"path": "start.trust.mean", "values": [0.3, 0.5]}]


@pytest.mark.slow
def test_intervals_narrow_and_replicates_are_added_until_they_do(tmp_path: Path) -> None:
    study = tiny(scenario="default", length=6, replicates=20, factor=TRUST)
    sweep(study, tmp_path / "s", workers=1)
    frame = convergence(tmp_path / "s", "trust")
    assert frame["replicates"].iloc[[0, -1]].tolist() == [2, 20]
    widest = frame["widest"].iloc[-1]
    done = replicate_until(tmp_path / "s", "trust", widest / 2, workers=1)
    frame = convergence(tmp_path / "s", "trust")
    assert frame["widest"].iloc[-1] <= widest / 2
    assert done.replicates == frame["replicates"].iloc[-1] > 20
    capped = replicate_until(tmp_path / "s", "trust", 1e-9, most=done.replicates, workers=1)
    assert capped.replicates == done.replicates
    with pytest.raises(AnalysisError, match="above 0"):
        replicate_until(tmp_path / "s", "trust", 0.0)


@pytest.mark.slow
def test_five_runs_that_agree_are_not_enough(tmp_path: Path, known: Known) -> None:
    sweep(tiny(replicates=5, factor=TRUST), tmp_path, workers=1)
    known(survived=lambda frame: True, output=lambda frame: 1.0 + 0.0 * frame["run"])
    assert (convergence(tmp_path, "survived")["widest"] > 0.2).all()
    assert convergence(tmp_path, "output")["widest"].isna().all()
    done = replicate_until(tmp_path, "survived", 0.3, workers=1)
    assert done.replicates >= FLOOR


@pytest.mark.parametrize("replicates", [3, 5, 12])
def test_intervals_at_points_hold_the_truth(tmp_path: Path, known: Known, replicates: int) -> None:
    """Shares of .05 to .95 at 40 points: .95 of them within reach of 3.5 standard errors (.034)."""
    points = [{"path": "start.trust.mean", "low": 0.05, "high": 0.95, "levels": 40}]
    sweep(tiny(replicates=replicates, factor=points), tmp_path, workers=1)
    luck = np.random.default_rng(replicates)
    known(survived=lambda frame: luck.random(len(frame)) < frame["start.trust.mean"].to_numpy())
    from experiments.analysis import over_factor

    table = over_factor(tmp_path, "survived", "start.trust.mean", bins=40)
    truth = table["start.trust.mean"]
    assert ((table["low"] <= truth) & (truth <= table["high"])).mean() >= 0.83
