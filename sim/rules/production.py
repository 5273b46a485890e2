"""Production: own work, synergy between members who can use each other, and added value (S8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.arrays import Array, total
from sim.declared import Mechanism, Parameter, Switch, Value, rule
from sim.state import Bits


@dataclass(frozen=True)
class ProductionParameters(Mechanism):
    """Numbers of the mechanism; see `sim.parameters`."""

    production_on: Annotated[
        Value, Switch("off: no synergy and no friction; each produces as it would apart")
    ] = 1.0
    hub_relief: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of the links to coordinate that a lead or an administrative body takes over",
            "efficiency: Provan & Kenis 2008; size: assumption",
        ),
    ] = 0.5
    coordinator_span: Annotated[
        Value,
        Parameter("members", 1, 50, "members that a coordinator can serve in full", "assumption"),
    ] = 12.0
    synergy: Annotated[
        Value,
        Parameter(
            "1",
            0,
            20,
            "extra output per unit of difference in expertise that partners can use",
            "assumption, calibrated",
        ),
    ] = 2.7
    misunderstanding: Annotated[
        Value,
        Parameter(
            "1",
            0,
            20,
            "cost of difference in expertise that is not bridged, against its synergy",
            "inverted U: Nooteboom et al. 2007, Sampson 2007; size: assumption, calibrated",
        ),
    ] = 1.2
    coordination_cost: Annotated[
        Value,
        Parameter(
            "1/member",
            0,
            0.2,
            "share of effort that coordinating with one more partner takes",
            "Steiner 1972, process loss; size: assumption",
        ),
    ] = 0.012
    harvest_gain: Annotated[
        Value,
        Parameter("1", 0, 5, "gain in productivity from a full recorded harvest", "assumption"),
    ] = 0.25
    failed_delivery: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of a month's output that an unkept promise still delivers",
            "assumption",
        ),
    ] = 0.5
    goal_size: Annotated[
        Value,
        Parameter(
            "months",
            1,
            10000,
            "joint output that reaches the goal, in months of all members' full own output",
            "assumption, calibrated",
        ),
    ] = 68.0
    closing_rate: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "chance a month that an alliance that reached its goal closes",
            "17 of 165 closed by success, NORC/ASPE 2012; calibrated",
        ),
    ] = 0.05


@rule
def pair_value(
    expertise_distance: Array, knowledge: Array, trust: Array, p: ProductionParameters
) -> Array:
    """What working together adds to a member's productivity, per unit of contact.

    Difference in expertise is worth what is bridged of it, and costs what is not: novelty against
    understanding, an inverted U in distance (Nooteboom et al. 2007). A pair bridges what both know of
    each other and dare to use.

    Args:
        expertise_distance: (…, N, N) in [0, 1], symmetric.
        knowledge, trust: (…, N, N) in [0, 1].

    Returns:
        (…, N, N) in [-400, 20], symmetric; negative where too little is bridged.
    """
    used = np.sqrt(knowledge * trust)
    bridged = np.minimum(used, np.swapaxes(used, -1, -2))
    cost = p.misunderstanding * expertise_distance
    synergy = p.synergy * p.production_on
    return (synergy * expertise_distance) * (bridged - (1.0 - bridged) * cost)


@rule
def own_output(effort: Array, quality: Array, delivered: Array) -> Array:
    """What the members' effort would have given apart, in FTE-months of full quality.

    Args:
        effort: (…, N) FTE-months at work in the alliance, >= 0.
        quality: (…, N) worth of a unit of work, in [0, 1].
        delivered: (…, N) share that is really delivered, in [0, 1].

    Returns:
        (…, N) >= 0.
    """
    return effort * quality * delivered


@rule
def joint_output(
    own: Array,
    producing: Array,
    value: Array,
    contact: Array,
    overhead: Array,
    harvest: Array,
    fit: Array,
    p: ProductionParameters,
) -> Array:
    """What the members' effort gives together.

    Only producing time gives output; designing and learning cost it. Synergy with each partner counts
    by contact; friction can cost at most all output. The recorded harvest helps; what the outside no
    longer asks is worth less.

    Args:
        own: (…, N) output of the same effort apart, >= 0.
        producing: (…, N) share of time, in [0, 1].
        value: (…, N, N) in [-400, 20], see `pair_value`.
        contact: (…, N, N) in [0, 1].
        overhead: (…, N) share of effort lost to coordination, in [0, 1].
        harvest: (…, 1) in [0, 1].
        fit: (…, 1) in [0, 1].

    Returns:
        (…, N) >= 0.
    """
    multiplier = np.maximum(1.0 + total(value * contact), 0.0)
    return (
        own * producing * (1.0 - overhead) * multiplier * ((1.0 + p.harvest_gain * harvest) * fit)
    )


@rule
def overhead(
    partners: Array, agreements: Array, coordinator: Array, p: ProductionParameters
) -> Array:
    """Share of effort lost to coordination: grows with partners, halved by full agreements.

    Process losses: Steiner 1972. Linear growth and the halving are assumptions; a fully skilled
    coordinator takes half of the rest.

    Args:
        partners: (…, N) number of partners, >= 0.
        agreements, coordinator: (…, 1) in [0, 1].

    Returns:
        (…, N) in [0, 1].
    """
    relief = (1.0 - 0.5 * agreements) * (1.0 - 0.5 * coordinator)
    return np.minimum(p.coordination_cost * p.production_on * partners * relief, 1.0)


@rule
def delivered(kept: Bits, p: ProductionParameters) -> Array:
    """Share of a month's output that is delivered: less where the promise was not kept (assumption).

    Args:
        kept: (…, N) mask of kept promises.

    Returns:
        (…, N) in [0, 1].
    """
    return np.where(kept, 1.0, p.failed_delivery)


@rule
def credited_return(joint: Array, shares: Array, own: Array, active: Array) -> Array:
    """Added value per own output, as credited: the joint output goes by the shares (assumption).

    Args:
        joint: (…, 1) joint output of all, FTE-months, >= 0.
        shares: (…, N) see `sim.rules.division.shares`, in [0, 1].
        own: (…, N) what it would have given apart, FTE-months, >= 0.
        active: (…, N) mask.

    Returns:
        (…, N) in [-1, 1].
    """
    credit = joint * shares
    return np.minimum(np.maximum((credit - own) / np.maximum(own, 1e-9), -1.0), 1.0) * active


@rule
def progress(progress: Array, joint: Array, full: Array, living: Array) -> Array:
    """Joint output so far, in months of all members' full own output.

    Args:
        progress: (…,) months, >= 0.
        joint: (…,) joint output this month, FTE-months, >= 0.
        full: (…,) what all members' whole capacity would give apart, FTE-months, >= 0.
        living: (…,) mask.

    Returns:
        (…,) months, >= 0.
    """
    return progress + living * joint / np.maximum(full, 1e-9)
