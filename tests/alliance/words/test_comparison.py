"""What is said of a comparison: what cannot be told, and what would tell it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import sim
from alliance.words.comparison import changed, describe, reach
from alliance.words.voice import Voice
from experiments.compare import compare
from experiments.effects import paired_effect

SHORT = sim.load("default").replace("length", 40)


def test_the_text_says_what_cannot_be_told_and_what_would() -> None:
    few = describe(
        compare(SHORT, SHORT.replace("start.language", 0.06), runs=8, seed=1, labels=["a", "b"])
    )
    assert "Cannot tell yet" in few
    assert "runs would tell" in " ".join(few.split())
    assert "fewer than 30 pairs" in few
    assert max(len(line) for line in few.splitlines()) <= 100


@pytest.mark.slow
def test_a_change_of_a_share_is_told_in_points_and_its_level_in_per_cent() -> None:
    found = compare(SHORT, SHORT.replace("grant[1].amount", 100), runs=4, seed=1, labels=["a", "b"])
    said = describe(found).splitlines()
    value = next(line for line in said if line.startswith("added value"))
    effect = found["b", "added_value"]
    base, change = value.split()[2:6:2]
    assert value.split()[3:6:2] == ["%", "pp"]
    assert float(base.replace("−", "-")) == pytest.approx(100 * effect.base, rel=0.01)
    assert float(change.replace("−", "-")) == pytest.approx(100 * effect.difference, abs=0.5)
    assert "pp: percentage points." in said
    trust = next(line for line in said if line.startswith("trust at the end"))
    assert "%" not in trust.split("to")[0]
    assert "pp" not in trust


def test_a_change_has_no_more_digits_than_its_interval_and_no_end_becomes_0() -> None:
    more = np.random.default_rng(1).normal(0.0123456, 0.02, 50)
    e = paired_effect("v", "backing", np.full(50, 0.5), 0.5 + more, 0.95, 40)
    assert changed(e, e.difference, Voice("en")) == f"{e.difference:+.4f}"
    close = replace(e, low=0.0003, high=2.0)
    assert reach(close, Voice("nl")) == "+0,0003 tot +2,0000"
    assert reach(replace(e, low=np.nan, high=np.nan), Voice("en")) == "-"
