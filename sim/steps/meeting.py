"""Members meet, as far as duties and attention leave room."""

from __future__ import annotations

from dataclasses import dataclass

from sim.arrays import Array
from sim.declared import step
from sim.levers import Levers
from sim.rules import division, encounters
from sim.rules.division import DivisionParameters
from sim.rules.encounters import EncountersParameters
from sim.steps.money import Money
from sim.steps.planning import Plan
from sim.steps.roles import Roles
from sim.steps.situation import Situation


@dataclass(frozen=True)
class Meeting:
    """Who is at work with whom.

    Attributes:
        coordinator: (runs,) how far the coordinator keeps agreements alive, in [0, 1].
        presence: (runs, N) share of capacity at work, in [0, 1].
        contact: (runs, N, N) how much two have to do with each other, in [0, 1].
    """

    coordinator: Array
    presence: Array
    contact: Array


@step
def meet(now: Situation, levers: Levers, roles: Roles, plan: Plan, money: Money) -> Meeting:
    """Members meet, as far as duties and attention leave room."""
    t, s, d = now.traits, now.state, now.derived
    coordinator = now.decisions.coordinate(
        t.coordinator * roles.coordinator, roles.share, d.count, now.p.alliances
    )
    duties = division.duties(
        t.lead, roles.mandate[:, None], t.coordinator_home, now.p.members(DivisionParameters)
    )
    presence = encounters.presence(
        s.active, plan.engagement, money.affordable, duties + levers.members_time[:, None]
    )
    contact = encounters.encounters(
        presence,
        s.trust,
        d.together,
        d.partners,
        levers.matching[:, None, None] * d.expertise_distance,
        now.p.members(EncountersParameters),
    )
    return Meeting(coordinator, presence, contact)
