"""Tension: cases worked by hand."""

from __future__ import annotations

from sim.arrays import Array
from sim.rules import tension
from sim.rules.tension import TensionParameters
from tests.sim.rules.cases import a, same

OFF = TensionParameters(tension_on=0.0)


def test_over_resources_who_lost_is_cross_with_who_got_most() -> None:
    p = TensionParameters(resource_tension=0.8, unfairness_tension=0.4)
    given = a(0.5, 0.5, 0.5, 1, 1), a(0.5, 0.5, 0.5, 1, 0), a(1, 9, 1, 2, 2), a(0, 0, 0.5, 1, 0)
    same(tension.over_resources(*given, p), 0.2, 0.4, 0.4, 1, 0)
    same(tension.over_resources(*given, OFF), 0, 0, 0, 0, 0)


def test_over_values_each_cause_has_its_remedy() -> None:
    p = TensionParameters(
        value_tension=0.8, view_tension=0.4, standard_tension=0.4, language_bridge=0.5
    )

    def over(*numbers: float, p: TensionParameters = p) -> Array:
        return tension.over_values(*map(a, numbers), p)  # type: ignore[arg-type]

    # differences in values, views and standards, then language, knowledge, commitment, agreements
    same(over(0.5, 0, 0, 0, 0, 0, 0), 0.4)
    same(over(0.5, 0, 0, 1, 0, 1, 1), 0.3)
    same(over(0.5, 0, 0, 0, 1, 1, 1), 0.3)
    same(over(0.5, 0, 0, 1, 1, 0, 0), 0.2)
    same(over(0, 0.5, 0, 0, 0, 0.5, 0), 0.1)
    same(over(0, 0.5, 0, 1, 1, 1, 1), 0)
    same(over(0, 0, 0.5, 1, 1, 1, 0.25), 0.15)
    same(over(0, 0, 0.5, 0, 0, 0, 1), 0)
    same(over(1, 1, 1, 0, 0, 0, 0), 1)
    same(over(1, 1, 1, 0, 0, 0, 0, p=OFF), 0)


def test_the_alliance_asks_a_member_to_give_up_as_much_as_it_binds() -> None:
    p = TensionParameters(language_bridge=0.5)
    same(tension.identity_loss(a(0, 0.5, 1), a(0.8), a(0.5), a(0.5), p), 0, 0.15, 0.3)
    same(tension.identity_loss(a(1), a(0), a(1), a(0), p), 0)


def test_over_identity_loss_is_felt_toward_those_with_rank() -> None:
    p = TensionParameters(identity_tension=0.8)
    same(tension.over_identity(a(0.5, 0.5, 0.5, 0), a(1, 2, 9, 2), p), 0.2, 0.4, 0.4, 0)
    same(tension.over_identity(a(1), a(2), TensionParameters(identity_tension=3.0)), 1)
    same(tension.over_identity(a(1), a(2), OFF), 0)
