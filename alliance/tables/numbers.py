"""Numbers as people write them: decimal comma or point, thousands, percent, ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time

from alliance.tables.sheets import Cell

_PLAIN = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_POINT = re.compile(r"[+-]?\d{1,3}(?:[ '’]\d{3}|,\d{3})*(?:\.\d+)?")
_COMMA = re.compile(r"[+-]?\d{1,3}(?:[ '’]\d{3}|\.\d{3})*(?:,\d+)?")
_SPACED = re.compile(r"[+-]?\d{1,3}(?:[ '’]\d{3})+")
_NUMBER = r"[+-]?\d[\d.,'’ ]*"
_RANGE = re.compile(
    rf"({_NUMBER}?)\s*(%?)\s*(?:-|–|—|\.\.\.?|…|to|tot en met|tot|t/m|à)\s*({_NUMBER})\s*(%?)"
)
_SPREAD = re.compile(rf"({_NUMBER}?)\s*(%?)\s*(?:±|\+/-|\+-)\s*({_NUMBER})\s*(%?)")
_SINGLE = re.compile(rf"(?:€|EUR)?\s*({_NUMBER})\s*(%?)", re.IGNORECASE)
_MONEY = re.compile(r"€|\beur", re.IGNORECASE)


class NumberError(ValueError):
    """A cell holds no number; the message says why, and what is allowed."""


@dataclass(frozen=True)
class Written:
    """What stands in a cell.

    Attributes:
        values: the numbers it could be; more than one when a separator could be of decimals or of
            thousands. For a range or a spread the first number.
        others: the same for the second number of a range or spread; else empty.
        kind: ``single``, ``range`` (from, to) or ``spread`` (mean ± standard deviation).
        percent: whether it is a percentage; then the values are as written, 60 for 60 %.
        money: whether it bears a sign of money.
    """

    values: tuple[float, ...]
    others: tuple[float, ...] = ()
    kind: str = "single"
    percent: bool = False
    money: bool = False


def written(cell: Cell) -> Written:
    """Understand what stands in a cell that is not missing.

    Raises:
        NumberError: when it is no number.

    >>> written(Cell("2 to 4", 1, 1)).values, written(Cell("1.234,5", 1, 1)).values
    ((2.0,), (1234.5,))
    >>> written(Cell("1.500", 1, 1)).values
    (1.5, 1500.0)
    """
    value = cell.value
    if isinstance(value, bool):
        raise NumberError(f"{str(value).upper()} is no number")
    if isinstance(value, int | float):
        number = float(value)
        if cell.percent:
            return Written((round(100.0 * number, 10),), percent=True)
        return Written((number,), money=cell.money)
    if isinstance(value, date | time):
        raise NumberError(
            "a date; spreadsheets make dates of such as 2-4: write 2 to 4, or give "
            "the cell the format Text first"
        )
    text = cell.text.replace("−", "-")
    for kind, pattern in (("range", _RANGE), ("spread", _SPREAD)):
        if parts := pattern.fullmatch(text):
            one, first_percent, two, percent = parts.groups()
            if first_percent and not percent:
                break
            return Written(_readings(one), _readings(two), kind, bool(percent))
    if single := _SINGLE.fullmatch(text):
        percent = single[2]
        return Written(_readings(single[1]), percent=bool(percent), money=bool(_MONEY.search(text)))
    raise NumberError(f"'{text[:40]}' is no number")


def _readings(text: str) -> tuple[float, ...]:
    """Every number that a text can be."""
    text = text.strip()
    found = set()
    if _PLAIN.fullmatch(text):
        found.add(float(text.replace(",", ".")))
    if _SPACED.fullmatch(text):
        found.add(float(re.sub(r"[ '’]", "", text)))
    # A nought in front is of decimals: nobody writes thousands so.
    if not re.match(r"[+-]?0", text):
        if _POINT.fullmatch(text):
            found.add(float(re.sub(r"[ '’,]", "", text)))
        if _COMMA.fullmatch(text):
            found.add(float(re.sub(r"[ '’.]", "", text).replace(",", ".")))
    if not found:
        raise NumberError(f"'{text[:40]}' is no number")
    return tuple(sorted(found))
