"""Whether points share their chance: a choice, with a default by design, and told where it misleads."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pytest

from experiments.sweeps.cautions import SweepWarning
from experiments.sweeps.collection import collect, digest
from experiments.sweeps.files import StudyError
from experiments.sweeps.growth import add_points, add_replicates
from experiments.sweeps.runner import reproduce, sweep
from experiments.sweeps.study import DESIGNS, Study

TRUST = {"path": "start.trust", "low": 0.1, "high": 0.9}


def study_of(**changes: Any) -> Study:
    content: dict[str, Any] = {
        "scenario": {"members": {"count": 3}, "length": 2},
        "design": "sobol",
        "points": 4,
        "replicates": 3,
        "factor": [TRUST],
        "keep": {"outcomes": ["trust"]},
    }
    return Study.from_dict(content | changes)


def test_designs_that_fill_a_space_do_not_share_their_chance() -> None:
    shared = {
        design: Study.model_construct(design=design, chance=None).shared_chance
        for design in DESIGNS
    }
    independent = {design for design, common in shared.items() if not common}
    assert independent == {"latin-hypercube", "sobol", "phase-diagram"}
    assert study_of(chance="common").shared_chance
    assert "chance" not in study_of().to_dict()
    with pytest.raises(StudyError, match="chance"):
        study_of(chance="comon")


def test_run_numbers_are_met_once_or_everywhere(tmp_path: Path) -> None:
    sweep(study_of(), tmp_path / "own", workers=1)
    assert collect(tmp_path / "own")["run"].is_unique
    sweep(study_of(chance="common"), tmp_path / "one", workers=1)
    assert (collect(tmp_path / "one").groupby("run").size() == 4).all()


@pytest.mark.slow
def test_points_that_come_later_are_those_of_a_larger_study(tmp_path: Path) -> None:
    sweep(study_of(points=4), tmp_path / "a", workers=1)
    add_points(tmp_path / "a", 4)
    sweep(None, tmp_path / "a", workers=1)
    sweep(study_of(points=8), tmp_path / "b", workers=1, chunk=5)
    assert digest(tmp_path / "a") == digest(tmp_path / "b")


@pytest.mark.slow
def test_no_number_is_given_twice_however_a_store_grows(tmp_path: Path) -> None:
    sweep(study_of(), tmp_path, workers=1)
    add_replicates(tmp_path, 2)
    add_points(tmp_path, 3)
    add_replicates(tmp_path, 1)
    now = sweep(None, tmp_path, workers=1)
    table = collect(tmp_path)
    assert table["run"].is_unique
    assert (table.groupby("point").size() == 6).all()
    assert now.replicates == 6
    row = table.iloc[-1]
    again = reproduce(tmp_path, f"{row['point']}:{row['run']}")
    assert float(again.trust[0, -1]) == row["trust"]


def told(study: Study, folder: Path) -> list[str]:
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        sweep(study, folder, workers=1)
    return [str(one.message) for one in seen if one.category is SweepWarning]


@pytest.mark.slow
def test_few_run_numbers_at_many_points_are_told(tmp_path: Path) -> None:
    (line,) = told(study_of(chance="common", points=16, replicates=1), tmp_path / "a")
    assert "knows no more than 1 run" in line
    assert told(study_of(points=16, replicates=1), tmp_path / "b") == []
    assert told(study_of(chance="common", points=16, replicates=12), tmp_path / "c") == []


def test_a_factor_that_reaches_no_member_is_told(tmp_path: Path) -> None:
    member = {name: {"patience": 24} for name in ("A", "B", "C")}
    scenario = {"member": [{"name": name, **one} for name, one in member.items()], "length": 2}
    factor = [{"path": "members.patience", "low": 6, "high": 60}]
    study = study_of(scenario=scenario, factor=factor)
    (line,) = told(study, tmp_path / "a")
    assert "'members.patience' reaches no member" in line
    assert told(study_of(factor=factor), tmp_path / "b") == []
