"""Answers as people write them: decimal comma or point, thousands, percent, ranges, units, words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, time

from alliance.tables import units
from alliance.tables.sheets import Cell, folded

_PLAIN = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_POINT = re.compile(r"[+-]?\d{1,3}(?:[ '’]\d{3}|,\d{3})*(?:\.\d+)?")
_COMMA = re.compile(r"[+-]?\d{1,3}(?:[ '’]\d{3}|\.\d{3})*(?:,\d+)?")
_SPACED = re.compile(r"[+-]?\d{1,3}(?:[ '’]\d{3})+")
_NUMBER = r"[+-]?\d[\d.,'’ ]*"
_RANGE = re.compile(
    rf"({_NUMBER}?)\s*(%?)\s*(?:-|–|—|\.\.\.?|…|to|tot en met|tot|t/m|à)\s*({_NUMBER})\s*(%?)"
)
_SPREAD = re.compile(rf"({_NUMBER}?)\s*(%?)\s*(?:±|\+/-|\+-)\s*({_NUMBER})\s*(%?)")
_SINGLE = re.compile(rf"({_NUMBER})\s*(%?)")
_MONEY = re.compile(r"^(?:€|eur\b|euro\b)\s*|\s*€$", re.IGNORECASE)
_WHOLE_EURO = re.compile(r"(?<=\d)\s*[,.](?:-{1,2}|=|–|—)")
_UNIT = re.compile(r"(?<=[\d.,\s])\s*((?:x\s*)?[a-z€][a-z€ ]*)$", re.IGNORECASE)
_REMARK = re.compile(r"\s*[(\[]([^()\[\]]*[^\d()\[\]%.,\s][^()\[\]]*)[)\]]\s*$")
_ABOUT = re.compile(
    r"^(?:ca\b\.?|circa\b|ongeveer\b|ong\.|plm\b\.?|zo'n\b|rond de\b|rond\b|geschat\b:?|schatting\b:?"
    r"|about\b|around\b|approx\b\.?|approximately\b|roughly\b|est\b\.?|estimate\b:?|estimated\b:?"
    r"|±|\+/-|~|≈)\s*(?=[\d€])|[\s,;]*\b(?:schatting|geschat|ongeveer|estimate|estimated)$",
    re.IGNORECASE,
)

_RANKS = {
    **dict.fromkeys(("very low", "zeer laag", "heel laag", "erg laag", "--"), 1),
    **dict.fromkeys(("low", "laag", "-"), 2),
    **dict.fromkeys(("medium", "middle", "moderate", "average"), 3),
    **dict.fromkeys(("midden", "middel", "gemiddeld", "matig", "neutraal", "neutral"), 3),
    **dict.fromkeys(("0", "+/-", "+-", "-/+", "±"), 3),
    **dict.fromkeys(("high", "hoog", "+"), 4),
    **dict.fromkeys(("very high", "zeer hoog", "heel hoog", "erg hoog", "++"), 5),
}
"""Ranks of five that words and signs stand for."""
_ALSO_OTHER = {"-", "0", "+/-", "+-", "-/+", "±"}
"""Signs that mean something else where no answer in the column is a rank for sure."""


class NumberError(ValueError):
    """A cell does not hold what it should.

    Args:
        key: what is wrong, a key of `alliance.tables.messages`.
        values: what the message is about.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values


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
        unit: the unit in the cell, folded; empty when there is none.
        about: whether it is said to be an estimate.
    """

    values: tuple[float, ...]
    others: tuple[float, ...] = ()
    kind: str = "single"
    percent: bool = False
    money: bool = False
    unit: str = ""
    about: bool = False


def written(cell: Cell) -> Written:
    """Understand what stands in a cell that is not missing.

    Raises:
        NumberError: when it is no number.

    >>> written(Cell("2 to 4", 1, 1)).values, written(Cell("1.234,5", 1, 1)).values
    ((2.0,), (1234.5,))
    >>> written(Cell("1.500", 1, 1)).values, written(Cell("€ 1.500,-", 1, 1)).values
    ((1.5, 1500.0), (1500.0,))
    >>> written(Cell("ca. 2,5 fte (schatting)", 1, 1))
    Written(values=(2.5,), others=(), kind='single', percent=False, money=False, unit='fte', about=True)
    """
    value = cell.value
    if isinstance(value, bool):
        raise NumberError("no number", text=str(value).upper())
    if isinstance(value, int | float):
        number = float(value)
        if cell.percent:
            return Written((round(100.0 * number, 10),), percent=True)
        return Written((number,), money=cell.money)
    if isinstance(value, date | time):
        raise NumberError("date")
    text, about = _without_estimate(cell.text.replace("−", "-"))
    found = _number(text)
    if found is None:
        raise NumberError("no number", text=cell.text[:40])
    return replace(found, about=about)


def ranks(cells: list[Cell]) -> dict[int, int] | None:
    """What words such as hoog and laag, or signs such as ++ and --, stand for.

    Args:
        cells: all answers in a column.

    Returns:
        The rank from 1 to 5 by the place in `cells`; None when no answer is a word or sign.
    """
    said = {k: _rank_text(cell) for k, cell in enumerate(cells)}
    sure = [k for k, text in said.items() if text in _RANKS and text not in _ALSO_OTHER]
    if not sure:
        return None
    signs = any(said[k].strip("+-") == "" for k in sure)
    return {
        k: _RANKS[text]
        for k, text in said.items()
        if text in _RANKS and (signs or text not in _ALSO_OTHER)
    }


def _rank_text(cell: Cell) -> str:
    text = cell.text.replace("−", "-").replace("–", "-").replace(" ", "")
    return text if text in _RANKS else folded(cell.text)


def _without_estimate(text: str) -> tuple[str, bool]:
    """A text without what says that it is an estimate or a remark, and whether something did."""
    bare = _REMARK.sub("", text)
    bare = _ABOUT.sub("", bare).strip()
    return (bare, True) if bare and bare != text else (text, False)


def _number(text: str) -> Written | None:
    """A number, range or spread, with its unit; None when it is none."""
    money = bool(_MONEY.search(text))
    bare = _MONEY.sub("", text)
    unit = ""
    if found := _UNIT.search(bare):
        unit = folded(found[1])
        if unit not in units.EVERY:
            return None
        bare = bare[: found.start()].strip()
    elif whole := _WHOLE_EURO.search(bare):
        # Behind ',-' there are no decimals, so what stands before it is in whole euros.
        bare, unit, money = bare[: whole.start()] + bare[whole.end() :], "euro", True
        if not re.fullmatch(r"\d{1,3}(?:[ .'’]?\d{3})*", bare.strip()):
            return None
        return Written((float(re.sub(r"\D", "", bare)),), money=money, unit=unit)
    for kind, pattern in (("range", _RANGE), ("spread", _SPREAD)):
        if parts := pattern.fullmatch(bare):
            one, first_percent, two, percent = parts.groups()
            if first_percent and not percent:
                return None
            first, last = _readings(one), _readings(two)
            if not (first and last):
                return None
            return Written(first, last, kind, bool(percent), money, unit)
    if (single := _SINGLE.fullmatch(bare)) and (values := _readings(single[1])):
        return Written(values, percent=bool(single[2]), money=money, unit=unit)
    return None


def _readings(text: str) -> tuple[float, ...]:
    """Every number that a text can be; none when it is no number."""
    text = text.strip()
    found = set()
    if _PLAIN.fullmatch(text):
        found.add(float(text.replace(",", ".")))
    if _SPACED.fullmatch(text):
        found.add(float(re.sub(r"[ '’]", "", text)))
    # A zero in front is of decimals: nobody writes thousands so.
    if not re.match(r"[+-]?0", text):
        if _POINT.fullmatch(text):
            found.add(float(re.sub(r"[ '’,]", "", text)))
        if _COMMA.fullmatch(text):
            found.add(float(re.sub(r"[ '’.]", "", text).replace(",", ".")))
    return tuple(sorted(found))
