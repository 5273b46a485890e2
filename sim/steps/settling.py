"""Agreements, commitment, ambition and story."""

from __future__ import annotations

from dataclasses import dataclass

from sim.arrays import Array, if_on
from sim.declared import step
from sim.levers import Levers
from sim.rules import agreements, governance
from sim.rules.agreements import AgreementsParameters
from sim.state import mean_over_members
from sim.steps.clashes import Clashes
from sim.steps.meeting import Meeting
from sim.steps.perception import Sensed
from sim.steps.planning import Plan
from sim.steps.situation import Situation


@dataclass(frozen=True)
class Settled:
    """What the alliance holds in common after the month, (runs,) each, in [0, 1].

    Attributes:
        agreements, commitment, control, language, harvest: as the state variables.
        ambition: (runs, GOALS).
        talking: mean share of capacity spent on designing and learning.
    """

    agreements: Array
    commitment: Array
    ambition: Array
    control: Array
    language: Array
    harvest: Array
    talking: Array


@step
def settle(
    now: Situation, levers: Levers, sensed: Sensed, plan: Plan, meeting: Meeting, clashes: Clashes
) -> Settled:
    """Agreements, commitment, ambition and story."""
    t, s, d, felt = now.traits, now.state, now.derived, sensed.felt
    a, m = now.p.alliances(AgreementsParameters), now.p.members(AgreementsParameters)
    at_work = meeting.presence * s.active
    design = mean_over_members(at_work * plan.designing, d)
    produce = mean_over_members(at_work * plan.producing, d)
    talking = mean_over_members(at_work * (plan.designing + plan.learning), d)
    doing = mean_over_members(at_work * (plan.learning + plan.producing), d)
    trust = mean_over_members(felt.trust, d)
    in_lead = governance.trust_in_lead(s.trust, t.lead, d.together, s.active, trust)
    speed = governance.deciding_speed(now.form, d.count, a)
    power = speed * agreements.designing_power(
        design,
        mean_over_members(felt.alignment, d),
        governance.deciding_trust(now.form, trust, in_lead, a),
    )
    settled = agreements.agree(
        s.agreements, power * (1.0 + levers.agreeing), meeting.coordinator, a
    )
    commitment = agreements.commit(
        s.commitment,
        power * governance.ownership(now.form, a) * (1.0 + levers.vision),
        mean_over_members(clashes.badly, d),
        a,
    )
    ambition = agreements.steer(
        s.ambition, t.goals, sensed.standing, (design * (1.0 + levers.vision))[:, None], m
    )
    recording = 1.0 + levers.harvesting
    return Settled(
        agreements=if_on(a.agreements_on, settled, s.agreements),
        commitment=if_on(a.agreements_on, commitment, s.commitment),
        ambition=if_on(m.agreements_on, ambition, s.ambition),
        control=agreements.balance(s.control, levers.control),
        language=agreements.tell(
            s.language, doing * recording, mean_over_members(felt.knowledge, d), a
        ),
        harvest=agreements.record(s.harvest, produce, recording, a),
        talking=talking,
    )
