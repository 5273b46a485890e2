"""What is said of a comparison: what cannot be told, and what would tell it."""

from __future__ import annotations

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
