"""Stores: what is written, what is noticed when it is damaged, how they grow."""

from __future__ import annotations

import hashlib
import json
import os
import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import experiments.sweeps.worker
from experiments.sweeps.collection import collect, collect_paths, digest, merge, points
from experiments.sweeps.files import StudyError
from experiments.sweeps.growth import add_points, add_replicates
from experiments.sweeps.lock import LockedError, holder, locked
from experiments.sweeps.runner import reproduce, status, sweep
from experiments.sweeps.status import StoreError
from experiments.sweeps.store import Store
from experiments.sweeps.study import Study
from experiments.sweeps.worker import compute
from sim.observers.outcomes import ENDINGS, outcomes
from tests.experiments.conftest import BASE, small

MIXED = {
    "factor": [{"path": "members.count", "values": [2, 4, 3]}, {"path": "length", "values": [4, 5]}]
}


def run_pending(store: Store, chunks: list[int]) -> None:
    for chunk in chunks:
        store.write(compute(store.spec.pickled(), store.task(chunk)))


@pytest.mark.slow
@pytest.mark.parametrize("changes", [{}, MIXED], ids=["one shape", "shapes"])
@pytest.mark.parametrize("chunk", [1, 4, 7, 30])
def test_same_bytes_whatever_the_chunks_and_their_order(
    tmp_path: Path, expected: Callable[[Study], str], chunk: int, changes: dict
) -> None:
    study = small(**changes)
    if "keep" not in changes and changes:
        study = small(**changes, keep={"outcomes": ["output"], "paths": {"variables": ["trust"]}})
    store = Store.create(study, tmp_path / "store", chunk)
    order = list(range(store.layout.chunks))
    random.Random(5).shuffle(order)
    run_pending(store, order)
    assert digest(store) == expected(study)


@pytest.mark.slow
def test_merged_file_is_the_same_to_the_byte(tmp_path: Path) -> None:
    files = []
    for chunk in (3, 8):
        store = Store.create(small(**MIXED), tmp_path / str(chunk), chunk)
        run_pending(store, list(range(store.layout.chunks)))
        files.append(merge(store).read_bytes())
    assert hashlib.sha256(files[0]).digest() == hashlib.sha256(files[1]).digest()
    table = pd.read_parquet(tmp_path / "3" / "results.parquet")
    pd.testing.assert_frame_equal(table, collect(tmp_path / "8"), check_categorical=False)


def test_store_is_read_without_our_code(tmp_path: Path) -> None:
    sweep(small(), tmp_path, workers=1, chunk=7)
    table = pd.read_parquet(tmp_path / "chunks").sort_values(["point", "run"], ignore_index=True)
    pd.testing.assert_frame_equal(table, collect(tmp_path, factors=False), check_categorical=False)
    assert list(table.point) == list(np.repeat(np.arange(6), 5))
    assert pd.read_parquet(tmp_path / "points.parquet").equals(points(tmp_path))
    paths = pd.read_parquet(tmp_path / "paths")
    assert len(paths) == 6 * 5 * 2 == len(collect_paths(tmp_path))
    about = json.loads((tmp_path / "provenance.json").read_text())
    assert {"study", "scenario", "seed", "commit", "numpy"} <= set(about)


def test_what_is_kept_is_what_the_run_was(tmp_path: Path) -> None:
    study = small(
        keep={"variables": ["trust", "engagement"], "at": [3], "paths": {"variables": ["trust"]}}
    )
    sweep(study, tmp_path, workers=1)
    row = collect(tmp_path).query("point == 4 and run == 2").iloc[0]
    again = reproduce(tmp_path, "4:2")
    assert ENDINGS[int(outcomes(again).ending[0])] == row["ending"]
    for name, value in outcomes(again).drop_vars("ending").data_vars.items():
        if pd.isna(row[name]):
            assert np.isnan(value[0])
            continue
        # To a few bits: what is kept adds up months in the order of memory.
        np.testing.assert_allclose(row[name], value[0], rtol=1e-12)
    assert row["trust_at_3"] == float(again.trust[0, 3])
    assert row["engagement_at_3"] == pytest.approx(float(again.engagement[0, 3].mean()))
    trajectory = collect_paths(tmp_path).query("point == 4 and run == 2").trust
    assert np.array_equal(trajectory, again.trust[0])


