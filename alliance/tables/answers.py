"""Answers to one question: on which scale or in which unit they are, and what each says."""

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
from alliance.tables.sheets import Cell, Sheet
from alliance.tables.units import Units, unit
from alliance.words.language import Term
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


def no_scale(sheet: Sheet, cell: Cell, label: str) -> NoReturn:
    """Refuse a cell that should name a scale."""
    if hasattr(cell.value, "year"):
        sheet.refuse(cell, "scale date", label, scales=WORDS["scales"])
    sheet.refuse(cell, "no scale", label, text=cell.text[:40], scales=WORDS["scales"])


def _declared(sheet: Sheet, cell: Cell, label: str) -> Scale:
    return scale_from(cell) or no_scale(sheet, cell, label)


def _name(scale: Scale) -> Term:
    return Term(scale.name("en"), scale.name("nl"))
