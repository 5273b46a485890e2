"""Pictures that one can hover and zoom: options of Apache ECharts, in the colours of the printed ones.

Areas carry patterns and lines have dashes and marks of their own, so that they are told apart in grey.
Each picture has the numbers behind it as a table, for those who cannot see it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from alliance.app.jobs import GAIN, Band, Compared, Likely, Numbers, Played
from alliance.plots.activities import LOOKS as HOURS
from alliance.plots.states import LOOKS
from alliance.plots.style import (
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PURPLE,
    SKY,
    VERMILION,
    YELLOW,
    told_apart,
)
from alliance.plots.trust_network import CLOSE, MOST_NAMED
from alliance.words.language import Language
from alliance.words.pictures import language as spoken_now
from alliance.words.pictures import say, spoken
from alliance.words.vocabulary import ACTIVITIES, CONFLICTS, VARIABLES
from alliance.words.voice import Voice

Options = dict[str, Any]

_YEAR = 12
_FONT = 'system-ui, "DejaVu Sans", sans-serif'
"""Named, for ECharts measures text with it."""
_NARROW = 320
"""Width of the narrowest picture, in pixels."""
_DASHES = ("solid", [7, 3], [2, 2], [7, 2, 2, 2])
_MARKS = ("circle", "rect", "triangle", "diamond")
_TONES = {"tension_resources": ORANGE, "tension_values": BLUE, "tension_identity": SKY}
_GROUPS = (ORANGE, GREEN, PURPLE, YELLOW, VERMILION, GREY)
_DECALS: dict[str, Options] = {
    "": {"symbol": "none"},
    "/": {"symbol": "rect", "dashArrayX": [1, 0], "dashArrayY": [1, 5], "rotation": -0.785},
    "\\": {"symbol": "rect", "dashArrayX": [1, 0], "dashArrayY": [1, 5], "rotation": 0.785},
    "|": {"symbol": "rect", "dashArrayX": [1, 0], "dashArrayY": [1, 5], "rotation": 1.571},
    "-": {"symbol": "rect", "dashArrayX": [1, 0], "dashArrayY": [1, 5]},
    ".": {"symbol": "circle", "symbolSize": 0.6, "dashArrayX": [5, 5], "dashArrayY": [5, 5]},
    "x": {"symbol": "rect", "symbolSize": 0.7, "dashArrayX": [4, 4], "dashArrayY": [4, 4]},
    "+": {"symbol": "triangle", "symbolSize": 0.7, "dashArrayX": [6, 6], "dashArrayY": [6, 6]},
}
"""Patterns by the sign of matplotlib's hatch."""


@dataclass(frozen=True)
class Chart:
    """A picture, and the numbers that it is drawn from.

    Attributes:
        title: what it shows.
        options: of ECharts.
        heads, rows: the numbers as a table of texts.
        legend: height of the legend, in pixels.
    """

    title: str
    options: Options
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    legend: int = 0


def phases(found: Likely, language: Language) -> Chart:
    """In which phase the runs are, month by month."""
    with spoken(language):
        parts = [
            (look.label, found.phases[code], look.colour, look.hatch)
            for code, look in LOOKS.items()
            if any(found.phases[code])
        ]
        return _stacked(say("phases"), say("share of runs"), parts)


def hours(found: Likely, language: Language) -> Chart:
    """What the hours of the members go to."""
    with spoken(language):
        parts = [
            (_activity(name), found.hours[name], colour, hatch)
            for name, (colour, hatch) in HOURS.items()
        ]
        return _stacked(say("activities"), say("share of hours"), parts)


def added_value(found: Likely, language: Language) -> Chart:
    """Added value over the last twelve months: median and ranges."""
    with spoken(language):
        lines = [(say("last twelve months"), found.levels[GAIN], GREEN)]
        return _bands(say("added value"), say("more than apart"), lines, both=True, zero=True)


