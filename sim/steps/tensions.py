"""Differences chafe, from three sources."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.arrays import Array
from sim.declared import step
from sim.rules import tension
from sim.rules.tension import TensionParameters
from sim.steps.money import Money
from sim.steps.perception import Sensed
from sim.steps.situation import Situation


@dataclass(frozen=True)
class Tensions:
    """Tension from each member toward each that it meets, (runs, E) each, in [0, 1].

    On a tie of one that is no member it means nothing: without contact nothing comes of it.

    Attributes:
        resources, values, identity: by source.
    """

    resources: Array
    values: Array
    identity: Array


@step
def chafe(now: Situation, sensed: Sensed, money: Money) -> Tensions:
    """Differences chafe, from three sources."""
    s, d, p = now.state, now.derived, now.p.members(TensionParameters)
    source, target = d.ties.of_source, d.ties.of_target
    rank = sensed.standing * d.count[:, None]
    resources = tension.over_resources(
        source(money.deprivation),
        source(now.traits.dependence),
        target(money.favour),
        source(np.maximum(1.0 - 2.0 * s.fair_got, 0.0)),
        p,
    )
    reliable = now.traits.professionalism
    values = tension.over_values(
        d.value_distance,
        d.view_distance,
        np.maximum(source(reliable) - target(reliable), 0.0),
        s.language[:, None],
        s.knowledge,
        s.commitment[:, None],
        s.agreements[:, None],
        p,
    )
    identity = tension.over_identity(source(sensed.perceived.identity_loss), target(rank), p)
    return Tensions(resources, values, identity)
