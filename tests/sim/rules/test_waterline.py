"""Waterline: cases that can be worked out by hand."""

from __future__ import annotations

import numpy as np

from sim.rules import waterline
from sim.rules.waterline import WaterlineParameters
from tests.sim.rules.cases import dyads


class TestWaterline:
    def test_what_is_open_is_on_the_table_and_grievance_leaks(self) -> None:
        table = waterline.on_the_table(
            dyads(0.5),
            dyads(0.2),
            np.full((3, 1), 0.4),
            dyads(0.5),
            WaterlineParameters(grievance_leak=0.1),
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

    def test_openness_is_shown_and_the_rest_stays_under(self) -> None:
        openness = np.array([0.3, 1.0])
        on = waterline.shown(openness, WaterlineParameters())
        np.testing.assert_array_equal(on, openness)
        np.testing.assert_array_equal(
            waterline.shown(openness, WaterlineParameters(waterline_on=0.0)), [1.0, 1.0]
        )
        np.testing.assert_allclose(
            waterline.under(dyads(0.5, 2), on[:, None]), [[0.35] * 2, [0, 0]]
        )
