"""What is said of a comparison: what cannot be told, and what would tell it."""

from __future__ import annotations

import pytest

import sim
from alliance.words.comparison import describe
from experiments.compare import compare

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
    base, change = f"{100 * effect.base:.3g} %", f"{100 * effect.difference:+.3g} pp"
    assert value.split()[2:6] == [*base.split(), *change.split()]
    assert "pp: percentage points." in said
    trust = next(line for line in said if line.startswith("trust at the end"))
    assert "%" not in trust.split("to")[0]
    assert "pp" not in trust
