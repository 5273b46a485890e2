"""Living alliances from two starts, members alike, and lives whose length is known."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.ensembles import runs_of
from experiments.transitions import stationary
from experiments.transitions.stationary import alike, lives, started, two_starts
from sim.observers.paths import alive
from sim.scenarios import load
from sim.start import begin

pytestmark = pytest.mark.slow


def test_two_starts_have_the_same_members_and_part_by_their_start_alone() -> None:
    found = two_starts(
        load("default"), "parameters.hope", [1.5], runs=4, order="trust", waits=(1, 6, 12)
    )
    first = (found.good - found.bad)[0, 0]
    assert (first > 0.5).all(), "they start far apart"
    assert ((found.good - found.bad)[0, -1] < first).all()


def test_members_alike_are_alike_but_for_what_they_can() -> None:
    base = alike(load("default"))
    traits = begin([base], np.zeros(3, np.intp), np.arange(3), 0).traits
    for name in ("professionalism", "capacity", "candour", "attachment", "support", "own_quality"):
        assert np.ptp(getattr(traits, name), axis=1).max() == 0.0, name
    assert np.ptp(traits.goals, axis=1).max() == np.ptp(traits.values, axis=1).max() == 0.0
    assert np.ptp(traits.expertise, axis=1).min() > 0.1
    assert (started(base, 0.3).start.agreements, started(base, 0.3).start.language) == (0.3, 0.3)


def test_a_hazard_that_is_known_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """1,500 lives that end by a chance of .01 a month: three standard errors are some .001."""
    paths = runs_of(load("default").replace("length", 2), 2, 0)
    rng = np.random.default_rng(0)
    ends = rng.geometric(0.01, 1500)
    month = np.arange(240)
    living = month[None] < ends[:, None]
    monkeypatch.setattr(stationary, "runs_of", lambda *_: paths)
    monkeypatch.setattr(stationary, "alive", lambda _: living)
    law = rng.normal(size=1500)
    monkeypatch.setitem(
        stationary.ORDER, "joint", stationary.ORDER["trust"].__class__("x", lambda *_: law)
    )
    found = lives(load("default"), runs=1500)
    assert found.hazard.value == pytest.approx(0.01, abs=0.0012)
    assert found.hazard.holds(0.01)
    assert found.ageing.holds(0.0)
    assert found.lasts == pytest.approx(np.log(100), abs=0.12)
    assert alive(paths).all()