@pytest.mark.slow
def test_one_run_alone_has_the_same_bits_as_in_a_batch(tmp_path: Path) -> None:
    store = Store.create(small(), tmp_path / "a", 1)
    run_pending(store, list(range(store.layout.chunks)))
    other = Store.create(small(), tmp_path / "b")
    run_pending(other, [0])
    pd.testing.assert_frame_equal(collect(store), collect(other), check_exact=True)


@pytest.mark.parametrize("bad", ["0:9", "9:0", "3", "x:1", "-1:0"])
def test_reproduce_wants_a_run_that_is_there(tmp_path: Path, bad: str) -> None:
    Store.create(small(), tmp_path)
    with pytest.raises(StoreError, match="is not allowed"):
        reproduce(tmp_path, bad)


# -- damage -----------------------------------------------------------------------------------
def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


@pytest.mark.slow
@pytest.mark.parametrize("harm", [flip, Path.unlink, lambda file: file.write_bytes(b"")])
@pytest.mark.parametrize("name", ["chunks/000001.parquet", "paths/000001.parquet"])
def test_damaged_chunk_is_noticed_and_computed_again(
    tmp_path: Path, expected: Callable[[Study], str], harm: Callable[[Path], None], name: str
) -> None:
    sweep(small(), tmp_path, workers=1, chunk=7)
    harm(tmp_path / name)
    now = status(tmp_path)
    assert now.damaged == (1,)
    assert now.pending == 7
    assert sweep(small(), tmp_path, workers=1).complete
    assert status(tmp_path).damaged == ()
    assert digest(tmp_path) == expected(small())


def test_damaged_check_is_noticed(tmp_path: Path) -> None:
    sweep(small(), tmp_path, workers=1, chunk=7)
    (tmp_path / "checks" / "000000.json").write_text("{")
    assert status(tmp_path).damaged == (0,)


@pytest.mark.parametrize("name", ["points.parquet", "plan.json"])
def test_damaged_inputs_are_refused(tmp_path: Path, name: str) -> None:
    sweep(small(), tmp_path, workers=1)
    (tmp_path / name).write_bytes((tmp_path / name).read_bytes()[:-9])
    with pytest.raises(StoreError, match="damaged"):
        Store(tmp_path)


def test_changed_study_file_is_refused(tmp_path: Path) -> None:
    sweep(small(), tmp_path, workers=1)
    file = tmp_path / "study.toml"
    file.write_text(file.read_text().replace("seed = 7", "seed = 8"))
    with pytest.raises(StoreError, match="is not the study of this store"):
        Store(tmp_path)


def test_half_made_store_is_made_again(tmp_path: Path, expected: Callable[[Study], str]) -> None:
    Store.create(small(), tmp_path)
    (tmp_path / "plan.json").unlink()
    sweep(small(), tmp_path, workers=1)
    assert digest(tmp_path) == expected(small())


def test_other_folders_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("")
    with pytest.raises(StoreError, match="is no store"):
        sweep(small(), tmp_path, workers=1)
    with pytest.raises(StoreError, match="no store"):
        status(tmp_path)


def test_store_of_another_study_is_refused(tmp_path: Path) -> None:
    sweep(small(), tmp_path, workers=1)
    with pytest.raises(StoreError, match="seed is 9 here and 7 there"):
        sweep(small(seed=9), tmp_path, workers=1)
    with pytest.raises(StoreError, match="--add-replicates"):
        sweep(small(replicates=9), tmp_path, workers=1)


def test_store_needs_no_other_file(tmp_path: Path, expected: Callable[[Study], str]) -> None:
    (tmp_path / "own.csv").write_text("start.trust\n0.1\n0.3\n")
    content = {"scenario": BASE, "design": "csv", "file": "own.csv", "replicates": 2}
    study = Study.from_dict(content, folder=tmp_path)
    Store.create(study, tmp_path / "store")
    (tmp_path / "own.csv").unlink()
    sweep(None, tmp_path / "store", workers=1)
    assert digest(tmp_path / "store") == expected(study)
    sweep(study, tmp_path / "store", workers=1)


