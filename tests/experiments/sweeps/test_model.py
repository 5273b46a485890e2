"""A model of one's own goes through sweeps: to any worker, into the store, and never mixed with another."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from alliance.notebook import methods
from experiments.phase_diagrams.adaptive import draw
from experiments.sweeps.collection import collect, digest
from experiments.sweeps.growth import add_replicates
from experiments.sweeps.runner import reproduce, status, sweep
from experiments.sweeps.store import Store
from experiments.sweeps.study import Study
from sim.errors import AllianceError
from sim.model import Model
from tests.experiments.conftest import small
from tests.experiments.phase_diagrams.conftest import plane_study

pytestmark = pytest.mark.slow

RULE = """
from sim.model import Model
from sim.rules import learning

def forgetful(*told):
    return {share} * learning.learn(*told)

SLOW = Model(replaced={{"learning.learn": forgetful}})
"""
KEEP = {"outcomes": ["output", "trust"], "variables": ["knowledge"], "at": [3]}


def study(**changes: Any) -> Study:
    return small(keep=KEEP, **changes)


@pytest.fixture
def notebook() -> Model:
    """As a cell of a notebook makes it: in no file that a worker could import."""
    cell: dict[str, Any] = {"__name__": "__main__"}
    exec(RULE.format(share=0.5), cell)
    return cell["SLOW"]  # type: ignore[no-any-return]


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A module of one's own, `mine.py`, where Python looks."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "mine.py").write_text(RULE.format(share=0.5))
    monkeypatch.syspath_prepend(folder)
    yield folder / "mine.py"
    sys.modules.pop("mine", None)


def fresh(module: Path, share: float) -> None:
    """Another source, in the file only: as a colleague's checkout has it."""
    module.write_text(RULE.format(share=share))


def chunks_of(folder: Path) -> dict[str, bytes]:
    """Every chunk of a store as it is now."""
    return {file.name: file.read_bytes() for file in sorted(folder.glob("chunks/*"))}


def one_line(call: Callable[[], object]) -> str:
    with pytest.raises(AllianceError) as error:
        call()
    assert "\n" not in str(error.value)
    return str(error.value)


def test_a_notebooks_rule_gives_the_same_bytes_wherever_it_runs(
    tmp_path: Path, notebook: Model, expected: Callable[[Study], str]
) -> None:
    pytest.importorskip("distributed")
    places: dict[str, dict[str, Any]] = {
        "one": {"workers": 1},
        "two": {"workers": 2, "chunk": 4},
        "dask": {"workers": 2, "chunk": 7, "scheduler": "local"},
    }
    for name, place in places.items():
        done = sweep(study(), tmp_path / name, model=notebook, **place)
        assert (done.complete, done.failed) == (True, 0)
    one, two, dask = (digest(tmp_path / name) for name in places)
    assert one == two == dask != expected(study())


def test_a_model_of_a_module_is_the_same_by_name_and_by_value(
    tmp_path: Path, module: Path, notebook: Model
) -> None:
    named = study(model="mine:SLOW")
    assert Study.from_dict(named.to_dict()) == named
    sweep(named, tmp_path / "named", workers=2, chunk=10)
    sweep(study(), tmp_path / "given", workers=1, model=Model.load("mine:SLOW"))
    sweep(study(), tmp_path / "cell", workers=1, model=notebook)
    assert Store(tmp_path / "given").study == Store(tmp_path / "named").study
    digests = {digest(tmp_path / name) for name in ("named", "given", "cell")}
    assert len(digests) == 1


def test_a_worker_whose_source_differs_refuses(tmp_path: Path, module: Path) -> None:
    model = Model.load("mine:SLOW")
    assert model.digest
    fresh(module, 0.4)
    line = one_line(lambda: sweep(study(), tmp_path / "s", model=model, workers=2, chunk=4))
    assert "model 'mine:SLOW' is another here than where it was sent from" in line
    assert status(tmp_path / "s").done == 0