def conflicts(found: Likely, language: Language) -> Chart:
    """Tension over resources, values and identity."""
    with spoken(language):
        lines = [(say(CONFLICTS[name]), found.levels[name], tone) for name, tone in _TONES.items()]
        return _bands(say("conflict"), say("tension"), lines)


def waterline(found: Likely, language: Language) -> Chart:
    """What is on the table, and what is under it."""
    with spoken(language):
        above, under = (found.levels[f"tension_{side}"].median for side in ("open", "hidden"))
        below: Numbers = [None if x is None else -x for x in under]
        months = range(len(above))
        series = [
            _line(say(word), values, colour, dash, area=0.75, decal=decal)
            for word, values, colour, dash, decal in (
                ("open", above, SKY, 0, ""),
                ("hidden", below, BLUE, 1, "."),
            )
        ]
        options = _axes(len(above), say("tension"), series)
        rows = [[str(m), _told(above[m], 2), _told(under[m], 2)] for m in _yearly(months)]
        words = [say("open"), say("hidden")]
        return Chart(say("waterline"), options, [say("month"), *words], rows, _legend(words))


def money(found: Likely, language: Language) -> Chart:
    """What members ask of the fund, and what they get."""
    with spoken(language):
        lines = [
            (say(VARIABLES[name]), found.levels[name], tone)
            for name, tone in (("asked", ORANGE), ("paid", GREEN))
        ]
        return _bands(say("money"), say("money a month"), lines)


def network(played: Played, month: int, language: Language) -> Chart:
    """Who trusts whom in one month of a run; larger dots give more, wider arrows trust more."""
    trust, there = played.trust[month], played.active[month] > 0
    crowd = len(there) > MOST_NAMED
    short = told_apart(played.names, 16, 2)
    nodes = [
        {
            "id": str(k),
            "name": played.names[k],
            "x": 100 * float(np.cos(angle)),
            "y": -100 * float(np.sin(angle)),
            "symbolSize": 12 + (14 if crowd else 26) * float(np.sqrt(played.engagement[month, k])),
            "itemStyle": {
                "color": _group_colour(played, k) if there[k] else "#FFFFFF",
                "borderColor": INK if there[k] else GREY,
                "borderType": "solid" if there[k] else "dashed",
            },
            "label": {
                "formatter": str(k + 1) if crowd else short[k],
                "color": INK if there[k] else "#707070",
            },
        }
        for k, angle in enumerate(played.angles)
    ]
    ties = [
        (i, j, float(trust[i, j]))
        for i, j in np.argwhere(~np.isnan(trust))
        if not crowd or (i < j and np.nanmean([trust[i, j], trust[j, i]]) >= CLOSE)
    ]
    links = [
        {
            "source": str(i),
            "target": str(j),
            "lineStyle": {"width": 0.4 + 4.5 * t**2, "opacity": 0.12 + 0.7 * t, "color": BLUE},
        }
        for i, j, t in ties
    ]
    series = {
        "type": "graph",
        "layout": "none",
        "left": 70,
        "right": 70,
        "top": 46,
        "bottom": 46,
        "roam": False,
        "preserveAspect": "contain",
        "edgeSymbol": ["none", "none" if crowd else "arrow"],
        "edgeSymbolSize": 6,
        "lineStyle": {"curveness": 0.0 if crowd else 0.13},
        "label": {"show": True, "position": "bottom", "fontSize": 11},
        "emphasis": {"focus": "adjacency"},
        "data": nodes,
        "links": links,
    }
    options = {
        "animationDurationUpdate": 300,
        "textStyle": {"fontFamily": _FONT},
        "tooltip": {"renderMode": "richText", "formatter": "{b}"},
        "series": [series],
    }
    with spoken(language):
        known = trust[~np.isnan(trust)]
        title = say("over")
        if there.any():
            title = (
                say("mean trust", month=month, trust=known.mean())
                if len(known)
                else say("alone", month=month)
            )
        else:
            title = say("over", month=month)
        given = (trust[:, k] for k in range(len(there)))
        rows = [
            [
                played.names[k],
                _told(float(np.nanmean(column)) if (~np.isnan(column)).any() else None, 2),
                _told(float(played.engagement[month, k]), 2),
            ]
            for k, column in enumerate(given)
            if there[k]
        ]
        heads = ["", say(VARIABLES["trust"]), say(VARIABLES["engagement"])]
    return Chart(title, options, heads, rows)


