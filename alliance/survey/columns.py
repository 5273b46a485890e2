"""What the columns of an export ask: by the code or the words of the question, whatever tool it comes from.

Tools write headings in their own ways: the question alone (Google Forms; of a grid 'question [row]'), the
question and on a second row what it is about (SurveyMonkey), codes and below them the questions and a row
of JSON (Qualtrics), 'question.row' (Microsoft Forms), 'code[row]' (LimeSurvey).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from alliance.tables.sheets import Cell, Sheet, folded, key_of, letters
from alliance.words.survey import QUESTIONS, WORDS
from experiments.following.items import ITEMS
from sim.errors import nearest

_CODE = re.compile(r"\W*([A-Da-d]\d{1,2})(?![\w])")
_HEAD_ROWS = 4
"""Rows in which headings are looked for."""

_ORGANISATION = {
    "organisation",
    "organization",
    "organisatie",
    "member",
    "lid",
    "partner organisation",
}
_MONTH = {"month", "maand", "month of the alliance", "maand van de alliantie"}
_DATES = (
    "date",
    "datum",
    "completion time",
    "voltooiingstijd",
    "tijd van voltooien",
    "end date",
    "einddatum",
    "enddate",
    "date submitted",
    "submitdate",
    "datum ingestuurd",
    "datum voltooid",
    "recorded date",
    "recordeddate",
    "timestamp",
    "tijdstempel",
    "submitted at",
    "start time",
    "begintijd",
    "start date",
    "startdate",
)
"""Headings of dates, the likeliest first."""


@dataclass
class Columns:
    """The columns of an export.

    Attributes:
        asks: the item of each column that asks one, and the partner it is about.
        organisation, date, month: columns of who answers and when; None where there is none.
        rows: the rows of answers.
        unread: headings of what was not read, and so is not kept.
        heads: the cell that heads each column.
    """

    asks: dict[int, tuple[str, str | None]] = field(default_factory=dict)
    organisation: int | None = None
    date: int | None = None
    month: int | None = None
    rows: tuple[tuple[Cell, ...], ...] = ()
    unread: list[str] = field(default_factory=list)
    heads: dict[int, Cell] = field(default_factory=dict)

    def heading(self, column: int) -> str:
        """What heads a column."""
        return self.heads[column].text if column in self.heads else ""


def read(sheet: Sheet, names: Sequence[str]) -> Columns:
    """Understand the columns of an export.

    Args:
        sheet: its rows; what is wrong is kept in its problems.
        names: of the members.

    Raises:
        ScenarioError: when it asks no question of the survey.
    """
    first = _first(sheet)
    head = {cell.column: cell for cell in sheet.rows[first]} if sheet.rows else {}
    known = {key_of(name): name for name in names}
    rows = list(sheet.rows[first + 1 :])
    below: dict[int, str] = {}
    if rows and _is_second(rows[0], head, known):
        below = {
            cell.column: cell.text
            for cell in rows.pop(0)
            if key_of(cell.text) in known or code_of(cell.text)
        }
    while rows and any(cell.text.startswith('{"ImportId"') for cell in rows[0]):
        rows.pop(0)
    done = Columns(rows=tuple(rows))
    dates: dict[int, int] = {}
    above = ""
    for column in range(1, max([*head, *below], default=0) + 1):
        cell = head.get(column, Cell(None, sheet.rows[first][0].row, column))
        above = cell.text or above  # SurveyMonkey writes a question once over all its columns
        text = f"{above} [{below[column]}]" if below.get(column) else cell.text
        if not text or text.startswith("#"):
            continue
        done.heads[column] = cell if cell.text else Cell(text, cell.row, column)
        with sheet.problems.kept():
            _one(sheet, done, dates, column, text, known)
    if not done.asks and not sheet.problems.lines:
        sheet.refuse_all("no questions")
    if dates:
        done.date = min(dates, key=lambda column: dates[column])
    if done.organisation is None and done.asks:
        with sheet.problems.kept():
            sheet.refuse_all("organisation missing")
    return done


def _one(
    sheet: Sheet,
    done: Columns,
    dates: dict[int, int],
    column: int,
    text: str,
    known: Mapping[str, str],
) -> None:
    """Understand one column."""
    cell, told = done.heads[column], folded(text)
    if told in _ORGANISATION or any(
        told.endswith(folded(term))
        for term in (WORDS["organisation"].name, WORDS["organisation"].dutch)
    ):
        done.organisation = column
        return
    if told in _MONTH:
        done.month = column
        return
    if told in _DATES:
        dates[column] = _DATES.index(told)
        return
    found = code_of(text)
    if found is None:
        if _CODE.match(text):
            sheet.refuse(cell, "unknown code", text=text[:40], near=nearest(text[:4], ITEMS))
        done.unread.append(text[:40])
        return
    code, rest = found
    partner = None
    if ITEMS[code].about == "partner":
        partner = _named(rest, known)
        if partner is None:
            near = nearest(rest.strip(" []().:-"), known.values())
            example = next(iter(known.values()), "")
            sheet.refuse(cell, "partner missing", text[:40], near=near, example=example)
    for other, ask in done.asks.items():
        if ask == (code, partner):
            sheet.refuse(cell, "asked twice", text[:40], column=letters(other))
    done.asks[column] = code, partner


def code_of(text: str) -> tuple[str, str] | None:
    """The item that a heading asks, and what else the heading says; None when it asks none.

    >>> code_of("B1. How far can you rely on this partner [Akvo]")[0], code_of("E-mail")
    ('B1', None)
    """
    if (found := _CODE.match(text)) and found[1].upper() in ITEMS:
        return found[1].upper(), text[found.end() :]
    told = folded(text)
    for code, term in QUESTIONS.items():
        for ask in (folded(term.name), folded(term.dutch)):
            if told.startswith(ask):
                return code, told.removeprefix(ask)
            if told.endswith(ask):  # Microsoft Forms may put the row first
                return code, told.removesuffix(ask)
    return None


def _named(rest: str, known: Mapping[str, str]) -> str | None:
    """The member that the rest of a heading names; of several the longest."""
    told = f" {key_of(rest)} "
    found = [key for key in known if f" {key} " in told]
    return known[max(found, key=len)] if found else None


def _first(sheet: Sheet) -> int:
    """The row of headings: the first of those that ask most questions."""
    counts = [
        sum(code_of(cell.text) is not None for cell in row) for row in sheet.rows[:_HEAD_ROWS]
    ]
    return max(range(len(counts)), key=lambda k: counts[k]) if counts else 0


def _is_second(row: tuple[Cell, ...], head: Mapping[int, Cell], known: Mapping[str, str]) -> bool:
    """Whether a row below the headings says what each is about, or asks in words what they say in codes."""
    named = [
        cell
        for cell in row
        if key_of(cell.text) in known and code_of(head.get(cell.column, cell).text)
    ]
    named += [cell for cell in row if key_of(cell.text) in known and cell.column not in head]
    asks = [cell for cell in row if code_of(cell.text) is not None]
    return len(named) > 1 or len(asks) > 1
