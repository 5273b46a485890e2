"""What is said of the posterior: shares of variance, and whether an effect holds over it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import sim
from alliance.commands.run import parted
from alliance.commands.terminal import model_from
from alliance.words.advice import describe as advice_in_words
from alliance.words.uncertainty import describe_robustness, describe_split, frame
from experiments.advice.advise import advise
from experiments.calibration.uncertainty import Split, robustness, uncertain
from sim.model import Model
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
def test_a_command_draws_parameters_and_writes_what_runs_differ_by(tmp_path: Path) -> None:
    assert model_from(None, "best") is None
    model = model_from(None, "posterior", most=10)
    assert model is not None
    assert len(model.draws) == 10
    scenario = sim.load("default").replace("members.count", 3).replace("length", 12)
    assert "What runs differ by" in parted(scenario, 0, None, tmp_path, "en")
    assert (tmp_path / "variance.csv").is_file()


@pytest.mark.slow
def test_advice_says_whether_it_holds_and_without_draws_nothing_of_it() -> None:
    scenario = sim.load("default").replace("members.count", 3).replace("length", 12)
    for model, said in ((uncertain(most=10), True), (Model(), False)):
        text = advice_in_words(advise(scenario, 4.0, 20, 3, model=model)).replace("\n", " ")
        assert ("obust: over 10 sets of parameters" in text) == said
