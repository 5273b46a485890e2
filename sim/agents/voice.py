"""How much of its real interests a member puts above the waterline."""

from __future__ import annotations

from sim.agents.perception import Perception
from sim.arrays import Array
from sim.declared import Lookup
from sim.rules.waterline import WaterlineParameters


def voice(perceived: Perception, p: Lookup) -> Array:
    """Openness for this month: it moves toward a mean of own candour and trust, and opens when invited.

    Equation:
        o₁ = o + κ ((1 − w) candour + w T̄ − o); o′ = o₁ + a (1 − o₁)
        κ `openness_rate`, w `safety_weight`, a `invited`

    Args:
        perceived: (…, N) each.
        p: parameters, shaped for members.

    Returns:
        (…, N) in [0, 1].

    Source:
        psychological safety, Frazier et al. 2017, for the sign; form: assumption.
    """
    own = p(WaterlineParameters)
    safe = (1.0 - own.safety_weight) * perceived.candour + own.safety_weight * perceived.trust
    moved: Array = perceived.openness + own.openness_rate * (safe - perceived.openness)
    return moved + perceived.invited * (1.0 - moved)
