"""Reading CSV as spreadsheets write it: comma, semicolon or tab; quotes; a mark at the start."""

from __future__ import annotations

import codecs
import csv
import io
import re

from alliance.spreadsheets import as_written
from alliance.tables.sheets import Cell, Sheet
from sim.errors import ScenarioError

_SEPARATORS = ";\t,"
_OLD = re.compile(
    # Letters and signs that Western European text in Windows-1252 holds …
    r"(?:[\x00-\x7f\u20ac\u2026\u2018\u2019\u201c\u201d\u2013\u2014\xa0«»°±²³·¼½¾§©®´À-ÖØ-öø-ÿ]"
    r")*"
)
_DOUBTFUL = re.compile(r"[^\W\d_](?:[\u2018\u201c]|[\u2026\u201d\u2013\u2014][^\W\d_])")
"""… and what in it is more likely to be letters in the alphabets of DOS or of an old Mac."""


def read_csv(content: bytes, where: str) -> Sheet:
    """Read a CSV file, or text with tabs.

    Args:
        content: its bytes: UTF-8, UTF-16 with a mark, or Windows-1252 where that is plain.
        where: what to call it in an error.

    Raises:
        ScenarioError: when it is no such text or no CSV.
    """
    rows = enumerate(rows_of(content, where), 1)
    return Sheet.of(
        where, ([Cell(text, row, k) for k, text in enumerate(cells, 1)] for row, cells in rows)
    )


def is_old(content: bytes) -> bool:
    """Whether a file is read as Windows-1252, for which there is no mark."""
    return _utf(content) is None


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
        rows.extend([as_written(cell.strip()) for cell in row] for row in reader)
    except csv.Error as error:
        raise ScenarioError(f"{where}, row {len(rows) + 1}: not valid CSV: {error}") from None
    return rows


def _utf(content: bytes) -> str | None:
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        return None


def _decoded(content: bytes, where: str) -> str:
    text = _utf(content)
    if text is None:
        try:
            old = content.decode("cp1252")
        except UnicodeDecodeError:
            old = ""
        text = old if old and _OLD.fullmatch(old) and not _DOUBTFUL.search(old) else None
    if text is None or "\0" in text:
        try:
            content.decode("utf-8")
            line = content.count(b"\n", 0, content.find(b"\0")) + 1
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
        raise ScenarioError(
            f"{where}, line {line}: not UTF-8 text, and not plainly Windows-1252; save it in the "
            "spreadsheet as 'CSV UTF-8', or as .xlsx"
        )
    return text


def _separator(text: str) -> str:
    """The sign that parts most cells in the first line that is no note; of a tie, the likelier."""
    for line in text.splitlines():
        bare = "".join(line.split('"')[::2])  # outside quotes
        if bare.strip(_SEPARATORS + " ") and not line.lstrip('" ').startswith("#"):
            return max(_SEPARATORS, key=bare.count)
    return ","
