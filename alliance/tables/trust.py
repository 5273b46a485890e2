"""The sheet of who trusts whom: a square of names, or a list of pairs."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from alliance.tables import headings
from alliance.tables.columns import SHARE, Column, Columns, Reader
from alliance.tables.headings import SCALE_WORDS, Heading
from alliance.tables.notes import note
from alliance.tables.scales import WIDER, Scale, Told, not_known
from alliance.tables.sheets import Cell, Sheet, cell_at, folded, key_of
from sim.errors import ScenarioError, shortened
from sim.scenarios.quantities import Distribution
from sim.scenarios.schema import Start
from sim.scenarios.words import nearest
from sim.vocabulary import VARIABLES, Language, Term

_FROM = Heading("from", Term("from", "van"), Term("", ""), ("who", "wie"))
_TO = Heading("to", Term("to", "naar"), Term("", ""), ("whom", "in whom", "in wie", "trusts whom"))
_TRUST = Heading("trust", VARIABLES["trust"], Term("", ""))
_KNOWLEDGE = Heading("knowledge", VARIABLES["knowledge"], Term("", ""), ("kennis",))
_GRIEVANCE = Heading("grievance", VARIABLES["grievance"], Term("", ""))
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


def trust(
    sheet: Sheet, names: Sequence[str], scale: Scale | None, language: Language = "en"
) -> TrustTable:
    """Read a sheet of trust.

    Args:
        sheet: a square with names down the left (who trusts) and along the top (who is trusted), or
            a list with columns from, to, trust (and knowledge, grievance).
        names: of all members.
        scale: scale of answers when the sheet says no other.
        language: of the sentences about what was assumed.

    Raises:
        ScenarioError: naming the cell that is wrong.
    """
    if not sheet.rows:
        return TrustTable()
    head = sheet.rows[0]
    kinds = [found.heading for cell in head if (found := headings.read(cell.text, _LIST))]
    listed = _FROM in kinds and _TO in kinds
    given, told, scales = (_list if listed else _square)(sheet, names, scale)
    done = TrustTable(scales=scales)
    for pair, values in given.items():
        if values:
            done.pairs.append({"from": pair[0], "to": pair[1], **values})
    count = len(names) * (len(names) - 1)
    if told and len(told) < count:
        usual = Start.model_fields["trust"].default
        assert isinstance(usual, Distribution)
        done.rest = not_known(told, SHARE, usual)
        done.notes.append(_sentence(given, names, done.rest, language))
    return done


_Pairs = dict[tuple[str, str], dict[str, Told]]
_Read = tuple[_Pairs, list[Told], dict[str, tuple[Scale, bool]]]


def _list(sheet: Sheet, names: Sequence[str], scale: Scale | None) -> _Read:
    table = Columns.of(sheet, _LIST, _FROM, scale)
    known = {key_of(name): name for name in names}
    ends = [table.find(_FROM), table.find(_TO)]
    pairs: list[tuple[str, str]] = []
    for row in table.rows:
        one, other = (_named(sheet, cell_at(row, c.cell.column), known, c) for c in ends if c)
        if one == other:
            sheet.refuse(row[0], f"'{one}' toward itself; leave this row out")
        if (one, other) in pairs:
            sheet.refuse(row[0], f"from '{one}' to '{other}' is there already")
        pairs.append((one, other))
    given: _Pairs = {pair: {} for pair in pairs}
    told: list[Told] = []
    for heading in (_TRUST, _KNOWLEDGE, _GRIEVANCE):
        if (column := table.find(heading)) is None:
            continue
        for pair, answer in zip(pairs, table.values(column), strict=True):
            if answer is not None:
                given[pair][heading.key] = answer
                told += [answer] if heading is _TRUST else []
    return given, told, table.told


def _square(sheet: Sheet, names: Sequence[str], scale: Scale | None) -> _Read:
    """A square is read as one long column of answers, so that all have one scale."""
    known = {key_of(name): name for name in names}
    head, *rows = sheet.rows
    # What stands in the corner, such as 'from \\ to', is of no matter.
    across = {cell.column: _named(sheet, cell, known, None) for cell in head if cell.column > 1}
    twice = [name for name in across.values() if list(across.values()).count(name) > 1]
    if twice:
        raise ScenarioError(
            f"{sheet.where}, row {head[0].row}: '{twice[0]}' stands twice along the top"
        )
    if not across:
        raise ScenarioError(
            f"{sheet.where}: neither a square of names nor a list with columns "
            "'from', 'to', 'trust'"
        )
    stated = Cell(None, head[0].row, 1)
    down: dict[str, int] = {}
    cells: dict[tuple[str, str], Cell] = {}
    for row in rows:
        if folded(row[0].text) in SCALE_WORDS and row[0].column == 1:
            stated = row[1] if len(row) > 1 else stated
            continue
        one = _named(sheet, cell_at(row, 1), known, None)
        if one in down:
            sheet.refuse(cell_at(row, 1), f"'{one}' is in row {down[one]} already")
        down[one] = row[0].row
        for cell in row:
            if cell.column == 1:
                continue
            if cell.column not in across:
                sheet.refuse(cell, f"'{cell.text[:40]}' stands below no name")
            other = across[cell.column]
            if one != other:
                cells[one, other] = cell
            elif not cell.missing and cell.text.casefold() not in _NO_ANSWER_TO_ONESELF:
                sheet.refuse(
                    cell,
                    f"{cell.text[:40]} is the trust of '{one}' in itself; leave this cell empty",
                    other,
                )
    corner = Cell(head[0].value, head[0].row, head[0].column)
    reader = Reader(sheet, Column(_TRUST, 0, corner, "", stated), scale)
    answers = reader.read(list(cells.values()), [other for _, other in cells])
    given = {
        pair: {} if told is None else {"trust": told}
        for pair, told in zip(cells, answers, strict=True)
    }
    scales = {_TRUST.term.name: (reader.scale, reader.guessed)} if reader.scale else {}
    return given, [told for told in answers if told is not None], scales


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
        near = nearest(name, known.values())
        hint = f" (did you mean '{near}'?)" if near else ""
        what = f"'{name[:80]}' is no member{hint}" if name else "the name of a member is missing"
        sheet.refuse(cell, what, column.label if column else "")
    return known[key_of(name)]
