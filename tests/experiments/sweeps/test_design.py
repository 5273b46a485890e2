"""Designs: their points, and how they grow."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.sweeps.design import design, size
from experiments.sweeps.files import StudyError
from experiments.sweeps.study import Study
from tests.experiments.conftest import BASE, small

SAMPLED = {
    "scenario": BASE,
    "seed": 3,
    "points": 16,
    "factor": [
        {"path": "start.trust", "low": 0.1, "high": 0.9},
        {"path": "members.count", "low": 2, "high": 5},
        {"path": "division", "values": ["equal", "power"]},
        {"path": "grant[1].amount", "low": 10, "high": 1000, "scale": "log"},
    ],
}


def test_grid_has_every_combination_last_factor_fastest() -> None:
    study = small()
    points = design(study, study.axes())
    assert list(points["start trust"]) == [0.1, 0.1, 0.5, 0.5, 0.9, 0.9]
    assert list(points["division"]) == ["equal", "power"] * 3
    assert size(study, study.axes()) == 6


def test_range_in_a_grid() -> None:
    study = small(
        factor=[
            {"path": "start.trust", "low": 0.2, "high": 0.8, "levels": 3},
            {"path": "members.count", "low": 2, "high": 5, "levels": 4},
        ]
    )
    first, second = study.axes()
    assert first.grid() == [0.2, 0.5, 0.8]
    assert second.grid() == [2, 3, 4, 5]


@pytest.mark.parametrize("kind", ["sobol", "latin-hypercube"])
def test_sampled_points_follow_from_the_seed_and_cover_each_range(kind: str) -> None:
    study = Study.from_dict(SAMPLED | {"design": kind})
    points = design(study, study.axes())
    again = design(study, study.axes())
    other = design(Study.from_dict(SAMPLED | {"design": kind, "seed": 4}), study.axes())
    for name, column in points.items():
        assert np.array_equal(column, again[name])
    assert not np.array_equal(points["start.trust"], other["start.trust"])
    trust = points["start.trust"]
    assert np.array_equal(np.sort(((trust - 0.1) / 0.8 * 16).astype(int)), np.arange(16))
    assert np.bincount(points["members.count"]).tolist() == [0, 0, 4, 4, 4, 4]
    assert sorted(points["division"]) == ["equal"] * 8 + ["power"] * 8
    assert (points["grant[1].amount"] < 100).sum() == 8


def test_sobol_goes_on_where_it_stopped() -> None:
    study = Study.from_dict(SAMPLED | {"design": "sobol"})
    axes = study.axes()
    whole = design(study, axes, count=29)
    parts = [design(study, axes, 0, 16, 0), design(study, axes, 16, 13, 1)]
    for name, column in whole.items():
        assert np.array_equal(column, np.concatenate([part[name] for part in parts]))


def test_latin_hypercube_grows_by_a_block_that_is_one_itself() -> None:
    study = Study.from_dict(SAMPLED | {"design": "latin-hypercube"})
    more = design(study, study.axes(), 16, 8, block=1)["start.trust"]
    assert np.array_equal(np.sort(((more - 0.1) / 0.8 * 8).astype(int)), np.arange(8))
    assert not np.isin(more, design(study, study.axes())["start.trust"]).any()


def test_grid_cannot_grow() -> None:
    study = small()
    with pytest.raises(StudyError, match="has all its points"):
        design(study, study.axes(), 6, 3, 1)
