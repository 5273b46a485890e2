"""What a batch of runs begins with: draws from the given distributions, grants by month."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import stats

from sim.arrays import Array
from sim.scenarios import Scenario
from sim.start import Start, begin

RUNS = 2000
BASE: dict[str, Any] = {"members": {"count": 3}, "length": 12}


def started(runs: int = RUNS, **tables: Any) -> Start:
    scenario = Scenario.from_dict({**BASE, **tables})
    return begin([scenario], np.zeros(runs, np.intp), np.arange(runs), seed=11)


def trust_of(begun: Start) -> Array:
    """(runs, N, N) trust at the start, NaN of oneself."""
    return begun.ties.to_table(begun.state.trust, np.nan)


# Each fails by chance for one seed in a thousand; the seed is fixed.
@pytest.mark.slow
@pytest.mark.parametrize(
    ("given", "law"),
    [
        ({"low": 0.2, "high": 0.7}, stats.uniform(0.2, 0.5)),
        ({"mean": 0.5, "sd": 0.1}, stats.truncnorm(-5, 5, 0.5, 0.1)),
        ({"mean": 0.9, "sd": 0.4}, stats.truncnorm(-0.9 / 0.4, 0.1 / 0.4, 0.9, 0.4)),
        ({"mean": 0.05, "sd": 0.1}, stats.truncnorm(-0.5, 9.5, 0.05, 0.1)),
    ],
)
def test_start_values_follow_their_distribution(given: dict[str, float], law: Any) -> None:
    begun = started(start={"trust": given, "agreements": given})
    trust = trust_of(begun)[:, 0, 1]
    for drawn in (trust, begun.state.agreements):
        assert drawn.min() >= 0.0
        assert drawn.max() <= 1.0
        assert stats.kstest(drawn, law.cdf).pvalue > 1e-3


def test_a_number_alone_is_the_same_in_every_run() -> None:
    begun = started(runs=5, start={"trust": 0.3, "agreements": 0.4})
    apart = ~np.eye(3, dtype=bool)
    assert (trust_of(begun)[:, apart] == 0.3).all()
    assert (begun.state.agreements == 0.4).all()


@pytest.mark.parametrize("alike", [0.0, 0.5, 1.0])
def test_members_and_what_they_hold_of_each_other_are_as_alike_as_said(alike: float) -> None:
    spread = {"mean": 0.5, "sd": 0.05}  # far from its bounds: as good as normal
    members = {"count": 3, "patience": {"mean": 60, "sd": 5}, "capacity": {"mean": 9, "sd": 1}}
    begun = started(members=members, start={"trust": spread}, parameters={"resemblance": alike})
    one, other = trust_of(begun)[:, 0, 1], trust_of(begun)[:, 2, 0]
    # The standard error of a correlation of 2,000 runs is .022 at most.
    assert np.corrcoef(one, other)[0, 1] == pytest.approx(alike, abs=0.07)
    assert np.corrcoef(begun.traits.patience_months[:, :2].T)[0, 1] == pytest.approx(
        alike, abs=0.07
    )
    assert np.corrcoef(begun.traits.capacity[:, :2].T)[0, 1] == pytest.approx(0, abs=0.07)


def test_members_are_not_alike_where_founding_is_off() -> None:
    begun = started(parameters={"resemblance": 1.0, "founding_on": 0})
    one, other = trust_of(begun)[:, 0, 1], trust_of(begun)[:, 2, 0]
    assert np.corrcoef(one, other)[0, 1] == pytest.approx(0, abs=0.07)


def test_grants_come_in_by_month_and_cuts_lower_what_is_still_to_come() -> None:
    begun = started(
        runs=2,
        grant=[{"amount": 600, "first": 2, "months": 6}, {"amount": 120, "first": 4, "months": 12}],
        shock=[{"kind": "budget-cut", "tick": 6, "size": 0.5}],
    )
    flow = np.zeros(12)
    flow[2:8] += 100.0
    flow[4:12] += 10.0
    flow[6:] *= 0.5
    np.testing.assert_allclose(begun.inflow, np.stack([flow, flow], axis=1))
