"""Tension: cases that can be worked out by hand."""

from __future__ import annotations

import numpy as np

from sim.rules import tension
from sim.rules.tension import TensionParameters
from tests.sim.rules.cases import dyads, together


class TestTension:
    def test_the_deprived_and_dependent_chafe_at_those_who_got_most(self) -> None:
        felt = tension.resource_tension(
            np.array([0.5, 0.0]),
            np.array([0.8, 0.8]),
            np.array([0.5, 1.5]),
            TensionParameters(resource_tension=1.0),
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
            np.array([0.5, 0.0]),
            np.array([0.8]),
            np.array([0.0]),
            TensionParameters(language_bridge=0.7),
        )
        np.testing.assert_allclose(loss, [0.4, 0.0])
        felt = tension.identity_tension(
            loss, np.array([0.5, 1.5]), TensionParameters(identity_tension=1.0)
        )
        np.testing.assert_allclose(felt, [[0.2, 0.6], [0.0, 0.0]])

    def test_three_sources_add_up_to_one_at_most(self) -> None:
        both = tension.together(dyads(0.2), dyads(0.3), dyads(0.1), together())
        np.testing.assert_allclose(both, 0.6 * together())
        full = tension.together(dyads(0.6), dyads(0.6), dyads(0.0), together())
        np.testing.assert_allclose(full, together())
