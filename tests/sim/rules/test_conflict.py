"""Conflict: cases worked by hand."""

from __future__ import annotations

from math import log

import pytest

from sim.rules import conflict
from sim.rules.conflict import ConflictParameters
from tests.sim.rules.cases import a, same


def test_a_pair_clashes_in_proportion_to_what_both_have_on_the_table() -> None:
    p = ConflictParameters(clash_rate=0.5)
    same(conflict.clash_chance(a(0, 0.2, 2), a(0, 0.4, 2), p), 0, 0.3, 1)
    off = ConflictParameters(conflict_on=0.0)
    same(conflict.clash_chance(a(2), a(2), off), 0)


@pytest.mark.parametrize(
    ("condition", "weight", "chance"),
    [
        ("trust", "constructive_trust", 0.75),
        ("openness", "constructive_openness", 0.75),
        ("help_", "constructive_help", 0.75),
        ("agreements", "constructive_agreements", 0.75),
        ("binding", "constructive_ambition", 0.75),
        ("rift", "constructive_rift", 0.25),
    ],
)
def test_each_condition_moves_the_odds_of_a_good_end(
    condition: str, weight: str, chance: float
) -> None:
    """Even odds, and a weight of ln 3: three to one for it, or against it."""
    sign = 1 if chance > 0.5 else -1
    p = ConflictParameters(**{"constructive_base": 0.0, weight: sign * log(3)})
    nothing = {
        name: a(0, 0) for name in ("trust", "openness", "help_", "agreements", "binding", "rift")
    }
    found = conflict.constructive_chance(**{**nothing, condition: a(0, 1)}, p=p)
    same(found, 0.5, chance)


def test_with_nothing_in_place_the_base_is_what_there_is() -> None:
    p = ConflictParameters(constructive_base=-log(4))
    same(conflict.constructive_chance(*[a(0)] * 6, p), 0.2)


def test_a_good_end_clears_part_of_the_store() -> None:
    same(conflict.settled(a(0.5, 0, 1), ConflictParameters(settled_share=0.4)), 0.3, 0, 0.6)


def test_a_bad_end_tears_less_where_there_is_trust_and_openness() -> None:
    p = ConflictParameters(spillover=0.5)
    found = conflict.tear(a(0, 0.5, 0.5, 1), a(0.8, 0, 1, 1), a(0, 1, 1, 0), a(0, 1, 0, 0), p)
    same(found, 0.4, 0.515, 0.75, 1)


def test_time_and_reflection_heal() -> None:
    p = ConflictParameters(rift_healing=0.1)
    same(conflict.heal(a(0.2, 0.5, 1), a(0), p), 0.18, 0.45, 0.9)
    same(conflict.heal(a(0.5, 0), a(0.5), p), 0.225, 0)
    same(conflict.heal(a(0.5), a(1), p), 0)


def test_clashes_take_hours_at_most_half_of_them() -> None:
    p = ConflictParameters(clash_hours=0.1)
    same(conflict.hours_lost(a(0, 1, 10, 1), a(0, 2, 10, 1), a(4, 4, 1, 0), p), 0, 0.5, 0.5, 0)


def test_trouble_is_remembered_bit_by_bit() -> None:
    p = ConflictParameters(trouble_memory=0.5)
    same(conflict.remembered(a(0.2, 0.2, 0), a(0.4, 0, 4), a(4, 0, 4), p), 0.15, 0.1, 0.5)


def test_good_clashes_open_and_bad_ones_close() -> None:
    p = ConflictParameters(clash_openness=0.1)
    found = conflict.speak_up(a(0.5, 0.5, 1, 0, 0.6), a(1, 0, 1, 0, 0.5), a(0, 1, 0, 1, 0.5), p)
    same(found, 0.55, 0.45, 1, 0, 0.59)


def test_a_clash_over_money_that_ends_well_lowers_what_is_expected() -> None:
    p = ConflictParameters(acceptance=0.25)
    found = conflict.given_up(a(100, 100, 100, 100), a(60, 60, 120, 60), a(1, 9, 1, 0), p)
    same(found, 90, 60, 100, 100)


def test_actions_take_the_facilitators_days_first() -> None:
    same(conflict.days_left(a(3, 1, 0), a(1, 3, 0)), 2, 0, 0)
