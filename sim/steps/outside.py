"""The outside moves on; who hears dissent follows it; results show."""

from __future__ import annotations

from dataclasses import dataclass

from sim.arrays import Array, if_on
from sim.chance import Process
from sim.declared import step
from sim.derived import mean_over_members, mean_over_pairs
from sim.levers import Levers
from sim.rules import outside
from sim.rules.outside import OutsideParameters
from sim.steps.meeting import Meeting
from sim.steps.production import Output
from sim.steps.settling import Settled
from sim.steps.situation import Situation
from sim.steps.table import Table


@dataclass(frozen=True)
class Outside:
    """The alliance and the world, (runs,) each.

    Attributes:
        table: mean tension on the table.
        unity: one story among members that trust each other, in [0, 1].
        heard: how much of the outside's change is noticed, in [0, 1].
        gap, profile, dissent: as the state variables.
        luck_close, luck_stop: uniform draws for closing and for a decision to stop.
    """

    table: Array
    unity: Array
    heard: Array
    gap: Array
    profile: Array
    dissent: Array
    luck_close: Array
    luck_stop: Array


@step
def drift(
    now: Situation, levers: Levers, meeting: Meeting, table: Table, settled: Settled, output: Output
) -> Outside:
    """The outside moves on; who hears dissent follows it; results show."""
    s, d, a = now.state, now.derived, now.p.alliances(OutsideParameters)
    step_, close, shift, stop = now.chance.alliance(Process.OUTSIDE, now.month)
    on_table = mean_over_pairs(table.all, d)
    unity = outside.unity(settled.language, settled.trust)
    network = mean_over_members(now.traits.network, d)
    dissent = outside.disagree(s.dissent, levers.dissent, a)
    heard = outside.hear(unity, dissent, on_table, network, a)
    gap = outside.drift(s.gap, heard, settled.talking, step_, shift, a)
    profile = outside.profile(
        s.profile,
        output.added,
        network,
        mean_over_members(meeting.presence, d),
        levers.profiling,
        a,
    )
    return Outside(
        table=on_table,
        unity=unity,
        heard=heard,
        gap=if_on(a.outside_on, gap, s.gap),
        profile=if_on(a.outside_on, profile, s.profile),
        dissent=if_on(a.outside_on, dissent, s.dissent),
        luck_close=close,
        luck_stop=stop,
    )
