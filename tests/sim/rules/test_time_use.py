"""Time use: cases worked by hand."""

from __future__ import annotations

from math import log, sqrt

from sim.rules import time_use
from sim.rules.time_use import TimeUseParameters
from tests.sim.rules.cases import a, same


def test_a_member_counts_on_what_it_knows_and_hopes_as_far_as_it_trusts() -> None:
    p = TimeUseParameters(hope=1.5)
    found = time_use.promise(a(0, 1, 1, 0.5, 1), a(1, 1, 0, 0.5, 1), a(9, 2, 2, 2, 0), p)
    same(found, 1, 2, 1.5, 1.375, 0)


def test_the_first_belief_is_the_promise_less_first_losses() -> None:
    same(time_use.first_belief(a(2, 2, 0), a(0.5), a(0.2, 1, 0)), 0.8, 0, 0)


def test_results_serve_own_goals_and_shared_ones_that_bind() -> None:
    same(time_use.service(a(0.5, 0, 0, 1), a(0.5, 0, 1, 0)), 0.75, 0, 1, 1)


def test_joint_work_that_is_worth_as_much_as_apart_is_half_expected() -> None:
    p = TimeUseParameters(choice_sharpness=log(3))
    same(time_use.prospect(a(2, 1, 0, 2), a(1, 1, 1, 0.5), p), 0.75, 0.5, 0.25, 0.5)


def test_more_time_brings_ever_less() -> None:
    p = TimeUseParameters(half_effect=0.5)
    same(time_use.effective(a(0, 0.5, 1), p), 0, 0.75, 1)
    same(time_use.marginal(a(0, 0.5, 1), p), 3, 0.75, 1 / 3)


def test_designing_is_worth_what_it_saves_over_the_months_ahead() -> None:
    given = [a(12, 12, 12), a(0.25, 0.25, 0.25), a(0.5, 0.5, 0.5), a(0.8, 0, 0.8), a(0.4, 0.4, 0.4)]
    rest = [a(0.5, 0.5, 0), a(1.5, 1.5, 1.5), a(1, 1, 1), a(0.1, 0.1, 0)]
    same(time_use.worth_of_designing(*given, *rest), 0.48, 0, 0)


def test_learning_is_worth_the_distance_to_the_promise() -> None:
    months, speed, marginal = a(12, 12), a(0.1, 0.1), a(0.5, 0.5)
    found = time_use.worth_of_learning(
        months, speed, marginal, a(1.5, 1.5), a(1, 2), a(0.5, 0.5), a(0.5, 0.5)
    )
    same(found, 0.075, 0)


def test_belief_follows_experience_and_a_little_what_is_seen_of_others() -> None:
    p = TimeUseParameters(belief_rate=0.5, vicarious=0.1, seeing_error=0.0)
    same(time_use.believe(a(1, 1, 1), a(2, 2, 1), a(0.5, 0, 1), a(0.5, 0.9, 0.1), p), 1.3, 1.05, 1)
    blurred = TimeUseParameters(belief_rate=1.0, vicarious=0.1, seeing_error=log(2) * 4 / sqrt(12))
    same(time_use.believe(a(1, 1), a(1, 1), a(1, 1), a(0.75, 0.25), blurred), 2, 0.5)
