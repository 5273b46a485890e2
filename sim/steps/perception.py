"""Members and constituencies perceive."""

from __future__ import annotations

from dataclasses import dataclass

from sim.agents.perception import Perception, perceive
from sim.arrays import Array
from sim.declared import step
from sim.levers import Levers
from sim.rules import pecking_order
from sim.steps.situation import Situation


@dataclass(frozen=True)
class Sensed:
    """What is perceived at the start of the month, before anybody acts.

    Attributes:
        standing: (runs, N) share of all status.
        felt: what each member perceives.
    """

    standing: Array
    felt: Perception


@step
def sense(now: Situation, levers: Levers) -> Sensed:
    """Members and constituencies perceive."""
    standing = pecking_order.standing(now.state.status, now.state.active)
    felt = perceive(
        now.month,
        now.traits,
        now.state,
        now.derived,
        standing,
        levers.openness[:, None],
        now.p.members,
    )
    return Sensed(standing, felt)
