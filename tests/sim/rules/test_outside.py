"""The world outside: cases worked by hand."""

from __future__ import annotations

from sim.rules import outside
from sim.rules.outside import OutsideParameters
from tests.sim.rules.cases import a, same


def test_unity_is_one_story_among_those_who_trust() -> None:
    same(outside.unity(a(0.5, 1, 0), a(0.4, 1, 1)), 0.2, 1, 0)


def test_the_united_hear_through_dissent_and_networks_carry_the_news() -> None:
    p = OutsideParameters(hearing=2.0)
    found = outside.hear(
        a(0, 1, 1, 1, 0.5, 1),
        a(0, 0, 0.2, 0.2, 1, 0),
        a(0, 0, 0.1, 0.1, 0, 2),
        a(1, 1, 1, 0, 1, 1),
        p,
    )
    same(found, 1, 0, 0.4, 0.2, 1, 1)


def test_the_gap_closes_by_hearing_and_opens_by_drift_and_shifts() -> None:
    p = OutsideParameters(drift=0.01, shift_chance=0.1, shift_size=0.3, adaptation=0.5)
    found = outside.drift(
        a(0.4, 0.4, 0, 1, 1),
        a(0.5, 0.5, 0, 1, 0),
        a(0.4, 0.4, 0, 1, 0),
        a(0.5, 0.5, 0, 0.9, 0.9),
        a(0.5, 0.05, 0.5, 0.05, 0.5),
        p,
    )
    same(found, 0.366, 0.546, 0, 0.5, 1)


def test_dissent_fades_unless_it_is_organised() -> None:
    same(
        outside.disagree(a(0.5, 0, 1, 0), a(0, 0.2, 1, 0), OutsideParameters(dissent_fade=0.1)),
        0.45,
        0.2,
        0.9,
        0,
    )


def test_results_make_a_profile_as_far_as_networks_show_them() -> None:
    p = OutsideParameters(profile_rate=0.2, profile_fade=0.1)
    found = outside.profile(
        a(0.5, 0.5, 0.5, 0.5, 0),
        a(0.5, -1, 0, 0, 20),
        a(1, 1, 0, 0, 1),
        a(1, 1, 0.5, 0, 0),
        a(0, 0, 0, 1, 0),
        p,
    )
    same(found, 0.55, 0.45, 0.4625, 0.95, 0)
