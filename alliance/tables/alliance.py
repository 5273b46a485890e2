"""The sheet of the alliance: what it is called, its money, its roles; one fact a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from alliance.tables.answers import Column, Reader, no_scale, scale_from
from alliance.tables.columns import nearest_heading
from alliance.tables.fact import Fact
from alliance.tables.facts import FACTS
from alliance.tables.headings import read
from alliance.tables.messages import WORDS
from alliance.tables.notes import note
from alliance.tables.scales import Scale
from alliance.tables.sheets import Cell, Sheet, cell_at, folded, key_of
from alliance.words.language import Term
from alliance.words.vocabulary import ROLES
from sim.errors import nearest

_HEADINGS = tuple(fact.heading for fact in FACTS)
_OF_HEADING = {fact.heading.key: fact for fact in FACTS}
_HEADS = {"what", "wat", "fact", "feit", "key", "onderwerp", "item"}
"""What stands in the first cell of a row of headings, which is passed over."""
GRANT = ("grant", "amount")
"""Where the amount of the grant stands in a scenario."""
_YES = {"yes", "ja", "independent", "onafhankelijk", "true", "waar", "y", "j", "1"}
_NO = {"no", "nee", "none", "geen", "false", "onwaar", "n", "0"}


@dataclass
class AllianceTable:
    """What a sheet of the alliance says.

    Attributes:
        content: tables as in a scenario file.
        scale: scale of answers where nothing else is said.
        trust_scale: that of the sheet of trust.
        scales: scales that were used.
        trust: where the trust of all in all stands, if it is said.
        estimates: answers that are said to be estimates.
    """

    content: dict[str, Any] = field(default_factory=dict)
    scale: Scale | None = None
    trust_scale: Scale | None = None
    scales: dict[str, tuple[Scale, bool]] = field(default_factory=dict)
    trust: Cell | None = None
    estimates: list[str] = field(default_factory=list)


def scales_of(sheet: Sheet) -> tuple[Scale | None, Scale | None]:
    """The scales that a sheet of the alliance declares: of answers, and of trust."""
    found: dict[str, Scale] = {}
    for fact, row in facts_in(sheet):
        cell = cell_at(row, 2)
        if fact.kind == "scale" and not cell.missing:
            with sheet.problems.kept():
                found[fact.path[0]] = scale_from(cell) or no_scale(sheet, cell, row[0].text)
    return found.get("scale"), found.get("trust_scale")


def alliance(sheet: Sheet, names: Sequence[str]) -> AllianceTable:
    """Read a sheet of the alliance.

    Args:
        sheet: first column what, second column the answer; a third is for notes. What is wrong in
            it is kept in `sheet.problems`.
        names: of all members.
    """
    done = AllianceTable()
    done.scale, done.trust_scale = scales_of(sheet)
    # Who has a role comes before what is said of them.
    for fact, row in sorted(facts_in(sheet), key=lambda found: found[0].kind != "role"):
        if not cell_at(row, 2).missing and fact.kind != "scale":
            with sheet.problems.kept():
                _read(sheet, fact, row, names, done)
    grant = done.content.pop("grant", None)
    if grant and "amount" in grant:
        done.content["grant"] = [grant]
    elif grant and not any(
        cell_at(row, 2).text for fact, row in facts_in(sheet) if fact.path == GRANT
    ):
        with sheet.problems.kept():
            sheet.refuse_all("no grant")
    return done


def _read(
    sheet: Sheet, fact: Fact, row: tuple[Cell, ...], names: Sequence[str], done: AllianceTable
) -> None:
    """Put what a row says into the content."""
    cell, label = cell_at(row, 2), row[0].text
    if fact.path == ("start", "trust"):
        done.trust = cell
    value = _value(sheet, fact, cell, label, names, done)
    if value is None and fact.kind != "role":  # wrong, and kept
        return
    if fact.kind == "texts":
        done.content.setdefault(fact.path[0], []).append(value)
    elif fact.kind == "start":
        told = note("month", sheet.language, month=value)
        before = done.content.get("description", "")
        done.content["description"] = f"{before}\n\n{told}" if before else told
    else:
        _put(sheet, done.content, fact, value, row[0])


def facts_in(sheet: Sheet) -> list[tuple[Fact, tuple[Cell, ...]]]:
    """The facts that a sheet of the alliance has rows for, with those rows."""
    found = []
    seen: dict[str, int] = {}
    for row in sheet.rows:
        if folded(row[0].text) in _HEADS:
            continue
        with sheet.problems.kept():
            found.append((_fact_of(sheet, row, seen), row))
    return found


def _fact_of(sheet: Sheet, row: tuple[Cell, ...], seen: dict[str, int]) -> Fact:
    """The fact that a row is about; said once, but for texts of which there may be more."""
    first = row[0]
    if first.column != 1:
        sheet.refuse(first, "not in a", text=first.text[:40])
    one = read(first.text, _HEADINGS)
    if one is None:
        sheet.refuse(
            first,
            "unknown fact",
            text=first.text[:40],
            near=nearest_heading(first.text, _HEADINGS, sheet.language),
        )
    fact = _OF_HEADING[one.heading.key]
    if not cell_at(row, 2).missing:
        if fact.kind != "texts" and fact.heading.key in seen:
            sheet.refuse(first, "said twice", first.text, row=seen[fact.heading.key])
        seen[fact.heading.key] = first.row
    return fact


def _value(
    sheet: Sheet, fact: Fact, cell: Cell, label: str, names: Sequence[str], done: AllianceTable
) -> Any:
    """What a cell says, as it stands in a scenario; None for nobody, or when it is wrong and kept."""
    match fact.kind:
        case "choice":
            return _choice(sheet, fact, cell, label)
        case "member":
            return _member(sheet, cell, label, names, "not a member")
        case "role":
            if folded(cell.text) in _NO:
                return None
            if folded(cell.text) in _YES:
                return {}
            return {"member": _member(sheet, cell, label, names, "not who")}
        case "yes":
            return _yes(sheet, cell, label)
        case "start":
            return f"{cell.value:%Y-%m}" if hasattr(cell.value, "year") else cell.text
        case "number":
            return _number(sheet, fact, cell, label, done)
        case "answer":
            hint = WORDS["scale fact"]
            reader = Reader(sheet, _column(fact, cell, label), done.scale, hint=hint)
            [told] = reader.read([cell], [label])
            if reader.scale is not None:
                done.scales[label] = reader.scale, reader.guessed
            done.estimates += reader.estimates
            return told
        case _ if fact.path == ("title",):
            return cell.text
        case _:  # of a longer text its lines are kept
            return "\n".join(str(cell.value).strip().splitlines())


def _column(fact: Fact, cell: Cell, label: str) -> Column:
    found = read(label, _HEADINGS)
    remark = found.remark if found else ""
    return Column(fact.heading, 0, Cell(label, cell.row, 1), remark, Cell(None, cell.row, 1))


def _number(
    sheet: Sheet, fact: Fact, cell: Cell, label: str, done: AllianceTable
) -> float | int | None:
    assert fact.number is not None
    reader = Reader(sheet, _column(fact, cell, label), None, fact.number)
    [told] = reader.read([cell], [label])
    done.estimates += reader.estimates
    if told is None:
        return None
    if isinstance(told, dict):
        sheet.refuse(cell, "no range", label, number=fact.number)
    if not fact.number.whole:
        return told
    if not told.is_integer():
        sheet.refuse(cell, "not allowed", label, value=told, number=fact.number)
    return int(told)


def _choice(sheet: Sheet, fact: Fact, cell: Cell, label: str) -> str:
    for key, term in fact.choices.items():
        if folded(cell.text) in {folded(key), folded(term.name), folded(term.dutch)}:
            return key
    words = [word for key, term in fact.choices.items() for word in {key, term.name, term.dutch}]
    allowed = list(fact.choices.values())
    near = nearest(cell.text, words)
    sheet.refuse(cell, "no choice", label, text=cell.text[:40], allowed=allowed, near=near)


def _yes(sheet: Sheet, cell: Cell, label: str) -> bool:
    if folded(cell.text) in _YES | _NO:
        return folded(cell.text) in _YES
    allowed = [Term("yes", "ja"), Term("no", "nee")]
    sheet.refuse(cell, "no choice", label, text=cell.text[:40], allowed=allowed)


def _member(sheet: Sheet, cell: Cell, label: str, names: Sequence[str], wrong: str) -> str:
    known = {key_of(name): name for name in names}
    if key_of(cell.text) in known:
        return known[key_of(cell.text)]
    sheet.refuse(cell, wrong, label, text=cell.text[:80], near=nearest(cell.text, names))


def _put(sheet: Sheet, content: dict[str, Any], fact: Fact, value: Any, cell: Cell) -> None:
    """Put a value where it belongs; details of a role need somebody in it."""
    if fact.kind == "role":
        if value is not None:
            content.setdefault("roles", {})[fact.path[1]] = value
        return
    *way, last = fact.path
    table = content
    for key in way:
        if fact.path[0] == "roles" and key in ("coordinator", "facilitator") and key not in table:
            sheet.refuse(cell, "nobody", cell.text, role=ROLES[key])
        table = table.setdefault(key, {})
    table[last] = value
