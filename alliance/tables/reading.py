"""From the sheets of a member table to a scenario that says what it assumed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NoReturn

from alliance.tables.alliance import AllianceTable, alliance, scales_of
from alliance.tables.csv_file import is_old, read_csv
from alliance.tables.example import left_in_alliance, left_in_members
from alliance.tables.facts import FACTS
from alliance.tables.headings import COLUMNS, bare, read
from alliance.tables.members import MemberTable, members
from alliance.tables.messages import message
from alliance.tables.notes import language_of, note
from alliance.tables.scales import PERCENT, RANKS_3, RANKS_5, Scale
from alliance.tables.sheets import Problems, Sheet, folded
from alliance.tables.trust import TrustTable, names_in, trust
from alliance.words.language import Language, Term, in_language
from alliance.words.vocabulary import VARIABLES
from sim.errors import ScenarioError, nearest, shortened
from sim.scenarios.schema import Scenario

_ENDS = {
    3: (Term("low", "laag"), Term("high", "hoog")),
    5: (Term("very low", "zeer laag"), Term("very high", "zeer hoog")),
}

PARTS = ("trust", "alliance")
"""What may stand beside a CSV file of members, as NAME-trust.csv and NAME-alliance.csv."""

SHEETS: dict[str, set[str]] = {
    "members": {"members", "leden", "member", "lid"},
    "trust": {"trust", "vertrouwen"},
    "alliance": {"alliance", "alliantie"},
    "read me": {"read me", "readme", "lees mij", "leesmij", "uitleg", "explanation"},
}
"""Sheets by their names in English and Dutch, folded; also files beside a CSV file."""

MEANWHILE: dict[str, set[str]] = {
    "answers": {"answers", "antwoorden", "survey", "enquête", "enquete"},
    "events": {"events", "gebeurtenissen"},
    "questions": {"questions", "vragen"},
}
"""Sheets and files that tell of the alliance's course and not of the alliance; see `alliance.survey`."""


def from_csv(content: bytes, where: str, beside: Mapping[str, tuple[bytes, str]]) -> Scenario:
    """The scenario of a member table in CSV.

    Args:
        content: the file of members.
        where: what to call it in an error.
        beside: those of `PARTS` that stand beside it, each with what to call it.

    Raises:
        ScenarioError: what is wrong, a line each, in which row and column.
    """
    files = {"members": (content, where), **beside}
    sheets = _together({part: read_csv(*given) for part, given in files.items()})
    language = sheets["members"].language
    others = ", ".join(Path(given[1]).name for given in beside.values())
    key = "read beside" if others else "read"
    told = [note(key, language, file=Path(where).name, others=others)]
    told += [
        note("old encoding", language, file=Path(name).name)
        for given, name in files.values()
        if is_old(given)
    ]
    return _scenario(sheets, where, told)


def from_workbook(found: Mapping[str, Sheet], where: str, shows: bool = True) -> Scenario:
    """The scenario of a member table in a workbook.

    Args:
        found: its sheets by their name.
        where: what to call it in an error.
        shows: whether its cells say how a number is shown.

    Raises:
        ScenarioError: what is wrong, a line each, in which sheet, row and column.
    """
    language = language_in(found.values())
    kinds = _kinds(found, where, language)
    unknown = [
        name
        for name in found
        if name not in kinds.values() and kind_of_sheet(name) not in MEANWHILE
    ]
    for name in unknown:
        near = nearest(name, [word for words in SHEETS.values() for word in words])
        if near and found[name].rows and not found[name].hidden and not _begins(name):
            wrong = message("unknown sheet", language, text=shortened(name, 40), near=near)
            raise ScenarioError(f"{where}: {wrong}")
    sheets = _together({kind: found[name] for kind, name in kinds.items()})
    language = sheets["members"].language
    read = [name for name in found if name in kinds.values() and kinds.get("read me") != name]
    told = note("read sheets", language, file=Path(where).name, sheets=", ".join(read))
    if unread := [name for name in unknown if found[name].rows]:
        told += " " + note("not read", language, sheets=", ".join(unread))
    if hidden := [name for name in unknown if found[name].hidden]:
        told += " " + note("hidden sheets", language, sheets=", ".join(hidden))
    told += "" if shows else " " + note("unseen formats", language)
    notes = [told]
    for name in read:
        there = {row[0].row for row in found[name].rows} & found[name].hidden_rows
        if there:
            rows = ", ".join(str(row) for row in sorted(there))
            notes.append(note("hidden rows", language, sheet=name, rows=rows))
    return _scenario(sheets, where, notes)


def _kinds(found: Mapping[str, Sheet], where: str, language: Language) -> dict[str, str]:
    """Which sheet is which, by their names; one sheet alone is that of members."""
    kinds: dict[str, str] = {}

    def refuse(key: str, **values: object) -> NoReturn:
        raise ScenarioError(f"{where}: {message(key, language, **values)}")

    for exactly in (True, False):  # 'leden 2026' is that of members when no other is called so
        taken = set(kinds)
        for name, sheet in found.items():
            kind = next((kind for kind, names in SHEETS.items() if folded(name) in names), None)
            kind = kind if exactly else _begins(name)
            if kind is None or kind in taken or name in kinds.values():
                continue
            if sheet.hidden:
                if exactly and sheet.rows and kind != "read me":
                    refuse("hidden sheet", text=name)
                continue
            if kind in kinds:
                refuse("two sheets", text=kind, other=name)
            kinds[kind] = name
    if "members" not in kinds:
        rest = [
            name
            for name in found
            if name not in kinds.values()
            and not found[name].hidden
            and kind_of_sheet(name) not in MEANWHILE
        ]
        if (len(found) > 1 and len(rest) != 1) or not rest:
            refuse("no members", names=list(found)[:10])
        if len(found) > 1 and kinds.keys() <= {"read me"} and len(rest) != 1:
            refuse("no members", names=list(found)[:10])
        kinds["members"] = rest[0]
    return kinds


