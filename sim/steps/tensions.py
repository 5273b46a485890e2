"""Differences chafe, from three sources."""

from __future__ import annotations

from dataclasses import dataclass

from sim.arrays import Array
from sim.declared import step
from sim.rules import tension
from sim.rules.tension import TensionParameters
from sim.steps.money import Money
from sim.steps.perception import Sensed
from sim.steps.situation import Situation


@dataclass(frozen=True)
class Tensions:
    """Tension from each member toward each other, (runs, N, N) each, in [0, 1].

    Attributes:
        resources, values, identity: by source.
        all: together.
    """

    resources: Array
    values: Array
    identity: Array
    all: Array


@step
def chafe(now: Situation, sensed: Sensed, money: Money) -> Tensions:
    """Differences chafe, from three sources."""
    d, p = now.derived, now.p.dyads(TensionParameters)
    resources = tension.resource_tension(money.deprivation, now.traits.dependence, money.favour, p)
    values = tension.value_tension(d.value_distance, now.state.language[:, None, None], p)
    identity = tension.identity_tension(
        sensed.felt.identity_loss, sensed.standing * d.count[:, None], p
    )
    return Tensions(
        resources, values, identity, tension.together(resources, values, identity, d.together)
    )
