"""`alliance compare` prints what was found and writes what it rests on."""

from __future__ import annotations

from pathlib import Path

import pytest

import sim
from alliance.cli import run_command


def test_it_prints_and_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "c"
    words = ["compare", "collapse", "collapse:flat", "--set", "division=need", "--runs", "4"]
    assert run_command([*words, "--out", str(out)]) == 0
    text = capsys.readouterr().out
    assert "collapse:flat against collapse" in text
    assert "division=need against collapse" in text
    written = {path.name for path in out.iterdir()}
    tables = {"comparison.csv", "over_time.csv", "picture.png"}
    assert written == tables | {"base.toml", "variant-1.toml", "variant-2.toml"}
    assert sim.load(out / "variant-2.toml").division == "need"
