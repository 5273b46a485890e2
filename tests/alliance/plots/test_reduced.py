"""Pictures of the reduced model."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.figure import Figure

from alliance.plots.reduced import bifurcation, phase_plane
from experiments.transitions.reduced import FixedPoint, circumstances, stable_states
from sim.scenarios import load


@pytest.mark.slow
def test_a_phase_plane_marks_the_stable_states() -> None:
    c = circumstances(load("default"), runs=8)
    ax = phase_plane(c, Figure().subplots())
    marks = [line.get_xydata()[0] for line in ax.lines if len(line.get_xydata()) == 1]
    np.testing.assert_allclose(marks, [one.state[:2] for one in stable_states(c)])


def test_stable_points_are_filled_and_others_open() -> None:
    points = [FixedPoint(np.zeros(3), np.array([rate]), 0.3, 1.0) for rate in (-0.1, 0.1)]
    ax = bifurcation({"x": [(0.1, points[0]), (0.2, points[1])]}, Figure().subplots())
    stable, unstable = ax.lines
    assert stable.get_markerfacecolor() != "white"
    assert unstable.get_markerfacecolor() == "white"
    assert unstable.get_xydata()[0].tolist() == [0.2, 0.3]