def hours_so_far(played: Played, month: int, language: Language) -> Chart:
    """What the hours of one run went to, up to a month."""
    with spoken(language):
        whole = sum(played.hours.values())
        whole = np.where(whole > 0, whole, 1.0)
        parts = []
        for name, (colour, hatch) in HOURS.items():
            share = 100.0 * played.hours[name] / whole
            told: Numbers = [float(f"{x:.3g}") if k <= month else None for k, x in enumerate(share)]
            parts.append((_activity(name), told, colour, hatch))
        return _stacked(say("activities"), say("share of hours"), parts)


def differences(found: Compared, variable: str, title: str, language: Language) -> Chart:
    """What each variant makes of a variable, month by month, with the band of its interval."""
    with spoken(language):
        lines = []
        for variant, tone in zip(found.variants, (BLUE, VERMILION, GREEN), strict=False):
            middle, low, high = found.over_time[variant, variable]
            lines.append((variant, Band(middle, (low, high), (low, high)), tone))
        return _bands(title, say(VARIABLES[variable]), lines, zero=True, marks=True)


def _activity(name: str) -> str:
    return say(ACTIVITIES[name]) if name in ACTIVITIES else say(f"hours: {name}")


def _group_colour(played: Played, k: int) -> str:
    if len(played.groups) > 1:
        for number, group in enumerate(played.groups):
            if k in group:
                return _GROUPS[number % len(_GROUPS)]
    return SKY


def _stacked(title: str, label: str, parts: Sequence[tuple[str, Numbers, str, str]]) -> Chart:
    series = []
    for name, values, colour, hatch in parts:
        one = _line(name, values, colour, 0, area=1.0, decal=hatch[:1])
        one |= {"stack": "all", "step": "end", "lineStyle": {"width": 0.6, "color": INK}}
        one["emphasis"] = {"focus": "series"}
        series.append(one)
    length = max((len(values) for _, values, *_ in parts), default=0)
    options = _axes(length, label, series, most=100)
    rows = [
        [str(month), *(_told(values[month]) for _, values, *_ in parts)]
        for month in _yearly(range(length))
    ]
    names = [name for name, *_ in parts]
    options["legend"]["icon"] = "rect"
    return Chart(title, options, [say("month"), *names], rows, _legend(names))


def _bands(
    title: str,
    label: str,
    lines: Sequence[tuple[str, Band, str]],
    both: bool = False,
    zero: bool = False,
    marks: bool = True,
) -> Chart:
    """Medians with the range of half of the runs around them; `both`: of 80 % too."""
    series: list[Options] = []
    for k, (name, band, tone) in enumerate(lines):
        ranges = [(band.most, 0.14)] if both else []
        for part, ((low, high), opacity) in enumerate([*ranges, (band.half, 0.22)]):
            series += _range(f"{name}{part}", low, high, tone, opacity)
        one = _line(name, band.median, tone, k)
        if marks:
            one |= {"showSymbol": True, "symbol": _MARKS[k % 4], "symbolSize": 7}
            one["showAllSymbol"] = False
        series.append(one)
    length = len(lines[0][1].median) if lines else 0
    options = _axes(length, label, series)
    options["legend"]["data"] = [name for name, *_ in lines]
    if zero and series:
        series[-1]["markLine"] = {
            "silent": True,
            "symbol": "none",
            "label": {"show": False},
            "lineStyle": {"color": INK, "type": "dotted"},
            "data": [{"yAxis": 0}],
        }
    heads = [say("month")]
    for name, *_ in lines:
        heads += [name, f"{say('ranges', shares='50 %')}"]
    rows = []
    for month in _yearly(range(length)):
        row = [str(month)]
        for _, band, _ in lines:
            low, high = band.half
            row += [
                _told(band.median[month], 2),
                f"{_told(low[month], 2)} – {_told(high[month], 2)}",
            ]
        rows.append(row)
    return Chart(title, options, heads, rows, _legend([name for name, *_ in lines]))


