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
    ] = 0.19
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


@rule
def learn(
    knowledge: Array,
    learning: Array,
    joint: Array,
    shown: Array,
    contact: Array,
    distance: Array,
    p: LearningParameters,
) -> Array:
    """Knowledge of a partner after a month: the further off its expertise, the slower it is understood.

    Equation:
        K′ = K + min((κ f(x_l) o_j + δ x_j) c (1 − d), 1) (1 − K) − φ K

    Args:
        knowledge: (…, E) K, in [0, 1].
        learning: (…, E) effect of the time that the one who learns takes f(x_l), >= 0.
        joint: (…, E) share of its time for joint work x_j, in [0, 1].
        shown: (…, E) openness of the partner o, in [0, 1].
        contact: (…, E) c, in [0, 1].
        distance: (…, E) root-mean-square difference in expertise d, in [0, 1].

    Returns:
        (…, E) in [0, 1].

    Source:
        absorptive capacity falls with cognitive distance, Nooteboom et al. 2007; psychological safety, Frazier
        et al. 2017, for the sign of openness; form: assumption.
    """
    pace = (p.learning_rate * learning * shown + p.doing_rate * joint) * contact
    gain = np.minimum(pace * (1.0 - distance), 1.0)
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
