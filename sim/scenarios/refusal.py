"""How values in a scenario are refused, before there are lines to say it in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn

from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError

NOTHING = object()
"""Stands for a value that is missing."""


def refusal(allowed: str, value: Any, at: str = "") -> PydanticCustomError:
    """Why a value is refused.

    Args:
        allowed: what is allowed, as a noun phrase.
        value: the value that is refused, or `NOTHING`.
        at: where in the field it stands, such as ``.sd`` or ``[2]``.

    Returns:
        An error for a pydantic validator; `sim.scenarios.explain` turns it into a line.
    """
    return PydanticCustomError(
        "refused", "{allowed}", {"allowed": allowed, "value": value, "at": at}
    )


def refuse(allowed: str, value: Any, at: str = "") -> NoReturn:
    """Refuse a value inside a pydantic validator; see `refusal`.

    Raises:
        PydanticCustomError: always.
    """
    raise refusal(allowed, value, at)


def refuse_all(refusals: Iterable[PydanticCustomError]) -> None:
    """Refuse several things at once inside a pydantic validator.

    Raises:
        ValidationError: with all of them, unless there are none.
    """
    if found := [InitErrorDetails(type=each, input=None) for each in refusals]:
        raise ValidationError.from_exception_data("refused", found)


def unknown_key(key: Any, valid: Iterable[str]) -> PydanticCustomError:
    """Why a key is refused that is none of the valid ones."""
    return PydanticCustomError("unknown_key", "unknown key", {"key": key, "valid": list(valid)})
