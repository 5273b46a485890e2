"""CSV that a spreadsheet opens as it is: a text in it is never taken for a formula."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

_FORMULA = re.compile(r"'*[=@\t\r]|'*[+\-](?![+\-]*$)")
_NUMBER = re.compile(r"[+-]?[\d.,]+(?:[eE][+-]?\d+)?\s?%?")


def plain(text: str) -> str:
    """A text that no spreadsheet calculates: with an apostrophe before what would be a formula.

    Numbers, and signs alone, stay as they are.

    >>> plain("=1+1"), plain("-0.5"), plain("--"), plain("Akvo")
    ("'=1+1", '-0.5', '--', 'Akvo')
    """
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def as_written(text: str) -> str:
    """What `plain` was given.

    >>> as_written("'=1+1"), as_written("'s Lands Zorg")
    ('=1+1', "'s Lands Zorg")
    """
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def csv_of(frame: pd.DataFrame, *, index: bool = False) -> str:
    """A frame as CSV.

    Args:
        frame: what to write.
        index: whether to write its index.
    """
    if index:
        frame = frame.reset_index()
    head = [plain(str(name)) for name in frame.columns]
    return frame.map(_cell).to_csv(index=False, header=head, lineterminator="\n")


def _cell(value: Any) -> Any:
    return plain(value) if isinstance(value, str) else value
