"""Members keep their promises, fail, or deceive; trust follows."""

from __future__ import annotations

from dataclasses import dataclass

from sim.arrays import Array, if_on
from sim.chance import Process
from sim.declared import step
from sim.rules import conflict, trust
from sim.rules.conflict import ConflictParameters
from sim.rules.trust import TrustParameters
from sim.state import Bits
from sim.steps.clashes import Clashes
from sim.steps.meeting import Meeting
from sim.steps.perception import Sensed
from sim.steps.planning import Plan
from sim.steps.situation import Situation


@dataclass(frozen=True)
class Conduct:
    """What members do with their promises, and what becomes of trust.

    Attributes:
        keeps: (runs, N) who keeps its promises.
        trust, scar: (runs, N, N) after the month, in [0, 1].
        luck_leave: (runs, N) uniform draws for leaving.
    """

    keeps: Bits
    trust: Array
    scar: Array
    luck_leave: Array


@step
def behave(
    now: Situation, sensed: Sensed, plan: Plan, meeting: Meeting, clashes: Clashes
) -> Conduct:
    """Members keep their promises, fail, or deceive; trust follows."""
    s, m, d = now.state, now.p.members(TrustParameters), now.p.dyads(TrustParameters)
    luck_keep, luck_deceive, luck_leave, _ = now.chance.members(Process.CONDUCT, now.month)
    agreements, control = s.agreements[:, None], s.control[:, None]
    deceives = luck_deceive < trust.deceit_chance(plan.engagement, agreements, control, m)
    keeps = ~deceives & (
        luck_keep < trust.keep_chance(now.traits.professionalism, sensed.felt.trust, m)
    )
    kept, failed, deceit = (
        (who * s.active)[..., None, :] for who in (keeps, ~deceives & ~keeps, deceives)
    )
    scar = trust.scar(s.scar, deceit, meeting.contact, d)
    dialogue = trust.dialogue(plan.designing, plan.learning, clashes.openness)
    after = trust.trust(
        s.trust,
        scar,
        meeting.contact,
        kept,
        failed,
        deceit,
        trust.chill(agreements, control, dialogue, m)[..., None],
        trust.success(s.return_)[..., None],
        d,
    )
    p = now.p.of_runs(ConflictParameters, clashes.run)
    losses = now.p.of_runs(TrustParameters, clashes.run)
    for side in clashes.sides():
        after[side] = conflict.trust_after(after[side], 1.0 - scar[side], clashes.good, p, losses)
    return Conduct(
        keeps=keeps,
        trust=if_on(d.trust_on, after, s.trust),
        scar=if_on(d.trust_on, scar, s.scar),
        luck_leave=luck_leave,
    )
