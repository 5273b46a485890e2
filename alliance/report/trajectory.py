"""The sections on the likely path and on the phases."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from alliance.plots import (
    activities,
    added_value,
    climate,
    conflict_sources,
    fairness,
    money,
    phase_ribbon,
    productivity,
    trust_network,
    waterline,
)
from alliance.plots.productivity import gains
from alliance.plots.states import BROCHURE, LOOKS, states_of
from alliance.report.document import Block, Heading, Section, Table, Text
from alliance.report.findings import Findings, event_of
from alliance.report.pictures import Drawing, drawing
from alliance.summary import FEW, FEWEST, HOURS
from alliance.words.language import Named
from alliance.words.pictures import say as drawn_word
from alliance.words.vocabulary import CONFLICTS, ENDINGS, VARIABLES
from alliance.words.vocabulary import SIGNS as SIGN_WORDS
from alliance.words.voice import Voice, capital
from experiments.advice.courses import NINE
from sim.interventions.nine import ACTIONS
from sim.observers.outcomes import outcomes_of
from sim.observers.paths import YEAR, over_members
from sim.observers.phases import (
    APART,
    BETWEEN,
    CHAFING,
    LEARNING,
    PHASES,
    PRODUCING,
    STAGNATION,
    phase_path,
)
from sim.observers.signs import SIGNS

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes

_SEEN = (CHAFING, LEARNING, PRODUCING, BETWEEN, APART, STAGNATION)
_LATE = 60
"""Last month of a trust network, if there is one: the end of a usual grant."""
_MONTHS = dict(
    zip(_SEEN, ("chafing", "learning", "producing", "between", "apart", "stagnant"), strict=True)
)


def path(f: Findings, say: Voice, draw: Callable[[Drawing], Block]) -> Section:
    """Pictures of what is likely to happen, with their uncertainty.

    Args:
        f: what was found.
        say: words and numbers.
        draw: draws a picture.
    """
    blocks: list[Block] = [Text(say("read", runs=say.number(f.runs)), note=True)]
    if f.runs < FEW:
        blocks.append(Text(say("few", runs=say.number(f.runs))))
    return Section("path", say("path"), [*blocks, *map(draw, _drawings(f, say))])


def _drawings(f: Findings, say: Voice) -> Iterator[Drawing]:
    result, alt = f.result, _Alts(f, say)
    yield drawing(
        lambda ax: phase_ribbon(result, ax), alt.phases(), say("caption phases"), (3.6, 4.2)
    )
    yield drawing(
        lambda ax: activities(result, ax),
        alt.medians(
            "activities", {VARIABLES[f"{name}_hours"]: f"{name}_hours" for name in HOURS}, 1
        ),
        say("caption activities"),
        (3.6, 4.0),
    )
    yield drawing(
        lambda ax: productivity(result, ax),
        alt.medians(
            "productivity",
            {VARIABLES[f"{name}_output"]: f"{name}_output" for name in ("joint", "apart", "own")},
            1,
        ),
        say("caption productivity"),
    )
    yield drawing(lambda ax: added_value(result, ax), alt.gains(), say("caption added value"))
    yield drawing(
        lambda ax: waterline(result, ax),
        alt.medians(
            "waterline", {VARIABLES[name]: name for name in ("tension_open", "tension_hidden")}, 2
        ),
        say("caption waterline"),
    )
    yield drawing(
        lambda ax: conflict_sources(result, ax),
        alt.medians("conflict", {term: name for name, term in CONFLICTS.items()}, 2),
        say("caption conflict"),
        (3.5, 4.0),
    )
    yield drawing(
        lambda ax: fairness(result, ax),
        alt.medians("fairness", {VARIABLES[n]: n for n in ("fair_got", "fair_heard")}, 2),
        say("caption fairness"),
    )
    yield drawing(
        lambda ax: money(result, ax),
        alt.medians("money", {VARIABLES[n]: n for n in ("needed", "asked", "paid")}, 0),
        say("caption money"),
    )
    yield drawing(
        lambda ax: climate(result, ax),
        alt.medians(
            "climate",
            {VARIABLES[name]: name for name in ("trust", "knowledge", "backing", "rift")},
            2,
        ),
        say("caption climate"),
    )
    run = say.number(int(f.dyads.run[0]))
    last = int((np.nan_to_num(f.dyads.active.to_numpy()[0]).sum(1) > 0.0).sum()) - 1
    ends = sorted({0, max(min(_LATE, last), 0)})
    yield drawing(
        lambda ax: trust_network(f.dyads, ax),
        say("alt network", run=run),
        say("caption network"),
        (2.7, 4.8),
        lambda ax: _stacked(f.dyads, ax, ends),
    )


def _stacked(dyads: xr.Dataset, ax: Axes, months: Sequence[int]) -> None:
    """The trust network at some months, under each other where there is no room beside."""
    figure = ax.figure
    for part, month in zip(figure.subplots(len(months), squeeze=False)[:, 0], months, strict=True):
        trust_network(dyads, part, [month])
    ax.remove()


class _Alts:
    """What pictures show, in words, at a few moments."""

    def __init__(self, f: Findings, say: Voice) -> None:
        self._f, self._say = f, say
        last = f.scenario.length - 1
        self._months = sorted({min(12, last), last // 2, last})

    def phases(self) -> str:
        """Shares of runs by phase."""
        states = states_of(self._f.result)
        told = []
        for month in self._months:
            shares = {code: float((states[:, month] == code).mean()) for code in LOOKS}
            told.append(
                (
                    month,
                    [
                        (LOOKS[code].label, self._say.percent(share))
                        for code, share in shares.items()
                        if share > 0.0
                    ],
                )
            )
        return self._told("phases", told)

    def gains(self) -> str:
        """Added value of the last twelve months."""
        gain = gains(self._f.result, YEAR) / 100.0
        word = drawn_word("last twelve months")
        told = []
        for month in self._months:
            middle = _median(gain[:, month])
            told.append(
                (
                    month,
                    [(word, self._say.percent(middle, signed=True))]
                    if not np.isnan(middle)
                    else [],
                )
            )
        return self._told("added value", told)

    def medians(self, title: str, names: dict[Named, str], decimals: int) -> str:
        """Medians of variables."""
        told = []
        for month in self._months:
            pairs = []
            for term, name in names.items():
                values = self._f.paths[name][:, month]
                values = over_members(values) if values.ndim == 2 else values
                if not np.isnan(middle := _median(values)):
                    pairs.append((self._say(term), self._say.number(middle, decimals)))
            told.append((month, pairs))
        return self._told(title, told)

    def _told(self, title: str, moments: list[tuple[int, list[tuple[str, str]]]]) -> str:
        say = self._say
        told = " ".join(
            say(
                "moment",
                month=say.number(month),
                told=", ".join(say("of", what=what, value=value) for what, value in pairs),
            )
            for month, pairs in moments
            if pairs
        )
        return say("alt", what=drawn_word(title), told=told).strip()


def phases(f: Findings, say: Voice) -> Section:
    """How likely each phase is and when it comes, how it ends, and what the brochure says of each.

    Args:
        f: what was found.
        say: words and numbers.
    """
    seen = phase_path(f.paths)
    kept = outcomes_of(f.paths)
    reached = []
    for code in _SEEN:
        event = event_of(seen == code)
        told = say(PHASES[code])
        reached.append(
            [
                say("numbered", number=code, what=capital(told))
                if code in BROCHURE
                else capital(told),
                say.share(event.share),
                say.spread(event.month),
                say.number(float(kept[f"months_{_MONTHS[code]}"].mean()), 1),
            ]
        )
    waited = f.summary.waited
    hours = [
        [capital(say(VARIABLES[f"{name}_hours"])), say.percent(f.summary.hours[name])]
        for name in HOURS
    ]
    ends = [
        [capital(say(term)), say.share(event.share), say.spread(event.month)]
        for term, event in zip(ENDINGS.values(), f.summary.endings, strict=True)
        if event.share.count
    ]
    signs = [
        [
            say("numbered", number=code, what=capital(say(PHASES[code]))),
            "\n".join(say(SIGN_WORDS[sign.code]) for sign in SIGNS if sign.phase == code),
            "\n".join(f"{a} {say(ACTIONS[a])}" for a in NINE if ACTIONS[a].phase == code),
        ]
        for code in (CHAFING, LEARNING, PRODUCING)
    ]
    head = say("share")
    return Section(
        "phases",
        say("phases"),
        [
            Table(
                say("table phases"),
                [say("phase"), head, say("first month"), say("mean months")],
                reached,
            ),
            Text(
                say(
                    "waited",
                    months=say.interval(
                        waited.value, waited.low, waited.high, decimals=0, signed=False
                    ),
                    length=say.number(f.summary.months),
                )
            ),
            Table(say("table hours"), [say("goes to"), say("share of hours")], hours),
            Table(say("table endings"), [say("ending"), head, say("in month")], ends),
            Heading(say("brochure")),
            Text(say("brochure note")),
            Table(say("table brochure"), [say("phase"), say("see"), say("do")], signs, wide=(1, 2)),
        ],
    )


def _median(values: np.ndarray) -> float:
    there = values[~np.isnan(values)]
    return float(np.median(there)) if len(there) >= min(FEWEST, len(values)) else float("nan")
