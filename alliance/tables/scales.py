"""What an answer means: scales that are declared or plain from the answers, and answers not given.

The model counts such things as openness from 0 to 1. An answer on a scale of points is coarse: a scale
of five cuts 0 to 1 into five equal parts, and an answer can lie anywhere in its part. On 0 to 1, 0 to
100 and in percent an answer is taken as it is.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from alliance.tables.numbers import NumberError, Written
from alliance.tables.units import Units
from alliance.words.language import Language, Term, in_language
from sim.scenarios.quantities import Distribution, Number

Told = float | dict[str, float]
"""A quantity as it stands in a scenario: a number, {low, high} or {mean, sd}."""

MOST_POINTS = 11
"""Most points of a coarse scale: 0 to 10."""

WIDER = 2.0
"""How many times as wide an answer that was not given is drawn: an assumption. Who is silent is
seldom like the rest, so it must be wider than the rest differ among each other."""

_POINTS = re.compile(r"(\d+)\s*(?:-|–|—|\.\.\.?|…|to|tot en met|tot|t/m)\s*(\d+)\s*(%?)")
_COUNT = re.compile(r"(\d+)\s*-?\s*(?:point|punt).*")
_ENDS = re.compile(r"(\d+)\s*=.*?\b(\d+)\s*=.*")
_BEFORE = re.compile(r"(?:op |on )?(?:een |a )?(?:schaal|scale)?[ :]*(?:van|from|of)? *(?=\d)")
_PERCENT = {"%", "percent", "procent", "percentage", "in %", "in percent", "in procenten"}
_TO = Term("{low:g} to {high:g}", "{low:g} t/m {high:g}")
_IN_PERCENT = Term("percent", "procent")


@dataclass(frozen=True)
class Scale:
    """A scale that answers are given on.

    Attributes:
        low, high: the lowest and highest answer.
        points: number of points, 0 for a scale without steps.
    """

    low: float
    high: float
    points: int = 0

    def name(self, language: Language) -> str:
        """What it is called."""
        if self == PERCENT:
            return in_language(_IN_PERCENT, language)
        return in_language(_TO, language).format(low=self.low, high=self.high)

    def answer(self, value: float) -> Told:
        """What a single answer stands for, from 0 to 1.

        Raises:
            NumberError: when it is not on the scale.

        >>> Scale(1, 5, 5).answer(4), HUNDRED.answer(62)
        ({'low': 0.6, 'high': 0.8}, 0.62)
        """
        self._check(value)
        if not self.points:
            return (value - self.low) / (self.high - self.low)
        return {"low": self._share(value - self.low), "high": self._share(value - self.low + 1.0)}

    def between(self, low: float, high: float) -> Told:
        """What 'from low to high' stands for: anywhere from the one to the other."""
        self._check(low)
        self._check(high)
        if low > high:
            raise NumberError("lower first", low=low, high=high)
        if low == high:
            return self.answer(low)
        first, last = self.answer(low), self.answer(high)
        return {
            "low": first["low"] if isinstance(first, dict) else first,
            "high": last["high"] if isinstance(last, dict) else last,
        }

    def around(self, mean: float, sd: float) -> Told:
        """What 'mean ± sd' stands for."""
        self._check(mean)
        wide = sd / (self.points or (self.high - self.low))
        if not 0.0 < wide <= 1.0:
            raise NumberError("off scale", value=sd, scale=self._range)
        centre = middle(self.answer(mean))
        return {"mean": centre, "sd": wide}

    def _check(self, value: float) -> None:
        if value > self.high:
            raise NumberError("above scale", value=value, scale=self._range)
        if value < self.low:
            raise NumberError("below scale", value=value, scale=self._range)

    @property
    def _range(self) -> str:
        return f"{self.low:g}–{self.high:g}" + (" %" if self == PERCENT else "")

    def _share(self, steps: float) -> float:
        return min(round(steps / self.points, 9), 1.0)


class _Percent(Scale):
    """0 to 100 of answers that bear a percent sign."""


class _Ranks(Scale):
    """Five ranks, or three, in words or signs: from very low to very high, from -- to ++."""


ONE, HUNDRED, PERCENT = Scale(0, 1), Scale(0, 100), _Percent(0, 100)
RANKS_3, RANKS_5 = _Ranks(1, 3, 3), _Ranks(1, 5, 5)


def declared(text: str) -> Scale | None:
    """The scale that a text names, or None when it names none that is known.

    >>> declared("1 t/m 5"), declared("%") == PERCENT, declared("7-point scale"), declared("x")
    (Scale(low=1.0, high=5.0, points=5), True, Scale(low=1.0, high=7.0, points=7), None)
    """
    plain = " ".join(text.casefold().split())
    if plain in _PERCENT:
        return PERCENT
    if ends := _ENDS.fullmatch(plain):
        plain = f"{ends[1]}-{ends[2]}"
    plain = _BEFORE.sub("", plain, count=1)
    if parts := _POINTS.fullmatch(plain):
        low, high = float(parts[1]), float(parts[2])
        if parts[3]:
            return PERCENT if (low, high) == (0, 100) else None
        if (low, high) == (0, 1):
            return ONE
        if (low, high) == (0, 100):
            return HUNDRED
        points = int(high - low) + 1
        fits = low in (0, 1) and 2 <= points <= MOST_POINTS
        return Scale(low, high, points) if fits else None
    if (count := _COUNT.fullmatch(plain)) and 2 <= int(count[1]) <= MOST_POINTS:
        return Scale(1.0, float(count[1]), int(count[1]))
    return None


def detected(answers: Sequence[Written]) -> Scale | None:
    """The scale that answers without a declared one must be on, or None when it is not plain.

    All with a percent sign: percent. All from 0 to 1 and at least one between them: 0 to 1, for no
    other scale has answers there. Some above 10 and none above 100: 0 to 100. Else nobody can know.
    """
    if all(answer.percent for answer in answers):
        return PERCENT
    readings = [set(a.values) | set(a.others if a.kind == "range" else ()) for a in answers]
    if any(len(answer.values) > 1 for answer in answers):
        return None
    values = {value for reading in readings for value in reading}
    if all(0.0 <= value <= 1.0 for value in values) and any(0.0 < value < 1.0 for value in values):
        return ONE
    if all(0.0 <= value <= 100.0 for value in values) and any(v > 10.0 for v in values):
        return HUNDRED
    return None


def scaled(given: Written, scale: Scale) -> Told:
    """What stands in a cell, from 0 to 1.

    Raises:
        NumberError: when it is not on the scale.
    """
    if given.unit:
        raise NumberError("unit of answer", unit=given.unit)
    if given.percent:
        if scale.points:
            raise NumberError("percent on points", scale=Term(scale.name("en"), scale.name("nl")))
        scale = PERCENT
    return _told(given, scale)


def plain(given: Written, number: Number, factor: float, units: Units) -> Told:
    """What stands in a cell of a column with a unit.

    Args:
        given: what stands there; a unit of its own goes before that of the column.
        number: bounds and unit of the quantity.
        factor: the unit of the column in that of the quantity.
        units: those that are known.

    Raises:
        NumberError: when it is out of bounds.
    """
    if given.percent:
        raise NumberError("percentage", number=number)
    if given.unit:
        if given.unit not in units:
            raise NumberError("other unit", unit=given.unit, names=list(units)[:4])
        factor = units[given.unit]
    # Nobody writes a thousandth of a euro: 1.500 is fifteen hundred of them.
    values = given.values[-1:] if factor < 1.0 else given.values
    first = _only([factor * v for v in values], number)
    if given.kind == "single":
        return first
    if given.kind == "range":
        last = _only([factor * v for v in given.others], number)
        if not first < last:
            raise NumberError("lower first", low=first, high=last)
        return {"low": first, "high": last}
    return {"mean": first, "sd": _only([factor * v for v in given.others], Number(0, number.high))}


def together(answers: Sequence[Told]) -> Told:
    """What several respondents of one organisation say: the average, with what they differ.

    Args:
        answers: one at least.

    Returns:
        Their answer when all give the same; else {mean, sd}. The variance is the mean of that within
        each answer (of a point of a coarse scale, say) and that between the answers, as of a sample.

    >>> together([0.4, 0.6]) == {"mean": 0.5, "sd": 0.1414}
    True
    """
    if all(answer == answers[0] for answer in answers):
        return answers[0]
    middles = [middle(answer) for answer in answers]
    within = statistics.fmean(_variance(answer) for answer in answers)
    sd = (within + statistics.variance(middles)) ** 0.5
    return {"mean": round(statistics.fmean(middles), 4), "sd": round(sd, 4)}


def middle(told: Told) -> float:
    """The middle of a quantity."""
    if not isinstance(told, dict):
        return told
    return told["mean"] if "mean" in told else 0.5 * (told["low"] + told["high"])


def not_known(answers: Sequence[Told], number: Number, usual: Distribution) -> dict[str, float]:
    """How to draw an answer that was not given: around the others' middle, wider than they differ.

    Args:
        answers: those that were given, one at least.
        number: bounds of the quantity.
        usual: how the quantity is drawn when a scenario says nothing.

    Returns:
        {mean, sd}, with sd `WIDER` times how much the others differ or, if that is more, how much
        members usually differ; at most half of the bounds of what goes from 0 to 1.
    """
    middles = [middle(told) for told in answers]
    mean = statistics.fmean(middles)
    share = number.high <= 1.0
    wide = usual.deviation
    typical = wide if share or mean == 0.0 else wide * mean / usual.centre
    sd = WIDER * max(statistics.pstdev(middles), typical)
    return {"mean": round(mean, 4), "sd": round(min(sd, 0.5) if share else sd, 4)}


def _variance(told: Told) -> float:
    if not isinstance(told, dict):
        return 0.0
    return float(told["sd"] ** 2 if "sd" in told else (told["high"] - told["low"]) ** 2 / 12.0)


def _told(given: Written, scale: Scale) -> Told:
    """What is written, on a scale; of several ways to read a number the one that fits the scale."""
    first = _fitting(given.values, scale)
    if given.kind == "single":
        return scale.answer(first)
    if given.kind == "range":
        return scale.between(first, _fitting(given.others, scale))
    return scale.around(first, given.others[0])


def _fitting(values: tuple[float, ...], scale: Scale) -> float:
    fits = [v for v in values if scale.low <= v <= scale.high]
    if len(fits) > 1:
        raise _ambiguous(fits)
    return fits[0] if fits else values[0]


def _only(values: list[float], number: Number) -> float:
    """The one reading that is in bounds."""
    low, high = number.low, number.high
    fits = [v for v in values if low <= v <= high and not (number.above and v == low)]
    if len(fits) > 1:
        raise _ambiguous(fits)
    if not fits:
        raise NumberError("not allowed", value=values[0], number=number)
    return fits[0]


def _ambiguous(values: list[float]) -> NumberError:
    one, other = sorted(values)[:2]
    return NumberError("two readings", one=one, other=other)
