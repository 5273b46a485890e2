"""Encounters: cases that can be worked out by hand."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis.extra.numpy import arrays
from sim.rules.encounters import EncountersParameters

from sim.rules import encounters
from tests.sim.rules.cases import dyads, share, together


class TestEncounters:
    def contact(self, effort, trusts, span=12.0, homophily=0.0, matching=0.0):  # type: ignore[no-untyped-def]
        size = len(effort)
        return encounters.encounters(
            np.array(effort),
            np.asarray(trusts),
            together(size),
            np.full(size, size - 1.0),
            np.zeros((size, size)) + matching,
            EncountersParameters(attention_span=span, homophily=homophily),
        )

    def test_attention_goes_round_among_few_partners(self) -> None:
        # half-time work gives attention to 6 partners; with 2 there is enough for full contact
        np.testing.assert_allclose(self.contact([0.5] * 3, dyads(0.4)), together())

    def test_a_larger_alliance_spreads_attention_thinner(self) -> None:
        # 6 of attention over 12 partners
        contact = self.contact([0.5] * 13, dyads(0.4, 13))
        np.testing.assert_allclose(contact, 0.5 * together(13))

    def test_it_takes_two_to_meet(self) -> None:
        contact = self.contact([0.01, 0.5, 0.5], dyads(0.4))
        np.testing.assert_allclose(contact[0, 1], 0.06)
        np.testing.assert_allclose(contact[1, 2], 1.0)

    def test_favourites_get_more(self) -> None:
        trusts = dyads(0.1)
        trusts[0, 1] = trusts[1, 0] = 0.9
        contact = self.contact([0.1] * 3, trusts, homophily=1.0)
        assert contact[0, 1] > contact[0, 2]

    @given(arrays(float, 4, elements=share), arrays(float, (4, 4), elements=share), share)
    def test_contact_is_symmetric_and_bounded(self, effort, trusts, homophily) -> None:  # type: ignore[no-untyped-def]
        contact = self.contact(effort, trusts, span=3.0, homophily=homophily)
        np.testing.assert_array_equal(contact, contact.T)
        assert contact.min() >= 0
        assert contact.max() <= 1
        assert (np.diag(contact) == 0).all()

    def test_presence_is_what_is_given_can_be_paid_and_is_left(self) -> None:
        present = encounters.presence(
            np.array([1.0, 1.0, 0.0]),
            np.array([0.5, 0.5, 0.5]),
            np.array([0.8, 1.0, 1.0]),
            np.array([0.25, 1.5, 0.0]),
        )
        np.testing.assert_allclose(present, [0.3, 0.0, 0.0])
