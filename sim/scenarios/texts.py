"""Texts in a scenario, free or one of a few words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sim.errors import meant
from sim.scenarios.refusal import Mark, refuse


@dataclass(frozen=True)
class Text(Mark):
    """A piece of text; to be used in ``Annotated``.

    Attributes:
        longest: most characters allowed.
        lines: more than one line is allowed.
        empty: nothing at all is allowed.
    """

    longest: int
    lines: bool = False
    empty: bool = False

    def check(self, value: Any) -> str:
        """Validate a text.

        Raises:
            PydanticCustomError: if it is no text, empty, too long, or holds control characters.
        """
        allowed = f"a text of at most {self.longest} characters"
        if not isinstance(value, str):
            refuse(f"{allowed}, in quotes", value)
        if len(value) > self.longest:
            refuse(allowed, value)
        if not (self.empty or value.strip()):
            refuse("a text that is not empty", value)
        fine = {"\n", "\t"} if self.lines else set()
        if not value.isprintable() and any(
            sign < " " or "\x7f" <= sign < "\xa0" or sign in "\u2028\u2029" or _is_surrogate(sign)
            for sign in value
            if sign not in fine
        ):
            refuse("a text without control characters" if self.lines else "one line of text", value)
        return str(value)

    def schema(self) -> dict[str, Any]:
        """What is allowed, as JSON schema."""
        least = 0 if self.empty else 1
        return {"type": "string", "minLength": least, "maxLength": self.longest}


@dataclass(frozen=True)
class Choice(Mark):
    """One of a few words; to be used in ``Annotated`` with a ``Literal``.

    Attributes:
        words: the words allowed.
    """

    words: Collection[str]

    def check(self, value: Any) -> str:
        """Validate a choice.

        Raises:
            PydanticCustomError: naming all words and the nearest.
        """
        if isinstance(value, str) and value in self.words:
            return value
        hint = meant(value, self.words) if isinstance(value, str) else ""
        refuse("one of " + ", ".join(f"'{word}'" for word in self.words) + hint, value)

    def schema(self) -> dict[str, Any]:
        """What is allowed, as JSON schema."""
        return {"enum": list(self.words)}


def _is_surrogate(sign: str) -> bool:
    return "\ud800" <= sign <= "\udfff"
