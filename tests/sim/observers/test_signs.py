"""The signs are what they say, and are told apart by phase."""

from __future__ import annotations

import numpy as np
import pytest
import xarray as xr

import sim
from sim.observers.outcomes import gini
from sim.observers.phases import CHAFING, DISSOLVED, LEARNING, PRODUCING, phase_path
from sim.observers.signs import SIGNS, _means_by_phase, sign_by_phase, sign_peaks
from tests.sim.observers.made import as_result, path, side_by_side


@pytest.fixture(scope="module")
def result() -> object:
    return sim.simulate("default", runs=6, seed=3)


def through_all(runs: int = 8) -> xr.Dataset:
    """Runs through the three phases, at moments of their own; the story grows from each to the next."""
    chance = np.random.default_rng(1)
    parts = []
    for _ in range(runs):
        one, two = chance.integers(8, 20, 2)
        months = [CHAFING] * one + [LEARNING] * two + [PRODUCING] * (60 - one - two)
        made = path(months, output=[2.0] * 60)
        phase = phase_path(made)[0]
        made["language"] = (0.3 * phase + chance.normal(0, 0.05, 60))[None]
        made["knowledge"] = np.cumsum(np.where(phase == LEARNING, 0.05, 0.0))[None]
        made["binding"] = np.where(phase == CHAFING, 0.8, 0.5)[None]
        parts.append(made)
    return as_result(side_by_side(*parts))


# -- each sign --------------------------------------------------------------------------------------


def test_signs_are_measured_from_what_is_recorded(result) -> None:  # type: ignore[no-untyped-def]
    shown, r = sim.signs(result), result
    np.testing.assert_array_equal(shown.S1, r.binding)
    np.testing.assert_allclose(shown.S2, r.tension_hidden - r.tension_open)
    np.testing.assert_allclose(shown.S3, r.apart_hours / (r.apart_hours + r.joint_hours))
    np.testing.assert_array_equal(shown.S6, r.language)
    np.testing.assert_array_equal(shown.S7, r.unity)
    given, own = r.joint_output + r.apart_output, r.own_output
    year = [{"tick": slice(k - 11, k + 1)} for k in range(11, r.sizes["tick"])]
    for k, months in enumerate(year, start=11):
        alive = r.joint_output[:, k].notnull()
        expected = given.isel(months).sum("tick") / own.isel(months).sum("tick") - 1
        np.testing.assert_allclose(shown.S8[:, k], expected.where(alive))


def test_binding_is_commitment_by_nearness() -> None:
    scenario = sim.load("default").replace("length", 1).replace("parameters.ambition_on", 0)
    near = scenario.replace("members.goals", 0.5).replace("start.commitment", 0.6)
    far = near.replace("start.ambition", 0.9)
    for one, expected in ((near, 0.6), (far, 0.6 * 0.6)):
        found = sim.simulate(one, runs=2, seed=1)
        np.testing.assert_allclose(sim.signs(found).S1, expected)


def test_discovering_counts_what_is_known_and_what_is_learnt_from_it() -> None:
    made = path([LEARNING] * 8)
    made["knowledge"] = np.linspace(0.1, 0.8, 8)[None]
    made["quality"][0, :, 0] = np.linspace(0.2, 0.9, 8)
    made["quality"][0, :, 1] = 0.5
    made["quality"][0, 4:, 1] = np.nan  # who left is not counted as worse
    grown = sim.signs(as_result(made)).S4[0]
    assert np.isnan(grown[:3]).all()
    np.testing.assert_allclose(grown[3], 0.3 + (0.3 + 0.0) / 2)
    np.testing.assert_allclose(grown[4:], 0.3 + 0.3)


