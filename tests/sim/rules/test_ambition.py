"""Ambition: cases worked by hand."""

from __future__ import annotations

from sim.rules import ambition
from sim.rules.ambition import AmbitionParameters
from tests.sim.rules.cases import a, same


def test_an_ambition_binds_as_firm_and_as_near_as_it_is() -> None:
    same(ambition.binding(a(0.5), a(0, 0.4, 1)), 0, 0.2, 0.5)


def test_commitment_is_built_by_a_say_and_by_results_and_broken_the_more_it_binds() -> None:
    p = AmbitionParameters(
        commitment_rate=0.2,
        commitment_results=0.5,
        commitment_erosion=0.1,
        commitment_setback=0.4,
        broken_ambition=0.5,
    )
    found = ambition.commit(
        a(0.5, 0.5, 0.0, 1.0, 0.2),
        a(0.5, 0.0, 0.0, 0.0, 1.0),
        a(0.2, -0.4, 0.0, -1.0, 0.0),
        a(0.0, 0.5, 0.0, 1.0, 0.0),
        a(0.0, 0.0, 0.0, 0.0, 1.0),
        p,
    )
    same(found, 0.55, 0.3, 0, 0, 0.98)


def test_designing_moves_the_ambition_to_what_is_wanted() -> None:
    p = AmbitionParameters(ambition_rate=0.5)
    same(ambition.steer(a(0, 0.5), a(1, 0.5), a(0.4), a(0.1), p), 0.3, 0.5)
    same(ambition.steer(a(0, 0.5), a(1, 0.2), a(0.4), a(1), p), 1, 0.2)
    same(ambition.steer(a(0, 0.5), a(1, 0.2), a(0), a(0), p), 0, 0.5)
