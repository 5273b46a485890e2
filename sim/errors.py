"""The errors that a person should see as one line, without a traceback."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable

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


def _escaped(sign: str) -> str:
    if unicodedata.category(sign) in _BREAKING and sign not in _JOINERS:
        return sign.encode("unicode_escape").decode("ascii")
    return sign
