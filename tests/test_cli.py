"""The command line does its job, and says in one line what is wrong."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

import sim
from sim.cli import run_command


def test_run_writes_picture_data_and_what_was_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new" / "folder"
    assert (
        run_command(["run", "smooth-start", "--runs", "12", "--seed", "3", "--out", str(out)]) == 0
    )
    said = capsys.readouterr().out
    assert "Phases reached" in said
    assert "12 runs" in said
    assert max(len(line) for line in said.splitlines() if str(out) not in line) <= 80
    assert sorted(file.name for file in out.iterdir()) == [
        "outcomes.csv", "picture.pdf", "picture.png", "result.nc", "scenario.toml"]  # fmt: skip
    result = sim.load_result(out / "result.nc")
    assert result.equals(sim.simulate(out / "scenario.toml", runs=12, seed=3))
    assert len(pd.read_csv(out / "outcomes.csv")) == 12


def test_set_changes_what_is_run(tmp_path: Path) -> None:
    words = ["run", "default", "--runs", "2", "--out", str(tmp_path), "--set",
             "start.trust.mean=0.2", "--set", "division=equal", "--set", "length=6"]  # fmt: skip
    assert run_command(words) == 0
    changed = sim.load(tmp_path / "scenario.toml")
    assert changed.start.trust.mean == 0.2  # type: ignore[union-attr]
    assert changed.division == "equal"
    assert changed.length == 6


def test_list_show_check_and_schema(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in sim.shipped():
        assert run_command(["show", name]) == 0
    assert run_command(["list"]) == 0
    said = capsys.readouterr().out
    assert all(name in said for name in sim.shipped())
    assert run_command(["show", "wash", "--toml"]) == 0
    mine = tmp_path / "mine.toml"
    mine.write_text(capsys.readouterr().out, encoding="utf-8")
    assert sim.load(mine) == sim.load("wash")
    assert run_command(["check", str(mine)]) == 0
    assert "in order (6 members, 84 months)" in capsys.readouterr().out
    assert run_command(["schema", "--out", str(tmp_path / "schema.json")]) == 0
    assert json.loads((tmp_path / "schema.json").read_text())["title"].startswith("Scenario")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["run", "wsah"], "did you mean the shipped scenario 'wash'?"),
        (["rnu", "wash"], 'Did you mean "run"?'),
        (["run", "wash", "--runs", "0"], "--runs 0 is not allowed"),
        (["run", "wash", "--runs", "many"], "--runs"),
        (["run", "wash", "--seed", "-1"], "--seed -1 is not allowed"),
        (["run", "wash", "--set", "start.trst=0.1"], "did you mean 'start.trust'?"),
        (["run", "wash", "--set", "nothing"], "write PATH=VALUE"),
        (["run", "default", "--set", "parameters.synergy=many"], "synergy"),
        (["check", "/nowhere/x.toml"], "no such scenario or file"),
        (["run", "wash", "--out", "/dev/null/x"], "Not a directory"),
    ],
)
def test_what_is_wrong_is_one_line(
    words: list[str], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("alliance: ")
    assert said.err.count("\n") == 1
    assert line in said.err


def test_an_interrupted_run_leaves_nothing_half_written(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sim.cli", "run", "wash", "--runs", "100000",
               "--out", str(tmp_path)]  # fmt: skip
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    time.sleep(4)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert err.strip() == "alliance: stopped; nothing half-written is left"
    assert list(tmp_path.iterdir()) == []


def test_help_and_lists_import_nothing_heavy() -> None:
    heavy = "{'mesa', 'xarray', 'pandas', 'matplotlib', 'scipy', 'pyarrow'}"
    for words in (["--help"], ["list"], ["show", "wash"]):
        code = (f"import sys, sim.cli; sim.cli.run_command({words!r}); "
                f"print({heavy} & set(sys.modules))")  # fmt: skip
        said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True,
                              check=True)  # fmt: skip
        assert said.stdout.splitlines()[-1] == "set()"


def test_a_terminal_that_knows_no_unicode_is_no_obstacle() -> None:
    plain = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "sim.cli", "show", "wash"]
    said = subprocess.run(command, capture_output=True, env=plain, check=True)
    assert b"Simavi" in said.stdout
