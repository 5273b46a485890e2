"""Constituencies judge; members without backing leave; alliances end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.arrays import Array, if_on, total
from sim.declared import step
from sim.rules import agreements, engagement
from sim.rules.agreements import AgreementsParameters
from sim.rules.backing import BackingParameters
from sim.rules.engagement import EngagementParameters
from sim.rules.production import ProductionParameters
from sim.steps.conduct import Conduct
from sim.steps.money import Money
from sim.steps.outside import Outside
from sim.steps.perception import Sensed
from sim.steps.production import Output
from sim.steps.situation import Situation


@dataclass(frozen=True)
class Staying:
    """Who is still there after the month.

    Attributes:
        backing, patience: (runs, N) of the constituencies, in [0, 1].
        leaves, stays: (runs, N) masks.
        ending: (runs,) code of `sim.rules.engagement.Ending`.
        running: (runs,) mask of alliances that go on.
        lasting: (runs,) share of agreements and story that those who leave do not take, in [0, 1].
    """

    backing: Array
    patience: Array
    leaves: Array
    stays: Array
    ending: Array
    running: Array
    lasting: Array


@step
def judge(
    now: Situation, sensed: Sensed, money: Money, conduct: Conduct, output: Output, outside: Outside
) -> Staying:
    """Constituencies judge; members without backing leave; alliances end."""
    s, d, a, m = now.state, now.derived, now.p.alliances, now.p.members
    backing, patience = now.decisions.back(sensed.felt, m)
    wants = now.decisions.leave(sensed.felt, m, conduct.luck_leave)
    leaves = engagement.may_leave(wants.astype(np.float64), s.active, m(EngagementParameters))
    stays = s.active * (1.0 - leaves)
    ending = engagement.ending(
        total(stays),
        money.paid,
        engagement.at_work(total(output.effort), total(s.active * now.traits.capacity)),
        engagement.closes(output.progress, outside.luck_close, a(ProductionParameters)),
        s.running,
        a(EngagementParameters),
    )
    left = total(s.active - stays)
    on = m(BackingParameters).backing_on
    return Staying(
        backing=if_on(on, backing, s.backing),
        patience=if_on(on, patience, s.patience),
        leaves=leaves,
        stays=stays,
        ending=ending,
        running=s.running * (ending == 0.0),
        lasting=1.0 - agreements.turnover(left, d.count, a(AgreementsParameters)),
    )
