"""The picture of a comparison."""

from __future__ import annotations

import pytest

import sim
from alliance.plots.comparison import comparison
from experiments.compare import compare

SHORT = sim.load("default").replace("length", 40)


@pytest.mark.slow
@pytest.mark.parametrize("outcomes", [["output", "trust"], ["clashes_bad"]])
def test_it_draws_whatever_was_compared(outcomes: list[str]) -> None:
    done = compare(SHORT, SHORT.replace("division", "need"), SHORT, runs=2, outcomes=outcomes)
    comparison(done).canvas.draw()
