"""How a member spends its alliance time: the decision from which the phases emerge."""

from __future__ import annotations

import numpy as np

from sim.agents.perception import Perception
from sim.arrays import Array
from sim.declared import Lookup
from sim.rules.time_use import TimeUseParameters

TimeUse = tuple[Array, Array, Array]


def time_use(felt: Perception, p: Lookup) -> TimeUse:
    """Divide the month over designing, learning and producing.

    A member weighs what it feels is needed against what it expects to gain. Designing is worth what
    is still unsettled, and what chafes. Its partners promise as much as it trusts them: the part of
    that promise it does not know how to use yet calls for learning, the part it knows for producing
    (exploration and exploitation, March 1991); an impatient constituency presses for producing. It
    moves a share of its time toward a logit choice among the three (McFadden 1974).

    Args:
        felt: perceptions, (…, N) each.
        p: parameters, shaped for members.

    Returns:
        Three arrays (…, N) in [0, 1] that sum to 1: designing, learning, producing.
    """
    own = p(TimeUseParameters)
    promise = own.promise_pull * felt.trust
    design = own.design_pull * (1.0 - felt.agreements) + own.chafing_pull * felt.chafing
    learn = promise * (1.0 - felt.knowledge)
    produce = promise * felt.knowledge + own.home_pressure * (1.0 - felt.patience)
    best = np.maximum(np.maximum(design, learn), produce)
    wish_design = np.exp(own.choice_sharpness * (design - best))
    wish_learn = np.exp(own.choice_sharpness * (learn - best))
    wish_produce = np.exp(own.choice_sharpness * (produce - best))
    all_wishes = wish_design + wish_learn + wish_produce
    designing = felt.designing + own.time_flexibility * (wish_design / all_wishes - felt.designing)
    learning = felt.learning + own.time_flexibility * (wish_learn / all_wishes - felt.learning)
    return designing, learning, np.maximum(1.0 - designing - learning, 0.0)
