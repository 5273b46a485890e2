"""Dates as exports and people write them, as months of the calendar or of the alliance."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from alliance.tables.sheets import Cell, Sheet

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:\D.*)?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})(?:\D.*)?")
_MONTH = re.compile(r"(?:month|maand|m)?\s*(\d{1,4})(?:\.0)?", re.IGNORECASE)


@dataclass(frozen=True)
class Calendar:
    """From dates to months of the alliance.

    Attributes:
        start: the month of the calendar in which it began, as `absolute` counts; None when not known.
        length: months that are looked at.
    """

    start: int | None
    length: int

    def tick(self, sheet: Sheet, cell: Cell, heading: str, month: int, *, own: bool) -> int:
        """The month of the alliance that a cell says.

        Args:
            sheet, cell, heading: where it stands.
            month: as `absolute` counts, or of the alliance.
            own: whether it is of the alliance already.

        Raises:
            ScenarioError: when it lies outside, or nobody knows when the alliance began.
        """
        if not own and self.start is None:
            sheet.refuse(cell, "start missing", heading)
        tick = month if own else month - (self.start or 0)
        if tick < 0:
            sheet.refuse(cell, "before start", heading, text=cell.text[:20], start=told(self.start))
        if tick >= self.length:
            sheet.refuse(cell, "after end", heading, month=tick, last=self.length - 1)
        return tick


def absolute(year: int, month: int) -> int:
    """Months of the calendar, counted through."""
    return 12 * year + month - 1


def told(month: int | None) -> str:
    """A month of the calendar as 2026-03.

    >>> told(absolute(2026, 3))
    '2026-03'
    """
    return "" if month is None else f"{month // 12}-{month % 12 + 1:02}"


def start_of(text: str) -> int | None:
    """The month of the calendar that a text such as 2024-01 says, or None."""
    found = _YEAR_FIRST.fullmatch(text.strip())
    if not found or not 1 <= int(found[2]) <= 12:
        return None
    return absolute(int(found[1]), int(found[2]))


def months(sheet: Sheet, cells: Sequence[Cell], heading: str) -> list[int | None]:
    """The months of the calendar that a column of dates says.

    Where day and month could change places, all dates of the column decide together.

    Args:
        sheet: that the cells are of; what is wrong is kept in its problems.
        cells: of the column.
        heading: of it.

    Returns:
        As `absolute` counts; None where a cell is wrong.
    """
    day_first = _day_first([cell.text for cell in cells])
    found: list[int | None] = []
    for cell in cells:
        found.append(None)
        with sheet.problems.kept():
            found[-1] = _month(sheet, cell, heading, day_first)
    return found


def own_months(sheet: Sheet, cells: Sequence[Cell], heading: str) -> list[int | None]:
    """The months of the alliance that a column says; as `months`."""
    found: list[int | None] = []
    for cell in cells:
        found.append(None)
        with sheet.problems.kept():
            one = _MONTH.fullmatch(cell.text)
            if not one:
                sheet.refuse(cell, "no date", heading, text=cell.text[:20])
            found[-1] = int(one[1])
    return found


def _day_first(texts: Sequence[str]) -> bool | None:
    """Whether dates with the year last have the day first; None when nobody can tell."""
    parts = [found for text in texts if (found := _YEAR_LAST.fullmatch(text))]
    if any(int(found[1]) > 12 for found in parts):
        return True
    if any(int(found[3]) > 12 for found in parts):
        return False
    # With hyphens or points nobody puts the month first.
    return True if parts and all(found[2] in "-." for found in parts) else None


def _month(sheet: Sheet, cell: Cell, heading: str, day_first: bool | None) -> int:
    if cell.missing:
        sheet.refuse(cell, "date missing", heading)
    if isinstance(cell.value, date):
        return absolute(cell.value.year, cell.value.month)
    text = cell.text
    if found := _YEAR_FIRST.fullmatch(text):
        year, month = int(found[1]), int(found[2])
    elif found := _YEAR_LAST.fullmatch(text):
        if day_first is None and found[1] != found[3]:
            sheet.refuse(cell, "day or month", heading, text=text[:20])
        year, month = int(found[4]), int(found[3] if day_first else found[1])
    else:
        sheet.refuse(cell, "no date", heading, text=text[:20])
    if not (1 <= month <= 12 and 1900 <= year <= 2200):
        sheet.refuse(cell, "no date", heading, text=text[:20])
    return absolute(year, month)
