"""Members keep their promises, fail, or deceive; trust follows what is seen and said of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.arrays import Array, if_on, runs_first
from sim.chance import Process, halves
from sim.declared import step
from sim.levers import Levers
from sim.rules import trust
from sim.rules.conflict import ConflictParameters
from sim.rules.trust import TrustParameters
from sim.steps.clashes import Clashes
from sim.steps.meeting import Meeting
from sim.steps.perception import Sensed
from sim.steps.planning import Plan
from sim.steps.situation import Situation
from sim.ties import Ties


@dataclass(frozen=True)
class Conduct:
    """What members do with their promises, and what becomes of trust.

    Attributes:
        keeps, deceives: (runs, N) masks: who keeps its promises, who deceives.
        trust, scar: (runs, E) after the month, in [0, 1].
        luck_leave, luck_see: (runs, N) uniform draws for leaving, and for what joint work seems to bring.
    """

    keeps: Array
    deceives: Array
    trust: Array
    scar: Array
    luck_leave: Array
    luck_see: Array


@step
def behave(
    now: Situation, levers: Levers, sensed: Sensed, plan: Plan, meeting: Meeting, clashes: Clashes
) -> Conduct:
    """Members keep their promises, fail, or deceive; trust follows what is seen and said of it."""
    s, d, ties, p = now.state, now.derived, now.derived.ties, now.p.members(TrustParameters)
    luck_keep, luck_deceive, luck_leave, luck_see = now.chance.members(Process.CONDUCT, now.month)
    governed = (s.agreements * s.control)[:, None]
    deceives = luck_deceive < trust.deceit_chance(sensed.perceived.binding, governed, p)
    keeps = ~deceives & (
        luck_keep
        < trust.keep_chance(now.traits.professionalism, sensed.perceived.trust, governed, p)
    )
    kept, deceit = keeps * s.active, deceives * s.active
    one, other = halves(now.chance.pairs(Process.CLASH, now.month)[3])
    luck = _of_ties(ties, one, other)
    seen = trust.seen(ties.of_target(kept), s.knowledge, luck, p)
    deceived = ties.of_target(deceit)
    scar = trust.scar(s.scar, deceived, meeting.contact, p)
    after = trust.believe(s.trust, seen, deceived, meeting.contact, p)
    weight = ties.of_source(sensed.credible) * d.together
    reputation = ties.sum_in(s.trust * weight) / np.maximum(ties.sum_in(weight), 1e-9)
    trusting = ties.of_source(sensed.perceived.trust) * d.together
    after = trust.hear(after, ties.of_target(reputation), trusting, p)
    chill = trust.chill(
        governed, trust.dialogue(plan.designing, plan.learning, clashes.openness), p
    )
    after = after * (1.0 - ties.of_source(chill))
    where = clashes.on_ties()
    ended_well = np.tile(clashes.good, 2).astype(np.float64)
    after[where] = trust.after_clash(
        after[where],
        ended_well,
        1.0 - ended_well,
        now.p.of_runs(ConflictParameters, where[0]).clash_trust,
        now.p.of_runs(TrustParameters, where[0]),
    )
    if levers.reflecting.any():
        after = after + levers.reflecting[:, None] * d.together * (1.0 - after)
    after = np.minimum(after, 1.0 - scar)
    return Conduct(
        keeps=kept,
        deceives=deceit,
        trust=if_on(p.trust_on, after, s.trust),
        scar=if_on(p.trust_on, scar, s.scar),
        luck_leave=luck_leave,
        luck_see=luck_see,
    )


def _of_ties(ties: Ties, one: Array, other: Array) -> Array:
    """A draw for each tie from the two of its pair: the first for what the lower key sees; (runs, E)."""
    low = ties.low_source
    low = runs_first(low) if low.ndim > 1 else low
    return np.where(low, ties.from_pairs(one), ties.from_pairs(other))
