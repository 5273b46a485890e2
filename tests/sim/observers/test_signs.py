"""The signs are what they say, and are told apart by phase."""

from __future__ import annotations

import numpy as np
import pytest

import sim
from sim.observers.paths import paths_of
from sim.observers.phases import phase_path
from sim.observers.signs import SIGNS, _means_by_phase, sign_by_phase, sign_peaks


@pytest.fixture(scope="module")
def result() -> object:
    return sim.simulate("smooth-start", runs=12, seed=3)


@pytest.mark.slow
def test_signs_worked_by_hand(result) -> None:  # type: ignore[no-untyped-def]
    shown = sim.signs(result)
    np.testing.assert_allclose(shown.S1, result.commitment - result.agreements)
    np.testing.assert_allclose(shown.S8, result.joint_output / result.own_output - 1)
    learnt = result.knowledge.values[:, 3:] - result.knowledge.values[:, :-3]
    np.testing.assert_allclose(shown.S4.values[:, 3:], learnt)
    assert np.isnan(shown.S4.values[:, :3]).all()


def test_every_sign_tells_its_definition(result) -> None:  # type: ignore[no-untyped-def]
    shown = sim.signs(result)
    assert [shown[sign.code].attrs["definition"] for sign in SIGNS] == [s.definition for s in SIGNS]
    assert [sign.phase for sign in SIGNS] == [1, 1, 2, 2, 2, 3, 3, 3]


def test_means_by_phase_worked_by_hand(result) -> None:  # type: ignore[no-untyped-def]
    table = sign_by_phase(result, draws=50)
    phase = phase_path(paths_of(result))
    language = result.language.values
    for code in (1, 2, 3):
        expected = np.nanmean(language[phase == code])
        assert table["mean"].sel(sign="S6", phase=code) == pytest.approx(expected)
    assert bool((table.low <= table["mean"] + 1e-12).all())
    assert bool((table["mean"] <= table.high + 1e-12).all())


def test_peaks_are_sure_where_phases_differ_much(result) -> None:  # type: ignore[no-untyped-def]
    peaks = sign_peaks(result, draws=50)
    assert 0 < int(peaks.runs) <= 12
    np.testing.assert_allclose(peaks.sureness.sum("phase"), 1.0)
    assert int(peaks.peak.sel(sign="S6")) == 3
    assert float(peaks.sureness.sel(sign="S6", phase=3)) == 1.0
    assert sign_peaks(result, draws=50).identical(peaks)


def test_no_peak_is_claimed_when_no_run_passes_through_all_phases() -> None:
    result = sim.simulate(sim.load("default").replace("length", 8), runs=3, seed=1)
    peaks = sign_peaks(result, draws=5)
    assert int(peaks.runs) == 0
    assert peaks.peak.values.tolist() == [0] * 8
    assert float(peaks.sureness.sum()) == 0.0
    assert bool(sign_by_phase(result, draws=5)["mean"].sel(phase=3).isnull().all())


def test_intervals_hold_95_of_100_draws() -> None:
    result = sim.simulate("default", runs=30, seed=4)
    found = sign_by_phase(result, draws=400, seed=2)
    _, drawn = _means_by_phase(result, 400, 2)
    inside = (drawn >= found.low.values) & (drawn <= found.high.values)
    seen = ~np.isnan(found["mean"].values)
    assert seen.any()
    assert inside.mean(0)[seen] == pytest.approx(0.95, abs=0.01)
