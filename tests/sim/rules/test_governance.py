"""Governance: cases worked by hand; the columns are shared, lead, body."""

from __future__ import annotations

import numpy as np

from sim.rules import governance
from sim.rules.governance import GovernanceParameters
from tests.sim.rules.cases import a, same

FORMS = a(0, 1, 2)
OFF = GovernanceParameters(governance_on=0.0)


def test_one_in_a_role_is_there_unless_its_organisation_has_left() -> None:
    assert governance.still_there(a(1, 0), a(1, 1)) == 1
    assert governance.still_there(a(1, 0), a(0, 1)) == 0
    assert governance.still_there(a(0, 0), a(0, 0)) == 1


def test_a_body_that_governs_costs_money() -> None:
    p = GovernanceParameters(nao_cost=0.5)
    same(governance.role_cost(a(4, 4, 4), a(3, 3, 3), a(8, 8, 8), FORMS, p), 7, 7, 11)
    same(governance.role_cost(a(4, 4, 4), a(3, 3, 3), a(8, 8, 8), FORMS, OFF), 7, 7, 7)


def test_roles_that_cost_nothing_are_paid_for() -> None:
    same(governance.paid_share(a(10, 10, 0, 10), a(5, 10, 0, 0)), 0.5, 1, 1, 0)


def test_trust_in_the_lead_is_what_its_partners_hold_of_it() -> None:
    assert governance.trust_in_lead(a(0.2, 0.7), a(0, 1), np.array(0.4)) == 0.7
    assert governance.trust_in_lead(a(0.2, 0.7), a(0, 0), np.array(0.4)) == 0.4


def test_say_goes_by_standing_or_to_the_lead_or_evenly() -> None:
    p = GovernanceParameters(lead_say=0.25)
    standing, lead, active = a(0.5, 0.3, 0.2), a(0, 1, 0), a(1, 1, 1)
    same(governance.say(a(0), standing, lead, active, p), 0.5, 0.3, 0.2)
    same(governance.say(a(1), standing, lead, active, p), 0.375, 0.475, 0.15)
    same(governance.say(a(1), standing, a(0, 0, 0), active, p), 0.5, 0.3, 0.2)
    same(governance.say(a(2), a(0.5, 0.5, 0), lead, a(1, 1, 0), p), 0.5, 0.5, 0)
    same(governance.say(a(1), standing, lead, active, OFF), 1 / 3, 1 / 3, 1 / 3)
    same(governance.say(a(2), standing, a(0, 0, 0), a(0, 0, 0), p), 0, 0, 0)


def test_a_lead_that_governs_has_a_mandate() -> None:
    same(governance.mandate(FORMS, GovernanceParameters(lead_mandate=2.5)), 1, 2.5, 1)
    same(governance.mandate(FORMS, OFF), 1, 1, 1)


def test_deciding_rests_on_trust_all_round_or_in_who_governs() -> None:
    p = GovernanceParameters(nao_trust=0.6)
    trust, in_lead = a(0.3, 0.3, 0.3), a(0.8, 0.8, 0.8)
    same(governance.deciding_trust(FORMS, trust, in_lead, p), 0.3, 0.8, 0.6)
    same(governance.deciding_trust(FORMS, trust, in_lead, OFF), 0.3, 0.3, 0.3)


def test_many_round_one_table_decide_slowly() -> None:
    p = GovernanceParameters(shared_span=8.0)
    same(
        governance.deciding_speed(a(0, 0, 0, 1, 2, 0), a(4, 8, 16, 16, 16, 0), p),
        1,
        1,
        0.5,
        1,
        1,
        1,
    )
    same(governance.deciding_speed(a(0), a(16), OFF), 1)


def test_designing_commits_less_where_others_govern() -> None:
    same(governance.ownership(FORMS, GovernanceParameters(governed_ownership=0.7)), 1, 0.7, 0.7)
    same(governance.ownership(FORMS, OFF), 1, 1, 1)


def test_a_hub_takes_over_links_but_the_one_to_itself() -> None:
    p = GovernanceParameters(hub_relief=0.5)
    partners = a(0, 0.4, 3)
    same(governance.links(a(0), partners, p), 0, 0.4, 3)
    same(governance.links(a(1), partners, p), 0, 0.4, 2)
    same(governance.links(a(2), partners, p), 0, 0.4, 2)
    same(governance.links(a(1), partners, OFF), 0, 0.4, 3)
