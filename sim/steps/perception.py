"""Members and constituencies perceive."""

from __future__ import annotations

from dataclasses import dataclass

from sim.agents.perception import Perception, perceive
from sim.arrays import Array
from sim.declared import step
from sim.derived import mean_of_partners
from sim.levers import Levers
from sim.rules import governance, pecking_order
from sim.rules.governance import GovernanceParameters
from sim.steps.situation import Situation


@dataclass(frozen=True)
class Sensed:
    """What is perceived at the start of the month, before anybody acts.

    Attributes:
        standing, say: (runs, N) share of all status, and of all say.
        led: (runs, N) mask of the lead party, where it is in.
        credible: (runs, N) mean of what its partners hold of each member: trust in it.
        perceived: what each member perceives.
    """

    standing: Array
    say: Array
    led: Array
    credible: Array
    perceived: Perception


@step
def sense(now: Situation, levers: Levers) -> Sensed:
    """Members and constituencies perceive."""
    standing = pecking_order.standing(now.state.status, now.state.active)
    led = now.traits.lead * now.state.active
    say = governance.say(
        now.form[:, None], standing, led, now.state.active, now.p.members(GovernanceParameters)
    )
    perceived = perceive(
        now.month,
        now.ahead[:, None],
        now.traits,
        now.state,
        now.derived,
        levers.openness[:, None],
        now.p.members,
    )
    credible = mean_of_partners(now.state.trust, now.derived)
    return Sensed(standing, say, led, credible, perceived)
