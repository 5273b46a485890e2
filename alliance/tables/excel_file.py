"""Reading Excel workbooks (.xlsx): what was last shown in each cell, not how it was computed."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import iterparse

from alliance.tables.limits import Size, check_unpacked
from alliance.tables.sheets import Cell, Sheet
from sim.errors import ScenarioError, shortened

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files begin that are locked with a password, or old .xls."""

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
        ScenarioError: when it cannot be read, with the reason.
        ModuleNotFoundError: when openpyxl is not installed.
    """
    import openpyxl  # its import takes longer than reading

    _check(content, where)
    size = Size(where)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of drop-downs and the like that it does not know
            shown = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            typed = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
            return {
                sheet.title: Sheet.of(
                    where,
                    list(_rows(sheet, typed[sheet.title], size)),
                    title=sheet.title,
                    hidden=sheet.sheet_state != "visible",
                    hidden_rows=_hidden_rows(content, sheet._worksheet_path, size),
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
            f"{where}: locked with a password, or an old .xls file under another name; save it as "
            ".xlsx without a password"
        )
    names = check_unpacked(content, where, "an Excel workbook")
    if any(name.endswith("vbaProject.bin") for name in names):
        raise ScenarioError(f"{where}: holds macros; save it as .xlsx, without them")
    if "mimetype" in names:
        raise ScenarioError(f"{where}: an OpenDocument file; call it .ods, or save it as .xlsx")
    if not any(name.casefold().endswith("workbook.xml") for name in names):
        raise ScenarioError(f"{where}: not an Excel workbook; save it as .xlsx or .csv")


def _hidden_rows(content: bytes, part: str, size: Size) -> Iterator[int]:
    """Numbers of the rows that are hidden, which openpyxl does not tell without reading all twice."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed, packed.open(part) as stream:
        number = 0
        for _, element in iterparse(stream):
            if element.tag.endswith("}row"):
                number = int(element.get("r") or number + 1)
                if element.get("hidden") in ("1", "true"):
                    size.add(1, 0)
                    yield number
                element.clear()


def _rows(shown: Any, typed: Any, size: Size) -> Iterator[list[Cell]]:
    for sheet in (shown, typed):
        sheet.reset_dimensions()  # what the file says of its size is often wrong
    for row, formulas in zip(shown.iter_rows(), typed.iter_rows(), strict=True):
        size.add(1, len(row))
        yield [
            _cell(cell, formula, size)
            for cell, formula in zip(row, formulas, strict=True)
            if formula.value is not None
        ]


def _cell(cell: Any, formula: Any, size: Size) -> Cell:
    value, place = cell.value, (formula.row, formula.column)
    if value is None and formula.data_type == "f":
        return Cell(None, *place, fault="formula")
    if cell.data_type == "e":
        return Cell(str(value), *place, fault="cell error")
    if isinstance(value, str):
        size.text(value)
        value = value.strip()
    form = str(cell.number_format)
    return Cell(value, *place, percent="%" in form, money=bool(_MONEY.search(form)))