def test_a_store_says_of_which_model_it_is(tmp_path: Path, module: Path) -> None:
    sweep(study(model="mine:SLOW"), tmp_path / "s", workers=1)
    model = Model.load("mine:SLOW")
    about = Store(tmp_path / "s").provenance
    assert (about["model"], about["model_digest"]) == ("mine:SLOW", model.digest)
    paragraph = methods(tmp_path / "s")
    assert f"Runs are of mine:SLOW (SHA-256 {model.digest[:12]})" in paragraph
    sweep(study(), tmp_path / "plain", workers=1)
    assert "model_digest" not in Store(tmp_path / "plain").provenance
    assert "Runs are of" not in methods(tmp_path / "plain")


def test_a_run_is_reproduced_with_the_model_of_the_store(
    tmp_path: Path, module: Path, notebook: Model
) -> None:
    sweep(study(model="mine:SLOW"), tmp_path / "named", workers=1)
    sweep(study(), tmp_path / "cell", workers=1, model=notebook)
    row = collect(tmp_path / "named").iloc[8]
    run = f"{row.point}:{row.run}"
    for again in (
        reproduce(tmp_path / "named", run),
        reproduce(tmp_path / "cell", run, model=notebook),
    ):
        assert float(np.mean(again.knowledge[0, 3])) == pytest.approx(row.knowledge_at_3)
    assert "made on the spot" in one_line(lambda: reproduce(tmp_path / "cell", run))


def test_another_model_does_not_extend_a_store(
    tmp_path: Path, module: Path, notebook: Model
) -> None:
    for name, model in (("cell", notebook), ("plain", None)):
        sweep(study(), tmp_path / name, workers=1, model=model)
        add_replicates(tmp_path / name, 2)
    before = chunks_of(tmp_path / "cell")
    line = one_line(lambda: sweep(None, tmp_path / "cell", workers=1))
    assert "is of a model made on the spot" in line
    other: dict[str, Any] = {"__name__": "__main__"}
    exec(RULE.format(share=0.4), other)
    line = one_line(lambda: sweep(None, tmp_path / "cell", workers=1, model=other["SLOW"]))
    assert "is of another model" in line
    line = one_line(lambda: sweep(None, tmp_path / "plain", workers=1, model=notebook))
    assert "is of the shipped model" in line
    line = one_line(lambda: sweep(study(model="mine:SLOW"), tmp_path / "plain", workers=1))
    assert 'model is "mine:SLOW" here and left out there' in line
    assert chunks_of(tmp_path / "cell") == before
    assert sweep(None, tmp_path / "cell", workers=1, model=notebook).complete


def test_a_store_can_be_read_where_its_model_is_not(tmp_path: Path, module: Path) -> None:
    sweep(study(model="mine:SLOW"), tmp_path / "s", workers=1)
    kept = collect(tmp_path / "s")
    module.unlink()
    sys.modules.pop("mine")
    assert status(tmp_path / "s").complete
    assert collect(tmp_path / "s").equals(kept)
    assert "module 'mine' cannot be imported" in one_line(lambda: reproduce(tmp_path / "s", "0:0"))
    assert "module 'mine' cannot be imported" in one_line(lambda: study(model="mine:SLOW"))


def test_a_study_names_one_model_only(tmp_path: Path, module: Path, notebook: Model) -> None:
    line = one_line(lambda: sweep(study(model="mine:SLOW"), tmp_path / "s", model=notebook))
    assert "the study names model = 'mine:SLOW', and one made on the spot is given" in line
    assert not (tmp_path / "s" / "plan.json").exists()


def test_what_cannot_reach_a_worker_is_refused_in_one_line(
    tmp_path: Path, notebook: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "cloudpickle", None)
    line = one_line(lambda: sweep(study(), tmp_path / "s", model=notebook, workers=2, chunk=4))
    assert "cannot reach the workers: pip install cloudpickle, or put it in a file" in line


def test_a_phase_diagram_is_drawn_with_it_and_goes_on_with_it_only(
    tmp_path: Path, notebook: Model
) -> None:
    few = {"observable": "trust", "above": 0.4, "width": 0.5, "max_runs": 96}
    for name, workers, model in (("a", 1, notebook), ("b", 2, notebook), ("plain", 1, None)):
        draw(plane_study(diagram=few, keep={}), tmp_path / name, workers=workers, model=model)
    one, two, plain = (digest(tmp_path / name) for name in ("a", "b", "plain"))
    assert one == two != plain
    line = one_line(lambda: draw(plane_study(diagram=few, keep={}), tmp_path / "a", workers=1))
    assert "is of a model made on the spot" in line
