"""The members in a scenario: how they are drawn, rows of one each, and those that join later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from sim.scenarios.part import FEWEST, LONGEST, MOST, Name, Part, Share
from sim.scenarios.quantities import LARGE, Distribution, Number, Quantity, Vector
from sim.traits import GOALS, SKILLS, VALUES

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
    professionalism: Professionalism = Distribution(mean=0.85, sd=0.12)
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
