"""The command line does its job, and says in one line what is wrong."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import warnings
from pathlib import Path

import pandas as pd
import pytest

import sim
from alliance.cli import run_command
from experiments.sweeps.study import shipped_studies

ROOT = Path(__file__).parents[2]
QUICK = ["run", "smooth-start", "--runs", "2", "--set", "length=6", "--out"]


@pytest.mark.slow
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
        "outcomes.csv",
        "picture.pdf",
        "picture.png",
        "result.nc",
        "scenario.toml",
    ]
    result = sim.load_result(out / "result.nc")
    assert result.equals(sim.simulate(out / "scenario.toml", runs=12, seed=3))
    assert len(pd.read_csv(out / "outcomes.csv")) == 12


@pytest.mark.slow
@pytest.mark.usefixtures("plain_picture")
def test_set_changes_what_is_run(tmp_path: Path) -> None:
    words = [
        "run",
        "default",
        "--runs",
        "2",
        "--out",
        str(tmp_path),
        "--set",
        "start.trust.mean=0.2",
        "--set",
        "division=equal",
        "--set",
        "length=6",
    ]
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
    assert all(name in said for name in (*sim.shipped(), *shipped_studies()))
    assert max(map(len, said.splitlines())) <= 90
    assert run_command(["show", "wash", "--toml"]) == 0
    mine = tmp_path / "mine.toml"
    mine.write_text(capsys.readouterr().out, encoding="utf-8")
    assert sim.load(mine) == sim.load("wash")
    assert run_command(["check", str(mine)]) == 0
    length = sim.load("wash").length
    assert f"in order (6 members, {length} months)" in capsys.readouterr().out
    assert run_command(["schema", "--out", str(tmp_path / "schema.json")]) == 0
    assert json.loads((tmp_path / "schema.json").read_text())["title"].startswith("Scenario")


def test_show_tells_who_sits_together_and_what_the_funder_looks_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(
        """
        member = [{name = "A", group = "one"}, {name = "B", group = "one"}, {name = "C"}]
        structure = {groups = "given", core = ["A", "C"]}
        grant = [{amount = 480, first = 2, months = 48, reviews = [24], renewable = true}]
        """,
        encoding="utf-8",
    )
    assert run_command(["show", str(mine)]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Who sits together working groups as given core: A and C" in said
    assert "from month 2 (10 a month), reviewed in month 26, may be renewed" in said
    assert said.index("Asked a month") < said.index("Members (3)")  # money, not a member


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
        (["check", "experiments/studies/smoke.toml"], "is a study, which varies a scenario"),
        (["check", "/nowhere/x.toml"], "no such scenario or file"),
        (["run", "wash", "--out", "/dev/null/x"], "--out /dev/null/x: cannot be written to"),
        (["run", "wash", "--out", "pyproject.toml"], "pyproject.toml is a file, no folder"),
        (["run", "wash", "--out", "pyproject.toml/x"], "pyproject.toml is a file, no folder"),
        (["run"], "NAME is missing (see: alliance run --help)"),
        (["run", "wash", "--runs"], "--runs: its value is missing"),
        (["reproduce", "out"], "RUN is missing (see: alliance reproduce --help)"),
        (["status", "/nowhere"], "/nowhere: no store"),
        (["sweep", "/nowhere/x.toml"], "/nowhere/x.toml"),
        (["sweep", "sim/scenarios/wash.toml"], "wash.toml: is a scenario; a study names one"),
        (["run", "wash", "--rusn", "5"], "Did you mean --runs?"),
        (["show", "wash", "more"], "not understood: more (see: alliance show --help)"),
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


def start(*words: str, **more: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "alliance.cli", *words]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        **more,
    )  # type: ignore[call-overload, no-any-return]


def interrupt(out: Path) -> tuple[int, str]:
    """Interrupt a long run once it is under way."""
    running = start("run", "wash", "--runs", "30000", "--out", str(out))
    until = time.monotonic() + 30
    while time.monotonic() < until and not list(out.glob(".partial-*")):
        time.sleep(0.05)
    time.sleep(1.5)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=60)
    return running.returncode, err


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_an_interrupted_run_leaves_nothing_half_written(tmp_path: Path) -> None:
    out = tmp_path / "new"
    code, err = interrupt(out)
    assert code == 130
    assert err == "alliance: stopped; nothing half-written is left\n"
    assert not out.exists()


@pytest.mark.slow
@pytest.mark.parametrize("trouble", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_what_was_there_stays_when_a_run_fails(
    trouble: BaseException,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = [*QUICK, str(tmp_path)]
    before = {"picture.png": b"old", "result.nc": b"old"}
    for name, content in before.items():
        (tmp_path / name).write_bytes(content)

    def fail(*args: object, **more: object) -> None:
        raise trouble

    monkeypatch.setattr("alliance.plots.overview", fail)
    assert run_command(words) in (2, 130)
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_sweep_that_is_stopped_says_how_to_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*args: object, **more: object) -> None:
        raise KeyboardInterrupt("stopped after 3 of 9 runs; the same command goes on")

    monkeypatch.setattr("sim.ensemble.simulate", stop)
    assert run_command(["run", "wash", "--out", str(tmp_path / "never")]) == 130
    assert list(tmp_path.iterdir()) == []
    assert capsys.readouterr().err == (
        "alliance: stopped after 3 of 9 runs; the same command goes on\n"
    )


@pytest.mark.slow
def test_the_same_runs_give_the_same_files(tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert run_command([*QUICK, str(tmp_path / name)]) == 0
    for name in ("picture.png", "picture.pdf", "outcomes.csv", "scenario.toml"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


@pytest.mark.slow
def test_odd_names_get_through(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = tmp_path / "mine.toml"
    rows = "".join(
        f'[[member]]\nname = "{name}"\n' for name in ("$x_1$ and $", "<script>", "协作", "n" * 80)
    )
    mine.write_text(f'title = "100 % $odd$"\nlength = 12\n{rows}', encoding="utf-8")
    words = ["run", str(mine), "--runs", "2", "--out", str(tmp_path / "out")]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert run_command(words) == 0
    assert run_command(["show", str(mine)]) == 0
    assert "<script>" in capsys.readouterr().out


@pytest.mark.slow
def test_help_and_lists_import_nothing_heavy() -> None:
    heavy = "{'mesa', 'xarray', 'pandas', 'matplotlib', 'scipy', 'pyarrow'}"
    for words in (["--help"], ["list"], ["show", "wash"], ["check", "wash"], ["schema"]):
        code = (
            f"import sys, alliance.cli; alliance.cli.run_command({words!r}); "
            f"print({heavy} & set(sys.modules))"
        )
        said = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        assert said.stdout.splitlines()[-1] == "set()"


@pytest.mark.slow
def test_a_terminal_that_knows_no_unicode_is_no_obstacle() -> None:
    plain = {**os.environ, "PYTHONIOENCODING": "ascii"}
    for words in (["show", "wash"], ["--help"], ["list"]):
        said, err = start(*words, env=plain).communicate(timeout=60)
        assert said.isascii()
        assert len(said) > 400
        assert err == ""


@pytest.mark.slow
def test_a_file_is_shown_as_it_is_whatever_the_terminal(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('title = "Één – 协作"\n[members]\ncount = 3\n', encoding="utf-8")
    plain = {**os.environ, "PYTHONIOENCODING": "ascii"}
    said, _ = start("show", str(mine), "--toml", env=plain).communicate(timeout=60)
    assert said == mine.read_text("utf-8")
    told, _ = start("show", str(mine), env=plain).communicate(timeout=60)
    assert told.startswith("Een - ??")


@pytest.mark.slow
def test_no_escape_codes_off_a_terminal(tmp_path: Path) -> None:
    for words in (["--help"], [*QUICK, str(tmp_path)], ["rnu"]):
        said, err = start(*words).communicate(timeout=120)
        assert "\x1b" not in said + err
        assert "\r" not in said + err


@pytest.mark.slow
def test_a_reader_that_stops_is_no_error() -> None:
    listing = start("show", "wash")
    assert listing.stdout is not None
    listing.stdout.close()
    assert listing.stderr is not None
    assert listing.stderr.read() == ""
    assert listing.wait(timeout=60) == 0


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["--version"]) == 0
    assert capsys.readouterr().out.strip()


def test_help_teaches(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["--help"]) == 0
    said = capsys.readouterr().out
    for first_step in ("alliance list", "alliance run wash", "alliance check", "--set"):
        assert first_step in said
    assert run_command([]) == 0
    assert "Usage" in capsys.readouterr().out


def test_too_many_runs_are_refused_before_they_start(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["run", "wash", "--runs", "1000000000"]) == 2
    assert "from 1 to 10,000,000; alliance sweep runs more" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.usefixtures("plain_picture")
def test_many_runs_are_run_in_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["run", "wash", "--runs", "7", "--set", "length=12", "--out"]
    assert run_command([*words, str(tmp_path / "whole")]) == 0
    whole = capsys.readouterr().out
    asked = []

    def piece(scenario: object, runs: int, *given: object, **more: object) -> object:
        asked.append(runs)
        return simulate(scenario, runs, *given, **more)  # type: ignore[arg-type]

    simulate = sim.simulate
    monkeypatch.setattr("sim.ensemble.simulate", piece)
    monkeypatch.setattr("alliance.commands.run.KEPT", 3)
    monkeypatch.setattr("alliance.commands.run._PIECE", 2)
    assert run_command([*words, str(tmp_path / "pieces")]) == 0
    pieces = capsys.readouterr().out
    assert asked == [3, 2, 2, 1]  # the last for the network that is drawn
    assert pieces.split("Written")[0] == whole.split("Written")[0]
    assert "the first 3 runs" in pieces
    table = "outcomes.csv"
    assert (tmp_path / "pieces" / table).read_text() == (tmp_path / "whole" / table).read_text()
    kept = sim.load_result(tmp_path / "pieces" / "result.nc")
    assert kept.equals(sim.load_result(tmp_path / "whole" / "result.nc").isel(run=slice(3)))
