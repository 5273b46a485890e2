"""What a scenario says: frozen models, each key with its unit, bounds, default and meaning.

The keys and their order are those of the TOML files. `Scenario.from_dict` and the loader raise a
`ScenarioError` of one line for anything that is not allowed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from sim.errors import ScenarioError
from sim.interventions.nine import ACTIONS
from sim.interventions.policy import PolicyError, parse
from sim.scenarios import change, checks, explain, toml
from sim.scenarios.checks import FEWEST, MOST
from sim.scenarios.parameter_table import ParameterTable
from sim.scenarios.quantities import LARGE, Distribution, Number, Quantity, Vector
from sim.scenarios.refusal import NOTHING, refuse
from sim.scenarios.texts import Choice, Text
from sim.state import GOALS, SKILLS, VALUES

LONGEST = 1200
"""Most ticks (months) in a scenario."""

ROUND_ONE_TABLE = 8
"""Members up to which all sit round one table unless the scenario says otherwise: up to six or eight,
Provan & Kenis 2008 as recalled."""

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

SHOCKS_TO_A_MEMBER = ("scandal", "director-leaves", "merger")
"""Shocks that hit one member and so must name it."""

Share = Annotated[Quantity, Number(0, 1, drawn=True)]
Tick = Annotated[int, Number(0, LONGEST - 1, "tick, the first month is 0", whole=True)]
Months = Annotated[int, Number(1, LONGEST, "months", whole=True)]
Name = Annotated[str, Text(80)]
Sentences = tuple[Annotated[str, Text(2000, lines=True)], ...]


class Part(BaseModel):
    """Base of every table in a scenario: nothing can be changed, nothing unknown gets in."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


# -- members ----------------------------------------------------------------------------------
Goals = Annotated[
    Vector,
    Number(0, 1, drawn=True, size=GOALS),
    Field(description=f"weight of each of {GOALS} strategic goals: strategic views"),
]
Values = Annotated[
    Vector,
    Number(0, 1, drawn=True, size=VALUES),
    Field(description=f"place on each of {VALUES} norms and values: organisational culture"),
]
Expertise = Annotated[
    Vector,
    Number(0, 1, drawn=True, size=SKILLS),
    Field(description=f"command of each of the {SKILLS} skills that the task needs: knowledge"),
]
Quality = Annotated[Share, Field(description="worth of a unit of its work")]
Professionalism = Annotated[Share, Field(description="reliability: how often it keeps a promise")]
Capacity = Annotated[
    Quantity,
    Number(0, 1000, "FTE", above=True, drawn=True),
    Field(description="staff that could work on the theme, in the alliance and at home"),
]
Reserve = Annotated[
    Quantity,
    Number(0, LARGE, "kEUR", drawn=True),
    Field(description="own money that it is ready to put in"),
]
Dependence = Annotated[
    Share, Field(description="share of its cost in the alliance that the fund must pay")
]
Network = Annotated[Share, Field(description="reach outside the alliance")]
Engagement = Annotated[Share, Field(description="share of its capacity given to the alliance")]
Openness = Annotated[
    Share, Field(description="share of its real interests that is above the waterline")
]
Attachment = Annotated[Share, Field(description="attachment to its own name and ways: identity")]
Status = Annotated[Share, Field(description="rank at the start")]
Backing = Annotated[Share, Field(description="support of its constituency for taking part")]
Patience = Annotated[
    Quantity,
    Number(0, 600, "months", above=True, drawn=True),
    Field(description="how long its constituency bears results that lag"),
]


class Members(Part):
    """[members]: how to draw members, and what rows of [[member]] and [[joiner]] leave out."""

    count: Annotated[int, Number(FEWEST, MOST, "members", whole=True)] | None = Field(
        default=None,
        description="how many members to draw; leave out when there are [[member]] rows",
    )
    goals: Goals = Distribution(mean=0.55, sd=0.18)
    values: Values = Distribution(mean=0.5, sd=0.18)
    expertise: Expertise = Distribution(low=0.1, high=0.9)
    quality: Quality = Distribution(mean=0.7, sd=0.1)
    professionalism: Professionalism = Distribution(mean=0.85, sd=0.06)
    capacity: Capacity = Distribution(mean=4, sd=1)
    reserve: Reserve = Distribution(mean=60, sd=20)
    dependence: Dependence = Distribution(mean=0.6, sd=0.15)
    network: Network = Distribution(mean=0.4, sd=0.15)
    engagement: Engagement = Distribution(mean=0.5, sd=0.1)
    openness: Openness = Distribution(mean=0.4, sd=0.12)
    attachment: Attachment = Distribution(mean=0.5, sd=0.15)
    status: Status = Distribution(mean=0.5, sd=0.08)
    backing: Backing = Distribution(mean=0.6, sd=0.15)
    patience: Patience = Distribution(mean=30, sd=8)


