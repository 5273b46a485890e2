"""Reading CSV as spreadsheets write it: comma, semicolon or tab; quotes; a mark at the start."""

from __future__ import annotations

import csv
import io

from alliance.tables.sheets import Cell, Sheet
from sim.errors import ScenarioError

_SEPARATORS = ";\t,"


def read_csv(content: bytes, where: str) -> Sheet:
    """Read a CSV file.

    Args:
        content: its bytes, UTF-8 with or without the mark that Excel puts first.
        where: what to call it in an error.

    Raises:
        ScenarioError: when it is not UTF-8 text or no CSV.
    """
    rows = enumerate(rows_of(content, where), 1)
    return Sheet.of(
        where, ([Cell(text, row, k) for k, text in enumerate(cells, 1)] for row, cells in rows)
    )


def rows_of(content: bytes, where: str) -> list[list[str]]:
    """The texts of a CSV file, row by row as a spreadsheet counts them; see `read_csv`."""
    text = _decoded(content, where)
    first, _, rest = text.partition("\n")
    told = first.strip().casefold()
    rows: list[list[str]] = []
    if told.startswith("sep=") and len(told) == 5:  # Excel's own hint, a row to us and not to it
        separator, text = told[4], rest
    else:
        separator = _separator(text)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        rows.extend([cell.strip() for cell in row] for row in reader)
    except csv.Error as error:
        raise ScenarioError(f"{where}, row {len(rows) + 1}: not valid CSV: {error}") from None
    return rows


def _decoded(content: bytes, where: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ScenarioError(
            f"{where}, line {line}: not UTF-8 text; save it in the spreadsheet as "
            "'CSV UTF-8', or as .xlsx"
        ) from None


def _separator(text: str) -> str:
    """The sign that parts most cells in the first line that is no note; of a tie, the likelier."""
    for line in text.splitlines():
        bare = "".join(line.split('"')[::2])  # outside quotes
        if bare.strip(_SEPARATORS + " ") and not line.lstrip('" ').startswith("#"):
            return max(_SEPARATORS, key=bare.count)
    return ","
