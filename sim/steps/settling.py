"""Agreements, commitment, ambition and story."""

from __future__ import annotations

from dataclasses import dataclass

from sim.agents.perception import ambition_of
from sim.arrays import Array, if_on, inward
from sim.declared import step
from sim.derived import mean_over_members
from sim.levers import Levers
from sim.rules import agreements, ambition, governance, story
from sim.rules.agreements import AgreementsParameters
from sim.rules.ambition import AmbitionParameters
from sim.rules.conflict import ConflictParameters, Kind
from sim.rules.governance import GovernanceParameters
from sim.rules.story import StoryParameters
from sim.steps.clashes import Clashes
from sim.steps.conduct import Conduct
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
        talking: mean share of time for designing and learning.
        trust: mean trust at the start of the month.
    """

    agreements: Array
    commitment: Array
    ambition: Array
    control: Array
    language: Array
    harvest: Array
    talking: Array
    trust: Array


@step
def settle(
    now: Situation,
    levers: Levers,
    sensed: Sensed,
    plan: Plan,
    meeting: Meeting,
    clashes: Clashes,
    conduct: Conduct,
) -> Settled:
    """Agreements, commitment, ambition and story."""
    t, s, d, seen = now.traits, now.state, now.derived, sensed.perceived
    a = now.p.alliances
    own, shared, told = a(AgreementsParameters), a(AmbitionParameters), a(StoryParameters)
    governing, insight = a(GovernanceParameters), a(ConflictParameters).insight
    design = mean_over_members(meeting.presence * plan.design_effect, d)
    joint = mean_over_members(meeting.presence * plan.joint, d)
    together = mean_over_members(meeting.presence * (plan.learning + plan.joint), d)
    power = design * sensed.deciding
    ended = [mean_over_members(values, d) for values in clashes.well_over]
    agreed = agreements.agree(
        s.agreements,
        power,
        ended[Kind.RESOURCES],
        meeting.coordinator,
        insight,
        levers.agreeing,
        own,
    )
    asked = agreements.asked(sensed.trust, mean_over_members(conduct.deceives, d))
    control = agreements.balanced(agreements.control(s.control, asked, design, own), levers.control)
    commitment = ambition.commit(
        s.commitment,
        power * governance.ownership(now.form, governing),
        mean_over_members(s.results_seen, d),
        mean_over_members(clashes.badly_per_partner, d),
        levers.vision,
        shared,
    )
    aim = ambition.steer(
        s.ambition,
        ambition_of(t.goals, sensed.say),
        design[:, None],
        levers.vision[:, None],
        now.p.members(AmbitionParameters),
    )
    language = story.tell(
        s.language,
        together,
        mean_over_members(seen.knowledge, d),
        ended[Kind.VALUES] + ended[Kind.IDENTITY],
        insight,
        levers.harvesting,
        told,
    )
    harvest = story.record(s.harvest, joint, levers.harvesting, told)
    return Settled(
        agreements=if_on(own.agreements_on, agreed, s.agreements),
        commitment=if_on(shared.ambition_on, commitment, s.commitment),
        ambition=if_on(inward(shared.ambition_on), aim, s.ambition),
        control=if_on(own.agreements_on, control, s.control),
        language=if_on(told.story_on, language, s.language),
        harvest=if_on(told.story_on, harvest, s.harvest),
        talking=mean_over_members(plan.designing + plan.learning, d),
        trust=sensed.trust,
    )
