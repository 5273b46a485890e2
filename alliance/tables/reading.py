"""From the sheets of a member table to a scenario that says what it assumed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from alliance.tables.alliance import AllianceTable, alliance, scales_of
from alliance.tables.csv_file import read_csv
from alliance.tables.excel_file import read_excel
from alliance.tables.members import MemberTable, members
from alliance.tables.notes import note
from alliance.tables.scales import PERCENT, Scale
from alliance.tables.sheets import Sheet, folded
from alliance.tables.trust import TrustTable, trust
from sim.errors import ScenarioError, shortened
from sim.scenarios.schema import Scenario
from sim.scenarios.words import nearest
from sim.vocabulary import VARIABLES, Language, said

PARTS = ("trust", "alliance")
"""What may stand beside a CSV file of members, as NAME-trust.csv and NAME-alliance.csv."""

SHEETS: dict[str, set[str]] = {
    "members": {"members", "leden", "member", "lid"},
    "trust": {"trust", "vertrouwen"},
    "alliance": {"alliance", "alliantie"},
    "read me": {"read me", "readme", "lees mij", "leesmij", "uitleg", "explanation"},
}
"""Sheets by their names in English and Dutch, folded."""


def from_csv(content: bytes, where: str, beside: Mapping[str, tuple[bytes, str]]) -> Scenario:
    """The scenario of a member table in CSV.

    Args:
        content: the file of members.
        where: what to call it in an error.
        beside: those of `PARTS` that stand beside it, each with what to call it.

    Raises:
        ScenarioError: one line: what is wrong, in which row and column.
    """
    sheets = {"members": read_csv(content, where)}
    sheets |= {part: read_csv(*given) for part, given in beside.items()}
    others = ", ".join(Path(given[1]).name for given in beside.values())
    table = _members(sheets)
    key = "read beside" if others else "read"
    told = note(key, table.language, file=Path(where).name, others=others)
    return _scenario(sheets, table, where, told)


def from_excel(content: bytes, where: str) -> Scenario:
    """The scenario of a member table in Excel.

    Args:
        content: the workbook.
        where: what to call it in an error.

    Raises:
        ScenarioError: one line: what is wrong, in which sheet, row and column.
        ModuleNotFoundError: when openpyxl is not installed.
    """
    found = read_excel(content, where)
    sheets: dict[str, Sheet] = {}
    others = []
    for name, sheet in found.items():
        kind = next((kind for kind, names in SHEETS.items() if folded(name) in names), None)
        if kind is None:
            others.append(name)
        elif kind in sheets:
            raise ScenarioError(f"{where}: two sheets of {kind}; '{name}' is the second")
        else:
            sheets[kind] = sheet
    if "members" not in sheets:
        if len(found) > 1 or not found:
            names = ", ".join(f"'{name}'" for name in list(found)[:10])
            raise ScenarioError(f"{where}: no sheet is called 'members'; there are {names}")
        sheets["members"] = found[others.pop()] if others else next(iter(found.values()))
    for name in others:
        near = nearest(name, [word for words in SHEETS.values() for word in words])
        if near and found[name].rows:
            raise ScenarioError(
                f"{where}: unknown sheet '{shortened(name, 40)}' (did you mean '{near}'?)"
            )
    read = ", ".join(
        name
        for name in found
        if found[name] in sheets.values()
        and name not in others
        and folded(name) not in SHEETS["read me"]
    )
    table = _members(sheets)
    told = note("read sheets", table.language, file=Path(where).name, sheets=read)
    if unread := [name for name in others if found[name].rows]:
        told += " " + note("not read", table.language, sheets=", ".join(unread))
    return _scenario(sheets, table, where, told)


def _members(sheets: Mapping[str, Sheet]) -> MemberTable:
    return members(sheets["members"], _scales(sheets)[0])


def _scales(sheets: Mapping[str, Sheet]) -> tuple[Scale | None, Scale | None]:
    return scales_of(sheets["alliance"]) if "alliance" in sheets else (None, None)


def _scenario(sheets: Mapping[str, Sheet], table: MemberTable, where: str, told: str) -> Scenario:
    facts, trusted = AllianceTable(), TrustTable()
    language = table.language
    if "alliance" in sheets:
        facts = alliance(sheets["alliance"], table.names, language)
    if "trust" in sheets:
        scale, trust_scale = _scales(sheets)
        trusted = trust(sheets["trust"], table.names, trust_scale or scale, language)
    content: dict[str, Any] = {"title": _title(where), **facts.content}
    _check_ticks(sheets["members"], table.joiners, content)
    if trusted.pairs and facts.trust is not None:
        sheets["alliance"].refuse(
            facts.trust, "leave it empty: the sheet of trust says who trusts whom"
        )
    if trusted.rest is not None:
        content.setdefault("start", {})["trust"] = trusted.rest
    content["member"] = table.members
    content |= {"joiner": table.joiners} if table.joiners else {}
    content |= {"pair": trusted.pairs} if trusted.pairs else {}
    own = content.pop("assumptions", [])
    on_trust = {said(VARIABLES["trust"], language): told for told in trusted.scales.values()}
    scales = table.scales | facts.scales | on_trust
    content["assumptions"] = [
        *own,
        told,
        *_meanings(scales, language),
        *table.notes,
        *trusted.notes,
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
            raise ScenarioError(
                f"{sheet.where}: '{row['name']}' joins in month {row['tick']}, which "
                f"is not before the end in month {length}"
            )


def _meanings(scales: Mapping[str, tuple[Scale, bool]], language: Language) -> list[str]:
    """What answers on each scale were taken for, in sentences."""
    sentences = []
    for scale in dict.fromkeys(scale for scale, _ in scales.values()):
        on = ", ".join(label for label, (other, _) in scales.items() if other == scale)
        if scale == PERCENT:
            sentences.append(note("percent", language, on=on))
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
