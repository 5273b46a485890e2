"""How much of its real interests a member puts above the waterline."""

from __future__ import annotations

from types import SimpleNamespace

from sim.agents.felt import Felt
from sim.arrays import Array


def voice(felt: Felt, p: SimpleNamespace) -> Array:
    """Openness for this month.

    Openness moves toward a mean of own candour and trust in the partners (psychological safety,
    Frazier et al. 2017); who is invited to get to know each other opens up at once.

    Args:
        felt: perceptions, (…, N) each.
        p: member-level parameters.

    Returns:
        (…, N) in [0, 1].
    """
    safe = (1.0 - p.safety_weight) * felt.candour + p.safety_weight * felt.trust
    moved: Array = felt.openness + p.openness_rate * (safe - felt.openness)
    return moved + felt.invited * (1.0 - moved)