def _line(
    name: str, values: Numbers, colour: str, dash: int, area: float = 0.0, decal: str = ""
) -> Options:
    one: Options = {
        "type": "line",
        "name": name,
        "data": values,
        "showSymbol": False,
        "itemStyle": {"color": colour, "decal": _DECALS[decal] | {"color": "rgba(0,0,0,0.45)"}},
        "lineStyle": {"color": colour, "width": 2.4, "type": _DASHES[dash % 4]},
    }
    if area:
        one["areaStyle"] = {
            "color": colour,
            "opacity": area,
            "decal": _DECALS[decal] | {"color": "rgba(0,0,0,0.45)"},
        }
    return one


def _range(name: str, low: Numbers, high: Numbers, colour: str, opacity: float) -> list[Options]:
    """An area from low to high: an invisible line, and what is stacked on it."""
    apart: Numbers = [
        None if a is None or b is None else b - a for a, b in zip(low, high, strict=True)
    ]
    common = {
        "type": "line",
        "stack": name,
        "stackStrategy": "all",
        "showSymbol": False,
        "silent": True,
        "tooltip": {"show": False},
        "lineStyle": {"opacity": 0},
    }
    return [
        common | {"name": f"{name}-", "data": low},
        common
        | {
            "name": f"{name}+",
            "data": apart,
            "areaStyle": {"color": colour, "opacity": opacity},
            "itemStyle": {"color": colour},
        },
    ]


def _axes(length: int, label: str, series: list[Options], most: float | None = None) -> Options:
    """Months across, something up; hover tells all, a drag across zooms."""
    return {
        "animation": False,
        "textStyle": {"fontFamily": _FONT, "color": INK},
        "grid": {
            "left": 8,
            "right": 16,
            "top": 34,
            "bottom": 34 + _legend([one["name"] for one in series if not one.get("silent")]),
            "containLabel": True,
        },
        "legend": {
            "bottom": 0,
            "left": 0,
            "itemGap": 14,
            "itemWidth": 26,
            "itemHeight": 12,
            "textStyle": {"color": INK},
        },
        "tooltip": {"trigger": "axis", "renderMode": "richText", "confine": True},
        "dataZoom": [{"type": "inside", "zoomOnMouseWheel": "ctrl", "moveOnMouseMove": True}],
        "xAxis": {
            "type": "category",
            "data": list(range(length)),
            "name": say("month"),
            "nameLocation": "middle",
            "nameGap": 24,
            "boundaryGap": False,
            "axisLabel": {"interval": max(_YEAR, _YEAR * -(-length // 96)) - 1, "color": INK},
            "nameTextStyle": {"color": INK},
        },
        "yAxis": {
            "type": "value",
            "name": label,
            "max": most,
            "nameTextStyle": {"align": "left", "color": INK},
            "axisLabel": {"color": INK},
        },
        "series": series,
    }


def _legend(names: Sequence[str]) -> int:
    """Height of a legend where a picture is as narrow as it gets."""
    rows, filled = 1, 0.0
    for name in names:
        width = 46 + 6.3 * len(name)
        if filled and filled + width > _NARROW:
            rows, filled = rows + 1, 0.0
        filled += width
    return 8 + 24 * rows if names else 0


def _yearly(months: range) -> list[int]:
    return [month for month in months if month % _YEAR == 0 or month == months[-1]]


def _told(value: float | None, decimals: int = 0) -> str:
    return Voice(spoken_now()).number(np.nan if value is None else value, decimals)
