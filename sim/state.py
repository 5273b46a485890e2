"""What each entity carries from one month to the next, declared once.

`Traits` is what members and roles are; only events change it. `State` moves every month and is built
whole by it (`sim.month`). Every array has the runs of a batch on its leading axis. Each variable's
declaration says axes, unit, bounds, meaning, where it starts and how it is recorded; start, results,
checks and the ODD protocol read it there.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Array
from sim.declared import ALLIANCE, MEMBERS, PAIRS, Record, Variable, declared, share

Bits = NDArray[np.bool_]

GOALS = 3
"""Number of strategic goals on which members and ambition are placed."""
VALUES = 3
"""Number of norms and values that make up an identity."""
SKILLS = 4
"""Number of skills that the task needs."""

SIZES = {"goal": GOALS, "value": VALUES, "skill": SKILLS}
"""Lengths of the axes after members and ties, by name."""

QUARTER = 0.25


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


@dataclass(frozen=True)
class State:
    """What moves: each month builds it whole."""

    # members: how they are doing
    active: Annotated[
        Array, share(MEMBERS, "1 while it is a member, else 0", "places", Record.ALWAYS)
    ]
    reserve: Annotated[
        Array,
        Variable(
            MEMBERS,
            "kEUR",
            0,
            inf,
            "money it keeps for the alliance",
            "members.reserve",
            Record.AS_IT_IS,
        ),
    ]
    expected: Annotated[
        Array,
        Variable(
            MEMBERS,
            "kEUR",
            0,
            inf,
            "money a month that it has come to expect of the fund",
            "members.expected",
            Record.AS_IT_IS,
        ),
    ]
    paid_share: Annotated[
        Array,
        share(
            MEMBERS,
            "share of the work that the fund must pay which it counts on being paid",
            "members.paid_share",
            Record.AS_IT_IS,
        ),
    ]
    engagement: Annotated[
        Array,
        share(
            MEMBERS,
            "share of capacity given to the alliance",
            "members.engagement",
            Record.AS_IT_IS,
        ),
    ]
    openness: Annotated[
        Array,
        share(
            MEMBERS,
            "share of its interests above the waterline",
            "members.openness",
            Record.AS_IT_IS,
        ),
    ]
    status: Annotated[
        Array, share(MEMBERS, "rank in the pecking order", "members.status", Record.AS_IT_IS)
    ]
    quality: Annotated[
        Array,
        share(
            MEMBERS,
            "worth of a unit of its joint work, with what it learnt from partners",
            "members.quality",
            Record.AS_IT_IS,
        ),
    ]
    role: Annotated[
        Array, share(MEMBERS, "how far its hours go to what it is best at", 0, Record.AS_IT_IS)
    ]
    designing: Annotated[
        Array,
        share(
            MEMBERS,
            "share of alliance time for designing: agreements and plans",
            QUARTER,
            Record.AS_IT_IS,
        ),
    ]
    learning: Annotated[
        Array,
        share(
            MEMBERS,
            "share of alliance time for learning about each other",
            QUARTER,
            Record.AS_IT_IS,
        ),
    ]
    apart: Annotated[
        Array,
        share(
            MEMBERS,
            "share of alliance time for work apart, under the alliance's flag",
            QUARTER,
            Record.AS_IT_IS,
        ),
    ]
    joint: Annotated[
        Array, share(MEMBERS, "share of alliance time for joint work", QUARTER, Record.AS_IT_IS)
    ]
    belief: Annotated[
        Array,
        Variable(
            MEMBERS,
            "1",
            0,
            310,
            "what it believes an hour of joint work to bring, against one apart",
            1,
            Record.AS_IT_IS,
        ),
    ]
    trouble: Annotated[Array, share(MEMBERS, "share of hours it remembers to lose to clashes", 0)]
    deprivation: Annotated[
        Array,
        share(
            MEMBERS,
            "share of its cost that it expected to be paid last month and was not",
            0,
            Record.AS_IT_IS,
        ),
    ]
    fair_got: Annotated[
        Array,
        share(MEMBERS, "felt fairness of what it gets; one half is neither", 0.5, Record.AS_IT_IS),
    ]
    fair_heard: Annotated[
        Array,
        share(MEMBERS, "felt fairness of being heard; one half is neither", 0.5, Record.AS_IT_IS),
    ]
    # constituencies
    backing: Annotated[
        Array,
        share(
            MEMBERS,
            "support for taking part",
            "members.backing",
            Record.AS_IT_IS,
            whose="constituency",
        ),
    ]
    results_seen: Annotated[
        Array,
        Variable(
            MEMBERS,
            "1",
            -1,
            1,
            "results for own goals as its constituency sees them",
            "members.results_seen",
            Record.AS_IT_IS,
            whose="constituency",
        ),
    ]
    # ties, from a member toward a partner it meets
    trust: Annotated[Array, share(PAIRS, "trust in the partner", "start.trust", Record.MEAN)]
    scar: Annotated[Array, share(PAIRS, "trust closed off for good by deceit", 0)]
    knowledge: Annotated[
        Array,
        share(
            PAIRS, "knowledge of the partner's strengths and ways", "start.knowledge", Record.MEAN
        ),
    ]
    stored_resources: Annotated[
        Array,
        share(PAIRS, "unspoken tension over dividing resources", "start.grievance", Record.MEAN),
    ]
    stored_values: Annotated[
        Array,
        share(
            PAIRS, "unspoken tension over norms, values and views", "start.grievance", Record.MEAN
        ),
    ]
    stored_identity: Annotated[
        Array, share(PAIRS, "unspoken tension over identity", "start.grievance", Record.MEAN)
    ]
    rift: Annotated[Array, share(PAIRS, "relationship conflict with the partner", 0, Record.MEAN)]
    # the alliance
    ambition: Annotated[Array, share(("goal",), "the shared ambition", "start.ambition")]
    commitment: Annotated[
        Array, share(ALLIANCE, "how firmly the ambition binds", "start.commitment", Record.AS_IT_IS)
    ]
    agreements: Annotated[
        Array,
        share(
            ALLIANCE, "completeness of the working agreements", "start.agreements", Record.AS_IT_IS
        ),
    ]
    control: Annotated[
        Array,
        share(ALLIANCE, "how much of the agreements is control", "start.control", Record.AS_IT_IS),
    ]
    language: Annotated[
        Array, share(ALLIANCE, "shared language and story", "start.language", Record.AS_IT_IS)
    ]
    harvest: Annotated[
        Array, share(ALLIANCE, "what was learnt and is recorded", "start.harvest", Record.AS_IT_IS)
    ]
    profile: Annotated[Array, share(ALLIANCE, "external profile", "start.profile", Record.AS_IT_IS)]
    dissent: Annotated[Array, share(ALLIANCE, "habit of dissent", 0, Record.AS_IT_IS)]
    fund: Annotated[
        Array,
        Variable(
            ALLIANCE, "kEUR", 0, inf, "money in the alliance's fund", "fund.start", Record.AS_IT_IS
        ),
    ]
    funding: Annotated[
        Array, share(ALLIANCE, "share of the promised grants that comes in", 1, Record.AS_IT_IS)
    ]
    track: Annotated[
        Array,
        Variable(ALLIANCE, "1", -1, 20, "added value as the funder sees it", 0, Record.AS_IT_IS),
    ]
    renewed: Annotated[
        Array,
        Variable(
            ALLIANCE,
            "months",
            0,
            inf,
            "months of renewed grants that are still to come",
            0,
            Record.AS_IT_IS,
        ),
    ]
    terms: Annotated[
        Array,
        Variable(
            ALLIANCE,
            "1",
            0,
            inf,
            "terms that were granted so far, the first included",
            1,
            Record.AS_IT_IS,
        ),
    ]
    gap: Annotated[
        Array,
        share(
            ALLIANCE,
            "distance between what it offers and what is asked",
            "start.gap",
            Record.AS_IT_IS,
        ),
    ]
    progress: Annotated[
        Array,
        Variable(
            ALLIANCE,
            "months",
            0,
            inf,
            "joint output so far, in months of all members' full work apart",
            0,
            Record.AS_IT_IS,
        ),
    ]
    running: Annotated[Array, share(ALLIANCE, "1 while the alliance lives, else 0", 1)]

    @property
    def runs(self) -> int:
        """Number of runs in the batch."""
        return int(self.fund.shape[0])

    @property
    def size(self) -> int:
        """Number of places for members, active or not."""
        return int(self.active.shape[-1])


TRAITS = declared(Traits, Variable)
STATE = declared(State, Variable)
VARIABLES = {**TRAITS, **STATE}
"""All variables by name."""
