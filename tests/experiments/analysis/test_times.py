"""What comes first: by hand, and against lifelines."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.analysis import AnalysisError, cumulative_incidence, over_factor
from experiments.sweeps.collection import collect
from experiments.sweeps.runner import sweep
from sim.observers.outcomes import ENDINGS
from tests.experiments.analysis.conftest import Known, tiny

LENGTH = 24


@pytest.fixture
def folder(tmp_path: Path, known: Known) -> Path:
    """A store of runs that reach productivity, end, or neither, by a draw."""
    sweep(tiny(length=LENGTH, replicates=25), tmp_path, workers=1)
    luck = np.random.default_rng(2)
    size = len(collect(tmp_path))
    ends = luck.integers(1, 2 * LENGTH, size)
    cause = np.where(ends <= LENGTH, luck.integers(1, len(ENDINGS), size), 0)
    lived = np.minimum(ends, LENGTH)
    got = luck.integers(0, 2 * LENGTH, size).astype(float)
    got[got >= lived] = np.nan
    known(
        time_to_productivity=lambda frame: got,
        months=lambda frame: lived.astype(float),
        ending=lambda frame: pd.Categorical.from_codes(cause, ENDINGS),
    )
    return tmp_path


@pytest.mark.slow
def test_all_that_can_come_first_is_never_more_than_one(folder: Path) -> None:
    table = cumulative_incidence(folder, "time_to_productivity", "division")
    assert set(table["event"]) == {"time_to_productivity", *ENDINGS[1:]}
    whole = table.groupby(["division", "month"], observed=True)["share"].sum()
    assert whole.max() <= 1.0 + 1e-12
    assert (table["low"] <= table["share"]).all()
    assert (table["share"] <= table["high"]).all()
    for _, part in table.groupby(["division", "event"], observed=True):
        assert (part["share"].diff().dropna() >= 0).all()
    last = table[table["month"] == LENGTH - 1]
    once = over_factor(folder, "time_to_productivity", "division").set_index("division")
    own = last[last["event"] == "time_to_productivity"].set_index("division")
    np.testing.assert_allclose(own["share"], once.loc[own.index, "reached"])


def test_only_times_are_waited_for(folder: Path) -> None:
    with pytest.raises(AnalysisError, match="not waited for: one of break_even"):
        cumulative_incidence(folder, "trust")


def test_as_lifelines_has_it(folder: Path) -> None:
    """Incidence is Aalen and Johansen's, and the restricted mean is the area over the curve."""
    lifelines = pytest.importorskip("lifelines")
    from lifelines.utils import restricted_mean_survival_time

    from experiments.analysis.reading import results

    frame = results(folder)
    got = frame["time_to_productivity"].to_numpy(float)
    ended = (frame["ending"] != "running").to_numpy()
    closed = np.where(ended, frame["months"].to_numpy() - 1.0, np.inf)
    first = np.minimum(np.where(np.isnan(got), np.inf, got), closed)
    cause = np.where(~np.isnan(got), 1, np.where(ended, frame["ending"].cat.codes + 1, 0))
    table = cumulative_incidence(folder, "time_to_productivity")
    times = np.minimum(first, LENGTH) + 1.0
    for code, name in [(1, "time_to_productivity"), *enumerate(ENDINGS[1:], 2)]:
        fitter = lifelines.AalenJohansenFitter(jitter_level=0.0, calculate_variance=False)
        # It would spread months at random; a month is a step of the curve.
        fitter._jitter = lambda durations, event, *_, **__: durations
        theirs = fitter.fit(times, cause, code).cumulative_density_.iloc[:, 0]
        own = table[table["event"] == name].set_index("month")["share"]
        for month in range(LENGTH):
            at = theirs[theirs.index <= month + 1.0].iloc[-1]
            assert own[month] == pytest.approx(at, abs=1e-9)
    # An end before it leaves a run without it for good: censored at the horizon, not at the end.
    curve = lifelines.KaplanMeierFitter().fit(np.where(np.isnan(got), LENGTH, got), ~np.isnan(got))
    mean = over_factor(folder, "time_to_productivity", "division", bins=2)
    pooled = np.average(mean["mean"], weights=mean["runs"])
    assert pooled == pytest.approx(restricted_mean_survival_time(curve, t=LENGTH))
