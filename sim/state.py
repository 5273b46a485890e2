"""The state of an alliance: what each entity carries from one tick to the next.

Every array has the runs of a batch on its leading axis. `FIELDS` declares each variable once, with
axes, unit, bounds and meaning; results and the ODD protocol read it from there.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Array, rms_distance, runs_together, total

GOALS = 3
"""Number of strategic goals on which members and ambition are placed."""
VALUES = 3
"""Number of norms and values that make up an identity."""
SKILLS = 4
"""Number of skills that the task needs."""

Entity = Literal["member", "constituency", "dyad", "alliance", "roles"]


@dataclass(frozen=True)
class Field:
    """Declaration of one state variable.

    Attributes:
        entity: whose state it is.
        axes: names of the axes after the runs.
        unit: its unit; ``1`` for a pure number.
        low: lower bound.
        high: upper bound, or infinity.
        meaning: one line.
    """

    entity: Entity
    axes: tuple[str, ...]
    unit: str
    low: float
    high: float
    meaning: str


_M, _D, _A = ("member",), ("member", "partner"), ()
_INF = float("inf")

FIELDS: dict[str, Field] = {
    # members: what they are
    "goals": Field("member", ("member", "goal"), "1", 0, 1, "own goals: strategic views"),
    "identity": Field("member", ("member", "value"), "1", 0, 1, "norms and values"),
    "expertise": Field("member", ("member", "skill"), "1", 0, 1, "knowledge the task needs"),
    "quality": Field("member", _M, "1", 0, 1, "worth of a unit of its work"),
    "professionalism": Field("member", _M, "1", 0, 1, "chance that it keeps a promise"),
    "capacity": Field("member", _M, "FTE", 0, 50000, "effort it has, alliance and home together"),
    "dependence": Field("member", _M, "1", 0, 1, "share of alliance cost the fund must pay"),
    "network": Field("member", _M, "1", 0, 1, "reach outside the alliance"),
    "candour": Field("member", _M, "1", 0, 1, "openness by its own nature"),
    # members: how they are doing
    "active": Field("member", _M, "1", 0, 1, "1 while it is a member, else 0"),
    "reserve": Field("member", _M, "kEUR", 0, _INF, "money it keeps for the alliance"),
    "engagement": Field("member", _M, "1", 0, 1, "share of capacity given to the alliance"),
    "openness": Field("member", _M, "1", 0, 1, "share of its interests above the waterline"),
    "status": Field("member", _M, "1", 0, 1, "rank in the pecking order"),
    "designing": Field("member", _M, "1", 0, 1, "share of alliance time on designing, negotiating"),
    "learning": Field("member", _M, "1", 0, 1, "share of alliance time on discovering, learning"),
    "producing": Field("member", _M, "1", 0, 1, "share of alliance time on producing"),
    "deprivation": Field("member", _M, "1", 0, 1, "share of its last claim that was not paid"),
    "return_": Field("member", _M, "1", -1, 1, "last added value per own output, as credited"),
    "friction": Field("member", _M, "1", 0, 1, "share of partners it lately clashed badly with"),
    # constituencies
    "backing": Field("constituency", _M, "1", 0, 1, "support for taking part"),
    "patience": Field("constituency", _M, "1", 0, 1, "share of its patience that is left"),
    "patience_months": Field("constituency", _M, "months", 0, 600, "patience without results"),
    # dyads, from member toward partner
    "trust": Field("dyad", _D, "1", 0, 1, "trust in the partner"),
    "scar": Field("dyad", _D, "1", 0, 1, "trust closed off for good by deceit"),
    "knowledge": Field("dyad", _D, "1", 0, 1, "knowledge of the partner's strengths and ways"),
    "grievance": Field("dyad", _D, "1", 0, 1, "unresolved tension toward the partner"),
    "chafing": Field("dyad", _D, "1", 0, 1, "tension lately on the table"),
    # alliance
    "ambition": Field("alliance", ("goal",), "1", 0, 1, "the shared ambition"),
    "commitment": Field("alliance", _A, "1", 0, 1, "how firmly the ambition binds"),
    "agreements": Field("alliance", _A, "1", 0, 1, "completeness of the working agreements"),
    "control": Field("alliance", _A, "1", 0, 1, "how much of the agreements is control"),
    "language": Field("alliance", _A, "1", 0, 1, "shared language and story"),
    "harvest": Field("alliance", _A, "1", 0, 1, "what was learnt and is recorded"),
    "profile": Field("alliance", _A, "1", 0, 1, "external profile"),
    "fund": Field("alliance", _A, "kEUR", 0, _INF, "money in the alliance's fund"),
    "gap": Field("alliance", _A, "1", 0, 1, "distance between what it offers and what is asked"),
    "progress": Field("alliance", _A, "months", 0, _INF, "joint output so far, toward the goal"),
    "running": Field("alliance", _A, "1", 0, 1, "1 while the alliance lives, else 0"),
    # roles
    "lead": Field("roles", _M, "1", 0, 1, "1 for the lead party, else 0"),
    "coordinator": Field("roles", _A, "1", 0, 1, "skill of the coordinator; 0 when there is none"),
    "coordinator_home": Field("roles", _M, "1", 0, 1, "1 for the member the coordinator is from"),
    "coordinator_cost": Field("roles", _A, "kEUR/month", 0, _INF, "what the coordinator costs"),
    "facilitator": Field("roles", _A, "1", 0, 1, "skill of the process facilitator; 0 for none"),
    "facilitator_days": Field("roles", _A, "days/month", 0, _INF, "days the facilitator has"),
    "facilitator_home": Field("roles", _M, "1", 0, 1, "1 for the member the facilitator is from"),
    "facilitator_cost": Field("roles", _A, "kEUR/day", 0, _INF, "what a facilitator's day costs"),
}


@dataclass
class State:
    """All state variables of a batch of alliances; see `FIELDS` for axes, units and bounds."""

    goals: Array
    identity: Array
    expertise: Array
    quality: Array
    professionalism: Array
    capacity: Array
    dependence: Array
    network: Array
    candour: Array
    active: Array
    reserve: Array
    engagement: Array
    openness: Array
    status: Array
    designing: Array
    learning: Array
    producing: Array
    deprivation: Array
    return_: Array
    friction: Array
    backing: Array
    patience: Array
    patience_months: Array
    trust: Array
    scar: Array
    knowledge: Array
    grievance: Array
    chafing: Array
    ambition: Array
    commitment: Array
    agreements: Array
    control: Array
    language: Array
    harvest: Array
    profile: Array
    fund: Array
    gap: Array
    progress: Array
    running: Array
    lead: Array
    coordinator: Array
    coordinator_home: Array
    coordinator_cost: Array
    facilitator: Array
    facilitator_days: Array
    facilitator_home: Array
    facilitator_cost: Array

    @property
    def runs(self) -> int:
        """Number of runs in the batch."""
        return int(self.fund.shape[0])

    @property
    def size(self) -> int:
        """Number of places for members, active or not."""
        return int(self.active.shape[-1])

    def copy(self) -> State:
        """A copy that shares no array."""
        return replace(self, **{f.name: getattr(self, f.name).copy("K") for f in fields(self)})


def stack(states: list[State]) -> State:
    """Put batches of one size behind each other on the axis of the runs.

    Args:
        states: one or more states with the same number of member places.

    Returns:
        One state in the runs-together layout.
    """
    return State(
        **{
            field.name: runs_together(np.concatenate([getattr(s, field.name) for s in states]))
            for field in fields(State)
        }
    )


@dataclass
class Derived:
    """What follows from state and changes only when members do.

    Attributes:
        together: (runs, members, members), 1 where both are members and not the same one.
        partners: (runs, members), number of partners of an active member, else 0.
        value_distance: (runs, members, members), distance in norms and values, in [0, 1].
        expertise_distance: (runs, members, members), distance in expertise, in [0, 1].
        count: (runs,), number of active members.
    """

    together: Array
    partners: Array
    value_distance: Array
    expertise_distance: Array
    count: Array

    @classmethod
    def of(cls, state: State) -> Derived:
        """Compute all of it from the state."""
        blank = cls(
            state.active,
            state.active,
            _between(state.identity),
            _between(state.expertise),
            state.active,
        )
        return blank.after_change(state)

    def after_change(self, state: State) -> Derived:
        """What follows from the state after members came or went; who they are has not changed."""
        pair = state.active[..., :, None] * state.active[..., None, :]
        together = pair * (1.0 - np.eye(state.size))
        return replace(self, together=together, partners=total(together), count=total(state.active))


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


def mean_over_members(values: Array, state: State, derived: Derived) -> Array:
    """Mean of a member's quantity over active members; 0 when there are none.

    Args:
        values: (…, members).
        state: the batch, for its mask of active members.
        derived: counts of the same batch.

    Returns:
        (…,).
    """
    return total(values * state.active) / np.maximum(derived.count, 1.0)


Bits = NDArray[np.bool_]