# -- growing ----------------------------------------------------------------------------------
@pytest.mark.slow
def test_more_replicates_are_those_of_a_larger_study(
    tmp_path: Path, expected: Callable[[Study], str]
) -> None:
    sweep(small(**MIXED), tmp_path, workers=1, chunk=7)
    old = {f.name: f.read_bytes() for f in (tmp_path / "chunks").iterdir()}
    before = collect(tmp_path)
    add_replicates(tmp_path, 3)
    assert status(tmp_path).pending == 18
    sweep(None, tmp_path, workers=1)
    now = {f.name: f.read_bytes() for f in (tmp_path / "chunks").iterdir()}
    assert old.items() <= now.items()
    after = collect(tmp_path)
    pd.testing.assert_frame_equal(after[after.run < 5].reset_index(drop=True), before)
    assert digest(tmp_path) == expected(small(**MIXED, replicates=8))
    sweep(small(**MIXED), tmp_path, workers=1)  # it is still the store of that study


@pytest.mark.slow
def test_more_sobol_points_are_those_of_a_larger_study(
    tmp_path: Path, expected: Callable[[Study], str]
) -> None:
    def study(count: int) -> Study:
        return small(
            design="sobol",
            points=count,
            factor=[
                {"path": "start.trust", "low": 0.1, "high": 0.9},
                {"path": "members.count", "low": 2, "high": 3},
            ],
        )

    sweep(study(4), tmp_path, workers=1)
    add_points(tmp_path, 3)
    add_points(tmp_path, 2)
    sweep(None, tmp_path, workers=1)
    assert digest(tmp_path) == expected(study(9))


def test_growing_both_ways_fills_the_whole_rectangle(tmp_path: Path) -> None:
    study = small(
        design="latin-hypercube",
        points=4,
        replicates=2,
        factor=[{"path": "start.trust", "low": 0.1, "high": 0.9}],
    )
    sweep(study, tmp_path, workers=1)
    old = points(tmp_path)
    add_replicates(tmp_path, 1)
    add_points(tmp_path, 3)
    sweep(None, tmp_path, workers=1)
    table = collect(tmp_path)
    assert list(zip(table.point, table.run, strict=True)) == [
        # Two runs each of chance of their own, one more each, and three of points that came later.
        *((p, r) for p in range(4) for r in (2 * p, 2 * p + 1, 8 + p)),
        *((p, r) for p in range(4, 7) for r in range(3 * p, 3 * p + 3)),
    ]
    assert table.run.is_unique
    assert points(tmp_path)[:4].equals(old)


def test_stopped_while_adding_points(tmp_path: Path, expected: Callable[[Study], str]) -> None:
    study = small(design="sobol", points=4, factor=[{"path": "start.trust", "low": 0, "high": 1}])
    sweep(study, tmp_path, workers=1)
    plan = (tmp_path / "plan.json").read_bytes()
    add_points(tmp_path, 3)
    (tmp_path / "plan.json").write_bytes(plan)  # the points were written, the plan was not
    assert status(tmp_path).complete
    assert digest(tmp_path) == expected(study)
    assert add_points(tmp_path, 2).plan.points == 6


def test_grid_refuses_points(tmp_path: Path) -> None:
    sweep(small(), tmp_path, workers=1)
    with pytest.raises(StudyError, match="has all its points"):
        add_points(tmp_path, 1)
    with pytest.raises(StoreError, match="from 1"):
        add_replicates(tmp_path, 0)


# -- failures ---------------------------------------------------------------------------------
def test_points_that_make_no_scenario_are_rows(tmp_path: Path) -> None:
    study = small(
        scenario=BASE | {"start": {"trust": {"low": 0.1, "high": 1.0}}},
        factor=[
            {"path": "start.trust.low", "values": [0.2, 0.8]},
            {"path": "start.trust.high", "values": [0.5, 0.9]},
        ],
    )
    assert sweep(study, tmp_path, workers=1).failed == 5
    table = collect(tmp_path)
    bad = table[table.stage.notna()]
    assert set(bad.point) == {2}
    assert set(bad.stage) == {"scenario"}
    assert bad.error.str.contains("low below high").all()
    assert table[table.stage.isna()].output.notna().all()


