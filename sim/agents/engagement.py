"""How much a member gives to the alliance, and whether it stays."""

from __future__ import annotations

import numpy as np

from sim.agents.perception import Perception
from sim.arrays import Array
from sim.declared import Lookup
from sim.rules.engagement import EngagementParameters
from sim.state import Bits


def engage(felt: Perception, p: Lookup) -> Array:
    """Share of capacity given to the alliance this month.

    A member gives what its backing allows, more as it trusts its partners and sees value in working
    together, less where it can ride along unseen in a large group (Karau & Williams 1993; Isaac &
    Walker 1988). Agreements with control make contributions visible.

    Args:
        felt: perceptions, (…, N) each.
        p: parameters, shaped for members.

    Returns:
        (…, N) in [0, 1].
    """
    own = p(EngagementParameters)
    value = own.engagement_value * (0.5 + 0.5 * felt.return_)
    wish = felt.backing * (own.engagement_base + own.engagement_trust * felt.trust + value)
    crowd = felt.partners / (1.0 + felt.partners)
    unseen = 1.0 - felt.agreements * felt.control
    wish = np.minimum(wish, 1.0) * (1.0 - own.free_riding * crowd * unseen)
    moved: Array = felt.engagement + own.engagement_rate * (wish - felt.engagement)
    return moved


def leave(felt: Perception, p: Lookup, luck: Array) -> Bits:
    """Whether a member leaves this month.

    Below a threshold of backing the chance to leave rises in proportion to what is lacking.

    Args:
        felt: perceptions, (…, N) each.
        p: parameters, shaped for members.
        luck: (…, N) uniform draws.

    Returns:
        (…, N) mask of those who leave.
    """
    own = p(EngagementParameters)
    lacking = np.maximum(own.exit_backing - felt.backing, 0.0) / own.exit_backing
    leaves: Bits = luck < own.exit_rate * lacking
    return leaves
