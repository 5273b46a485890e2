"""Results carry labels, units and where they came from, and survive saving."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import xarray as xr

import sim
from sim.errors import AllianceError
from sim.results import VARIABLES


@pytest.fixture(scope="module")
def result() -> xr.Dataset:
    scenario = sim.load("default").replace("length", 40).replace("parameters.exit_backing", 0.8)
    scenario = scenario.replace("parameters.stop_backing", 0.9)
    return sim.simulate(scenario, runs=5, seed=3, dyads=True)


def test_every_variable_has_unit_and_meaning(result: xr.Dataset) -> None:
    assert set(VARIABLES) <= set(result.data_vars)
    for name, array in result.data_vars.items():
        assert array.attrs["units"], name
        assert array.attrs["long_name"], name
    assert result.trust_dyad.dims == ("run", "tick", "member", "partner")


def test_a_result_knows_where_it_came_from(result: xr.Dataset) -> None:
    again = sim.Scenario.from_dict(json.loads(result.attrs["scenario"]))
    assert again.digest() == result.attrs["scenario_digest"]
    assert sim.simulate(again, runs=5, seed=int(result.attrs["seed"]), dyads=True).equals(result)
    assert {"alliance_lab", "numpy", "python", "commit", "source_digest"} <= set(result.attrs)


@pytest.mark.slow
def test_saving_and_loading_loses_nothing(result: xr.Dataset, tmp_path: Path) -> None:
    sim.save(result, tmp_path / "run.nc")
    back = sim.load_result(tmp_path / "run.nc")
    assert back.identical(result)
    assert [file.name for file in tmp_path.iterdir()] == ["run.nc"]


def test_a_failed_save_leaves_nothing_behind(result: xr.Dataset, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="object"):
        sim.save(result.assign(bad=("run", [object()] * 5)), tmp_path / "run.nc")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [None, b"", b"not netCDF at all"])
def test_what_is_no_result_is_refused_in_one_line(content: bytes | None, tmp_path: Path) -> None:
    file = tmp_path / "x.nc"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(AllianceError, match=r"x\.nc"):
        sim.load_result(file)


def test_nobody_is_recorded_after_leaving_and_nothing_after_the_end(result: xr.Dataset) -> None:
    gone = result.active == 0
    assert bool(gone.any())
    assert bool(np.isnan(result.backing.where(gone)).all())
    ends = (result.ending > 0).cumsum("tick")
    over = ends.shift(tick=1, fill_value=0) > 0
    assert bool(over.any())
    assert bool((np.isnan(result.joint_output) == over).all())


def test_frames_are_tidy(result: xr.Dataset) -> None:
    alliance, member = sim.frame(result), sim.frame(result, "member")
    assert len(alliance) == 5 * 40
    assert len(member) == 5 * 40 * 8
    assert {"run", "tick", "member", "backing"} <= set(member.columns)
    assert len(sim.frame(result, "dyad")) == 5 * 40 * 8 * 8
    with pytest.raises(AllianceError, match="dyads=True"):
        sim.frame(result.drop_vars([n for n in result.data_vars if "dyad" in str(n)]), "dyad")


@pytest.mark.parametrize("wrong", [1.5, -1, True, None, "7", float("nan")])
def test_runs_and_seeds_are_whole_numbers(wrong: Any) -> None:
    with pytest.raises(AllianceError, match=r"runs = .* is not allowed: a whole number from 1"):
        sim.simulate("smooth-start", runs=wrong)
    with pytest.raises(AllianceError, match=r"seed = .* is not allowed: a whole number from 0"):
        sim.simulate("smooth-start", runs=2, seed=wrong)