@pytest.mark.slow
def test_failed_run_is_a_row_and_the_others_finish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected: Callable[[Study], str]
) -> None:
    real = experiments.sweeps.worker.run_batch

    def brittle(scenarios, which, runs, seed, *, model):  # type: ignore[no-untyped-def]
        trust = np.array([s.start.trust for s in scenarios])[which]
        if ((trust == 0.5) & (runs == 3)).any():
            raise FloatingPointError("too much\ntrust")
        return real(scenarios, which, runs, seed, model=model)

    monkeypatch.setattr(experiments.sweeps.worker, "run_batch", brittle)
    assert sweep(small(), tmp_path, workers=1).failed == 2
    table = collect(tmp_path)
    bad = table[table.stage.notna()]
    assert list(zip(bad.point, bad.run, strict=True)) == [(2, 3), (3, 3)]
    assert set(bad.seed) == {7}
    assert bad.error.str.startswith("FloatingPointError: too much\\ntrust (").all()
    assert bad.output.isna().all()
    assert table.output.notna().sum() == 28
    assert len(collect_paths(tmp_path)) == 28 * 2
    monkeypatch.undo()
    assert reproduce(tmp_path, "2:3").sizes["run"] == 1
    assert sweep(small(), tmp_path, workers=1).failed == 2
    assert sweep(small(), tmp_path, workers=1, retry_failed=True).failed == 0
    assert digest(tmp_path) == expected(small())


# -- the lock ---------------------------------------------------------------------------------
def test_one_sweep_at_a_time(tmp_path: Path) -> None:
    with locked(tmp_path):
        assert (holder(tmp_path) or {})["pid"] == os.getpid()
        with pytest.raises(LockedError, match=f"process {os.getpid()} .* is at work here"):
            sweep(small(), tmp_path, workers=1)
    assert holder(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("who", [{"pid": 2**22 - 3}, {"born": "long ago"}])
def test_lock_of_a_process_that_is_gone_is_taken_over(tmp_path: Path, who: dict) -> None:
    with locked(tmp_path):
        mine = json.loads((tmp_path / "lock").read_text())
    (tmp_path / "lock").write_text(json.dumps(mine | who))
    with locked(tmp_path):
        assert (holder(tmp_path) or {})["pid"] == os.getpid()


def test_lock_of_another_computer_stays(tmp_path: Path) -> None:
    with locked(tmp_path):
        mine = json.loads((tmp_path / "lock").read_text())
    (tmp_path / "lock").write_text(json.dumps(mine | {"host": "elsewhere"}))
    with pytest.raises(LockedError, match="on elsewhere is at work"), locked(tmp_path):
        pass


@pytest.mark.slow
def test_windows_of_any_size_give_each_row_once_and_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sweep(small(), tmp_path, workers=1, chunk=7)
    whole = [collect(tmp_path), collect_paths(tmp_path), digest(tmp_path)]
    keys = [["point", "run"], ["point", "run", "tick"]]
    for table, key in zip(whole, keys, strict=False):
        assert not table.duplicated(key).any()
        assert table[key].apply(tuple, axis=1).is_monotonic_increasing
    for rows in (1, 5, 11, 29):
        monkeypatch.setattr("experiments.sweeps.collection._WINDOW_ROWS", rows)
        pd.testing.assert_frame_equal(collect(tmp_path), whole[0])
        pd.testing.assert_frame_equal(collect_paths(tmp_path), whole[1])
        assert digest(tmp_path) == whole[2]


def test_thinned_courses_are_labelled_with_their_months(tmp_path: Path) -> None:
    for every in (1, 3):
        paths = {"variables": ["trust"], "every": every}
        study = small(length=8, keep={"outcomes": ["output"], "paths": paths})
        sweep(study, tmp_path / str(every), workers=1)
    each, third = (collect_paths(tmp_path / str(every)) for every in (1, 3))
    assert set(third.tick) == {0, 3, 6}
    pd.testing.assert_frame_equal(each[each.tick % 3 == 0].reset_index(drop=True), third)
