"""What is said of where an alliance tips claims no more than the runs show."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from alliance.cli import run_command
from alliance.words.tipping import describe
from experiments.phase_diagrams.controls import Control
from experiments.phase_diagrams.tipping import Ask, Tipping, trace
from experiments.sweeps.diagram import Diagram
from experiments.transitions.scan import Estimate
from experiments.transitions.variance import Split
from sim.scenarios import Scenario
from tests.experiments.conftest import BASE
from tests.experiments.phase_diagrams.test_tipping import logistic, share

SMALL = Scenario.from_dict(BASE)


def read(
    ask: Ask, here: float | None, low: float = 0.0, high: float = 1.0, runs: int = 1000
) -> str:
    control = Control("trust", "trust", here, low, high, lambda _: SMALL)
    found = Tipping(SMALL, control, Diagram(), trace(ask, low, high, runs), 0)
    return " ".join(describe(found).split())


def test_it_says_whose_luck_it_is_and_that_a_start_is_no_tipping_point() -> None:
    control = Control("trust", "trust", 0.6, 0.0, 1.0, lambda _: SMALL, of_start=True)
    own = Split(Estimate(0.31, 0.12, 0.52), 0.6, 60, 4)
    curve = trace(logistic(0.4, 0.1), 0.0, 1.0, 400)
    english = " ".join(describe(Tipping(SMALL, control, Diagram(), curve, 0, own)).split())
    assert "31% (12%–52%) is who the members are" in english
    assert "success curve over where the alliance starts" in english
    dutch = " ".join(describe(Tipping(SMALL, control, Diagram(), curve, 0, own), "nl").split())
    assert "31% (12%–52%) wie de leden zijn" in dutch
    other = replace(control, of_start=False)
    assert "success curve" not in describe(Tipping(SMALL, other, Diagram(), curve, 0))


def test_the_sentence_of_an_alliance_above_and_below_the_edge() -> None:
    above = read(logistic(0.4, 0.08), 0.6)
    assert above.startswith("This alliance sits 0.2")
    assert "of trust above the 50 % point: at 0." in above
    assert "half of the runs become productive; here, at 0.60, 9" in above
    assert "from a quarter to three quarters" in above
    below = read(logistic(0.4, 0.08), 0.2)
    assert "of trust below the 50 % point" in below
    falling = read(logistic(0.4, 0.08, sign=-1), 0.2)
    assert "of trust below the 50 % point" in falling
    assert "from three quarters to a quarter" in falling


def test_inside_the_band_it_says_that_it_cannot_tell() -> None:
    assert read(logistic(0.4, 0.1), 0.4).startswith(
        "It cannot be told on which side of the 50 % point"
    )


def test_without_an_edge_it_says_which_side_all_is_on() -> None:
    never = read(share(lambda v: 0.05 + 0.25 * v), 0.4)
    assert never.startswith(
        "No 50 % point between 0.00 and 1.00 of trust: at every value fewer than half"
    )
    assert "the most, " in never
    assert "cannot tell" not in never
    always = read(share(lambda v: 0.75 + 0.2 * v), 0.4)
    assert "at every value more than half of the runs become productive; the least, " in always
    nearly = read(share(lambda v: 0.44 * np.ones_like(v)), 0.4, runs=100)
    assert "a 50 % point near that value is not excluded" in nearly


def test_a_gradual_change_is_not_called_a_threshold() -> None:
    assert "gradual change more than a threshold" in read(share(lambda v: 0.35 + 0.3 * v), 0.9)
    assert "gradual" not in read(logistic(0.4, 0.08), 0.9)


def test_two_edges_are_both_told() -> None:
    mode = read(share(lambda v: np.exp(-(((v - 0.5) / 0.2) ** 2))), 0.1, runs=3000)
    assert "This is no simple threshold: the share crosses 50 % more than once, at 0.3" in mode
    assert " and 0.6" in mode


def test_outside_what_was_looked_at_and_where_nothing_is_said() -> None:
    assert "outside what was looked at" in read(logistic(0.4, 0.1), 1.4)
    assert read(logistic(0.4, 0.1), None).startswith("Along trust, at 0.")


def test_an_edge_at_the_end_of_the_range_may_lie_beyond() -> None:
    text = read(logistic(0.96, 0.1), 0.4, runs=300)
    assert "beyond the range) half of the runs" in text
    assert " or more) of trust below the 50 % point" in text


@pytest.mark.slow
def test_the_reading_and_the_picture_speak_dutch(tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = ["tipping", "smooth-start", "--runs", "100", "--set", "length=24"]
    assert run_command([*words, "--language", "nl", "--out", str(out)]) == 0
    told = (out / "reading.txt").read_text("utf-8")
    assert "vertrouwen" in told
    assert not any(word in told.split() for word in ("the", "edge", "runs become", "share"))
