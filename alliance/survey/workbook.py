"""The questions as a workbook: one row a respondent, what happened meanwhile, and what is asked why."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from alliance.survey.events import KINDS, SIZED
from alliance.tables.sheets import letters
from alliance.tables.workbook import fill_head, validation
from alliance.words.language import Language, in_language
from alliance.words.survey import WORDS, asked, how
from experiments.following.items import ITEMS, POINTS

_LAST = 400
"""Last row with drop-downs."""


def columns(names: Sequence[str], language: Language) -> list[tuple[str, str | None]]:
    """The headings of all questions, in order, each with its code; None where none is asked."""
    found: list[tuple[str, str | None]] = [
        (in_language(WORDS[key], language), None) for key in ("organisation column", "date column")
    ]
    for code, item in ITEMS.items():
        ask = asked(code, language)
        if item.about == "partner":
            found += [(f"{ask} [{name}]", code) for name in names]
        else:
            found.append((ask, code))
    return found


def as_excel(names: Sequence[str], language: Language, file: str) -> bytes:
    """A workbook to fill in.

    Args:
        names: of the members.
        language: of the questions.
        file: the alliance's own file, for the command to run.

    Raises:
        ModuleNotFoundError: when openpyxl is not installed.
    """
    from openpyxl import Workbook

    book = Workbook()
    answers = book.active
    answers.title = in_language(WORDS["sheet answers"], language)
    _answers(answers, names, language)
    _events(book.create_sheet(in_language(WORDS["sheet events"], language)), names, language)
    _questions(book.create_sheet(in_language(WORDS["sheet questions"], language)), language)
    _notes(book.create_sheet(in_language(WORDS["sheet notes"], language)), language, file)
    book.properties.creator = "alliance-lab"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _answers(sheet: Any, names: Sequence[str], language: Language) -> None:
    heads = columns(names, language)
    _write(sheet, [[head for head, _ in heads]])
    fill_head(sheet, len(heads), 22)
    sheet.row_dimensions[1].height = 110
    sheet.freeze_panes = "C2"
    validation(sheet, f"A2:A{_LAST}", "", "", "list", _listed(names))
    for row in range(2, 60):
        sheet.cell(row, 2).number_format = "yyyy-mm-dd"
    for k, (_, code) in enumerate(heads, 1):
        if code is None:
            continue
        item, place = ITEMS[code], f"{letters(k)}2:{letters(k)}{_LAST}"
        told = how(item, language)
        if item.form == "points":
            steps = ",".join(str(point) for point in range(1, POINTS + 1))
            validation(sheet, place, code, told, "list", f'"{steps}"')
        else:
            most = "100" if item.form == "percent" else "600"
            validation(sheet, place, code, told, "decimal", "0", most)


def _events(sheet: Any, names: Sequence[str], language: Language) -> None:
    from alliance.survey.events import HEADINGS

    _write(sheet, [[in_language(term, language).capitalize() for term in HEADINGS.values()]])
    fill_head(sheet, len(HEADINGS), 22)
    kinds = [in_language(term, language) for term in KINDS.values()]
    validation(sheet, f"B2:B{_LAST}", "", "", "list", _listed(kinds))
    validation(sheet, f"C2:C{_LAST}", "", "", "list", _listed(names))
    sized = ", ".join(in_language(KINDS[kind], language) for kind in SIZED)
    validation(sheet, f"D2:D{_LAST}", "", sized)
    for row in range(2, 60):
        sheet.cell(row, 1).number_format = "yyyy-mm-dd"


def _questions(sheet: Any, language: Language) -> None:
    from openpyxl.styles import Alignment

    keys = ("code", "question", "answer", "variable", "instrument", "error")
    rows = [[in_language(WORDS[key], language) for key in keys]]
    rows += [
        [
            code,
            asked(code, language).partition(" ")[2],
            how(item, language),
            item.variable,
            item.instrument,
            f"{item.error:g}",
        ]
        for code, item in ITEMS.items()
    ]
    _write(sheet, rows)
    fill_head(sheet, len(keys), 30)
    for column, width in zip("ABCDEF", (8, 70, 45, 20, 45, 18), strict=True):
        sheet.column_dimensions[column].width = width
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _notes(sheet: Any, language: Language, file: str) -> None:
    from openpyxl.styles import Alignment

    kinds = ", ".join(in_language(term, language) for term in KINDS.values())
    keys = ("note answers", "note empty", "privacy", "note events", "note error", "note run")
    notes = [in_language(WORDS[key], language).format(kinds=kinds, file=file) for key in keys]
    _write(sheet, [[note] for note in notes])
    sheet.column_dimensions["A"].width = 110
    for row in sheet.iter_rows():
        row[0].alignment = Alignment(wrap_text=True, vertical="top")


def _write(sheet: Any, rows: Sequence[Sequence[str]]) -> None:
    """Write texts as texts, whatever they begin with."""
    for k, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(k, column)
            cell.value = text
            cell.data_type = "s"


def _listed(words: Sequence[str]) -> str | None:
    """Words as a drop-down takes them; None where it does not."""
    told = ",".join(words)
    return (
        f'"{told}"'
        if len(told) < 250
        and not any(sign in told for sign in '"')
        and all("," not in word for word in words)
        else None
    )