def test_a_pecking_order_needs_recognition() -> None:
    def emerging(known: float) -> float:
        made = path([LEARNING] * 8)
        made["knowledge"][:] = known
        made["status"][0, :, 0] = np.linspace(0.5, 0.9, 8)
        made["status"][0, :, 1] = np.linspace(0.5, 0.1, 8)
        return float(sim.signs(as_result(made)).S5[0, -1])

    before, after = (gini(np.array([0.5 + 0.4 * k / 7, 0.5 - 0.4 * k / 7])) for k in (1, 7))
    assert emerging(1.0) == pytest.approx(float(after - before))
    assert emerging(0.5) == pytest.approx(0.5 * float(after - before))
    assert emerging(0.0) == 0.0


def test_an_order_that_stands_no_longer_emerges() -> None:
    made = path([PRODUCING] * 12)
    made["knowledge"][:] = 0.8
    made["status"][0, :, 0], made["status"][0, :, 1] = 0.9, 0.1
    assert sim.signs(as_result(made)).S5[0, -1] == 0.0


def test_signs_stop_with_the_alliance() -> None:
    made = path([CHAFING] * 20 + [DISSOLVED] * 10)
    shown = sim.signs(as_result(made))
    for sign in ("S1", "S2", "S3", "S6", "S7", "S8"):
        assert shown[sign][0, :20].notnull().all()
    for sign in SIGNS:
        assert shown[sign.code][0, 20:].isnull().all()


def test_signs_do_not_depend_on_the_order_of_members(result) -> None:  # type: ignore[no-untyped-def]
    turned = result.isel(member=slice(None, None, -1))
    xr.testing.assert_allclose(sim.signs(result), sim.signs(turned))


def test_every_sign_tells_its_definition(result) -> None:  # type: ignore[no-untyped-def]
    shown = sim.signs(result)
    assert [shown[sign.code].attrs["definition"] for sign in SIGNS] == [s.definition for s in SIGNS]
    assert [sign.phase for sign in SIGNS] == [1, 1, 2, 2, 2, 3, 3, 3]


# -- by phase ---------------------------------------------------------------------------------------


def test_means_by_phase_worked_by_hand() -> None:
    made = through_all()
    table = sign_by_phase(made, draws=50)
    phase = sim.phases(made).phase.values
    for code in (1, 2, 3):
        expected = made.language.values[phase == code].mean()
        assert table["mean"].sel(sign="S6", phase=code) == pytest.approx(expected)
    assert bool((table.low <= table["mean"] + 1e-12).sel(sign=["S1", "S6", "S8"]).all())
    assert bool((table["mean"] <= table.high + 1e-12).sel(sign=["S1", "S6", "S8"]).all())


@pytest.mark.slow
def test_intervals_hold_95_of_100_draws() -> None:
    made = through_all(30)
    found = sign_by_phase(made, draws=400, seed=2)
    _, drawn = _means_by_phase(made, 400, 2)
    varies = np.ptp(drawn, axis=0) > 1e-9
    inside = (drawn >= found.low.values) & (drawn <= found.high.values)
    assert varies.sum() > 3
    assert inside.mean(0)[varies] == pytest.approx(0.95, abs=0.01)


def test_peaks_are_sure_where_phases_differ_much() -> None:
    made = through_all()
    peaks = sign_peaks(made, draws=50)
    assert int(peaks.runs) == 8
    np.testing.assert_allclose(peaks.sureness.sum("phase"), 1.0)
    for sign, code in (("S1", CHAFING), ("S4", LEARNING), ("S6", PRODUCING)):
        assert int(peaks.peak.sel(sign=sign)) == code
        assert float(peaks.sureness.sel(sign=sign, phase=code)) == 1.0
    assert sign_peaks(made, draws=50).identical(peaks)


def test_no_peak_is_claimed_when_no_run_passes_through_all_phases() -> None:
    result = sim.simulate(sim.load("default").replace("length", 8), runs=3, seed=1)
    peaks = sign_peaks(result, draws=5)
    assert int(peaks.runs) == 0
    assert peaks.peak.values.tolist() == [0] * 8
    assert float(peaks.sureness.sum()) == 0.0
    assert bool(sign_by_phase(result, draws=5)["mean"].sel(phase=3).isnull().all())
