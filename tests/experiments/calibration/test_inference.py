"""Priors, emulators, posterior and its check, where the answers are known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.stats import norm

from experiments.calibration import draws
from experiments.calibration.checks import DRAWS, Check, check, missed
from experiments.calibration.design import Observed, Table, run
from experiments.calibration.emulator import Emulator, learn
from experiments.calibration.posterior import Inference, wanted
from experiments.calibration.priors import PRIORS, Prior, fitted
from experiments.calibration.report import Found, tables
from experiments.world.targets import FITTED, Target
from sim.errors import AllianceError
from sim.parameters import PARAMETERS

SHARE = next(target for target in FITTED if target.key == "grant-years")
MONTH = next(target for target in FITTED if target.key == "results")


def test_each_fitted_parameter_has_a_prior_within_its_bounds() -> None:
    assert tuple(prior.name for prior in PRIORS) == fitted()
    for prior in PRIORS:
        entry = PARAMETERS[prior.name]
        assert entry.low <= prior.low < prior.high <= entry.high
        places = np.linspace(0, 1, 5)
        assert prior.unit(prior.value(places)) == pytest.approx(places)


def even(points: int, parameters: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).random((points, parameters))


def curve(unit: np.ndarray) -> np.ndarray:
    return 1.0 / (1.0 + np.exp(2.0 - 3.0 * unit[:, 0]))


def observed(target: Target, unit: np.ndarray, seed: int) -> Observed:
    """A share that rises with the first parameter, or a month that does."""
    chance = np.random.default_rng(seed)
    if target is SHARE:
        value = (chance.random(len(unit)) < curve(unit)).astype(float)
    else:
        value = 3.5 + 0.5 * unit[:, 1] + 0.2 * chance.standard_normal(len(unit))
    return Observed(target, np.arange(len(unit)), value)


def learnt(points: int = 6_000) -> tuple[Emulator, ...]:
    unit = even(points, 2, 1)
    return tuple(learn(unit, observed(target, unit, 2)) for target in (SHARE, MONTH))


def test_an_emulator_finds_the_mean_from_one_run_a_point() -> None:
    unit = even(200, 2, 3)
    share, month = learnt()
    assert share.mean(unit) == pytest.approx(curve(unit), abs=0.04)
    assert month.mean(unit) == pytest.approx(3.5 + 0.5 * unit[:, 1], abs=0.03)
    assert month.noise == pytest.approx(0.2, abs=0.02)


def exact(distance: float) -> Inference:
    """One parameter that is seen as it is, with a normal error."""
    unit = ((np.arange(4_096) + 0.5) / 4_096)[:, None]
    return Inference(unit, unit, np.zeros_like(unit), np.ones(1), np.array([distance]), np.zeros(1))


def test_the_posterior_is_the_one_that_can_be_worked_out() -> None:
    found = exact(0.05).given(np.array([0.4]), 8_000)
    assert found.best == pytest.approx([0.4], abs=1e-3)
    assert found.unit.mean() == pytest.approx(0.4, abs=0.003)
    assert np.quantile(found.unit, 0.95) == pytest.approx(norm(0.4, 0.05).ppf(0.95), abs=0.005)
    nothing = exact(0.05).given(np.array([np.nan]), 8_000)
    assert nothing.unit.std() == pytest.approx(np.sqrt(1 / 12), abs=0.01)


def inferred() -> Check:
    """A check of an inference on truths whose data are made here."""
    emulators = learnt()
    inference = Inference.over(emulators, 2, draws=4_096)
    truths = even(120, 2, 5)
    rows = np.repeat(truths, 60, axis=0)
    point = np.repeat(np.arange(120), 60)
    seen = tuple(
        Observed(o.target, point, o.value)
        for o in (observed(target, rows, 6) for target in (SHARE, MONTH))
    )
    table = Table(truths, seen)
    assert (missed(emulators, table) < 0.03).all()
    return check(inference, table)


def test_truths_are_covered_as_often_as_said_and_a_wrong_error_shows() -> None:
    # 120 truths: a 50 % interval that is right holds 40 to 80 of them, but for one set in 5,000.
    right = inferred()
    for share in right.coverage(0.5):
        assert 40 / 120 <= share.value <= 80 / 120
    assert (right.evenness() > 1e-3).all()
    sure = Check(np.where(right.ranks > DRAWS // 2, DRAWS, 0))
    assert (sure.evenness() < 1e-6).all()
    assert all(share.value == 0.0 for share in sure.coverage(0.9))


def test_wanted_is_on_the_scale_of_the_measure() -> None:
    assert wanted(SHARE) == 0.10
    assert wanted(MONTH) == pytest.approx(np.log(42))


def test_draws_are_read_as_they_were_written(tmp_path: Path) -> None:
    file = tmp_path / "posterior.csv"
    names = fitted()[:2]
    values = {name: np.array([PARAMETERS[name].default] * 3) for name in names}
    draws.write(file, values, ["made by a test"])
    assert file.read_text("utf-8").startswith("# made by a test\n")
    assert draws.read(file) == ({name: PARAMETERS[name].default for name in names},) * 3
    draws.write(file, {"no_such_rate": np.ones(2)}, [])
    with pytest.raises(AllianceError, match="no_such_rate"):
        draws.read(file)
    with pytest.raises(AllianceError, match="no draws here"):
        draws.read(tmp_path / "none.csv")


@pytest.mark.slow
def test_a_small_calibration_resumes_and_reports(tmp_path: Path) -> None:
    given: tuple[Prior, ...] = PRIORS[:2]
    targets = tuple(t for t in FITTED if t.setting == "three-year-grant")
    tables_of = [run(tmp_path, 64, 1, 3, given=given, targets=targets, workers=1) for _ in range(2)]
    first, again = tables_of
    assert first.unit.shape == (64, 2)
    assert [o.target for o in first.observed] == list(targets)
    for one, other in zip(first.observed, again.observed, strict=True):
        assert np.array_equal(one.value, other.value)
    unit = even(400, 2, 1)
    emulators = (learn(unit, observed(SHARE, unit, 2)),)
    posterior = Inference.over(emulators, 2, draws=256).given(np.array([0.1]), 50)
    made = tables(Found(given, emulators, posterior, None, np.zeros(1), 128))
    assert all(f"`{prior.name}`" in made["parameters"] for prior in given)
    assert "0.1 ± 0.05" in made["targets"]
