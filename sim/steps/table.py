"""The waterline: what is said is on the table, the rest turns into grievance."""

from __future__ import annotations

from dataclasses import dataclass

from sim.arrays import Array
from sim.declared import step
from sim.rules import waterline
from sim.rules.waterline import WaterlineParameters
from sim.steps.meeting import Meeting
from sim.steps.planning import Plan
from sim.steps.situation import Situation
from sim.steps.tensions import Tensions


@dataclass(frozen=True)
class Table:
    """What is said and what is not.

    Attributes:
        shown: (runs, N) share of a tension that is said, in [0, 1].
        table: (runs, N, N) tension on the table, in [0, 2].
        hidden: (runs, N, N) tension under the waterline, in [0, 1].
        grievance: (runs, N, N) after holding back the rest, in [0, 1].
    """

    shown: Array
    table: Array
    hidden: Array
    grievance: Array


@step
def speak(now: Situation, plan: Plan, meeting: Meeting, tensions: Tensions) -> Table:
    """The waterline: what is said is on the table, the rest turns into grievance."""
    p, grievance = now.p.dyads(WaterlineParameters), now.state.grievance
    shown = waterline.shown(plan.openness, now.p.members(WaterlineParameters))
    given = (tensions.all, grievance, shown[..., None], meeting.contact, p)
    return Table(
        shown=shown,
        table=waterline.on_the_table(*given),
        hidden=waterline.under(tensions.all, shown[..., None]),
        grievance=waterline.hold_back(*given),
    )
