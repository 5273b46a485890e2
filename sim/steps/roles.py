"""Roles are paid."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.arrays import Array, total
from sim.declared import step
from sim.derived import Derived, mean_of_partners
from sim.rules import governance
from sim.rules.governance import GovernanceParameters
from sim.steps.situation import Situation


@dataclass(frozen=True)
class Roles:
    """What the fund pays for roles this month.

    Attributes:
        fund: (runs,) kEUR there is, with what came in.
        paid: (runs,) kEUR paid for roles.
        share: (runs,) share of their work that is paid for, in [0, 1].
        coordinator, facilitator: (runs,) 1 unless the organisation it comes from has left.
        days: (runs,) days of the facilitator that are paid for.
        mandate: (runs,) how much more authority, standing and duties a lead party has, >= 1.
        trust_in_home: (runs, N) trust in the member that the facilitator comes from; what its partners
            hold of it for those that do not meet it.
    """

    fund: Array
    paid: Array
    share: Array
    coordinator: Array
    facilitator: Array
    days: Array
    mandate: Array
    trust_in_home: Array


@step
def pay_roles(now: Situation) -> Roles:
    """Grants come in; coordinator, facilitator and administrative body are paid, as far as the fund goes."""
    p = now.p.alliances(GovernanceParameters)
    t, s, d = now.traits, now.state, now.derived
    fund = s.fund + now.inflow * s.running
    facilitator = governance.still_there(t.facilitator_home, s.active)
    coordinator = governance.still_there(t.coordinator_home, s.active)
    cost = s.running * governance.role_cost(
        t.coordinator_cost * coordinator,
        t.facilitator_cost * t.facilitator_days * facilitator,
        d.count,
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
        trust_in_home=_trust_in(t.facilitator_home, s.trust, d),
    )


def _trust_in(home: Array, trust: Array, derived: Derived) -> Array:
    """Trust in the member that the facilitator comes from; 0 where it is independent; (runs, N)."""
    if not home.any():
        return np.zeros_like(home)
    toward = derived.ties.of_target(home) * derived.together
    meets, known = derived.ties.sum_out(toward), derived.ties.sum_out(trust * toward)
    reputed = total(mean_of_partners(trust, derived) * home)[:, None]
    return np.where(meets > 0.0, known, reputed)
