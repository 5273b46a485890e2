"""Every picture draws what it is given, changes nothing, and bears odd input."""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Callable
from functools import cache
from string import Formatter
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest

mpl.use("Agg")
import matplotlib.pyplot as plt
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

import sim
from alliance import plots
from alliance.plots.states import FULFILLED, LOOKS, states_of
from alliance.plots.style import (
    BLACK,
    BLUE,
    GREEN,
    ORANGE,
    PURPLE,
    SKY,
    VERMILION,
    drawable,
    names_of,
    spread_out,
    told_apart,
    wrapped,
)
from alliance.summary import typical_run
from alliance.words.pictures import WORDS
from experiments.compare import Comparison, compare
from sim.errors import AllianceError
from sim.observers.phases import PRODUCING, phases

OVER_TIME: dict[str, Callable[..., Axes]] = {
    "productivity": plots.productivity,
    "added_value": plots.added_value,
    "phase_ribbon": plots.phase_ribbon,
    "climate": plots.climate,
    "waterline": plots.waterline,
    "conflict_sources": plots.conflict_sources,
    "conflict_shares": plots.conflict_shares,
    "clashes_by_kind": plots.clashes_by_kind,
    "activities": plots.activities,
    "money": plots.money,
    "fairness": plots.fairness,
    "pecking_order": plots.pecking_order,
    "difference": lambda r, ax=None: plots.difference(r, r, "trust", ax),
}
PICTURES: dict[str, Callable[..., Axes]] = {
    **OVER_TIME,
    "phase_strip": plots.phase_strip,
    "phase_flow": plots.phase_flow,
    "backing_by_member": plots.backing_by_member,
    "openness_by_member": plots.openness_by_member,
    "signs_by_phase": plots.signs_by_phase,
    "heat_map": lambda r, ax=None: plots.heat_map(r.trust, ax),
    "trust_network": plots.trust_network,
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
        return sim.simulate(base.replace("length", 4), runs=2, seed=1, dyads=True).isel(tick=[3])
    names = [
        "$x_1$ and $",
        "<script>alert(1)</script>",
        "Vereniging van " + "lange " * 10,
        "协作",
        r"\frac{1}{0} 100 % _^",
        "جمعية",
        "🌍 Earth 🤝",
        "🌍🤝",
    ]
    rows = [{"name": name[:80]} for name in names]
    content: dict[str, Any] = {"length": 12, "member": rows, "title": "100 % $odd$ {names} 协作"}
    if case == "joiner":
        content = {"length": 12, "member": rows[:2], "joiner": [{"tick": 6, "name": "late"}]}
    return sim.simulate(sim.Scenario.from_dict(content), runs=3, seed=1, dyads=True)


@cache
def plain() -> xr.Dataset:
    return sim.simulate("default", runs=30, seed=1)


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
def test_every_picture_bears_odd_input(case: str) -> None:
    result = odd(case)
    before = result.copy(deep=True)
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a missing glyph or an empty slice would warn
        for picture in PICTURES.values():
            figure = Figure(layout="constrained", dpi=50)
            ax, other = figure.subplots(1, 2)
            assert picture(result, ax=ax) is ax
            figure.canvas.draw()
            assert not other.has_data()
            assert not other.get_title(loc="left")
        plots.overview(result, result.isel(run=[0])).canvas.draw()
    assert result.identical(before)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_makes_its_own_axes(name: str) -> None:
    ax = PICTURES[name](odd("one run"))
    assert isinstance(ax, Axes)
    ax.figure.canvas.draw()  # type: ignore[union-attr]
    plt.close("all")


@pytest.mark.slow
def test_pictures_leave_the_settings_and_figures_of_others_alone() -> None:
    plt.close("all")
    mine = plt.figure()
    before = dict(mpl.rcParams)
    for picture in PICTURES.values():
        picture(odd("one run"), ax=Figure().subplots())
    plots.overview(odd("one run"))
    assert dict(mpl.rcParams) == before
    assert plt.get_fignums() == [mine.number]
    assert not mine.axes
    plt.close(mine)


@pytest.mark.parametrize("name", OVER_TIME)
def test_labels_say_units_and_months_are_the_same_everywhere(name: str) -> None:
    ax = OVER_TIME[name](plain(), ax=Figure().subplots())
    assert ax.get_xlabel() == "month"
    assert ax.get_xlim() == (0, 120)
    assert all(month % 12 == 0 for month in ax.get_xticks())
    if name != "difference":  # trust has no unit
        assert "(" in ax.get_ylabel()
    assert ax.get_title(loc="left")


@pytest.mark.parametrize("name", ["climate", "conflict_sources", "productivity", "added_value"])
def test_lines_differ_without_colour(name: str) -> None:
    ax = OVER_TIME[name](plain(), ax=Figure().subplots())
    looks = [
        (line.get_linestyle(), line.get_marker())
        for line in ax.get_lines()
        if not line.get_label().startswith("_")
    ]
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


def test_the_line_is_thin_where_fewer_than_half_are_left() -> None:
    result = plain().copy()
    result["trust"] = plain().trust.isel(tick=0) + 0 * plain().tick  # all there in all months
    ax = plots.climate(result, Figure().subplots())
    assert "thin" not in ax.get_legend().get_title().get_text()
    result["trust"] = result.trust.where((result.run < 14) | (result.tick < 10))
    ax = plots.climate(result, Figure().subplots())
    note = ax.get_legend().get_title().get_text()
    assert "median of 30 runs" in note
    assert "14 in the last month" in note
    assert "thin" in note
    wide, thin = (
        next(line for line in ax.get_lines() if line.get_label() == name)
        for name in ("trust", "_few")
    )
    assert wide.get_linewidth() > 2 * thin.get_linewidth()
    assert np.isnan(wide.get_ydata()[10:]).all()
    assert not np.isnan(wide.get_ydata()[:10]).any()


def test_of_few_runs_no_band_is_drawn() -> None:
    few = plots.productivity(plain().isel(run=slice(0, 4)), Figure().subplots())
    assert not few.collections
    assert few.get_legend().get_title().get_text().startswith("median of 4 runs")
    assert "bands" not in few.get_legend().get_title().get_text()
    assert plots.productivity(plain(), Figure().subplots()).collections


def test_shares_of_conflict_add_up() -> None:
    ax = plots.conflict_shares(plain(), Figure().subplots())
    top = max(area.get_datalim(ax.transData).y1 for area in ax.collections)
    assert top == pytest.approx(100)
    first = plain().isel(tick=0)
    whole = sum(first[f"tension_{source}"] for source in ("resources", "values", "identity"))
    seen = ax.collections[0].get_paths()[0].vertices
    assert seen[seen[:, 0] == 0][:, 1].max() == pytest.approx(
        float((100 * first.tension_resources / whole).mean())
    )


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
    with pytest.raises(AllianceError, match="did you mean 'trust'"):
        plots.difference(base, base, "trsut")


def test_a_network_needs_dyads_and_a_month_that_is_there() -> None:
    with pytest.raises(AllianceError, match="dyads=True"):
        plots.trust_network(plain())
    with pytest.raises(AllianceError, match="month 999"):
        plots.trust_network(odd("one run"), months=[0, 999])
    with pytest.raises(AllianceError, match="at least one month"):
        plots.trust_network(odd("one run"), months=[])
    with pytest.raises(AllianceError, match="run 999"):
        plots.trust_network(odd("one run"), run=999)


@pytest.mark.slow
def test_the_network_shows_several_moments_within_the_life_of_the_alliance() -> None:
    result = odd("one run")
    told = [text.get_text() for text in plots.trust_network(result, Figure().subplots()).texts]
    assert [line.split(":")[0] for line in told if "mean trust" in line] == [
        "month 0",
        "month 24",
        "month 29",
    ]
    for line in told:
        if "mean trust" in line:
            month = int(line.split(":")[0].split()[1])
            assert line.endswith(f"{float(result.trust[0, month]):.2f}")
    gone = plots.trust_network(odd("all gone"), Figure().subplots())
    assert not any("has ended" in text.get_text() for text in gone.texts)


def test_arrows_go_both_ways_and_grow_with_trust() -> None:
    result = odd("two members").copy()
    trust = result.trust_dyad.copy()
    trust[0, 3, 0, 1], trust[0, 3, 1, 0] = 0.9, 0.1
    result["trust_dyad"] = trust
    arrows = plots.trust_network(result, Figure().subplots(), months=[3]).patches
    assert len(arrows) == 2
    assert arrows[0].get_linewidth() > 2 * arrows[1].get_linewidth()


@pytest.mark.slow
def test_names_are_text_and_no_formula() -> None:
    result = odd("odd names")
    ax = plots.trust_network(result, Figure().subplots(), months=[3])
    labels = [text for text in ax.texts if "x_1" in text.get_text()]
    assert "$x_1$ and $" in " ".join(labels[0].get_text().split())
    assert not labels[0].get_parse_math()
    ax = plots.backing_by_member(result, Figure().subplots())
    assert not any(label.get_parse_math() for label in ax.get_yticklabels())


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        (lambda: plots.phase_strip(plain(), runs=[999]), "run 999"),
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


@pytest.mark.slow
def test_the_overview_says_how_to_read_it() -> None:
    result = plain()
    figure = plots.overview(result, odd("one run"))
    said = figure.get_supxlabel()
    left = int((~np.isnan(result.joint_output.isel(tick=-1))).sum())
    for part in ("median", "80 %", f"in the last month {left} of them", "Seed 1"):
        assert part in said
    assert figure.get_figwidth() < 8.3
    assert figure.get_figheight() < 11.7
    # It is said of the run shown that it is the typical one only when it is.
    typical = typical_run(result)
    shown = odd("one run")
    for number, told in ((typical, True), (typical + 1, False)):
        caption = plots.overview(result, shown.assign_coords(run=[number])).get_supxlabel()
        assert ("nearest the median" in caption) == told


@pytest.mark.slow
def test_nothing_in_the_overview_overlaps() -> None:
    rows = [{"name": f"Vereniging van Samenwerkende Gemeenten nummer {k}"} for k in range(12)]
    scenario = sim.Scenario.from_dict({"length": 40, "member": rows, "title": "A title " * 20})
    result = sim.simulate(scenario, runs=3, seed=1, dyads=True)
    figure = plots.overview(result, result.isel(run=[0]))
    figure.canvas.draw()
    for part in figure.subfigs:
        for ax in part.axes:
            boxes = [text.get_window_extent() for text in (*ax.texts, ax.title) if text.get_text()]
            hit = [
                (a, b)
                for k, a in enumerate(boxes)
                for b in boxes[:k]
                if min(a.x1, b.x1) - max(a.x0, b.x0) > 2 and min(a.y1, b.y1) - max(a.y0, b.y0) > 2
            ]
            assert not hit


def test_a_heat_map_parts_at_its_centre() -> None:
    table = xr.DataArray(
        np.linspace(-1, 3, 42).reshape(6, 7),
        {"rule": list("abcdef")},
        ("rule", "trust"),
        name="gain",
        attrs={"units": "kEUR"},
    )
    figure = Figure()
    ax = plots.heat_map(table, figure.subplots(), centre=0.0)
    assert ax.collections[0].get_clim() == (-3.0, 3.0)
    assert figure.axes[1].get_ylabel() == "gain (kEUR)"
    assert [label.get_text() for label in ax.get_yticklabels()] == list("abcdef")


def test_short_names_stay_apart() -> None:
    names = ["Gemeente " + "x" * 30 + end for end in ("A", "B")] + ["same", "same"]
    short = told_apart(names, 10, 2)
    assert len(set(short)) == 4
    assert all(len(line) <= 20 for label in short for line in label.split("\n"))
    assert wrapped("", 10, 1) == ""


def test_no_word_is_broken() -> None:
    words = ["Welzijnsorganisatie", "Sportverenigingen", "en", "Woningcorporatie"]
    for width in (8, 11, 16):
        lines = wrapped(" ".join(words), width, 9).split("\n")
        kept = " ".join(lines).split()
        assert all(
            one == other or one.endswith("…") for one, other in zip(kept, words, strict=True)
        )


@pytest.mark.parametrize("long", [True, False])
def test_names_that_have_no_room_in_the_network_are_numbers_with_a_key(long: bool) -> None:
    names = ["Gemeente", "Welzijnsorganisatie Zuid" if long else "Welzijn Zuid", "Zorg"]
    scenario = sim.scenarios.Scenario.from_dict(
        {"length": 2, "member": [{"name": name} for name in names]}
    )
    result = sim.simulate(scenario, runs=1, seed=1, dyads=True)
    figure = Figure(layout="constrained")
    ax = plots.trust_network(result, figure.subplots(), months=[1])
    figure.draw_without_rendering()
    told = [text.get_text() for text in ax.texts]
    assert ("2" in told) == long
    assert any("Welzijnsorganisatie\u00a0Zuid" in text for text in told) == long
    # No label lies over the line that heads the circle.
    boxes = {text.get_text(): text.get_window_extent() for text in ax.texts}
    [head] = [box for text, box in boxes.items() if text.startswith("month 1")]
    assert not any(box.overlaps(head) for box in boxes.values() if box is not head)


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


@pytest.mark.parametrize("name", sorted({*PICTURES} - {"heat_map", "trust_network", "difference"}))
def test_a_picture_says_which_variable_it_lacks(name: str) -> None:
    nothing = plain()[["joint_output"]]
    lacks = r"holds no '\w+', which this picture needs"
    with pytest.raises(AllianceError, match=lacks):
        PICTURES[name](nothing, ax=Figure().subplots())


@pytest.mark.slow
def test_signs_are_told_in_words_and_the_brochures_phase_is_framed() -> None:
    ax = plots.signs_by_phase(plain(), Figure().subplots())
    assert "added value takes shape" in " ".join(ax.get_yticklabels()[7].get_text().split())
    starred = [text for text in ax.texts if "★" in text.get_text()]
    assert len(starred) == len(ax.patches) == 8
    assert [int(text.get_position()[0]) + 1 for text in starred] == [1, 1, 2, 2, 2, 3, 3, 3]
    none = plots.signs_by_phase(odd("all gone"), Figure().subplots())
    assert [text.get_text() for text in none.texts] == ["no run passes through all three phases"]


def test_pictures_speak_dutch_where_asked_and_only_there() -> None:
    with plots.spoken("nl"):
        ax = plots.waterline(plain(), Figure().subplots())
        strip = plots.phase_ribbon(plain(), Figure().subplots())
    assert (ax.get_title(loc="left"), ax.get_xlabel()) == ("De waterlijn", "maand")
    words = [text.get_text() for text in strip.get_legend().get_texts()]
    assert words[0] == "1 ontwerpen en schuren"
    assert plots.waterline(plain(), Figure().subplots()).get_xlabel() == "month"


def test_both_languages_fill_in_the_same() -> None:
    for key, term in WORDS.items():
        fields = [
            {field for _, field, _, _ in Formatter().parse(said) if field}
            for said in (term.name, term.dutch)
        ]
        assert fields[0] == fields[1], key


def test_a_single_month_can_be_seen() -> None:
    result = odd("one month")
    for name in ("climate", "productivity", "conflict_sources"):
        for line in OVER_TIME[name](result, ax=Figure().subplots()).get_lines():
            assert len(line.get_xdata()) == 2
    areas = plots.waterline(result, Figure().subplots()).collections
    assert all(area.get_datalim(area.axes.transData).width > 0 for area in areas)
    ax = plots.backing_by_member(result, Figure().subplots())
    width = np.ptp(ax.collections[0].get_coordinates()[..., 0])
    assert width == pytest.approx(1)


def test_labels_of_many_members_do_not_overlap() -> None:
    figure = Figure(figsize=(6.5, 3.0), layout="constrained")
    ax = plots.backing_by_member(odd("many members"), figure.subplots())
    figure.canvas.draw()
    boxes = [label.get_window_extent() for label in ax.get_yticklabels()]
    heights = sorted((box.y0, box.y1) for box in boxes)
    assert all(above[0] > below[1] - 1 for below, above in itertools.pairwise(heights))


@cache
def compared() -> Comparison:
    base = sim.load("default").replace("length", 12)
    return compare(base, base.replace("start.trust.mean", 0.6), runs=6, seed=1)


def test_a_comparison_says_what_is_drawn_in_which_unit() -> None:
    figure = plots.comparison(compared())
    figure.canvas.draw()
    axes = [ax for part in figure.subfigs for ax in part.axes]
    assert all(ax.get_ylabel() for ax in axes[:4])
    cells = [cell.get_text().get_text() for cell in axes[4].tables[0].get_celld().values()]
    assert "share that becomes productive" in cells
    assert figure.get_figwidth() < 8.3


MACHADO = {
    "deuteranopia": [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
    "protanopia": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
    "tritanopia": [[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]],
}
"""Severity 1 in linear RGB, rounded to three places (Machado, Oliveira & Fernandes 2009)."""

PALETTE = {
    "orange": ORANGE,
    "sky": SKY,
    "green": GREEN,
    "blue": BLUE,
    "vermilion": VERMILION,
    "purple": PURPLE,
    "black": BLACK,
}


def lab(colour: Any, sight: Any) -> Any:
    """CIELAB (D65) of a colour as seen through a matrix."""
    rgb = np.asarray(mpl.colors.to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.asarray(sight) @ linear, 0, 1)
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    x, y, z = np.maximum(np.cbrt(xyz @ seen / [0.9505, 1.0, 1.089]), 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def nearest_colours(palette: dict[str, Any], sight: Any) -> float:
    """Least distance (CIE 1976) between two colours."""
    return float(
        min(
            np.linalg.norm(lab(one, sight) - lab(other, sight))
            for one, other in itertools.combinations(palette.values(), 2)
        )
    )


@pytest.mark.parametrize("sight", MACHADO)
def test_the_colour_blind_tell_all_colours_apart(sight: str) -> None:
    # 2.3 is just noticeable (Mahy et al. 1994); lines a millimetre wide need several times that.
    assert nearest_colours(PALETTE, MACHADO[sight]) > 10
    usual = dict(zip("abcdefg", mpl.color_sequences["tab10"], strict=False))
    if sight != "tritanopia":  # the measure tells: matplotlib's own first seven do not pass
        assert nearest_colours(usual, MACHADO[sight]) < 10


@pytest.mark.parametrize(
    "colours", [(BLUE, SKY), (GREEN, BLACK), (BLUE, SKY, ORANGE), (BLUE, GREEN, PURPLE, VERMILION)]
)
def test_lines_of_a_picture_can_be_seen_on_white_in_grey_print(colours: tuple[str, ...]) -> None:
    for colour in colours:
        assert lab(colour, np.eye(3))[0] < 75


ODD_NAME = "a $factor$ with a long name, " * 5
SWEPT: dict[str, tuple[Callable[..., Axes], pd.DataFrame]] = {
    "response": (
        plots.response,
        pd.DataFrame(
            {
                ODD_NAME: ["$a$", "b" * 60],
                "mean": [0.1, 0.2],
                "low": [0.0, 0.1],
                "high": [0.2, 0.3],
                "q10": [0, 0],
                "q90": [1, 1],
            }
        ),
    ),
    "response_by": (
        plots.response_by,
        pd.DataFrame(
            {
                ODD_NAME: np.repeat([0.1, 0.2], 8),
                "by": list("abcdefgh") * 2,
                "mean": 0.1,
                "low": 0.0,
                "high": 0.2,
            }
        ),
    ),
    "courses": (
        plots.courses,
        pd.DataFrame(
            {ODD_NAME: ["$a$", "$a$"], "tick": [0, 30], "q25": 0.1, "q50": 0.2, "q75": 0.3}
        ),
    ),
    "plane": (plots.plane, pd.DataFrame({ODD_NAME: [0.1], "y": [0.2], "mean": [np.nan]})),
    "importance": (
        plots.importance,
        pd.DataFrame(
            {
                "factor": [ODD_NAME],
                "total": [0.5],
                "total_low": [0.2],
                "total_high": [0.4],
                "first": [-0.1],
                "first_low": [0.0],
                "first_high": [0.4],
            }
        ),
    ),
    "narrowing": (plots.narrowing, pd.DataFrame({"replicates": [2], "widest": [1], "half": [0.5]})),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", SWEPT)
def test_pictures_of_sweeps_bear_odd_names_and_one_point(name: str) -> None:
    picture, frame = SWEPT[name]
    before = frame.copy()
    figure = Figure(layout="constrained")
    ax = figure.subplots()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert picture(frame, ax) is ax
        figure.canvas.draw()
    assert ax.get_xlabel()
    assert frame.equals(before)
    width = figure.bbox.width
    for text in (ax.xaxis.label, *ax.get_xticklabels(), *ax.get_yticklabels()):
        assert text.get_window_extent().width < width, text.get_text()
