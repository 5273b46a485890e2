"""Meeting: cases worked by hand."""

from __future__ import annotations

from sim.rules import meeting
from sim.rules.meeting import MeetingParameters
from tests.sim.rules.cases import a, same


def test_hours_apart_are_not_together() -> None:
    same(meeting.hours_together(a(4, 4, 0), a(0.25, 1, 0)), 3, 0, 0)


def test_attention_is_limited_by_hours_and_goes_for_a_part_where_trust_is() -> None:
    p = MeetingParameters(contact_hours=0.5, homophily=0.4)
    given = (
        a(1, 0.5, 0.25, 0.5, 9, 0),
        a(0.5, 0.5, 0.5, 0, 0.5, 1),
        a(1, 1, 1, 0, 1, 1),
        a(2, 2, 2, 2, 2, 1),
        a(0, 0, 1, 0, 0, 0),
        a(1, 1, 1, 1, 0, 1),
    )
    same(meeting.attention(*given, p), 1, 0.5, 0.5, 0.3, 0, 0)
    off = MeetingParameters(meeting_on=0.0)
    same(meeting.attention(*given, off), 1, 1, 1, 1, 0, 1)


def test_it_takes_two_to_meet() -> None:
    same(meeting.contact(a(0.2, 0.9, 0), a(0.5, 0.4, 1)), 0.2, 0.4, 0)
