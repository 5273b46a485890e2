"""`alliance advise`: files that come together or not at all, and errors of one line."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import sim
from alliance.cli import run_command

QUICK = [
    "advise",
    "default",
    "--runs",
    "20",
    "--seed",
    "3",
    "--budget",
    "2",
    "--set",
    "length=18",
    "--set",
    "members.count=3",
    "--out",
]


@pytest.mark.slow
def test_it_says_draws_and_writes_what_can_be_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new" / "advice"
    assert run_command([*QUICK, str(out)]) == 0
    said = capsys.readouterr().out
    assert sorted(file.name for file in out.iterdir()) == [
        "advice.txt",
        "advised.toml",
        "picture.png",
        "table.csv",
    ]
    assert said.startswith((out / "advice.txt").read_text("utf-8").strip()[:200])
    assert max(len(line) for line in said.splitlines() if str(out) not in line) <= 88
    advised = sim.load(out / "advised.toml")
    assert advised.roles.facilitator is not None
    table = pd.read_csv(out / "table.csv")
    assert table.apart_from_chosen[0] == "chosen"
    fresh = table[table.fresh_runs.notna()]
    assert (fresh.fresh_runs == 20).all()
    known = fresh.dropna(subset=["low"])  # without an end where no run differs
    assert (known.low_all <= known.low).all()
    assert (fresh.facilitator_days <= 2 + 1e-9).all()
    again = tmp_path / "again"
    assert run_command([*QUICK, str(again)]) == 0
    for name in ("advice.txt", "advised.toml", "table.csv"):
        assert (again / name).read_bytes() == (out / name).read_bytes()


def test_interrupted_it_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("experiments.advice.search.run_trials", stopped)
    assert run_command([*QUICK, str(tmp_path / "out")]) == 130
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--budget", "0"], "--budget 0 is enough for none of the nine actions"),
        (["--budget", "-2"], "--budget -2 is not allowed: facilitator days, 0 or more"),
        (["--runs", "1"], "--runs 1 is not allowed: a whole number from 20"),
        (["--outcome", "trsut"], "did you mean 'trust'?"),
    ],
)
def test_what_is_not_allowed_is_one_line(
    words: list[str], line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["advise", "wash", *words, "--out", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert line in said
    assert said.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