class Member(Part):
    """[[member]]: one organisation by name; what it leaves out comes from [members]."""

    name: Name = Field(description="name of the organisation, each once")
    group: Name | None = Field(
        default=None, description="its tier or nested consortium, if there are any"
    )
    goals: Goals | None = None
    values: Values | None = None
    expertise: Expertise | None = None
    quality: Quality | None = None
    professionalism: Professionalism | None = None
    capacity: Capacity | None = None
    reserve: Reserve | None = None
    dependence: Dependence | None = None
    network: Network | None = None
    engagement: Engagement | None = None
    openness: Openness | None = None
    attachment: Attachment | None = None
    status: Status | None = None
    backing: Backing | None = None
    patience: Patience | None = None


class Joiner(Member):
    """[[joiner]]: an organisation that joins later."""

    tick: Annotated[int, Number(1, LONGEST - 1, "tick", whole=True)] = Field(
        description="the month in which it joins"
    )


MEMBER_FIELDS: tuple[str, ...] = tuple(name for name in Members.model_fields if name != "count")
"""The quantities of a member, in the order of the files."""


# -- the alliance at its start ----------------------------------------------------------------
class Start(Part):
    """[start]: the alliance and the relations in it on the first day."""

    trust: Share = Field(
        default=Distribution(mean=0.4, sd=0.15), description="trust of each in each other"
    )
    trust_within_group: Share | None = Field(
        default=None, description="trust between members of one group, in place of `trust`"
    )
    trust_between_groups: Share | None = Field(
        default=None, description="trust between members of different groups, in place of `trust`"
    )
    knowledge: Share = Field(
        default=Distribution(mean=0.1, sd=0.04),
        description="knowledge of each other's strengths and ways",
    )
    grievance: Share = Field(
        default=Distribution(mean=0.05, sd=0.03), description="unresolved tension from before"
    )
    agreements: Share = Field(default=0.1, description="completeness of the working agreements")
    control: Share = Field(default=0.4, description="how much of the agreements is control")
    commitment: Share = Field(default=0.7, description="how firmly the ambition binds")
    language: Share = Field(default=0.05, description="shared language and story")
    harvest: Share = Field(default=0.0, description="what was learnt and is recorded")
    profile: Share = Field(default=0.1, description="external profile")
    gap: Share = Field(
        default=0.05,
        description="distance between what the alliance offers and what is asked of it",
    )
    ambition: Goals | None = Field(
        default=None, description="the shared ambition; left out: the mean of the members' goals"
    )


class Pair(Part):
    """[[pair]]: start values from one member toward another, in place of those of [start]."""

    from_: Name = Field(alias="from", description="name of the member that trusts, knows, resents")
    to: Name = Field(description="name of the member that it is about")
    trust: Share | None = Field(default=None, description="trust")
    knowledge: Share | None = Field(default=None, description="knowledge")
    grievance: Share | None = Field(default=None, description="grievance")

    @model_validator(mode="after")
    def _says_something(self) -> Pair:
        if self.trust is None and self.knowledge is None and self.grievance is None:
            refuse("at least one of 'trust', 'knowledge', 'grievance'", NOTHING)
        return self


# -- money and roles --------------------------------------------------------------------------
class Fund(Part):
    """[fund]: what is in the alliance's fund on the first day."""

    start: Annotated[float, Number(0, LARGE, "kEUR")] = Field(
        default=0.0, description="money in the fund at the start"
    )


