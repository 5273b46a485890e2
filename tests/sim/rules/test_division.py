"""Money: cases worked by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules import division
from sim.rules.division import Division, DivisionParameters
from tests.sim.rules.cases import a, same

P = DivisionParameters()
money = st.lists(st.floats(0, 1000), min_size=3, max_size=3)


def test_the_pot_goes_by_weight_and_the_lead_party_steers_its_part() -> None:
    active = a(1, 1, 0)
    same(division.shares(a(1, 3, 9), active, a(1, 0, 0), a(0.2)), 0.4, 0.6, 0, off=1e-8)
    same(division.shares(a(1, 3, 9), active, a(0, 0, 1), a(0.2)), 0.25, 0.75, 0, off=1e-8)
    same(division.shares(a(0, 0, 0), active, a(0, 0, 0), a(0)), 0.5, 0.5, 0, off=1e-8)
    same(division.shares(a(1, 1, 1), a(0, 0, 0), a(0, 0, 0), a(0)), 0, 0, 0)


def test_nobody_gets_more_than_its_claim_and_the_rest_goes_round_once_more() -> None:
    claims, shares = a(10, 80, 50), a(0.5, 0.25, 0.25)
    same(division.pay(np.array(100.0), claims, shares), 10, 52.5, 37.5, off=1e-9)
    same(division.pay(np.array(0.0), claims, shares), 0, 0, 0)
    same(division.pay(np.array(1000.0), claims, shares), 10, 80, 50, off=1e-9)
    same(division.pay(np.array(100.0), a(0, 0, 0), shares), 0, 0, 0)


@given(st.floats(0, 1e4), money, money)
def test_never_is_more_paid_than_there_is(
    pot: float, claims: list[float], weights: list[float]
) -> None:
    shares = division.shares(a(*weights), a(1, 1, 1), a(1, 0, 0), a(0.1))
    paid = division.pay(np.array(pot), a(*claims), shares)
    assert (paid <= a(*claims)).all()
    assert (paid >= 0).all()
    assert paid.sum() <= pot * (1 + 1e-15)  # the test adds in another order than the rule
    assert paid.sum() == pytest.approx(min(pot, sum(claims)), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    ("rule", "worked"),
    [
        (Division.EQUAL, (1, 1)),
        (Division.EQUITY, (3, 4)),
        (Division.NEED, (20, 0)),
        (Division.POWER, (0.9, 0.1)),
    ],
)
def test_each_rule_goes_by_its_own(rule: Division, worked: tuple[float, float]) -> None:
    given = a(rule), a(20, 0), a(3, 4), a(0.9, 0.1)
    same(division.weights(*given, P), *worked)
    same(division.weights(*given, DivisionParameters(division_on=0.0)), 1, 1)


def test_authority_grows_with_the_mandate_to_all_there_is() -> None:
    same(division.authority(a(1, 2.5, 10), DivisionParameters(lead_authority=0.2)), 0.2, 0.5, 1)


def test_roles_take_time() -> None:
    p = DivisionParameters(role_time=0.1)
    same(division.duties(a(1, 0, 0), a(2.5), a(0, 1, 0), p), 0.25, 0.1, 0)
    same(division.duties(a(1, 0, 0), a(2.5), a(1, 0, 0), p), 0.35, 0, 0)


def test_work_costs_and_home_pays_what_does_not_depend_on_the_fund() -> None:
    same(division.cost(a(0, 2.5), DivisionParameters(effort_cost=8.0)), 0, 20)
    same(division.home_share(a(10, 10, 10, 0), a(0.7, 0, 1, 0.5)), 3, 10, 0, 0)


def test_award_and_reserve_are_spent_on_the_rest_as_far_as_they_go() -> None:
    found = division.spending(a(10, 10, 10), a(3, 3, 10), a(5, 20, 5), a(1, 0, 5))
    same(found, 6, 7, 0)


def test_work_is_done_as_far_as_it_is_paid() -> None:
    same(division.affordability(a(10, 10, 10, 0), a(5, 10, 0, 0)), 0.5, 1, 0, 1)


def test_deprivation_is_what_was_expected_of_the_cost_and_did_not_come() -> None:
    found = division.deprivation(
        a(40, 40, 90, 0, 0), a(80, 80, 80, 50, 200), a(100, 50, 100, 0, 100)
    )
    same(found, 0.4, 0.2, 0, 0, 1)


def test_expectations_follow_what_came() -> None:
    p = DivisionParameters(expectation_rate=0.2)
    same(division.expect(a(100, 0, 50), a(50, 0, 100), p), 90, 0, 60)


def test_a_member_plans_for_what_is_paid_its_reserve_spread_over_a_year() -> None:
    p = DivisionParameters(replanning=0.5)
    found = division.paid_for(
        a(0.4, 0.4, 1, 0), a(30, 0, 0, 500), a(100, 0, 100, 100), a(120, 0, 0, 0), p
    )
    same(found, 0.4, 0.7, 0.5, 0.5)


def test_favour_is_against_the_mean_and_nobodys_when_nothing_is_paid() -> None:
    same(division.favour(a(30, 10, 0), a(3), a(40)), 2.25, 0.75, 0)
    same(division.favour(a(0, 0, 0), a(3), a(0)), 1, 1, 1)


def test_what_is_left_stays_in_the_fund() -> None:
    same(division.left_over(a(100, 10, 0), a(30, 8, 0), a(50, 5, 0)), 20, 0, 0)
