"""What the coordinator and the lead party decide."""

from __future__ import annotations

import numpy as np

from sim.arrays import Array
from sim.parameters import Value


def coordinate(skill: Array, paid: Array, members: Array, *, coordinator_span: Value) -> Array:
    """How far the coordinator keeps agreements alive and coordination light this month.

    Args:
        skill: (…,) in [0, 1]; 0 without a coordinator.
        paid: (…,) share of its cost that is paid, in [0, 1].
        members: (…,) number of members; more than it can span overburden it.
        coordinator_span: members that it can serve in full.

    Returns:
        (…,) in [0, 1].
    """
    return skill * paid * np.minimum(coordinator_span / np.maximum(members, 1.0), 1.0)


def steer(trust: Array, *, lead_authority: Value) -> Array:
    """Share of each payment that the lead party steers to itself.

    The lead party is player and referee; it uses its authority less the more it trusts the others
    (assumption, as for claims).

    Args:
        trust: (…,) mean trust of the lead party in its partners, in [0, 1].
        lead_authority: share that its authority allows, in [0, 1].

    Returns:
        (…,) in [0, 1].
    """
    return lead_authority * (1.0 - trust)
