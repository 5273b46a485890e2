"""Words of the pages, and words of one's own in their place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from alliance.words.language import Term
from alliance.words.scan import WORDS
from sim.errors import AllianceError, nearest

_BRACES = re.compile(r"{(\w+)}")


def words(own: Mapping[str, str] | None = None) -> dict[str, Term]:
    """The sentences of the pages, with those of one's own in place of theirs.

    Args:
        own: sentences by the same keys.
    """
    return {**WORDS, **{key: Term(text, text) for key, text in (own or {}).items()}}


def wording(path: str) -> dict[str, str]:
    """Sentences of one's own from a file: ``key = "sentence"`` a line, as in TOML.

    Raises:
        AllianceError: all that is wrong, a line each.
    """
    try:
        told: dict[str, Any] = tomllib.loads(Path(path).read_text("utf-8"))
    except OSError as error:
        raise AllianceError(f"{path}: {error.strerror or error}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise AllianceError(f"{path}: not valid TOML: {error}") from None
    wrong = []
    for key, text in told.items():
        if key not in WORDS:
            near = nearest(key, WORDS)
            hint = f" (did you mean '{near}'?)" if near else ""
            wrong.append(f"{path}, {key}: unknown key{hint}")
        elif not isinstance(text, str):
            wrong.append(f"{path}, {key} = {text}: must be a text in quotes")
        else:
            wrong += _braces(path, key, text)
    if wrong:
        raise AllianceError(*wrong)
    return told


def _braces(path: str, key: str, text: str) -> list[str]:
    """What is wrong with the blanks that a sentence of one's own leaves."""
    known = set(_BRACES.findall(WORDS[key].name))
    used = set(_BRACES.findall(text))
    wrong = [
        f"{path}, {key}: '{{{blank}}}' is not filled in here; there are "
        f"{', '.join(f'{{{k}}}' for k in sorted(known)) or 'none'}"
        for blank in sorted(used - known)
    ]
    bare = _BRACES.sub("", text)
    if "{" in bare or "}" in bare:
        wrong.append(f"{path}, {key}: braces stand for blanks only, such as {{month}}")
    return wrong
