"""Learning about each other: cases worked by hand."""

from __future__ import annotations

from sim.rules import learning
from sim.rules.learning import LearningParameters
from tests.sim.rules.cases import a, same


def test_knowledge_grows_by_learning_and_by_doing_and_fades() -> None:
    p = LearningParameters(learning_rate=0.4, doing_rate=0.2, knowledge_fade=0.1)
    found = learning.learn(
        a(0.5, 0.5, 1, 0, 0.5, 0.5),
        a(0.5, 0.5, 1, 0, 1, 0.5),
        a(0.5, 0.5, 1, 0, 0, 0.5),
        a(0.5, 0.5, 1, 0, 0, 0.5),
        a(1, 0, 0, 0, 1, 1),
        a(0, 0, 0, 0, 0, 0.5),
        p,
    )
    same(found, 0.55, 0.45, 0.9, 0, 0.45, 0.5)
    swift = LearningParameters(learning_rate=5.0, doing_rate=0.2, knowledge_fade=0.1)
    same(learning.learn(a(0.5), a(1), a(0), a(1), a(1), a(0), swift), 0.95)


def test_nothing_is_understood_of_what_is_as_far_off_as_can_be() -> None:
    same(learning.learn(a(0), a(1), a(1), a(1), a(1), a(1), LearningParameters()), 0)


def test_a_clash_over_values_that_ends_well_reveals() -> None:
    same(learning.revealed(a(0.4, 0, 1), 0.25), 0.55, 0.25, 1)
