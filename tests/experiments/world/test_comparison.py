"""Measures and verdicts on lives that are made up, and the table of targets itself."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.world import comparison
from experiments.world.measures import BY_AGE, PER_RUN, Lives, is_log, measure, measured_in_data
from experiments.world.runs import constant_hazard
from experiments.world.targets import FITTED, HELD_OUT, SETTINGS, TARGETS, Target
from sim.observers.intervals import Interval
from sim.observers.outcomes import GOAL

KEYS = {target.key: target for target in TARGETS}


def lives(months: np.ndarray, ending: np.ndarray, **others: np.ndarray) -> Lives:
    return Lives({"months": months, "ending": ending, **others}, 120)


def test_the_table_is_whole() -> None:
    assert {t.measure for t in TARGETS} <= {*PER_RUN, *BY_AGE, "ties"}
    assert {t.measure for t in FITTED} <= set(PER_RUN)
    assert len(FITTED) + len(HELD_OUT) == len(TARGETS)
    for target in TARGETS:
        assert np.isfinite(measured_in_data(target).value), target.key
        assert target.source
        assert target.why
    for setting in SETTINGS.values():
        assert setting.build().length == setting.length


@pytest.mark.parametrize(
    "change",
    [{"compare": "sign"}, {"use": "fitted"}, {"value": None}, {"value": 1.0, "measured": "rate"}],
)
def test_half_a_target_is_refused(change: dict[str, object]) -> None:
    whole = {
        **dict.fromkeys(("key", "what", "source", "found", "why", "setting"), "x"),
        "use": "held-out",
        "compare": "level",
        "measure": "rate",
        "value": 0.1,
    }
    Target.model_validate(whole)
    with pytest.raises(ValueError):  # noqa: PT011
        Target.model_validate(whole | change)


def test_shares_and_months_are_those_of_the_runs() -> None:
    made = lives(
        np.array([30.0, 36.0, 50.0, 110.0, 120.0]),
        np.array([4.0, 4.0, GOAL, GOAL, 0.0]),
        time_to_learning=np.array([9.0, 10.0, 70.0, np.nan, 30.0]),
        time_to_productivity=np.array([9.0, np.nan, 99.0, np.nan, 39.0]),
    )
    assert measure(made, KEYS["grant-years"]).value == pytest.approx(2 / 5)
    assert measure(made, KEYS["after-grant"]).value == pytest.approx(1 / 3)
    assert measure(made, KEYS["goal-reached"]).value == pytest.approx(2 / 4)
    assert measure(made, KEYS["sustained"]).value == pytest.approx(3 / 5)
    assert measure(made, KEYS["inception"]).value == pytest.approx((10 + 11 + 24) / 3)
    assert measure(made, KEYS["results"]).value == pytest.approx(20.0)


def test_a_cliff_is_seen_and_lost_at_a_constant_hazard() -> None:
    chance = np.random.default_rng(3)
    months = np.where(chance.random(2000) < 0.4, 62.0, 120.0)
    made = lives(months, np.where(months < 120, 4.0, 0.0))
    target = KEYS["cliff"]
    data = measured_in_data(target)
    assert comparison.verdict(target, data, measure(made, target)) == comparison.AGREES
    null = constant_hazard(made)
    assert (null.outcomes["ending"] > 0).mean() == pytest.approx(0.4, abs=0.06)
    assert comparison.verdict(target, data, measure(null, target)) != comparison.AGREES


def test_ties_of_trust_fell_in_the_source() -> None:
    found = measured_in_data(KEYS["two-waves"])
    assert found.value == pytest.approx(511 / 674)
    assert found.high < 1


@pytest.mark.parametrize(
    ("compare", "model", "verdict"),
    [
        ("level", (0.04, 0.05), "agrees"),
        ("level", (0.04, 0.10), "cannot tell"),
        ("level", (0.09, 0.10), "differs"),
        ("shape", (0.03, 0.09), "agrees"),
        ("shape", (0.11, 0.20), "differs"),
        ("sign", (0.01, 9.0), "agrees"),
        ("sign", (-1.0, 0.5), "cannot tell"),
        ("sign", (-1.0, -0.5), "differs"),
    ],
)
def test_verdicts(compare: str, model: tuple[float, float], verdict: str) -> None:
    target = KEYS["years-after"].model_copy(update={"compare": compare, "neutral": 0.0})
    data = Interval(0.05, 0.03, 0.08)
    low, high = model
    assert comparison.verdict(target, data, Interval((low + high) / 2, low, high)) == verdict


def test_a_fitted_month_may_lie_two_distances_away_in_its_logarithm() -> None:
    target = KEYS["results"]
    assert is_log(target)
    data = measured_in_data(target)
    assert comparison.verdict(target, data, Interval(50.0, 45.0, 56.0)) == comparison.AGREES
    assert comparison.verdict(target, data, Interval(60.0, 57.0, 63.0)) == comparison.DIFFERS


@pytest.mark.slow
def test_the_model_is_measured_in_all_of_it() -> None:
    found = comparison.compare(12, seed=1, nulls=("constant hazard",))
    assert [one.target.key for one in found] == list(KEYS)
    lines = comparison.rows(found)
    assert len(lines) == len(TARGETS) + 2
    for one in found:
        held_out = one.target.use == "held-out" and one.target.measure != "ties"
        assert bool(one.nulls) == held_out, one.target.key
