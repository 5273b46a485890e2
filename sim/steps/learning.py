"""They learn about each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.arrays import Array, if_on
from sim.declared import step
from sim.levers import Levers
from sim.rules import conflict, learning
from sim.rules.conflict import ConflictParameters
from sim.rules.learning import LearningParameters
from sim.steps.clashes import Clashes
from sim.steps.meeting import Meeting
from sim.steps.planning import Plan
from sim.steps.situation import Situation
from sim.steps.table import Table


@dataclass(frozen=True)
class Learnt:
    """What members know of each other after the month.

    Attributes:
        knowledge: (runs, N, N) in [0, 1].
    """

    knowledge: Array


@step
def learn(
    now: Situation, levers: Levers, plan: Plan, meeting: Meeting, table: Table, clashes: Clashes
) -> Learnt:
    """They learn about each other."""
    s, p = now.state, now.p.dyads(LearningParameters)
    knowledge = np.copy(
        learning.learn(
            s.knowledge,
            meeting.contact,
            (plan.learning * (1.0 + levers.learning[:, None]))[..., None],
            table.shown[..., None, :],
            p,
        ),
        order="K",
    )
    of_clashes = now.p.of_runs(ConflictParameters, clashes.run)
    for side in clashes.sides():
        knowledge[side] = conflict.insight(knowledge[side], clashes.good, of_clashes)
    return Learnt(if_on(p.learning_on, knowledge, s.knowledge))
