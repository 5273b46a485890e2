"""The decisions of a tick, as one bundle that can be swapped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sim.agents.backing import back
from sim.agents.claims import claim
from sim.agents.coordination import coordinate, steer
from sim.agents.engagement import engage, leave, would_stop
from sim.agents.facilitation import facilitate
from sim.agents.perception import Perception
from sim.agents.time_use import TimeUse, time_use
from sim.agents.voice import voice
from sim.arrays import Array, Bits
from sim.declared import Lookup

Decide = Callable[[Perception, Lookup], Array]


@dataclass(frozen=True)
class Decisions:
    """What the agents decide in a month; give a model another function of the same signature.

    Example:
        >>> import sim
        >>> def frank(perceived, p):
        ...     return perceived.openness * 0 + 1.0
        >>> frankly = sim.Model(decisions=sim.Decisions(voice=frank))
        >>> result = sim.simulate("default", runs=2, seed=1, model=frankly)

    Attributes:
        time_use: how to spend alliance time.
        voice: how much to put above the waterline.
        claim: how much money to claim.
        engage: how much capacity to give.
        leave: whether to leave; also gets a uniform draw.
        would_stop: whether it would rather stop the alliance.
        back: how a constituency judges, and the results that it sees; also gets the month's results.
        facilitate: how the facilitator spreads its help.
        coordinate: how far the coordinator keeps agreements alive.
        steer: how much of the money the lead party steers to itself.
    """

    time_use: Callable[[Perception, Lookup], TimeUse] = time_use
    voice: Decide = voice
    claim: Decide = claim
    engage: Decide = engage
    leave: Callable[[Perception, Lookup, Array], Bits] = leave
    would_stop: Decide = would_stop
    back: Callable[[Perception, Lookup, Array], tuple[Array, Array]] = back
    facilitate: Callable[..., Array] = facilitate
    coordinate: Callable[..., Array] = coordinate
    steer: Callable[..., Array] = steer