class Grant(Part):
    """[[grant]]: money that comes in, the same each month, and then stops."""

    amount: Annotated[float, Number(0, LARGE, "kEUR", above=True)] = Field(
        description="the whole grant"
    )
    first: Tick = Field(default=0, description="the first month in which it is paid")
    months: Months = Field(default=60, description="over how many months it is spread")
    reviews: tuple[Months, ...] = Field(
        default=(), description="months after its start at which the funder reviews and may cut"
    )
    renewable: bool = Field(
        default=False,
        description="whether the funder may grant it again, by results, profile and record",
    )


# -- the task and the structure ---------------------------------------------------------------
class Task(Part):
    """[task]: what the alliance has taken on."""

    needs: Annotated[
        Vector,
        Number(0, 1, drawn=True, size=SKILLS),
        Field(description=f"how much it needs of each of the {SKILLS} skills, against the others"),
    ] = 0.5
    hardness: Share = Field(
        default=Distribution(low=0.2, high=0.8),
        description="how hard it is to do alone: 0 skills replace each other, 1 a gap ruins the whole",
    )


class Structure(Part):
    """[structure]: who sits together."""

    groups: Annotated[GroupsName, Choice(GROUPS)] | None = Field(
        default=None,
        description="one table (one), working groups by the `group` of each member (given), or formed "
        "by members or by the coordinator; left out: one up to eight members at the "
        "start, else by the coordinator where there is one, else by members; who joins later sits down "
        "where fewest are",
    )
    size: Annotated[int, Number(2, 12, "members", whole=True)] = Field(
        default=6, description="about how many members in a working group that is formed"
    )
    core: tuple[Name, ...] = Field(
        default=(),
        description="names of the members round the table that connects groups; left out: of each "
        "group the lead party, else the member that reaches furthest outside",
    )
    ring: tuple[Name, ...] = Field(
        default=(), description="names of members that meet the others but not each other"
    )


class Coordinator(Part):
    """[roles.coordinator]: the one who holds the agreements."""

    skill: Share = Field(default=0.6, description="skill")
    member: Name | None = Field(
        default=None, description="name of the member it comes from; left out: independent"
    )
    cost: Annotated[float, Number(0, LARGE, "kEUR a month")] = Field(
        default=4.0, description="what it costs the fund"
    )


class Facilitator(Part):
    """[roles.facilitator]: the process facilitator; independent unless `member` says otherwise."""

    skill: Share = Field(default=0.6, description="skill")
    capacity: Annotated[float, Number(0, 31, "days a month", above=True)] = Field(
        default=3.0, description="days that it has for the alliance"
    )
    member: Name | None = Field(
        default=None, description="name of the member it comes from; left out: independent"
    )
    cost: Annotated[float, Number(0, LARGE, "kEUR a day")] = Field(
        default=0.9, description="what a day costs the fund"
    )


class Roles(Part):
    """[roles]: who has a role. A role that is left out is not filled."""

    lead: Name | None = Field(default=None, description="name of the lead party")
    coordinator: Coordinator | None = None
    facilitator: Facilitator | None = None


# -- what happens -----------------------------------------------------------------------------
class Shock(Part):
    """[[shock]]: something that happens to the alliance in one month."""

    kind: Annotated[ShockName, Choice(SHOCKS)] = Field(description="what happens")
    tick: Tick = Field(description="the month in which it happens")
    size: Annotated[float, Number(0, 1, above=True)] = Field(
        description="how hard it hits; 1 is all of it"
    )
    member: Name | None = Field(
        default=None, description="the member that is hit (scandal, director-leaves, merger)"
    )
    with_: Name | None = Field(
        default=None,
        alias="with",
        description="the member that it takes in (merger only); size is then the share of trust, "
        "knowledge and agreements lost in reorganising",
    )

    @model_validator(mode="after")
    def _member_fits_kind(self) -> Shock:
        if self.kind in SHOCKS_TO_A_MEMBER and self.member is None:
            refuse(f"with kind '{self.kind}' the name of a member", NOTHING, ".member")
        if self.kind not in SHOCKS_TO_A_MEMBER and self.member is not None:
            refuse(f"no member with kind '{self.kind}'", self.member, ".member")
        if self.kind == "merger" and self.with_ is None:
            refuse("with kind 'merger' the name of the other member", NOTHING, ".with")
        if self.with_ is not None and (self.kind != "merger" or self.with_ == self.member):
            refuse("another member, with kind 'merger' only", self.with_, ".with")
        return self


