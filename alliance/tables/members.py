"""The sheet of members: one row each, as rows of [[member]] and [[joiner]]."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from alliance.tables.answers import Column
from alliance.tables.columns import Columns
from alliance.tables.headings import COLUMNS, GROUP, JOINS, NAME, SEAT, SEATS, Heading
from alliance.tables.messages import figure
from alliance.tables.notes import note
from alliance.tables.scales import WIDER, Scale, Told, not_known, together
from alliance.tables.sheets import Cell, Sheet, cell_at, folded, key_of
from alliance.words.language import Language, Term, in_language
from sim.errors import shortened
from sim.scenarios.part import FEWEST, LONGEST, MOST
from sim.scenarios.people import MEMBER_FIELDS, Members
from sim.scenarios.quantities import Distribution, Number

_NO_MEMBERS = {
    "total",
    "totaal",
    "sum",
    "som",
    "average",
    "gemiddelde",
    "mean",
    "totals",
    "totalen",
    "grand total",
    "eindtotaal",
    "subtotal",
    "subtotaal",
    "median",
    "mediaan",
    "count",
    "aantal",
    "minimum",
    "maximum",
}
"""Names of rows that people add below a table."""

_OF_TEMPLATE = re.compile(r"(?:Member|Lid) \d+").fullmatch
"""Names that a template gives to rows that wait for a member."""


@dataclass
class MemberTable:
    """What a sheet of members says.

    Attributes:
        members: rows for [[member]].
        joiners: rows for [[joiner]].
        structure: who is in the core and who in the ring, for [structure].
        notes: what was assumed, in sentences.
        scales: scales that were used, each with the columns on it.
    """

    members: list[dict[str, Any]] = field(default_factory=list)
    joiners: list[dict[str, Any]] = field(default_factory=list)
    structure: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    scales: dict[str, tuple[Scale, bool]] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """All names, members of the start first."""
        return [row["name"] for row in (*self.members, *self.joiners)]


@dataclass
class _Organisation:
    """One organisation: its name, and the rows that are about it, one a respondent."""

    name: str
    rows: list[int]


def members(sheet: Sheet, scale: Scale | None, known: Collection[str] = ()) -> MemberTable:
    """Read a sheet of members.

    Args:
        sheet: the sheet; what is wrong in it is kept in `sheet.problems`.
        scale: scale of answers in columns for which no other is said.
        known: names that other sheets hold for members, by their key.

    Raises:
        ScenarioError: when it has no column of names.
    """
    table = Columns.of(sheet, COLUMNS, NAME, scale)
    organisations = _organisations(table, known)
    language = sheet.language
    rows: list[dict[str, Any]] = [{"name": one.name} for one in organisations]
    for row, one in zip(rows, organisations, strict=True):
        if group := _only(table, one, GROUP):
            row["group"] = group
    done = MemberTable(structure=_structure(table, organisations, rows))
    left_out: list[str] = []
    silent: dict[str, list[str]] = {}
    for heading in COLUMNS:
        if heading.key not in MEMBER_FIELDS:
            continue
        there = [column for column in table.columns if column.heading is heading]
        answers = [
            (column, _each(organisations, table.values(column, heading.number))) for column in there
        ]
        if not any(_any(given) for _, given in answers):
            left_out.append(in_language(heading.term, language))
            continue
        for names, what in _fill(rows, heading, answers, language):
            silent.setdefault(names, []).append(what)
        there_too = {column.component for column, given in answers if _any(given)}
        if 0 not in there_too:
            left_out += [
                f"{in_language(heading.term, language)} {k}"
                for k in range(1, heading.size + 1)
                if k not in there_too
            ]
    for row, tick in zip(rows, _ticks(table, organisations), strict=True):
        (done.joiners if tick else done.members).append(row | ({"tick": tick} if tick else {}))
    if len(done.members) < FEWEST or len(rows) > MOST:
        with sheet.problems.kept():
            sheet.refuse_all(
                "count", start=len(done.members), all=len(rows), fewest=FEWEST, most=MOST
            )
    done.notes += _notes(table, organisations, silent, left_out)
    done.scales = table.told
    return done


def _notes(
    table: Columns,
    organisations: Sequence[_Organisation],
    silent: Mapping[str, Sequence[str]],
    left_out: Sequence[str],
) -> Iterator[str]:
    """What was assumed, in sentences."""
    language = table.sheet.language
    if several := [one for one in organisations if len(one.rows) > 1]:
        who = ", ".join(f"{one.name} ({len(one.rows)})" for one in several)
        yield note("respondents", language, who=who)
    for who in _listed(silent):
        yield note("silent", language, wider=WIDER, who=who)
    if left_out:
        yield note("left out", language, what=", ".join(left_out))
    if table.estimates:
        yield note("estimates", language, what=", ".join(table.estimates))
    if table.fractions:
        yield note("fractions", language, what=", ".join(table.fractions))
    if table.passed_over:
        yield note("passed over", language, what=", ".join(table.passed_over))


def _organisations(table: Columns, known: Collection[str]) -> list[_Organisation]:
    """The organisations in the order of their first rows."""
    column = table.find(NAME)
    assert column is not None  # the row of headings is known by it
    found: dict[str, _Organisation] = {}
    answered = False
    for k, row in enumerate(table.rows):
        cell = cell_at(row, column.cell.column)
        name = unicodedata.normalize("NFC", cell.text)
        where = Cell(None, row[0].row, column.cell.column)
        silent = len(row) == 1
        with table.sheet.problems.kept():
            if not name:
                table.sheet.refuse(where, "nameless", column.label)
            if folded(name) in _NO_MEMBERS:
                table.sheet.refuse(where, "no such member", column.label, text=name)
            if len(name) > 80:
                table.sheet.refuse(where, "long name", column.label)
            if silent and answered and key_of(name) not in known and not _OF_TEMPLATE(name):
                table.sheet.refuse(where, "silent name", column.label, text=name)
            found.setdefault(key_of(name), _Organisation(name, [])).rows.append(k)
        answered = answered or not silent
    return list(found.values())


def _each(
    organisations: Sequence[_Organisation], answers: Sequence[Told | None]
) -> list[Told | None]:
    """What each organisation says, all its respondents together."""
    told: list[Told | None] = []
    for one in organisations:
        given = [answer for k in one.rows if (answer := answers[k]) is not None]
        told.append(together(given) if given else None)
    return told


def _structure(
    table: Columns, organisations: Sequence[_Organisation], rows: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Who sits where, as [structure] says it: who names working groups has them."""
    found: dict[str, Any] = {}
    column = table.find(SEAT)
    for one in organisations:
        told = _only(table, one, SEAT)
        if not told:
            continue
        assert column is not None
        key = next((k for k, term in SEATS.items() if folded(told) in _names(k, term)), None)
        if key is not None:
            found.setdefault(key, []).append(one.name)
            continue
        with table.sheet.problems.kept():
            cell = cell_at(table.rows[one.rows[0]], column.cell.column)
            allowed = list(SEATS.values())
            table.sheet.refuse(cell, "no choice", column.label, text=told[:40], allowed=allowed)
    return ({"groups": "given"} if any("group" in row for row in rows) else {}) | found


