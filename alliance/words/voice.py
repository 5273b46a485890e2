"""Words and numbers in one language: for a terminal, and typeset for a page."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from alliance.words.language import Language, Named, Term, in_language

if TYPE_CHECKING:
    from alliance.summary import Share, Spread

TO, _AND = Term("to", "tot"), Term("and", "en")
_SWAPPED = str.maketrans({",": ".", ".": ","})


class Voice:
    """Says sentences, terms and numbers in one language.

    Args:
        language: ``en`` or ``nl``.
        words: sentences by a key; what stands in braces is filled in.

    >>> Voice("nl").number(1234.56, 1), Voice("en").number(-1234.56, 1)
    ('1.234,6', '−1,234.6')
    """

    def __init__(self, language: Language, words: Mapping[str, Term] | None = None) -> None:
        self.language: Language = language
        self.words = words or {}

    def __call__(self, what: str | Named, /, **values: object) -> str:
        """A sentence by its key, or a term that carries both languages; braces are filled in."""
        told = in_language(self.words[what] if isinstance(what, str) else what, self.language)
        return self.typeset(told).format(**values) if values else self.typeset(told)

    def typeset(self, told: str) -> str:
        """A text as it is shown; as it is on a terminal."""
        return told

    def kept(self, told: str) -> str:
        """A text that is to stay in one line."""
        return told

    def name(self, name: str) -> str:
        """A name in a sentence."""
        return name

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

    def figures(self, value: float) -> str:
        """A number in three figures, whole from a hundred on.

        >>> Voice("nl").figures(0.01234), Voice("en").figures(-1234.5), Voice("en").figures(2.0)
        ('0,0123', '−1,234', '2')
        """
        if math.isnan(value) or not value:
            return self.number(value)
        decimals = max(0, 2 - math.floor(math.log10(abs(value))))
        told, point = self.number(value, decimals), "," if self.language == "nl" else "."
        return told.rstrip("0").rstrip(point) if point in told and decimals else told

    def percent(self, value: float, signed: bool = False) -> str:
        """A share in per cent, whole."""
        return self.typeset(f"{self.number(100 * value, 0, signed)} %")

    def between(self, low: str, high: str) -> str:
        """From low to high: a dash, or a word where a minus could be taken for it."""
        plain = low[:1].isdigit() and high[:1].isdigit()
        return self.kept(
            f"{low}–{high}" if plain else f"{low} {in_language(TO, self.language)} {high}"
        )

    def share(self, share: Share) -> str:
        """A share of runs with its interval. Nought and all are kept for exactly that."""
        low, high = (self.number(100 * end) for end in share.interval)
        told = self.number(100 * share.value)
        if 0 < share.count < share.runs:
            told = {"0": "<1", "100": ">99"}.get(told, told)
        return self.typeset(f"{told} % ({self.between(low, high)} %)")

    def spread(self, spread: Spread, decimals: int = 0) -> str:
        """A median with its range, all that was seen when that is little, or a dash."""
        return self._spread(
            spread, *(self.number(x, decimals) for x in (spread.median, spread.low, spread.high))
        )

    def _spread(self, spread: Spread, one: str, low: str, high: str) -> str:
        if spread.count <= 1 or low == high:
            return one
        reach = self.between(low, high)
        return reach if spread.few else f"{one} ({reach})"

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
        reach = self.kept(f"({lowest} {in_language(TO, self.language)} {highest})")
        return f"{one} {reach}"

    def list(self, told: Sequence[str]) -> str:
        """One, two and three."""
        *most, last = told
        return f"{', '.join(most)} {in_language(_AND, self.language)} {last}" if most else last


class PageVoice(Voice):
    """The same with the spaces of good print, and names isolated from the text around them."""

    def typeset(self, told: str) -> str:
        """With a narrow space before per cent, at which no line breaks."""
        return told.replace(" %", "\u202f%")

    def kept(self, told: str) -> str:
        """With spaces and dashes at which no line breaks."""
        return told.translate({32: "\u00a0", 8211: "\u2060–\u2060"})

    def name(self, name: str) -> str:
        """A name, see `isolated`."""
        return isolated(name)


def isolated(name: str) -> str:
    """A name as it stands in a sentence, whatever way it is written, without turning the rest around."""
    return f"\u2068{name}\u2069"


def capital(told: str) -> str:
    """A sentence with its first letter in capital."""
    return told[:1].upper() + told[1:]
