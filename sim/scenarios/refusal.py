"""How a value in a scenario is refused, before there is a line to say it in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn

from pydantic_core import PydanticCustomError

NOTHING = object()
"""Stands for a value that is missing."""


def refuse(allowed: str, value: Any, at: str = "") -> NoReturn:
    """Refuse a value inside a pydantic validator.

    Args:
        allowed: what is allowed, as a noun phrase.
        value: the value that is refused, or `NOTHING`.
        at: where in the field it stands, such as ``.sd`` or ``[2]``.

    Raises:
        PydanticCustomError: always; `sim.scenarios.explain` turns it into a line.
    """
    raise PydanticCustomError(
        "refused", "{allowed}", {"allowed": allowed, "value": value, "at": at}
    )


def refuse_key(key: Any, valid: Iterable[str]) -> NoReturn:
    """Refuse an unknown key inside a pydantic validator.

    Raises:
        PydanticCustomError: always.
    """
    raise PydanticCustomError("unknown_key", "unknown key", {"key": key, "valid": list(valid)})
