"""Learning: cases that can be worked out by hand."""

from __future__ import annotations

import numpy as np

from sim.rules import learning
from sim.rules.learning import LearningParameters
from tests.sim.rules.cases import dyads


class TestLearning:
    def test_what_is_unknown_shrinks_and_fades_without_contact(self) -> None:
        known = learning.learn(
            dyads(0.2),
            dyads(1.0),
            np.full((3, 1), 0.5),
            np.full((1, 3), 0.4),
            LearningParameters(learning_rate=0.5, knowledge_fade=0.1),
        )
        np.testing.assert_allclose(known, 0.2 + 0.1 * 0.8)
        faded = learning.learn(
            dyads(0.2),
            dyads(0.0),
            np.full((3, 1), 0.5),
            np.full((1, 3), 0.4),
            LearningParameters(learning_rate=0.5, knowledge_fade=0.1),
        )
        np.testing.assert_allclose(faded, 0.18)
