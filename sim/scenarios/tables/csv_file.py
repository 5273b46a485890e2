"""Reading CSV as spreadsheets write it: comma, semicolon or tab; quotes; a mark at the start."""

from __future__ import annotations

import csv
import io

from sim.errors import ScenarioError
from sim.scenarios.tables.sheets import Cell, Sheet

_SEPARATORS = ";\t,"


def read_csv(content: bytes, where: str) -> Sheet:
    """Read a CSV file.

    Args:
        content: its bytes, UTF-8 with or without the mark that Excel puts first.
        where: what to call it in an error.

    Raises:
        ScenarioError: when it is not UTF-8 text or no CSV.
    """
    text = _decoded(content, where)
    first, _, rest = text.partition("\n")
    told = first.strip().casefold()
    skipped = 0
    if told.startswith("sep=") and len(told) == 5:  # Excel's own hint
        separator, text, skipped = told[4], rest, 1
    else:
        separator = _separator(text)
    rows = []
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        for number, parts in enumerate(reader, 1 + skipped):
            rows.append([Cell(part.strip(), number, k) for k, part in enumerate(parts, 1)])
    except csv.Error as error:
        row = len(rows) + 1 + skipped
        raise ScenarioError(f"{where}, row {row}: not valid CSV: {error}") from None
    return Sheet.of(where, rows)


def _decoded(content: bytes, where: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ScenarioError(f"{where}, line {line}: not UTF-8 text; save it in the spreadsheet as "
                            "'CSV UTF-8', or as .xlsx") from None  # fmt: skip


def _separator(text: str) -> str:
    """The sign that parts most cells in the first line that is no note; of a tie, the likelier."""
    for line in text.splitlines():
        bare = "".join(line.split('"')[::2])  # outside quotes
        if bare.strip(_SEPARATORS + " ") and not line.lstrip('" ').startswith("#"):
            return max(_SEPARATORS, key=bare.count)
    return ","
