"""Clashes, and what members now know of each other, make a pecking order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.arrays import Array, if_on
from sim.declared import step
from sim.rules import pecking_order
from sim.rules.pecking_order import PeckingOrderParameters
from sim.state import mean_of_partners, mean_over_members
from sim.steps.clashes import Clashes, named
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
    t, s, run = now.traits, now.state, clashes.run
    m = now.p.members(PeckingOrderParameters)
    first = pecking_order.first_wins(
        s.status[run, clashes.one],
        s.status[run, clashes.other],
        clashes.luck,
        now.p.of_runs(PeckingOrderParameters, run),
    )
    weight = clashes.of_both(s.knowledge)
    worth = pecking_order.worth(t.quality, t.professionalism)
    mean_worth = mean_over_members(worth, now.derived)[:, None]
    standing = pecking_order.role_standing(t.lead, roles.mandate[:, None], m)
    before, after = (
        pecking_order.expected(worth, mean_worth, mean_of_partners(known, now.derived), standing, m)
        for known in (s.knowledge, learnt.knowledge)
    )
    status = pecking_order.rank(
        s.status,
        named(s.active, run, np.where(first, clashes.one, clashes.other), weight),
        named(s.active, run, np.where(first, clashes.other, clashes.one), weight),
        before,
        after,
        m,
    )
    return Ranking(if_on(m.pecking_order_on, status, s.status))
