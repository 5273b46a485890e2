"""Trust: cases worked by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules import trust
from sim.rules.trust import TrustParameters
from tests.sim.rules.cases import a, same, share


def test_promises_are_kept_by_nature_trust_and_control() -> None:
    p = TrustParameters(reciprocity=0.2, control_keeping=0.5)
    same(trust.keep_chance(a(0.8, 0.8, 0), a(1, 0, 1), a(0), p), 0.8, 0.64, 0)
    same(trust.keep_chance(a(0.8), a(0.5), a(0.5), p), 0.79)


def test_who_is_bound_or_controlled_deceives_less() -> None:
    p = TrustParameters(opportunism=0.1, control_protection=0.5)
    same(trust.deceit_chance(a(0, 1), a(0), p), 0.1, 0)
    same(trust.deceit_chance(a(0.5), a(1), p), 0.025)


def test_the_unknown_are_misjudged_at_times() -> None:
    p = TrustParameters(misjudging=0.2)
    same(
        trust.seen(a(1, 1, 0, 1, 0), a(0, 0, 0, 1, 0.5), a(0.1, 0.3, 0.1, 0, 0.15), p),
        0,
        1,
        1,
        1,
        0,
    )


def test_deceit_marks_what_is_left() -> None:
    p = TrustParameters(deceit_mark=0.2)
    same(trust.scar(a(0.5, 0.5, 0, 1), a(1, 0, 1, 1), a(1, 1, 0.5, 1), p), 0.6, 0.5, 0.1, 1)


def test_trust_moves_to_what_is_seen_further_for_the_worse() -> None:
    p = TrustParameters(trust_rate=0.1, breach_weight=2.0, deceit_weight=3.0)
    found = trust.believe(
        a(0.5, 0.5, 0.5, 0.5, 0.5), a(1, 0, 0, 1, 1), a(0, 0, 1, 1, 0), a(1, 1, 1, 1, 0), p
    )
    same(found, 0.55, 0.4, 0.2, 0.2, 0.5)
    swift = TrustParameters(trust_rate=1.0)
    same(trust.believe(a(0.5, 0.5), a(1, 0), a(0, 1), a(1, 1), swift), 1, 0)


@given(share, st.floats(1, 10))
def test_trust_rests_where_the_docstring_says(keeps: float, weight: float) -> None:
    """At k / (k + w (1 − k)) what a month is expected to add it is expected to take."""
    p = TrustParameters(trust_rate=0.1, breach_weight=weight)
    rest = keeps / (keeps + weight * (1 - keeps))
    kept, broken = trust.believe(a(rest, rest), a(1, 0), a(0, 0), a(1, 1), p)
    assert keeps * kept + (1 - keeps) * broken == pytest.approx(rest, abs=1e-12)


def test_gossip_draws_trust_to_what_others_hold() -> None:
    same(
        trust.hear(a(0.5, 0.5, 0.5), a(0.9, 0.9, 0.1), a(0.5, 0, 1), TrustParameters(gossip=0.1)),
        0.52,
        0.5,
        0.46,
    )


def test_control_without_dialogue_chills() -> None:
    same(trust.chill(a(0.5), a(0.2, 0.5, 0.9), TrustParameters(control_chill=0.1)), 0.03, 0, 0)


def test_a_bad_clash_takes_more_than_a_good_one_gives() -> None:
    p = TrustParameters(breach_weight=2.0)
    same(trust.after_clash(a(0.5, 0.5, 0.5), a(1, 0, 0), a(0, 1, 0), 0.1, p), 0.55, 0.4, 0.5)
    same(trust.after_clash(a(0.5, 1), a(0, 1), a(1, 0), 0.6, p), 0, 1)


def test_dialogue_is_talk_that_is_open() -> None:
    same(trust.dialogue(a(0.25, 0.5, 0), a(0.25, 0.5, 0), a(0.5, 1, 1)), 0.25, 1, 0)
