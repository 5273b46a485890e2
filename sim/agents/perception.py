"""What a member and its constituency perceive when they decide."""

from __future__ import annotations

from dataclasses import dataclass, fields
from math import inf
from typing import Annotated

import numpy as np

from sim.arrays import Array, rms_distance, total
from sim.declared import Lookup, Percept, declared
from sim.derived import Derived, mean_over_members, mean_over_partners
from sim.rules import ambition, division, fairness, production, tension, time_use
from sim.rules.agreements import AgreementsParameters
from sim.rules.division import DivisionParameters
from sim.rules.fairness import FairnessParameters
from sim.rules.learning import LearningParameters
from sim.rules.production import ProductionParameters
from sim.rules.tension import TensionParameters
from sim.rules.time_use import TimeUseParameters
from sim.state import State
from sim.traits import Traits


@dataclass(frozen=True)
class Perception:
    """The world as each member perceives it at the start of a month.

    Every attribute has shape (…, N), one number for each member, so that a decision is a function
    of one member's perceptions alone; for the Mesa agent that decides, each is a single number.
    """

    month: Annotated[Array, Percept(0, 1200, "of the alliance, counted from 0", whole=True)]
    months_ahead: Annotated[Array, Percept(1, 120, "months that its plans count")]
    designing: Annotated[Array, Percept(0, 1, "own share of time for designing last month")]
    learning: Annotated[Array, Percept(0, 1, "own share of time for learning last month")]
    apart: Annotated[Array, Percept(0, 1, "own share of time worked apart last month")]
    joint: Annotated[Array, Percept(0, 1, "own share of time for joint work last month")]
    engagement: Annotated[Array, Percept(0, 1, "own engagement")]
    openness: Annotated[Array, Percept(0, 1, "own openness")]
    candour: Annotated[Array, Percept(0, 1, "own candour")]
    backing: Annotated[Array, Percept(0, 1, "backing at home")]
    support: Annotated[Array, Percept(0, 1, "backing by nature")]
    status: Annotated[Array, Percept(0, 1, "own rank")]
    results_seen: Annotated[
        Array, Percept(-1, 1, "results for own goals as the constituency sees them")
    ]
    patience: Annotated[
        Array, Percept(0, 600, "months over which the constituency looks back on results")
    ]
    trust: Annotated[Array, Percept(0, 1, "mean trust in the partners")]
    knowledge: Annotated[Array, Percept(0, 1, "mean knowledge of the partners")]
    shown: Annotated[Array, Percept(0, 1, "mean openness of the partners")]
    rift: Annotated[Array, Percept(0, 1, "mean relationship conflict with the partners")]
    trouble: Annotated[Array, Percept(0, 1, "share of hours lately lost to clashes")]
    agreements: Annotated[Array, Percept(0, 1, "completeness of the agreements")]
    control: Annotated[Array, Percept(0, 1, "how much of the agreements is control")]
    commitment: Annotated[Array, Percept(0, 1, "how firmly the ambition binds")]
    profile: Annotated[Array, Percept(0, 1, "external profile")]
    designing_speed: Annotated[
        Array,
        Percept(0, 5, "share of what is unsettled that a month of full designing would settle"),
    ]
    learning_speed: Annotated[
        Array, Percept(0, 5, "share of what is unknown that a month of full learning would reveal")
    ]
    double_work: Annotated[Array, Percept(0, 1, "share of joint hours lost without any agreements")]
    alignment: Annotated[Array, Percept(0, 1, "nearness of the ambition to own goals")]
    binding: Annotated[Array, Percept(0, 1, "how far the ambition binds it")]
    identity_loss: Annotated[Array, Percept(0, 1, "what the alliance asks it to give up")]
    justice: Annotated[
        Array, Percept(-1, 11, "fairness of what it gets and of being heard; 0 is neither")
    ]
    deprivation: Annotated[
        Array, Percept(0, 1, "share of its cost that it expected to be paid last month and was not")
    ]
    dependence: Annotated[Array, Percept(0, 1, "share of its cost that the fund must pay")]
    paid_share: Annotated[Array, Percept(0, 1, "share of that which it counts on being paid")]
    expected: Annotated[
        Array, Percept(0, inf, "kEUR a month that it has come to expect of the fund")
    ]
    full_cost: Annotated[
        Array, Percept(0, inf, "kEUR that a month at the present engagement costs")
    ]
    belief: Annotated[
        Array, Percept(0, 310, "what it believes an hour of joint work to bring, against one apart")
    ]
    promise: Annotated[
        Array, Percept(0, 300, "what it expects of that hour once all is agreed and known")
    ]
    service: Annotated[Array, Percept(0, 1, "how far joint results serve what it wants")]
    partners: Annotated[Array, Percept(0, 60, "number of partners that it meets", whole=True)]
    lead: Annotated[Array, Percept(0, 1, "1 for the lead party", whole=True)]
    invited: Annotated[
        Array, Percept(0, 1, "step toward openness asked for by getting to know each other (D1)")
    ]

    def of(self, run: int, member: int) -> Perception:
        """What one member of one run perceives; every attribute is a single number."""
        return Perception(**{f.name: getattr(self, f.name)[run, member] for f in fields(self)})


