"""How much of its real interests a member puts above the waterline."""

from __future__ import annotations

from sim.agents.perception import Perception
from sim.arrays import Array
from sim.declared import Lookup
from sim.rules.waterline import WaterlineParameters


def voice(felt: Perception, p: Lookup) -> Array:
    """Openness for this month.

    Openness moves toward a mean of own candour and trust in the partners (psychological safety,
    Frazier et al. 2017); who is invited to get to know each other opens up at once.

    Args:
        felt: perceptions, (…, N) each.
        p: parameters, shaped for members.

    Returns:
        (…, N) in [0, 1].
    """
    own = p(WaterlineParameters)
    safe = (1.0 - own.safety_weight) * felt.candour + own.safety_weight * felt.trust
    moved: Array = felt.openness + own.openness_rate * (safe - felt.openness)
    return moved + felt.invited * (1.0 - moved)
