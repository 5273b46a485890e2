"""What members and roles are, declared once: only events change it.

Every array has the runs of a batch on its leading axis; see `sim.state`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Annotated

from sim.arrays import Array
from sim.declared import ALLIANCE, MEMBERS, Variable, declared, share

GOALS = 3
"""Number of strategic goals on which members and ambition are placed."""
VALUES = 3
"""Number of norms and values that make up an identity."""
SKILLS = 4
"""Number of skills that the task needs."""

SIZES = {"goal": GOALS, "value": VALUES, "skill": SKILLS}
"""Lengths of the axes after members and ties, by name."""


@dataclass(frozen=True)
class Traits:
    """What members and roles are: changed by events only."""

    # members: what they are
    goals: Annotated[
        Array, share((*MEMBERS, "goal"), "own goals: strategic views", "members.goals")
    ]
    values: Annotated[
        Array, share((*MEMBERS, "value"), "norms and values: culture", "members.values")
    ]
    expertise: Annotated[
        Array, share((*MEMBERS, "skill"), "knowledge the task needs", "members.expertise")
    ]
    own_quality: Annotated[
        Array, share(MEMBERS, "worth of a unit of its work as it came", "members.quality")
    ]
    professionalism: Annotated[
        Array, share(MEMBERS, "chance that it keeps a promise", "members.professionalism")
    ]
    capacity: Annotated[
        Array,
        Variable(
            MEMBERS,
            "FTE",
            0,
            50000,
            "effort it has, alliance and home together",
            "members.capacity",
        ),
    ]
    dependence: Annotated[
        Array, share(MEMBERS, "share of alliance cost the fund must pay", "members.dependence")
    ]
    network: Annotated[Array, share(MEMBERS, "reach outside the alliance", "members.network")]
    candour: Annotated[Array, share(MEMBERS, "openness by its own nature", "members.openness")]
    attachment: Annotated[
        Array, share(MEMBERS, "attachment to its own name and ways: identity", "members.attachment")
    ]
    # constituencies
    patience_months: Annotated[
        Array,
        Variable(
            MEMBERS,
            "months",
            0,
            600,
            "patience without results",
            "members.patience",
            whose="constituency",
        ),
    ]
    support: Annotated[
        Array,
        share(
            MEMBERS,
            "backing by nature, before anything weighs for or against",
            "members.backing",
            whose="constituency",
        ),
    ]
    # the task
    needs: Annotated[
        Array, share(("skill",), "share of each skill in what the task needs", "task.needs")
    ]
    hardness: Annotated[Array, share(ALLIANCE, "how hard the task is to do alone", "task.hardness")]
    luck: Annotated[
        Array,
        Variable(ALLIANCE, "1", -9, 9, "luck with the task, a standard normal number", "task.luck"),
    ]
    # the funder
    term_money: Annotated[
        Array,
        Variable(ALLIANCE, "kEUR/month", 0, inf, "what a renewed grant brings", "grant.monthly"),
    ]
    term_months: Annotated[
        Array,
        Variable(ALLIANCE, "months", 0, inf, "how long a renewed grant lasts", "grant.months"),
    ]
    # roles
    lead: Annotated[
        Array, share(MEMBERS, "1 for the lead party, else 0", "roles.lead", whose="roles")
    ]
    coordinator: Annotated[
        Array,
        share(
            ALLIANCE,
            "skill of the coordinator; 0 when there is none",
            "roles.coordinator",
            whose="roles",
        ),
    ]
    coordinator_home: Annotated[
        Array,
        share(
            MEMBERS,
            "1 for the member the coordinator is from",
            "roles.coordinator_home",
            whose="roles",
        ),
    ]
    coordinator_cost: Annotated[
        Array,
        Variable(
            ALLIANCE,
            "kEUR/month",
            0,
            inf,
            "what the coordinator costs",
            "roles.coordinator_cost",
            whose="roles",
        ),
    ]
    facilitator: Annotated[
        Array,
        share(
            ALLIANCE,
            "skill of the process facilitator; 0 for none",
            "roles.facilitator",
            whose="roles",
        ),
    ]
    facilitator_days: Annotated[
        Array,
        Variable(
            ALLIANCE,
            "days/month",
            0,
            inf,
            "days the facilitator has",
            "roles.facilitator_days",
            whose="roles",
        ),
    ]
    facilitator_home: Annotated[
        Array,
        share(
            MEMBERS,
            "1 for the member the facilitator is from",
            "roles.facilitator_home",
            whose="roles",
        ),
    ]
    facilitator_cost: Annotated[
        Array,
        Variable(
            ALLIANCE,
            "kEUR/day",
            0,
            inf,
            "what a facilitator's day costs",
            "roles.facilitator_cost",
            whose="roles",
        ),
    ]


TRAITS = declared(Traits, Variable)
