"""Every picture draws what it is given, changes nothing, and bears odd input."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import cache
from typing import Any

import matplotlib as mpl
import numpy as np
import pytest

mpl.use("Agg")
import matplotlib.pyplot as plt
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

import sim
from sim import plots
from sim.errors import AllianceError
from sim.observers.phases import PRODUCING, phases
from sim.plots.states import FULFILLED, LOOKS, states_of
from sim.plots.style import drawable, names_of, spread_out, told_apart, wrapped

OVER_TIME: dict[str, Callable[..., Axes]] = {
    "productivity": plots.productivity,
    "added_value": plots.added_value,
    "phase_ribbon": plots.phase_ribbon,
    "climate": plots.climate,
    "waterline": plots.waterline,
    "conflict_sources": plots.conflict_sources,
    "pecking_order": plots.pecking_order,
    "difference": lambda r, ax=None: plots.difference(r, r, "trust", ax),
}
PICTURES: dict[str, Callable[..., Axes]] = {
    **OVER_TIME,
    "phase_strip": lambda r, ax=None: plots.phase_strip(r, ax=ax),
    "phase_flow": lambda r, ax=None: plots.phase_flow(r, ax),
    "backing_by_member": plots.backing_by_member,
    "heat_map": lambda r, ax=None: plots.heat_map(r.trust, ax),
    "trust_network": lambda r, ax=None: plots.trust_network(r, 3, ax=ax),
}
CASES = ("all gone", "two members", "many members", "one run", "one month", "odd names", "joiner")


@cache
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
    if case == "one month":
        # A month with a month 3: the network of the tests is drawn there.
        return sim.simulate(base.replace("length", 4), runs=2, seed=1, dyads=True).isel(tick=[3])
    names = ["$x_1$ and $", "<script>alert(1)</script>", "Vereniging van " + "lange " * 10, "协作",
             r"\frac{1}{0} 100 % _^", "جمعية"]  # fmt: skip
    rows = [{"name": name[:80]} for name in names]
    content: dict[str, Any] = {"length": 12, "member": rows, "title": "100 % $odd$ {names} 协作"}
    if case == "joiner":
        content = {"length": 12, "member": rows[:2], "joiner": [{"tick": 6, "name": "late"}]}
    return sim.simulate(sim.Scenario.from_dict(content), runs=3, seed=1, dyads=True)


@cache
def plain() -> xr.Dataset:
    return sim.simulate("default", runs=30, seed=1)


@pytest.mark.parametrize("case", CASES)
def test_every_picture_bears_odd_input(case: str) -> None:
    result = odd(case)
    before = result.copy(deep=True)
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a missing glyph or an empty slice would warn
        for picture in PICTURES.values():
            figure = Figure(layout="constrained")
            ax = figure.subplots()
            assert picture(result, ax=ax) is ax
            figure.canvas.draw()
        plots.overview(result, result.isel(run=[0])).canvas.draw()
    assert result.identical(before)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_makes_its_own_axes(name: str) -> None:
    ax = PICTURES[name](odd("one run"))
    assert isinstance(ax, Axes)
    ax.figure.canvas.draw()  # type: ignore[union-attr]
    plt.close("all")


def test_pictures_leave_the_settings_of_others_alone() -> None:
    before = dict(mpl.rcParams)
    plots.overview(odd("one run"))
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("name", OVER_TIME)
def test_labels_say_units_and_months_are_the_same_everywhere(name: str) -> None:
    ax = OVER_TIME[name](plain(), ax=Figure().subplots())
    assert ax.get_xlabel() == "month"
    assert ax.get_xlim() == (0, 120)
    if name != "difference":  # trust has no unit
        assert "(" in ax.get_ylabel()
    assert ax.get_title(loc="left")


@pytest.mark.parametrize("name", ["climate", "conflict_sources", "productivity", "added_value"])
def test_lines_differ_without_colour(name: str) -> None:
    ax = OVER_TIME[name](plain(), ax=Figure().subplots())
    looks = [(line.get_linestyle(), line.get_marker()) for line in ax.get_lines()]
    assert len(set(looks)) == len(looks) > 1


def test_areas_differ_without_colour() -> None:
    assert len({(kind.hatch, kind.colour) for kind in LOOKS.values()}) == len(LOOKS)
    plain_areas = [kind.colour for kind in LOOKS.values() if not kind.hatch]
    greys = sorted(
        np.dot(mpl.colors.to_rgb(colour), [0.299, 0.587, 0.114]) for colour in plain_areas
    )
    assert np.diff(greys).min() > 0.3


def test_the_ribbon_adds_up_to_all_runs() -> None:
    states = states_of(plain())
    assert set(np.unique(states)) <= set(LOOKS)
    named = phases(plain()).phase.to_numpy()
    assert ((states == PRODUCING) == (named == PRODUCING)).all()
    goal = (np.nan_to_num(plain().ending) == 3).any(1)
    assert (states[goal, -1] == FULFILLED).all()


def test_the_median_is_drawn_and_few_survivors_are_not() -> None:
    result = plain()
    ax = plots.climate(result, Figure().subplots())
    drawn = ax.get_lines()[0]
    assert drawn.get_ydata()[0] == pytest.approx(float(result.trust.isel(tick=0).median()))
    thin = result.copy()
    thin["trust"] = thin.trust.where((thin.run < 4) | (thin.tick < 10))
    ax = plots.climate(thin, Figure().subplots())
    assert max(ax.get_lines()[0].get_xdata()) == 9


def test_nothing_differs_from_itself_and_a_gain_is_seen() -> None:
    base = plain()
    flat = plots.difference(base, base, ax=Figure().subplots()).get_lines()[0]
    assert np.abs(flat.get_ydata()).max() == 0
    more = base.copy()
    more["joint_output"] = base.joint_output + 1.0
    line = plots.difference(more, base, ax=Figure().subplots()).get_lines()[0]
    assert line.get_ydata()[0] == pytest.approx(1.0)


def test_what_cannot_be_paired_is_refused() -> None:
    base = plain()
    with pytest.raises(AllianceError, match="different seeds"):
        plots.difference(base.assign_attrs(seed="7"), base)
    with pytest.raises(AllianceError, match="no runs"):
        plots.difference(base.isel(run=slice(0, 5)), base.isel(run=slice(5, 9)))
    with pytest.raises(AllianceError, match="not a variable"):
        plots.difference(base, base, "trsut")


def test_a_network_needs_dyads_and_a_month_that_is_there() -> None:
    with pytest.raises(AllianceError, match="dyads=True"):
        plots.trust_network(plain(), 0)
    with pytest.raises(AllianceError, match="month 999"):
        plots.trust_network(odd("one run"), 999)
    with pytest.raises(AllianceError, match="run 999"):
        plots.trust_network(odd("one run"), 0, 999)


def test_arrows_go_both_ways_and_grow_with_trust() -> None:
    result = odd("two members").copy()
    trust = result.trust_dyad.copy()
    trust[0, 3, 0, 1], trust[0, 3, 1, 0] = 0.9, 0.1
    result["trust_dyad"] = trust
    arrows = plots.trust_network(result, 3, ax=Figure().subplots()).patches
    assert len(arrows) == 2
    assert arrows[0].get_linewidth() > 2 * arrows[1].get_linewidth()


def test_names_are_text_and_no_formula() -> None:
    result = odd("odd names")
    ax = plots.trust_network(result, 3, ax=Figure().subplots())
    labels = [text for text in ax.texts if "x_1" in text.get_text()]
    assert labels[0].get_text() == "$x_1$ and $"
    assert not labels[0].get_parse_math()
    ax = plots.backing_by_member(result, Figure().subplots())
    assert not any(label.get_parse_math() for label in ax.get_yticklabels())


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        (lambda: plots.phase_strip(plain(), [999]), "run 999"),
        (lambda: plots.phase_flow(plain(), months=[999]), "month 999"),
        (lambda: plots.phase_flow(plain(), months=[]), "at least one month"),
        (lambda: plots.heat_map(plain().status), "two dimensions"),
        (lambda: plots.climate(plain().drop_dims("tick")), "not the result of a simulation"),
    ],
)
def test_what_is_not_there_is_one_line(wrong: Callable[[], Axes], line: str) -> None:
    with pytest.raises(AllianceError, match=line):
        wrong()


def test_streams_of_the_flow_start_and_end_with_all_runs() -> None:
    ax = plots.phase_flow(plain(), Figure().subplots(), months=[0, 36])
    for at in (0, 1):
        bars = [bar for bar in ax.patches if round(bar.get_x() + bar.get_width() / 2) == at]
        assert sum(bar.get_height() for bar in bars) == pytest.approx(100)


def test_the_overview_says_how_to_read_it() -> None:
    result = plain()
    figure = plots.overview(result, odd("one run"))
    said = figure.get_supxlabel()
    left = int((~np.isnan(result.joint_output.isel(tick=-1))).sum())
    for part in ("median", "80 %", f"in the last month {left} of them", "Seed 1"):
        assert part in said
    assert figure.get_figwidth() < 8.3
    assert figure.get_figheight() < 11.7


def test_nothing_in_the_overview_overlaps() -> None:
    rows = [{"name": f"Vereniging van Samenwerkende Gemeenten nummer {k}"} for k in range(12)]
    scenario = sim.Scenario.from_dict({"length": 40, "member": rows, "title": "A title " * 20})
    result = sim.simulate(scenario, runs=3, seed=1, dyads=True)
    figure = plots.overview(result, result.isel(run=[0]))
    figure.canvas.draw()
    for part in figure.subfigs:
        for ax in part.axes:
            boxes = [text.get_window_extent() for text in (*ax.texts, ax.title) if text.get_text()]
            hit = [(a, b) for k, a in enumerate(boxes) for b in boxes[:k]
                   if min(a.x1, b.x1) - max(a.x0, b.x0) > 2
                   and min(a.y1, b.y1) - max(a.y0, b.y0) > 2]  # fmt: skip
            assert not hit


def test_a_heat_map_parts_at_its_centre() -> None:
    table = xr.DataArray(
        np.linspace(-1, 3, 42).reshape(6, 7), {"rule": list("abcdef")}, ("rule", "trust"),
        name="gain", attrs={"units": "kEUR"},
    )  # fmt: skip
    figure = Figure()
    ax = plots.heat_map(table, figure.subplots(), centre=0.0)
    assert ax.collections[0].get_clim() == (-3.0, 3.0)
    assert figure.axes[1].get_ylabel() == "gain (kEUR)"
    assert [label.get_text() for label in ax.get_yticklabels()] == list("abcdef")


def test_short_names_stay_apart() -> None:
    names = ["Gemeente " + "x" * 30 + end for end in ("A", "B")] + ["same", "same"]
    short = told_apart(names, 10, 2)
    assert len(set(short)) == 4
    assert all(len(line) <= 10 for label in short for line in label.split("\n"))
    assert wrapped("", 10, 1) == ""


def test_what_no_font_knows_is_replaced() -> None:
    assert drawable("Simavi") == "Simavi"
    assert drawable("\ue000\ue001", "member 4") == "member 4"
    assert drawable("\ue000 Foundation", "member 4") == "Foundation"
    assert names_of(odd("two members")) == ["Member 1", "Member 2"]


def test_heights_are_spread_out_and_keep_their_order() -> None:
    moved = spread_out(np.array([0.5, 0.1, 0.5, 0.52, 0.9]), 0.1)
    assert np.diff(np.sort(moved)).min() >= 0.1 - 1e-12
    assert moved[1] == pytest.approx(0.1)
    assert moved[0] < moved[2] < moved[3] < moved[4]
