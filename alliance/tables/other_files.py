"""Reading workbooks of other kinds: OpenDocument (.ods) and old Excel (.xls), by python-calamine.

It does not tell how a number is shown, as a percentage or as money; `alliance.tables.columns` asks or
says what it took where that matters.
"""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from xml.etree.ElementTree import Element, ParseError, iterparse

from alliance.tables.limits import Size, check_unpacked
from alliance.tables.sheets import Cell, Sheet, Value
from sim.errors import ScenarioError, shortened

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def read_other(content: bytes, where: str) -> dict[str, Sheet]:
    """Read the sheets of a workbook in .ods or .xls.

    Args:
        content: its bytes.
        where: what to call it in an error.

    Returns:
        Sheets by their name, in the order of the workbook.

    Raises:
        ScenarioError: when it cannot be read, with the reason.
        ModuleNotFoundError: when python-calamine is not installed.
    """
    import python_calamine as calamine

    if where.casefold().endswith(".ods"):
        _check(content, where)
    size = Size(where)
    try:
        book = calamine.load_workbook(io.BytesIO(content))
        sheets = {}
        for meta in book.sheets_metadata:
            if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            rows = book.get_sheet_by_name(meta.name).to_python(skip_empty_area=False)
            size.add(len(rows), sum(len(row) for row in rows))
            sheets[meta.name] = Sheet.of(
                where,
                [
                    [_cell(value, k, n, size) for n, value in enumerate(row, 1)]
                    for k, row in enumerate(rows, 1)
                ],
                title=meta.name,
                hidden=meta.visible != calamine.SheetVisibleEnum.Visible,
            )
    except calamine.PasswordError:
        raise ScenarioError(f"{where}: locked with a password; save it without one") from None
    except ScenarioError:
        raise
    except BaseException as error:  # a Rust panic is no Exception
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        reason = shortened(str(error) or type(error).__name__, 100)
        raise ScenarioError(
            f"{where}: a damaged file, or another kind than its name says ({reason}); open it in the "
            "spreadsheet and save it as .xlsx"
        ) from None
    return sheets


def _cell(value: Value | timedelta, row: int, column: int, size: Size) -> Cell:
    if isinstance(value, str):
        size.text(value)
        text = value.strip()
        error = text.startswith("#") and text.rstrip("!?").isupper() and text.endswith(("!", "?"))
        return Cell(text, row, column, fault="cell error" if error else "")
    return Cell(str(value) if isinstance(value, timedelta) else value, row, column)


def _check(content: bytes, where: str) -> None:
    """Refuse a file whose repeated cells would fill the memory when they are written out."""
    if "content.xml" not in check_unpacked(content, where, "an OpenDocument spreadsheet"):
        raise ScenarioError(f"{where}: not an OpenDocument spreadsheet; save it as .xlsx or .csv")
    size, gap = Size(where), 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed, packed.open("content.xml") as stream:
            for _, element in iterparse(stream):
                if element.tag == f"{_TABLE}table-row":
                    repeated = int(element.get(f"{_TABLE}number-rows-repeated", "1"))
                    if width := _width(element):
                        size.add(repeated + gap, (repeated + gap) * width)
                        gap = 0
                    else:
                        gap += repeated
                    element.clear()
                elif element.tag == f"{_TABLE}table":
                    gap = 0
                    element.clear()
    except (ParseError, zipfile.BadZipFile, ValueError, OSError, KeyError) as error:
        raise ScenarioError(
            f"{where}: a damaged file ({shortened(str(error), 100)}); open it in the spreadsheet and "
            "save it anew"
        ) from None


def _width(row: Element) -> int:
    """The column of the last cell with something in it; 0 for an empty row."""
    width = last = 0
    for cell in row:
        width += int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        if len(cell) or any(name.endswith("value-type") for name in cell.attrib):
            last = width
    return last
