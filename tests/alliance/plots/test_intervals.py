"""Pictures draw the intervals of the tables, read back from what was drawn."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest

mpl.use("Agg")
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.container import ErrorbarContainer
from matplotlib.figure import Figure

import sim
from alliance.plots import passages, sweeps
from alliance.plots.difference import difference
from alliance.plots.style import reach
from alliance.plots.tipping import tipping as draw_tipping
from experiments.compare import compare
from experiments.effects import paired_effect
from experiments.phase_diagrams.tipping import tipping
from sim.observers.intervals import share_interval

FRAME = pd.DataFrame(
    {
        "x": [0.1, 0.2, 0.3],
        "y": ["a", "a", "b"],
        "mean": [1.0, 0.5, 0.0],
        "low": [0.566, 0.2, 0.0],
        "high": [1.0, 0.6, 0.434],
        "q10": [0.0, 0.0, 0.0],
        "q90": [1.0, 1.0, 1.0],
    }
)
"""Five of five survive, and the like: intervals with one long and one short end."""


def axes() -> Axes:
    return Figure().subplots()


def bars(ax: Axes, upright: bool = True) -> list[tuple[float, float]]:
    """From where to where each bar of an interval goes, in the order drawn."""
    found = []
    for container in ax.containers:
        if isinstance(container, ErrorbarContainer):
            for lines in container.lines[2]:
                assert isinstance(lines, LineCollection)
                side = 1 if upright else 0
                found += [
                    tuple(sorted(line[:, side])) for line in lines.get_segments() if len(line)
                ]
    return found


def band(ax: Axes, which: int = 0) -> pd.DataFrame:
    """The lowest and highest that a band reaches at each place."""
    shape = [c for c in ax.collections if isinstance(c, PolyCollection)][which]
    points = pd.DataFrame(shape.get_paths()[0].vertices, columns=["at", "value"])
    return points.groupby("at")["value"].agg(["min", "max"])


def test_one_factor() -> None:
    ax = sweeps.response(FRAME.drop(columns="y"), axes())
    np.testing.assert_allclose(bars(ax), FRAME[["low", "high"]])


def test_two_factors() -> None:
    ax = sweeps.response_by(FRAME[["x", "y", "mean", "low", "high"]], axes())
    np.testing.assert_allclose(bars(ax), FRAME[["low", "high"]])


def test_an_open_end_has_no_bar() -> None:
    frame = FRAME.drop(columns="y").assign(high=[1.0, np.nan, 0.434], low=[0.566, np.nan, 0.0])
    ax = sweeps.response(frame, axes())
    np.testing.assert_allclose(
        [bar for bar in bars(ax) if not np.isnan(bar).any()], [(0.566, 1.0), (0.0, 0.434)]
    )


@pytest.mark.parametrize("kind", ["sobol", "morris"])
def test_sensitivity(kind: str) -> None:
    ends = {"low": [0.1, 0.0], "high": [0.35, 0.3]}
    if kind == "sobol":
        frame = pd.DataFrame({"factor": ["a", "b"], "total": [0.3, 0.1], "first": [0.2, 0.0]})
        for k, name in enumerate(("total", "first")):
            frame[[f"{name}_low", f"{name}_high"]] = np.transpose([*ends.values()]) - 0.1 * k
    else:
        frame = pd.DataFrame({"factor": ["a", "b"], "strength": [0.3, 0.1], "noise": 0.05} | ends)
    ax = sweeps.importance(frame, axes())
    names = ["total_low", "total_high", "first_low", "first_high"] if kind == "sobol" else [*ends]
    expected = frame[names].to_numpy().reshape(2, -1, 2).swapaxes(0, 1).reshape(-1, 2)
    # A bar never starts beyond its own number.
    np.testing.assert_allclose(bars(ax, upright=False), expected)


def test_contrasts() -> None:
    frame = pd.DataFrame(
        {
            "x": ["b", "c"],
            "base": "a",
            "difference": [0.2, 0.1],
            "low": [0.1, 0.0],
            "high": [0.5, 0.3],
        }
    )
    ax = sweeps.contrasts(frame, axes(), label="trust")
    np.testing.assert_allclose(bars(ax, upright=False), frame[["low", "high"]])


def test_incidence() -> None:
    frame = pd.DataFrame(
        {
            "event": ["time_to_productivity"] * 3 + ["funds"] * 3,
            "month": [0, 1, 2] * 2,
            "share": [0.0, 0.2, 0.5, 0.0, 0.1, 0.1],
            "low": [0.0, 0.1, 0.4, 0.0, 0.05, 0.05],
            "high": [0.05, 0.4, 0.7, 0.05, 0.3, 0.3],
        }
    )
    ax = sweeps.incidence(frame, axes())
    for k, (_, part) in enumerate(frame.groupby("event", sort=False)):
        np.testing.assert_allclose(band(ax, k)["max"].max(), part["high"].max())
        np.testing.assert_allclose(band(ax, k).loc[2.0, "max"], part["high"].iloc[-1])
    assert [line.get_label() for line in ax.lines] == [
        "first month of productivity",
        "no funds left",
    ]


def test_advice() -> None:
    from alliance.plots.advice import _draw

    rng = np.random.default_rng(0)
    effect = paired_effect("a", "trust", rng.random(30), rng.random(30), 0.95, 24)
    ax = axes()
    _draw(ax, replace(effect, low=effect.difference - 0.3), 0.0, "C0", "o", True)
    np.testing.assert_allclose(
        bars(ax, upright=False), [(effect.difference - 0.3, effect.high)], atol=1e-12
    )


@pytest.mark.slow
def test_tipping() -> None:
    found = tipping(sim.load("default").replace("length", 24), runs=120, seed=4)
    ax = draw_tipping(found, axes())
    np.testing.assert_allclose(bars(ax), found.curve.frame()[["low", "high"]], atol=1e-12)


def test_chances_that_came_true() -> None:
    seen = SimpleNamespace(
        given=np.array([0.1, 0.9]),
        seen=np.array([0.0, 1.0]),
        low=np.array([0.0, 0.7]),
        high=np.array([0.3, 1.0]),
    )
    found = SimpleNamespace(
        calibration=seen, given=np.array([0.2]), forced=np.array([0.0]), branches=20
    )
    ax = passages.committor(found, axes())
    np.testing.assert_allclose(bars(ax), [share_interval(0, 20)[1:], (0.0, 0.3), (0.7, 1.0)])


@pytest.mark.slow
def test_differences_over_time_are_those_of_the_comparison() -> None:
    base = sim.load("smooth-start").replace("length", 12)
    other = base.replace("start.trust.mean", 0.3)
    table = compare(base, other, runs=12, seed=1, labels=["a", "b"]).over_time("b", "trust")
    ax = difference(sim.simulate(other, 12, 1), sim.simulate(base, 12, 1), "trust", axes())
    drawn = band(ax, 1)
    whole = drawn.loc[table["tick"].astype(float)]
    np.testing.assert_allclose(whole["min"], table["low"], atol=1e-9)
    np.testing.assert_allclose(whole["max"], table["high"], atol=1e-9)


def test_bars_go_down_and_up_by_as_much_as_the_table_says() -> None:
    np.testing.assert_allclose(reach([1.0], [0.5], [1.0]), [[0.5], [0.0]])
