"""What is said of advice claims no more than fresh runs show."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import sim
from alliance.words.advice import describe
from experiments.advice.advise import Advice, advise

SHORT = sim.load("default").replace("members.count", 3).replace("length", 18)


@pytest.fixture(scope="module")
def found() -> Advice:
    return advise(SHORT, 4.0, 20, 3)


def judged(found: Advice, more: np.ndarray) -> Advice:
    """The advice with other fresh runs of the chosen: so much more than doing nothing."""
    values = found.fresh.outcomes["added_value"].copy()
    values[1] = values[0] + more
    outcomes = {**found.fresh.outcomes, "added_value": values}
    return replace(found, fresh=replace(found.fresh, outcomes=outcomes))


@pytest.mark.slow
def test_words_follow_the_fresh_runs_and_not_the_search(found: Advice) -> None:
    wave = np.where(np.arange(20) % 2, 0.1, -0.1)
    assert describe(judged(found, wave + 0.5)).startswith("Do D")
    harm = judged(found, wave - 0.5)
    assert describe(harm).startswith("Do none of the nine actions. The best")
    assert harm.advised == found.fresh.scenario
    unsure = judged(found, wave + 0.01)
    assert _line(unsure).startswith("No action can be told from doing nothing with these runs.")
    assert f"about {unsure.effect().needed:,.0f} runs would tell" in _line(unsure)
    assert unsure.advised == found.advised


@pytest.mark.slow
def test_nothing_is_claimed_where_nothing_happens() -> None:
    """With no time for actions they are never done: there is nothing to tell."""
    idle = advise(SHORT.replace("parameters.action_time", 0.0), 4.0, 20, 3)
    assert _line(idle).startswith("Do none of the nine actions. Nothing that was tried did better")


def test_what_a_small_budget_leaves_out_is_named() -> None:
    own = advise(SHORT.replace("roles.facilitator", {"capacity": 5}), 0.5, 20, 3)
    assert "Left out" in _line(own)
    assert "5 days a month" in _line(own)


def test_rivals_are_named_unless_they_can_be_told_apart(found: Advice) -> None:
    assert ("cannot be told" in _line(found)) == bool(found.as_good())


def _line(one: Advice) -> str:
    return " ".join(describe(one).split())


def test_every_label_of_a_timing_has_its_dutch() -> None:
    from alliance.words.advice import timing
    from experiments.advice.courses import in_months, while_seen

    labels = [while_seen(phase, every).label for phase in (1, 2, 3, 4) for every in (1, 3)]
    labels += [in_months(3).label, in_months(3, 9, 2).label]
    for label in labels:
        told = timing(label, "nl")
        assert not {"while", "every", "months", "month", "from", "to"} & set(told.split())
        assert timing(label, "en") == label
