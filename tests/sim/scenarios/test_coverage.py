"""What the fund covers of what members ask: sums that can be made by hand, and laws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim
from sim.scenarios import Scenario
from sim.scenarios.coverage import coverage
from sim.start import begin

USUAL = {"capacity": 2.0, "engagement": 0.5, "dependence": 0.25}


def alliance_of(**content):
    members = [{"name": "A", **USUAL}, {"name": "B", **USUAL, "capacity": 6.0}]
    parameters = {"effort_cost": 8.0}
    whole = {"length": 24, "member": members, "parameters": parameters, **content}
    return Scenario.from_dict(whole)


def test_a_case_by_hand():
    # A asks 2 x .5 x 8 x .25 = 2, B 6; 12 months of 2 + 4 for a coordinator of 4, so 2 of 8.
    grant = {"amount": 72.0, "months": 12}
    made = coverage(alliance_of(grant=[grant], roles={"coordinator": {"cost": 4.0}}))
    assert made.by_member == {"A": 2.0, "B": 6.0}
    assert made.paid.tolist() == [2.0] * 12 + [0.0] * 12
    assert made.by_year.tolist() == [0.25, 0.0]
    assert made.share == pytest.approx(0.25)
    assert len(made.funded) == 12


def test_money_that_is_left_over_is_paid_later_and_roles_change():
    changes = [
        {"tick": 1, "coordinator": {"cost": 3.0}, "facilitator": {"capacity": 2.0, "cost": 0.5}},
        {"tick": 3, "remove": ["coordinator"], "governance": "nao"},
    ]
    made = coverage(alliance_of(fund={"start": 20.0}, change=changes, parameters={"nao_cost": 0.5}))
    assert made.paid[:4].tolist() == [8.0, 8.0, 0.0, 0.0]
    assert made.roles[:5].tolist() == [0.0, 4.0, 4.0, 2.0, 2.0]


def test_a_budget_cut_takes_its_share_from_its_month_on():
    cut = {"kind": "budget-cut", "tick": 6, "size": 0.5}
    grant = {"amount": 48.0, "months": 12}
    made = coverage(alliance_of(grant=[grant], shock=[cut]))
    assert made.inflow.tolist() == [4.0] * 6 + [2.0] * 6 + [0.0] * 12


def test_who_joins_asks_from_then_on():
    joiner = {"name": "C", "tick": 12, **USUAL}
    made = coverage(alliance_of(joiner=[joiner]))
    assert made.asked[:, 2].tolist() == [0.0] * 12 + [2.0] * 12
    assert made.by_member["C"] == 2.0


def test_who_asks_nothing_gets_no_share():
    free = [{"name": name, **USUAL, "dependence": 0.0} for name in "AB"]
    made = coverage(alliance_of(member=free, grant=[{"amount": 12.0}]))
    assert np.isnan(made.share)
    assert np.isnan(made.by_year).all()


@pytest.mark.slow
def test_it_is_what_members_of_a_run_begin_with():
    scenario = alliance_of(grant=[{"amount": 72.0}])
    start = begin([scenario], np.zeros(3, dtype=np.intp), np.arange(3), seed=1)
    np.testing.assert_allclose(start.state.expected, coverage(scenario).asked[[0] * 3])
    np.testing.assert_allclose(start.inflow[:, 0], coverage(scenario).inflow)
    drawn = sim.load("default")
    start = begin([drawn], np.zeros(4000, dtype=np.intp), np.arange(4000), seed=1)
    # 32,000 draws with a spread of about half their mean: a standard error of .3 %.
    assert start.state.expected.mean() == pytest.approx(coverage(drawn).asked[0].mean(), rel=0.015)


@given(st.floats(1.0, 1e6), st.integers(1, 60), st.floats(0.0, 1e4))
def test_no_more_is_paid_than_is_asked_or_there(amount, months, start):
    scenario = alliance_of(grant=[{"amount": amount, "months": months}], fund={"start": start})
    made = coverage(scenario)
    assert (made.paid <= made.asked.sum(1) + 1e-9).all()
    assert (np.cumsum(made.paid) <= np.cumsum(made.inflow) + 1e-6).all()
    assert np.isnan(made.share) or 0.0 <= made.share <= 1.0 + 1e-9


def test_who_joins_later_asks_in_its_own_months_alone():
    joiner = {"name": "C", "tick": 18, **USUAL, "capacity": 4.0}
    made = coverage(alliance_of(fund={"start": 20.0}, joiner=[joiner]))
    assert made.by_member == {"A": 2.0, "B": 6.0, "C": 4.0}
