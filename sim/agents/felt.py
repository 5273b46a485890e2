"""What a member and its constituency perceive when they decide."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from sim.arrays import Array, rms_distance, total
from sim.declared import Lookup
from sim.rules.division import DivisionParameters, cost
from sim.rules.tension import TensionParameters, identity_loss
from sim.state import Derived, State, Traits, mean_over_partners


@dataclass(frozen=True)
class Felt:
    """The world as each member perceives it at the start of a tick.

    Every attribute has shape (…, N), one number for each member, so that a decision is a function
    of one member's perceptions alone; for the Mesa agent that decides, each is a single number.

    Attributes:
        month: of the alliance, counted from 0.
        designing, learning, producing: own time use last month, in [0, 1].
        engagement, openness, candour, backing, patience, status: own, in [0, 1].
        patience_months: months the constituency waits for results.
        trust: mean trust in the partners, in [0, 1].
        knowledge: mean knowledge of the partners, in [0, 1].
        grievance: mean grievance toward the partners, in [0, 1].
        chafing: mean tension on the table last month, in [0, 1].
        friction: share of partners it clashed badly with last month, in [0, 1].
        agreements, control, commitment, profile: of the alliance, in [0, 1].
        alignment: nearness of the ambition to own goals, in [0, 1].
        identity_loss: what the shared identity asks it to give up, in [0, 1].
        deprivation: share of its last claim that was not paid, in [0, 1].
        dependence: share of its cost that the fund must pay, in [0, 1].
        return_: added value per own output last month, as credited, in [-1, 1].
        months_cost: cost of a month at the present engagement, kEUR.
        partners: number of partners.
        lead: 1 for the lead party.
        invited: openness asked for by whoever facilitates getting to know each other, in [0, 1].
    """

    month: Array
    designing: Array
    learning: Array
    producing: Array
    engagement: Array
    openness: Array
    candour: Array
    backing: Array
    patience: Array
    patience_months: Array
    status: Array
    trust: Array
    knowledge: Array
    grievance: Array
    chafing: Array
    friction: Array
    agreements: Array
    control: Array
    commitment: Array
    profile: Array
    alignment: Array
    identity_loss: Array
    deprivation: Array
    dependence: Array
    return_: Array
    months_cost: Array
    partners: Array
    lead: Array
    invited: Array

    def of(self, run: int, member: int) -> Felt:
        """What one member of one run perceives; every attribute is a single number."""
        return Felt(**{f.name: getattr(self, f.name)[run, member] for f in fields(self)})


def perceive(
    month: int,
    traits: Traits,
    state: State,
    derived: Derived,
    standing: Array,
    invited: Array,
    p: Lookup,
) -> Felt:
    """What every member perceives of the state.

    Args:
        month: counted from 0.
        traits, state: the batch.
        derived: masks and counts of the batch.
        standing: (runs, N) share of status, see `sim.rules.pecking_order.standing`.
        invited: (runs, 1) openness asked for, in [0, 1].
        p: parameters, shaped for members.

    Returns:
        Felt with arrays of shape (runs, N).
    """
    everyone = np.ones_like(state.active)
    shared = shared_identity(traits.identity, standing)
    return Felt(
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
