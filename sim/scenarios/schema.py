"""What a scenario says: frozen models, each key with its unit, bounds, default and meaning.

The keys and their order are those of the TOML files. `Scenario.from_dict` and the loader raise a
`ScenarioError` of one line for anything that is not allowed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import Field, ValidationError, model_validator

from sim.errors import ScenarioError
from sim.scenarios import change, checks, explain, toml
from sim.scenarios.parameter_table import ParameterTable
from sim.scenarios.part import (
    DIVISIONS,
    DOMAINS,
    GOVERNANCES,
    DivisionName,
    DomainName,
    GovernanceName,
    Months,
    Part,
    Sentences,
)
from sim.scenarios.people import MEMBER_FIELDS, Joiner, Member, Members, Place
from sim.scenarios.tables import (
    Change,
    Fund,
    Grant,
    Intervention,
    Pair,
    Roles,
    Shock,
    Start,
    Structure,
    Task,
)
from sim.scenarios.texts import Choice, Text

ROUND_ONE_TABLE = 8
"""Members up to which all sit round one table unless the scenario says otherwise: up to six or eight,
Provan & Kenis 2008 as recalled."""


class Scenario(Part):
    """A scenario: an alliance, its start, its money, and what will happen to it.

    Make one with `sim.scenarios.load` or `Scenario.from_dict`; change one with `replace`.
    """

    title: Annotated[str, Text(200)] = Field(
        default="An alliance", description="a title of one line"
    )
    description: Annotated[str, Text(20000, lines=True, empty=True)] = Field(
        default="", description="what it shows, why, and what it rests on"
    )
    domain: Annotated[DomainName, Choice(DOMAINS)] | None = Field(
        default=None, description="the field in which the alliance works"
    )
    length: Months = Field(default=120, description="how many months to simulate")
    division: Annotated[DivisionName, Choice(DIVISIONS)] = Field(
        default="equity",
        description="how money and credit are divided: equal, equity (by contribution), need "
        "or power (by status)",
    )
    governance: Annotated[GovernanceName, Choice(GOVERNANCES)] = Field(
        default="shared",
        description="who governs: all members (shared), the lead party (lead) or an administrative "
        "body (nao)",
    )
    assumptions: Sentences = Field(default=(), description="what is assumed, in plain sentences")
    sources: Sentences = Field(default=(), description="where the facts come from")
    members: Members = Field(default_factory=lambda: Members())
    member: tuple[Member, ...] = ()
    start: Start = Field(default_factory=lambda: Start())
    pair: tuple[Pair, ...] = ()
    task: Task = Field(default_factory=lambda: Task())
    structure: Structure = Field(default_factory=lambda: Structure())
    fund: Fund = Field(default_factory=lambda: Fund())
    grant: tuple[Grant, ...] = ()
    roles: Roles = Field(default_factory=lambda: Roles())
    change: tuple[Change, ...] = ()
    shock: tuple[Shock, ...] = ()
    joiner: tuple[Joiner, ...] = ()
    intervention: tuple[Intervention, ...] = ()
    parameters: Annotated[dict[str, float], ParameterTable()] = Field(
        default={}, description="values of parameters that differ from their default"
    )

    @classmethod
    def from_dict(cls, content: Mapping[str, Any], where: str = "scenario") -> Scenario:
        """Make a scenario from nested tables, as they stand in a TOML file.

        Args:
            content: tables by key.
            where: what to call it in an error: the name of the file.

        Raises:
            ScenarioError: a line for each thing in it that is not allowed.
        """
        if not isinstance(content, Mapping):
            raise ScenarioError(f"{where}: not a table of keys and values")
        try:
            try:
                return cls.model_validate(dict(content))
            except ValidationError as error:
                lines = explain.explain(error, content, cls)
        except UnicodeEncodeError:  # half a surrogate pair, which no file can hold
            lines = ["holds text that cannot be written as UTF-8"]
        except RecursionError:
            lines = ["tables are nested too deeply"]
        raise ScenarioError(*(f"{where}: {line}" for line in lines))

    def to_dict(self) -> dict[str, Any]:
        """All content as nested tables, defaults filled in; `from_dict` makes an equal scenario."""
        return change.tables(self)

    def to_toml(self) -> str:
        """All content as TOML, defaults filled in; loading it makes an equal scenario."""
        return toml.written(self.to_dict())

    def digest(self) -> str:
        """SHA-256 of the content in hexadecimal; the same for equal scenarios."""
        content = json.dumps(self.to_dict(), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(content.encode("ascii")).hexdigest()

    def __hash__(self) -> int:
        return hash(self.digest())

    def paths(self) -> list[str]:
        """Every path that `replace` takes, in the order of the file."""
        return list(change.paths(self))

    def replace(self, path: str, value: Any) -> Scenario:
        """The same scenario with one thing changed.

        Args:
            path: where, with the keys of the file: ``length``, ``start.trust``,
                ``start.trust.mean``, ``member.Simavi.quality``, ``grant[1].amount`` (rows count
                from 1), ``parameters.loss_ratio``. See `paths`.
            value: the new value, a distribution as a table included; None takes the key out, so
                that its default holds.

        Returns:
            A new scenario; this one stays as it is.

        Raises:
            ScenarioError: for a path that does not exist (it names the nearest) or a value that is
                not allowed there.
        """
        return Scenario.from_dict(change.changed(self, path, value), where="changed scenario")

    def arranged(self, tick: int) -> tuple[Roles, str, str]:
        """Roles, division rule and form of governance in a month, changes included."""
        roles, division, governance = self.roles, self.division, self.governance
        for turn in sorted(self.change, key=lambda turn: turn.tick):
            if turn.tick <= tick:
                roles = turn.applied(roles)
                division = turn.division or division
                governance = turn.governance or governance
        return roles, division, governance

    def form(self) -> str:
        """How members sit, one of `GROUPS`: as [structure] says, else by their number at the start."""
        places, told = self.places(), self.structure
        founders = sum(place.tick == 0 for place in places)
        form: str | None = told.groups
        if form is None:
            grouped = "coordinator" if self.roles.coordinator else "members"
            form = "one" if founders <= ROUND_ONE_TABLE else grouped
        if form == "given":
            together = len({place.group for place in places}) == 1 and not told.core
        else:
            together = founders <= told.size
        return "one" if together else form

    # -- people and places ------------------------------------------------------------------
    def places(self) -> tuple[Place, ...]:
        """All organisations: members of the start in order, then joiners in order of the file."""
        return tuple(self._places())

    def _places(self) -> Iterator[Place]:
        common = {name: getattr(self.members, name) for name in MEMBER_FIELDS}
        if not self.member:
            for number in range(1, (self.members.count or 0) + 1):
                yield Place(f"Member {number}", None, 0, common)
        for row in (*self.member, *self.joiner):
            own = {name: getattr(row, name) for name in MEMBER_FIELDS}
            quantities = common | {name: q for name, q in own.items() if q is not None}
            yield Place(row.name, row.group, getattr(row, "tick", 0), quantities)

    @model_validator(mode="after")
    def _holds_together(self) -> Scenario:
        checks.holds_together(self)
        return self


def json_schema() -> dict[str, Any]:
    """The JSON schema (draft 2020-12) of a scenario file, for editors that complete and check.

    Bounds, units (as ``x-unit``) and descriptions are those of the models. What only the loader can
    check, such as names that must exist, is not in it.
    """
    schema: dict[str, Any] = explain.tidied(Scenario.model_json_schema(by_alias=True))
    tables = schema["$defs"]
    for field in MEMBER_FIELDS:  # told once, in [members]; rows have the same fields
        told = {"description": tables["Members"]["properties"][field]["description"]}
        for row in ("Member", "Joiner"):
            tables[row]["properties"][field] |= told
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Scenario of the alliance laboratory",
    }
    return head | schema
