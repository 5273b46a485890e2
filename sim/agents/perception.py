"""What a member and its constituency perceive when they decide."""

from __future__ import annotations

from dataclasses import dataclass, fields
from math import inf
from typing import Annotated

import numpy as np

from sim.arrays import Array, rms_distance, total
from sim.declared import Lookup, Percept, declared
from sim.rules.division import DivisionParameters, cost
from sim.rules.tension import TensionParameters, identity_loss
from sim.state import Derived, State, Traits, mean_over_partners


@dataclass(frozen=True)
class Perception:
    """The world as each member perceives it at the start of a tick.

    Every attribute has shape (…, N), one number for each member, so that a decision is a function
    of one member's perceptions alone; for the Mesa agent that decides, each is a single number.
    """

    month: Annotated[Array, Percept(0, 600, "of the alliance, counted from 0", whole=True)]
    designing: Annotated[Array, Percept(0, 1, "share of time on designing last month")]
    learning: Annotated[Array, Percept(0, 1, "share of time on learning last month")]
    producing: Annotated[Array, Percept(0, 1, "share of time on producing last month")]
    engagement: Annotated[Array, Percept(0, 1, "own engagement")]
    openness: Annotated[Array, Percept(0, 1, "own openness")]
    candour: Annotated[Array, Percept(0, 1, "own candour")]
    backing: Annotated[Array, Percept(0, 1, "backing at home")]
    patience: Annotated[Array, Percept(0, 1, "share of the constituency's patience that is left")]
    patience_months: Annotated[Array, Percept(0, 600, "months the constituency waits for results")]
    status: Annotated[Array, Percept(0, 1, "own rank")]
    trust: Annotated[Array, Percept(0, 1, "mean trust in the partners")]
    knowledge: Annotated[Array, Percept(0, 1, "mean knowledge of the partners")]
    grievance: Annotated[Array, Percept(0, 1, "mean grievance toward the partners")]
    chafing: Annotated[Array, Percept(0, 1, "mean tension on the table last month")]
    friction: Annotated[Array, Percept(0, 1, "share of partners it clashed badly with last month")]
    agreements: Annotated[Array, Percept(0, 1, "completeness of the agreements")]
    control: Annotated[Array, Percept(0, 1, "how much of the agreements is control")]
    commitment: Annotated[Array, Percept(0, 1, "how firmly the ambition binds")]
    profile: Annotated[Array, Percept(0, 1, "external profile")]
    alignment: Annotated[Array, Percept(0, 1, "nearness of the ambition to own goals")]
    identity_loss: Annotated[Array, Percept(0, 1, "what the shared identity asks it to give up")]
    deprivation: Annotated[Array, Percept(0, 1, "share of its last claim that was not paid")]
    dependence: Annotated[Array, Percept(0, 1, "share of its cost that the fund must pay")]
    return_: Annotated[Array, Percept(-1, 1, "added value per own output last month, as credited")]
    months_cost: Annotated[
        Array, Percept(0, inf, "cost of a month at the present engagement, kEUR")
    ]
    partners: Annotated[Array, Percept(0, 50, "number of partners", whole=True)]
    lead: Annotated[Array, Percept(0, 1, "1 for the lead party", whole=True)]
    invited: Annotated[
        Array, Percept(0, 1, "openness asked for by whoever facilitates getting to know each other")
    ]

    def of(self, run: int, member: int) -> Perception:
        """What one member of one run perceives; every attribute is a single number."""
        return Perception(**{f.name: getattr(self, f.name)[run, member] for f in fields(self)})


def perceive(
    month: int,
    traits: Traits,
    state: State,
    derived: Derived,
    standing: Array,
    invited: Array,
    p: Lookup,
) -> Perception:
    """What every member perceives of the state.

    Args:
        month: counted from 0.
        traits, state: the batch.
        derived: masks and counts of the batch.
        standing: (runs, N) share of status, see `sim.rules.pecking_order.standing`.
        invited: (runs, 1) openness asked for, in [0, 1].
        p: parameters, shaped for members.

    Returns:
        Perception with arrays of shape (runs, N).
    """
    everyone = np.ones_like(state.active)
    shared = shared_identity(traits.identity, standing)
    return Perception(
        month=everyone * month,
        designing=state.designing,
        learning=state.learning,
        producing=state.producing,
        engagement=state.engagement,
        openness=state.openness,
        candour=traits.candour,
        backing=state.backing,
        patience=state.patience,
        patience_months=traits.patience_months,
        status=state.status,
        trust=mean_over_partners(state.trust, derived),
        knowledge=mean_over_partners(state.knowledge, derived),
        grievance=mean_over_partners(state.grievance, derived),
        chafing=mean_over_partners(state.chafing, derived),
        friction=state.friction,
        agreements=everyone * state.agreements[..., None],
        control=everyone * state.control[..., None],
        commitment=everyone * state.commitment[..., None],
        profile=everyone * state.profile[..., None],
        alignment=1.0 - rms_distance(traits.goals, state.ambition[..., None, :]),
        identity_loss=identity_loss(
            rms_distance(traits.identity, shared[..., None, :]),
            state.commitment[..., None],
            state.language[..., None],
            p(TensionParameters),
        ),
        deprivation=state.deprivation,
        dependence=traits.dependence,
        return_=state.return_,
        months_cost=cost(traits.capacity * state.engagement, p(DivisionParameters)),
        partners=derived.partners,
        lead=traits.lead,
        invited=everyone * invited,
    )


def shared_identity(identity: Array, standing: Array) -> Array:
    """The identity that the alliance shows: that of its members, weighed by their standing.

    Args:
        identity: (runs, N, VALUES) of each member, in [0, 1].
        standing: (runs, N) shares of status.

    Returns:
        (runs, VALUES) in [0, 1].
    """
    return total(identity * standing[..., None], axis=-2)


PERCEPTS = declared(Perception, Percept)
"""All perceptions by name."""
