"""Constituencies judge; members leave or vote to stop; alliances end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.arrays import Array, if_on, total
from sim.declared import step
from sim.derived import mean_over_members
from sim.rules import agreements, leaving
from sim.rules.agreements import AgreementsParameters
from sim.rules.backing import BackingParameters
from sim.rules.leaving import LeavingParameters
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
        backing, results_seen: (runs, N) of the constituencies.
        leaves, stays: (runs, N) masks.
        ending: (runs,) code of `sim.rules.leaving.Ending`.
        running: (runs,) mask of alliances that go on.
        lasting, told: (runs,) share of agreements, and of story, that those who leave and money that is
            lost do not take, in [0, 1].
    """

    backing: Array
    results_seen: Array
    leaves: Array
    stays: Array
    ending: Array
    running: Array
    lasting: Array
    told: Array


@step
def judge(
    now: Situation, sensed: Sensed, money: Money, conduct: Conduct, output: Output, outside: Outside
) -> Staying:
    """Constituencies judge; members leave or vote to stop; alliances end."""
    s, d, a, m = now.state, now.derived, now.p.alliances, now.p.members
    backing, seen = now.decisions.back(sensed.perceived, m, output.results)
    wants = now.decisions.leave(sensed.perceived, m, conduct.luck_leave)
    leaves = leaving.may_leave(np.where(wants, 1.0, 0.0), s.active, m(LeavingParameters))
    stays = s.active * (1.0 - leaves)
    p = a(LeavingParameters)
    stop = mean_over_members(now.decisions.would_stop(sensed.perceived, m), d)
    ending = leaving.ending(
        total(stays),
        leaving.stops(stop, outside.luck_stop, p),
        leaving.closes(output.progress, outside.luck_close, p),
        np.where((money.paid <= 0.0) & (total(money.need) > 0.0), 1.0, 0.0),
        s.running,
        p,
    )
    on = m(BackingParameters).backing_on
    gone = total(s.active - stays)
    lost = mean_over_members(np.maximum(money.deprivation - s.deprivation, 0.0), d)
    rests = a(AgreementsParameters)
    return Staying(
        backing=if_on(on, backing, s.backing),
        results_seen=if_on(on, seen, s.results_seen),
        leaves=leaves,
        stays=stays,
        ending=ending,
        running=s.running * (ending == 0.0),
        lasting=agreements.outlasting(gone, d.count, lost, rests),
        told=agreements.outlasting(gone, d.count, np.zeros_like(lost), rests),
    )
