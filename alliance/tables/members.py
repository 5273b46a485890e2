"""The sheet of members: one row each, as rows of [[member]] and [[joiner]]."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from alliance.tables.columns import Column, Columns
from alliance.tables.headings import COLUMNS, GROUP, JOINS, NAME, Heading
from alliance.tables.notes import figure, language_of, note
from alliance.tables.scales import WIDER, Scale, Told, not_known
from alliance.tables.sheets import Cell, Sheet, cell_at, folded, key_of
from sim.errors import ScenarioError, shortened
from sim.scenarios.checks import FEWEST, MOST
from sim.scenarios.quantities import Distribution, Number
from sim.scenarios.schema import LONGEST, MEMBER_FIELDS, Members
from sim.vocabulary import Language, said

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
}
"""Names of rows that people add below a table."""


@dataclass
class MemberTable:
    """What a sheet of members says.

    Attributes:
        members: rows for [[member]].
        joiners: rows for [[joiner]].
        notes: what was assumed, in sentences.
        language: that of the headings.
        scales: scales that were used, each with the columns on it.
    """

    members: list[dict[str, Any]] = field(default_factory=list)
    joiners: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    language: Language = "en"
    scales: dict[str, tuple[Scale, bool]] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """All names, members of the start first."""
        return [row["name"] for row in (*self.members, *self.joiners)]


def members(sheet: Sheet, scale: Scale | None) -> MemberTable:
    """Read a sheet of members.

    Args:
        sheet: the sheet.
        scale: scale of answers in columns for which no other is said.

    Raises:
        ScenarioError: naming the cell that is wrong.
    """
    table = Columns.of(sheet, COLUMNS, NAME, scale)
    rows = [{"name": name} for name in _names(table)]
    for row, cells in zip(rows, table.rows, strict=True):
        if group := table.text(cells, GROUP):
            row["group"] = group
    language = language_of((column.bare, column.heading) for column in table.columns)
    done = MemberTable(language=language)
    left_out: list[str] = []
    silent: dict[str, list[str]] = {}
    for heading in COLUMNS:
        if heading.key not in MEMBER_FIELDS:
            continue
        there = [column for column in table.columns if column.heading is heading]
        answers = [(column, table.values(column, heading.number)) for column in there]
        if not any(_any(given) for _, given in answers):
            left_out.append(said(heading.term, language))
            continue
        for names, what in _fill(rows, heading, answers, language):
            silent.setdefault(names, []).append(what)
        there_too = {column.component for column, given in answers if _any(given)}
        if 0 not in there_too:
            left_out += [
                f"{said(heading.term, language)} {k}"
                for k in range(1, heading.size + 1)
                if k not in there_too
            ]
    done.notes += [note("silent", language, wider=WIDER, who=who) for who in _listed(silent)]
    if left_out:
        done.notes.append(note("left out", language, what=", ".join(left_out)))
    for row, tick in zip(rows, _ticks(table), strict=True):
        (done.joiners if tick else done.members).append(row | ({"tick": tick} if tick else {}))
    if len(done.members) < FEWEST or len(rows) > MOST:
        raise ScenarioError(
            f"{sheet.where}: {len(done.members)} members at the start and {len(rows)} "
            f"in all is not allowed: from {FEWEST} at the start to {MOST} in "
            "all"
        )
    done.scales = table.told
    return done


def _names(table: Columns) -> Iterator[str]:
    column = table.find(NAME)
    assert column is not None  # the row of headings is known by it
    seen: dict[str, int] = {}
    for row in table.rows:
        cell = cell_at(row, column.cell.column)
        name = unicodedata.normalize("NFC", cell.text)
        where = Cell(None, row[0].row, column.cell.column)
        if not name:
            table.sheet.refuse(where, "a row of answers without a name", column.label)
        if folded(name) in _NO_MEMBERS:
            table.sheet.refuse(where, f"'{name}' is no member; leave such a row out", column.label)
        if len(name) > 80:
            table.sheet.refuse(where, "a name of more than 80 characters", column.label)
        key = key_of(name)
        if key in seen:
            table.sheet.refuse(where, f"'{name}' is in row {seen[key]} already", column.label)
        seen[key] = row[0].row
        yield name


def _ticks(table: Columns) -> list[int]:
    """The month in which each row joins; 0 for members from the start."""
    column = table.find(JOINS)
    if column is None:
        return [0] * len(table.rows)
    ticks = []
    bounds = Number(0, LONGEST - 1, "months", whole=True)
    for row, told in zip(table.rows, table.values(column, bounds), strict=True):
        if told is not None and (isinstance(told, dict) or not told.is_integer()):
            cell = cell_at(row, column.cell.column)
            table.sheet.refuse(cell, f"not allowed: {bounds.allowed}", column.label)
        ticks.append(int(told) if isinstance(told, float) else 0)
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
    unit = f" {said(heading.unit_told, language)}" if heading.unit_told else ""
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
