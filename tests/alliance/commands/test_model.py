"""--model: a model of one's own, from the command line, and in what is written."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import alliance
from alliance.cli import run_command
from sim.model import Model

pytestmark = pytest.mark.slow

MINE = """
import sim

def candid(perceived, p):
    return perceived.openness * 0 + 1.0

CANDID = sim.Model(decisions=sim.Decisions(voice=candid))
PLAIN = 3
"""
STUDY = """
scenario = "smooth-start"
length = 6
replicates = 2
[[factor]]
path = "start.trust.mean"
values = [0.3, 0.6]
[keep]
outcomes = ["trust"]
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of one's own with mine.py in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    (tmp_path / "mine.py").write_text(MINE)
    (tmp_path / "study.toml").write_text(STUDY)
    yield tmp_path
    sys.modules.pop("mine", None)


def test_run_uses_it_and_the_file_says_so(here: Path) -> None:
    words = ["run", "smooth-start", "--runs", "2", "--model", "mine:CANDID", "--out", "out"]
    assert run_command(words) == 0
    result = alliance.load_result(here / "out" / "result.nc")
    assert float(result.openness.max()) == 1.0
    assert result.attrs["model"] == "mine:CANDID"
    assert result.attrs["model_digest"] == Model.load("mine:CANDID").digest


def test_sweep_status_and_reproduce_know_it(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, more in (("plain", []), ("own", ["--model", "mine:CANDID"])):
        words = ["sweep", "study.toml", "--workers", "1", "--out", name, *more]
        assert run_command(words) == 0
    assert run_command(["sweep", "own", "--workers", "1"]) == 0  # the study in the store names it
    capsys.readouterr()
    assert run_command(["status", "own"]) == 0
    assert "model     mine:CANDID" in capsys.readouterr().out
    assert run_command(["reproduce", "own", "1:0"]) == 0
    assert float(alliance.load_result(here / "own" / "run-1-0.nc").openness.max()) == 1.0
    assert run_command(["sweep", "plain", "--workers", "1", "--model", "mine:CANDID"]) == 2
    assert "is of the shipped model, and another is given" in capsys.readouterr().err


def test_compare_and_tipping_use_it(here: Path) -> None:
    model = ["--model", "mine:CANDID"]
    for name, more in (("plain", []), ("own", model)):
        words = ["compare", "smooth-start", "smooth-start:cut", "--runs", "4", "--out", name]
        assert run_command([*words, *more]) == 0
    one, other = ((here / n / "comparison.csv").read_text() for n in ("plain", "own"))
    assert one != other
    assert run_command(["tipping", "smooth-start", "--runs", "100", "--out", "t", *model]) == 0


def test_a_report_says_of_which_model_it_is(here: Path) -> None:
    words = ["report", "smooth-start", "--runs", "2", "--set", "length=12", "--out", "r.html"]
    assert run_command([*words, "--model", "mine:CANDID"]) == 0
    text = (here / "r.html").read_text()
    assert f"mine:CANDID (SHA-256 {Model.load('mine:CANDID').digest})" in text
    assert "--model mine:CANDID" in text


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("nowhere:M", "module 'nowhere' cannot be imported"),
        ("mine:CANDIT", "did you mean 'CANDID'?"),
        ("mine:PLAIN", "is a int, allowed is a sim.Model"),
        ("mine", "module:name"),
    ],
)
def test_one_that_is_not_there_is_one_line(
    name: str, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["run", "smooth-start", "--runs", "2", "--model", name]) == 2
    error = capsys.readouterr().err
    assert line in error
    assert error.count("\n") == 1
