"""What is said of the posterior: shares of variance, and whether an effect holds over it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from alliance.cli import run_command
from alliance.words.uncertainty import describe_robustness, describe_split, frame
from experiments.calibration.uncertainty import Split, robustness
from sim.observers.intervals import Interval

PART = Split("added_value", Interval(0.3, 0.1, 0.5), Interval(0.6, 0.4, 0.8), Interval(0.1, 0, 0.2))
WHICH = np.arange(200) % 20
LUCK = np.random.default_rng(1).standard_normal(200)


def test_a_table_of_shares_fits_a_terminal_in_both_languages() -> None:
    for language in ("en", "nl"):
        text = describe_split([PART], language)
        assert all(len(line) <= 80 for line in text.splitlines())
        assert "30 (10-50)" in text
    assert frame([PART])["value"].tolist() == [0.3, 0.6, 0.1]


def test_what_holds_over_the_sets_is_called_robust_and_what_turns_is_not() -> None:
    holds = robustness(0.5 + 0.1 * LUCK, WHICH)
    assert describe_robustness(holds).startswith("Robust: over 20 sets")
    assert describe_robustness(holds, "nl").startswith("Robuust")
    turns = robustness(np.where(WHICH < 8, -0.5, 0.5) + 0.1 * LUCK, WHICH)
    assert describe_robustness(turns).startswith("Not robust")
    assert "(at least" in describe_robustness(turns)


@pytest.mark.slow
def test_run_and_advise_say_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    small = ["--set", "members.count=3", "--set", "length=12", "--parameters", "posterior"]
    assert run_command(["run", "default", "--runs", "4", "--out", "run", *small]) == 0
    assert "What runs differ by" in capsys.readouterr().out
    assert (tmp_path / "run" / "variance.csv").is_file()
    words = ["advise", "default", "--runs", "20", "--budget", "4", "--out", "advice", *small]
    assert run_command(words) == 0
    assert "obust: over 10 sets of parameters" in capsys.readouterr().out.replace("\n", " ")
