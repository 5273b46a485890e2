"""Production: cases that can be worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from sim.rules import production
from sim.rules.production import ProductionParameters
from tests.sim.rules.cases import dyads, together


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
            np.array([5.0]),
            np.array([0.0]),
            np.array([0.0]),
            ProductionParameters(coordination_cost=0.02),
        )
        settled = production.overhead(
            np.array([5.0]),
            np.array([1.0]),
            np.array([1.0]),
            ProductionParameters(coordination_cost=0.02),
        )
        np.testing.assert_allclose([plain[0], settled[0]], [0.1, 0.025])

    def test_an_unkept_promise_delivers_less(self) -> None:
        part = production.delivered(
            np.array([True, False]), ProductionParameters(failed_delivery=0.4)
        )
        np.testing.assert_array_equal(part, [1.0, 0.4])

    def test_a_return_is_credit_against_own_work_within_bounds(self) -> None:
        credited = production.credited_return(
            np.array([8.0]),
            np.array([0.5, 0.5, 0.0, 0.0]),
            np.array([3.2, 1.0, 2.0, 2.0]),
            np.array([1.0, 1.0, 1.0, 0.0]),
        )
        np.testing.assert_allclose(credited, [0.25, 1.0, -1.0, 0.0])

    def test_progress_counts_months_of_full_work_of_those_alive(self) -> None:
        after = production.progress(
            np.array([2.0, 2.0]), np.array([3.0, 3.0]), np.array([6.0, 6.0]), np.array([1.0, 0.0])
        )
        np.testing.assert_allclose(after, [2.5, 2.0])
