"""What a member claims from the fund."""

from __future__ import annotations

from sim.agents.perception import Perception
from sim.arrays import Array
from sim.declared import Lookup
from sim.rules.division import DivisionParameters


def claim(felt: Perception, p: Lookup) -> Array:
    """Money claimed for this month, kEUR.

    A member claims the part of its cost that the fund must pay, and more the less it trusts the
    others: everyone overrates its own share (Ross & Sicoly 1979), most among strangers (assumption).

    Args:
        felt: perceptions, (…, N) each.
        p: parameters, shaped for members.

    Returns:
        (…, N) kEUR, >= 0.
    """
    own = p(DivisionParameters)
    padding = 1.0 + own.self_serving * (1.0 - felt.trust)
    wanted: Array = felt.months_cost * felt.dependence * padding
    return wanted
