"""The sheet of who trusts whom: a square of names, or a list of pairs."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from alliance.tables import headings
from alliance.tables.answers import SHARE, Column, Reader
from alliance.tables.columns import Columns
from alliance.tables.headings import SCALE_WORDS, Heading
from alliance.tables.notes import note
from alliance.tables.scales import WIDER, Scale, Told, not_known
from alliance.tables.sheets import Cell, Sheet, cell_at, folded, key_of
from alliance.words.language import Language, Term
from alliance.words.vocabulary import CONCEPTS, VARIABLES
from sim.errors import nearest, shortened
from sim.scenarios.quantities import Distribution
from sim.scenarios.tables import Start

_FROM = Heading("from", Term("from", "van"), Term("", ""), ("who", "wie"))
_TO = Heading("to", Term("to", "naar"), Term("", ""), ("whom", "in whom", "in wie", "trusts whom"))
_TRUST = Heading("trust", VARIABLES["trust"], Term("", ""))
_KNOWLEDGE = Heading("knowledge", VARIABLES["knowledge"], Term("", ""), ("kennis",))
_GRIEVANCE = Heading("grievance", CONCEPTS["grievance"], Term("", ""))
_LIST = (_FROM, _TO, _TRUST, _KNOWLEDGE, _GRIEVANCE)

_NO_ANSWER_TO_ONESELF = {"x", "*", "/", "\\", "n/a", "#"}


@dataclass
class TrustTable:
    """What a sheet of trust says.

    Attributes:
        pairs: rows for [[pair]].
        rest: trust of the pairs without an answer; None when all have one, or none has.
        notes: what was assumed, in sentences.
        scales: scales that were used.
    """

    pairs: list[dict[str, Any]] = field(default_factory=list)
    rest: dict[str, float] | None = None
    notes: list[str] = field(default_factory=list)
    scales: dict[str, tuple[Scale, bool]] = field(default_factory=dict)


def trust(sheet: Sheet, names: Sequence[str], scale: Scale | None) -> TrustTable:
    """Read a sheet of trust.

    Args:
        sheet: a square with names down the left (who trusts) and along the top (who is trusted), or
            a list with columns from, to, trust (and knowledge, grievance).
        names: of all members.
        scale: scale of answers when the sheet says no other.

    Raises:
        ScenarioError: when it is neither; what is wrong in cells is kept in `sheet.problems`.
    """
    if not sheet.rows:
        return TrustTable()
    head = sheet.rows[0]
    kinds = [found.heading for cell in head if (found := headings.read(cell.text, _LIST))]
    listed = _FROM in kinds and _TO in kinds
    given, told, scales, notes = (_list if listed else _square)(sheet, names, scale)
    done = TrustTable(scales=scales, notes=notes)
    for pair, values in given.items():
        if values:
            done.pairs.append({"from": pair[0], "to": pair[1], **values})
    count = len(names) * (len(names) - 1)
    if told and len(told) < count:
        usual = Start.model_fields["trust"].default
        assert isinstance(usual, Distribution)
        done.rest = not_known(told, SHARE, usual)
        done.notes.append(_sentence(given, names, done.rest, sheet.language))
    return done


_Pairs = dict[tuple[str, str], dict[str, Told]]
_Read = tuple[_Pairs, list[Told], dict[str, tuple[Scale, bool]], list[str]]


def names_in(sheet: Sheet) -> set[str]:
    """The keys of all that a sheet of trust may name: its first row and its first two columns."""
    if not sheet.rows:
        return set()
    cells = [*sheet.rows[0], *(cell for row in sheet.rows[1:] for cell in row if cell.column <= 2)]
    return {key_of(cell.text) for cell in cells}


def _list(sheet: Sheet, names: Sequence[str], scale: Scale | None) -> _Read:
    table = Columns.of(sheet, _LIST, _FROM, scale)
    known = {key_of(name): name for name in names}
    ends = [table.find(_FROM), table.find(_TO)]
    given: _Pairs = {}
    rows: list[tuple[str, str] | None] = []
    for row in table.rows:
        rows.append(None)
        with sheet.problems.kept():
            one, other = (_named(sheet, cell_at(row, c.cell.column), known, c) for c in ends if c)
            if one == other:
                sheet.refuse(row[0], "toward itself", text=one)
            if (one, other) in given:
                sheet.refuse(row[0], "pair twice", text=one, other=other)
            rows[-1] = one, other
            given[one, other] = {}
    told: list[Told] = []
    for heading in (_TRUST, _KNOWLEDGE, _GRIEVANCE):
        if (column := table.find(heading)) is None:
            continue
        for pair, answer in zip(rows, table.values(column), strict=True):
            if answer is not None and pair is not None:
                given[pair][heading.key] = answer
                told += [answer] if heading is _TRUST else []
    return given, told, table.told, []


def _square(sheet: Sheet, names: Sequence[str], scale: Scale | None) -> _Read:
    """A square is read as one long column of answers, so that all have one scale."""
    known = {key_of(name): name for name in names}
    whole, *rows = sheet.rows
    rows = [row for row in rows if _is_scale(row) or _answered(row)]
    about = {cell.column for row in rows if not _is_scale(row) for cell in row if not cell.missing}
    # Names under which nothing is answered say nothing: those of the template, say, left as they were.
    head = tuple(cell for cell in whole if cell.column == 1 or cell.column in about)
    named = {cell.column for cell in whole}
    across = _across(sheet, head, known)
    if max(named) == 1 and not sheet.problems.lines:
        sheet.refuse_all("no trust")
    stated = Cell(None, whole[0].row, 1)
    down: dict[str, int] = {}
    cells: dict[tuple[str, str], Cell] = {}
    for row in rows:
        if _is_scale(row):
            stated = row[1] if len(row) > 1 else stated
            continue
        with sheet.problems.kept():
            one = _named(sheet, cell_at(row, 1), known, None)
            if one in down:
                sheet.refuse(cell_at(row, 1), "down twice", text=one, row=down[one])
            down[one] = row[0].row
            for cell in row:
                if other := across.get(cell.column):
                    cells[one, other] = cell
                elif cell.column > 1 and cell.column not in named:
                    sheet.refuse(cell, "under no name", text=cell.text[:40])
    notes = _oneself(sheet, cells, down)
    corner = Cell(whole[0].value, whole[0].row, whole[0].column)
    label = corner.text if corner.column == 1 else ""
    remark = found.remark if (found := headings.read(label, _LIST)) else _in_brackets(label)
    reader = Reader(sheet, Column(_TRUST, 0, corner, remark, stated), scale)
    answers: list[Told | None] = [None] * len(cells)
    with sheet.problems.kept():
        answers = reader.read(list(cells.values()), [other for _, other in cells])
    given = {
        pair: {} if told is None else {"trust": told}
        for pair, told in zip(cells, answers, strict=True)
    }
    scales = {_TRUST.term.name: (reader.scale, reader.guessed)} if reader.scale else {}
    return given, [told for told in answers if told is not None], scales, notes


def _is_scale(row: tuple[Cell, ...]) -> bool:
    """Whether a row says on which scale it is answered."""
    return row[0].column == 1 and folded(row[0].text) in SCALE_WORDS


def _answered(row: tuple[Cell, ...]) -> bool:
    """Whether a row holds an answer."""
    return any(
        cell.column > 1 and not cell.missing and cell.text.casefold() not in _NO_ANSWER_TO_ONESELF
        for cell in row
    )


def _across(sheet: Sheet, head: tuple[Cell, ...], known: dict[str, str]) -> dict[int, str]:
    """The members along the top, by their column; what stands in the corner is of no matter."""
    across: dict[int, str] = {}
    for cell in head:
        if cell.column == 1:
            continue
        with sheet.problems.kept():
            name = _named(sheet, cell, known, None)
            if name in across.values():
                sheet.refuse(cell, "across twice", text=name)
            across[cell.column] = name
    return across


def _oneself(
    sheet: Sheet, cells: dict[tuple[str, str], Cell], down: Mapping[str, int]
) -> list[str]:
    """Take the diagonal out: filled for all it is a habit, for some it may be a shifted row."""
    filled = {}
    for one in down:
        cell = cells.pop((one, one), None)
        bare = cell is None or cell.missing or cell.text.casefold() in _NO_ANSWER_TO_ONESELF
        if cell is not None and not bare:
            filled[one] = cell
    if len(filled) == len(down) > 0:
        return [note("oneself", sheet.language)]
    for one, cell in filled.items():
        with sheet.problems.kept():
            sheet.refuse(cell, "part of diagonal", one, value=cell.text[:40], text=one)
    return []


def _in_brackets(label: str) -> str:
    return label.partition("(")[2].partition(")")[0].strip()


def _sentence(
    given: _Pairs, names: Sequence[str], rest: Mapping[str, float], language: Language
) -> str:
    count = len(names) * (len(names) - 1)
    known = [pair for pair, values in given.items() if "trust" in values]
    silent = [name for name in names if not any(one == name for one, _ in known)]
    all_of = note("all of", language, names=shortened(", ".join(silent), 1000)) if silent else ""
    return note(
        "trust",
        language,
        missing=count - len(known),
        count=count,
        all_of=all_of,
        mean=rest["mean"],
        sd=rest["sd"],
        wider=WIDER,
    )


def _named(sheet: Sheet, cell: Cell, known: dict[str, str], column: Column | None) -> str:
    """The member that a cell names."""
    name = unicodedata.normalize("NFC", cell.text)
    if key_of(name) not in known:
        heading = column.label if column else ""
        if not name:
            sheet.refuse(cell, "name missing", heading)
        sheet.refuse(cell, "no member", heading, text=name[:80], near=nearest(name, known.values()))
    return known[key_of(name)]
