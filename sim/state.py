"""What each entity carries from one month to the next, declared once.

`Traits` is what members and roles are; only events change it. `State` moves every month and is built
whole by it (`sim.month`). Every array has the runs of a batch on its leading axis. Each variable's
declaration says axes, unit, bounds, meaning, where it starts and how it is recorded; start, results,
checks and the ODD protocol read it there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf
from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Array, rms_distance, total
from sim.declared import ALLIANCE, MEMBERS, PAIRS, Record, Variable, declared, share

Bits = NDArray[np.bool_]

GOALS = 3
"""Number of strategic goals on which members and ambition are placed."""
VALUES = 3
"""Number of norms and values that make up an identity."""
SKILLS = 4
"""Number of skills that the task needs."""

SIZES = {"goal": GOALS, "value": VALUES, "skill": SKILLS}
"""Lengths of the axes after members and partners, by name."""

THIRD = 1.0 / 3.0


@dataclass(frozen=True)
class Traits:
    """What members and roles are: changed by events only."""

    # members: what they are
    goals: Annotated[
        Array, share((*MEMBERS, "goal"), "own goals: strategic views", "members.goals")
    ]
    identity: Annotated[Array, share((*MEMBERS, "value"), "norms and values", "members.identity")]
    expertise: Annotated[
        Array, share((*MEMBERS, "skill"), "knowledge the task needs", "members.expertise")
    ]
    quality: Annotated[Array, share(MEMBERS, "worth of a unit of its work", "members.quality")]
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
    designing: Annotated[
        Array,
        share(MEMBERS, "share of alliance time on designing, negotiating", THIRD, Record.AS_IT_IS),
    ]
    learning: Annotated[
        Array,
        share(MEMBERS, "share of alliance time on discovering, learning", THIRD, Record.AS_IT_IS),
    ]
    producing: Annotated[
        Array, share(MEMBERS, "share of alliance time on producing", THIRD, Record.AS_IT_IS)
    ]
    deprivation: Annotated[
        Array, share(MEMBERS, "share of its last claim that was not paid", 0, Record.AS_IT_IS)
    ]
    return_: Annotated[
        Array, Variable(MEMBERS, "1", -1, 1, "last added value per own output, as credited", 0)
    ]
    friction: Annotated[Array, share(MEMBERS, "share of partners it lately clashed badly with", 0)]
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
    patience: Annotated[
        Array,
        share(
            MEMBERS, "share of its patience that is left", 1, Record.AS_IT_IS, whose="constituency"
        ),
    ]
    # dyads, from member toward partner
    trust: Annotated[Array, share(PAIRS, "trust in the partner", "start.trust", Record.MEAN)]
    scar: Annotated[Array, share(PAIRS, "trust closed off for good by deceit", 0)]
    knowledge: Annotated[
        Array,
        share(
            PAIRS, "knowledge of the partner's strengths and ways", "start.knowledge", Record.MEAN
        ),
    ]
    grievance: Annotated[
        Array, share(PAIRS, "unresolved tension toward the partner", "start.grievance", Record.MEAN)
    ]
    chafing: Annotated[Array, share(PAIRS, "tension lately on the table", 0)]
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
    fund: Annotated[
        Array,
        Variable(
            ALLIANCE, "kEUR", 0, inf, "money in the alliance's fund", "fund.start", Record.AS_IT_IS
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
            ALLIANCE, "months", 0, inf, "joint output so far, toward the goal", 0, Record.AS_IT_IS
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


@dataclass(frozen=True)
class Derived:
    """What follows from traits and state, and changes only when members do.

    Attributes:
        active: (runs, members), the mask of active members.
        together: (runs, members, members), 1 where both are members and not the same one.
        partners: (runs, members), number of partners of an active member, else 0.
        value_distance: (runs, members, members), distance in norms and values, in [0, 1].
        expertise_distance: (runs, members, members), distance in expertise, in [0, 1].
        count: (runs,), number of active members.
    """

    active: Array
    together: Array
    partners: Array
    value_distance: Array
    expertise_distance: Array
    count: Array

    @classmethod
    def of(cls, traits: Traits, state: State) -> Derived:
        """Compute all of it."""
        blank = cls(
            active=state.active,
            together=state.active,
            partners=state.active,
            value_distance=_between(traits.identity),
            expertise_distance=_between(traits.expertise),
            count=state.active,
        )
        return blank.after_change(state)

    def after_change(self, state: State) -> Derived:
        """What follows after members came or went; who they are has not changed."""
        active = state.active
        pair = active[..., :, None] * active[..., None, :]
        together = pair * (1.0 - np.eye(state.size))
        return replace(
            self, active=active, together=together, partners=total(together), count=total(active)
        )


def _between(vectors: Array) -> Array:
    return rms_distance(vectors[..., :, None, :], vectors[..., None, :, :])


def mean_over_partners(values: Array, derived: Derived) -> Array:
    """Mean of a dyadic quantity over a member's active partners; 0 for one without partners.

    Args:
        values: (…, members, members).
        derived: masks of the same batch.

    Returns:
        (…, members).
    """
    return total(values * derived.together) / np.maximum(derived.partners, 1.0)


def mean_of_partners(values: Array, derived: Derived) -> Array:
    """Mean of what a member's active partners hold of it; 0 for one without partners.

    Args:
        values: (…, members, members), the first holds it of the second.
        derived: masks of the same batch.

    Returns:
        (…, members).
    """
    return total(values * derived.together, axis=-2) / np.maximum(derived.partners, 1.0)


def mean_over_members(values: Array, derived: Derived) -> Array:
    """Mean of a member's quantity over active members; 0 when there are none.

    Args:
        values: (…, members).
        derived: mask and counts of the same batch.

    Returns:
        (…,).
    """
    return total(values * derived.active) / np.maximum(derived.count, 1.0)


def mean_over_pairs(values: Array, derived: Derived) -> Array:
    """Mean of a dyadic quantity over members and their partners; (…,)."""
    return mean_over_members(mean_over_partners(values, derived), derived)
