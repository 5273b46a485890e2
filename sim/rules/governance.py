"""Governance: by all members, by a lead organisation, or by an administrative body.

Provan & Kenis 2008 (JPART 18:229-252): shared governance fits few members (up to six or eight) who
trust each other all round; a lead organisation fits trust that is centred on it, and is efficient at
the cost of the others' say; an administrative body fits many members and moderate trust, and costs
money. They state conditions and tensions; the forms and sizes here are assumptions.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated

import numpy as np

from sim.arrays import Array, total
from sim.declared import Mechanism, Parameter, Switch, Value, rule


@dataclass(frozen=True)
class GovernanceParameters(Mechanism):
    """Numbers of governance."""

    governance_on: Annotated[
        Value,
        Switch("off: all govern alike, whatever the form, and deciding takes no longer with many"),
    ] = 1.0
    shared_span: Annotated[
        Value,
        Parameter(
            "members",
            1,
            60,
            "members round one table up to which deciding goes at full speed",
            "up to six or eight, Provan & Kenis 2008 as recalled",
        ),
    ] = 8.0
    lead_mandate: Annotated[
        Value,
        Parameter(
            "1",
            1,
            10,
            "how much more authority, standing and duties a lead party has when it governs",
            "Provan & Kenis 2008 for the sign; size: assumption",
        ),
    ] = 2.5
    lead_say: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of all say that a lead party takes when it governs",
            "Provan & Kenis 2008 for the sign; size: assumption",
        ),
    ] = 0.25
    nao_cost: Annotated[
        Value,
        Parameter(
            "kEUR/month",
            0,
            1000,
            "cost per member of an administrative body that governs",
            "it costs, Provan & Kenis 2008; size: assumption",
        ),
    ] = 0.5
    nao_trust: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "trust in an administrative body that governs",
            "moderate, Provan & Kenis 2008; size: assumption",
        ),
    ] = 0.6
    governed_ownership: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of commitment that designing builds when a lead or a body governs",
            "efficiency against inclusion, Provan & Kenis 2008; size: assumption",
        ),
    ] = 0.7
    hub_relief: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of the links to coordinate that a lead or a body takes over",
            "efficiency, Provan & Kenis 2008; size: assumption",
        ),
    ] = 0.5


class Governance(IntEnum):
    """Who governs the alliance."""

    SHARED = 0
    LEAD = 1
    NAO = 2


@rule
def still_there(home: Array, active: Array) -> Array:
    """Whether the one in a role is there: 1, unless the organisation it comes from has left.

    Equation:
        1 − home (1 − active)

    Args:
        home: (…, N) mask of one: the member it comes from; all 0 when independent.
        active: (…, N) mask.

    Returns:
        (…,) in [0, 1].

    Source:
        definition.
    """
    there: Array = 1.0 - total(home * (1.0 - active))
    return there


@rule
def role_cost(
    coordination: Array, facilitation: Array, count: Array, form: Array, p: GovernanceParameters
) -> Array:
    """What coordinator, facilitator and administrative body cost a month.

    Equation:
        coordinator + facilitator + κ n under a body

    Args:
        coordination, facilitation: (…,) kEUR, >= 0.
        count: (…,) number of members, >= 0.
        form: (…,) code of `Governance`, in [0, 2].

    Returns:
        (…,) kEUR, >= 0.

    Source:
        it costs, Provan & Kenis 2008.
    """
    body = (form == Governance.NAO) & (p.governance_on > 0.0)
    cost: Array = coordination + facilitation + body * (p.nao_cost * count)
    return cost


@rule
def paid_share(cost: Array, paid: Array) -> Array:
    """Share of the roles' work that is paid for; 1 when they cost nothing.

    Equation:
        paid / cost

    Args:
        cost: (…,) kEUR, >= 0.
        paid: (…,) kEUR, in [0, cost].

    Returns:
        (…,) in [0, 1].

    Source:
        definition.
    """
    share: Array = paid / np.maximum(cost, 1e-9) + (cost <= 0.0)
    return share


@rule
def trust_in_lead(toward: Array, lead: Array, without: Array) -> Array:
    """Mean trust of its partners in the lead party.

    Equation:
        T̄_lead, or T̄ where there is no lead party

    Args:
        toward: (…, N) mean of what its partners hold of each member, in [0, 1].
        lead: (…, N) mask of one: the lead party, if it is in.
        without: (…,) what stands for it where there is none, in [0, 1].

    Returns:
        (…,) in [0, 1].

    Source:
        definition.
    """
    led = total(lead)
    return np.where(led > 0.0, total(toward * lead), without)


@rule
def say(form: Array, standing: Array, lead: Array, active: Array, p: GovernanceParameters) -> Array:
    """Each member's share of say: by standing; more for a lead that governs; equal under a neutral body.

    Equation:
        σ_i standing; lead: (1 − λ) σ_i + λ lead_i; body: 1 / n

    Args:
        form: (…, 1) code of `Governance`, in [0, 2].
        standing: (…, N) share of status, in [0, 1], sums to 1 over members.
        lead: (…, N) mask of one: the lead party, if it is in.
        active: (…, N) mask.

    Returns:
        (…, N) in [0, 1].

    Source:
        Provan & Kenis 2008 for the order; form: assumption.
    """
    equal = active / np.maximum(total(active), 1.0)[..., None]
    taken = p.lead_say * total(lead)[..., None]
    led = (1.0 - taken) * standing + taken * lead
    said = np.where(form == Governance.LEAD, led, standing)
    return np.where((form == Governance.NAO) | (p.governance_on <= 0.0), equal, said)


@rule
def mandate(form: Array, p: GovernanceParameters) -> Array:
    """How much more authority, standing and duties a lead party has than under shared governance.

    Equation:
        1, or `lead_mandate` under a lead

    Args:
        form: (…,) code of `Governance`, in [0, 2].

    Returns:
        (…,) 1 or `lead_mandate`, in [1, 10].

    Source:
        Provan & Kenis 2008; size: assumption.
    """
    governs = (form == Governance.LEAD) & (p.governance_on > 0.0)
    return np.where(governs, p.lead_mandate, 1.0)


@rule
def deciding_trust(
    form: Array, trust: Array, trust_in_lead: Array, p: GovernanceParameters
) -> Array:
    """The trust that making agreements rests on: all round, in the lead party, or in the NAO.

    Equation:
        T̄ all round; in the lead; `nao_trust`

    Args:
        form: (…,) code of `Governance`, in [0, 2].
        trust: (…,) mean trust between members, in [0, 1].
        trust_in_lead: (…,) mean trust in the lead party, in [0, 1].

    Returns:
        (…,) in [0, 1].

    Source:
        Provan & Kenis 2008.
    """
    led = np.where(form == Governance.LEAD, trust_in_lead, trust)
    governed = np.where(form == Governance.NAO, p.nao_trust, led)
    return np.where(p.governance_on > 0.0, governed, trust)


@rule
def deciding_speed(form: Array, count: Array, p: GovernanceParameters) -> Array:
    """How fast agreements can be made: with all round the table, slower when there are many.

    Equation:
        min(κ / n, 1) under shared governance, else 1

    Args:
        form: (…,) code of `Governance`, in [0, 2].
        count: (…,) number of members round the table that decides, >= 0.

    Returns:
        (…,) in [0, 1].

    Source:
        Provan & Kenis 2008; form: assumption.
    """
    shared = np.minimum(p.shared_span / np.maximum(count, 1.0), 1.0)
    return np.where((form == Governance.SHARED) & (p.governance_on > 0.0), shared, 1.0)


@rule
def ownership(form: Array, p: GovernanceParameters) -> Array:
    """How far designing commits members: less when others govern (efficiency against inclusion).

    Equation:
        1 shared, else `governed_ownership`

    Args:
        form: (…,) code of `Governance`, in [0, 2].

    Returns:
        (…,) in [0, 1].

    Source:
        Provan & Kenis 2008; size: assumption.
    """
    shared = (form == Governance.SHARED) | (p.governance_on <= 0.0)
    return np.where(shared, 1.0, p.governed_ownership)


@rule
def links(form: Array, partners: Array, p: GovernanceParameters) -> Array:
    """Contacts that a member must coordinate: all, or in part only with the one that governs.

    Equation:
        c̄ shared; min(c̄, 1) h + c̄ (1 − h) under a lead or a body

    Args:
        form: (…, 1) code of `Governance`, in [0, 2].
        partners: (…, N) sum of contacts with the partners, >= 0.

    Returns:
        (…, N) >= 0.

    Source:
        Provan & Kenis 2008; form: assumption.
    """
    shared = (form == Governance.SHARED) | (p.governance_on <= 0.0)
    through_hub = np.minimum(partners, 1.0) * p.hub_relief + partners * (1.0 - p.hub_relief)
    return np.where(shared, partners, through_hub)
