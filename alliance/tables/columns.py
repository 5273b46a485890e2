"""A sheet with headings: which column is what, on which scale, and what its cells say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NoReturn

from alliance.tables import headings
from alliance.tables.headings import Heading
from alliance.tables.messages import WORDS
from alliance.tables.numbers import NumberError, Written, ranks, written
from alliance.tables.scales import (
    HUNDRED,
    PERCENT,
    RANKS_3,
    RANKS_5,
    Scale,
    Told,
    declared,
    detected,
    middle,
    plain,
    scaled,
)
from alliance.tables.sheets import Cell, Sheet, cell_at, folded
from alliance.tables.units import Units, unit
from alliance.words.language import Language, Term, in_language
from sim.errors import nearest
from sim.scenarios.quantities import Number

SHARE = Number(0, 1)


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

    def same_as(self, other: Column) -> bool:
        """Whether two columns say the same, or one says for all components what the other does."""
        return self.heading is other.heading and (
            self.component == other.component or not (self.component and other.component)
        )


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
        fractions: whether fractions were read as shares of percent.
        estimates: answers that are said to be estimates.
    """

    sheet: Sheet
    column: Column
    usual: Scale | None = None
    number: Number = SHARE
    hint: Term = WORDS["scale row"]
    scale: Scale | None = None
    guessed: bool = False
    fractions: bool = False
    estimates: list[str] = field(default_factory=list)

    def read(self, cells: Sequence[Cell], labels: Sequence[str]) -> list[Told | None]:
        """What each cell says; None where it says nothing, or something wrong, which is kept.

        Args:
            cells: the answers.
            labels: what stands above each.

        Raises:
            ScenarioError: when it is not plain on which scale or in which unit they are.
        """
        ranked = ranks(list(cells)) if self.column.heading.units is None else None
        given = [
            self._written(cell, label, None if ranked is None else ranked.get(k))
            for k, (cell, label) in enumerate(zip(cells, labels, strict=True))
        ]
        answers = [answer for answer in given if answer is not None]
        if not answers:
            return [None] * len(cells)
        units, factor = self.column.heading.units, 1.0
        if ranked is not None:
            self.scale, given = self._of_ranks(cells, labels, given, ranked)
        elif units is None:
            self.scale = self._scale(answers)
            given = self._percent_is_clear(cells, given)
        else:
            factor = self._factor(units)
        told: list[Told | None] = []
        for cell, label, answer in zip(cells, labels, given, strict=True):
            told.append(None)
            with self.sheet.problems.kept():
                try:
                    if answer is None:
                        continue
                    if units is None:
                        assert self.scale is not None
                        told[-1] = scaled(answer, self.scale)
                    else:
                        self._money_is_clear(answer)
                        told[-1] = plain(answer, self.number, factor, units)
                        self._is_plausible(answer, told[-1], factor)
                    if answer.about:
                        self.estimates.append(f"{self.column.bare.strip()} ({cell.text})")
                except NumberError as error:
                    self.sheet.refuse(cell, error.key, label, **error.values)
        return told

    def _written(self, cell: Cell, label: str, rank: int | None) -> Written | None:
        """What a cell holds; None when that is nothing, or wrong, which is kept."""
        if rank is not None:
            return Written((float(rank),))
        if cell.missing or cell.fault:
            return None
        with self.sheet.problems.kept():
            try:
                return written(cell)
            except NumberError as error:
                self.sheet.refuse(cell, error.key, label, **error.values)
        return None

    def _of_ranks(
        self,
        cells: Sequence[Cell],
        labels: Sequence[str],
        given: list[Written | None],
        ranked: dict[int, int],
    ) -> tuple[Scale, list[Written | None]]:
        """Answers in words or signs, which have a scale of their own."""
        first = cells[min(ranked)]
        for k, answer in enumerate(given):
            if answer is not None and k not in ranked:
                self.sheet.refuse(cells[k], "mixed words", labels[k], text=first.text[:40])
        if all(2 <= rank <= 4 for rank in ranked.values()) and first.text[0].isalpha():
            down = [
                None if k not in ranked else Written((ranked[k] - 1.0,)) for k in range(len(cells))
            ]
            return RANKS_3, down
        return RANKS_5, given

    def _percent_is_clear(
        self, cells: Sequence[Cell], given: list[Written | None]
    ) -> list[Written | None]:
        """Fractions below percent are shares when all are; beside larger numbers nobody can know."""
        if self.scale not in (PERCENT, HUNDRED):
            return given
        bare = {
            k: answer.values[0]
            for k, answer in enumerate(given)
            if answer is not None and not answer.percent and answer.kind == "single"
        }
        small = {k: value for k, value in bare.items() if 0.0 < value <= 1.0}
        fractions = [k for k, value in small.items() if value < 1.0]
        large = [value for value in bare.values() if value > 1.0]
        if not fractions and (large or not small):
            return given
        if large or not fractions:
            place = fractions[0] if fractions else next(iter(small))
            self.sheet.refuse(
                cells[place],
                "mixed percent",
                self.column.label,
                small=small[place],
                large=large[0] if large else small[place],
                share=round(100.0 * small[place], 6),
            )
        self.fractions = True
        return [
            replace(answer, values=(round(100.0 * bare[k], 9),))
            if k in bare and answer is not None
            else answer
            for k, answer in enumerate(given)
        ]

    def _money_is_clear(self, answer: Written) -> None:
        if answer.money and not (self.column.remark or self.column.stated.text or answer.unit):
            raise NumberError("which money", label=self.column.label)

    def _is_plausible(self, answer: Written, told: Told | None, factor: float) -> None:
        """Ask about what is far from usual, unless the unit stands beside it or is small itself."""
        heading = self.column.heading
        if heading.plausible is None or answer.unit or told is None or factor < 1.0:
            return
        low, high = heading.plausible
        if not low <= middle(told) <= high and middle(told) > 0.0:
            name = heading.unit_told or Term("", "")
            other = (
                Term("million euro", "miljoen euro") if middle(told) < low else Term("euro", "euro")
            )
            raise NumberError(
                "implausible",
                value=answer.values[0],
                unit=name if factor == 1.0 else Term("million euro", "miljoen euro"),
                other=other,
            )

    def _scale(self, answers: list[Written]) -> Scale:
        column = self.column
        above = declared(column.remark) if column.remark else None
        if column.stated.text:
            stated = _declared(self.sheet, column.stated, column.label)
            if above is not None and above != stated:
                self.sheet.refuse(
                    column.cell, "two scales", column.label, one=_name(above), other=_name(stated)
                )
            return stated
        if above is not None:
            return above
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
                "which scale",
                column.label,
                ends=Term(" to ".join(ends), " t/m ".join(ends)),
                hint=self.hint,
            )
        self.guessed = True
        return found

    def _factor(self, units: Units) -> float:
        """The unit of the column in that of the model."""
        column = self.column
        for cell, text in ((column.stated, column.stated.text), (column.cell, column.remark)):
            if text:
                factor = unit(text, units)
                if factor is None:
                    self.sheet.refuse(
                        cell, "unknown unit", column.label, unit=text, names=list(units)[:4]
                    )
                return factor
        return 1.0


def scale_from(cell: Cell) -> Scale | None:
    """The scale that a cell declares; None when it is none."""
    if cell.percent and cell.value in (1, 1.0):  # '100%', which is a number to the spreadsheet
        return PERCENT
    return declared(cell.text)


def nearest_heading(text: str, known: Sequence[Heading], language: Language) -> str:
    """The heading that was perhaps meant, in the language of the sheet if there is one near."""
    own = [in_language(heading.term, language) for heading in known]
    other = [label for heading in known for label in (heading.term.name, heading.term.dutch)]
    return nearest(text, own) or nearest(text, other)


def no_scale(sheet: Sheet, cell: Cell, label: str) -> NoReturn:
    """Refuse a cell that should name a scale."""
    if hasattr(cell.value, "year"):
        sheet.refuse(cell, "scale date", label, scales=WORDS["scales"])
    sheet.refuse(cell, "no scale", label, text=cell.text[:40], scales=WORDS["scales"])


def _declared(sheet: Sheet, cell: Cell, label: str) -> Scale:
    return scale_from(cell) or no_scale(sheet, cell, label)


def _name(scale: Scale) -> Term:
    return Term(scale.name("en"), scale.name("nl"))


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
