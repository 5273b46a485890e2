"""Early warning: laws of the indicators, and systems whose answers are known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau
from sklearn.metrics import roc_auc_score

import sim
from experiments.transitions import breakdown, warning
from experiments.transitions.breakdown import MONTHS, ends, grown
from experiments.transitions.evaluation import (
    ALLOWED,
    Added,
    Evaluation,
    area,
    evaluate,
    evaluate_all,
)
from experiments.transitions.indicators import HISTORY, detrended, indicators, kendall, rolling
from experiments.transitions.matching import WATCH, Watched, before, matched, watch
from experiments.transitions.scan import Estimate
from experiments.transitions.systems import fold
from sim.observers.paths import Paths, alive
from sim.observers.phases import PRODUCING, phase_path

SLOWING = ("variance of x rises", "autocorrelation of x rises")


def watched(case: np.ndarray, control: np.ndarray) -> Watched:
    months = np.full(len(case), 60)
    return Watched({"x": case}, {"x": control}, {}, months)


@pytest.fixture(scope="module")
def paths() -> Paths:
    return grown(seed=3, runs=150)


@given(st.integers(0, 2**32), st.floats(0.1, 10), st.floats(-5, 5), st.floats(-1, 1))
def test_slowing_down_knows_no_scale_level_or_slope(
    seed: int, scale: float, level: float, slope: float
) -> None:
    series = np.random.default_rng(seed).normal(size=(3, HISTORY))
    other = level + scale * series + slope * np.arange(HISTORY)
    one, two = (indicators({"x": values}) for values in (series, other))
    for name in SLOWING:
        np.testing.assert_allclose(one[name], two[name], atol=0.05)


@given(st.integers(0, 2**32))
def test_a_rise_turned_round_is_a_fall(seed: int) -> None:
    series = np.random.default_rng(seed).normal(size=(3, HISTORY + 2))
    falls, rises = indicators({"x": series}), indicators({"x": -series}, rises=("x",))
    np.testing.assert_array_equal(falls["low x"], rises["high x"])
    np.testing.assert_array_equal(falls["x falls"], rises["x rises"])
    for name in SLOWING:
        np.testing.assert_allclose(falls[name], rises[name])


@given(st.integers(0, 2**32), st.integers(0, 10))
def test_an_indicator_looks_at_nothing_later(seed: int, later: int) -> None:
    series = np.random.default_rng(seed).normal(size=(4, HISTORY + 11))
    other = series.copy()
    other[:, HISTORY + later :] = 1e6
    one, two = (indicators({"x": values}) for values in (series, other))
    for name, values in one.items():
        np.testing.assert_array_equal(values[:, : later + 1], two[name][:, : later + 1])


def test_the_month_of_the_breakdown_and_later_are_not_handed_on() -> None:
    rng = np.random.default_rng(0)
    series = rng.normal(size=(40, 120))
    falls, until = np.arange(40) < 15, np.where(np.arange(40) < 15, 70, 120)
    poisoned = series.copy()
    poisoned[:, 70:] = np.nan  # all pairs are of month 70
    one, two = (watch({"x": values}, falls, until) for values in (series, poisoned))
    assert len(one) == len(two) == 15
    for name, values in one.cases.items():
        np.testing.assert_array_equal(values, two.cases[name])
        np.testing.assert_array_equal(one.controls[name], two.controls[name])
    np.testing.assert_array_equal(
        before(series, np.array([3]), np.array([70]), 5), series[[3], 65:70]
    )


@given(st.integers(0, 2**32))
def test_controls_outlive_their_case_and_serve_once(seed: int) -> None:
    rng = np.random.default_rng(seed)
    falls = rng.random(60) < 0.4
    until = np.where(falls, rng.integers(1, 120, 60), 120)
    pairs = matched(falls, until, 30, ahead=12, seed=seed)
    assert len(set(pairs.controls)) == len(pairs.controls)
    assert (until[pairs.cases] == pairs.months).all()
    assert (pairs.months >= 30).all()
    assert (until[pairs.controls] > pairs.months + 12).all()
    assert len(pairs.cases) + pairs.unmatched == (falls & (until >= 30)).sum()


def test_kendall_is_that_of_scipy() -> None:
    series = np.random.default_rng(0).normal(size=(5, 12))
    expected = [kendalltau(np.arange(12), row).statistic for row in series]
    np.testing.assert_allclose(kendall(series), expected)
    np.testing.assert_allclose(detrended(np.arange(12.0)[None]), 0.0, atol=1e-12)


def test_the_area_is_that_of_sklearn() -> None:
    ill, well = np.random.default_rng(0).integers(0, 6, size=(2, 30)).astype(float)
    expected = roc_auc_score(np.repeat([1, 0], 30), np.concatenate([ill, well]))
    found = area(ill, well, np.ones((3, 30)))
    assert found.value == pytest.approx(expected)
    assert found.low == found.high == pytest.approx(expected)


def test_variance_and_memory_of_a_known_process() -> None:
    rng = np.random.default_rng(1)
    x = [np.zeros(400)]
    for _ in range(400):
        x.append(0.6 * x[-1] + rng.normal(size=400))
    variance, memory = rolling(np.stack(x[200:], axis=1), 100)
    assert variance.mean() == pytest.approx(1 / (1 - 0.36), rel=0.1)
    assert memory.mean() == pytest.approx(0.6, abs=0.06)


@pytest.mark.slow
@pytest.mark.parametrize("system", [fold.fold, fold.flattening])
def test_an_approach_that_is_watched_for_long_is_warned_of(system: object) -> None:
    found = warning.verdict("x", *(system(120, runs=150, seed=seed) for seed in (5, 6)))
    for one in found.judged:
        if one.slowing:
            assert one.areas[-1].low > 0.55, one.name
    assert found.reading.startswith("Slowing down warns")


def test_noise_that_reddens_by_itself_is_a_false_alarm_and_the_reading_says_it_may_be() -> None:
    found = warning.verdict("x", *(fold.reddening(120, runs=200, seed=seed) for seed in (5, 6)))
    assert found.slows
    assert "noise turned redder by itself" in found.reading


@pytest.mark.slow
def test_in_a_well_that_flattens_levels_tell_nothing_and_fluctuations_all() -> None:
    found = warning.verdict("x", *(fold.flattening(120, runs=150, seed=seed) for seed in (5, 6)))
    assert found.added[-1].levels.low < 0.5
    assert found.added[-1].more.low > 0.1


@pytest.mark.slow
def test_fluctuations_do_not_warn_of_jumps_by_chance() -> None:
    # Four samples of some 290 pairs: a mean area, and hits less false alarms, have a standard error of
    # .012 where there is nothing, so that this fails by chance less than once in 100,000 times.
    samples = [
        evaluate_all(*(fold.jumps(HISTORY, seed=2 * k + side) for side in (0, 1))) for k in range(4)
    ]
    for word in ("variance", "autocorrelation"):
        found = [one for sample in samples for one in sample if one.name.startswith(word)]
        assert np.mean([one.areas[-1].value for one in found]) == pytest.approx(0.5, abs=0.06)
        more = [one.hits.value - one.false_alarms.value for one in found]
        assert np.mean(more) == pytest.approx(0.0, abs=0.06)


def test_a_threshold_is_set_on_training_controls_alone() -> None:
    rng = np.random.default_rng(3)
    case, control, other = rng.normal(size=(3, 200, WATCH))
    first = evaluate("x", watched(case, control), watched(case, other))
    late = control[:, -2:].copy()
    control[:, -2:] = 99.0  # too late to count
    second = evaluate("x", watched(case + 5.0, control), watched(other, case))
    assert first.threshold == second.threshold
    control[:, -2:] = late
    wrongly = (control[:, : WATCH - 2].max(1) > first.threshold).mean()
    assert wrongly == pytest.approx(ALLOWED, abs=0.006)
    with pytest.raises(ValueError, match="too few"):
        evaluate("x", watched(case[:5], control[:5]), watched(case, other))


def test_a_warning_comes_so_many_months_before() -> None:
    quiet = np.zeros((40, WATCH)) + np.random.default_rng(0).random((40, WATCH)) * 0.1
    case = quiet.copy()
    case[:, WATCH - 7 :] = 1.0
    found = evaluate("x", watched(quiet, quiet), watched(case, quiet))
    assert found.lead == (7.0, 7.0, 7.0)
    assert found.hits.value == 1.0
    assert found.areas[-1].value == 0.5  # twelve months before nothing was to be seen
    assert found.areas[0].value == 1.0


@pytest.mark.slow
def test_alliances_that_end_do_so_after_what_is_looked_at(paths: Paths) -> None:
    found = ends(paths, seed=1)
    assert len(found) > 2
    assert (found.months >= HISTORY + WATCH - 1).all()
    assert set(alive(paths).sum(1)[alive(paths).sum(1) < MONTHS] - 1) >= set(found.months)
    for sides in found.records.values():
        for side in sides:
            assert side.shape == (len(found), HISTORY + WATCH - 1)
            assert np.isfinite(side).all()


@pytest.mark.slow
def test_alliances_that_reach_their_goal_have_not_broken_down() -> None:
    reached = sim.load("default").replace("parameters.goal_size", 1)
    held = grown(seed=3, runs=30, scenario=reached)
    assert not np.isin(np.nan_to_num(held["ending"]), 3).any()  # nothing closes: the grant goes on
    fallen = {name: values.copy() for name, values in held.items()}
    fallen["ending"] = np.where(fallen["ending"] > 0, 3.0, fallen["ending"])
    assert len(ends(fallen)) == 0


@pytest.mark.slow
def test_those_that_fall_back_are_compared_with_productive_ones(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {}
    monkeypatch.setattr(
        breakdown, "watch", lambda *args, **more: asked.update(more, falls=args[1:])
    )
    breakdown.falls_back(paths)
    productive = phase_path(paths) == PRODUCING
    np.testing.assert_array_equal(asked["at_risk"], productive)
    falls, until = asked["falls"]
    assert falls.any()
    assert productive[falls, until[falls] - 1].all()
    assert not productive[falls, until[falls]].any()


@given(st.integers(0, 2**32))
def test_who_cannot_break_down_is_no_control(seed: int) -> None:
    rng = np.random.default_rng(seed)
    falls, at_risk = rng.random(60) < 0.3, rng.random((60, 120)) < 0.5
    until = np.where(falls, rng.integers(1, 90, 60), 120)
    pairs = matched(falls, until, 1, at_risk=at_risk, seed=seed)
    assert at_risk[pairs.controls, pairs.months - 1].all()


def test_what_sinks_warns_as_low_and_as_falling() -> None:
    sinking = np.linspace(1.0, 0.0, HISTORY)[None]
    found = indicators({"x": sinking, "y": -sinking}, rises=("y",))
    assert found["x falls"].item() == found["y rises"].item() > 0.0
    assert found["low x"].item() == found["high y"].item() == 0.0


def test_wider_but_not_longer_is_no_slowing_down() -> None:
    nothing = Estimate(0.5, 0.4, 0.6, 1.0)
    told = {True: Estimate(0.8, 0.7, 0.9, 1.0), False: nothing}
    for wider, longer, words in (
        (True, True, "Slowing down warns"),
        (True, False, "Fluctuations grow wider, not longer"),
        (False, True, "Fluctuations grow longer, not wider"),
        (False, False, "Slowing down does not warn"),
    ):
        judged = [
            Evaluation(name, (told[sure],), nothing, nothing, (0, 0, 0), 0.0, np.zeros((2, 2)))
            for name, sure in zip(SLOWING, (wider, longer), strict=True)
        ]
        added = [Added(12, nothing, nothing, nothing, nothing)]
        assert warning.Verdict("x", judged, added, 9, 0).reading.startswith(words)
