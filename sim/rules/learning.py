"""Learning about each other: by taking time for it, by working together, from partners that are open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.arrays import Array
from sim.declared import Mechanism, Parameter, Switch, Value, rule


@dataclass(frozen=True)
class LearningParameters(Mechanism):
    """Numbers of learning about each other."""

    learning_on: Annotated[Value, Switch("off: knowledge of each other stays as it starts")] = 1.0
    learning_rate: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            5,
            "share of what is unknown that a month of full learning from an open partner reveals",
            "assumption, calibrated",
        ),
    ] = 0.2
    doing_rate: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            5,
            "share of what is unknown that a month of joint work reveals",
            "learning by doing; size: assumption",
        ),
    ] = 0.06
    knowledge_fade: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "share of knowledge of each other lost in a month",
            "turnover of staff, Argote 2013: some 1 to 2 % a month",
        ),
    ] = 0.012
    knowledge_climate: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of the variance of start knowledge that members have in common",
            "assumption",
        ),
    ] = 0.5


@rule
def learn(
    knowledge: Array,
    learning: Array,
    joint: Array,
    shown: Array,
    contact: Array,
    p: LearningParameters,
) -> Array:
    """Knowledge of a partner after a month.

    Equation:
        K′ = K + min((κ f(x_l) o_j + δ x_j) c, 1) (1 − K) − φ K

    Args:
        knowledge: (…, E) K, in [0, 1].
        learning: (…, E) effect of the time that the one who learns takes f(x_l), >= 0.
        joint: (…, E) share of its time for joint work x_j, in [0, 1].
        shown: (…, E) openness of the partner o, in [0, 1].
        contact: (…, E) c, in [0, 1].

    Returns:
        (…, E) in [0, 1].

    Source:
        form: assumption; psychological safety and learning, Frazier et al. 2017, for the sign.
    """
    gain = np.minimum((p.learning_rate * learning * shown + p.doing_rate * joint) * contact, 1.0)
    return np.maximum(knowledge + gain * (1.0 - knowledge) - p.knowledge_fade * knowledge, 0.0)


@rule
def revealed(knowledge: Array, insight: Value) -> Array:
    """Knowledge of a partner after a clash over values that ended well.

    Equation:
        K′ = K + ι (1 − K)

    Args:
        knowledge: (…, C) K, in [0, 1].
        insight: number in [0, 1]; ι, see `ConflictParameters.insight`.

    Returns:
        (…, C) in [0, 1].

    Source:
        brochure: language and dialogue; form: assumption.
    """
    return knowledge + insight * (1.0 - knowledge)
