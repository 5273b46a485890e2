"""What the coordinator and the lead party decide."""

from __future__ import annotations

import numpy as np

from sim.arrays import Array
from sim.declared import Lookup
from sim.rules.production import ProductionParameters


def coordinate(skill: Array, paid: Array, members: Array, p: Lookup) -> Array:
    """How far the coordinator keeps agreements alive and coordination light this month.

    Equation:
        skill paid min(κ / n, 1)

    Args:
        skill: (…,) in [0, 1]; 0 without a coordinator.
        paid: (…,) share of its cost that is paid, in [0, 1].
        members: (…,) number of members n; more than it can span overburden it.
        p: parameters, shaped for alliances.

    Returns:
        (…,) in [0, 1].

    Source:
        assumption.
    """
    span = p(ProductionParameters).coordinator_span
    return skill * paid * np.minimum(span / np.maximum(members, 1.0), 1.0)


def steer(trust: Array, authority: Array) -> Array:
    """Share of each payment that the lead party steers to itself.

    The lead party is player and referee; it uses its authority less the more it trusts the others.

    Equation:
        authority (1 − T̄)

    Args:
        trust: (…,) mean trust of the lead party in its partners T̄, in [0, 1].
        authority: (…,) share that its authority allows, in [0, 1].

    Returns:
        (…,) in [0, 1].

    Source:
        assumption, as for claims.
    """
    return authority * (1.0 - trust)
