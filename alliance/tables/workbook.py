"""Writing a member table as an Excel workbook: headings, drop-downs, and what each column asks."""

from __future__ import annotations

import io
from typing import Any

from alliance.tables.fact import Fact
from alliance.tables.facts import FACTS
from alliance.tables.headings import COLUMNS, SCALE_WORDS, read
from alliance.tables.numbers import NumberError, written
from alliance.tables.scales import PERCENT, declared
from alliance.tables.sheets import Cell, folded, letters
from alliance.tables.template import ALLIANCE, MEMBERS, NOTES, TRUST, Row, Table
from alliance.words.language import Language, in_language
from sim.scenarios.part import MOST
from sim.scenarios.people import MEMBER_FIELDS

_LAST = MOST + 10
"""Last row with drop-downs in the sheet of members."""
_SCALES = {
    "en": "1 to 5,1 to 7,1 to 10,0 to 100,%,0 to 1",
    "nl": "1 t/m 5,1 t/m 7,1 t/m 10,0 t/m 100,%,0 t/m 1",
}
"""What the drop-down of scales offers."""


def as_excel(table: Table) -> bytes:
    """A member table as a workbook.

    Args:
        table: what stands in it.

    Raises:
        ModuleNotFoundError: when openpyxl is not installed.
    """
    from openpyxl import Workbook

    language = table.language
    book = Workbook()
    members = book.active
    members.title = in_language(MEMBERS, language)
    _members(members, table.members, language)
    if table.trust:
        _trust(book.create_sheet(in_language(TRUST, language)), table.trust, members.title)
    if table.alliance:
        _alliance(
            book.create_sheet(in_language(ALLIANCE, language)),
            table.alliance,
            language,
            members.title,
        )
    _notes(book.create_sheet(in_language(NOTES, language)), table)
    book.properties.creator = "alliance-lab"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _members(sheet: Any, rows: list[Row], language: Language) -> None:
    _fill(sheet, rows)
    fill_head(sheet, len(rows[0]), 14)
    scales = next((row for row in rows[1:] if folded(row[0]) in SCALE_WORDS), [])
    if scales:
        _grey(sheet, rows.index(scales) + 1)
    sheet.freeze_panes = "B3" if scales else "B2"
    for k, label in enumerate(rows[0], 1):
        found = read(label, COLUMNS)
        if found is None:
            continue
        heading = found.heading
        if scales and heading.key in MEMBER_FIELDS and heading.units is None:
            validation(sheet, f"{letters(k)}2", "", "", "list", f'"{_SCALES[language]}"')
        scale = declared(scales[k - 1]) if len(scales) >= k else None
        place = f"{letters(k)}{3 if scales else 2}:{letters(k)}{_LAST}"
        prompt = in_language(heading.question, language)
        if heading.key in MEMBER_FIELDS and scale is not None and scale.points:
            steps = ",".join(str(int(scale.low) + i) for i in range(scale.points))
            validation(sheet, place, label, prompt, "list", f'"{steps}"')
        elif scale == PERCENT:
            for row in range(3, _LAST + 1):
                sheet.cell(row, k).number_format = "0%"
            validation(sheet, place, label, prompt, "decimal", "0", "1")
        else:
            validation(sheet, place, label, prompt)


def _trust(sheet: Any, rows: list[Row], members: str) -> None:
    from openpyxl.styles import PatternFill

    _fill(sheet, rows)
    fill_head(sheet, len(rows[0]), 16)
    sheet.freeze_panes = "B2"
    across = len(rows[0])
    first = 3 if len(rows) > 1 and folded(rows[1][0]) in SCALE_WORDS else 2
    if first == 3:
        _grey(sheet, 2)
    names = f"'{members}'!$A$3:$A${_LAST}"
    for place in (f"B1:{letters(across)}1", f"A{first}:A{len(rows)}"):
        validation(sheet, place, "", "", "list", names)
    scale = declared(rows[1][1]) if first == 3 else None
    if scale is not None and scale.points:
        steps = ",".join(str(int(scale.low) + i) for i in range(scale.points))
        validation(sheet, f"B{first}:{letters(across)}{len(rows)}", "", "", "list", f'"{steps}"')
    for row in range(first, len(rows) + 1):
        for column in range(2, across + 1):
            if rows[row - 1][0] == rows[0][column - 1]:
                sheet.cell(row, column).fill = PatternFill("solid", fgColor="BFBFBF")


