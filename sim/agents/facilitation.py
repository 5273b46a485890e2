"""What the process facilitator does with limited days, and how far it is trusted to."""

from __future__ import annotations

import numpy as np

from sim.arrays import Array, total
from sim.declared import Lookup
from sim.rules.conflict import ConflictParameters


def facilitate(
    skill: Array, days: Array, home: Array, trust_in_home: Array, expected: Array, p: Lookup
) -> Array:
    """Help that each member accepts from the process facilitator in a clash.

    The facilitator divides its days over the clashes it expects; more clashes than days thin its help.
    An independent one is accepted by all; one that comes from a member only as far as each trusts that
    member.

    Equation:
        skill min(days / (n κ), 1) accepted_i

    Args:
        skill: (…,) in [0, 1]; 0 without a facilitator.
        days: (…,) days a month left for clashes, >= 0.
        home: (…, N) 1 for the member it comes from; all 0 when independent.
        trust_in_home: (…, N) trust in that member, in [0, 1].
        expected: (…,) clashes to be expected this month n.
        p: parameters, shaped for alliances.

    Returns:
        (…, N) in [0, 1]; a pair gets the mean of what its two members accept.

    Source:
        assumption; independence: brochure.
    """
    covered = np.minimum(days / np.maximum(expected * p(ConflictParameters).clash_days, 1e-9), 1.0)
    return accepted(home, trust_in_home) * (skill * covered)[..., None]


def accepted(home: Array, trust_in_home: Array) -> Array:
    """How far each member accepts help from the process facilitator.

    Equation:
        1 from an independent one, else T in the member it comes from

    Args:
        home: (…, N) 1 for the member it comes from; all 0 when independent.
        trust_in_home: (…, N) trust in that member, in [0, 1].

    Returns:
        (…, N) in [0, 1].

    Source:
        assumption.
    """
    from_member = total(home)[..., None]
    toward_home = trust_in_home * (1.0 - home) + home
    return toward_home * from_member + (1.0 - from_member)