def _names(key: str, term: Term) -> set[str]:
    return {folded(key), folded(term.name), folded(term.dutch)}


def _only(table: Columns, one: _Organisation, heading: Heading) -> str:
    """The text that the rows of an organisation have under a heading, which must be one."""
    column = table.find(heading)
    said_in: dict[str, Cell] = {}
    for k in one.rows:
        cell = cell_at(table.rows[k], column.cell.column) if column else Cell(None, 0, 0)
        if cell.text:
            said_in.setdefault(cell.text, cell)
    if column is not None and len(said_in) > 1:
        first, second, *_ = said_in.values()
        with table.sheet.problems.kept():
            table.sheet.refuse(
                second,
                "two groups",
                column.label,
                text=second.text,
                row=first.row,
                other=first.text,
            )
    return next(iter(said_in), "")


def _ticks(table: Columns, organisations: Sequence[_Organisation]) -> list[int]:
    """The month in which each organisation joins; 0 for members from the start."""
    column = table.find(JOINS)
    if column is None:
        return [0] * len(organisations)
    bounds = Number(0, LONGEST - 1, "months", whole=True)
    answers = table.values(column, bounds)
    ticks = []
    for one in organisations:
        told = [answer for k in one.rows if (answer := answers[k]) is not None]
        first = told[0] if told else 0.0
        if isinstance(first, dict) or not first.is_integer() or any(t != first for t in told):
            with table.sheet.problems.kept():
                cell = cell_at(table.rows[one.rows[0]], column.cell.column)
                table.sheet.refuse(cell, "not whole", column.label, number=bounds)
            first = 0.0
        ticks.append(int(first))
    return ticks


def _fill(
    rows: list[dict[str, Any]],
    heading: Heading,
    answers: Sequence[tuple[Column, list[Told | None]]],
    language: Language,
) -> Iterator[tuple[str, str]]:
    """Put a quantity into the rows of members; who did not answer, and what is drawn instead."""
    number = heading.number
    usual = Members.model_fields[heading.key].default
    assert number is not None
    assert isinstance(usual, Distribution)
    for column, given in answers:
        known = [answer for answer in given if answer is not None]
        told: list[Told | None] = list(given)
        silent = [k for k, answer in enumerate(given) if answer is None]
        if known and silent:
            spread = not_known(known, number, usual)
            told = [spread if answer is None else answer for answer in given]
            names = ", ".join(rows[k]["name"] for k in silent)
            yield names, f"{column.label} ({_around(spread, column.heading, language)})"
        for row, answer in zip(rows, told, strict=True):
            if answer is None:
                continue
            if column.component:
                # Components that the table does not have are drawn as in a typical alliance.
                typical = usual.model_dump(exclude_none=True)
                parts = row.setdefault(heading.key, [typical] * number.size)
                parts[column.component - 1] = answer
            else:
                row[heading.key] = answer


def _any(given: Sequence[Told | None]) -> bool:
    return any(answer is not None for answer in given)


def _around(spread: Mapping[str, float], heading: Heading, language: Language) -> str:
    unit = f" {in_language(heading.unit_told, language)}" if heading.unit_told else ""
    return f"{figure(spread['mean'], language)} ± {figure(spread['sd'], language)}{unit}"


def _listed(silent: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Who did not answer what, in lists that are not too long for a sentence in a scenario."""
    told = ""
    for names, what in silent.items():
        part = f"{shortened(names, 300)}: {shortened(', '.join(what), 1100)}"
        if told and len(told) + len(part) > 1450:
            yield told
            told = ""
        told += f"; {part}" if told else part
    if told:
        yield told
