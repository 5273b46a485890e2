"""Agreements: cases that can be worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules import agreements
from sim.rules.agreements import AgreementsParameters
from tests.sim.rules.cases import share


class TestAgreements:
    def test_designing_goes_faster_with_trust_and_alignment(self) -> None:
        slow = agreements.designing_power(np.array(0.4), np.array(0.8), np.array(0.0))
        fast = agreements.designing_power(np.array(0.4), np.array(0.8), np.array(1.0))
        assert fast == pytest.approx(2 * slow)
        assert slow == pytest.approx(0.16)

    def test_a_coordinator_keeps_agreements_alive(self) -> None:
        settings = AgreementsParameters(agreeing_rate=0.0, agreements_erosion=0.1)
        without = agreements.agree(np.array(0.5), np.array(0.0), np.array(0.0), settings)
        with_one = agreements.agree(np.array(0.5), np.array(0.0), np.array(1.0), settings)
        assert without == pytest.approx(0.45)
        assert with_one == pytest.approx(0.5)

    def test_bad_clashes_set_commitment_back(self) -> None:
        after = agreements.commit(
            np.array(0.5),
            np.array(0.0),
            np.array(1.0),
            AgreementsParameters(
                commitment_rate=0.1, commitment_erosion=0.0, commitment_setback=0.2
            ),
        )
        assert after == pytest.approx(0.4)

    def test_the_ambition_moves_to_those_who_count(self) -> None:
        goals = np.array([[0.0, 1.0], [1.0, 1.0]])
        after = agreements.steer(
            np.array([0.5, 0.5]),
            goals,
            np.array([0.25, 0.75]),
            np.array([1.0]),
            AgreementsParameters(ambition_rate=1.0),
        )
        np.testing.assert_allclose(after, [0.75, 1.0])

    @given(share, st.floats(0, 5), st.floats(0, 5))
    def test_a_stock_stays_within_bounds(self, level: float, gain: float, loss: float) -> None:
        after = agreements.grow(np.array(level), np.array(gain), np.array(loss))
        assert -1e-12 <= after <= 1 + 1e-12

    def test_producing_leaves_a_harvest_more_when_it_is_recorded(self) -> None:
        p = AgreementsParameters(harvest_rate=0.1, harvest_fade=0.5)
        by_itself = agreements.record(np.array(0.2), np.array(0.5), np.array(1.0), p)
        assert by_itself == pytest.approx(0.2 + 0.05 * 0.8 - 0.1)
        on_purpose = agreements.record(np.array(0.2), np.array(0.5), np.array(3.0), p)
        assert on_purpose == pytest.approx(0.2 + 0.15 * 0.8 - 0.1)

    def test_who_leaves_takes_its_part(self) -> None:
        p = AgreementsParameters(turnover_loss=0.5)
        assert agreements.turnover(np.array(2.0), np.array(8.0), p) == pytest.approx(0.125)

    def test_the_balance_moves_only_where_an_action_wants_it(self) -> None:
        after = agreements.balance(np.array([0.2, 0.2]), np.array([np.nan, 0.6]))
        np.testing.assert_array_equal(after, [0.2, 0.6])

    def test_a_story_grows_by_doing_things_together_with_those_one_knows(self) -> None:
        p = AgreementsParameters(story_rate=0.5, story_fade=0.1)
        after = agreements.tell(np.array(0.2), np.array(0.5), np.array(0.8), p)
        assert after == pytest.approx(0.2 + 0.2 * 0.8 - 0.02)
