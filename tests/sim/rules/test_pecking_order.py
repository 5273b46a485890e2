"""The pecking order: cases worked by hand."""

from __future__ import annotations

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules import pecking_order
from sim.rules.pecking_order import PeckingOrderParameters
from tests.sim.rules.cases import a, same, share


def test_who_stands_higher_is_likelier_to_win() -> None:
    p = PeckingOrderParameters(rank_power=log(3))
    found = pecking_order.first_wins(
        a(1, 1, 0, 0.5, 0.5), a(0, 0, 1, 0.5, 0.5), a(0.74, 0.76, 0.26, 0.49, 0.51), p
    )
    same(found, 1, 0, 0, 1, 0)


def test_known_worth_above_the_mean_is_expected_to_stand_higher() -> None:
    p = PeckingOrderParameters(rank_worth=2.0)
    found = pecking_order.expected(
        a(0.7, 0.7, 0.7, 1, 0.1), a(0.6), a(0.5, 0, 0.5, 1, 1), a(0, 0, 0.2, 0.5, 0), p
    )
    same(found, 0.6, 0.5, 0.8, 1, 0)


def test_status_moves_by_clashes_and_expectations_and_fades() -> None:
    p = PeckingOrderParameters(rank_gain=0.2, rank_fade=0.1)
    found = pecking_order.rank(
        a(0.5, 0.5, 0.5, 0.5, 0.5, 1),
        a(1, 0, 1, 9, 0, 0),
        a(0, 1, 1, 0, 0, 0),
        a(0.5, 0.5, 0.5, 0.5, 0.5, 0),
        a(0.5, 0.5, 0.5, 0.5, 0.7, 1),
        p,
    )
    same(found, 0.59, 0.41, 0.5, 0.95, 0.72, 1)


@given(share, st.floats(0, 100), st.floats(0, 100))
def test_won_and_lost_alike_leave_the_middle_alone(status: float, won: float, lost: float) -> None:
    p = PeckingOrderParameters(rank_fade=0.0)
    given = a(0.5), a(0.5)
    after = pecking_order.rank(a(status), a(won), a(lost), *given, p)[0]
    mirrored = pecking_order.rank(a(1 - status), a(lost), a(won), *given, p)[0]
    assert after == pytest.approx(1 - mirrored, abs=1e-12)


def test_standing_is_a_share_and_equal_where_nobody_has_any() -> None:
    same(pecking_order.standing(a(0.6, 0.2, 0.9), a(1, 1, 0)), 0.75, 0.25, 0, off=1e-8)
    same(pecking_order.standing(a(0, 0, 0), a(1, 1, 0)), 0.5, 0.5, 0, off=1e-8)
    same(pecking_order.standing(a(1, 1), a(0, 0)), 0, 0)


def test_leading_gives_standing_up_to_a_half() -> None:
    p = PeckingOrderParameters(lead_standing=0.15)
    same(pecking_order.role_standing(a(0, 1), a(2), p), 0, 0.3)
    same(pecking_order.role_standing(a(0, 1), a(10), p), 0, 0.5)


def test_worth_is_quality_as_often_as_promises_are_kept() -> None:
    same(pecking_order.worth(a(0.8, 1, 0), a(0.5, 1, 1)), 0.4, 1, 0)
