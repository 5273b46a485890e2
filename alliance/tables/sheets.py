"""Sheets of cells that know where they stand, so that an error can point at one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import NoReturn

from alliance.tables.messages import message, place
from alliance.words.language import Language
from sim.errors import ScenarioError, one_line, shortened

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
        fault: what is wrong with the cell itself, as a key of `alliance.tables.messages`.
    """

    value: Value
    row: int
    column: int
    percent: bool = False
    money: bool = False
    fault: str = ""

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
class Place:
    """Where a cell is: its file, its sheet (empty for a CSV file), row and column from 1."""

    where: str
    title: str
    row: int
    column: int


class TableError(ScenarioError):
    """Something is wrong in a member table.

    Args:
        messages: as for `AllianceError`.
        places: the cells that lines are about, by line.
    """

    def __init__(self, *messages: str, places: Mapping[str, Place] | None = None) -> None:
        super().__init__(*messages)
        self.places = dict(places or {})


@dataclass
class Problems:
    """What is wrong in the sheets of one table, so that all of it is told at once.

    Attributes:
        lines: what was found so far, each with its place.
        places: the cells that lines are about, by line.
    """

    lines: list[str] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Keep what is wrong in this part, and go on after it."""
        try:
            yield
        except ScenarioError as error:
            self.lines += [line for line in error.lines if line not in self.lines]
            self.places |= error.places if isinstance(error, TableError) else {}

    def refuse(self) -> None:
        """Raise what was found, if anything was.

        Raises:
            TableError: with a line for each.
        """
        if self.lines:
            raise TableError(*self.lines, places=self.places)


@dataclass(frozen=True)
class Sheet:
    """A sheet, or a CSV file.

    Attributes:
        where: its file, as an error calls it.
        rows: its rows; those that are empty, or whose first cell begins with #, are left out.
        language: that its headings are in, for what is said of it.
        problems: what is wrong in it and in the sheets beside it.
        hidden: whether a spreadsheet does not show it.
        hidden_rows: numbers of the rows that a spreadsheet does not show.
        title: its name in a workbook; empty for a CSV file.
    """

    where: str
    rows: tuple[tuple[Cell, ...], ...]
    language: Language = "en"
    problems: Problems = field(default_factory=Problems, compare=False)
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    title: str = ""

    @classmethod
    def of(
        cls,
        where: str,
        rows: Iterable[Iterable[Cell]],
        hidden: bool = False,
        hidden_rows: Iterable[int] = (),
        title: str = "",
    ) -> Sheet:
        """A sheet of rows that may be empty or notes."""
        return cls(
            where,
            tuple(_kept(rows)),
            hidden=hidden,
            hidden_rows=frozenset(hidden_rows),
            title=title,
        )

    def among(self, problems: Problems, language: Language) -> Sheet:
        """The same sheet as one of several of a table."""
        return replace(self, problems=problems, language=language)

    def refuse(self, cell: Cell, key: str, heading: str = "", **values: object) -> NoReturn:
        """Raise an error about one cell.

        Args:
            cell: where it is.
            key: what is wrong, a key of `alliance.tables.messages`.
            heading: heading of the column.
            values: what the message is about.

        Raises:
            TableError: always.
        """
        what = message(key, self.language, **values)
        at = place(self.language, cell.row, letters(cell.column), heading, what)
        line = one_line(f"{self._called}, {at}")
        here = Place(self.where, self.title, cell.row, cell.column)
        raise TableError(line, places={line: here})

    def refuse_all(self, key: str, **values: object) -> NoReturn:
        """Raise an error about the sheet as a whole.

        Raises:
            ScenarioError: always.
        """
        raise ScenarioError(f"{self._called}: {message(key, self.language, **values)}")

    @property
    def _called(self) -> str:
        sheet = "blad" if self.language == "nl" else "sheet"
        return f"{self.where}, {sheet} {shortened(self.title, 40)}" if self.title else self.where


def cell_at(row: tuple[Cell, ...], column: int) -> Cell:
    """The cell of a row in a column; an empty one where the row is shorter."""
    for cell in row:
        if cell.column == column:
            return cell
    return Cell(None, row[0].row if row else 0, column)


def _kept(rows: Iterable[Iterable[Cell]]) -> Iterator[tuple[Cell, ...]]:
    for row in rows:
        cells = tuple(cell for cell in row if cell.text or cell.fault)
        if cells and not (cells[0].column == 1 and cells[0].text.startswith("#")):
            yield cells
