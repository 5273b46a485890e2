"""A sheet with headings: which column is what, on which scale, and what its cells say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from alliance.tables import headings
from alliance.tables.headings import Heading
from alliance.tables.numbers import NumberError, Written, written
from alliance.tables.scales import (
    PERCENT,
    SCALES,
    Scale,
    Told,
    declared,
    detected,
    plain,
    scaled,
    unit,
)
from alliance.tables.sheets import Cell, Sheet, cell_at, folded
from sim.errors import ScenarioError
from sim.scenarios.quantities import Number
from sim.scenarios.words import nearest

SHARE = Number(0, 1)
_SCALE_HINT = (
    "put a row below the headings whose first cell is 'scale', with '1 to 5' or '0 to 100' in this "
    "column"
)


@dataclass(frozen=True)
class Column:
    """One column of a sheet.

    Attributes:
        heading: what it is.
        component: number of the component from 1; 0 when there are none or it is of all.
        cell: where its heading stands.
        remark: what stands in brackets in its heading.
        stated: the cell of the scale row.
    """

    heading: Heading
    component: int
    cell: Cell
    remark: str
    stated: Cell

    @property
    def label(self) -> str:
        """Its heading as it stands in the sheet."""
        return self.cell.text

    @property
    def bare(self) -> str:
        """Its heading without remarks."""
        return headings.bare(self.cell.text)


@dataclass
class Columns:
    """A sheet whose first row of meaning holds headings, perhaps with a scale row below.

    Attributes:
        sheet: the sheet.
        columns: those that have a meaning.
        rows: rows below the headings, without the scale row.
        scale: the scale of answers for which no other is said.
        told: of each column read so far, its scale and whether that was worked out from the answers.
    """

    sheet: Sheet
    columns: list[Column]
    rows: list[tuple[Cell, ...]]
    scale: Scale | None = None
    told: dict[str, tuple[Scale, bool]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, sheet: Sheet, known: tuple[Heading, ...], first: Heading, scale: Scale | None = None
    ) -> Columns:
        """Find the headings of a sheet.

        Args:
            sheet: the sheet.
            known: headings that it can have.
            first: the one that it must have, by which the row of headings is known.
            scale: scale of answers for which no other is said.

        Raises:
            ScenarioError: when there is no such row, or a heading is unknown or there twice.
        """
        for k, row in enumerate(sheet.rows):
            if any((found := headings.read(c.text, known)) and found.heading is first for c in row):
                return cls._below(sheet, row, sheet.rows[k + 1 :], known, scale)
        want = f"'{first.term.name}' or '{first.term.dutch}'"
        raise ScenarioError(f"{sheet.where}: no column is headed {want}")

    @classmethod
    def _below(
        cls,
        sheet: Sheet,
        head: tuple[Cell, ...],
        rows: Sequence[tuple[Cell, ...]],
        known: tuple[Heading, ...],
        scale: Scale | None,
    ) -> Columns:
        stated: tuple[Cell, ...] = ()
        kept = []
        for row in rows:
            if folded(row[0].text) in headings.SCALE_WORDS:
                if stated:
                    sheet.refuse(row[0], "there is a row of scales already")
                stated = row
            else:
                kept.append(row)
        columns: list[Column] = []
        for cell in head:
            if cell.text.startswith("#"):
                continue
            column = _column(sheet, cell, cell_at(stated, cell.column), known)
            for other in columns:
                same = other.heading is column.heading
                if same and (
                    not other.component
                    or other.component == column.component
                    or not column.component
                ):
                    sheet.refuse(cell, f"says the same as column '{other.label}'", cell.text)
            columns.append(column)
        _nothing_beside(sheet, head, [*kept, stated] if stated else kept)
        return cls(sheet, columns, kept, scale)

    def find(self, heading: Heading) -> Column | None:
        """The column of a heading that has no components."""
        return next((c for c in self.columns if c.heading is heading), None)

    def text(self, row: tuple[Cell, ...], heading: Heading) -> str:
        """What stands in a row under a heading; empty when the column is not there."""
        column = self.find(heading)
        return cell_at(row, column.cell.column).text if column else ""

    def values(self, column: Column, number: Number | None = None) -> list[Told | None]:
        """What each row says in a column; None where it says nothing.

        Args:
            column: of a quantity.
            number: its bounds, when it has a unit.

        Raises:
            ScenarioError: naming the cell that is wrong.
        """
        cells = [cell_at(row, column.cell.column) for row in self.rows]
        reader = Reader(self.sheet, column, self.scale, number or SHARE)
        answers = reader.read(cells, [column.label] * len(cells))
        if reader.scale is not None:
            self.told[column.label] = reader.scale, reader.guessed
        return answers


@dataclass
class Reader:
    """Reads cells that are all answers to one question, and so on one scale or in one unit.

    Attributes:
        sheet: where they stand.
        column: the question.
        usual: the scale when the question says no other.
        number: bounds, when it has a unit.
        hint: how the scale can be said.
        scale: the scale that was found; None before, or when there is none.
        guessed: whether that was worked out from the answers.
    """

    sheet: Sheet
    column: Column
    usual: Scale | None = None
    number: Number = SHARE
    hint: str = _SCALE_HINT
    scale: Scale | None = None
    guessed: bool = False

    def read(self, cells: Sequence[Cell], labels: Sequence[str]) -> list[Told | None]:
        """What each cell says; None where it says nothing.

        Args:
            cells: the answers.
            labels: what stands above each.

        Raises:
            ScenarioError: naming the cell that is wrong.
        """
        given = [
            None if cell.missing else self._written(cell, label)
            for cell, label in zip(cells, labels, strict=True)
        ]
        answers = [answer for answer in given if answer is not None]
        if not answers:
            return [None] * len(cells)
        units = self.column.heading.units
        factor = 1.0
        if units is None:
            self.scale = self._scale(answers)
        else:
            factor = self._factor(units)
        told: list[Told | None] = []
        for cell, label, answer in zip(cells, labels, given, strict=True):
            try:
                if answer is None:
                    told.append(None)
                elif self.scale is not None:
                    told.append(scaled(answer, self.scale))
                else:
                    self._money_is_clear(answer)
                    told.append(plain(answer, self.number, factor))
            except NumberError as error:
                self.sheet.refuse(cell, str(error), label)
        return told

    def _written(self, cell: Cell, label: str) -> Written:
        try:
            return written(cell)
        except NumberError as error:
            self.sheet.refuse(cell, f"{error}; leave it empty when it is not known", label)

    def _money_is_clear(self, answer: Written) -> None:
        if answer.money and not (self.column.remark or self.column.stated.text):
            raise NumberError(
                "euro or thousand euro? Say which in the heading, such as "
                f"'{self.column.label} (thousand euro)'"
            )

    def _scale(self, answers: list[Written]) -> Scale:
        column = self.column
        if column.stated.text:
            return _declared(self.sheet, column.stated, column.label)
        if all(answer.percent for answer in answers):
            return PERCENT
        if self.usual is not None:
            return self.usual
        found = detected(answers)
        if found is None:
            values = sorted({v for answer in answers for v in answer.values})
            ends = [f"{values[0]:g}", f"{values[-1]:g}"][: len(values)]
            self.sheet.refuse(
                column.cell,
                f"on which scale are answers from {' to '.join(ends)}? {self.hint}",
                column.label,
            )
        self.guessed = True
        return found

    def _factor(self, units: Mapping[str, float]) -> float:
        """The unit of the column in that of the model."""
        column = self.column
        for cell, text in ((column.stated, column.stated.text), (column.cell, column.remark)):
            if text:
                factor = unit(text, units)
                if factor is None:
                    names = ", ".join(f"'{name}'" for name in list(units)[:4])
                    self.sheet.refuse(
                        cell, f"unknown unit '{text}'; known are {names}", column.label
                    )
                return factor
        return 1.0


def scale_from(cell: Cell) -> Scale | None:
    """The scale that a cell declares; None when it is none."""
    if cell.percent and cell.value in (1, 1.0):  # '100%', which is a number to the spreadsheet
        return PERCENT
    return declared(cell.text)


def _declared(sheet: Sheet, cell: Cell, label: str) -> Scale:
    scale = scale_from(cell)
    if scale is None:
        date = hasattr(cell.value, "year")
        why = "the spreadsheet made a date of it" if date else f"'{cell.text[:40]}' is no scale"
        sheet.refuse(cell, f"{why}; write {SCALES}", label)
    return scale


def _column(sheet: Sheet, cell: Cell, stated: Cell, known: tuple[Heading, ...]) -> Column:
    found = headings.read(cell.text, known)
    if found is None:
        names = [label for h in known for label in (h.term.name, h.term.dutch)]
        near = nearest(cell.text, names)
        hint = f" (did you mean '{near}'?)" if near else ""
        sheet.refuse(
            cell,
            f"unknown heading '{cell.text[:40]}'{hint}; put # before the heading of a "
            "column that is a note",
        )
    if found.component > found.heading.size or (found.heading.size and found.component < 0):
        sheet.refuse(cell, f"'{cell.text[:40]}': there are {found.heading.size}, numbered from 1")
    return Column(found.heading, found.component, cell, found.remark, stated)


def _nothing_beside(sheet: Sheet, head: tuple[Cell, ...], rows: list[tuple[Cell, ...]]) -> None:
    headed = {cell.column for cell in head}
    for row in rows:
        for cell in row:
            if cell.column not in headed:
                sheet.refuse(cell, f"'{cell.text[:40]}' stands below no heading")
