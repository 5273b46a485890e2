"""The other tables of a scenario: start, money, task, structure, roles, and what happens."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from sim.interventions.nine import ACTIONS
from sim.interventions.policy import PolicyError, parse
from sim.scenarios.part import (
    DIVISIONS,
    GOVERNANCES,
    GROUPS,
    ROLES,
    SHOCKS,
    DivisionName,
    GovernanceName,
    GroupsName,
    Months,
    Name,
    Part,
    RoleName,
    Share,
    ShockName,
    Tick,
)
from sim.scenarios.people import Goals
from sim.scenarios.quantities import LARGE, Distribution, Number, Vector
from sim.scenarios.refusal import NOTHING, refuse
from sim.scenarios.texts import Choice, Text
from sim.traits import SKILLS

SHOCKS_TO_A_MEMBER = ("scandal", "director-leaves", "merger")
"""Shocks that hit one member and so must name it."""


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
