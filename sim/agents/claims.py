"""What a member claims from the fund."""

from __future__ import annotations

import numpy as np

from sim.agents.perception import Perception
from sim.arrays import Array
from sim.declared import Lookup
from sim.rules.division import DivisionParameters


def claim(perceived: Perception, p: Lookup) -> Array:
    """Money claimed for this month, kEUR.

    A member claims what it has come to expect and a little more, at most what its planned work costs the
    fund; the less it trusts the others, the more it pads.

    Equation:
        min(E (1 + γ), cost d) (1 + κ (1 − T̄))

    Args:
        perceived: (…, N) each.
        p: parameters, shaped for members.

    Returns:
        (…, N) kEUR, >= 0.

    Source:
        aspiration levels, Cyert & March 1963, Lant 1992; self-serving shares, Ross & Sicoly 1979; form: assumption.
    """
    own = p(DivisionParameters)
    need = perceived.full_cost * perceived.dependence
    base = np.minimum(perceived.expected * (1.0 + own.claim_growth), need)
    wanted: Array = base * (1.0 + own.self_serving * (1.0 - perceived.trust))
    return wanted