def _alliance(sheet: Any, rows: list[Row], language: Language, members: str) -> None:
    _fill(sheet, rows)
    fill_head(sheet, len(rows[0]), 40)
    sheet.column_dimensions["C"].width = 90
    headings = {fact.heading.key: fact for fact in FACTS}
    for k, row in enumerate(rows, 1):
        found = read(row[0], tuple(fact.heading for fact in FACTS))
        if found is None:
            continue
        fact: Fact = headings[found.heading.key]
        prompt = in_language(fact.heading.question, language)
        if fact.choices:
            words = ",".join(in_language(term, language) for term in fact.choices.values())
            validation(sheet, f"B{k}", row[0], prompt, "list", f'"{words}"')
        elif fact.kind in ("member", "role"):
            validation(sheet, f"B{k}", row[0], prompt, "list", f"'{members}'!$A$3:$A${_LAST}")
        else:
            validation(sheet, f"B{k}", row[0], prompt)


def _notes(sheet: Any, table: Table) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.column_dimensions["A"].width = 34
    sheet.column_dimensions["B"].width = 100
    for note in table.notes:
        sheet.append([note])
        sheet.merge_cells(
            start_row=sheet.max_row, start_column=1, end_row=sheet.max_row, end_column=2
        )
        sheet.row_dimensions[sheet.max_row].height = 15.0 * (1 + len(note) // 125)
    sheet.append([])
    for label in table.members[0]:
        found = read(label, COLUMNS)
        if found is not None:
            sheet.append([label, in_language(found.heading.question, table.language)])
            sheet.cell(sheet.max_row, 1).font = Font(bold=True)
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _fill(sheet: Any, rows: list[Row]) -> None:
    """Write text, and as numbers what are numbers."""
    for k, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            if not text:
                continue
            cell = sheet.cell(k, column)
            scale_row = folded(row[0]) in SCALE_WORDS
            try:
                found = (
                    None if scale_row or column == 1 or k == 1 else written(Cell(text, k, column))
                )
            except NumberError:
                found = None
            if found is None or found.kind != "single" or len(found.values) > 1 or found.money:
                cell.value = text
                cell.data_type = "s"  # never a formula, even if it begins with =
                cell.number_format = "@"  # else a spreadsheet makes dates of such as 1-5
            elif found.percent:
                cell.value, cell.number_format = found.values[0] / 100.0, "0%"
            else:
                cell.value = found.values[0]


def fill_head(sheet: Any, columns: int, width: float) -> None:
    """Make the first row one of headings.

    Args:
        sheet: of a workbook.
        columns: how many there are.
        width: of each but the first.
    """
    from openpyxl.styles import Alignment, Font, PatternFill

    for k in range(1, columns + 1):
        cell = sheet.cell(1, k)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DDEBF7")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[letters(k)].width = 30 if k == 1 else width


def _grey(sheet: Any, row: int) -> None:
    from openpyxl.styles import Font

    for cell in sheet[row]:
        cell.font = Font(italic=True, color="595959")


def validation(
    sheet: Any,
    place: str,
    title: str,
    prompt: str,
    kind: str | None = None,
    first: str | None = None,
    second: str | None = None,
) -> None:
    """A drop-down or bounds that warn and do not forbid, since 'from 2 to 4' may be meant."""
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(
        type=kind,
        formula1=first,
        formula2=second,
        allow_blank=True,
        errorStyle="warning",
        showErrorMessage=kind is not None,
        showInputMessage=bool(prompt),
    )
    rule.promptTitle, rule.prompt = title[:32] or None, prompt[:255] or None
    rule.add(place)
    sheet.add_data_validation(rule)
