"""Members meet, as far as duties and hours leave room."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.arrays import Array
from sim.declared import step
from sim.levers import Levers
from sim.rules import division, meeting
from sim.rules.division import DivisionParameters
from sim.rules.meeting import MeetingParameters
from sim.steps.money import Money
from sim.steps.perception import Sensed
from sim.steps.planning import Plan
from sim.steps.roles import Roles
from sim.steps.situation import Situation


@dataclass(frozen=True)
class Meeting:
    """Who is at work with whom.

    Attributes:
        coordinator: (runs,) how far the coordinator keeps agreements alive, in [0, 1].
        effort: (runs, N) FTE-months given to the alliance, roles and actions included.
        hours: (runs, N) FTE-months of it left for its activities.
        presence: (runs, N) share of capacity at work, in [0, 1].
        contact: (runs, E) how much two have to do with each other, in [0, 1].
    """

    coordinator: Array
    effort: Array
    hours: Array
    presence: Array
    contact: Array


@step
def meet(
    now: Situation, levers: Levers, roles: Roles, sensed: Sensed, plan: Plan, money: Money
) -> Meeting:
    """Members meet, as far as duties and hours leave room."""
    t, s, d = now.traits, now.state, now.derived
    p = now.p.members(MeetingParameters)
    coordinator = now.decisions.coordinate(
        t.coordinator * roles.coordinator, roles.share, d.count, now.p.alliances
    )
    duties = division.duties(
        t.lead, roles.mandate[:, None], t.coordinator_home, now.p.members(DivisionParameters)
    )
    presence = s.active * plan.engagement * money.affordable
    effort = t.capacity * presence
    hours = effort * np.maximum(1.0 - duties - levers.member_effort[:, None], 0.0)
    even, favour = meeting.reach(
        meeting.hours_together(hours, plan.apart),
        sensed.perceived.trust * d.partners,
        d.divide_partners,
        p,
    )
    pairing = p.pairing * levers.dividing[:, None]
    attention = meeting.attention(
        d.ties.of_source(even),
        d.ties.of_source(favour),
        s.trust,
        pairing * d.expertise_distance if levers.dividing.any() else np.zeros_like(pairing),
        d.together,
        p,
    )
    contact = meeting.contact(attention, d.ties.turned(attention))
    return Meeting(coordinator, effort, hours, presence, contact)
