"""What the commands print."""

from __future__ import annotations

from pathlib import Path

import pytest

from alliance.commands.sweeps import reproduce_command, status_command, sweep_command
from sim.errors import AllianceError
from sim.results import load_result
from tests.experiments.conftest import small

TRUST = {"path": "start.trust.mean", "low": 0.2, "high": 0.6}


@pytest.fixture
def study(tmp_path: Path) -> str:
    file = tmp_path / "own.toml"
    file.write_text(small(title="A study of mine").to_toml())
    return str(file)


def test_sweep_then_add_then_status(
    tmp_path: Path, study: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "store"
    sweep_command(study, workers=1, out=out)
    first = capsys.readouterr().out
    assert "A study of mine" in first
    assert "30 of 30 runs, 0 failed" in first
    sweep_command(str(out), workers=1, add_replicates=2)
    assert "42 of 42 runs" in capsys.readouterr().out
    status_command(out, digest=True)
    told = capsys.readouterr().out
    assert "pending   0" in told
    assert "digest" in told
    assert "results.parquet" not in told
    for wrong, told in ((b"?", "is damaged or out of date"), (None, "is gone")):
        (out / "results.parquet").unlink()
        if wrong:
            (out / "results.parquet").write_bytes(wrong)
        status_command(out)
        assert f"results.parquet {told}; alliance sweep" in capsys.readouterr().out


def test_sweep_goes_to_out_by_default(
    tmp_path: Path, study: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    sweep_command(study, workers=1)
    assert (tmp_path / "out" / "own" / "results.parquet").is_file()


def test_failures_are_told_with_what_reproduces_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = small(
        scenario={"members": {"count": 3}, "length": 4, "start": {"trust": {"low": 0, "high": 1}}},
        factor=[
            {"path": "start.trust.low", "values": [0.2, 0.8]},
            {"path": "start.trust.high", "values": [0.5, 0.9]},
        ],
    )
    (tmp_path / "bad.toml").write_text(bad.to_toml())
    sweep_command(str(tmp_path / "bad.toml"), workers=1, out=tmp_path / "store")
    assert "5 runs failed" in capsys.readouterr().out
    status_command(tmp_path / "store")
    assert "2:0 (seed 7) at scenario: ScenarioError: " in capsys.readouterr().out
    with pytest.raises(AllianceError, match="low below high"):
        reproduce_command(tmp_path / "store", "2:0")


@pytest.mark.slow
def test_reproduce_writes_everything_about_a_run(
    tmp_path: Path, study: str, capsys: pytest.CaptureFixture[str]
) -> None:
    sweep_command(study, workers=1, out=tmp_path / "store")
    reproduce_command(tmp_path / "store", "3:1", out=tmp_path / "run.nc")
    assert "trust" in capsys.readouterr().out
    assert load_result(tmp_path / "run.nc").run.item() == 1


def test_adding_needs_a_store(tmp_path: Path, study: str) -> None:
    with pytest.raises(AllianceError, match="no store of a sweep here to add to"):
        sweep_command(study, out=tmp_path / "nothing", add_points=3)


@pytest.mark.slow
def test_a_very_large_study_is_asked_about_before_it_is_planned(
    tmp_path: Path, study: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = small(design="sobol", points=50_000_000, factor=[TRUST], replicates=20)
    (tmp_path / "large.toml").write_text(large.to_toml())
    out = tmp_path / "store"
    with pytest.raises(AllianceError, match=r"has 1,000,000,000 runs, .* 11\.6 days: give --many"):
        sweep_command(str(tmp_path / "large.toml"), workers=1, out=out)
    assert not out.exists()
    sweep_command(study, workers=1, out=out)
    monkeypatch.setattr("alliance.commands.sweeps.MANY", 40)
    with pytest.raises(AllianceError, match="has 42 runs"):
        sweep_command(str(out), workers=1, add_replicates=2)
    sweep_command(str(out), workers=1, add_replicates=1)
    with pytest.raises(AllianceError, match="has 42 runs"):
        sweep_command(str(out), workers=1, add_replicates=1)
    sweep_command(str(out), workers=1, add_replicates=1, many=True)
