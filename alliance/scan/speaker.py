"""Words of the pages, and words of one's own in their place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from alliance.report.voice import Voice
from alliance.words.language import Language, Named, in_language
from alliance.words.scan import WORDS
from sim.errors import AllianceError, nearest

_BRACES = re.compile(r"{(\w+)}")


class Speaker(Voice):
    """Says sentences of `alliance.words.scan`, else of the report.

    Args:
        language: ``en`` or ``nl``.
        own: sentences of one's own by the same keys.
    """

    def __init__(self, language: Language, own: Mapping[str, str] | None = None) -> None:
        super().__init__(language)
        self._own = dict(own or {})

    def __call__(self, what: str | Named, /, **values: object) -> str:
        """A sentence by its key, or a term; braces are filled in."""
        if not isinstance(what, str) or what not in WORDS:
            return super().__call__(what, **values)
        told = self._own.get(what, in_language(WORDS[what], self.language))
        return told.format(**values) if values else told


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
