"""Pictures of transitions show what the instruments found."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure

pytest.importorskip("sklearn")

from alliance.plots.hysteresis import meetings
from alliance.plots.passages import committor, first_passage, waiting_times
from alliance.plots.transitions import collapsed, cumulants, fluctuations, order_parameter
from experiments.transitions.alliances import Divide, Waiting
from experiments.transitions.bimodality import modes
from experiments.transitions.branches import Meeting
from experiments.transitions.collapse import Collapse, scaled
from experiments.transitions.committor import FEATURES, States, calibration, fit
from experiments.transitions.cumulant import crossings, cumulant
from experiments.transitions.first_passage import FirstPassages, incidence
from experiments.transitions.scan import Estimate, Scan
from experiments.transitions.susceptibility import peak, susceptibility
from experiments.transitions.systems import ising


def new() -> Any:
    return Figure(layout="constrained").subplots()


def drawn(ax: Any) -> list[str]:
    """Draw it, and give the words of the legend."""
    ax.figure.draw_without_rendering()
    return [text.get_text() for text in ax.get_legend().get_texts()]


@pytest.fixture(scope="module")
def spins() -> list[Scan]:
    field = np.linspace(-2, 2, 9)
    return [ising.independent(size, field, runs=60, seed=size) for size in (4, 8, 16)]


def test_a_distribution_shows_all_runs_and_marks_two_humps() -> None:
    rng = np.random.default_rng(0)
    two = np.concatenate([rng.normal(0, 0.1, 50), rng.normal(2, 0.1, 50)])
    scan = Scan(np.array([0.0, 1.0]), np.stack([rng.normal(1, 0.2, 100), two]), 1, 1)
    found = [modes(row) for row in scan.values]
    ax = order_parameter(scan, new(), modes=found, control="trust")
    assert drawn(ax) == ["mean", "two modes"]
    shades = ax.collections[0].get_array()
    np.testing.assert_allclose((np.asarray(shades) ** 2).sum(0), 1.0)
    marks = next(line for line in ax.lines if line.get_label() == "two modes").get_xydata()
    np.testing.assert_allclose(marks[:, 0], 1.0)
    np.testing.assert_allclose(marks[:, 1], [0, 2], atol=0.1)
    assert ax.get_xlabel() == "trust"


def test_curves_of_sizes_are_drawn_with_their_peaks_and_crossings(spins: list[Scan]) -> None:
    chi = [susceptibility(one, resamples=40) for one in spins]
    ax = fluctuations(chi, new(), peaks=[peak(one) for one in chi])
    assert drawn(ax) == ["N = 4", "N = 8", "N = 16"]
    np.testing.assert_allclose(ax.lines[0].get_ydata(), chi[0].value)
    binder = [cumulant(one, resamples=40) for one in spins]
    ax = cumulants(binder, new(), crossings=crossings(binder), known=0.5, size="L")
    assert {"known", "L = 4"} <= set(drawn(ax))


def test_a_collapse_is_drawn_at_its_scale_and_says_whether_it_holds(spins: list[Scan]) -> None:
    chi = [susceptibility(one, resamples=40) for one in spins]
    one = Estimate(1.0, 0.9, 1.1)
    found = Collapse(Estimate(0.2, 0.1, 0.3), one, Estimate(0.5, 0.4, 0.6), 1.2)
    ax = collapsed(chi, found, new(), control="field", label="chi")
    assert ax.get_title(loc="left") == "collapse: S = 1.2"
    assert len(drawn(ax)) == 3
    x, y = scaled(chi[2], 0.2, 1.0, 0.5)
    np.testing.assert_allclose(ax.lines[-1].get_xydata()[: len(x)], np.stack([x, y], axis=1))
    poor = Collapse(one, one, one, 9.0)
    assert collapsed(chi, poor, new()).get_title(loc="left") == "no collapse: S = 9.0"


def test_first_passages_stack_to_one() -> None:
    waits = FirstPassages(np.array([5.0, 9.0, 12.0, 20.0]), np.array([1, 2, 1, 0]))
    mean = Estimate(10.0, 8.0, 12.0)
    rows = [incidence(waits, cause, resamples=10) for cause in (1, 2)]
    found = Waiting(0.3, waits, *rows, mean, mean, mean, mean)
    ax = first_passage(found, new())
    assert {"productive first", "neither yet", "ended first"} <= set(drawn(ax))
    assert ax.get_title(loc="left") == "start trust 0.30"
    ax = waiting_times([found, found], new())
    assert len(drawn(ax)) == 4


def test_a_committor_is_drawn_against_what_came_true() -> None:
    rng = np.random.default_rng(0)
    seen = rng.normal(size=(200, len(FEATURES)))
    known = States(6, np.arange(200), seen, rng.random(200) < 1 / (1 + np.exp(-seen[:, 0])))
    estimate = fit(known)
    chosen = np.array([3, 7])
    found = Divide(
        estimate,
        known,
        calibration(estimate.at(seen), known.reached),
        chosen,
        np.array([0.25, 1.0]),
        40,
        0.1,
        0.3,
        0.8,
        0.7,
    )
    ax = committor(found, new())
    assert drawn(ax) == ["single states, 40 branches each", "held-out runs, in tenths"]
    dots = next(
        line for line in ax.lines if len(line.get_xdata()) == 2 and line.get_marker() == "o"
    )
    np.testing.assert_allclose(dots.get_xdata(), estimate.at(seen[chosen]))
    np.testing.assert_allclose(dots.get_ydata(), [0.25, 1.0])


def test_a_legend_of_histories_says_what_its_numbers_are() -> None:
    one, none = Estimate(0.2, 0.1, 0.3), Estimate(0.0, -0.1, 0.1)
    met = [
        Meeting(size, np.array([0.0, 12.0]), (one, none), left=none, fading=one, far=none)
        for size in (0.0, 0.3)
    ]
    ax = meetings(met, new(), control="size of scandals", label="effort of a member")
    drawn(ax)
    assert ax.get_legend().get_title().get_text() == "size of scandals"
    assert ax.get_ylabel().startswith("effort of a member")
