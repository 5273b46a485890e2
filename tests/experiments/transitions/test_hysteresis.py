"""Loops: laws, and two systems whose answers are known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim
from experiments.transitions import wells
from experiments.transitions.hysteresis import Loop, over_speeds
from experiments.transitions.turning import CONTROLS, STEPS, turn
from sim.errors import AllianceError

CONTROL = np.linspace(-1.0, 1.0, 9)


def loop(there: np.ndarray, back: np.ndarray, duration: float = 1.0) -> Loop:
    return Loop(CONTROL, there, back, duration)


@given(st.integers(0, 2**32), st.floats(-5, 5))
def test_a_way_back_that_is_the_way_there_has_no_area(seed: int, shift: float) -> None:
    way = np.random.default_rng(seed).normal(size=(6, 9)) + shift
    np.testing.assert_array_equal(loop(way, way).areas, 0.0)


@given(st.integers(0, 2**32))
def test_turning_the_other_way_turns_the_sign(seed: int) -> None:
    there, back = np.random.default_rng(seed).normal(size=(2, 6, 9))
    np.testing.assert_allclose(loop(there, back).areas, -loop(back, there).areas)


def test_the_area_is_the_mean_distance_of_the_ways() -> None:
    there = np.zeros((3, 9))
    assert loop(there, there + 0.25).area().value == pytest.approx(0.25)


def test_what_does_not_fit_is_refused() -> None:
    way = np.zeros((3, 9))
    with pytest.raises(ValueError, match="do not fit"):
        loop(way, way[:, :5])
    with pytest.raises(ValueError, match="value at every step"):
        loop(way, way * np.nan)
    with pytest.raises(ValueError, match="three speeds"):
        over_speeds([loop(way, way)] * 4)


def test_a_double_well_has_hysteresis_and_tips_past_its_spinodals() -> None:
    loops = [wells.turned(wells.double_well, t, runs=20, seed=1) for t in (25, 50, 100, 200)]
    found = over_speeds(loops)
    assert found.reading.startswith("Hysteresis")
    tips = [one.turns(0.0) for one in found.loops]
    for up, down in tips:
        assert up.value > wells.SPINODAL
        assert down.value < -wells.SPINODAL
    past = [up.value - wells.SPINODAL for up, _ in tips]
    assert past == sorted(past, reverse=True)  # the slower, the nearer
    assert past[-1] < 0.1


def test_what_relaxes_lags_by_its_time_and_no_more() -> None:
    loops = [wells.turned(wells.relaxing, t, runs=30, seed=2) for t in (50, 100, 200, 400)]
    found = over_speeds(loops)
    assert found.still.holds(0.0)
    assert found.reading.startswith(("A lag", "No loop"))
    # It is late by 1 on both ways, and h moves by 2 / duration in that time.
    assert found.areas[0].value == pytest.approx(2 * 2 / 50, rel=0.12)


def test_a_loop_that_grows_with_slowness_is_called_wear() -> None:
    luck = np.random.default_rng(0)
    loops = [loop(np.zeros((50, 9)), np.full((50, 9), area) + 0.01 * luck.normal(size=(50, 1)), t)
             for t, area in ((1.0, 0.1), (2.0, 0.15), (4.0, 0.3))]  # fmt: skip
    assert over_speeds(loops).reading.startswith("Wear")


@pytest.mark.parametrize("control", CONTROLS)
def test_an_alliance_is_turned_and_left_alone_under_the_same_chance(control: str) -> None:
    found = turn(sim.load("default"), control, STEPS, runs=4, seed=1)
    good = int(np.argmin(np.abs(found.loop.control - CONTROLS[control].good)))
    first = found.loop.there if good == 0 else found.loop.back
    same = found.still.there if good == 0 else found.still.back
    # In the first step the control is where it was.
    np.testing.assert_array_equal(first[:, good], same[:, good])
    assert not np.array_equal(found.loop.there, found.still.there)


def test_wrong_turns_are_refused() -> None:
    with pytest.raises(AllianceError, match="did you mean 'money'"):
        turn(sim.load("default"), "mony", STEPS)
    with pytest.raises(ValueError, match="multiple of"):
        turn(sim.load("default"), "money", STEPS + 1)
