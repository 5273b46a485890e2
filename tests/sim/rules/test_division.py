"""Division of money and credit: cases that can be worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sim.rules import division
from sim.rules.division import Division, DivisionParameters
from tests.sim.rules.cases import share


class TestDivision:
    everyone = np.ones(3)
    nobody = np.zeros(3)

    def test_shares_follow_the_weights(self) -> None:
        shares = division.shares(
            np.array([1.0, 1.0, 2.0]), self.everyone, self.nobody, np.array([0.2])
        )
        np.testing.assert_allclose(shares, [0.25, 0.25, 0.5], atol=1e-8)

    def test_the_lead_party_steers_to_itself(self) -> None:
        shares = division.shares(
            self.everyone, self.everyone, np.array([1.0, 0, 0]), np.array([0.1])
        )
        np.testing.assert_allclose(shares, [0.4, 0.3, 0.3], atol=1e-8)

    def test_nobody_gets_more_than_its_claim_and_the_rest_goes_round(self) -> None:
        paid = division.pay(np.array(10.0), np.array([1.0, 6.0, 6.0]), np.full(3, 1 / 3))
        np.testing.assert_allclose(paid, [1.0, 4.5, 4.5], atol=1e-6)

    @given(
        st.floats(0, 1e6),
        arrays(float, 3, elements=st.floats(0, 1e6)),
        arrays(float, 3, elements=share),
    )
    def test_never_more_than_there_is(self, pot, claims, weights) -> None:  # type: ignore[no-untyped-def]
        shares = division.shares(weights, self.everyone, self.nobody, np.array([0.0]))
        paid = division.pay(np.array(pot), claims, shares)
        assert paid.sum() <= pot * (1 + 1e-12)
        assert (paid <= claims * (1 + 1e-12)).all()
        assert paid.sum() == pytest.approx(min(pot, claims.sum()), rel=1e-6, abs=1e-6)

    p = DivisionParameters(
        effort_cost=8.0, lead_authority=0.3, role_time=0.2, lead_mandate=2.5, nao_cost=0.5
    )

    def test_each_rule_of_division_goes_by_its_own_weight(self) -> None:
        need, contribution, standing = (np.array([[a, b]]) for a, b in ((4, 1), (2, 6), (0.9, 0.1)))
        for rule, expected in {
            Division.EQUAL: [1, 1],
            Division.EQUITY: [2, 6],
            Division.NEED: [4, 1],
            Division.POWER: [0.9, 0.1],
        }.items():
            weights = division.weights(
                np.array([[float(rule)]]), need, contribution, standing, self.p
            )
            np.testing.assert_array_equal(weights, [expected])
        off = division.weights(
            np.array([[3.0]]), need, contribution, standing, replace(self.p, division_on=0.0)
        )
        np.testing.assert_array_equal(off, [[1, 1]])

    def test_a_mandate_raises_authority_up_to_all(self) -> None:
        np.testing.assert_allclose(
            division.authority(np.array([1.0, 2.5, 10.0]), self.p), [0.3, 0.75, 1]
        )

    def test_roles_take_time(self) -> None:
        lead, home = np.array([1.0, 0.0, 0.0]), np.array([1.0, 1.0, 0.0])
        taken = division.duties(lead, np.array([2.5]), home, self.p)
        np.testing.assert_allclose(taken, [0.7, 0.2, 0.0])

    def test_work_costs_home_and_fund(self) -> None:
        cost = division.cost(np.array([2.0, 0.0]), self.p)
        np.testing.assert_allclose(cost, [16.0, 0.0])
        home = division.home_share(cost, np.array([0.75, 0.5]))
        np.testing.assert_allclose(home, [4.0, 0.0])
        # 12 is needed, 7 awarded, 3 kept: 10 is spent, 14 of 16 is paid
        spent = division.spending(cost, home, np.array([7.0, 1.0]), np.array([3.0, 0.0]))
        np.testing.assert_allclose(spent, [10.0, 0.0])
        np.testing.assert_allclose(division.affordability(cost, home + spent), [0.875, 1.0])

    def test_deprived_is_who_got_less_than_it_claimed(self) -> None:
        lacking = division.deprivation(
            np.array([3.0, 5.0, 0.0, 0.0]), np.array([4.0, 5.0, 0.0, 2.0]), np.array([1, 1, 1, 0.0])
        )
        np.testing.assert_allclose(lacking, [0.25, 0.0, 0.0, 0.0])

    def test_favour_is_the_award_over_the_mean(self) -> None:
        favour = division.favour(np.array([3.0, 1.0]), np.array([2.0]), np.array([4.0]))
        np.testing.assert_allclose(favour, [1.5, 0.5])
        nothing = division.favour(np.zeros(2), np.array([2.0]), np.array([0.0]))
        np.testing.assert_array_equal(nothing, [1.0, 1.0])

    def test_what_is_not_paid_stays_in_the_fund(self) -> None:
        assert division.left_over(np.array(10.0), np.array(2.0), np.array(5.0)) == 3.0
