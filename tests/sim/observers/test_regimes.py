"""Regimes are found without time use, and agreement is counted right."""

from __future__ import annotations

import sys

import numpy as np
import pytest
import xarray as xr
from hypothesis import given, settings
from hypothesis import strategies as st

import sim
from sim.errors import AllianceError
from sim.observers.paths import STORES, paths_of, work_of
from sim.observers.regimes import (
    NO_REGIME,
    NULLS,
    STRICT,
    adjusted_rand,
    agreement,
    clock_as_spread,
    cohen_kappa,
    feedbacks_cut,
    find_regimes,
)


def synthetic(seed: int, runs: int = 20, linked: bool = True) -> xr.Dataset:
    """Runs through the three phases at moments of their own; trust and grievance move with them,
    or, if not linked, with a clock of their own."""
    chance = np.random.default_rng(seed)
    ticks = np.arange(60)

    def steps() -> np.ndarray:
        one = chance.integers(8, 22, (runs, 1))
        two = one + chance.integers(8, 22, (runs, 1))
        return 1 + (ticks >= one) + (ticks >= two)

    phase = steps()
    shown = phase if linked else steps()
    noise = chance.normal(0, 0.05, (3, runs, 60))
    joint = np.ones((runs, 60))
    joint[:2, 50:] = np.nan  # two runs end
    share = {
        f"{name}_hours": np.where(phase == code, 0.6, 0.2) * joint
        for code, name in enumerate(("designing", "learning", "joint"), start=1)
    }
    flat, deep = ("run", "tick"), ("run", "tick", "member")
    end = joint[..., None] * np.ones(2)
    return xr.Dataset(
        {
            "joint_output": (flat, 1.5 * joint),
            "apart_output": (flat, 0.0 * joint),
            "own_output": (flat, joint),
            "apart_hours": (flat, 0.3 * joint),
            "conflict_hours": (flat, 0.0 * joint),
            "trust": (flat, 0.2 * shown + noise[0] + joint - 1),
            "knowledge": (flat, 0.3 * shown + noise[1]),
            **dict.fromkeys(STORES, (flat, 0.5 - 0.1 * shown + noise[2])),
            "effort": (deep, end),
            **{name: (flat, values) for name, values in share.items()},
        },
        {"run": np.arange(runs), "tick": ticks},
    )


@pytest.mark.slow
def test_regimes_that_are_the_phases_are_found() -> None:
    regimes = find_regimes(synthetic(1), observables=STRICT)
    found = agreement(regimes, synthetic(2), draws=50)
    assert found.rand > 0.9
    assert found.kappa > 0.9
    assert found.rand_interval[0] <= found.rand <= found.rand_interval[1]
    assert found.calendar_high < found.rand_interval[0]
    assert sorted(regimes.phase_of) == [1, 2, 3]


@pytest.mark.slow
def test_the_calendar_alone_does_not_pass_for_agreement() -> None:
    regimes = find_regimes(synthetic(1, linked=False), observables=STRICT)
    found = agreement(regimes, synthetic(2, linked=False), draws=50)
    assert found.rand < found.calendar_high + 0.1


@pytest.mark.slow
def test_reading_ends_with_the_alliance_and_changes_nothing() -> None:
    regimes = find_regimes(synthetic(1), observables=STRICT, starts=1)
    unseen = synthetic(2)
    before = unseen.copy(deep=True)
    read = regimes.read(unseen)
    assert (read[:2, 50:] == NO_REGIME).all()
    assert (read[2:] != NO_REGIME).all()
    agreement(regimes, unseen, draws=3)
    assert unseen.identical(before)


@pytest.mark.slow
def test_the_same_seed_finds_the_same() -> None:
    one = find_regimes(synthetic(1), observables=STRICT, starts=1, seed=4)
    other = find_regimes(synthetic(1), observables=STRICT, starts=1, seed=4)
    np.testing.assert_array_equal(one.read(synthetic(2)), other.read(synthetic(2)))
    assert agreement(one, synthetic(2), draws=9) == agreement(other, synthetic(2), draws=9)


@pytest.mark.slow
def test_a_simulation_can_be_read() -> None:
    scenario = sim.load("default").replace("length", 60)
    regimes = find_regimes(sim.simulate(scenario, runs=8, seed=1), starts=1)
    found = agreement(regimes, sim.simulate(scenario, runs=8, seed=2), draws=20)
    assert -1.0 <= found.rand <= 1.0
    assert found.months > 0


