"""Learning: members discover each other's strengths and ways (S4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.arrays import Array
from sim.declared import Mechanism, Parameter, Switch, Value, rule


@dataclass(frozen=True)
class LearningParameters(Mechanism):
    """Numbers of the mechanism; see `sim.parameters`."""

    learning_on: Annotated[Value, Switch("off: knowledge of each other stays as it starts")] = 1.0
    knowledge_climate: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of the variance of start knowledge that an alliance's members have in common",
            "assumption",
        ),
    ] = 0.5
    learning_rate: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            5,
            "share of what is unknown learnt in a month of full contact, time and openness",
            "assumption, calibrated",
        ),
    ] = 0.09
    knowledge_fade: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "share of knowledge of each other lost in a month without contact",
            "assumption",
        ),
    ] = 0.015
    agenda: Annotated[
        Value,
        Parameter(
            "1",
            0,
            20,
            "extra speed of learning about each other with a learning agenda (D4)",
            "assumption",
        ),
    ] = 1.0


@rule
def learn(
    knowledge: Array, contact: Array, time: Array, openness: Array, p: LearningParameters
) -> Array:
    """Knowledge of each other after a month (a good clash adds to it: `sim.rules.conflict`).

    What is unknown shrinks with contact, own learning time and the other's openness; knowledge fades
    where there is no contact. Source: MODEL mechanism 7;
    exponential approach is an assumption.

    Args:
        knowledge: (…, N, N) in [0, 1].
        contact: (…, N, N) in [0, 1].
        time: (…, N, 1) share of time the learner gives to learning, in [0, 1].
        openness: (…, 1, N) openness of the partner, in [0, 1].

    Returns:
        (…, N, N) new knowledge in [0, 1].
    """
    shown = np.minimum(((p.learning_rate * time) * openness) * contact, 1.0)
    return knowledge + shown * (1.0 - knowledge) - p.knowledge_fade * (1.0 - contact) * knowledge
