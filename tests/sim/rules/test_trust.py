"""Trust: cases that can be worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.rules import trust
from sim.rules.trust import TrustParameters
from tests.sim.rules.cases import dyads


class TestTrust:
    settings = TrustParameters(
        trust_gain=0.1,
        loss_ratio=3.0,
        first_stake=1.0,
        small_wins=0.0,
        benefit_of_doubt=0.0,
        deceit_weight=4.0,
        trust_fade=0.0,
    )

    def after(
        self,
        start=0.5,
        scar=0.0,
        kept=0.0,
        failed=0.0,
        deceit=0.0,
        success=0.5,  # type: ignore[no-untyped-def]
        contact=1.0,
        chill=0.0,
        **changed,
    ) -> float:
        one = np.ones((1, 2))
        result = trust.trust(
            dyads(start, 2),
            dyads(scar, 2),
            dyads(contact, 2),
            kept * one,
            failed * one,
            deceit * one,
            np.full((2, 1), chill),
            np.full((2, 1), success),
            replace(self.settings, **changed),
        )
        return float(result[0, 1])

    def test_a_kept_promise_closes_part_of_the_distance(self) -> None:
        assert self.after(kept=1) == pytest.approx(0.55)

    def test_a_failure_costs_three_times_as_much(self) -> None:
        assert self.after(failed=1) == pytest.approx(0.5 - 0.3 * 0.5)

    def test_who_trusts_forgives(self) -> None:
        assert self.after(failed=1, benefit_of_doubt=1.0) == pytest.approx(0.5 - 0.15 * 0.5)

    def test_deceit_costs_more_and_marks(self) -> None:
        assert self.after(deceit=1) < self.after(failed=1)
        mark = trust.scar(
            dyads(0.0, 2), np.array([[0.0, 1.0]]), dyads(1.0, 2), TrustParameters(deceit_mark=0.2)
        )
        np.testing.assert_allclose(mark, [[0.0, 0.2], [0.0, 0.2]])
        value = 0.5
        for _ in range(300):
            value = self.after(start=value, scar=0.2, kept=1)
        assert value == pytest.approx(0.8)  # never fully healed

    def test_failure_heals(self) -> None:
        value = self.after(failed=1)
        for _ in range(300):
            value = self.after(start=value, kept=1)
        assert value == pytest.approx(1.0)

    def test_small_wins_build_more_than_promises_without_fruit(self) -> None:
        gains = [self.after(kept=1, success=s, small_wins=0.5) - 0.5 for s in (0.0, 0.5, 1.0)]
        np.testing.assert_allclose(gains, [0.025, 0.05, 0.075])

    def test_without_contact_trust_only_fades(self) -> None:
        assert self.after(contact=0.0, kept=1, trust_fade=0.1) == pytest.approx(0.45)

    def test_control_chills_only_beyond_dialogue(self) -> None:
        lost = trust.chill(
            np.array([1.0]),
            np.array([0.8]),
            np.array([0.5, 0.9]),
            TrustParameters(control_chill=0.1),
        )
        np.testing.assert_allclose(lost, [0.03, 0.0])

    def test_conduct(self) -> None:
        keeps = trust.keep_chance(
            np.array([0.9]), np.array([0.5]), TrustParameters(reciprocity=0.2)
        )
        np.testing.assert_allclose(keeps, 0.81)
        lies = trust.deceit_chance(
            np.array([0.5]),
            np.array([1.0]),
            np.array([1.0]),
            TrustParameters(opportunism=0.1, control_protection=0.7),
        )
        np.testing.assert_allclose(lies, 0.015)

    def test_dialogue_is_open_time_to_talk(self) -> None:
        talk = trust.dialogue(np.array([0.3]), np.array([0.2]), np.array([0.4]))
        np.testing.assert_allclose(talk, [0.2])

    def test_success_runs_from_none_to_full(self) -> None:
        np.testing.assert_allclose(trust.success(np.array([-1.0, 0.0, 1.0])), [0.0, 0.5, 1.0])
