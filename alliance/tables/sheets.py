"""Sheets of cells that know where they stand, so that an error can point at one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NoReturn

from sim.errors import ScenarioError, shortened

Value = str | float | int | bool | date | datetime | time | None

_MISSING_SIGNS = {"", "-", "–", "—", "?", "??", "???", ".", "…"}
_MISSING_WORDS = {
    "na",
    "n a",
    "nvt",
    "n v t",
    "nb",
    "n b",
    "unknown",
    "onbekend",
    "missing",
    "ontbreekt",
    "weet niet",
    "weet ik niet",
    "geen antwoord",
    "no answer",
    "don t know",
    "dont know",
    "not known",
    "niet bekend",
    "niet ingevuld",
}


def folded(text: str) -> str:
    """Words as they compare: without case, accents, underscores, hyphens and double spaces.

    >>> folded("  Process_Facilitator (independent)?")
    'process facilitator independent'
    """
    plain = unicodedata.normalize("NFKD", text.replace("€", " eur ")).casefold()
    kept = (
        " " if not sign.isalnum() else sign for sign in plain if not unicodedata.combining(sign)
    )
    return " ".join("".join(kept).split())


def key_of(name: str) -> str:
    """A name as it compares to other names."""
    return folded(name) or name.casefold()


def letters(column: int) -> str:
    """What a spreadsheet calls a column.

    >>> letters(1), letters(26), letters(27)
    ('A', 'Z', 'AA')
    """
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


@dataclass(frozen=True)
class Cell:
    """One cell.

    Attributes:
        value: what it holds; texts without spaces around them.
        row, column: from 1, as the spreadsheet counts.
        percent: shown as a percentage, so that 0.6 reads as 60 %.
        money: shown as an amount of money.
    """

    value: Value
    row: int
    column: int
    percent: bool = False
    money: bool = False

    @property
    def text(self) -> str:
        """What it holds as one line of text; whole numbers without a decimal point."""
        if self.value is None:
            return ""
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        return " ".join(str(self.value).split())

    @property
    def missing(self) -> bool:
        """Whether it is empty or says that the answer is not known."""
        return self.text in _MISSING_SIGNS or folded(self.text) in _MISSING_WORDS


@dataclass(frozen=True)
class Sheet:
    """A sheet, or a CSV file.

    Attributes:
        where: what to call it in an error, such as ``alliance.xlsx, sheet trust``.
        rows: its rows; those that are empty, or whose first cell begins with #, are left out.
    """

    where: str
    rows: tuple[tuple[Cell, ...], ...]

    @classmethod
    def of(cls, where: str, rows: Iterable[Iterable[Cell]]) -> Sheet:
        """A sheet of rows that may be empty or notes."""
        return cls(where, tuple(_kept(rows)))

    def refuse(self, cell: Cell, what: str, heading: str = "") -> NoReturn:
        """Raise an error about one cell.

        Args:
            cell: where it is.
            what: what is wrong and what is allowed.
            heading: heading of the column.

        Raises:
            ScenarioError: always.
        """
        under = f" ({shortened(heading, 40)})" if heading else ""
        raise ScenarioError(
            f"{self.where}, row {cell.row}, column {letters(cell.column)}{under}: {what}"
        )


def cell_at(row: tuple[Cell, ...], column: int) -> Cell:
    """The cell of a row in a column; an empty one where the row is shorter."""
    for cell in row:
        if cell.column == column:
            return cell
    return Cell(None, row[0].row if row else 0, column)


def _kept(rows: Iterable[Iterable[Cell]]) -> Iterator[tuple[Cell, ...]]:
    for row in rows:
        cells = tuple(cell for cell in row if cell.text)
        if cells and not (cells[0].column == 1 and cells[0].text.startswith("#")):
            yield cells
