"""Learning: members discover each other's strengths and ways (S4)."""

from __future__ import annotations

import numpy as np

from sim.arrays import Array
from sim.parameters import Value


def learn(
    knowledge: Array,
    contact: Array,
    time: Array,
    openness: Array,
    *,
    learning_rate: Value,
    knowledge_fade: Value,
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
        learning_rate, knowledge_fade: see `sim.parameters`.

    Returns:
        (…, N, N) new knowledge in [0, 1].
    """
    shown = np.minimum(((learning_rate * time) * openness) * contact, 1.0)
    return knowledge + shown * (1.0 - knowledge) - knowledge_fade * (1.0 - contact) * knowledge