PERCEPTS = declared(Perception, Percept)
"""All that is perceived, by name."""


def perceive(
    month: int,
    months_ahead: Array,
    traits: Traits,
    state: State,
    derived: Derived,
    trust: Array,
    alignment: Array,
    deciding: Array,
    invited: Array,
    p: Lookup,
) -> Perception:
    """What every member perceives of the state.

    Args:
        month: counted from 0.
        months_ahead: (runs, 1) months until the money ends; the planning horizon where there is no end.
        traits, state, derived: the batch.
        trust: (runs, N) mean trust in the partners, in [0, 1].
        alignment: (runs, N) nearness of the ambition to own goals, in [0, 1].
        deciding: (runs, 1) what a month of full designing by all would decide, in [0, 1].
        invited: (runs, 1) step toward openness asked for, in [0, 1].
        p: parameters, shaped for members.

    Returns:
        Perception with arrays of shape (runs, N).
    """
    everyone = np.ones_like(state.active)
    knowledge = mean_over_partners(state.knowledge, derived)
    commitment = everyone * state.commitment[..., None]
    together = 1.0 - mean_over_members(state.apart, derived)
    promise = time_use.promise(trust, knowledge, derived.potential, p(TimeUseParameters))
    shown = mean_over_partners(derived.ties.of_target(state.openness), derived)
    horizon = np.maximum(np.minimum(months_ahead, p(TimeUseParameters).planning_horizon), 1.0)
    speed = p(AgreementsParameters).agreeing_rate * deciding
    return Perception(
        month=everyone * month,
        months_ahead=everyone * horizon,
        designing=state.designing,
        learning=state.learning,
        apart=state.apart,
        joint=state.joint,
        engagement=state.engagement,
        openness=state.openness,
        candour=traits.candour,
        backing=state.backing,
        support=traits.support,
        status=state.status,
        results_seen=state.results_seen,
        patience=traits.patience_months,
        trust=trust,
        knowledge=knowledge,
        shown=shown,
        rift=mean_over_partners(state.rift, derived),
        trouble=state.trouble,
        agreements=everyone * state.agreements[..., None],
        control=everyone * state.control[..., None],
        commitment=commitment,
        profile=everyone * state.profile[..., None],
        designing_speed=everyone * speed,
        learning_speed=p(LearningParameters).learning_rate * shown,
        double_work=everyone * p(ProductionParameters).double_work,
        alignment=alignment,
        binding=ambition.binding(state.commitment[..., None], alignment),
        identity_loss=tension.identity_loss(
            traits.attachment,
            state.commitment[..., None],
            together[..., None],
            state.language[..., None],
            p(TensionParameters),
        ),
        justice=fairness.justice(
            state.fair_got, state.fair_heard, 1.0 - alignment, p(FairnessParameters)
        ),
        deprivation=state.deprivation,
        dependence=traits.dependence,
        paid_share=state.paid_share,
        expected=state.expected,
        full_cost=division.cost(traits.capacity * state.engagement, p(DivisionParameters)),
        belief=state.belief,
        promise=promise,
        service=time_use.service(alignment, commitment),
        partners=derived.partners,
        lead=traits.lead,
        invited=everyone * invited,
    )


def alignment_with(goals: Array, aim: Array) -> Array:
    """Nearness of the ambition to each member's own goals; (runs, N).

    Args:
        goals: (runs, N, GOALS) of the members.
        aim: (runs, GOALS) the ambition.
    """
    near: Array = 1.0 - rms_distance(goals, aim[..., None, :])
    return near


def first_beliefs(traits: Traits, state: State, derived: Derived, p: Lookup) -> Array:
    """What members believe of joint work before they have tried any; (runs, N).

    Args:
        traits, state, derived: the batch at its start.
        p: parameters, shaped for members.
    """
    own = p(ProductionParameters)
    promise = time_use.promise(
        mean_over_partners(state.trust, derived),
        mean_over_partners(state.knowledge, derived),
        derived.potential,
        p(TimeUseParameters),
    )
    return time_use.first_belief(
        promise,
        production.doubled(state.agreements[..., None], own),
        production.misunderstood(unbridged(state.knowledge, state.language, derived, p), own),
    )


def unbridged(knowledge: Array, language: Array, derived: Derived, p: Lookup) -> Array:
    """Mean over its partners of what is not bridged toward them; (runs, N).

    Args:
        knowledge: (runs, E) of the partners.
        language: (runs,) shared language.
        derived: for the differences.
        p: parameters, shaped for members and ties.
    """
    toward = production.bridging(
        derived.expertise_distance,
        knowledge,
        derived.value_distance,
        language[..., None],
        p(ProductionParameters),
    )
    return mean_over_partners(toward, derived)


def ambition_of(goals: Array, weight: Array) -> Array:
    """The goals of members, weighed; (runs, GOALS)."""
    return total(goals * weight[..., None], axis=-2)
