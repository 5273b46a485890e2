"""What of the template's example still stands in a table, so that it is not taken for the alliance's."""

from __future__ import annotations

from alliance.tables.alliance import GRANT, facts_in
from alliance.tables.columns import Columns
from alliance.tables.headings import COLUMNS, NAME
from alliance.tables.notes import note
from alliance.tables.numbers import NumberError, written
from alliance.tables.sheets import Cell, Sheet, cell_at, folded
from alliance.tables.template import EXAMPLE, EXAMPLE_ANSWERS, OLD_GRANT, TITLE

_FEWEST = 8
"""So many answers that are the example's are no coincidence."""


def left_in_members(sheet: Sheet) -> list[str]:
    """Refuse rows that hold the example's answers under another name; notes of those half so."""
    table = Columns.of(sheet, COLUMNS, NAME)
    name = table.find(NAME)
    assert name is not None
    notes = []
    for row in table.rows:
        label = cell_at(row, name.cell.column)
        answers = [
            (column, cell)
            for column in table.columns
            if column.heading.key in EXAMPLE_ANSWERS
            and not (cell := cell_at(row, column.cell.column)).missing
        ]
        same = [
            column.label
            for column, cell in answers
            if _same(cell, EXAMPLE_ANSWERS[column.heading.key][max(column.component, 1) - 1])
        ]
        if len(same) < max(_FEWEST, len(answers) / 2):
            continue
        if folded(label.text) in (folded(EXAMPLE.name), folded(EXAMPLE.dutch)):
            notes.append(note("example", sheet.language, what=label.text))
        elif len(same) == len(answers):
            with sheet.problems.kept():
                sheet.refuse(label, "example left", name.label, text=label.text)
        else:
            what = f"{label.text} ({', '.join(same)})"
            notes.append(note("example", sheet.language, what=what))
    return notes


def left_in_alliance(sheet: Sheet) -> list[str]:
    """Refuse the grant that templates once held, when the title is the template's too; else a note."""
    said = {fact.path: (fact, row) for fact, row in facts_in(sheet)}
    amount, months, title = (said.get(path) for path in (GRANT, ("grant", "months"), ("title",)))
    if amount is None or months is None:
        return []
    cells = [cell_at(row, 2) for _, row in (amount, months)]
    if any(not _same(cell, text) for cell, text in zip(cells, OLD_GRANT, strict=True)):
        return []
    label = amount[1][0].text
    if title is None or folded(cell_at(title[1], 2).text) in (
        folded(TITLE.name),
        folded(TITLE.dutch),
    ):
        with sheet.problems.kept():
            sheet.refuse(cells[0], "example fact", label, text=cells[0].text)
    return [note("example", sheet.language, what=f"{label} {cells[0].text}")]


def _same(cell: Cell, example: str) -> bool:
    """Whether a cell holds what the example does, be it 85%, or 0.85 that is shown so."""
    try:
        one, other = written(cell), written(Cell(example, 1, 1))
    except NumberError:
        return False
    if other.percent and not one.percent:
        return round(100.0 * one.values[0], 9) == other.values[0]
    return one.values == other.values
