"""A damaged store: whoever reads it says so in one line, or reads what was written."""

from __future__ import annotations

import contextlib
import itertools
import json
import random
import shutil
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from experiments.analysis import over_factor
from experiments.sweeps.collection import (
    IncompleteWarning,
    collect,
    collect_paths,
    digest,
    merge,
    merged,
)
from experiments.sweeps.growth import add_points, add_replicates
from experiments.sweeps.lock import holder, locked
from experiments.sweeps.runner import status, sweep
from experiments.sweeps.status import StoreError
from experiments.sweeps.store import Store
from experiments.sweeps.worker import ChunkResult, ChunkTask, compute
from sim.errors import AllianceError
from sim.files import sealed, unsealed, write_whole
from tests.experiments.conftest import small

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A complete store."""
    folder = tmp_path_factory.mktemp("sound") / "store"
    sweep(small(), folder, workers=1, chunk=7)
    return folder


@pytest.fixture
def store(sound: Path, tmp_path: Path) -> Path:
    """A copy of it, to be harmed."""
    return Path(shutil.copytree(sound, tmp_path / "store"))


def files(folder: Path) -> list[str]:
    return sorted(str(f.relative_to(folder)) for f in folder.rglob("*") if f.is_file())


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def halved(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def flipped(file: Path, seed: int) -> None:
    content = bytearray(file.read_bytes())
    bit = random.Random(seed).randrange(8 * len(content))
    content[bit // 8] ^= 1 << bit % 8
    file.write_bytes(content)


def told_or_equal(folder: Path, sound: Path) -> None:
    """Every reader gives what was written, or one line that names a file of the store."""
    readers: list[Callable[[Path], object]] = [
        digest,
        lambda s: collect(s).to_csv(),
        lambda s: collect_paths(s).to_csv(),
        lambda s: over_factor(s, "output", "division").to_csv(),
    ]
    for read in readers:
        told = ""
        try:
            found = read(folder)
        except StoreError as error:
            told = str(error)
        if told:
            assert str(folder) in told
            assert "\n" not in told
            assert "sweep" in told or "run the study anew" in told
        else:
            assert found == read(sound)


@pytest.mark.parametrize("harm", [Path.unlink, emptied, halved])
def test_every_file_that_is_harmed_is_told(
    store: Path, sound: Path, harm: Callable[[Path], None]
) -> None:
    for name in files(store):
        if name.endswith("results.parquet") or name == "checks/results.json":
            continue
        before = (store / name).read_bytes()
        harm(store / name)
        if harm is Path.unlink and name.startswith("checks/"):
            # As if the chunk were still to do.
            with pytest.warns(IncompleteWarning, match="still to do"):
                collect(store)
        else:
            wanted = "no store" if not (store / "plan.json").is_file() else Path(name).name
            with pytest.raises(StoreError, match=wanted):
                digest(store)
        (store / name).write_bytes(before)
    told_or_equal(store, sound)


@pytest.mark.parametrize("seed", range(8))
def test_one_flipped_bit_changes_no_number_without_a_word(
    store: Path, sound: Path, seed: int
) -> None:
    for name in files(store):
        before = (store / name).read_bytes()
        flipped(store / name, seed)
        told_or_equal(store, sound)
        (store / name).write_bytes(before)


def test_damaged_results_are_told_and_written_anew(store: Path, sound: Path) -> None:
    for harm in (emptied, halved, lambda file: flipped(file, 3), Path.unlink):
        for name in ("results.parquet", "checks/results.json"):
            harm(store / name)
            assert not merged(Store(store))
            sweep(None, store, workers=1)
            assert merged(Store(store))
            assert (store / name).read_bytes() == (sound / name).read_bytes()


def test_results_follow_a_store_that_grows(store: Path) -> None:
    before = (store / "results.parquet").read_bytes(), (store / "checks/results.json").read_bytes()
    add_replicates(store, 1)
    (store / "results.parquet").write_bytes(before[0])  # as a reader's copy that was put back
    (store / "checks/results.json").write_bytes(before[1])
    assert not merged(Store(store))
    sweep(None, store, workers=1)
    assert len(pd.read_parquet(store / "results.parquet")) == status(store).runs


def test_a_changed_plan_is_told(store: Path) -> None:
    file = store / "plan.json"
    file.write_text(file.read_text().replace('"first_run": 0', '"first_run": 4'))
    with pytest.raises(StoreError, match=r"plan\.json: is damaged"):
        Store(store)


@pytest.mark.parametrize("number", [1, 99])
def test_a_store_of_another_format_is_refused(store: Path, number: int) -> None:
    content = unsealed(store / "plan.json")
    (store / "plan.json").write_bytes(sealed({**content, "format": number}))
    with pytest.raises(StoreError, match=f"of format {number}"):
        Store(store)


def test_a_store_from_before_there_were_seals_is_refused(store: Path) -> None:
    content = unsealed(store / "plan.json")
    del content["format"]
    (store / "plan.json").write_text(json.dumps(content))
    with pytest.raises(StoreError, match="damaged"):
        Store(store)


def test_provenance_of_another_study_is_refused(store: Path) -> None:
    content = unsealed(store / "provenance.json")
    (store / "provenance.json").write_bytes(sealed({**content, "study": "0" * 64}))
    with pytest.raises(StoreError, match="of another study"):
        Store(store)


def test_points_beyond_the_plan_are_left_out(store: Path, sound: Path) -> None:
    points = pd.read_parquet(store / "points.parquet")
    pd.concat([points, points.tail(1)]).to_parquet(store / "points.parquet")
    told_or_equal(store, sound)
    points.assign(division="equal").to_parquet(store / "points.parquet")
    with pytest.raises(StoreError, match=r"points\.parquet: is damaged"):
        Store(store)


def test_complete_stores_are_read_without_a_warning(store: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        collect(store)


# -- software ---------------------------------------------------------------------------------
def with_other(result: ChunkResult, name: str) -> ChunkResult:
    return ChunkResult(
        result.chunk, result.runs, result.failed, result.tables, {**result.versions, name: "9.9"}
    )


def half_done(tmp_path: Path, name: str) -> Path:
    """A store one chunk of which was computed with other software."""
    store = Store.create(small(), tmp_path / "half", 7)
    store.write(with_other(compute(store.spec.pickled(), store.task(0)), name))
    return store.folder


@pytest.mark.parametrize("name", ["numpy", "alliance_lab"])
def test_other_numpy_goes_on_with_no_store(tmp_path: Path, name: str) -> None:
    folder = half_done(tmp_path, name)
    with pytest.raises(StoreError, match=f"was computed in part with {name} 9.9"):
        sweep(None, folder, workers=1)
    assert status(folder).done == 7


@pytest.mark.parametrize("name", ["python", "machine", "commit", "source_digest"])
def test_other_software_that_may_go_on_is_noted(tmp_path: Path, name: str) -> None:
    folder = half_done(tmp_path, name)
    assert "9.9" in sweep(None, folder, workers=1).versions[name]
    assert "9.9" in Store(folder).provenance["computed_by"][name]


def test_a_worker_with_another_numpy_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def other(spec: bytes, task: ChunkTask) -> ChunkResult:
        return with_other(compute(spec, task), "numpy")

    monkeypatch.setattr("experiments.sweeps.pools.compute", other)
    with pytest.raises(AllianceError, match=r"a worker has numpy 9\.9"):
        sweep(small(), tmp_path / "store", workers=1)
    assert status(tmp_path / "store").done == 0


# -- copies -----------------------------------------------------------------------------------
def test_a_copy_of_a_store_at_work_goes_on_by_itself(tmp_path: Path) -> None:
    store = Store.create(small(), tmp_path / "here", 7)
    with locked(store.folder):
        store.write(compute(store.spec.pickled(), store.task(0)))
        copy = Path(shutil.copytree(store.folder, tmp_path / "copy"))
        assert holder(store.folder) is not None
        assert holder(copy) is None
        assert sweep(None, copy, workers=1).complete
    assert merge(copy).is_file()


# -- killed between any two writes ----------------------------------------------------------------
class Killed(BaseException):
    """As if the process were gone."""


def until_it_is_done(step: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> int:
    """Do a step again and again, killed before its first write, its second one, and so on.

    Returns:
        How many writes it takes.
    """
    for writes in range(100):
        count = itertools.count()

        def write(target: Path, content: bytes, left: int = writes, count: Any = count) -> None:
            if next(count) >= left:
                raise Killed
            write_whole(target, content)

        with monkeypatch.context() as patch:
            patch.setattr("experiments.sweeps.store.write_whole", write)
            with contextlib.suppress(Killed):
                step()
                return writes
    raise AssertionError("it never ends")


@pytest.mark.slow
def test_a_store_that_is_killed_while_it_is_made_is_made_again(
    tmp_path: Path, sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "store"
    writes = until_it_is_done(lambda: sweep(small(), folder, workers=1, chunk=7), monkeypatch)
    assert writes > 5
    assert digest(folder) == digest(sound)


@pytest.mark.slow
def test_a_store_that_is_killed_while_it_grows_is_whole_before_and_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = small(
        design="sobol",
        points=4,
        factor=[{"path": "start.trust", "low": 0.2, "high": 0.6}],
        scenario={"members": {"count": 3}, "length": 4, "start": {"trust": 0.5}},
    )
    wanted = {
        "points": lambda folder: add_points(folder, 4),
        "replicates": lambda folder: add_replicates(folder, 2),
    }
    for what, grow in wanted.items():
        calm, killed = tmp_path / f"{what}-calm", tmp_path / f"{what}-killed"
        for folder in (calm, killed):
            sweep(study, folder, workers=1, chunk=7)
        grow(calm)
        until_it_is_done(lambda folder=killed, grow=grow: grow(folder), monkeypatch)
        for folder in (calm, killed):
            assert sweep(None, folder, workers=1).complete
        assert status(killed).runs == status(calm).runs
        assert digest(killed) == digest(calm)
        assert merged(Store(killed))
