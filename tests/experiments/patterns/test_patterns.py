"""The patterns of the literature, in their fast form: 256 runs, seed 7, 99 % intervals.

`python -m experiments.patterns --runs 2000` is the full form, reported in docs/patterns.md. The seed is
fixed, so a test passes or fails for good; a claim whose true effect is nil would have passed with one
seed in two hundred.
"""

from __future__ import annotations

import numpy as np
import pytest

from experiments.patterns import PATTERNS, area_under_curve, mean
from sim.ensemble import simulate
from sim.observers.signs import sign_peaks

pytestmark = pytest.mark.slow

TOO_SMALL = {"grievance added by month 24 by conflict under those bad conditions"}
"""Claims whose effect (.005 of grievance) 256 runs cannot tell from nothing; the full form can."""


@pytest.mark.parametrize("code", [code for code in PATTERNS if code != "P6"])
def test_the_model_shows_the_pattern(code: str) -> None:
    for claim in PATTERNS[code](256, 7):
        if claim.text not in TOO_SMALL:
            assert claim.shown, (
                f"{claim.text}: {claim.value:.3f} ({claim.low:.3f}-{claim.high:.3f})"
            )


def test_a_claim_without_effect_is_not_shown() -> None:
    noise = np.random.default_rng(0).normal(size=200)
    assert not mean("", "emergent", "nothing", noise, 0.0).shown
    assert mean("", "emergent", "something", noise + 1, 0.0).shown
    assert not mean("", "emergent", "nobody", np.full(3, np.nan), 0.0).shown


def test_instruments_on_cases_known_beforehand() -> None:
    assert area_under_curve(np.array([0, 0, 1, 1]), np.array([1.0, 2.0, 3.0, 4.0])) == 1.0
    assert area_under_curve(np.array([0, 1, 0, 1]), np.array([1.0, 1.0, 1.0, 1.0])) == 0.5


def test_each_sign_peaks_in_its_phase() -> None:
    """The means of 256 runs; docs/phases.md says how surely, and for which settings S5 does."""
    peaks = sign_peaks(simulate("default", runs=256, seed=7), draws=1)
    assert int(peaks.runs) > 100
    assert peaks.peak.values.tolist() == peaks.brochure.values.tolist()
