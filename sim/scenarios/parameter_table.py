"""The table of parameters in a scenario."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic_core import PydanticCustomError

from sim.parameters import PARAMETERS, Entry
from sim.scenarios.quantities import Number
from sim.scenarios.refusal import Mark, refuse, refuse_all, unknown_key


class ParameterTable(Mark):
    """Checks [parameters]: names and bounds as declared in `sim.parameters`."""

    def check(self, table: Any) -> dict[str, float]:
        """Validate a table of parameter values.

        Raises:
            PydanticCustomError: when it is no table.
            ValidationError: with all unknown names and values out of bounds.
        """
        if not isinstance(table, Mapping):
            refuse("a table", table)
        values, wrong = {}, []
        for name, value in table.items():
            try:
                values[name] = self._value(name, value)
            except PydanticCustomError as error:
                wrong.append(error)
        refuse_all(wrong)
        return values

    def _value(self, name: str, value: Any) -> float:
        if name not in PARAMETERS:
            raise unknown_key(name, PARAMETERS)
        item = PARAMETERS[name]
        if item.unit == "switch":
            if isinstance(value, bool) or value not in (0, 1):
                refuse("0 (off) or 1 (works)", value, f".{name}")
            return float(value)
        return float(_bounds(item).plain(value, f".{name}"))

    def schema(self) -> dict[str, Any]:
        """What is allowed, as JSON schema."""
        properties = {
            item.name: ({"enum": [0, 1]} if item.unit == "switch" else _bounds(item).json_schema())
            | {"description": f"{item.meaning} (default {item.default:g})"}
            for item in PARAMETERS.values()
        }
        return {"type": "object", "properties": properties, "additionalProperties": False}


def _bounds(item: Entry) -> Number:
    return Number(item.low, item.high, "" if item.unit == "1" else item.unit)
