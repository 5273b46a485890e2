"""Governance: by all members, by a lead organisation, or by an administrative body.

Provan & Kenis 2008 (JPART 18:229-252): shared governance fits few members (up to six or eight) who
trust each other all round; a lead organisation fits trust that is centred on it, and is efficient at
the cost of the others' say; an administrative body fits many members and moderate trust, and costs
money. They state conditions and tensions; the forms and sizes here are assumptions.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from sim.arrays import Array, total
from sim.parameters import Value
from sim.state import Derived, State


class Governance(IntEnum):
    """Who governs the alliance."""

    SHARED = 0
    LEAD = 1
    NAO = 2


@dataclass(frozen=True)
class RolePay:
    """What roles cost a month and what of it the fund can pay, (runs,) each.

    Attributes:
        cost: kEUR asked for.
        paid: kEUR paid.
        share: share of the roles' work that is paid for, in [0, 1]; 1 when they cost nothing.
        facilitator: 1 unless the organisation that the facilitator is from has left; then 0.
        coordinator: the same for the coordinator.
    """

    cost: Array
    paid: Array
    share: Array
    facilitator: Array
    coordinator: Array


def pay_roles(
    state: State, derived: Derived, fund: Array, form: Array, *, nao_cost: Value
) -> RolePay:
    """Pay coordinator, facilitator and administrative body, as far as the fund goes.

    Args:
        state: the batch.
        derived: counts of the batch.
        fund: (runs,) kEUR there is.
        form: (runs,) see `Governance`.
        nao_cost: kEUR a month and member that an administrative body costs.
    """
    facilitator = 1.0 - total(state.facilitator_home * (1.0 - state.active))
    coordinator = 1.0 - total(state.coordinator_home * (1.0 - state.active))
    nao = (form == Governance.NAO) * (nao_cost * derived.count)
    facilitation = state.facilitator_cost * state.facilitator_days * facilitator
    cost = state.running * (state.coordinator_cost * coordinator + facilitation + nao)
    paid = np.minimum(cost, fund)
    share = paid / np.maximum(cost, 1e-9) + (cost <= 0.0)
    return RolePay(cost, paid, share, facilitator, coordinator)


def mandate(form: Array, *, lead_mandate: Value) -> Array:
    """How much more authority, standing and duties a lead party has than under shared governance.

    Args:
        form: (…,) see `Governance`.
        lead_mandate: how much more under a lead organisation, >= 1.

    Returns:
        (…,) 1 or `lead_mandate`.
    """
    return np.where(form == Governance.LEAD, lead_mandate, 1.0)


def deciding_trust(form: Array, trust: Array, trust_in_lead: Array, *, nao_trust: Value) -> Array:
    """The trust that making agreements rests on: all round, in the lead party, or in the NAO.

    Args:
        form: (…,) see `Governance`.
        trust: (…,) mean trust between members, in [0, 1].
        trust_in_lead: (…,) mean trust in the lead party, in [0, 1].
        nao_trust: trust in an administrative body, in [0, 1].

    Returns:
        (…,) in [0, 1].
    """
    led = np.where(form == Governance.LEAD, trust_in_lead, trust)
    return np.where(form == Governance.NAO, nao_trust, led)


def deciding_speed(form: Array, count: Array, *, shared_span: Value) -> Array:
    """How fast agreements can be made: with all round the table, slower when there are many.

    Args:
        form: (…,) see `Governance`.
        count: (…,) number of members.
        shared_span: members up to which shared governance works at full speed.

    Returns:
        (…,) in (0, 1].
    """
    shared = np.minimum(shared_span / np.maximum(count, 1.0), 1.0)
    return np.where(form == Governance.SHARED, shared, 1.0)


def ownership(form: Array, *, governed_ownership: Value) -> Array:
    """How far designing commits members: less when others govern (efficiency against inclusion).

    Args:
        form: (…,) see `Governance`.
        governed_ownership: share of commitment that is left, in [0, 1].

    Returns:
        (…,) in [0, 1].
    """
    return np.where(form == Governance.SHARED, 1.0, governed_ownership)


def links(form: Array, partners: Array, *, hub_relief: Value) -> Array:
    """Partners that a member must coordinate with: all, or in part only the one that governs.

    Args:
        form: (…, 1) see `Governance`.
        partners: (…, N) number of partners.
        hub_relief: share of links that a hub takes over, in [0, 1].

    Returns:
        (…, N) >= 0.
    """
    through_hub = np.minimum(partners, 1.0) * hub_relief + partners * (1.0 - hub_relief)
    return np.where(form == Governance.SHARED, partners, through_hub)
