"""Members claim, the pot is divided, effort costs what it costs."""

from __future__ import annotations

from dataclasses import dataclass

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
    """What is paid and spent this month.

    Attributes:
        shares: (runs, N) of money and credit.
        awards, home, spent: (runs, N) kEUR: from the fund, paid by its own organisation, spent of
            award and reserve.
        paid: (runs,) kEUR paid to members.
        fund, reserve: (runs,) and (runs, N) kEUR left.
        affordable, deprivation: (runs, N) in [0, 1], see `sim.rules.division`.
        favour: (runs, N) what a member was paid over the mean of all.
    """

    shares: Array
    awards: Array
    home: Array
    spent: Array
    paid: Array
    fund: Array
    reserve: Array
    affordable: Array
    deprivation: Array
    favour: Array


@step
def divide_money(now: Situation, roles: Roles, sensed: Sensed, plan: Plan) -> Money:
    """Members claim, the pot is divided, effort costs what it costs."""
    t, s, d, felt = now.traits, now.state, now.derived, sensed.felt
    a, m = now.p.alliances(DivisionParameters), now.p.members(DivisionParameters)
    claims = s.active * now.decisions.claim(felt, now.p.members)
    weights = division.weights(
        now.rule[:, None],
        felt.months_cost * felt.dependence,
        t.capacity * s.engagement * t.quality,
        sensed.standing,
        m,
    )
    steered = now.decisions.steer(total(felt.trust * t.lead), division.authority(roles.mandate, a))
    shares = division.shares(weights, s.active, t.lead, (steered * a.division_on)[:, None])
    awards = division.pay(roles.fund - roles.paid, claims, shares)
    paid = total(awards)
    cost = division.cost(s.active * t.capacity * plan.engagement, m)
    home = division.home_share(cost, t.dependence)
    spent = division.spending(cost, home, awards, s.reserve)
    return Money(
        shares=shares,
        awards=awards,
        home=home,
        spent=spent,
        paid=paid,
        fund=division.left_over(roles.fund, roles.paid, paid),
        reserve=s.reserve + s.active * (awards - spent),
        affordable=division.affordability(cost, home + spent),
        deprivation=division.deprivation(awards, claims, s.active),
        favour=division.favour(awards, d.count[:, None], paid[:, None]),
    )
