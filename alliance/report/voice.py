"""Words and numbers in the language of the report."""

from __future__ import annotations

import math
from collections.abc import Sequence

from alliance.summary import FEWEST, Share, Spread
from alliance.words.language import Language, Named, in_language
from alliance.words.report import WORDS

_SWAPPED = str.maketrans({",": ".", ".": ","})
_SPACE = "\u202f"
"""Narrow, and no line breaks at it."""
_KEPT = str.maketrans({" ": "\u00a0", "–": "\u2060–\u2060"})
"""For what is to stay in one line."""


class Voice:
    """Says sentences of `alliance.words.report`, terms and numbers in one language.

    Args:
        language: ``en`` or ``nl``.

    >>> Voice("nl").number(1234.56, 1), Voice("en").number(-1234.56, 1)
    ('1.234,6', '−1,234.6')
    """

    def __init__(self, language: Language) -> None:
        self.language: Language = language

    def __call__(self, what: str | Named, /, **values: object) -> str:
        """A sentence by its key, or a term that carries both languages; braces are filled in."""
        told = in_language(WORDS[what] if isinstance(what, str) else what, self.language)
        told = told.replace(" %", f"{_SPACE}%")
        return told.format(**values) if values else told

    def number(self, value: float, decimals: int = 0, signed: bool = False) -> str:
        """A number with the marks of the language; NaN is a dash."""
        if math.isnan(value):
            return "–"
        value = round(value, decimals) + 0.0  # no minus nought
        told = f"{value:{'+' if signed and value else ''},.{decimals}f}".replace("-", "−")
        return told.translate(_SWAPPED) if self.language == "nl" else told

    def short(self, value: float) -> str:
        """A number as it was given, without noughts at its end."""
        told = self.number(value, 3)
        point = "," if self.language == "nl" else "."
        return told.rstrip("0").rstrip(point) if point in told else told

    def percent(self, value: float, signed: bool = False) -> str:
        """A share in per cent, whole."""
        return f"{self.number(100 * value, 0, signed)}{_SPACE}%"

    def between(self, low: str, high: str) -> str:
        """From low to high: a dash, or a word where a minus could be taken for it."""
        plain = low[:1].isdigit() and high[:1].isdigit()
        return (f"{low}–{high}" if plain else f"{low} {self('to')} {high}").translate(_KEPT)

    def share(self, share: Share) -> str:
        """A share of runs with its interval. Nought and all are kept for exactly that."""
        low, high = (self.number(100 * end) for end in share.interval)
        told = self.number(100 * share.value)
        if 0 < share.count < share.runs:
            told = {"0": "<1", "100": ">99"}.get(told, told)
        return f"{told}{_SPACE}% ({self.between(low, high)}{_SPACE}%)"

    def spread(self, spread: Spread, decimals: int = 0) -> str:
        """A median with its range, all that was seen when that is little, or a dash."""
        return self._spread(
            spread, *(self.number(x, decimals) for x in (spread.median, spread.low, spread.high))
        )

    def _spread(self, spread: Spread, one: str, low: str, high: str) -> str:
        if spread.count <= 1 or low == high:
            return one
        reach = self.between(low, high)
        return f"{one} ({reach})" if spread.count >= FEWEST else reach

    def interval(
        self,
        value: float,
        low: float,
        high: float,
        *,
        times: float = 1.0,
        decimals: int = 1,
        signed: bool = True,
    ) -> str:
        """A number with its interval, in so many parts; a change has a sign.

        An end that is not 0 is not told as 0 where that would say the interval holds 0: there are
        up to three decimals then.
        """
        if math.isnan(value):
            return "–"
        if low == value == high or (math.isnan(low) and math.isnan(high)):
            return self.number(times * value, decimals, signed=signed)
        nearest = times * min(abs(low), abs(high))
        while low * high > 0.0 and decimals < 3 and round(nearest, decimals) == 0.0:
            decimals += 1
        one, lowest, highest = (
            self.number(times * x, decimals, signed=signed) for x in (value, low, high)
        )
        reach = f"({lowest} {self('to')} {highest})".translate(_KEPT)
        return f"{one} {reach}"

    def list(self, told: Sequence[str]) -> str:
        """One, two and three."""
        *most, last = told
        return f"{', '.join(most)} {self('and')} {last}" if most else last


def isolated(name: str) -> str:
    """A name as it stands in a sentence, whatever way it is written, without turning the rest around."""
    return f"\u2068{name}\u2069"


def capital(told: str) -> str:
    """A sentence with its first letter in capital."""
    return told[:1].upper() + told[1:]
