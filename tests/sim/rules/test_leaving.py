"""Leaving and ending: cases worked by hand."""

from __future__ import annotations

import pytest

from sim.rules import leaving
from sim.rules.leaving import Ending, LeavingParameters
from tests.sim.rules.cases import a, same

OFF = LeavingParameters(leaving_on=0.0)


def test_three_reasons_make_one_chance() -> None:
    p = LeavingParameters(home_exit=0.01, offer_exit=0.02, exit_backing=0.5, exit_rate=0.1)
    same(leaving.exit_chance(a(1, 0, 0, 0.5), a(1, 1, 0.25, 0), p), 0.01, 0.03, 0.08, 0.12)
    # Who is bound needs less backing: a quarter, held twice, is all that it needs.
    same(leaving.exit_chance(a(1, 0.5), a(0.25, 0.2), p), 0.01, 0.06)


def test_only_members_leave_and_nobody_where_the_mechanism_is_off() -> None:
    same(leaving.may_leave(a(1, 1, 0), a(1, 0, 1), LeavingParameters()), 1, 0, 0)
    same(leaving.may_leave(a(1), a(1), OFF), 0)


def test_it_takes_a_majority_and_luck_to_stop() -> None:
    p = LeavingParameters(stop_rate=0.2)
    same(leaving.stops(a(0.5, 0.6, 0.6, 1), a(0.1, 0.1, 0.2, 0), p), 0, 1, 0, 1)


def test_an_alliance_closes_once_its_goal_is_reached() -> None:
    p = LeavingParameters(goal_size=60.0, closing_rate=0.1)
    same(leaving.closes(a(60, 59.9, 60), a(0.05, 0.05, 0.1), p), 1, 0, 0)


@pytest.mark.parametrize(
    ("members", "stops", "closes", "unpaid", "running", "worked"),
    [
        (5, 0, 0, 1, 1, Ending.RUNNING),
        (5, 1, 0, 0, 1, Ending.DECISION),
        (5, 1, 0, 1, 1, Ending.FUNDS),
        (1, 1, 0, 1, 1, Ending.MEMBERS),
        (2, 0, 0, 0, 1, Ending.RUNNING),
        (0, 1, 1, 1, 1, Ending.GOAL),
        (0, 1, 1, 1, 0, Ending.RUNNING),
    ],
)
def test_the_goal_comes_first_then_want_of_members_then_decision(
    members: float, stops: float, closes: float, unpaid: float, running: float, worked: Ending
) -> None:
    given = a(members), a(stops), a(closes), a(unpaid), a(running)
    same(leaving.ending(*given, LeavingParameters()), worked)
    same(leaving.ending(*given, OFF), Ending.RUNNING)


def test_progress_counts_in_months_of_all_work_apart() -> None:
    same(
        leaving.progress(a(10, 10, 10, 0), a(6, 6, 0, 3), a(3, 3, 0, 3), a(1, 0, 1, 1)),
        12,
        10,
        10,
        1,
    )
