"""How values in a scenario are checked and refused, before there are lines to say it in."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any, NoReturn

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError, core_schema

NOTHING = object()
"""Stands for a value that is missing."""


class Mark(ABC):
    """Base of what stands in ``Annotated``: checks a value, and tells the JSON schema what is allowed."""

    @abstractmethod
    def check(self, value: Any) -> Any:
        """The value as a scenario holds it.

        Raises:
            PydanticCustomError: when it is refused; see `refuse`.
        """

    @abstractmethod
    def schema(self) -> dict[str, Any]:
        """What is allowed, as JSON schema."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self.check)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return self.schema()


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
