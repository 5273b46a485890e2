"""Meeting: cases worked by hand."""

from __future__ import annotations

from sim.rules import meeting
from sim.rules.meeting import MeetingParameters
from tests.sim.rules.cases import a, same


def test_hours_apart_are_not_together() -> None:
    same(meeting.hours_together(a(4, 4, 0), a(0.25, 1, 0)), 3, 0, 0)


def test_hours_reach_so_many_partners_evenly_and_for_a_part_where_trust_is() -> None:
    p = MeetingParameters(contact_hours=0.5, homophily=0.4)
    even, favour = meeting.reach(a(1, 0.5, 0), a(1, 2, 0), a(2, 3, 1), p)
    same(even, 0.6, 0.2, 0)
    same(favour, 0.8, 0.2, 0)


def test_attention_is_at_most_full_and_more_goes_where_strengths_are_used() -> None:
    p = MeetingParameters()
    given = a(0.6, 0.6, 0.2, 0.2, 9, 0), a(0.8, 0.8, 0.2, 0.2, 9, 0), a(0.5, 0, 0.5, 0.5, 1, 1)
    rest = a(0, 0, 0, 1, 1, 0), a(1, 1, 1, 1, 0, 1)
    same(meeting.attention(*given, *rest, p), 1, 0.6, 0.3, 0.6, 0, 0)
    same(meeting.attention(*given, *rest, MeetingParameters(meeting_on=0.0)), 1, 1, 1, 1, 0, 1)


def test_it_takes_two_to_meet() -> None:
    same(meeting.contact(a(0.2, 0.9, 0), a(0.5, 0.4, 1)), 0.2, 0.4, 0)
