"""Paired comparison: same chance for all, honest intervals."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

import sim
from experiments.compare import DEFAULT, Comparison, compare
from experiments.effects import paired_effect, paired_proportions
from sim.errors import AllianceError
from sim.scenarios import Scenario
from sim.scenarios.variants import VARIANTS, resolve

SHORT = sim.load("default").replace("length", 40)


def facilitated(scenario: Scenario = SHORT) -> Scenario:
    scenario = scenario.replace("roles.facilitator", {"skill": 0.8, "capacity": 4})
    return scenario.replace("intervention", [{"action": "D1", "while": "chafing"}])


@pytest.fixture(scope="module")
def done() -> Comparison:
    return compare(SHORT, facilitated(), SHORT, runs=60, seed=2, labels=["base", "more", "same"])


def test_the_same_scenario_does_not_differ(done: Comparison) -> None:
    for effect in done.effects:
        if effect.variant == "same":
            assert effect.verdict in ("no run differs", "cannot tell")
            assert effect.differ == 0


@pytest.mark.slow
def test_differences_are_those_of_the_runs(done: Comparison) -> None:
    one, other = sim.simulate(SHORT, 60, 2), sim.simulate(facilitated(), 60, 2)
    more = (sim.outcomes(other).output - sim.outcomes(one).output).to_numpy()
    effect = done["more", "output"]
    assert effect.difference == pytest.approx(more.mean())
    assert effect.p_better == pytest.approx((more > 0).mean() + 0.5 * (more == 0).mean())
    np.testing.assert_array_equal(done.paths["more"].trust, other.trust)


def test_pairing_saves_runs(done: Comparison) -> None:
    assert done["more", "trust"].saving > 1.5


def test_paths_differ_only_after_the_change() -> None:
    later = SHORT.replace("intervention", [{"action": "D1", "from": 20}])
    rows = compare(SHORT, later, runs=10, seed=2, labels=["a", "b"]).over_time("b", "trust")
    assert (rows.difference[:20] == 0).all()
    assert (rows.difference[22:] != 0).any()


def test_a_joiner_does_not_spoil_the_pairing() -> None:
    joined = Scenario.from_dict(SHORT.to_dict() | {"joiner": [{"name": "Late", "tick": 25}]})
    rows = compare(SHORT, joined, runs=10, seed=2, labels=["a", "b"]).over_time("b")
    assert (rows.difference[:25] == 0).all()
    assert (rows.difference[25:] != 0).any()


def test_times_count_failures_with_their_whole_length() -> None:
    base, changed = np.array([np.nan, 30.0, np.nan]), np.array([20.0, 30.0, np.nan])
    effect = paired_effect("v", "time_to_productivity", base, changed, 0.95, horizon=40)
    assert effect.base == pytest.approx(110 / 3)
    assert effect.difference == pytest.approx(-20 / 3)
    assert effect.left_out == 0
    assert effect.p_better == pytest.approx(2 / 3)


def test_what_does_not_exist_is_left_out_and_counted() -> None:
    base, changed = np.array([0.5, np.nan, 0.1, 0.3]), np.array([0.6, 0.2, np.nan, 0.2])
    effect = paired_effect("v", "clashes_bad", base, changed, 0.95, horizon=40)
    assert (effect.pairs, effect.left_out) == (2, 2)
    assert effect.difference == pytest.approx(0.0)


@pytest.mark.parametrize("kept", [0, 1])
def test_too_few_pairs_tell_nothing(kept: int) -> None:
    base = np.where(np.arange(5) < kept, 0.5, np.nan)
    effect = paired_effect("v", "clashes_bad", base, base, 0.95, horizon=40)
    assert effect.verdict == "cannot tell"
    assert effect.left_out == 5 - kept


@pytest.mark.slow
def test_the_interval_covers_as_often_as_it_says() -> None:
    draws = np.random.default_rng(1)
    inside = []
    for _ in range(800):
        base = draws.normal(0, 1, 25)
        effect = paired_effect("v", "trust", base, base + draws.normal(0.3, 1, 25), 0.9, 40)
        inside.append(effect.low <= 0.3 <= effect.high)
    assert 0.87 < np.mean(inside) < 0.98  # at 25 pairs a third wider than Student's


def test_the_interval_of_yes_and_no_covers_too() -> None:
    draws = np.random.default_rng(2)
    inside = []
    for _ in range(1500):
        flips = draws.choice([1, -1, 0], 40, p=[0.12, 0.04, 0.84])
        low, high = paired_proportions(int((flips > 0).sum()), int((flips < 0).sum()), 40, 0.95)
        inside.append(low <= 0.08 <= high)
    assert 0.93 < np.mean(inside) <= 0.985


def test_no_more_can_be_told_than_the_interval_allows() -> None:
    """What cannot be told needs more runs than there are, whatever the interval."""
    few = np.random.default_rng(3).normal(0.0, 0.003, (2, 40))
    for pairs in (few[0], np.where(np.arange(40) < 3, few[1], 0.0)):
        found = paired_effect("v", "trust", np.zeros(40), pairs, 0.95, 40)
        assert found.verdict == "cannot tell"
        assert found.needed > 40
        assert found.detectable > (found.high - found.low) / 2


def test_forty_pairs_that_are_alike_tell_a_small_difference() -> None:
    """Before, the interval was a fifth of all that is possible however alike the pairs."""
    few = np.random.default_rng(3).normal(0.003, 0.003, 40)
    assert paired_effect("v", "trust", np.zeros(40), few, 0.95, 40).verdict == "better"


def test_the_runs_needed_are_enough() -> None:
    draws = np.random.default_rng(3)
    big = draws.normal(0.2, 1, 100_000)
    needed = int(paired_effect("v", "trust", np.zeros(len(big)), big, 0.95, 40).needed)
    told = [
        paired_effect("v", "trust", np.zeros(needed), draws.normal(0.2, 1, needed), 0.95, 40).low
        > 0
        for _ in range(400)
    ]
    assert 0.74 < np.mean(told) < 0.86


def test_saving_is_the_ratio_of_variances() -> None:
    draws = np.random.default_rng(4)
    base = draws.normal(0, 2, 5000)
    effect = paired_effect("v", "trust", base, base + draws.normal(0, 1, 5000), 0.95, 40)
    assert effect.saving == pytest.approx((4 + 5) / 1, rel=0.1)


def test_lower_is_better_where_it_is() -> None:
    base = np.full(50, 30.0) + np.arange(50) % 7
    assert (
        paired_effect("v", "time_to_learning", base, base - 3 - np.arange(50) % 2, 0.95, 40).verdict
        == "better"
    )
    assert (
        paired_effect("v", "clashes", base, base - 3 - np.arange(50) % 2, 0.95, 40).verdict
        == "lower"
    )


@pytest.mark.parametrize(
    ("outcome", "up", "down"),
    [
        ("output", "better", "worse"),
        ("time_to_learning", "worse", "better"),
        ("clashes", "higher", "lower"),
    ],
)
def test_verdicts_go_by_what_is_better(outcome: str, up: str, down: str) -> None:
    base = np.full(50, 20.0) + np.arange(50) % 7
    more = 3.0 + np.arange(50) % 2
    for changed, verdict in ((base + more, up), (base - more, down), (base, "no run differs")):
        assert paired_effect("v", outcome, base, changed, 0.95, 40).verdict == verdict


def test_the_frame_is_tidy(done: Comparison) -> None:
    rows = done.frame()
    assert len(rows) == 2 * len(DEFAULT)
    assert not rows.duplicated(["variant", "outcome"]).any()
    assert set(rows.better) <= {"higher", "lower", "neither"}


@pytest.mark.parametrize(
    ("call", "line"),
    [
        (lambda: compare("default"), "give a base and at least one variant"),
        (
            lambda: compare("default", "wash:erly-facilitation"),
            "did you mean 'early-facilitation'?",
        ),
        (lambda: compare("default", "wash:xyzzy"), "variants: no-facilitation, "),
        (lambda: compare("default", "default", outcomes=["outptu"]), "did you mean 'output'?"),
        (lambda: compare("default", "default", runs=1), "runs = 1 is not allowed"),
        (lambda: compare("default", "default", seed=-1), "seed = -1 is not allowed"),
        (lambda: compare("default", "default", confidence=1.0), "confidence = 1 is not allowed"),
        (lambda: compare("default", SHORT), "only equal lengths compare"),
        (lambda: compare("default", "default", labels=["a"]), "1 labels for 2 scenarios"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_one_line(call, line: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(AllianceError) as caught:
        call()
    assert line in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", sim.shipped())
def test_every_shipped_scenario_has_every_variant(name: str) -> None:
    base = sim.load(name)
    for variant in VARIANTS:
        changed = resolve(f"{name}:{variant}")
        assert [p.name for p in changed.places()] == [p.name for p in base.places()]
        assert changed.length == base.length


def test_the_interval_of_numbers_is_a_little_wider_than_students() -> None:
    draws = np.random.default_rng(3).normal(size=(2, 40))
    effect = paired_effect("other", "output", draws[0], draws[1], 0.9, 120)
    wanted = stats.ttest_rel(draws[1], draws[0]).confidence_interval(0.9)
    assert effect.high - effect.low == pytest.approx(1.2 * (wanted.high - wanted.low), rel=0.1)


def test_fewer_than_five_pairs_of_what_nothing_bounds_tell_nothing() -> None:
    draws = np.random.default_rng(3).normal(size=(2, 4))
    effect = paired_effect("other", "output", draws[0], draws[1], 0.9, 120)
    assert np.isnan(effect.low)
    assert effect.verdict == "cannot tell"


def test_the_chance_of_being_better_is_covered_at_its_ends() -> None:
    """Of pairs better in .9983: 95 % of 400 intervals hold it; Wilson's would do so in 84 %."""
    rng = np.random.default_rng(0)
    held = 0
    for _ in range(400):
        better = np.where(rng.random(100) < 0.9983, 1.0, -1.0)
        effect = paired_effect("other", "output", np.zeros(100), better, 0.95, 120)
        held += effect.p_low <= 0.9983 <= effect.p_high
    assert held / 400 > 0.92
