"""They learn about each other, from each other, and who is good at what."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.arrays import Array, if_on
from sim.declared import step
from sim.derived import mean_over_partners
from sim.levers import Levers
from sim.rules import learning, production
from sim.rules.conflict import ConflictParameters, Kind
from sim.rules.learning import LearningParameters
from sim.rules.production import ProductionParameters
from sim.steps.clashes import Clashes
from sim.steps.conduct import Conduct
from sim.steps.meeting import Meeting
from sim.steps.planning import Plan
from sim.steps.situation import Situation


@dataclass(frozen=True)
class Learnt:
    """What members know and can after the month.

    Attributes:
        knowledge: (runs, E) of partners, in [0, 1].
        role, quality: (runs, N) role division and quality of joint work, in [0, 1].
    """

    knowledge: Array
    role: Array
    quality: Array


@step
def learn(
    now: Situation, levers: Levers, plan: Plan, meeting: Meeting, clashes: Clashes, conduct: Conduct
) -> Learnt:
    """They learn about each other, from each other, and who is good at what."""
    s, d, ties = now.state, now.derived, now.derived.ties
    p, own = now.p.members(LearningParameters), now.p.members(ProductionParameters)
    known = learning.learn(
        s.knowledge,
        ties.of_source(plan.learn_effect),
        ties.of_source(plan.joint),
        ties.of_target(plan.shown),
        meeting.contact,
        d.expertise_distance,
        p,
    )
    where = clashes.on_ties(clashes.good & (clashes.kind == Kind.VALUES))
    insight = now.p.of_runs(ConflictParameters, where[0]).insight
    known[where] = learning.revealed(known[where], insight)
    if levers.learning.any():
        known = known + levers.learning[:, None] * meeting.contact * (1.0 - known)
    known = if_on(p.learning_on, known, s.knowledge)
    usable = production.usable(known, conduct.trust)
    used = mean_over_partners(0.5 * (usable + ties.turned(usable)), d)
    together = plan.joint + plan.learning
    role = production.known_roles(used, s.role, together, own)
    role = role + levers.dividing[:, None] * (1.0 - role)
    ahead = np.maximum(ties.of_target(s.quality) - ties.of_source(s.quality), 0.0)
    better = mean_over_partners(meeting.contact * known * ahead, d)
    on = own.production_on
    return Learnt(
        knowledge=known,
        role=if_on(on, role, s.role),
        quality=if_on(on, production.imitated(s.quality, better, together, own), s.quality),
    )
