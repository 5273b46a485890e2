"""Governance: by all members, by a lead organisation, or by an administrative body.

Provan & Kenis 2008 (JPART 18:229-252): shared governance fits few members (up to six or eight) who
trust each other all round; a lead organisation fits trust that is centred on it, and is efficient at
the cost of the others' say; an administrative body fits many members and moderate trust, and costs
money. They state conditions and tensions; the forms and sizes here are assumptions.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from sim.arrays import Array, total
from sim.declared import rule
from sim.rules.agreements import AgreementsParameters
from sim.rules.division import DivisionParameters
from sim.rules.production import ProductionParameters


class Governance(IntEnum):
    """Who governs the alliance."""

    SHARED = 0
    LEAD = 1
    NAO = 2


@rule
def still_there(home: Array, active: Array) -> Array:
    """Whether the one in a role is there: 1, unless the organisation it comes from has left.

    Args:
        home: (…, N) mask of one: the member it comes from; all 0 when independent.
        active: (…, N) mask.

    Returns:
        (…,) in [0, 1].
    """
    there: Array = 1.0 - total(home * (1.0 - active))
    return there


@rule
def role_cost(
    coordination: Array, facilitation: Array, count: Array, form: Array, p: DivisionParameters
) -> Array:
    """What coordinator, facilitator and administrative body cost a month.

    Args:
        coordination, facilitation: (…,) kEUR, >= 0.
        count: (…,) number of members, >= 0.
        form: (…,) code of `Governance`, in [0, 2].

    Returns:
        (…,) kEUR, >= 0.
    """
    nao = (form == Governance.NAO) * (p.nao_cost * count)
    cost: Array = coordination + facilitation + nao
    return cost


@rule
def paid_share(cost: Array, paid: Array) -> Array:
    """Share of the roles' work that is paid for; 1 when they cost nothing.

    Args:
        cost: (…,) kEUR, >= 0.
        paid: (…,) kEUR, in [0, cost].

    Returns:
        (…,) in [0, 1].
    """
    share: Array = paid / np.maximum(cost, 1e-9) + (cost <= 0.0)
    return share


@rule
def trust_in_lead(
    trust: Array, lead: Array, together: Array, active: Array, without: Array
) -> Array:
    """Mean trust of the others in the lead party.

    Args:
        trust: (…, N, N) in [0, 1].
        lead: (…, N) mask of one: the lead party.
        together: (…, N, N) mask of dyads of active members.
        active: (…, N) mask.
        without: (…,) what stands for it where there is no lead party, in [0, 1].

    Returns:
        (…,) in [0, 1].
    """
    led = total(lead * active)
    toward = total(trust * lead[..., None, :] * together)
    mean = total(toward) / np.maximum(total(active) - 1.0, 1.0)
    return np.where(led > 0.0, mean, without)


@rule
def mandate(form: Array, p: DivisionParameters) -> Array:
    """How much more authority, standing and duties a lead party has than under shared governance.

    Args:
        form: (…,) see `Governance`.

    Returns:
        (…,) 1 or `lead_mandate`, in [1, 10].
    """
    return np.where(form == Governance.LEAD, p.lead_mandate, 1.0)


@rule
def deciding_trust(
    form: Array, trust: Array, trust_in_lead: Array, p: AgreementsParameters
) -> Array:
    """The trust that making agreements rests on: all round, in the lead party, or in the NAO.

    Args:
        form: (…,) code of `Governance`, in [0, 2].
        trust: (…,) mean trust between members, in [0, 1].
        trust_in_lead: (…,) mean trust in the lead party, in [0, 1].

    Returns:
        (…,) in [0, 1].
    """
    led = np.where(form == Governance.LEAD, trust_in_lead, trust)
    return np.where(form == Governance.NAO, p.nao_trust, led)


@rule
def deciding_speed(form: Array, count: Array, p: AgreementsParameters) -> Array:
    """How fast agreements can be made: with all round the table, slower when there are many.

    Args:
        form: (…,) see `Governance`.
        count: (…,) number of members.

    Returns:
        (…,) in (0, 1].
    """
    shared = np.minimum(p.shared_span / np.maximum(count, 1.0), 1.0)
    return np.where(form == Governance.SHARED, shared, 1.0)


@rule
def ownership(form: Array, p: AgreementsParameters) -> Array:
    """How far designing commits members: less when others govern (efficiency against inclusion).

    Args:
        form: (…,) see `Governance`.

    Returns:
        (…,) in [0, 1].
    """
    return np.where(form == Governance.SHARED, 1.0, p.governed_ownership)


@rule
def links(form: Array, partners: Array, p: ProductionParameters) -> Array:
    """Partners that a member must coordinate with: all, or in part only the one that governs.

    Args:
        form: (…, 1) see `Governance`.
        partners: (…, N) number of partners.

    Returns:
        (…, N) >= 0.
    """
    through_hub = np.minimum(partners, 1.0) * p.hub_relief + partners * (1.0 - p.hub_relief)
    return np.where(form == Governance.SHARED, partners, through_hub)
