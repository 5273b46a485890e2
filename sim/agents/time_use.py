"""How a member spends its alliance time: the decision from which the phases emerge."""

from __future__ import annotations

import numpy as np

from sim.agents.perception import Perception
from sim.arrays import Array
from sim.declared import Lookup
from sim.elementary import exp
from sim.rules import time_use as worth
from sim.rules.time_use import TimeUseParameters

TimeUse = tuple[Array, Array, Array, Array]


def time_use(perceived: Perception, p: Lookup) -> TimeUse:
    """Divide the month over designing, learning, work apart and joint work.

    A member compares what an hour of each is worth to it: work apart is worth 1; joint work what
    experience says it brings, as far as that serves its own goals or an ambition that binds it; designing
    and learning what they will save and add over the months ahead. It moves a share of its time toward a
    logit choice among the four; in its first month it takes that choice at once.

    Equation:
        x′ = x + φ (softmax(β U) − x), U = (U_d, U_l, 1, g V), and φ = 1 in month 0 of the alliance
        U_d by `worth_of_designing` and U_l by `worth_of_learning`, with f′ at the shares x of last month
        and trouble = `trouble` + `deprivation`, all as perceived
        β `choice_sharpness`, φ `time_flexibility`

    Args:
        perceived: (…, N) each.
        p: parameters, shaped for members.

    Returns:
        Four arrays (…, N) in [0, 1] that sum to 1: designing, learning, apart, joint.

    Source:
        logit choice, Luce 1959, McFadden 1974; see `sim.rules.time_use` for the values.
    """
    own = p(TimeUseParameters)
    prospect = worth.prospect(perceived.promise, perceived.service, own)
    design = worth.worth_of_designing(
        perceived.months_ahead,
        perceived.designing_speed,
        worth.marginal(perceived.designing, own),
        1.0 - perceived.agreements,
        perceived.double_work,
        prospect,
        perceived.promise,
        perceived.service,
        perceived.trouble + perceived.deprivation,
    )
    learn = worth.worth_of_learning(
        perceived.months_ahead,
        perceived.learning_speed,
        worth.marginal(perceived.learning, own),
        perceived.promise,
        perceived.belief,
        perceived.service,
        prospect,
    )
    joint = perceived.service * perceived.belief
    best = np.maximum(np.maximum(design, learn), np.maximum(joint, 1.0))
    wishes = [exp(own.choice_sharpness * (value - best)) for value in (design, learn, joint)]
    apart = exp(own.choice_sharpness * (1.0 - best))
    whole = wishes[0] + wishes[1] + wishes[2] + apart
    moved = np.where(perceived.month > 0.0, own.time_flexibility, 1.0)
    now = (perceived.designing, perceived.learning, perceived.joint)
    designing, learning, jointly = (
        share + moved * (wish / whole - share) for share, wish in zip(now, wishes, strict=True)
    )
    return designing, learning, np.maximum(1.0 - designing - learning - jointly, 0.0), jointly
