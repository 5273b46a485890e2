"""Phases are measured, with dwell, on time use alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim
from sim.observers.paths import paths_of
from sim.observers.phases import (
    CHAFING,
    DISSOLVED,
    LEARNING,
    PRODUCING,
    STAGNATION,
    first_month,
    held_long_enough,
    phase_path,
    spells,
)


def path(leads: list[int], engaged: float = 0.5) -> dict[str, np.ndarray]:
    """A run of two members in which the activity given for each month leads; 0 is dissolved."""
    codes = np.array(leads)
    living = np.where(codes == 0, np.nan, 1.0)

    def share(code: int) -> np.ndarray:
        return (np.where(codes == code, 0.6, 0.2) * living)[None, :, None] * np.ones(2)

    return {
        "joint_output": living[None],
        "effort": np.ones((1, len(codes), 2)) * living[None, :, None],
        "engagement": np.full((1, len(codes), 2), engaged) * living[None, :, None],
        "designing": share(1),
        "learning": share(2),
        "producing": share(3),
    }


def test_a_clean_path_is_named_as_it_is() -> None:
    leads = [1] * 12 + [2] * 20 + [3] * 28
    assert phase_path(path(leads))[0].tolist() == leads


def test_a_blip_is_no_phase() -> None:
    leads = [1] * 10 + [3] * 3 + [1] * 7 + [2] * 20
    assert phase_path(path(leads), dwell=6)[0].tolist() == [1] * 20 + [2] * 20


def test_a_phase_can_come_back() -> None:
    leads = [1] * 10 + [2] * 10 + [1] * 10
    assert phase_path(path(leads))[0].tolist() == leads


def test_dissolution_and_stagnation() -> None:
    assert phase_path(path([1] * 8 + [0] * 4))[0].tolist() == [1] * 8 + [DISSOLVED] * 4
    stuck = phase_path(path([1] * 60), stall=36)[0]
    assert stuck.tolist() == [CHAFING] * 36 + [STAGNATION] * 24
    idle = phase_path(path([3] * 30, engaged=0.05))[0]
    assert idle[-1] == STAGNATION


def test_producing_for_long_is_no_stagnation() -> None:
    assert set(phase_path(path([3] * 100), stall=36)[0]) == {PRODUCING}


@given(st.lists(st.sampled_from([1, 2, 3]), min_size=1, max_size=60), st.integers(1, 9))
def test_only_the_first_and_the_last_spell_may_be_shorter_than_dwell(
    leads: list[int], dwell: int
) -> None:
    codes = np.array([leads], dtype=np.int8)
    phase = held_long_enough(codes, np.ones_like(codes, dtype=bool), dwell)[0]
    cuts = np.flatnonzero(np.diff(phase)) + 1
    lengths = np.diff([0, *cuts, len(phase)])
    assert (lengths[1:-1] >= dwell).all()
    assert set(phase) <= set(leads)


@given(st.lists(st.sampled_from([1, 2, 3]), min_size=1, max_size=40))
def test_runs_are_measured_apart(leads: list[int]) -> None:
    alone = held_long_enough(np.array([leads], dtype=np.int8), np.ones((1, len(leads)), bool), 4)
    beside = np.array([leads[::-1], leads], dtype=np.int8)
    together = held_long_enough(beside, np.ones_like(beside, dtype=bool), 4)
    np.testing.assert_array_equal(together[1], alone[0])


def test_measuring_changes_nothing() -> None:
    result = sim.simulate("default", runs=4, seed=1)
    before = result.copy(deep=True)
    named, kept, shown = sim.phases(result), sim.outcomes(result), sim.signs(result)
    assert result.identical(before)
    assert set(np.unique(named.phase)) <= {0, 1, 2, 3, 4}
    assert bool(((named.confidence >= 0) & (named.confidence <= 1)).all())
    assert kept.sizes == {"run": 4}
    assert list(shown.data_vars) == [f"S{k}" for k in range(1, 9)]


def test_phases_do_not_depend_on_the_order_of_members() -> None:
    paths = dict(paths_of(sim.simulate("default", runs=4, seed=1)))
    turned = {n: v[..., ::-1] if v.ndim == 3 else v for n, v in paths.items()}
    np.testing.assert_array_equal(phase_path(paths), phase_path(turned))


def test_first_month_and_spells() -> None:
    phase = sim.phases(sim.simulate("smooth-start", runs=3, seed=1)).phase
    first = first_month(phase.to_numpy(), LEARNING)
    table = spells(phase)
    learning = table[table.phase == "discovering and learning"].groupby("run")["first"].first()
    np.testing.assert_array_equal(learning.to_numpy(), first)
    assert table.groupby("run").months.sum().eq(phase.sizes["tick"]).all()


@pytest.mark.parametrize("wrong", [{"dwell": 0}, {"stall": 0}])
def test_a_wrong_setting_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="from 1"):
        phase_path(path([1] * 5), **wrong)  # type: ignore[arg-type]
