"""Conflict: cases that can be worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from sim.rules import conflict
from sim.rules.conflict import ConflictParameters
from sim.rules.trust import TrustParameters
from tests.sim.rules.cases import dyads


class TestConflict:
    settings = ConflictParameters(
        constructive_base=-2.0,
        constructive_trust=4.0,
        constructive_agreements=1.0,
        constructive_openness=1.0,
        constructive_facilitation=1.5,
        constructive_grievance=-3.0,
    )

    def chance(self, trust=0.5, openness=0.0, grievance=0.0, agreements=0.0, help_=0.0) -> float:  # type: ignore[no-untyped-def]
        given = (np.array([x]) for x in (trust, openness, grievance, agreements, help_))
        return float(conflict.constructive_chance(*given, self.settings)[0])

    def test_both_sides_bring_their_tension_to_the_table(self) -> None:
        chance = conflict.clash_chance(
            np.array([0.1, 0.9]), np.array([0.2, 0.9]), ConflictParameters(clash_rate=1.0)
        )
        np.testing.assert_allclose(chance, [0.3, 1.0])

    def test_even_odds_where_trust_offsets_the_base(self) -> None:
        assert self.chance(trust=0.5) == pytest.approx(0.5)

    @pytest.mark.parametrize(
        ("condition", "better"),
        [
            ("trust", True),
            ("openness", True),
            ("agreements", True),
            ("help_", True),
            ("grievance", False),
        ],
    )
    def test_conditions_make_a_clash_productive(self, condition: str, better: bool) -> None:
        assert (self.chance(**{condition: 0.9}) > self.chance(**{condition: 0.1})) is better

    def test_a_bad_clash_spills_over_by_the_coupling(self) -> None:
        after = conflict.settle(
            np.array([0.4, 0.4]),
            np.array([True, False]),
            np.array([0.6, 0.6]),
            ConflictParameters(clash_resolve=0.5, spillover=0.5),
        )
        np.testing.assert_allclose(after, [0.2, 0.4 + 0.5 * 0.6 * 0.6])

    def test_losses_of_trust_outweigh_gains(self) -> None:
        after = conflict.trust_after(
            np.array([0.5, 0.5]),
            np.array([1.0, 1.0]),
            np.array([True, False]),
            ConflictParameters(clash_trust=0.1),
            TrustParameters(loss_ratio=3.0),
        )
        np.testing.assert_allclose(after, [0.55, 0.35])

    def test_a_good_clash_teaches_a_bad_one_does_not(self) -> None:
        after = conflict.insight(
            np.array([0.2, 0.2]), np.array([True, False]), ConflictParameters(clash_insight=0.1)
        )
        np.testing.assert_allclose(after, [0.28, 0.2])

    def test_the_waterline_moves(self) -> None:
        after = conflict.speak_up(
            np.array([0.5, 0.5]),
            np.array([0.4, 0.0]),
            np.array([0.0, 0.4]),
            ConflictParameters(clash_openness=0.1),
        )
        np.testing.assert_allclose(after, [0.52, 0.48])

    def test_what_counts_of_two_sides_is_the_mean(self) -> None:
        np.testing.assert_allclose(conflict.of_two(np.array([0.2]), np.array([0.6])), [0.4])

    def test_actions_take_days_from_help_in_clashes(self) -> None:
        left = conflict.days_left(np.array([4.0, 1.0]), np.array([1.5, 2.0]))
        np.testing.assert_array_equal(left, [2.5, 0.0])

    def test_reflection_clears_grievance(self) -> None:
        cleared = conflict.reflect(
            dyads(0.5), np.full((1, 1), 0.8), ConflictParameters(reflection=0.25)
        )
        np.testing.assert_allclose(cleared, 0.4)
