"""How much a member gives to the alliance, whether it stays, and whether it would rather stop."""

from __future__ import annotations

import numpy as np

from sim.agents.perception import Perception
from sim.arrays import Array, Bits
from sim.declared import Lookup
from sim.rules.engagement import EngagementParameters
from sim.rules.leaving import LeavingParameters, exit_chance


def wish(perceived: Perception, p: Lookup) -> Array:
    """Share of capacity that a member would give if its work were paid.

    Equation:
        w = min(b (e₀ + e_g max(g V − 1, 0) + e_b B), 1) (1 − λ n / (1 + n) (1 − A γ) (1 − B))

    Args:
        perceived: (…, N) each.
        p: parameters, shaped for members.

    Returns:
        (…, N) in [0, 1].

    Source:
        expectancy, Vroom 1964; goal commitment, Aubé & Rousseau 2005; loafing where nobody sees it, Karau
        & Williams 1993; form: assumption.
    """
    own = p(EngagementParameters)
    gain = np.maximum(perceived.service * perceived.belief - 1.0, 0.0)
    wanted = perceived.backing * (
        own.engagement_base
        + own.engagement_gain * gain
        + own.engagement_binding * perceived.binding
    )
    crowd = perceived.partners / (1.0 + perceived.partners)
    unseen = (1.0 - perceived.agreements * perceived.control) * (1.0 - perceived.binding)
    return np.minimum(wanted, 1.0) * (1.0 - own.loafing * crowd * unseen)


def engage(perceived: Perception, p: Lookup) -> Array:
    """Share of capacity given to the alliance this month: what it wishes, as far as it will be paid.

    Equation:
        e′ = e + κ (w (1 − d (1 − ϖ)) − e)
        w = min(b (e₀ + e_g max(g V − 1, 0) + e_b B), 1) (1 − λ n / (1 + n) (1 − A γ) (1 − B)), n partners
        κ `engagement_rate`, e₀ `engagement_base`, e_g `engagement_gain`, e_b `engagement_binding`,
        λ `loafing`, and γ is `control`

    Args:
        perceived: (…, N) each.
        p: parameters, shaped for members.

    Returns:
        (…, N) in [0, 1].

    Source:
        assumption.
    """
    own = p(EngagementParameters)
    paid = 1.0 - perceived.dependence * (1.0 - perceived.paid_share)
    moved: Array = perceived.engagement + own.engagement_rate * (
        wish(perceived, p) * paid - perceived.engagement
    )
    return moved


def leave(perceived: Perception, p: Lookup, luck: Array) -> Bits:
    """Whether a member leaves this month: for reasons at home, for a better offer, for want of backing.

    Equation:
        u < `leaving.exit_chance`, by binding and backing as perceived

    Args:
        perceived: (…, N) each.
        p: parameters, shaped for members.
        luck: (…, N) uniform draws u.

    Returns:
        (…, N) mask of those who leave; the chance is `sim.rules.leaving.exit_chance`.

    Source:
        see `leaving.exit_chance`.
    """
    leaves: Bits = luck < exit_chance(perceived.binding, perceived.backing, p(LeavingParameters))
    return leaves


def would_stop(perceived: Perception, p: Lookup) -> Array:
    """Whether a member would rather stop the alliance than go on; the more it is bound, the less backing it needs.

    Equation:
        b (1 + B) < s₀ + s_m d D + s_p max(1 − g max(V, W), 0)

    Args:
        perceived: (…, N) each.
        p: parameters, shaped for members.

    Returns:
        (…, N) mask of those who would rather stop.

    Source:
        assumption.
    """
    own = p(LeavingParameters)
    lost = perceived.dependence * perceived.deprivation
    best = perceived.service * np.maximum(perceived.belief, perceived.promise)
    threshold = (
        own.stop_backing + own.stop_money * lost + own.stop_promise * np.maximum(1.0 - best, 0.0)
    )
    loyal = perceived.backing * (1.0 + perceived.binding)
    return np.where(loyal < threshold, 1.0, 0.0)