def kind_of_sheet(name: str) -> str | None:
    """The kind of a sheet or of a file beside a table, one of `SHEETS` or `MEANWHILE`, by its name."""
    first = folded(name).partition(" ")[0]
    other = next((kind for kind, names in MEANWHILE.items() if first in names), None)
    return other or _begins(name)


def _begins(name: str) -> str | None:
    """The kind of sheet that a name begins with, such as 'leden 2026'."""
    first = folded(name).partition(" ")[0]
    return next((kind for kind, names in SHEETS.items() if first in names), None)


def _together(sheets: Mapping[str, Sheet]) -> dict[str, Sheet]:
    """Sheets of one table: with one language, and all that is wrong in one list."""
    problems, language = Problems(), language_in(sheets.values())
    return {part: sheet.among(problems, language) for part, sheet in sheets.items()}


def language_in(sheets: Iterable[Sheet]) -> Language:
    """The language of the headings in some sheets."""
    known = (*COLUMNS, *(fact.heading for fact in FACTS))
    cells = [cell for sheet in sheets for row in sheet.rows[:60] for cell in row[:60]]
    return language_of(
        (bare(cell.text), found.heading)
        for cell in cells
        if isinstance(cell.value, str) and (found := read(cell.text, known))
    )


def _scenario(sheets: Mapping[str, Sheet], where: str, told: list[str]) -> Scenario:
    main = sheets["members"]
    language, problems = main.language, main.problems
    for sheet in sheets.values():
        for cell in (cell for row in sheet.rows for cell in row if cell.fault):
            with problems.kept():
                sheet.refuse(cell, cell.fault, text=cell.text)
    facts, trusted, table = AllianceTable(), TrustTable(), MemberTable()
    scale = trust_scale = None
    if "alliance" in sheets:
        # What is wrong with the scales is told in its turn.
        scale, trust_scale = scales_of(sheets["alliance"].among(Problems(), language))
    notes: list[str] = []
    headed = False
    with problems.kept():
        table = members(main, scale, names_in(sheets["trust"]) if "trust" in sheets else ())
        headed = True
        notes += left_in_members(main)
    if not headed:
        problems.refuse()
    if "alliance" in sheets:
        facts = alliance(sheets["alliance"], table.names)
        notes += left_in_alliance(sheets["alliance"])
    if "trust" in sheets:
        with problems.kept():
            trusted = trust(sheets["trust"], table.names, trust_scale or scale)
    content: dict[str, Any] = {"title": _title(where), **facts.content}
    with problems.kept():
        _check_ticks(main, table.joiners, content)
    if trusted.pairs and facts.trust is not None:
        with problems.kept():
            sheets["alliance"].refuse(facts.trust, "trust said")
    problems.refuse()
    if trusted.rest is not None:
        content.setdefault("start", {})["trust"] = trusted.rest
    content["member"] = table.members
    if structure := table.structure | content.get("structure", {}):
        content["structure"] = structure
    content |= {"joiner": table.joiners} if table.joiners else {}
    content |= {"pair": trusted.pairs} if trusted.pairs else {}
    if facts.estimates:
        notes.append(note("estimates", language, what=", ".join(facts.estimates)))
    own = content.pop("assumptions", [])
    on_trust = {in_language(VARIABLES["trust"], language): told for told in trusted.scales.values()}
    scales = table.scales | facts.scales | on_trust
    content["assumptions"] = [
        *own,
        *told,
        *_meanings(scales, language),
        *table.notes,
        *trusted.notes,
        *notes,
    ]
    return Scenario.from_dict(content, where)


def _title(where: str) -> str:
    return shortened(
        Path(where).stem.replace("_", " ").replace("-", " ").strip().capitalize() or "An alliance",
        200,
    )


def _check_ticks(sheet: Sheet, joiners: list[dict[str, Any]], content: Mapping[str, Any]) -> None:
    length = content.get("length", Scenario.model_fields["length"].default)
    for row in joiners:
        if row["tick"] >= length:
            sheet.refuse_all("joins late", text=row["name"], month=row["tick"], last=length)


def _meanings(scales: Mapping[str, tuple[Scale, bool]], language: Language) -> list[str]:
    """What answers on each scale were taken for, in sentences."""
    sentences = []
    for scale in dict.fromkeys(scale for scale, _ in scales.values()):
        on = ", ".join(label for label, (other, _) in scales.items() if other == scale)
        if scale == PERCENT:
            sentences.append(note("percent", language, on=on))
        elif scale in (RANKS_3, RANKS_5):
            low, high = _ENDS[scale.points]
            ends = {"low": in_language(low, language), "high": in_language(high, language)}
            sentences.append(note("ranks", language, points=scale.points, on=on, **ends))
        elif scale.points:
            part = 1.0 / scale.points
            sentences.append(
                note(
                    "points",
                    language,
                    low=scale.low,
                    high=scale.high,
                    on=on,
                    points=scale.points,
                    first=part,
                    last=1.0 - part,
                )
            )
        else:
            sentences.append(note("plain", language, low=scale.low, high=scale.high, on=on))
    worked_out = [label for label, (_, guessed) in scales.items() if guessed]
    if worked_out:
        sentences.append(note("worked out", language, on=", ".join(worked_out)))
    return sentences
