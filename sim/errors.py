"""The errors that a person should see as one line, without a traceback."""

from __future__ import annotations

import difflib
import math
import unicodedata
from collections.abc import Iterable
from numbers import Integral, Real
from typing import TypeGuard

_BREAKING = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Unicode categories that break or garble a line: controls, formats, surrogates, line ends."""

_JOINERS = "\u200c\u200d"
"""Format characters that some scripts cannot do without."""


class AllianceError(Exception):
    """Base of every error that is the user's to mend.

    `str(error)` is exactly one line, whatever the message holds: it says what is wrong, where
    (file, key, value), what is allowed, and the nearest valid name where there is one.

    Args:
        messages: the line, or one for each of several things that are wrong; control characters and
            line ends in them are escaped.

    Attributes:
        lines: what is wrong, one by one.
    """

    def __init__(self, *messages: str) -> None:
        self.lines = tuple(one_line(message) for message in messages)
        super().__init__("; ".join(self.lines))


class ScenarioError(AllianceError):
    """A scenario cannot be read, or says something that is not allowed."""


def one_line(text: str) -> str:
    r"""Escape what would break the line or garble a terminal.

    >>> one_line("two\nlines")
    'two\\nlines'
    """
    if text.isprintable():
        return text
    return "".join(_escaped(sign) for sign in text)


def shortened(text: str, length: int = 60) -> str:
    """Cut a text to at most `length` signs, with an ellipsis where something was left out."""
    return text if len(text) <= length else text[: length - 1] + "…"


def nearest(word: str, words: Iterable[object]) -> str:
    """The word that looks most like the given one, or an empty text when none does.

    >>> nearest("memebrs", ["members", "start"])
    'members'
    """
    lower = {str(candidate).casefold(): str(candidate) for candidate in words}
    found = difflib.get_close_matches(word[:120].casefold(), lower, n=1)
    return lower[found[0]] if found else ""


def meant(word: str, words: Iterable[object], otherwise: str = "") -> str:
    """What to add to an error about an unknown word: the nearest that there is.

    Args:
        word: as it was given.
        words: all that are known.
        otherwise: what to add when none is near.

    >>> meant("memebrs", ["members", "start"])
    " (did you mean 'members'?)"
    """
    near = nearest(word, words)
    return f" (did you mean '{near}'?)" if near else otherwise


def require_runs(runs: object, least: int, told: str = "runs =") -> None:
    """Refuse what is no number of runs.

    Args:
        runs: how many.
        least: fewest that are allowed.
        told: what the user calls them.

    Raises:
        AllianceError: for fewer, or what is no whole number.
    """
    if not (_is_whole(runs) and runs >= least):
        raise AllianceError(f"{told} {_given(runs)} is not allowed: a whole number from {least}")


def require_seed(seed: object, told: str = "seed =", bits: int = 64) -> None:
    """Refuse what is no seed; see `require_runs`.

    Raises:
        AllianceError: for what is no whole number from 0 to 2**bits - 1.
    """
    if not (_is_whole(seed) and 0 <= seed < 2**bits):
        raise AllianceError(
            f"{told} {_given(seed)} is not allowed: a whole number from 0 to 2**{bits} - 1"
        )


def _is_whole(value: object) -> TypeGuard[float]:
    """Whether it is a whole number; true and false are none."""
    if isinstance(value, bool) or not isinstance(value, Real):
        return False
    return isinstance(value, Integral) or (math.isfinite(value) and float(value).is_integer())


def _given(value: object) -> str:
    return shortened(f"{value}" if isinstance(value, Real) else repr(value))


def _escaped(sign: str) -> str:
    if unicodedata.category(sign) in _BREAKING and sign not in _JOINERS:
        return sign.encode("unicode_escape").decode("ascii")
    return sign
