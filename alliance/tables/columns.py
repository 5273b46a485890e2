"""A sheet with headings: which column is what, on which scale, and what its cells say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from alliance.tables import headings
from alliance.tables.answers import SHARE, Column, Reader
from alliance.tables.headings import Heading
from alliance.tables.scales import Scale, Told
from alliance.tables.sheets import Cell, Sheet, cell_at, folded
from alliance.words.language import Language, in_language
from sim.errors import nearest
from sim.scenarios.quantities import Number


@dataclass
class Columns:
    """A sheet whose first row of meaning holds headings, perhaps with a scale row below.

    Attributes:
        sheet: the sheet.
        columns: those that have a meaning.
        rows: rows below the headings, without the scale row.
        scale: the scale of answers for which no other is said.
        told: of each column read so far, its scale and whether that was worked out from the answers.
        estimates: answers read so far that are said to be estimates, with their column.
        fractions: columns read so far whose fractions were read as shares of percent.
        passed_over: headings of columns that are not read.
    """

    sheet: Sheet
    columns: list[Column]
    rows: list[tuple[Cell, ...]]
    scale: Scale | None = None
    told: dict[str, tuple[Scale, bool]] = field(default_factory=dict)
    estimates: list[str] = field(default_factory=list)
    fractions: list[str] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)

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
        sheet.refuse_all("no head", one=first.term.name, other=first.term.dutch)

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
                    with sheet.problems.kept():
                        sheet.refuse(row[0], "two scale rows")
                stated = row
            else:
                kept.append(row)
        columns: list[Column] = []
        passed_over: list[str] = []
        organisation = any(
            (found := headings.read(cell.text, known))
            and found.heading is headings.NAME
            and folded(headings.bare(cell.text)) not in headings.PERSON
            for cell in head
        )
        for cell in head:
            name = folded(headings.bare(cell.text))
            person = organisation and name in headings.PERSON
            if cell.text.startswith("#"):
                continue
            if person or (name in headings.OF_SURVEY and headings.read(cell.text, known) is None):
                passed_over.append(cell.text)
                continue
            with sheet.problems.kept():
                column = _column(sheet, cell, cell_at(stated, cell.column), known)
                for other in columns:
                    if column.same_as(other):
                        sheet.refuse(cell, "same column", cell.text, other=other.label)
                columns.append(column)
        _nothing_beside(sheet, head, [*kept, stated] if stated else kept)
        return cls(sheet, columns, kept, scale, passed_over=passed_over)

    def find(self, heading: Heading) -> Column | None:
        """The column of a heading that has no components."""
        return next((c for c in self.columns if c.heading is heading), None)

    def text(self, row: tuple[Cell, ...], heading: Heading) -> str:
        """What stands in a row under a heading; empty when the column is not there."""
        column = self.find(heading)
        return cell_at(row, column.cell.column).text if column else ""

    def values(self, column: Column, number: Number | None = None) -> list[Told | None]:
        """What each row says in a column; None where it says nothing, or something wrong.

        Args:
            column: of a quantity.
            number: its bounds, when it has a unit.
        """
        cells = [cell_at(row, column.cell.column) for row in self.rows]
        reader = Reader(self.sheet, column, self.scale, number or SHARE)
        answers: list[Told | None] = [None] * len(cells)
        with self.sheet.problems.kept():
            answers = reader.read(cells, [column.label] * len(cells))
        if reader.scale is not None:
            self.told[column.label] = reader.scale, reader.guessed
        self.estimates += reader.estimates
        self.fractions += [column.label] if reader.fractions else []
        return answers


def nearest_heading(text: str, known: Sequence[Heading], language: Language) -> str:
    """The heading that was perhaps meant, in the language of the sheet if there is one near."""
    own = [in_language(heading.term, language) for heading in known]
    other = [label for heading in known for label in (heading.term.name, heading.term.dutch)]
    return nearest(text, own) or nearest(text, other)


def _column(sheet: Sheet, cell: Cell, stated: Cell, known: tuple[Heading, ...]) -> Column:
    found = headings.read(cell.text, known)
    if found is None and headings.old(cell.text):
        sheet.refuse(cell, "old heading", text=cell.text[:40])
    if found is None:
        near = nearest_heading(cell.text, known, sheet.language)
        sheet.refuse(cell, "unknown heading", text=cell.text[:40], near=near)
    if found.component > found.heading.size or (found.heading.size and found.component < 0):
        sheet.refuse(cell, "components", text=cell.text[:40], count=found.heading.size)
    return Column(found.heading, found.component, cell, found.remark, stated)


def _nothing_beside(sheet: Sheet, head: tuple[Cell, ...], rows: list[tuple[Cell, ...]]) -> None:
    headed = {cell.column for cell in head}
    for row in rows:
        for cell in row:
            if cell.column not in headed:
                with sheet.problems.kept():
                    sheet.refuse(cell, "no heading", text=cell.text[:40])
