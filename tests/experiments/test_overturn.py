"""What would overturn a headline, on headlines that are made so that the answer is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from experiments.overturn import HEADLINES, Headline, assumed, moved, overturn, screen
from sim.arrays import Array
from sim.model import Model
from sim.observers.intervals import Interval
from sim.observers.outcomes import OUTCOMES
from sim.parameters import PARAMETERS

ENTRIES = tuple(entry for entry in assumed() if entry.low < entry.default / 4)[:6]
LEVER = PARAMETERS["effort_cost"]


@dataclass(frozen=True)
class Made(Headline):
    """A headline whose effect is 1 less two for each doubling of one size, and chance."""

    def values(self, runs: int, seed: int, model: Model | None = None) -> Array:
        draws = (model or Model()).drawn(np.arange(runs))
        size = np.broadcast_to(draws.get(LEVER.name, LEVER.default), runs)
        chance = np.random.default_rng(seed).standard_normal(runs)
        return np.asarray(1.0 - 2.0 * np.log2(size / LEVER.default) + 0.5 * chance)


def test_the_size_that_matters_is_found_and_how_far_it_must_move() -> None:
    headline = Made("made", "it is above nought", "added_value", above=True)
    found = screen(headline, 400, 1, (*ENTRIES, LEVER))
    assert found[0].entry == LEVER
    assert found[0].slope == pytest.approx(-2.0, abs=0.3)
    assert len(found) <= 2  # of six that do nothing, one in 400 would pass by chance
    end = overturn(headline, found[0], 400, 1)
    assert (end.factor, end.value) == (1.5, LEVER.default * 1.5)  # it falls at a factor of 1.41
    other = Made("made", "it is below nought", "added_value", above=False)
    assert np.isnan(overturn(other, found[0], 400, 1).factor) == (
        other.stands(Interval(1, 1, 1)) == "stands"
    )


def test_a_headline_stands_falls_or_cannot_be_told() -> None:
    up = Headline("k", "c", "added_value", above=True, limit=0.1)
    down = Headline("k", "c", "added_value", above=False, limit=0.1)
    for low, high, said in ((0.2, 0.3, "stands"), (0.0, 0.05, "falls"), (0.05, 0.2, "cannot tell")):
        found = Interval((low + high) / 2, low, high)
        assert up.stands(found) == said
        opposite = {"stands": "falls", "falls": "stands"}.get(said, said)
        assert down.stands(found) == opposite


def test_sizes_stay_within_their_bounds() -> None:
    for entry in assumed():
        for doublings in (-2.0, 2.0):
            assert entry.low <= moved(entry, doublings) <= entry.high
        assert moved(entry, 0.0) == entry.default


def test_headlines_are_of_outcomes_that_are_there() -> None:
    assert {headline.outcome for headline in HEADLINES} <= set(OUTCOMES)


@pytest.mark.slow
def test_a_headline_can_be_measured() -> None:
    with_variant = next(headline for headline in HEADLINES if headline.variant)
    assert with_variant.values(2, 1).shape == (2,)
