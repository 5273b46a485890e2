"""Members decide how to spend their time, how much to say and how much to give."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.arrays import Array, if_on
from sim.declared import step
from sim.rules.engagement import EngagementParameters
from sim.rules.time_use import TimeUseParameters
from sim.state import THIRD
from sim.steps.perception import Sensed
from sim.steps.situation import Situation


@dataclass(frozen=True)
class Plan:
    """What members plan for the month, (runs, N) each, in [0, 1].

    Attributes:
        designing, learning, producing: shares of alliance time.
        openness: share of their interests that they show.
        engagement: share of capacity that they give.
    """

    designing: Array
    learning: Array
    producing: Array
    openness: Array
    engagement: Array


@step
def decide(now: Situation, sensed: Sensed) -> Plan:
    """Members decide how to spend their time, how much to say and how much to give."""
    p, felt = now.p.members, sensed.felt
    third = np.full_like(now.state.designing, THIRD)
    designing, learning, producing = (
        if_on(p(TimeUseParameters).time_use_on, share, third)
        for share in now.decisions.time_use(felt, p)
    )
    engagement = now.decisions.engage(felt, p)
    return Plan(
        designing=designing,
        learning=learning,
        producing=producing,
        openness=now.decisions.voice(felt, p),
        engagement=if_on(p(EngagementParameters).engagement_on, engagement, now.state.engagement),
    )
