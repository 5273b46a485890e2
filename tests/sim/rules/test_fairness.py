"""Fairness: cases worked by hand."""

from __future__ import annotations

from sim.rules import fairness
from sim.rules.fairness import FairnessParameters
from tests.sim.rules.cases import a, same


def test_what_is_got_is_fair_against_what_is_brought_and_needed() -> None:
    found = fairness.got(
        a(0.25, 0.5, 0.25, 0),
        a(0.25, 0.5, 0.15, 0),
        a(0.25, 0.25, 0.25, 1),
        a(0.25, 0.25, 0.25, 1),
        a(4),
    )
    same(found, 0.5, 1, 0.4, 0)
    same(fairness.got(a(0), a(0), a(1), a(1), a(0)), 0.5)


def test_an_equal_say_half_spoken_is_neither_fair_nor_unfair() -> None:
    same(fairness.heard(a(0.25, 0.25, 0.5, 0), a(4), a(0.5, 1, 1, 1)), 0.5, 0.75, 1, 0)


def test_what_is_felt_follows_unless_the_mechanism_is_off() -> None:
    p = FairnessParameters(fairness_rate=0.1)
    same(fairness.follow(a(0.5, 0.5), a(1, 0), p), 0.55, 0.45)
    same(fairness.follow(a(0.5), a(1), FairnessParameters(fairness_on=0.0)), 0.5)


def test_the_two_weigh_together_where_both_are_fair_and_goals_differ() -> None:
    p = FairnessParameters(joint_justice=1.0)
    found = fairness.justice(a(0.5, 1, 0, 0, 1), a(0.5, 0.75, 1, 0, 0.75), a(1, 0.5, 1, 1, 0), p)
    same(found, 0, 1, 0, -1, 0.75)
