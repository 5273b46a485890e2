"""Agreements: cases worked by hand."""

from __future__ import annotations

import numpy as np

from sim.rules import agreements
from sim.rules.agreements import AgreementsParameters
from tests.sim.rules.cases import a, same


def test_designing_gets_half_as_far_without_trust() -> None:
    found = agreements.power(a(1, 1, 0.4, 0, 1), a(1, 0, 0.5, 1, 1), a(1, 1, 0.5, 1, 0))
    same(found, 1, 0.5, 0.15, 0, 0)


def test_agreements_grow_by_designing_clashes_and_actions_and_wear_away() -> None:
    p = AgreementsParameters(agreeing_rate=0.2, agreements_erosion=0.1)
    found = agreements.agree(
        a(0.5, 0.5, 0.5, 0.0, 1.0, 0.2),
        a(0.5, 0.0, 1.0, 0.0, 0.0, 1.0),
        a(0.0, 0.5, 0.5, 0.0, 0.0, 1.0),
        a(1.0, 0.0, 0.5, 0.0, 0.0, 1.0),
        0.4,
        a(0.0, 0.0, 0.1, 0.0, 0.0, 1.0),
        p,
    )
    same(found, 0.55, 0.55, 0.725, 0, 0.9, 1)


def test_control_moves_to_what_is_asked_as_fast_as_is_designed() -> None:
    p = AgreementsParameters(control_rate=0.5)
    same(agreements.control(a(0.2, 0.2), a(0.7, 0.7), a(0.4, 0), p), 0.3, 0.2)


def test_control_is_asked_for_what_trust_does_not_cover_and_after_a_deceit() -> None:
    same(agreements.asked(a(1, 0, 0.4, 0), a(0, 0, 0.1, 1)), 0, 1, 0.7, 1)


def test_the_balance_moves_only_where_an_action_aims_at_one() -> None:
    same(agreements.balanced(a(0.3, 0.3), a(np.nan, 0.6)), 0.3, 0.6)


def test_members_who_leave_and_money_that_is_lost_take_their_part_of_the_agreements() -> None:
    p = AgreementsParameters(overtaken=0.5)
    found = agreements.outlasting(
        a(0, 2, 0, 8, 0, 1), a(8, 8, 8, 8, 0, 0), a(0, 0, 0.5, 1, 0, 0), p
    )
    same(found, 1, 0.875, 0.75, 0.25, 1, 0.5)
