"""Each rule against a case that can be worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sim.rules import (
    agreements,
    conflict,
    division,
    encounters,
    environment,
    learning,
    pecking_order,
    production,
    tension,
    trust,
    waterline,
)
from sim.rules.agreements import AgreementsParameters
from sim.rules.conflict import ConflictParameters
from sim.rules.encounters import EncountersParameters
from sim.rules.environment import EnvironmentParameters
from sim.rules.learning import LearningParameters
from sim.rules.pecking_order import PeckingOrderParameters
from sim.rules.production import ProductionParameters
from sim.rules.tension import TensionParameters
from sim.rules.trust import TrustParameters
from sim.rules.waterline import WaterlineParameters

share = st.floats(0, 1)


def dyads(value: float, size: int = 3) -> np.ndarray:
    return np.full((size, size), value)


def together(size: int = 3) -> np.ndarray:
    return 1.0 - np.eye(size)


class TestEncounters:
    def contact(self, effort, trusts, span=12.0, homophily=0.0, matching=0.0):  # type: ignore[no-untyped-def]
        size = len(effort)
        return encounters.encounters(
            np.array(effort),
            np.asarray(trusts),
            together(size),
            np.full(size, size - 1.0),
            np.zeros((size, size)) + matching,
            EncountersParameters(attention_span=span, homophily=homophily),
        )

    def test_attention_goes_round_among_few_partners(self) -> None:
        # half-time work gives attention to 6 partners; with 2 there is enough for full contact
        np.testing.assert_allclose(self.contact([0.5] * 3, dyads(0.4)), together())

    def test_a_larger_alliance_spreads_attention_thinner(self) -> None:
        # 6 of attention over 12 partners
        contact = self.contact([0.5] * 13, dyads(0.4, 13))
        np.testing.assert_allclose(contact, 0.5 * together(13))

    def test_it_takes_two_to_meet(self) -> None:
        contact = self.contact([0.01, 0.5, 0.5], dyads(0.4))
        np.testing.assert_allclose(contact[0, 1], 0.06)
        np.testing.assert_allclose(contact[1, 2], 1.0)

    def test_favourites_get_more(self) -> None:
        trusts = dyads(0.1)
        trusts[0, 1] = trusts[1, 0] = 0.9
        contact = self.contact([0.1] * 3, trusts, homophily=1.0)
        assert contact[0, 1] > contact[0, 2]

    @given(arrays(float, 4, elements=share), arrays(float, (4, 4), elements=share), share)
    def test_contact_is_symmetric_and_bounded(self, effort, trusts, homophily) -> None:  # type: ignore[no-untyped-def]
        contact = self.contact(effort, trusts, span=3.0, homophily=homophily)
        np.testing.assert_array_equal(contact, contact.T)
        assert contact.min() >= 0
        assert contact.max() <= 1
        assert (np.diag(contact) == 0).all()


class TestTension:
    def test_the_deprived_and_dependent_chafe_at_those_who_got_most(self) -> None:
        felt = tension.resource_tension(
            np.array([0.5, 0.0]), np.array([0.8, 0.8]), np.array([0.5, 1.5]), TensionParameters(resource_tension=1.0)
        )
        np.testing.assert_allclose(felt, [[0.2, 0.6], [0.0, 0.0]])

    def test_a_shared_language_bridges_distance_in_values(self) -> None:
        apart = tension.value_tension(
            dyads(0.4), np.array(0.0), TensionParameters(value_tension=0.5, language_bridge=0.7)
        )
        bridged = tension.value_tension(
            dyads(0.4), np.array(1.0), TensionParameters(value_tension=0.5, language_bridge=0.7)
        )
        np.testing.assert_allclose(apart, 0.2)
        np.testing.assert_allclose(bridged, 0.06)

    def test_identity_is_given_up_to_those_with_standing(self) -> None:
        loss = tension.identity_loss(
            np.array([0.5, 0.0]), np.array([0.8]), np.array([0.0]), TensionParameters(language_bridge=0.7)
        )
        np.testing.assert_allclose(loss, [0.4, 0.0])
        felt = tension.identity_tension(loss, np.array([0.5, 1.5]), TensionParameters(identity_tension=1.0))
        np.testing.assert_allclose(felt, [[0.2, 0.6], [0.0, 0.0]])


class TestWaterline:
    def test_what_is_open_is_on_the_table_and_grievance_leaks(self) -> None:
        table = waterline.on_the_table(
            dyads(0.5), dyads(0.2), np.full((3, 1), 0.4), dyads(0.5), WaterlineParameters(grievance_leak=0.1)
        )
        np.testing.assert_allclose(table, (0.5 * 0.4 + 0.1 * 0.2) * 0.5)

    def test_what_is_kept_back_becomes_grievance(self) -> None:
        after = waterline.hold_back(
            dyads(0.5),
            dyads(0.0),
            np.full((3, 1), 0.0),
            dyads(1.0),
            WaterlineParameters(grievance_rate=0.2, grievance_leak=0.0, grievance_fade=0.0),
        )
        np.testing.assert_allclose(after, 0.1)
        open_ = waterline.hold_back(
            dyads(0.5),
            dyads(0.3),
            np.full((3, 1), 1.0),
            dyads(1.0),
            WaterlineParameters(grievance_rate=0.2, grievance_leak=0.1, grievance_fade=0.0),
        )
        np.testing.assert_allclose(open_, 0.27)


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
        chance = conflict.clash_chance(np.array([0.1, 0.9]), np.array([0.2, 0.9]), ConflictParameters(clash_rate=1.0))
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
            ConflictParameters(clash_trust=0.1), TrustParameters(loss_ratio=3.0),
        )
        np.testing.assert_allclose(after, [0.55, 0.35])

    def test_a_good_clash_teaches_a_bad_one_does_not(self) -> None:
        after = conflict.insight(np.array([0.2, 0.2]), np.array([True, False]), ConflictParameters(clash_insight=0.1))
        np.testing.assert_allclose(after, [0.28, 0.2])

    def test_the_waterline_moves(self) -> None:
        after = conflict.speak_up(
            np.array([0.5, 0.5]), np.array([0.4, 0.0]), np.array([0.0, 0.4]), ConflictParameters(clash_openness=0.1)
        )
        np.testing.assert_allclose(after, [0.52, 0.48])


class TestPeckingOrder:
    def test_equals_win_evenly_and_the_higher_mostly(self) -> None:
        luck = np.array([0.49, 0.51, 0.7])
        wins = pecking_order.first_wins(
            np.array([0.5, 0.5, 0.8]), np.array([0.5, 0.5, 0.5]), luck, PeckingOrderParameters(rank_power=4.0)
        )
        assert wins.tolist() == [True, False, True]  # logistic(1.2) = 0.77

    def test_winning_raises_and_losing_lowers_as_far_as_they_know_each_other(self) -> None:
        middle = np.full(4, 0.5)
        after = pecking_order.rank(
            np.array([0.5, 0.5, 0.9, 0.5]),
            np.array([1, 0, 0, 0.5]),
            np.array([0, 1, 0, 0]),
            middle,
            middle,
            PeckingOrderParameters(rank_gain=0.1, rank_fade=0.0),
        )
        np.testing.assert_allclose(after, [0.55, 0.45, 0.9, 0.525])

    def test_what_clashes_made_fades_to_what_is_expected(self) -> None:
        none, expected = np.zeros(1), np.array([0.6])
        faded = pecking_order.rank(
            np.array([0.9]), none, none, expected, expected, PeckingOrderParameters(rank_gain=0.1, rank_fade=0.25)
        )
        np.testing.assert_allclose(faded, 0.9 - 0.25 * 0.3)

    def test_what_is_newly_expected_moves_status_at_once(self) -> None:
        none = np.zeros(1)
        moved = pecking_order.rank(
            np.array([0.5]),
            none,
            none,
            np.array([0.5]),
            np.array([0.6]),
            PeckingOrderParameters(rank_gain=0.1, rank_fade=0.0),
        )
        np.testing.assert_allclose(moved, 0.6)

    def test_known_worth_and_mandate_make_expected_status(self) -> None:
        expected = pecking_order.expected(
            np.array([0.7, 0.5, 0.7, 0.9]),
            np.array([0.6]),
            np.array([0.5, 0.5, 0.0, 1.0]),
            np.array([0.0, 0.0, 0.15, 0.15]),
            PeckingOrderParameters(rank_worth=2.0),
        )
        np.testing.assert_allclose(expected, [0.6, 0.4, 0.65, 1.0])

    def test_standing_is_a_share_of_those_present(self) -> None:
        shares = pecking_order.standing(np.array([0.6, 0.2, 0.9]), np.array([1.0, 1.0, 0.0]))
        np.testing.assert_allclose(shares, [0.75, 0.25, 0.0], atol=1e-8)


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
        mark = trust.scar(dyads(0.0, 2), np.array([[0.0, 1.0]]), dyads(1.0, 2), TrustParameters(deceit_mark=0.2))
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
            np.array([1.0]), np.array([0.8]), np.array([0.5, 0.9]), TrustParameters(control_chill=0.1)
        )
        np.testing.assert_allclose(lost, [0.03, 0.0])

    def test_conduct(self) -> None:
        keeps = trust.keep_chance(np.array([0.9]), np.array([0.5]), TrustParameters(reciprocity=0.2))
        np.testing.assert_allclose(keeps, 0.81)
        lies = trust.deceit_chance(
            np.array([0.5]),
            np.array([1.0]),
            np.array([1.0]),
            TrustParameters(opportunism=0.1, control_protection=0.7),
        )
        np.testing.assert_allclose(lies, 0.015)


class TestLearning:
    def test_what_is_unknown_shrinks_and_fades_without_contact(self) -> None:
        known = learning.learn(
            dyads(0.2),
            dyads(1.0),
            np.full((3, 1), 0.5),
            np.full((1, 3), 0.4),
            LearningParameters(learning_rate=0.5, knowledge_fade=0.1),
        )
        np.testing.assert_allclose(known, 0.2 + 0.1 * 0.8)
        faded = learning.learn(
            dyads(0.2),
            dyads(0.0),
            np.full((3, 1), 0.5),
            np.full((1, 3), 0.4),
            LearningParameters(learning_rate=0.5, knowledge_fade=0.1),
        )
        np.testing.assert_allclose(faded, 0.18)


class TestAgreements:
    def test_designing_goes_faster_with_trust_and_alignment(self) -> None:
        slow = agreements.designing_power(np.array(0.4), np.array(0.8), np.array(0.0))
        fast = agreements.designing_power(np.array(0.4), np.array(0.8), np.array(1.0))
        assert fast == pytest.approx(2 * slow)
        assert slow == pytest.approx(0.16)

    def test_a_coordinator_keeps_agreements_alive(self) -> None:
        settings = AgreementsParameters(agreeing_rate=0.0, agreements_erosion=0.1)
        without = agreements.agree(np.array(0.5), np.array(0.0), np.array(0.0), settings)
        with_one = agreements.agree(np.array(0.5), np.array(0.0), np.array(1.0), settings)
        assert without == pytest.approx(0.45)
        assert with_one == pytest.approx(0.5)

    def test_bad_clashes_set_commitment_back(self) -> None:
        after = agreements.commit(
            np.array(0.5),
            np.array(0.0),
            np.array(1.0),
            AgreementsParameters(commitment_rate=0.1, commitment_erosion=0.0, commitment_setback=0.2),
        )
        assert after == pytest.approx(0.4)

    def test_the_ambition_moves_to_those_who_count(self) -> None:
        goals = np.array([[0.0, 1.0], [1.0, 1.0]])
        after = agreements.steer(
            np.array([0.5, 0.5]), goals, np.array([0.25, 0.75]), np.array([1.0]), AgreementsParameters(ambition_rate=1.0)
        )
        np.testing.assert_allclose(after, [0.75, 1.0])

    @given(share, st.floats(0, 5), st.floats(0, 5))
    def test_a_stock_stays_within_bounds(self, level: float, gain: float, loss: float) -> None:
        after = agreements.grow(np.array(level), np.array(gain), np.array(loss))
        assert -1e-12 <= after <= 1 + 1e-12


class TestProduction:
    def value(self, distance: float, bridged: float) -> float:
        return float(
            production.pair_value(
                dyads(distance, 2),
                dyads(bridged, 2),
                dyads(bridged, 2),
                ProductionParameters(synergy=2.0, misunderstanding=1.0),
            )[0, 1]
        )

    def test_bridged_difference_is_worth_something_unbridged_costs(self) -> None:
        assert self.value(0.5, 1.0) == pytest.approx(1.0)
        assert self.value(0.5, 0.0) == pytest.approx(-0.5)
        assert self.value(0.0, 1.0) == 0.0

    def test_an_inverted_u_in_distance_comes_of_itself(self) -> None:
        values = [self.value(d, 0.4) for d in np.linspace(0, 1, 21)]
        top = int(np.argmax(values))
        assert 0 < top < 20
        assert values[-1] < values[top]

    def test_only_producing_gives_output(self) -> None:
        joint = production.joint_output(
            np.array([2.0, 2.0]),
            np.array([0.0, 0.5]),
            dyads(0.4, 2),
            together(2),
            np.array([0.1, 0.1]),
            np.array([1.0]),
            np.array([0.8]),
            ProductionParameters(harvest_gain=0.5),
        )
        np.testing.assert_allclose(joint, [0.0, 2 * 0.5 * 0.9 * 1.4 * 1.5 * 0.8])

    def test_apart_is_effort_times_quality_times_delivery(self) -> None:
        own = production.own_output(np.array([4.0]), np.array([0.5]), np.array([0.5]))
        np.testing.assert_allclose(own, 1.0)

    def test_coordination_grows_with_partners_and_falls_with_agreements(self) -> None:
        plain = production.overhead(
            np.array([5.0]), np.array([0.0]), np.array([0.0]), ProductionParameters(coordination_cost=0.02)
        )
        settled = production.overhead(
            np.array([5.0]), np.array([1.0]), np.array([1.0]), ProductionParameters(coordination_cost=0.02)
        )
        np.testing.assert_allclose([plain[0], settled[0]], [0.1, 0.025])


class TestDivision:
    everyone = np.ones(3)
    nobody = np.zeros(3)

    def test_shares_follow_the_weights(self) -> None:
        shares = division.shares(
            np.array([1.0, 1.0, 2.0]), self.everyone, self.nobody, np.array([0.2])
        )
        np.testing.assert_allclose(shares, [0.25, 0.25, 0.5], atol=1e-8)

    def test_the_lead_party_steers_to_itself(self) -> None:
        shares = division.shares(
            self.everyone, self.everyone, np.array([1.0, 0, 0]), np.array([0.1])
        )
        np.testing.assert_allclose(shares, [0.4, 0.3, 0.3], atol=1e-8)

    def test_nobody_gets_more_than_its_claim_and_the_rest_goes_round(self) -> None:
        paid = division.pay(np.array(10.0), np.array([1.0, 6.0, 6.0]), np.full(3, 1 / 3))
        np.testing.assert_allclose(paid, [1.0, 4.5, 4.5], atol=1e-6)

    @given(
        st.floats(0, 1e6),
        arrays(float, 3, elements=st.floats(0, 1e6)),
        arrays(float, 3, elements=share),
    )
    def test_never_more_than_there_is(self, pot, claims, weights) -> None:  # type: ignore[no-untyped-def]
        shares = division.shares(weights, self.everyone, self.nobody, np.array([0.0]))
        paid = division.pay(np.array(pot), claims, shares)
        assert paid.sum() <= pot * (1 + 1e-12)
        assert (paid <= claims * (1 + 1e-12)).all()
        assert paid.sum() == pytest.approx(min(pot, claims.sum()), rel=1e-6, abs=1e-6)


class TestEnvironment:
    def test_who_hears_no_dissent_does_not_notice(self) -> None:
        heard = environment.hear(np.array([0.0, 0.1, 0.0]), np.array([0.0, 0.0, 0.6]), EnvironmentParameters(hearing=10.0))
        np.testing.assert_allclose(heard, [0.0, 0.5, 0.6])

    def test_the_outside_moves_on_and_is_followed_by_who_hears(self) -> None:
        after = environment.drift(
            np.array([0.2, 0.2]),
            np.array([0.0, 1.0]),
            np.array([0.5, 0.5]),
            np.array([0.5, 0.5]),
            EnvironmentParameters(drift=0.01, adaptation=0.4),
        )
        np.testing.assert_allclose(after, [0.208, 0.168])

    def test_results_shown_through_networks_raise_the_profile(self) -> None:
        after = environment.profile(
            np.array(0.2),
            np.array(0.5),
            np.array(0.4),
            np.array(1.0),
            EnvironmentParameters(profile_rate=0.1, profile_fade=0.0),
        )
        assert after == pytest.approx(0.2 + 0.1 * 2 * 0.7 * 0.8)
