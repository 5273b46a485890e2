"""Production: own work, synergy between members who can use each other, and added value (S8)."""

from __future__ import annotations

import numpy as np

from sim.arrays import Array, total
from sim.parameters import Value


def pair_value(
    expertise_distance: Array,
    knowledge: Array,
    trust: Array,
    *,
    synergy: Value,
    misunderstanding: Value,
) -> Array:
    """What working together adds to a member's productivity, per unit of contact.

    Difference in expertise is worth what is bridged of it, and costs what is not: novelty against
    understanding, an inverted U in distance (Nooteboom et al. 2007). A pair bridges what both know of
    each other and dare to use.

    Args:
        expertise_distance: (…, N, N) in [0, 1], symmetric.
        knowledge, trust: (…, N, N) in [0, 1].
        synergy: gain per unit of bridged difference.
        misunderstanding: cost of unbridged difference, against `synergy`.

    Returns:
        (…, N, N), symmetric; negative where too little is bridged.
    """
    used = np.sqrt(knowledge * trust)
    bridged = np.minimum(used, np.swapaxes(used, -1, -2))
    cost = misunderstanding * expertise_distance
    return (synergy * expertise_distance) * (bridged - (1.0 - bridged) * cost)


def own_output(effort: Array, quality: Array, delivered: Array) -> Array:
    """What the members' effort would have given apart, in FTE-months of full quality.

    Args:
        effort: (…, N) FTE-months at work in the alliance.
        quality: (…, N) worth of a unit of work, in [0, 1].
        delivered: (…, N) share that is really delivered, in [0, 1].

    Returns:
        (…, N) >= 0.
    """
    return effort * quality * delivered


def joint_output(
    own: Array,
    producing: Array,
    value: Array,
    contact: Array,
    overhead: Array,
    harvest: Array,
    fit: Array,
    *,
    harvest_gain: Value,
) -> Array:
    """What the members' effort gives together.

    Only producing time gives output; designing and learning cost it. Synergy with each partner counts
    by contact; friction can cost at most all output. The recorded harvest helps; what the outside no
    longer asks is worth less.

    Args:
        own: (…, N) output of the same effort apart.
        producing: (…, N) share of time, in [0, 1].
        value: (…, N, N) see `pair_value`.
        contact: (…, N, N) in [0, 1].
        overhead: (…, N) share of effort lost to coordination, in [0, 1].
        harvest: (…, 1) in [0, 1].
        fit: (…, 1) in [0, 1].
        harvest_gain: (…, 1) or number.

    Returns:
        (…, N) >= 0.
    """
    multiplier = np.maximum(1.0 + total(value * contact), 0.0)
    return own * producing * (1.0 - overhead) * multiplier * ((1.0 + harvest_gain * harvest) * fit)


def overhead(
    partners: Array, agreements: Array, coordinator: Array, *, coordination_cost: Value
) -> Array:
    """Share of effort lost to coordination: grows with partners, halved by full agreements.

    Process losses: Steiner 1972. Linear growth and the halving are assumptions; a fully skilled
    coordinator takes half of the rest.

    Args:
        partners: (…, N) number of partners.
        agreements, coordinator: (…, 1) in [0, 1].
        coordination_cost: (…, 1) or number; share of effort per partner.

    Returns:
        (…, N) in [0, 1].
    """
    relief = (1.0 - 0.5 * agreements) * (1.0 - 0.5 * coordinator)
    return np.minimum(coordination_cost * partners * relief, 1.0)
