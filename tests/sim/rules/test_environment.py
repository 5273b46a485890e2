"""Environment: cases that can be worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from sim.rules.environment import EnvironmentParameters

from sim.rules import environment


class TestEnvironment:
    def test_who_hears_no_dissent_does_not_notice(self) -> None:
        heard = environment.hear(
            np.array([0.0, 0.1, 0.0]),
            np.array([0.0, 0.0, 0.6]),
            EnvironmentParameters(hearing=10.0),
        )
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

    def test_results_are_joint_output_against_all(self) -> None:
        shown = environment.results(np.array([3.0, 0.0]), np.array([1.0, 0.0]))
        np.testing.assert_allclose(shown, [0.75, 0.0])
