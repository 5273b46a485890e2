"""Every picture draws what it is given, changes nothing, and bears odd input."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import matplotlib as mpl
import pytest

mpl.use("Agg")
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

import sim
from sim.errors import AllianceError
from sim.plots import climate, overview, phase_ribbon, productivity, trust_network

PICTURES = [productivity, phase_ribbon, climate, lambda r, ax=None: trust_network(r, 3, ax=ax)]


def odd(case: str) -> xr.Dataset:
    base = sim.load("default").replace("length", 30)
    if case == "all gone":
        return sim.simulate("collapse", runs=3, seed=1, dyads=True)
    if case == "two members":
        return sim.simulate(base.replace("members.count", 2), runs=3, seed=1, dyads=True)
    if case == "many members":
        return sim.simulate(base.replace("members.count", 50), runs=2, seed=1, dyads=True)
    if case == "one run":
        return sim.simulate(base, runs=1, seed=1, dyads=True)
    names = ["$x_1$ and $", "<script>alert(1)</script>", "Vereniging van " + "lange " * 10, "协作"]
    rows = [{"name": name[:80]} for name in names]
    content = {"length": 12, "member": rows, "title": "100 % $odd$ {names}"}
    return sim.simulate(sim.Scenario.from_dict(content), runs=3, seed=1, dyads=True)


@pytest.mark.filterwarnings("ignore:Glyph")
@pytest.mark.parametrize(
    "case", ["all gone", "two members", "many members", "one run", "odd names"]
)
def test_every_picture_bears_odd_input(case: str) -> None:
    result = odd(case)
    before = result.copy(deep=True)
    for picture in PICTURES:
        figure = Figure()
        ax = figure.subplots()
        assert picture(result, ax=ax) is ax
        figure.canvas.draw()
    overview(result, result.isel(run=[0])).canvas.draw()
    assert result.identical(before)


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_makes_its_own_axes(picture: Callable[..., Any]) -> None:
    result = sim.simulate("smooth-start", runs=2, seed=1, dyads=True)
    ax = picture(result)
    assert isinstance(ax, Axes)
    mpl.pyplot.close(ax.figure)


def test_labels_say_units() -> None:
    result = sim.simulate("smooth-start", runs=6, seed=1)
    for picture in (productivity, phase_ribbon, climate):
        ax = picture(result, Figure().subplots())
        assert ax.get_xlabel() == "month"
        assert any(unit in ax.get_ylabel() for unit in ("%", "0 to 1", "/"))


def test_a_network_needs_dyads_and_a_month_that_is_there() -> None:
    plain = sim.simulate("smooth-start", runs=1, seed=1)
    with pytest.raises(AllianceError, match="dyads=True"):
        trust_network(plain, 0)
    full = sim.simulate("smooth-start", runs=1, seed=1, dyads=True)
    with pytest.raises(AllianceError, match="month 999"):
        trust_network(full, 999)
