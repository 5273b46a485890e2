"""Phases are measured, with dwell, on time use; stagnation also on effort."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim
from sim.observers.paths import alive, paths_of, time_shares
from sim.observers.phases import (
    CHAFING,
    DISSOLVED,
    LEARNING,
    PHASES,
    PRODUCING,
    STAGNATION,
    confidence,
    first_month,
    held_long_enough,
    name_phases,
    phase_path,
    regressions,
    spells,
)


@pytest.fixture(scope="module")
def result() -> object:
    return sim.simulate("default", runs=6, seed=1)


def path(leads: list[int], effort: list[float] | float = 1.0) -> dict[str, np.ndarray]:
    """A run of two members in which the activity given for each month leads; 0 is dissolved."""
    codes = np.array(leads)
    living = np.where(codes == 0, np.nan, 1.0)

    def share(code: int) -> np.ndarray:
        return (np.where(codes == code, 0.6, 0.2) * living)[None, :, None] * np.ones(2)

    return {
        "joint_output": living[None],
        "effort": (effort * living)[None, :, None] * np.ones(2),
        "designing": share(1),
        "learning": share(2),
        "producing": share(3),
    }


def named(leads: list[int], **settings: float) -> list[int]:
    return phase_path(path(leads), **settings)[0].tolist()  # type: ignore[arg-type]


def lengths(phase: np.ndarray) -> np.ndarray:
    cuts = np.flatnonzero(np.diff(phase)) + 1
    return np.diff([0, *cuts, len(phase)])


def test_a_clean_path_is_named_as_it_is() -> None:
    leads = [1] * 12 + [2] * 20 + [3] * 28
    assert named(leads) == leads


def test_a_blip_is_no_phase() -> None:
    leads = [1] * 10 + [3] * 3 + [1] * 7 + [2] * 20
    assert named(leads, dwell=6) == [1] * 20 + [2] * 20


@given(st.lists(st.integers(12, 59), max_size=8), st.sampled_from([1, 2, 3]))
def test_blips_far_apart_never_count(months: list[int], other: int) -> None:
    leads = [1] * 12 + [2] * 20 + [3] * 28
    apart = sorted(set(months))
    blips = [m for k, m in enumerate(apart) if k == 0 or m - apart[k - 1] > 6]
    noisy = [other if m in blips and m % 20 >= 6 else code for m, code in enumerate(leads)]
    assert set(named(noisy)) == {1, 2, 3}
    assert regressions(phase_path(path(noisy)))[0] == 0


def test_a_phase_can_come_back() -> None:
    leads = [1] * 10 + [2] * 10 + [1] * 10
    assert named(leads) == leads
    assert regressions(phase_path(path(leads))).tolist() == [1]


def test_going_back_through_stagnation_is_going_back() -> None:
    phase = np.array([[1, 2, 4, 1, 0], [1, 4, 2, 3, 0], [4, 4, 1, 2, 1]], dtype=np.int8)
    assert regressions(phase).tolist() == [1, 0, 1]


def test_a_run_ends_dissolved() -> None:
    assert named([1] * 8 + [0] * 4) == [1] * 8 + [DISSOLVED] * 4


def test_long_without_producing_and_no_closer_to_it_is_stagnation() -> None:
    assert named([1] * 60, stall=36) == [CHAFING] * 36 + [STAGNATION] * 24
    back_and_forth = ([1] * 9 + [2] * 9) * 4
    assert named(back_and_forth, stall=36)[36:] == [STAGNATION] * 36
    assert set(named([3] * 100, stall=36)) == {PRODUCING}


def test_coming_closer_to_producing_is_no_stagnation() -> None:
    producing = np.linspace(0.0, 0.4, 72)
    shares = np.stack([np.full(72, 0.1), 0.9 - producing, producing])[:, None]
    phase = name_phases(shares, np.ones((1, 72)), np.ones((1, 72), bool), stall=36, growth=0.05)
    assert set(phase[0]) == {LEARNING}
    phase = name_phases(shares, np.ones((1, 72)), np.ones((1, 72), bool), stall=36, growth=0.1)
    assert phase[0, 36:].tolist() == [STAGNATION] * 36


def test_hardly_working_is_stagnation() -> None:
    effort = np.array([1.0] * 20 + [0.2] * 20)
    phase = phase_path(path([3] * 40, effort))[0]
    assert phase.tolist() == [PRODUCING] * 20 + [STAGNATION] * 20
    nothing = phase_path(path([1] * 20, 0.0))[0]
    assert nothing.tolist() == [STAGNATION] * 20


@given(st.lists(st.sampled_from([1, 2, 3]), min_size=1, max_size=60), st.integers(1, 9))
def test_only_the_last_spell_or_a_whole_short_run_may_be_shorter_than_dwell(
    leads: list[int], dwell: int
) -> None:
    codes = np.array([leads], dtype=np.int8)
    phase = held_long_enough(codes, np.ones_like(codes, dtype=bool), dwell)[0]
    if len(phase) >= dwell:
        assert (lengths(phase)[:-1] >= dwell).all()
    assert set(phase) <= set(leads)


@given(
    st.lists(st.sampled_from([1, 2, 3]), min_size=1, max_size=80),
    st.integers(1, 9),
    st.integers(1, 20),
    st.integers(0, 30),
)
def test_stagnation_too_keeps_to_dwell(leads: list[int], dwell: int, stall: int, gone: int) -> None:
    phase = phase_path(path(leads + [0] * gone), dwell=dwell, stall=stall)[0]
    assert (phase[len(leads) :] == DISSOLVED).all()
    assert (phase[: len(leads)] != DISSOLVED).all()
    assert (lengths(phase[: len(leads)])[:-1] >= dwell).all()


@given(st.lists(st.sampled_from([0, 1, 2, 3]), min_size=1, max_size=40))
def test_filtering_twice_changes_nothing_more(leads: list[int]) -> None:
    living = np.ones((1, len(leads)), bool)
    once = held_long_enough(np.array([leads], dtype=np.int8), living, 4)
    np.testing.assert_array_equal(held_long_enough(once, living, 4), once)


@given(st.lists(st.sampled_from([1, 2, 3]), min_size=1, max_size=60))
def test_runs_are_measured_apart(leads: list[int]) -> None:
    one, turned = path(leads), path(leads[::-1])
    both = {name: np.concatenate([turned[name], one[name]]) for name in one}
    np.testing.assert_array_equal(phase_path(both)[1], phase_path(one)[0])


def test_measuring_changes_nothing(result) -> None:  # type: ignore[no-untyped-def]
    before = result.copy(deep=True)
    found, kept, shown = sim.phases(result), sim.outcomes(result), sim.signs(result)
    assert result.identical(before)
    assert set(np.unique(found.phase)) <= {0, 1, 2, 3, 4}
    assert found.phase.attrs["flag_values"] == [phase.code for phase in PHASES]
    assert bool(((found.confidence >= 0) & (found.confidence <= 1)).all())
    assert kept.sizes == {"run": 6}
    assert list(shown.data_vars) == [f"S{k}" for k in range(1, 9)]


def test_phases_do_not_depend_on_the_order_of_members_or_runs(result) -> None:  # type: ignore[no-untyped-def]
    paths = dict(paths_of(result))
    members = {n: v[..., ::-1] if v.ndim == 3 else v for n, v in paths.items()}
    np.testing.assert_array_equal(phase_path(paths), phase_path(members))
    runs = {n: v[::-1] for n, v in paths.items()}
    np.testing.assert_array_equal(phase_path(paths)[::-1], phase_path(runs))


def test_shares_sum_to_one_while_anybody_works(result) -> None:  # type: ignore[no-untyped-def]
    paths = paths_of(result)
    whole = np.sum(time_shares(paths), axis=0)
    there = alive(paths) & (paths["members"] > 0)
    np.testing.assert_allclose(whole[there], 1.0)


def test_confidence_is_the_lead_of_the_phase_that_is_named() -> None:
    paths = path([1] * 10 + [3] * 3 + [1] * 7)
    sure = confidence(paths, phase_path(paths))[0]
    np.testing.assert_allclose(sure, [0.4] * 10 + [0.0] * 3 + [0.4] * 7, atol=1e-12)


def test_spells_of_a_clean_path() -> None:
    import xarray as xr

    codes = np.array([[1] * 8 + [2] * 7 + [1] * 6 + [0] * 4], dtype=np.int8)
    table = spells(xr.DataArray(codes, {"run": [5], "tick": np.arange(25)}, ("run", "tick")))
    assert table["run"].tolist() == [5] * 4
    assert table["phase"].tolist() == [PHASES[code].name for code in (1, 2, 1, 0)]
    assert table["first"].tolist() == [0, 8, 15, 21]
    assert table["months"].tolist() == [8, 7, 6, 4]
    assert table["regress"].tolist() == [False, False, True, False]
    assert table["censored"].tolist() == [False] * 4


def test_first_month_and_spells_tell_the_same(result) -> None:  # type: ignore[no-untyped-def]
    phase = sim.phases(result).phase
    first = first_month(phase.to_numpy(), LEARNING)
    table = spells(phase)
    learning = table[table.phase == PHASES[LEARNING].name].groupby("run")["first"].first()
    np.testing.assert_array_equal(learning.to_numpy(), first[~np.isnan(first)])
    assert table.groupby("run").months.sum().eq(phase.sizes["tick"]).all()
    assert table.groupby("run").regress.sum().tolist() == regressions(phase.to_numpy()).tolist()


@pytest.mark.parametrize("wrong", [{"dwell": 0}, {"stall": 0}])
def test_a_wrong_setting_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="from 1"):
        phase_path(path([1] * 5), **wrong)  # type: ignore[arg-type]
