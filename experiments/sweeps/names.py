"""Names that a study may use, refused with the nearest one when they do not exist."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator

from sim.errors import meant
from sim.observers.outcomes import OUTCOMES
from sim.results import VARIABLES
from sim.scenarios.refusal import refuse


def _named(what: str, known: Mapping[str, Any]) -> BeforeValidator:
    def check(value: Any) -> Any:
        if not isinstance(value, str) or value not in known:
            hint = meant(str(value), known, f": {', '.join(known)}")
            refuse(f"the name of {what}{hint}", value)
        return value

    return BeforeValidator(check)


OutcomeName = Annotated[str, _named("an outcome", OUTCOMES)]
VariableName = Annotated[str, _named("a variable of results", VARIABLES)]
