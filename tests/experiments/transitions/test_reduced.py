"""The reduced model: it stays in its fixed points and its bounds, and goes by the rules."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.transitions.reduced import (
    BELIEF,
    KNOWLEDGE,
    TRUST,
    Circumstances,
    circumstances,
    course,
    drift,
    fixed_points,
    settled,
    shares,
)
from sim.scenarios import load

MIDDLE = np.array([0.5, 0.5, 1.0])


@pytest.fixture(scope="module")
def usual() -> Circumstances:
    return circumstances(load("default"), runs=32)


def test_circumstances_are_those_of_the_scenario(usual: Circumstances) -> None:
    assert usual.partners == 7
    assert (np.diff(usual.gain[:5]) > 0).all(), "members who divide the roles bring more"
    alike = load("default").replace("members.expertise", [0.5] * 4)
    assert circumstances(alike, runs=8).potential == pytest.approx(1.0, abs=0.02)


def test_time_is_divided_whole_and_states_stay_in_their_bounds(usual: Circumstances) -> None:
    states = np.random.default_rng(0).random((200, 3)) * [1.0, 1.0, 3.0]
    use = shares(states, usual)
    np.testing.assert_allclose(use.designing + use.learning + use.apart + use.joint, 1.0)
    way = course(states, usual, 120)
    assert way.shape == (121, 200, 3)
    assert (way >= 0.0).all()
    assert (way[..., :BELIEF] <= 1.0).all()


@pytest.mark.slow
def test_it_stays_in_its_fixed_points_and_comes_back_to_stable_ones(usual: Circumstances) -> None:
    found = fixed_points(usual, 3)
    assert any(one.stable for one in found)
    for one in found:
        np.testing.assert_allclose(drift(one.state, usual), 0.0, atol=1e-8)
        if one.stable:
            near = course(one.state + np.array([0.02, -0.02, 0.02]), usual, 200)[-1]
            np.testing.assert_allclose(near, one.state, atol=1e-3)


def test_partners_who_keep_fewer_promises_are_trusted_less(usual: Circumstances) -> None:
    worse = usual.turned("professionalism", usual.professionalism - 0.3)
    high, low = (settled(MIDDLE, c, 120) for c in (usual, worse))
    assert low[TRUST] < high[TRUST] - 0.1


def test_members_without_hours_for_each_other_forget_each_other(usual: Circumstances) -> None:
    apart = settled(MIDDLE, usual.turned("hours", 0.001), 240)
    assert apart[KNOWLEDGE] < 0.1
    with pytest.raises(TypeError):
        usual.turned("hour", 1.0)
