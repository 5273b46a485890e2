"""How much a member gives to the alliance, and whether it stays."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from sim.agents.felt import Felt
from sim.arrays import Array
from sim.state import Bits


def engage(felt: Felt, p: SimpleNamespace) -> Array:
    """Share of capacity given to the alliance this month.

    A member gives what its backing allows, more as it trusts its partners and sees value in working
    together, less where it can ride along unseen in a large group (Karau & Williams 1993; Isaac &
    Walker 1988). Agreements with control make contributions visible.

    Args:
        felt: perceptions, (…, N) each.
        p: member-level parameters.

    Returns:
        (…, N) in [0, 1].
    """
    value = p.engagement_value * (0.5 + 0.5 * felt.return_)
    wish = felt.backing * (p.engagement_base + p.engagement_trust * felt.trust + value)
    crowd = felt.partners / (1.0 + felt.partners)
    unseen = 1.0 - felt.agreements * felt.control
    wish = np.minimum(wish, 1.0) * (1.0 - p.free_riding * crowd * unseen)
    moved: Array = felt.engagement + p.engagement_rate * (wish - felt.engagement)
    return moved


def leave(felt: Felt, p: SimpleNamespace, luck: Array) -> Bits:
    """Whether a member leaves this month.

    Below a threshold of backing the chance to leave rises in proportion to what is lacking.

    Args:
        felt: perceptions, (…, N) each.
        p: member-level parameters.
        luck: (…, N) uniform draws.

    Returns:
        (…, N) true for those who leave.
    """
    lacking = np.maximum(p.exit_backing - felt.backing, 0.0) / p.exit_backing
    leaves: Bits = luck < p.exit_rate * lacking
    return leaves
