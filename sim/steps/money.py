"""Members claim, the pot is divided, effort costs what it costs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.arrays import Array, total
from sim.declared import step
from sim.rules import division
from sim.rules.division import DivisionParameters
from sim.steps.perception import Sensed
from sim.steps.planning import Plan
from sim.steps.roles import Roles
from sim.steps.situation import Situation


@dataclass(frozen=True)
class Money:
    """What is claimed, paid and spent this month.

    Attributes:
        need: (runs, N) kEUR of planned work that the fund must pay.
        claims, awards, home, spent: (runs, N) kEUR: claimed and paid from the fund, paid by its own
            organisation, spent of award and reserve.
        steered: (runs, 1) share of money and credit that the lead party steers to itself.
        paid: (runs,) kEUR paid to members.
        fund, reserve: (runs,) and (runs, N) kEUR left.
        affordable, deprivation, paid_share: (runs, N) in [0, 1], see `sim.rules.division`.
        favour: (runs, N) what a member was paid over the mean of all.
    """

    need: Array
    claims: Array
    awards: Array
    home: Array
    spent: Array
    steered: Array
    paid: Array
    fund: Array
    reserve: Array
    affordable: Array
    deprivation: Array
    paid_share: Array
    favour: Array


@step
def divide_money(now: Situation, roles: Roles, sensed: Sensed, plan: Plan) -> Money:
    """Members claim, the pot is divided, effort costs what it costs."""
    t, s, d, perceived = now.traits, now.state, now.derived, sensed.perceived
    a, m = now.p.alliances(DivisionParameters), now.p.members(DivisionParameters)
    claims = s.active * now.decisions.claim(perceived, now.p.members)
    weights = division.weights(
        now.rule[:, None],
        perceived.full_cost * perceived.dependence,
        t.capacity * s.engagement * t.own_quality,
        sensed.standing,
        m,
    )
    lead_trust = total(perceived.trust * t.lead)
    steered = now.decisions.steer(lead_trust, division.authority(roles.mandate, a))
    steered = (steered * a.division_on)[:, None]
    shares = division.shares(weights, s.active, t.lead, steered)
    awards = division.pay(roles.fund - roles.paid, claims, shares)
    paid = total(awards)
    cost = division.cost(s.active * t.capacity * plan.engagement, m)
    home = division.home_share(cost, t.dependence)
    spent = division.spending(cost, home, awards, s.reserve)
    wished = division.cost(s.active * t.capacity * plan.wished, m) * t.dependence
    reserve = s.reserve + s.active * (awards - spent)
    return Money(
        need=cost - home,
        claims=claims,
        awards=awards,
        home=home,
        spent=spent,
        steered=steered,
        paid=paid,
        fund=division.left_over(roles.fund, roles.paid, paid),
        reserve=np.maximum(reserve, 0.0),
        affordable=division.affordability(cost, home + spent),
        deprivation=division.deprivation(awards, s.expected, cost - home),
        paid_share=division.paid_for(s.paid_share, awards, wished, reserve, m),
        favour=division.favour(awards, d.count[:, None], paid[:, None]),
    )
