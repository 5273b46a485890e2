"""Loops and meetings: laws, and two systems whose answers are known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim
from experiments.transitions import hysteresis
from experiments.transitions.branches import Branches
from experiments.transitions.hysteresis import Hysteresis, frames, reading
from experiments.transitions.loops import Loop, over_speeds
from experiments.transitions.ramp import CONTROLS, STEPS, WAITS, run_histories, run_ramp
from experiments.transitions.systems import wells
from sim.errors import AllianceError

CONTROL = np.linspace(-1.0, 1.0, 9)
WAITED = np.array([0.0, 10.0, 20.0])
TIMES = (25, 50, 100, 200)


def loop(there: np.ndarray, back: np.ndarray, duration: float = 1.0) -> Loop:
    return Loop(CONTROL, there, back, duration)


def loops(areas: tuple[float, ...], spread: float = 0.01) -> list[Loop]:
    rng = np.random.default_rng(0)
    return [
        loop(np.zeros((60, 9)), np.full((60, 9), area) + spread * rng.normal(size=(60, 1)), t)
        for t, area in zip(TIMES, areas, strict=True)
    ]


def branches(*gaps: float, spread: float = 0.01) -> Branches:
    rng = np.random.default_rng(1)
    bad = np.zeros((1, 3, 80))
    good = np.array(gaps)[None, :, None] + spread * rng.normal(size=(1, 3, 80))
    return Branches(np.array([0.5]), WAITED, good, bad)


@pytest.fixture(scope="module")
def double_well() -> Hysteresis:
    return hysteresis.known_systems(runs=20)[0]


@pytest.fixture(scope="module")
def relaxing() -> Hysteresis:
    return hysteresis.known_systems(runs=20)[1]


@given(st.integers(0, 2**32), st.floats(-5, 5))
def test_a_way_back_that_is_the_way_there_has_no_area(seed: int, shift: float) -> None:
    way = np.random.default_rng(seed).normal(size=(6, 9)) + shift
    np.testing.assert_array_equal(loop(way, way).areas, 0.0)


@given(st.integers(0, 2**32))
def test_turning_the_other_way_turns_the_sign(seed: int) -> None:
    there, back = np.random.default_rng(seed).normal(size=(2, 6, 9))
    np.testing.assert_allclose(loop(there, back).areas, -loop(back, there).areas)


@given(st.integers(0, 2**32))
def test_what_age_does_to_both_is_taken_off(seed: int) -> None:
    there, back, age_there, age_back = np.random.default_rng(seed).normal(size=(4, 6, 9))
    whole = loop(there + age_there, back + age_back).less(loop(age_there, age_back))
    np.testing.assert_allclose(whole.areas, loop(there, back).areas)


def test_the_area_is_the_mean_distance_of_the_ways() -> None:
    there = np.zeros((3, 9))
    assert loop(there, there + 0.25).area().value == pytest.approx(0.25)


def test_what_does_not_fit_is_refused() -> None:
    way = np.zeros((3, 9))
    with pytest.raises(ValueError, match="do not fit"):
        loop(way, way[:, :5])
    with pytest.raises(ValueError, match="value at every step"):
        loop(way, way * np.nan)
    with pytest.raises(ValueError, match="four speeds"):
        over_speeds([loop(way, way)] * 4)
    with pytest.raises(ValueError, match="same number of runs"):
        over_speeds([loop(way[: 1 + k % 2], way[: 1 + k % 2], k) for k in range(1, 5)])
    with pytest.raises(ValueError, match="every moment"):
        Branches(np.array([0.5]), WAITED, np.full((1, 3, 4), np.nan), np.zeros((1, 3, 4)))


def test_a_double_well_has_hysteresis_and_tips_past_its_spinodals(double_well: Hysteresis) -> None:
    assert double_well.speeds.verdict == "stays"
    tips = [one.turns(0.0) for one in double_well.speeds.loops]
    for up, down in tips:
        assert up.value > wells.SPINODAL
        assert down.value < -wells.SPINODAL
    past = [up.value - wells.SPINODAL for up, _ in tips]
    assert past == sorted(past, reverse=True)  # the slower, the nearer
    assert past[-1] < 0.1
    assert reading(double_well).startswith("Hysteresis")


def test_at_no_speed_is_left_what_lies_between_the_two_states(double_well: Hysteresis) -> None:
    h = np.linspace(-wells.SPINODAL, wells.SPINODAL, 401)
    between = []
    for tilt in h:
        rest = np.roots([-1.0, 0.0, 1.0, tilt]).real  # all three are real between the spinodals
        between.append(rest.max() - rest.min())
    known = np.trapezoid(between, h) / 2.0
    # Noise tips a little early, so that somewhat less is left.
    assert known * 0.93 < double_well.speeds.still.value < known * 1.01
    assert double_well.speeds.power == pytest.approx(2 / 3, abs=0.04)


def test_two_pasts_of_a_double_well_meet_only_outside_its_spinodals(
    double_well: Hysteresis,
) -> None:
    for one in double_well.meetings:
        inside = abs(one.control) < wells.SPINODAL
        assert one.verdict == ("kept" if inside else "forgotten"), one.control


def test_two_pasts_that_meet_share_their_chance() -> None:
    found = wells.met(wells.relaxing, np.array([0.0]), WAITED, runs=5, seed=1)
    # The noise is the same for both, so what relaxes to one place comes to be equal, not only alike.
    np.testing.assert_allclose(found.good[:, -1], found.bad[:, -1], atol=1e-6)


def test_what_relaxes_lags_by_its_time_and_no_more(relaxing: Hysteresis) -> None:
    assert relaxing.speeds.verdict == "lag"
    assert {one.verdict for one in relaxing.meetings} == {"forgotten"}
    # It is late by 1 on both ways, and h moves by 2 / duration in that time.
    assert relaxing.speeds.areas[0].value == pytest.approx(2 * 2 / 25, rel=0.12)
    assert reading(relaxing).startswith("A lag")


def test_speeds_tell_a_lag_from_what_stays_and_admit_when_they_cannot() -> None:
    assert over_speeds(loops((0.4, 0.2, 0.1, 0.05))).verdict == "lag"
    assert over_speeds(loops((0.6, 0.4, 0.3, 0.25))).verdict == "stays"
    assert over_speeds(loops((0.1, 0.15, 0.2, 0.3))).verdict == "grows"
    assert over_speeds(loops((0.1, 0.5, 0.1, 0.09))).verdict == "not told"
    assert over_speeds(loops((0.0, 0.0, 0.0, 0.0))).verdict == "none"
    for areas in ((0.4, 0.2, 0.1, 0.05), (0.6, 0.4, 0.3, 0.25)):
        one, other = over_speeds(loops(areas)), over_speeds(loops(tuple(-a for a in areas)))
        assert one.verdict == other.verdict


def test_a_past_is_kept_fading_or_forgotten() -> None:
    expected = {"kept": (0.5, 0.4, 0.4), "fading": (0.5, 0.4, 0.1), "forgotten": (0.5, 0.1, 0.0)}
    for verdict, gaps in expected.items():
        assert branches(*gaps).meetings()[0].verdict == verdict
        assert branches(*(-gap for gap in gaps)).meetings()[0].verdict == verdict
    assert branches(0.5, 0.2, 0.1, spread=2.0).meetings()[0].verdict == "not told"


def test_slow_relaxation_is_not_called_kept() -> None:
    waits = np.array([0.0, 5.0, 10.0, 20.0, 40.0])
    for time in (20.0, 100.0):
        (one,) = wells.met(wells.slow(time), np.zeros(1), waits, runs=20, seed=2).meetings()
        assert one.verdict == "fading"
        assert one.fading.value == pytest.approx(1.0 / time, rel=0.1)
        assert one.lasts < 2.0 * time
    (held,) = wells.met(wells.double_well, np.zeros(1), waits, runs=20, seed=2).meetings()
    assert held.verdict == "kept"
    assert held.lasts > 400.0


def test_speeds_that_a_system_cannot_follow_tell_nothing() -> None:
    turned = [wells.turned(wells.slow(200.0), t, runs=16, seed=1) for t in TIMES]
    assert over_speeds(turned).verdict in {"grows", "not told"}


def test_few_pairs_far_apart_are_told_from_all_a_little() -> None:
    bad = np.zeros((1, 3, 80))
    good = bad + 1.0
    bad[..., 20:] = 1.0
    (split,) = Branches(np.array([0.5]), WAITED, good, bad).meetings()
    (alike,) = Branches(np.array([0.5]), WAITED, good, good - 0.25).meetings()
    assert split.gaps[-1].value == alike.gaps[-1].value == 0.25
    assert split.far.value == 0.25
    assert alike.far.value == 0.0


def test_a_reading_tells_loss_from_hysteresis(double_well: Hysteresis) -> None:
    speeds = double_well.speeds
    kept = Hysteresis("x", "", speeds, tuple(branches(0.5, 0.4, 0.4).meetings()))
    gone = Hysteresis("x", "", speeds, tuple(branches(0.5, 0.1, 0.0).meetings()))
    assert reading(kept, kept).startswith("Hysteresis")
    assert reading(kept, gone).startswith("Loss")
    assert reading(gone, kept).startswith("A lag")


@pytest.mark.slow
@pytest.mark.parametrize("control", CONTROLS)
def test_an_alliance_is_turned_and_left_alone_under_the_same_chance(control: str) -> None:
    found = run_ramp(sim.load("default"), control, STEPS, runs=4, seed=1)
    good = int(np.argmin(np.abs(found.loop.control - CONTROLS[control].good)))
    first = found.loop.there if good == 0 else found.loop.back
    same = found.still.there if good == 0 else found.still.back
    # In the first step the control is where it was.
    np.testing.assert_array_equal(first[:, good], same[:, good])
    assert not np.array_equal(found.loop.there, found.still.there)


@pytest.mark.slow
def test_two_pasts_of_an_alliance_wait_for_as_long_as_is_said() -> None:
    found = run_histories(
        sim.load("default"), "shocks", variant="nothing lost for good", points=2, runs=4
    )
    assert found.good.shape == (2, len(WAITS), 4)
    # At the bad end both get bad circumstances, at the good end those with a good past just go on.
    assert not np.array_equal(found.good[0], found.bad[0])
    np.testing.assert_array_equal(found.good[0, 0], found.good[1, 0])


@pytest.mark.slow
def test_where_nothing_is_lost_for_good_all_live() -> None:
    found = run_ramp(
        sim.load("default"), "money", STEPS, variant="nothing lost for good", runs=12, seed=2
    )
    assert found.living.all()
    np.testing.assert_array_equal(found.survivors.areas, found.beyond_age.areas)


def test_all_numbers_are_written(double_well: Hysteresis, relaxing: Hysteresis) -> None:
    found = frames([double_well, relaxing])
    assert len(found["loops"]) == 2 * (len(hysteresis.KNOWN) + 1)
    assert len(found["readings"]) == 2
    assert np.isfinite(found["meetings"]["gap"]).all()
    table = hysteresis.areas_table([double_well, relaxing])
    assert len({line.count("|") for line in table.splitlines()}) == 1


def test_wrong_turns_are_refused() -> None:
    base = sim.load("default")
    with pytest.raises(AllianceError, match="did you mean 'money'"):
        run_ramp(base, "mony", STEPS)
    with pytest.raises(AllianceError, match="variant"):
        run_ramp(base, "money", STEPS, variant="as it was")
    with pytest.raises(ValueError, match="multiple of"):
        run_ramp(base, "money", STEPS + 1)
    with pytest.raises(AllianceError, match="no grant"):
        run_ramp(base.replace("grant", []), "money", STEPS)
