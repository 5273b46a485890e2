"""Clashes, and what members now know of each other, make a pecking order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.arrays import Array, by_member, if_on
from sim.declared import step
from sim.derived import mean_of_partners, mean_over_members
from sim.rules import pecking_order
from sim.rules.pecking_order import PeckingOrderParameters
from sim.steps.clashes import Clashes
from sim.steps.learning import Learnt
from sim.steps.roles import Roles
from sim.steps.situation import Situation


@dataclass(frozen=True)
class Ranking:
    """The pecking order after the month.

    Attributes:
        status: (runs, N) in [0, 1].
    """

    status: Array


@step
def rank(now: Situation, roles: Roles, clashes: Clashes, learnt: Learnt) -> Ranking:
    """Clashes, and what members now know of each other, make a pecking order."""
    t, s, d, ties, run = now.traits, now.state, now.derived, now.derived.ties, clashes.run
    m = now.p.members(PeckingOrderParameters)
    low_first = ties.low_first
    low_first = low_first[clashes.pair] if low_first.ndim == 1 else low_first[clashes.pair, run]
    one, two = clashes.members
    low, high = np.where(low_first, one, two), np.where(low_first, two, one)
    wins = pecking_order.first_wins(
        s.status[run, low],
        s.status[run, high],
        clashes.luck,
        now.p.of_runs(PeckingOrderParameters, run),
    )
    weight = 0.5 * (s.knowledge[run, clashes.ties[0]] + s.knowledge[run, clashes.ties[1]])
    sides, who = np.tile(run, 2), np.concatenate([low, high])
    by_low, by_high = weight * wins, weight * (1.0 - wins)
    won, lost = (
        by_member(sides, who, np.concatenate(parts), s.active)
        for parts in ((by_low, by_high), (by_high, by_low))
    )
    worth = pecking_order.worth(learnt.quality, t.professionalism)
    mean_worth = mean_over_members(worth, d)[:, None]
    standing = pecking_order.role_standing(t.lead, roles.mandate[:, None], m)
    before, after = (
        pecking_order.expected(worth, mean_worth, mean_of_partners(known, d), standing, m)
        for known in (s.knowledge, learnt.knowledge)
    )
    moved = pecking_order.rank(s.status, won, lost, before, after, m)
    return Ranking(if_on(m.pecking_order_on, moved, s.status))
