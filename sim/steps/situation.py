"""What every step of a month can look at."""

from __future__ import annotations

from dataclasses import dataclass

from sim.agents.decisions import Decisions
from sim.arrays import Array
from sim.chance import Chance
from sim.derived import Derived
from sim.parameters import Parameters
from sim.state import State
from sim.traits import Traits


@dataclass(frozen=True)
class Situation:
    """A batch of alliances at the start of a month, after what happened to them.

    Attributes:
        traits: what members and roles are.
        state: how they are doing.
        derived: what follows from both.
        month: its number, counted from 0.
        p: numbers of the model, one for all runs or one for each.
        chance: the draws.
        decisions: what agents decide.
        inflow: (runs,) kEUR of grants that come in.
        ahead: (runs,) months for which grants are promised, this one included; many where there is no
            grant.
        rule: (runs,) code of the division rule, see `sim.rules.division.Division`.
        form: (runs,) code of governance, see `sim.rules.governance.Governance`.
        review, ends: (runs,) masks of runs in which the funder reviews this month, and in which the
            grants end with it.
    """

    traits: Traits
    state: State
    derived: Derived
    month: int
    p: Parameters
    chance: Chance
    decisions: Decisions
    inflow: Array
    ahead: Array
    rule: Array
    form: Array
    review: Array
    ends: Array
