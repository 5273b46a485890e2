"""Conflict: what is on the table can clash; the facilitator helps where days allow."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Array, of_pairs, total
from sim.chance import Process
from sim.declared import step
from sim.levers import Levers
from sim.rules import conflict
from sim.rules.conflict import ConflictParameters
from sim.state import Bits
from sim.steps.planning import Plan
from sim.steps.roles import Roles
from sim.steps.situation import Situation
from sim.steps.table import Table
from sim.steps.tensions import Tensions

Places = NDArray[np.intp]


@dataclass(frozen=True)
class Clashes:
    """The clashes of a month, one entry each, and what they did at once.

    Attributes:
        run, one, other: (clashes,) in which run, between which places.
        good: (clashes,) which ended well.
        luck: (clashes,) uniform draws for who wins.
        helped: (runs, N) help that each accepts from the facilitator, in [0, 1].
        badly: (runs, N) share of partners with whom a clash ended badly, in [0, 1].
        openness: (runs, N) after the clashes, in [0, 1].
        grievance: (runs, N, N) after clashes and reflection, in [0, 1].
    """

    run: Places
    one: Places
    other: Places
    good: Bits
    luck: Array
    helped: Array
    badly: Array
    openness: Array
    grievance: Array

    def sides(self) -> tuple[tuple[Places, Places, Places], ...]:
        """Where the clashes stand in arrays (runs, N, N), from either side."""
        return (self.run, self.one, self.other), (self.run, self.other, self.one)

    def count(self, which: Bits | None = None) -> Array:
        """(runs,) number of clashes, or of those of a kind."""
        run = self.run if which is None else self.run[which]
        return np.bincount(run, minlength=len(self.badly)).astype(np.float64)

    def of_both(self, dyads: Array) -> Array:
        """(clashes,) mean of what the two hold of each other."""
        one, other = self.sides()
        return conflict.of_two(dyads[one], dyads[other])


@step
def clash(
    now: Situation, levers: Levers, roles: Roles, plan: Plan, tensions: Tensions, table: Table
) -> Clashes:
    """Conflict: what is on the table can clash; the facilitator helps where days allow."""
    s, first, second = now.state, now.chance.one, now.chance.other
    m, dyadic = now.p.members(ConflictParameters), now.p.dyads(ConflictParameters)
    luck_clash, luck_end, luck_win, _ = now.chance.pairs(Process.CLASH, now.month)
    likely = conflict.clash_chance(
        of_pairs(table.table, first, second), of_pairs(table.table, second, first), m
    )
    helped = now.decisions.facilitate(
        now.traits.facilitator,
        conflict.days_left(roles.days, levers.facilitator_days),
        now.traits.facilitator_home,
        s.trust,
        total(likely),
        now.p.alliances,
    )
    pair, run = np.nonzero((luck_clash < likely).T)
    one, other = first[pair], second[pair]
    here, there = (run, one, other), (run, other, one)
    p = now.p.of_runs(ConflictParameters, run)
    good = luck_end[run, pair] < conflict.constructive_chance(
        conflict.of_two(s.trust[here], s.trust[there]),
        conflict.of_two(table.shown[run, one], table.shown[run, other]),
        conflict.of_two(s.grievance[here], s.grievance[there]),
        s.agreements[run],
        conflict.of_two(helped[run, one], helped[run, other]) + levers.reflecting[run],
        p,
    )
    grievance = table.grievance.copy("K")
    for side in (here, there):
        grievance[side] = conflict.settle(grievance[side], good, tensions.all[side], p)
    well, badly = (
        (named(s.active, run[ended], one[ended]) + named(s.active, run[ended], other[ended]))
        / np.maximum(now.derived.partners, 1.0)
        for ended in (good, ~good)
    )
    return Clashes(
        run=run,
        one=one,
        other=other,
        good=good,
        luck=luck_win[run, pair],
        helped=helped,
        badly=badly,
        openness=conflict.speak_up(plan.openness, well, badly, m),
        grievance=conflict.reflect(grievance, levers.reflecting[:, None, None], dyadic),
    )


def named(like: Array, run: Places, member: Places, weights: Array | None = None) -> Array:
    """How often each member of each run is named, in the layout of `like`; (runs, N)."""
    runs, size = like.shape
    counted = np.bincount(member * runs + run, weights, minlength=runs * size)
    return counted.reshape(size, runs).T.astype(np.float64)
