"""How a constituency judges its organisation's part in the alliance."""

from __future__ import annotations

import numpy as np

from sim.agents.perception import Perception
from sim.arrays import Array
from sim.declared import Lookup
from sim.rules.backing import BackingParameters


def back(felt: Perception, p: Lookup) -> tuple[Array, Array]:
    """Backing and patience after this month.

    The constituency weighs nearness to its own goals, its share of added value and the external
    profile against cost, conflict and loss of own identity (brochure: the leg at home). While results
    lag it draws on its patience, and only as patience runs out does a bad judgement cost backing:
    the honeymoon of Deeds & Rothaermel 2003. Linear weights are an assumption.

    Args:
        felt: perceptions, (…, N) each.
        p: parameters, shaped for members.

    Returns:
        Two arrays (…, N) in [0, 1]: backing and patience left.
    """
    own = p(BackingParameters)
    judgement = (
        own.backing_base
        + own.backing_goals * felt.alignment
        + own.backing_results * felt.return_
        + own.backing_profile * felt.profile
        - own.backing_cost * felt.deprivation * felt.dependence
        - own.backing_conflict * np.minimum(felt.grievance + felt.friction, 1.0)
        - own.backing_identity * felt.identity_loss
    )
    wanted = np.minimum(np.maximum(judgement, 0.0), 1.0)
    lag = np.maximum(-felt.return_, 0.0)
    results = np.maximum(felt.return_, 0.0)
    spent = np.minimum(lag / np.maximum(felt.patience_months, 1.0), 1.0)
    patience = felt.patience - np.minimum(spent, felt.patience)
    patience = patience + own.patience_recovery * results * (1.0 - patience)
    change = wanted - felt.backing
    slowed = np.where(change < 0.0, change * (1.0 - patience), change)
    return felt.backing + own.backing_rate * slowed, patience
