"""Boxes are counted in runs that did not draw them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from experiments.analysis import AnalysisError, discover
from experiments.sweeps.runner import sweep
from tests.experiments.analysis.conftest import tiny

RANGES = [
    {"name": "start trust", "path": "start.trust", "low": 0.1, "high": 0.9},
    {"path": "parameters.drift", "low": 0.001, "high": 0.9},
]


def test_discovery_finds_the_box_that_makes_the_case(store: Path) -> None:
    study = store  # six run numbers
    boxes = discover(study, lambda frame: frame["start trust"] > 0.5)
    assert boxes["density"].tolist() == [1.0, 0.0]
    assert boxes["box"][0] == "start trust > 0.4"
    assert boxes["coverage"][0] == 1.0
    assert boxes["low"][0] < 1.0


@pytest.mark.slow
def test_in_coin_flips_nothing_is_discovered(tmp_path: Path) -> None:
    """Of coins that come up in .30, boxes hold .30 within their intervals, whatever the tree found."""
    study = tiny(design="latin-hypercube", points=150, replicates=4, factor=RANGES)
    sweep(study, tmp_path, workers=1)
    held = boxes = 0
    for seed in range(20):
        luck = np.random.default_rng(seed)
        found = discover(tmp_path, lambda frame, luck=luck: luck.random(len(frame)) < 0.3)
        assert found["runs"].sum() == 300
        held += ((found["low"] <= 0.3) & (found["high"] >= 0.3)).sum()
        boxes += len(found)
    # 95 % of 160 boxes, errors of .017 each; in the runs that the tree saw it would be three quarters.
    assert held / boxes > 0.88


def test_too_little_is_refused(store: Path, tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match="nothing to tell apart"):
        discover(store, lambda frame: frame["trust"] >= 0)
    sweep(tiny(replicates=3), tmp_path, workers=1)
    with pytest.raises(AnalysisError, match="four or more"):
        discover(tmp_path, lambda frame: frame["start trust"] > 0.5)
