"""They produce; added value is what they give together less what they would give apart."""

from __future__ import annotations

from dataclasses import dataclass

from sim.arrays import Array, total
from sim.declared import step
from sim.rules import governance, production
from sim.rules.production import ProductionParameters
from sim.steps.conduct import Conduct
from sim.steps.learning import Learnt
from sim.steps.meeting import Meeting
from sim.steps.money import Money
from sim.steps.planning import Plan
from sim.steps.situation import Situation


@dataclass(frozen=True)
class Output:
    """What the month gave, FTE-months.

    Attributes:
        effort, joint, own: (runs, N) at work, together, and what would have been given apart.
        all_joint, all_own: (runs,) of all members.
        return_: (runs, N) added value per own output, as credited, in [-1, 1].
        progress: (runs,) joint output so far, months.
    """

    effort: Array
    joint: Array
    own: Array
    all_joint: Array
    all_own: Array
    return_: Array
    progress: Array


@step
def produce(
    now: Situation, plan: Plan, money: Money, meeting: Meeting, conduct: Conduct, learnt: Learnt
) -> Output:
    """They produce; added value is what they give together less what they would give apart."""
    t, s, d = now.traits, now.state, now.derived
    m = now.p.members(ProductionParameters)
    delivered = production.delivered(conduct.keeps, m)
    effort = t.capacity * meeting.presence
    apart = s.active * t.capacity * plan.engagement * money.affordable
    own = production.own_output(apart, t.quality, delivered)
    value = production.pair_value(
        d.expertise_distance, learnt.knowledge, conduct.trust, now.p.dyads(ProductionParameters)
    )
    overhead = production.overhead(
        governance.links(now.form[:, None], d.partners, m),
        s.agreements[:, None],
        meeting.coordinator[:, None],
        m,
    )
    joint = production.joint_output(
        production.own_output(effort, t.quality, delivered),
        plan.producing,
        value,
        meeting.contact,
        overhead,
        s.harvest[:, None],
        1.0 - s.gap[:, None],
        m,
    )
    all_joint = total(joint)
    full = total(s.active * t.capacity * t.quality)
    return Output(
        effort=effort,
        joint=joint,
        own=own,
        all_joint=all_joint,
        all_own=total(own),
        return_=production.credited_return(all_joint[:, None], money.shares, own, s.active),
        progress=production.progress(s.progress, all_joint, full, s.running),
    )
