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

from sim.arrays import Array, rms_distance, runs_first, total
from sim.declared import ALLIANCE, MEMBERS, PAIRS, Record, Value, Variable, declared, share
from sim.rules import production
from sim.ties import Ties

Bits = NDArray[np.bool_]

GOALS = 3
"""Number of strategic goals on which members and ambition are placed."""
VALUES = 3
"""Number of norms and values that make up an identity."""
SKILLS = 4
"""Number of skills that the task needs."""

QUARTER = 0.25

LEAST_ALONE = 0.01
"""Least that an hour of own work gives, so that shares of it are defined; numerical."""


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
            1,
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
            "output so far, in months of all members' full work apart",
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


@dataclass(frozen=True)
class Derived:
    """What follows from traits and state, and changes only when members do.

    Attributes:
        ties: who meets whom.
        active: (runs, N) the mask of active members.
        count: (runs,) number of active members.
        together: (runs, E) mask of ties between active members.
        partners: (runs, N) number of partners of an active member that it meets, else 0.
        meeting: (runs,) number of active members that have partners.
        value_distance, view_distance, expertise_distance: (runs, E) differences in norms and values, in
            strategic views and in expertise, in [0, 1].
        alone: (runs, N) what an hour of a member's own work gives, with the quality that it came with.
        potential: (runs, N) what a joint hour with full role division would give a member, against one
            apart.
    """

    ties: Ties
    active: Array
    count: Array
    together: Array
    partners: Array
    value_distance: Array
    view_distance: Array
    expertise_distance: Array
    alone: Array
    potential: Array

    @classmethod
    def of(cls, traits: Traits, state: State, ties: Ties, power: Value) -> Derived:
        """Compute all of it.

        Args:
            traits, state: the batch.
            ties: who meets whom.
            power: how strongly full role division works, see
                `sim.rules.production.ProductionParameters.division_power`.
        """
        active = state.active
        pair = ties.of_source(active) * ties.of_target(active)
        together = pair * (1.0 - runs_first(_with_runs(ties.apart, pair.shape[0])))
        alone = traits.own_quality * production.alone(
            traits.expertise, traits.needs[..., None, :], traits.hardness[..., None]
        )
        alone = np.maximum(alone, LEAST_ALONE)
        return cls(
            ties=ties,
            active=active,
            count=total(active),
            together=together,
            partners=ties.sum_out(together),
            value_distance=_between(traits.values, ties),
            view_distance=_between(traits.goals, ties),
            expertise_distance=_between(traits.expertise, ties),
            alone=alone,
            potential=_potential(traits, active, alone, ties, power),
        )


def _with_runs(mask: Array, runs: int) -> Array:
    """A mask over ties, (E,) or (E, runs), as (E, runs)."""
    return mask if mask.ndim > 1 else np.broadcast_to(mask[:, None], (len(mask), runs))


def _potential(traits: Traits, active: Array, alone: Array, ties: Ties, power: Value) -> Array:
    hours = traits.capacity * active
    full = np.ones_like(hours)
    output = pooled_by_group(traits, hours, full, full * traits.own_quality, ties, power)
    return np.where(hours > 0.0, output / np.maximum(hours * alone, 1e-12), 1.0)


def pooled_by_group(
    traits: Traits, hours: Array, role: Array, worth: Array, ties: Ties, power: Value
) -> Array:
    """What each member's joint hours give in its working groups, by its marginal product.

    Args:
        traits: for expertise, needs and hardness.
        hours: (runs, N) joint hours, FTE-months.
        role: (runs, N) role division, in [0, 1].
        worth: (runs, N) quality times what is not lost, in [0, 1].
        ties: who sits in which group.
        power: number or (runs, 1), see `sim.rules.production.allocate`.

    Returns:
        (runs, N) hours of full skill and quality.
    """
    needs = traits.needs[:, None, :]
    s = production.substitution(traits.hardness)
    weight = ties.at_seats(np.ones_like(hours)) * ties.weight
    share = weight / ties.at_seats(ties.from_seats(weight))
    seated = (hours, role, worth, traits.expertise)
    at = [ties.groups(ties.at_seats(values)) for values in seated]
    parts = []
    for of_hours, of_role, of_worth, skill, part in zip(*at, ties.groups(share), strict=True):
        split = production.allocate(of_hours * part, skill, of_role, needs, power)
        parts.append(production.pooled(split, skill, of_worth, needs, s)[1])
    return ties.from_seats(np.concatenate(parts, axis=1) if parts[1:] else parts[0])


def _between(vectors: Array, ties: Ties) -> Array:
    return rms_distance(ties.of_source(vectors), ties.of_target(vectors))


def mean_over_partners(values: Array, derived: Derived) -> Array:
    """Mean of what a member holds of the partners it meets; 0 for one without: (…, E) to (…, N)."""
    return derived.ties.sum_out(values * derived.together) / np.maximum(derived.partners, 1.0)


def mean_of_partners(values: Array, derived: Derived) -> Array:
    """Mean of what the partners that a member meets hold of it; 0 for one without: (…, E) to (…, N)."""
    return derived.ties.sum_in(values * derived.together) / np.maximum(derived.partners, 1.0)


def mean_over_members(values: Array, derived: Derived) -> Array:
    """Mean of a member's quantity over active members; 0 when there are none: (…, N) to (…,)."""
    return total(values * derived.active) / np.maximum(derived.count, 1.0)


def mean_over_pairs(values: Array, derived: Derived) -> Array:
    """Mean of what holds between members over members and their partners; (…, E) to (…,)."""
    return mean_over_members(mean_over_partners(values, derived), derived)
