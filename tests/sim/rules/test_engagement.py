"""Engagement and endings: cases that can be worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from sim.rules import engagement
from sim.rules.engagement import Ending, EngagementParameters
from sim.rules.production import ProductionParameters


class TestEngagement:
    p = EngagementParameters(dormant=0.1)

    def ends(self, **changed: float) -> Ending:
        given = {"members": 5.0, "paid": 10.0, "at_work": 0.5, "goal": 0.0, "living": 1.0} | changed
        return Ending(
            int(engagement.ending(**{k: np.array(v) for k, v in given.items()}, p=self.p))
        )

    def test_an_alliance_goes_on_with_members_and_work(self) -> None:
        assert self.ends() is Ending.RUNNING
        assert self.ends(paid=0.0) is Ending.RUNNING, "unpaid, but at work"
        assert self.ends(at_work=0.0) is Ending.RUNNING, "paid"

    def test_it_ends_for_the_first_reason_that_holds(self) -> None:
        assert self.ends(members=1.0, paid=0.0, at_work=0.0, goal=1.0) is Ending.MEMBERS
        assert self.ends(paid=0.0, at_work=0.05, goal=1.0) is Ending.FUNDS
        assert self.ends(goal=1.0) is Ending.GOAL
        assert self.ends(members=0.0, living=0.0) is Ending.RUNNING, "it ended before"

    def test_it_closes_by_chance_once_its_goal_is_reached(self) -> None:
        p = ProductionParameters(goal_size=60.0, closing_rate=0.25)
        closed = engagement.closes(np.array([59.0, 60.0, 60.0]), np.array([0.1, 0.1, 0.3]), p)
        np.testing.assert_array_equal(closed, [0.0, 1.0, 0.0])

    def test_members_leave_unless_the_mechanism_is_off(self) -> None:
        wants, active = np.array([1.0, 1.0, 0.0]), np.array([1.0, 0.0, 1.0])
        np.testing.assert_array_equal(engagement.may_leave(wants, active, self.p), [1.0, 0.0, 0.0])
        off = EngagementParameters(engagement_on=0.0)
        np.testing.assert_array_equal(engagement.may_leave(wants, active, off), np.zeros(3))

    def test_work_is_a_share_of_capacity(self) -> None:
        assert engagement.at_work(np.array(3.0), np.array(12.0)) == pytest.approx(0.25)
