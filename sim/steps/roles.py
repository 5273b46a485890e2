"""Roles are paid."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.arrays import Array
from sim.declared import step
from sim.rules import governance
from sim.rules.division import DivisionParameters
from sim.steps.situation import Situation


@dataclass(frozen=True)
class Roles:
    """What the fund pays for roles this month, (runs,) each.

    Attributes:
        fund: kEUR there is, with what came in.
        paid: kEUR paid for roles.
        share: share of their work that is paid for, in [0, 1].
        coordinator, facilitator: 1 unless the organisation it comes from has left.
        days: days of the facilitator that are paid for.
        mandate: how much more authority, standing and duties a lead party has, >= 1.
    """

    fund: Array
    paid: Array
    share: Array
    coordinator: Array
    facilitator: Array
    days: Array
    mandate: Array


@step
def pay_roles(now: Situation) -> Roles:
    """Grants come in; coordinator, facilitator and administrative body are paid, as far as the fund goes."""
    p = now.p.alliances(DivisionParameters)
    t, s = now.traits, now.state
    fund = s.fund + now.inflow * s.running
    facilitator = governance.still_there(t.facilitator_home, s.active)
    coordinator = governance.still_there(t.coordinator_home, s.active)
    cost = s.running * governance.role_cost(
        t.coordinator_cost * coordinator,
        t.facilitator_cost * t.facilitator_days * facilitator,
        now.derived.count,
        now.form,
        p,
    )
    paid = np.minimum(cost, fund)
    share = governance.paid_share(cost, paid)
    return Roles(
        fund=fund,
        paid=paid,
        share=share,
        coordinator=coordinator,
        facilitator=facilitator,
        days=t.facilitator_days * facilitator * share,
        mandate=governance.mandate(now.form, p),
    )
