"""Reading Excel workbooks (.xlsx): what was last shown in each cell, not how it was computed."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from alliance.tables.sheets import Cell, Sheet, letters
from sim.errors import ScenarioError, shortened

UNPACKED = 50_000_000
"""Largest workbook that is read, in bytes when unpacked."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files begin that are old .xls or locked with a password."""

_MONEY = re.compile(r"€|EUR|\[\$[^-\]]")
"""In the number format of an amount of money; ``[$-413]`` alone is only a country."""


def read_excel(content: bytes, where: str) -> dict[str, Sheet]:
    """Read the sheets of a workbook.

    Args:
        content: its bytes.
        where: what to call it in an error.

    Returns:
        Sheets by their name, in the order of the workbook.

    Raises:
        ScenarioError: when it cannot be read, with the reason, or a cell holds an error or a
            formula that was never computed.
        ModuleNotFoundError: when openpyxl is not installed.
    """
    import openpyxl  # its import takes longer than reading

    _check(content, where)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of drop-downs and the like that it does not know
            shown = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            typed = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
            return {
                sheet.title: Sheet.of(
                    f"{where}, sheet {shortened(sheet.title, 40)}",
                    list(_rows(sheet, typed[sheet.title], where)),
                )
                for sheet in shown.worksheets
            }
    except ScenarioError:
        raise
    except Exception as error:  # openpyxl lets whatever a damaged part causes pass through
        reason = shortened(str(error) or type(error).__name__, 100)
        raise ScenarioError(
            f"{where}: a damaged Excel file ({reason}); open it in the spreadsheet and save it anew"
        ) from None


def _check(content: bytes, where: str) -> None:
    if content.startswith(_OLE):
        raise ScenarioError(
            f"{where}: locked with a password, or an old .xls file; save it as "
            ".xlsx without a password"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = {part.filename for part in packed.infolist()}
            size = sum(part.file_size for part in packed.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        raise ScenarioError(
            f"{where}: not an Excel workbook, or a damaged one; save it as .xlsx or .csv"
        ) from None
    if any(name.endswith("vbaProject.bin") for name in names):
        raise ScenarioError(f"{where}: holds macros; save it as .xlsx, without them")
    if "mimetype" in names:
        raise ScenarioError(f"{where}: an OpenDocument file; save it as .xlsx or .csv")
    if not any(name.casefold().endswith("workbook.xml") for name in names):
        raise ScenarioError(f"{where}: not an Excel workbook; save it as .xlsx or .csv")
    if size > UNPACKED:
        raise ScenarioError(
            f"{where}: {size / 1e6:.0f} MB when unpacked is not allowed: at most "
            f"{UNPACKED / 1e6:.0f} MB; is this the right file?"
        )


def _rows(shown: Any, typed: Any, where: str) -> Iterator[list[Cell]]:
    for sheet in (shown, typed):
        sheet.reset_dimensions()  # what the file says of its size is often wrong
    for row, formulas in zip(shown.iter_rows(), typed.iter_rows(), strict=True):
        yield [
            _cell(cell, formula, f"{where}, sheet {shortened(shown.title, 40)}")
            for cell, formula in zip(row, formulas, strict=True)
            if formula.value is not None
        ]


def _cell(cell: Any, formula: Any, where: str) -> Cell:
    place = f"{where}, row {formula.row}, column {letters(formula.column)}"
    value = cell.value
    if value is None and formula.data_type == "f":
        raise ScenarioError(
            f"{place}: a formula whose outcome is not in the file; open it in the "
            "spreadsheet and save it"
        )
    if cell.data_type == "e":
        raise ScenarioError(f"{place}: the spreadsheet shows the error {value} here")
    form = str(cell.number_format)
    return Cell(
        value.strip() if isinstance(value, str) else value,
        formula.row,
        formula.column,
        percent="%" in form,
        money=bool(_MONEY.search(form)),
    )
