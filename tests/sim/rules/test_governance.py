"""Governance: cases that can be worked out by hand."""

from __future__ import annotations

import numpy as np

from sim.rules import governance
from sim.rules.agreements import AgreementsParameters
from sim.rules.division import DivisionParameters
from sim.rules.production import ProductionParameters


class TestGovernance:
    forms = np.array([0.0, 1.0, 2.0])  # shared, lead, administrative body

    def test_who_comes_from_a_member_goes_with_it(self) -> None:
        home = np.array([[0.0, 1.0], [0.0, 1.0], [0.0, 0.0]])
        active = np.array([[1.0, 1.0], [1.0, 0.0], [1.0, 0.0]])
        np.testing.assert_array_equal(governance.still_there(home, active), [1.0, 0.0, 1.0])

    def test_an_administrative_body_costs_by_member(self) -> None:
        cost = governance.role_cost(
            np.full(3, 4.0),
            np.full(3, 1.0),
            np.full(3, 8.0),
            self.forms,
            DivisionParameters(nao_cost=0.5),
        )
        np.testing.assert_allclose(cost, [5.0, 5.0, 9.0])

    def test_roles_are_paid_as_far_as_the_fund_goes(self) -> None:
        share = governance.paid_share(np.array([4.0, 0.0]), np.array([1.0, 0.0]))
        np.testing.assert_allclose(share, [0.25, 1.0])

    def test_trust_in_the_lead_is_that_of_the_others(self) -> None:
        trust = np.array([[[0.0, 0.4, 0.9], [0.6, 0.0, 0.9], [0.2, 0.9, 0.0]]])
        lead, active, without = np.array([[1.0, 0.0, 0.0]]), np.ones((1, 3)), np.array([0.7])
        pairs = (1.0 - np.eye(3))[None]
        found = governance.trust_in_lead(trust, lead, pairs, active, without)
        np.testing.assert_allclose(found, [0.4])
        nobody = governance.trust_in_lead(trust, 0.0 * lead, pairs, active, without)
        np.testing.assert_allclose(nobody, [0.7])

    def test_each_form_rests_on_its_own_trust_speed_and_mandate(self) -> None:
        agreed = AgreementsParameters(nao_trust=0.6, shared_span=8.0, governed_ownership=0.7)
        trust = governance.deciding_trust(self.forms, np.full(3, 0.2), np.full(3, 0.9), agreed)
        np.testing.assert_allclose(trust, [0.2, 0.9, 0.6])
        speed = governance.deciding_speed(self.forms, np.full(3, 16.0), agreed)
        np.testing.assert_allclose(speed, [0.5, 1.0, 1.0])
        np.testing.assert_allclose(governance.ownership(self.forms, agreed), [1.0, 0.7, 0.7])
        mandate = governance.mandate(self.forms, DivisionParameters(lead_mandate=2.5))
        np.testing.assert_allclose(mandate, [1.0, 2.5, 1.0])

    def test_a_hub_takes_over_links(self) -> None:
        linked = governance.links(
            self.forms[:, None], np.full((3, 2), 7.0), ProductionParameters(hub_relief=0.5)
        )
        np.testing.assert_allclose(linked[:, 0], [7.0, 4.0, 4.0])
