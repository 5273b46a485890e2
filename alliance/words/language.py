"""A thing's name in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

Language = Literal["en", "nl"]
LANGUAGES: tuple[Language, ...] = ("en", "nl")


class Named(Protocol):
    """Anything with a name in both languages: a term, a phase, an action."""

    @property
    def name(self) -> str:
        """In English."""

    @property
    def dutch(self) -> str:
        """In Dutch."""


@dataclass(frozen=True)
class Term:
    """A word or short phrase, in lower case, to be put before a number or into a heading.

    Attributes:
        name: in English.
        dutch: in Dutch.
        brochure: whether the Dutch is the brochure's own.
    """

    name: str
    dutch: str
    brochure: bool = False


def in_language(what: Named, language: Language) -> str:
    """What something is called.

    Args:
        what: a term, a phase or an action.
        language: ``en`` or ``nl``.
    """
    return what.dutch if language == "nl" else what.name
