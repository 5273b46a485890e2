"""Members decide how to spend their time, how much to say and how much to give."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.agents.engagement import wish
from sim.arrays import Array, if_on
from sim.declared import step
from sim.rules import time_use, waterline
from sim.rules.engagement import EngagementParameters
from sim.rules.time_use import TimeUseParameters
from sim.rules.waterline import WaterlineParameters
from sim.state import QUARTER
from sim.steps.perception import Sensed
from sim.steps.situation import Situation


@dataclass(frozen=True)
class Plan:
    """What members plan for the month, (runs, N) each, in [0, 1].

    Attributes:
        designing, learning, apart, joint: shares of alliance time.
        design_effect, learn_effect: what that designing and learning achieve of what all time would.
        openness: share of their interests that they show; `shown` with the waterline off is 1.
        engagement: share of capacity that they give; `wished` what they would, were it paid.
    """

    designing: Array
    learning: Array
    apart: Array
    joint: Array
    design_effect: Array
    learn_effect: Array
    openness: Array
    shown: Array
    engagement: Array
    wished: Array


@step
def decide(now: Situation, sensed: Sensed) -> Plan:
    """Members decide how to spend their time, how much to say and how much to give."""
    p, perceived = now.p.members, sensed.perceived
    own = p(TimeUseParameters)
    quarter = np.full_like(now.state.designing, QUARTER)
    designing, learning, apart, joint = (
        if_on(own.time_use_on, share, quarter) for share in now.decisions.time_use(perceived, p)
    )
    engagement = now.decisions.engage(perceived, p)
    openness = now.decisions.voice(perceived, p)
    return Plan(
        designing=designing,
        learning=learning,
        apart=apart,
        joint=joint,
        design_effect=time_use.effective(designing, own),
        learn_effect=time_use.effective(learning, own),
        openness=openness,
        shown=waterline.shown(openness, p(WaterlineParameters)),
        engagement=if_on(p(EngagementParameters).engagement_on, engagement, now.state.engagement),
        wished=wish(perceived, p),
    )
