"""How a constituency judges its organisation's part in the alliance."""

from __future__ import annotations

import numpy as np

from sim.agents.perception import Perception
from sim.arrays import Array
from sim.declared import Lookup
from sim.rules.backing import BackingParameters


def back(perceived: Perception, p: Lookup, results: Array) -> tuple[Array, Array]:
    """Backing, and results as seen, after this month.

    A constituency looks back on results over the months of its patience; a binding ambition lengthens
    them. It weighs results, nearness of the ambition to its own goals, fairness and profile against cost,
    conflict and loss of identity.

    Equation:
        r̂′ = r̂ + (r − r̂) / max(m (1 + B), 1)
        b′ = b + κ (clip(b₀ + w_r r̂′ + w_g (a − a₀) + w_f J + w_p Π − w_i ℓ − w_c R − w_u d D, 0, 1) − b)
        m `patience`, b₀ `support`, a `alignment`, J `justice`, Π `profile`, ℓ `identity_loss`, R `rift`,
        d `dependence`, D `deprivation`, all as perceived
        κ `backing_rate`, a₀ `middle_alignment`, w_r `backing_results`, w_g `backing_goals`,
        w_f `backing_fairness`, w_p `backing_profile`, w_i `backing_identity`, w_c `backing_conflict`,
        w_u `backing_cost`

    Args:
        perceived: (…, N) each.
        p: parameters, shaped for members.
        results: (…, N) results for own goals against all its hours apart r, less 1, as credited, in [-1, 1].

    Returns:
        Two arrays (…, N) in [-1, 1]: backing, which is at least 0, and results as seen.

    Source:
        honeymoon as a memory of first hopes, Fichman & Levinthal 1991; weights and linear form: assumption.
    """
    own = p(BackingParameters)
    months = np.maximum(perceived.patience * (1.0 + perceived.binding), 1.0)
    seen = perceived.results_seen + (results - perceived.results_seen) / months
    judgement = (
        perceived.support
        + own.backing_results * seen
        + own.backing_goals * (perceived.alignment - own.middle_alignment)
        + own.backing_fairness * perceived.justice
        + own.backing_profile * perceived.profile
        - own.backing_identity * perceived.identity_loss
        - own.backing_conflict * perceived.rift
        - own.backing_cost * perceived.dependence * perceived.deprivation
    )
    wanted = np.minimum(np.maximum(judgement, 0.0), 1.0)
    return perceived.backing + own.backing_rate * (wanted - perceived.backing), seen
