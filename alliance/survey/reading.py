"""Answers from exports of survey tools: one row a respondent, several of an organisation, several waves.

Kept is what each organisation answers to each item, and how many answered; nothing of any respondent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from alliance.survey import columns
from alliance.survey.columns import Columns
from alliance.survey.dates import Calendar, months, own_months
from alliance.tables.numbers import NumberError, written
from alliance.tables.sheets import Cell, Sheet, cell_at, folded, key_of
from alliance.words.language import Term
from alliance.words.survey import points
from experiments.following.answers import Wave, pooled
from experiments.following.items import ITEMS, POINTS, TIME, share_of_scale
from sim.errors import nearest

APART = 2
"""Months without an answer that part one wave from the next; assumption."""

NEAR_HUNDRED = (90.0, 110.0)
"""Sums of the four shares of time that are taken for 100."""

_POINT = re.compile(r"(\d+)(?:\.0+)?(?:\s*(?:=|[-–—.:)(]|\s).*)?")

Given = tuple[str, str, str | None]
"""Item, member and partner of an answer."""


@dataclass
class Answers:
    """What was read.

    Attributes:
        given: for each month the answers of respondents, by item, member and partner.
        respondents: how many there were in each month, by organisation.
        unread: headings of what was not read.
    """

    given: dict[int, dict[Given, list[float]]] = field(default_factory=dict)
    respondents: dict[int, dict[str, int]] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)

    def waves(self) -> list[Wave]:
        """Answers that were given at about the same time taken together, at their middle month."""
        found: list[Wave] = []
        for ticks in self.rounds():
            whole: dict[Given, list[float]] = {}
            for tick in ticks:
                for key, values in self.given[tick].items():
                    whole.setdefault(key, []).extend(values)
            count = {tick: sum(self.respondents[tick].values()) for tick in ticks}
            found.append(Wave(_middle(count), pooled(whole)))
        return found

    def rounds(self) -> list[list[int]]:
        """The months of each wave."""
        found: list[list[int]] = []
        for tick in sorted(self.given):
            if found and tick - found[-1][-1] < APART:
                found[-1].append(tick)
            else:
                found.append([tick])
        return found


def _middle(count: Mapping[int, int]) -> int:
    """The month in which the middle respondent answered."""
    half = sum(count.values()) / 2.0
    for tick in sorted(count):
        half -= count[tick]
        if half <= 0.0:
            return tick
    return max(count)


def read(sheets: Iterable[Sheet], names: Sequence[str], calendar: Calendar) -> Answers:
    """Read answers; what is wrong is kept in the problems of the sheets.

    Args:
        sheets: of exports, each with its headings.
        names: of all members.
        calendar: of the alliance.
    """
    done = Answers()
    for sheet in sheets:
        with sheet.problems.kept():
            found = columns.read(sheet, names)
            done.unread += [text for text in found.unread if text not in done.unread]
            _answers(sheet, found, names, calendar, done)
    return done


def _answers(
    sheet: Sheet, found: Columns, names: Sequence[str], calendar: Calendar, done: Answers
) -> None:
    known = {key_of(name): name for name in names}
    rows = [row for row in found.rows if any(cell_at(row, c).text for c in found.asks)]
    if not rows:
        sheet.refuse_all("no answers")
    when = found.month if found.month is not None else found.date
    if when is None:
        sheet.refuse_all("dates missing")
    cells = [cell_at(row, when) for row in rows]
    own = found.month is not None
    ticks = (own_months if own else months)(sheet, cells, found.heading(when))
    for row, cell, month in zip(rows, cells, ticks, strict=True):
        if month is None:
            continue
        member = tick = None
        with sheet.problems.kept():
            tick = calendar.tick(sheet, cell, found.heading(when), month, own=own)
        with sheet.problems.kept():
            member = _member(sheet, row, found, known)
        given = _row(sheet, row, found)
        if member is None or tick is None:
            continue
        into = done.given.setdefault(tick, {})
        for (code, partner), value in given.items():
            if partner != member:  # tools make people answer about themselves too
                into.setdefault((code, member, partner), []).append(value)
        count = done.respondents.setdefault(tick, {})
        count[member] = count.get(member, 0) + 1


def _member(
    sheet: Sheet, row: tuple[Cell, ...], found: Columns, known: Mapping[str, str]
) -> str | None:
    if found.organisation is None:
        return None
    cell, heading = cell_at(row, found.organisation), found.heading(found.organisation)
    if cell.missing:
        sheet.refuse(cell, "whose answers", heading)
    if key_of(cell.text) not in known:
        near = nearest(cell.text, known.values())
        sheet.refuse(cell, "no member", heading, text=cell.text[:80], near=near)
    return known[key_of(cell.text)]


def _row(
    sheet: Sheet, row: tuple[Cell, ...], found: Columns
) -> dict[tuple[str, str | None], float]:
    """The answers of a respondent, as shares of the scale."""
    given: dict[tuple[str, str | None], float] = {}
    for column, (code, partner) in found.asks.items():
        cell = cell_at(row, column)
        if cell.missing:
            continue
        with sheet.problems.kept():
            answer = _answer(sheet, cell, code, found.heading(column)[:40])
            given[code, partner] = share_of_scale(ITEMS[code], answer)
    time = [given[code, None] for code in TIME if (code, None) in given]
    if len(time) == len(TIME):
        whole = 100.0 * sum(time)
        if not NEAR_HUNDRED[0] <= whole <= NEAR_HUNDRED[1]:
            with sheet.problems.kept():
                first = next(c for c, ask in found.asks.items() if ask == (TIME[0], None))
                sheet.refuse(cell_at(row, first), "hundred", value=float(round(whole)))
        else:
            for code in TIME:
                given[code, None] *= 100.0 / whole
    return given


def _answer(sheet: Sheet, cell: Cell, code: str, heading: str) -> float:
    """An answer as it was given: a point, a percentage, months.

    Raises:
        ScenarioError: for what is none.
    """
    if ITEMS[code].form == "points":
        return _point(sheet, cell, code, heading)
    percent = ITEMS[code].form == "percent"
    wrong, most = ("no share", 100.0) if percent else ("no months", 600.0)
    try:
        told = written(cell)
    except NumberError:
        sheet.refuse(cell, wrong, heading, text=cell.text[:40])
    if told.kind == "range" and told.others:
        value = 0.5 * (told.values[0] + told.others[0])
    else:
        value = told.values[0]
    if not 0.0 <= value <= most:
        sheet.refuse(cell, wrong, heading, text=cell.text[:40])
    return value


def _point(sheet: Sheet, cell: Cell, code: str, heading: str) -> float:
    scale = points(code)
    if (found := _POINT.fullmatch(cell.text)) and 1 <= int(found[1]) <= POINTS:
        return float(found[1])
    for k, term in enumerate(scale, 1):
        if folded(cell.text) in {folded(term.name), folded(term.dutch)}:
            return float(k)
    allowed: list[Term] = list(scale)
    sheet.refuse(cell, "no point", heading, text=cell.text[:40], most=POINTS, allowed=allowed)
