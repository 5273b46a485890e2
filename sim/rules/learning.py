"""Learning: members discover each other's strengths and ways (S4)."""

from __future__ import annotations

import numpy as np

from sim.arrays import Array
from sim.parameters import Value
from sim.state import Bits


def learn(knowledge: Array, contact: Array, time: Array, openness: Array, good: Bits, *,
          learning_rate: Value, knowledge_fade: Value, clash_insight: Value) -> Array:  # fmt: skip
    """Knowledge of each other after a month.

    What is unknown shrinks with contact, own learning time and the other's openness, and with a
    clash that ends well; knowledge fades where there is no contact. Source: MODEL mechanism 7;
    exponential approach is an assumption.

    Args:
        knowledge: (…, N, N) in [0, 1].
        contact: (…, N, N) in [0, 1].
        time: (…, N, 1) share of time the learner gives to learning, in [0, 1].
        openness: (…, 1, N) openness of the partner, in [0, 1].
        good: (…, N, N) pairs whose clash ended well.
        learning_rate, knowledge_fade, clash_insight: see `sim.parameters`.

    Returns:
        (…, N, N) new knowledge in [0, 1].
    """
    shown = np.minimum((learning_rate * time) * contact * openness + clash_insight * good, 1.0)
    return knowledge + shown * (1.0 - knowledge) - knowledge_fade * (1.0 - contact) * knowledge