class Change(Part):
    """[[change]]: what the alliance arranges differently from one month on.

    Naming a role fills it anew: who had it before is replaced.
    """

    tick: Tick = Field(description="the first month in which it holds")
    lead: Name | None = Field(default=None, description="name of the new lead party")
    coordinator: Coordinator | None = Field(default=None, description="the new coordinator")
    facilitator: Facilitator | None = Field(default=None, description="the new facilitator")
    remove: tuple[Annotated[RoleName, Choice(ROLES)], ...] = Field(
        default=(), description="roles that are not filled any more"
    )
    division: Annotated[DivisionName, Choice(DIVISIONS)] | None = Field(
        default=None, description="the new rule of division"
    )
    governance: Annotated[GovernanceName, Choice(GOVERNANCES)] | None = Field(
        default=None, description="the new form of governance"
    )

    @model_validator(mode="after")
    def _says_something_once(self) -> Change:
        filled = [role for role in ROLES if getattr(self, role) is not None]
        if not (filled or self.remove or self.division or self.governance):
            refuse(
                "at least one of 'lead', 'coordinator', 'facilitator', 'remove', 'division', "
                "'governance'",
                NOTHING,
            )
        for role in self.remove:
            if role in filled:
                refuse(
                    f"a role that is not filled in the same change ('{role}' is)", role, ".remove"
                )
        return self

    def applied(self, roles: Roles) -> Roles:
        """The roles after this change."""
        given = {role: getattr(self, role) for role in ROLES}
        new = {role: part for role, part in given.items() if part is not None}
        return roles.model_copy(update={**dict.fromkeys(self.remove), **new})


class Intervention(Part):
    """[[intervention]]: an action and when it is done.

    When: `at` one month; or `from` and `until`, at most once in `every` so many months, `while` a
    policy holds (`sim.interventions.policy`). Without any of these it is done every month.
    """

    action: Annotated[str, Choice(ACTIONS)] = Field(description="what is done")
    at: Tick | None = Field(default=None, description="the one month in which it is done")
    from_: Tick | None = Field(
        default=None, alias="from", description="the first month of a period"
    )
    until: Tick | None = Field(default=None, description="the last month of a period")
    every: Months | None = Field(default=None, description="done once in so many months")
    while_: Annotated[str, Text(200)] | None = Field(
        default=None, alias="while", description="done in months in which this policy holds"
    )
    strength: Share = Field(default=1.0, description="how strongly it is done; 1 is in full")
    control: Annotated[float, Number(0, 1)] | None = Field(
        default=None,
        description="the balance aimed at, from trust alone (0) to control alone (1); D3 only",
    )

    @model_validator(mode="after")
    def _one_moment(self) -> Intervention:
        if self.control is not None and not ACTIONS[self.action].balances:
            able = " or ".join(f"'{code}'" for code, action in ACTIONS.items() if action.balances)
            refuse(f"left out, but with action {able}", self.control, ".control")
        if self.while_ is not None:
            try:
                parse(self.while_)
            except PolicyError as error:
                refuse(str(error), self.while_, ".while")
        rest = (self.from_, self.until, self.every, self.while_)
        if self.at is not None and any(part is not None for part in rest):
            refuse("'at' alone, or a period or policy without 'at'", self.at, ".at")
        if self.from_ is not None and self.until is not None and self.until < self.from_:
            refuse(f"'until' not before 'from' ({self.from_})", self.until, ".until")
        return self


@dataclass(frozen=True)
class Place:
    """One organisation of the scenario with nothing left out.

    Attributes:
        name: its name; drawn members are called Member 1, Member 2, …
        group: its tier or nested consortium.
        tick: month in which it joins; 0 for members from the start.
        quantities: a quantity or vector for each of `MEMBER_FIELDS`.
    """

    name: str
    group: str | None
    tick: int
    quantities: Mapping[str, Vector]


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


def bounds(model: type[Part], field: str) -> Number:
    """Bounds and unit of a number in a scenario.

    Args:
        model: the table, such as `Members`, `Start`, `Shock` or `Coordinator`.
        field: a key of it whose value always is there, such as ``"quality"``.

    >>> bounds(Members, "capacity").allowed
    'a number above 0 and up to 1000 (FTE)'
    """
    marks = model.model_fields[field].metadata
    return next(mark for mark in marks if isinstance(mark, Number))


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
