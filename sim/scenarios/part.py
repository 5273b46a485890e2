"""What all tables of a scenario are made of: their base, and the numbers, names and words in them."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict

from sim.scenarios.quantities import Number, Quantity
from sim.scenarios.texts import Text

FEWEST, MOST = 2, 60
"""Fewest members at the start and most organisations in a scenario, joiners included."""

LONGEST = 1200
"""Most ticks (months) in a scenario."""

DomainName = Literal[
    "area development",
    "development cooperation",
    "healthy neighbourhoods",
    "cooperating municipalities",
    "care and welfare",
    "innovation in labour relations",
    "teaching",
]
DivisionName = Literal["equal", "equity", "need", "power"]
GovernanceName = Literal["shared", "lead", "nao"]
ShockName = Literal[
    "budget-cut", "scandal", "director-leaves", "one-name", "merger", "environment-shift"
]
RoleName = Literal["lead", "coordinator", "facilitator"]
GroupsName = Literal["one", "given", "members", "coordinator"]

DOMAINS: tuple[str, ...] = get_args(DomainName)
DIVISIONS: tuple[str, ...] = get_args(DivisionName)
GOVERNANCES: tuple[str, ...] = get_args(GovernanceName)
SHOCKS: tuple[str, ...] = get_args(ShockName)
ROLES: tuple[str, ...] = get_args(RoleName)
GROUPS: tuple[str, ...] = get_args(GroupsName)

Share = Annotated[Quantity, Number(0, 1, drawn=True)]
Tick = Annotated[int, Number(0, LONGEST - 1, "tick, the first month is 0", whole=True)]
Months = Annotated[int, Number(1, LONGEST, "months", whole=True)]
Name = Annotated[str, Text(80)]
Sentences = tuple[Annotated[str, Text(2000, lines=True)], ...]


class Part(BaseModel):
    """Base of every table in a scenario: nothing can be changed, nothing unknown gets in."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


def bounds(model: type[Part], field: str) -> Number:
    """Bounds and unit of a number in a scenario.

    Args:
        model: the table, such as `Members`, `Start`, `Shock` or `Coordinator`.
        field: a key of it whose value always is there, such as ``"quality"``.

    >>> from sim.scenarios.people import Members
    >>> bounds(Members, "capacity").allowed
    'a number above 0 and up to 1000 (FTE)'
    """
    marks = model.model_fields[field].metadata
    return next(mark for mark in marks if isinstance(mark, Number))
