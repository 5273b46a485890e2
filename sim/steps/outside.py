"""The outside moves on; who hears dissent follows it."""

from __future__ import annotations

from dataclasses import dataclass

from sim.arrays import Array, if_on
from sim.chance import Process
from sim.declared import step
from sim.levers import Levers
from sim.rules import environment
from sim.rules.environment import EnvironmentParameters
from sim.state import mean_over_members, mean_over_pairs
from sim.steps.production import Output
from sim.steps.settling import Settled
from sim.steps.situation import Situation
from sim.steps.table import Table


@dataclass(frozen=True)
class Outside:
    """The alliance and the world, (runs,) each, in [0, 1].

    Attributes:
        table: mean tension on the table.
        heard: how much of the outside's change is noticed.
        gap: distance between what it offers and what is asked.
        profile: external profile.
        luck_close: uniform draws for closing.
    """

    table: Array
    heard: Array
    gap: Array
    profile: Array
    luck_close: Array


@step
def drift(
    now: Situation, levers: Levers, table: Table, settled: Settled, output: Output
) -> Outside:
    """The outside moves on; who hears dissent follows it."""
    s, a = now.state, now.p.alliances(EnvironmentParameters)
    luck_drift, luck_close, _, _ = now.chance.alliance(Process.OUTSIDE, now.month)
    on_table = mean_over_pairs(table.table, now.derived)
    heard = environment.hear(on_table, levers.dissent, a)
    gap = environment.drift(s.gap, heard, settled.talking, luck_drift, a)
    profile = environment.profile(
        s.profile,
        environment.results(output.all_joint, output.all_own),
        mean_over_members(now.traits.network, now.derived),
        levers.profiling,
        a,
    )
    return Outside(on_table, heard, if_on(a.environment_on, gap, s.gap), profile, luck_close)