@pytest.mark.slow
@pytest.mark.parametrize("null", NULLS)
def test_null_models_pass_from_designing_to_joint_work_without_their_feedbacks(null: str) -> None:
    scenario = sim.load("default").replace("parameters.leaving_on", 0)
    cut = feedbacks_cut(null)
    assert dict(cut.parameters) == dict.fromkeys(NULLS[null], 0)
    result = sim.simulate(scenario, runs=8, seed=1, model=cut)
    chafing, learning, joint = work_of(paths_of(result)).shares_together()
    for early, late in ((chafing, learning), (learning, joint)):
        assert (early.argmax(1) < late.argmax(1)).all()
    for share in (chafing, learning, joint):
        assert (share.max(1) > 0.5).mean() > 0.5
    np.testing.assert_allclose(result["apart"].where(result["active"] == 1).max(), 0.25)


def test_a_clock_does_not_look_at_how_things_are() -> None:
    scenario = sim.load("default").replace("length", 24)
    cut = feedbacks_cut("own clock")
    there = sim.simulate(scenario, runs=2, seed=1, model=cut)
    richer = sim.simulate(scenario.replace("start.trust.mean", 0.8), runs=2, seed=1, model=cut)
    assert not np.array_equal(there["trust"], richer["trust"])
    stayed = (there["active"] == 1).all("tick") & (richer["active"] == 1).all("tick")
    assert stayed.sum() > 8
    np.testing.assert_array_equal(
        there["designing"].where(stayed), richer["designing"].where(stayed)
    )


def test_clocks_are_as_far_apart_as_the_timing_they_are_given() -> None:
    months = np.array([10.0, 20.0, 40.0, np.nan])
    model = clock_as_spread(np.tile(months, 3), seed=1)
    given = sorted(draw["planning_horizon"] for draw in model.draws)
    assert given == sorted([10.0, 20.0, 40.0, 120.0] * 3)
    scenario = sim.load("default").replace("parameters.leaving_on", 0).replace("length", 60)
    result = sim.simulate(scenario, runs=12, seed=1, model=model)
    _, _, joint = work_of(paths_of(result)).shares_together()
    leads = np.where((joint > 0.5).any(1), (joint > 0.5).argmax(1), np.inf)
    due = np.array([draw["planning_horizon"] for draw in model.draws])
    late = leads - due
    assert (late[due <= 40] >= 0).all()
    assert (late[due <= 40] <= 6).all()  # a member changes its time by a quarter a month
    assert np.isinf(leads[due == 120]).all()


def test_wrong_names_are_refused() -> None:
    with pytest.raises(AllianceError, match="unknown; known: own clock"):
        feedbacks_cut("nul")
    for name in ("designing", "joint_hours", "conflict_hours"):
        with pytest.raises(AllianceError, match="time use, which regimes must not see"):
            find_regimes(synthetic(1), observables=[name])
    with pytest.raises(AllianceError, match="no variable of the alliance"):
        find_regimes(synthetic(1), observables=["effort"])
    with pytest.raises(ValueError, match="count = 1"):
        find_regimes(synthetic(1), count=1)


def test_without_the_extra_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hmmlearn", None)
    with pytest.raises(AllianceError, match=r'pip install "alliance-lab\[lab\]"') as caught:
        find_regimes(synthetic(1))
    assert "\n" not in str(caught.value)


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=2, max_size=60))
def test_agreement_is_counted_as_by_scikit_learn(items: list[tuple[int, int]]) -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    one, other = np.array(items).T
    table = np.zeros((3, 3))
    np.add.at(table, (one, other), 1)
    if table.sum(0).max() == 1 and table.sum(1).max() == 1:
        assert adjusted_rand(table) == 0  # no two items are together in either: nothing is told
    elif len(set(one)) > 1 or len(set(other)) > 1:
        expected = metrics.adjusted_rand_score(one, other)
        assert adjusted_rand(table) == pytest.approx(expected, abs=1e-9)
        assert cohen_kappa(table) == pytest.approx(metrics.cohen_kappa_score(one, other), abs=1e-9)
    else:
        assert adjusted_rand(table) == 0  # nor when all are together


def test_agreement_of_a_stack_of_tables_and_of_nothing() -> None:
    same = np.diag([5.0, 5.0, 5.0])
    np.testing.assert_allclose(adjusted_rand(np.stack([same, same])), 1.0)
    np.testing.assert_allclose(cohen_kappa(np.stack([same, same])), 1.0)
    assert np.isnan(adjusted_rand(np.zeros((3, 3))))
    assert np.isnan(cohen_kappa(np.zeros((3, 3))))
