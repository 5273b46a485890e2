"""Phases are what is done together and what it earns, with dwell; what fits none is named as such."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim
from sim.observers.paths import alive, paths_of, work_of
from sim.observers.phases import (
    APART,
    BETWEEN,
    CHAFING,
    DISSOLVED,
    LEARNING,
    PHASES,
    PRODUCING,
    STAGNATION,
    Definition,
    confidence,
    first_month,
    held_long_enough,
    phase_path,
    regressions,
    spells,
)
from tests.sim.observers.made import path, side_by_side

KINDS = (CHAFING, LEARNING, PRODUCING, BETWEEN, APART)
kinds = st.sampled_from(KINDS)


@pytest.fixture(scope="module")
def result() -> object:
    return sim.simulate("default", runs=6, seed=1)


def named(months: list[int], **numbers: float) -> list[int]:
    return phase_path(path(months), Definition(**numbers))[0].tolist()  # type: ignore[arg-type]


def lengths(phase: np.ndarray) -> np.ndarray:
    cuts = np.flatnonzero(np.diff(phase)) + 1
    return np.diff([0, *cuts, len(phase)])


# -- each phase -------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", KINDS)
def test_a_run_of_one_kind_is_named_so(code: int) -> None:
    assert named([code] * 30) == [code] * 30


def test_the_brochures_path() -> None:
    months = [CHAFING] * 12 + [LEARNING] * 20 + [PRODUCING] * 28
    # The year before month 34 still gave less than apart: 0.9 a month against 1.3.
    late = 1 + max(k for k in range(12) if k * 1.3 + (12 - k) * 0.9 <= 12)
    expected = [CHAFING] * 12 + [LEARNING] * 20 + [BETWEEN] * (late - 1)
    assert late - 1 < 6  # shorter than dwell: it belongs to learning
    found = named(months, dwell=1)
    assert found[: 32 + late - 1] == expected
    assert set(found[32 + late - 1 :]) == {PRODUCING}
    assert set(named(months)) == {CHAFING, LEARNING, PRODUCING}


def test_conflict_counts_with_designing() -> None:
    paths = path([LEARNING] * 40)
    assert phase_path(paths)[0].tolist() == [LEARNING] * 40
    paths["conflict_hours"][0, 20:30] = 0.31 * 2.0  # with designing .41, over .40 of learning
    found = phase_path(paths)[0].tolist()
    assert found == [LEARNING] * 20 + [CHAFING] * 10 + [LEARNING] * 10


def test_most_means_more_than_either_of_the_others() -> None:
    paths = path([LEARNING] * 20)
    for name, share in (("designing", 0.3), ("learning", 0.25), ("joint", 0.31), ("apart", 0.14)):
        paths[f"{name}_hours"][:] = 2.0 * share
    assert set(phase_path(paths)[0]) == {BETWEEN}
    paths["designing_hours"][:] = 2.0 * 0.32
    assert set(phase_path(paths)[0]) == {CHAFING}


def test_joint_work_needs_to_give_more_than_apart() -> None:
    for earned, code in ((0.999, BETWEEN), (1.0, BETWEEN), (1.001, PRODUCING)):
        found = phase_path(path([PRODUCING] * 40, output=[earned] * 40))[0]
        assert set(found) == {code}


def test_what_was_worked_apart_counts_for_what_was_given() -> None:
    paths = path([PRODUCING] * 30)
    paths["apart_output"][:] = 0.0
    assert set(phase_path(paths)[0]) == {BETWEEN}


def test_all_of_the_last_twelve_months_count_and_nothing_before() -> None:
    good, bad = [3.0] * 30, [0.9] * 30
    found = phase_path(path([PRODUCING] * 60, output=good + bad), Definition(dwell=1))[0]
    # One month of 3.0 among eleven of 0.9 is 12.9 for 12.
    assert found.tolist() == [PRODUCING] * 41 + [BETWEEN] * 19


def test_in_the_first_year_all_months_so_far_count() -> None:
    found = phase_path(path([PRODUCING] * 11, output=[0.5] * 5 + [2.0] * 6), Definition(dwell=1))[0]
    assert found.tolist() == [BETWEEN] * 7 + [PRODUCING] * 4  # 2.5 + 2 k > 5 + k from k = 3


def test_more_than_two_thirds_apart_is_working_apart() -> None:
    for apart, code in ((0.66, CHAFING), (0.68, APART)):
        paths = path([CHAFING] * 20)
        for name, share in (("designing", 0.7), ("learning", 0.2), ("joint", 0.1)):
            paths[f"{name}_hours"][:] = 2.0 * (1.0 - apart) * share
        paths["apart_hours"][:] = 2.0 * apart
        assert set(phase_path(paths)[0]) == {code}


def test_working_apart_is_never_productive_or_stagnant() -> None:
    paths = path([APART] * 100, output=[1.5] * 100)
    assert set(phase_path(paths)[0]) == {APART}


def test_hours_for_roles_and_actions_are_in_no_activity() -> None:
    paths = path([LEARNING] * 20)
    paths["other_hours"][:] = 100.0
    assert set(phase_path(paths)[0]) == {LEARNING}


# -- dwell ------------------------------------------------------------------------------------------


def test_a_blip_is_no_phase() -> None:
    assert (
        named([CHAFING] * 10 + [APART] * 3 + [CHAFING] * 7 + [LEARNING] * 20)
        == [CHAFING] * 20 + [LEARNING] * 20
    )
    assert APART in named([CHAFING] * 10 + [APART] * 3 + [CHAFING] * 7, dwell=3)


def test_a_blip_in_what_is_earned_is_none_either() -> None:
    output = [1.001] * 30 + [0.95] * 2 + [1.12] * 3 + [1.001] * 25
    raw = phase_path(path([PRODUCING] * 60, output=output), Definition(dwell=1))[0]
    assert 0 < (raw == BETWEEN).sum() < 6
    assert set(phase_path(path([PRODUCING] * 60, output=output))[0]) == {PRODUCING}


def test_joint_work_on_the_edge_stays_joint_work() -> None:
    # What was earned turns every two months: still no month of it is learning.
    output = [1.1 if (k // 2) % 2 else 0.9 for k in range(40)]
    months = [LEARNING] * 10 + [PRODUCING] * 40
    found = phase_path(path(months, output=[0.9] * 10 + output), Definition(window=1, stall=60))[0]
    assert found[:10].tolist() == [LEARNING] * 10
    assert set(found[10:]) == {BETWEEN}


def test_a_month_without_hours_continues_the_one_before() -> None:
    paths = path([LEARNING] * 20 + [CHAFING] * 20)
    for name in ("designing", "learning", "joint", "apart"):
        paths[f"{name}_hours"][0, 15:20] = 0.0
    assert phase_path(paths)[0].tolist() == [LEARNING] * 20 + [CHAFING] * 20


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
    st.lists(kinds, min_size=1, max_size=80),
    st.integers(1, 9),
    st.integers(1, 20),
    st.integers(0, 30),
)
def test_every_spell_keeps_to_dwell(months: list[int], dwell: int, stall: int, gone: int) -> None:
    phase = np.array(named(months + [DISSOLVED] * gone, dwell=dwell, stall=stall))
    assert (phase[len(months) :] == DISSOLVED).all()
    assert (phase[: len(months)] != DISSOLVED).all()
    assert (lengths(phase[: len(months)])[:-1] >= dwell).all()


@given(st.lists(st.sampled_from([0, 1, 2, 3]), min_size=1, max_size=40))
def test_filtering_twice_changes_nothing_more(leads: list[int]) -> None:
    living = np.ones((1, len(leads)), bool)
    once = held_long_enough(np.array([leads], dtype=np.int8), living, 4)
    np.testing.assert_array_equal(held_long_enough(once, living, 4), once)


# -- stagnation and the end -------------------------------------------------------------------------


def test_long_in_a_phase_and_no_closer_to_productivity_is_stagnation() -> None:
    for code in (CHAFING, LEARNING, BETWEEN):
        assert named([code] * 60, stall=36) == [code] * 36 + [STAGNATION] * 24
    back_and_forth = ([CHAFING] * 9 + [LEARNING] * 9) * 4
    assert named(back_and_forth, stall=36)[36:] == [STAGNATION] * 36
    assert set(named([PRODUCING] * 100, stall=36)) == {PRODUCING}


def test_coming_back_from_working_apart_begins_anew() -> None:
    assert named([APART] * 60 + [LEARNING] * 36) == [APART] * 60 + [LEARNING] * 36


@pytest.mark.parametrize("what", ["joint hours", "added value"])
def test_coming_closer_to_productivity_is_no_stagnation(what: str) -> None:
    months, year = [LEARNING] * 72, np.arange(72) / 12
    for growth, found in ((0.06, {LEARNING}), (0.04, {LEARNING, STAGNATION})):
        paths = path(months, output=0.5 + growth * year if what == "added value" else None)
        if what == "joint hours":
            paths["joint_hours"][0] = 2.0 * growth * year
            paths["apart_hours"][0] = 2.0 * (0.5 - growth * year)
        assert set(phase_path(paths)[0]) == found


def test_hardly_working_is_stagnation() -> None:
    for code in KINDS:
        effort = np.array([1.0] * 20 + [0.25] * 20)
        phase = phase_path(path([code] * 40, effort))[0]
        assert phase.tolist() == [code] * 20 + [STAGNATION] * 20
        effort[20:] = 0.26
        assert set(phase_path(path([code] * 40, effort))[0]) == {code}
    assert phase_path(path([CHAFING] * 20, 0.0))[0].tolist() == [STAGNATION] * 20


def test_a_run_ends_dissolved() -> None:
    assert named([CHAFING] * 8 + [DISSOLVED] * 4) == [CHAFING] * 8 + [DISSOLVED] * 4


# -- laws -------------------------------------------------------------------------------------------


@given(st.lists(kinds, min_size=1, max_size=60), st.sampled_from([0.2, 1.0, 3.0]))
def test_runs_are_measured_apart(months: list[int], effort: float) -> None:
    one, turned = path(months, effort), path(months[::-1])
    np.testing.assert_array_equal(phase_path(side_by_side(turned, one))[1], phase_path(one)[0])


@pytest.mark.slow
@given(st.lists(kinds, min_size=1, max_size=60), st.sampled_from([0.125, 2.0, 1024.0]))
def test_the_unit_of_an_hour_does_not_matter(months: list[int], unit: float) -> None:
    np.testing.assert_array_equal(phase_path(path(months)), phase_path(path(months, unit)))


@given(
    st.lists(kinds, max_size=80),
    st.lists(st.sampled_from([0.1, 1.0]), min_size=104, max_size=104),
    st.integers(0, 80),
    st.integers(1, 7),
)
def test_the_future_changes_no_phase_but_for_the_last_months(
    months: list[int], effort: list[float], cut: int, dwell: int
) -> None:
    """Naming looks back: what is begun at the cut may still become a phase, nothing before it."""
    opening = [CHAFING] * 24  # a run too short for any phase takes what leads last
    whole = opening + months
    worked = np.array([1.0] * 24 + effort[: len(months)])
    upto = 24 + min(cut, len(months))
    by = Definition(dwell=dwell, stall=12)
    full = phase_path(path(whole, worked), by)[0]
    so_far = phase_path(path(whole[:upto], worked[:upto]), by)[0]
    sure = upto - 2 * (dwell - 1)
    np.testing.assert_array_equal(so_far[:sure], full[:sure])


def test_measuring_changes_nothing(result) -> None:  # type: ignore[no-untyped-def]
    before = result.copy(deep=True)
    found, kept, shown = sim.phases(result), sim.outcomes(result), sim.signs(result)
    assert result.identical(before)
    assert set(np.unique(found.phase)) <= {phase.code for phase in PHASES}
    assert found.phase.attrs["flag_values"] == [phase.code for phase in PHASES]
    assert bool(((found.confidence >= 0) & (found.confidence <= 1)).all())
    assert kept.sizes == {"run": 6}
    assert list(shown.data_vars) == [f"S{k}" for k in range(1, 9)]


@pytest.mark.slow
@given(order=st.permutations(range(8)), turned=st.permutations(range(6)))
def test_phases_do_not_depend_on_the_order_of_members_or_runs(  # type: ignore[no-untyped-def]
    result, order: list[int], turned: list[int]
) -> None:
    paths = dict(paths_of(result))
    members = {n: v[..., order] if v.ndim == 3 else v for n, v in paths.items()}
    np.testing.assert_array_equal(phase_path(paths), phase_path(members))
    runs = {n: v[turned] for n, v in paths.items()}
    np.testing.assert_array_equal(phase_path(paths)[turned], phase_path(runs))


def test_all_hours_are_in_one_activity(result) -> None:  # type: ignore[no-untyped-def]
    work = work_of(paths_of(result))
    whole = result.effort.sum("member") - result.other_hours
    there = alive(paths_of(result))
    np.testing.assert_allclose((work.together + work.apart)[there], whole.values[there], atol=1e-9)
    assert ((work.together + work.apart)[~there] == 0).all()


# -- what goes with them ----------------------------------------------------------------------------


def test_a_phase_can_come_back() -> None:
    months = [CHAFING] * 10 + [LEARNING] * 10 + [CHAFING] * 10
    assert named(months) == months
    assert regressions(phase_path(path(months))).tolist() == [1]


def test_going_back_through_something_else_is_going_back() -> None:
    phase = np.array(
        [[1, 2, 4, 1, 0], [1, 4, 2, 3, 0], [4, 4, 1, 2, 1], [3, 5, 6, 2, 2], [3, 6, 5, 3, 3]],
        dtype=np.int8,
    )
    assert regressions(phase).tolist() == [1, 0, 1, 1, 0]


def test_confidence_is_how_far_the_hours_bear_it_out() -> None:
    def sure(months: list[int], phase: list[int]) -> list[float]:
        return confidence(work_of(path(months)), np.array([phase], dtype=np.int8))[0].tolist()

    assert sure([CHAFING] * 3, [CHAFING] * 3) == pytest.approx([0.5] * 3)  # .4 - .1 of .6
    assert sure([LEARNING] * 3, [CHAFING] * 3) == [0.0] * 3
    assert sure([PRODUCING] * 3, [PRODUCING] * 3) == pytest.approx([0.5] * 3)
    assert sure([BETWEEN] * 3, [PRODUCING] * 3) == [0.0] * 3
    assert sure([BETWEEN] * 3, [BETWEEN] * 3) == pytest.approx([0.5] * 3)
    assert sure([APART] * 3, [APART] * 3) == pytest.approx([0.4] * 3)  # .8 of the way from 2/3 to 1
    assert sure([CHAFING] * 14, [STAGNATION] * 14)[-2:] == pytest.approx([1.0] * 2)
    assert sure([DISSOLVED] * 2, [DISSOLVED] * 2) == [1.0] * 2


def test_spells_of_a_clean_path() -> None:
    import xarray as xr

    codes = np.array([[1] * 8 + [2] * 7 + [5] * 6 + [1] * 6 + [0] * 4], dtype=np.int8)
    table = spells(xr.DataArray(codes, {"run": [5], "tick": np.arange(31)}, ("run", "tick")))
    assert table["run"].tolist() == [5] * 5
    assert table["phase"].tolist() == [PHASES[code].name for code in (1, 2, 5, 1, 0)]
    assert table["first"].tolist() == [0, 8, 15, 21, 27]
    assert table["months"].tolist() == [8, 7, 6, 6, 4]
    assert table["regress"].tolist() == [False, False, False, True, False]
    assert table["censored"].tolist() == [False] * 5


def test_first_month_and_spells_tell_the_same(result) -> None:  # type: ignore[no-untyped-def]
    phase = sim.phases(result).phase
    first = first_month(phase.to_numpy(), LEARNING)
    table = spells(phase)
    learning = table[table.phase == PHASES[LEARNING].name].groupby("run")["first"].first()
    np.testing.assert_array_equal(learning.to_numpy(), first[~np.isnan(first)])
    assert table.groupby("run").months.sum().eq(phase.sizes["tick"]).all()
    assert table.groupby("run").regress.sum().tolist() == regressions(phase.to_numpy()).tolist()


def test_the_definition_can_be_swept(result) -> None:  # type: ignore[no-untyped-def]
    found = {}
    for dwell in (3, 6):
        for apart in (1 / 2, 2 / 3):
            phase = sim.phases(result, Definition(dwell=dwell, apart=apart)).phase
            assert phase.attrs["dwell"] == dwell
            assert phase.attrs["apart"] == apart
            found[dwell, apart] = float((phase == APART).mean())
    assert found[6, 1 / 2] > found[6, 2 / 3]


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        ({"dwell": 0}, "dwell = 0: must be a whole number from 1"),
        ({"stall": 0}, "stall = 0"),
        ({"window": 0}, "window = 0"),
        ({"apart": 1.0}, r"apart = 1.0: must be in \[0, 1\)"),
    ],
)
def test_a_wrong_definition_is_refused(wrong: dict[str, int], line: str) -> None:
    with pytest.raises(ValueError, match=line):
        Definition(**wrong)  # type: ignore[arg-type]
