"""Pecking order: cases that can be worked out by hand."""

from __future__ import annotations

import numpy as np

from sim.rules import pecking_order
from sim.rules.pecking_order import PeckingOrderParameters


class TestPeckingOrder:
    def test_equals_win_evenly_and_the_higher_mostly(self) -> None:
        luck = np.array([0.49, 0.51, 0.7])
        wins = pecking_order.first_wins(
            np.array([0.5, 0.5, 0.8]),
            np.array([0.5, 0.5, 0.5]),
            luck,
            PeckingOrderParameters(rank_power=4.0),
        )
        assert wins.tolist() == [True, False, True]  # logistic(1.2) = 0.77

    def test_winning_raises_and_losing_lowers_as_far_as_they_know_each_other(self) -> None:
        middle = np.full(4, 0.5)
        after = pecking_order.rank(
            np.array([0.5, 0.5, 0.9, 0.5]),
            np.array([1, 0, 0, 0.5]),
            np.array([0, 1, 0, 0]),
            middle,
            middle,
            PeckingOrderParameters(rank_gain=0.1, rank_fade=0.0),
        )
        np.testing.assert_allclose(after, [0.55, 0.45, 0.9, 0.525])

    def test_what_clashes_made_fades_to_what_is_expected(self) -> None:
        none, expected = np.zeros(1), np.array([0.6])
        faded = pecking_order.rank(
            np.array([0.9]),
            none,
            none,
            expected,
            expected,
            PeckingOrderParameters(rank_gain=0.1, rank_fade=0.25),
        )
        np.testing.assert_allclose(faded, 0.9 - 0.25 * 0.3)

    def test_what_is_newly_expected_moves_status_at_once(self) -> None:
        none = np.zeros(1)
        moved = pecking_order.rank(
            np.array([0.5]),
            none,
            none,
            np.array([0.5]),
            np.array([0.6]),
            PeckingOrderParameters(rank_gain=0.1, rank_fade=0.0),
        )
        np.testing.assert_allclose(moved, 0.6)

    def test_known_worth_and_mandate_make_expected_status(self) -> None:
        expected = pecking_order.expected(
            np.array([0.7, 0.5, 0.7, 0.9]),
            np.array([0.6]),
            np.array([0.5, 0.5, 0.0, 1.0]),
            np.array([0.0, 0.0, 0.15, 0.15]),
            PeckingOrderParameters(rank_worth=2.0),
        )
        np.testing.assert_allclose(expected, [0.6, 0.4, 0.65, 1.0])

    def test_standing_is_a_share_of_those_present(self) -> None:
        shares = pecking_order.standing(np.array([0.6, 0.2, 0.9]), np.array([1.0, 1.0, 0.0]))
        np.testing.assert_allclose(shares, [0.75, 0.25, 0.0], atol=1e-8)

    def test_a_mandate_gives_standing_up_to_a_half(self) -> None:
        lead = np.array([1.0, 0.0])
        p = PeckingOrderParameters(lead_standing=0.15)
        np.testing.assert_allclose(
            pecking_order.role_standing(lead, np.array([2.0]), p), [0.3, 0.0]
        )
        np.testing.assert_allclose(
            pecking_order.role_standing(lead, np.array([9.0]), p), [0.5, 0.0]
        )

    def test_worth_is_quality_as_delivered(self) -> None:
        np.testing.assert_allclose(pecking_order.worth(np.array([0.8]), np.array([0.5])), [0.4])
