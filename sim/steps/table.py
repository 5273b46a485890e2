"""The waterline: what is said is on the table, the rest is stored, each kind apart."""

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

Three = tuple[Array, Array, Array]


@dataclass(frozen=True)
class Table:
    """What is said and what is not, of each kind in the order of `sim.rules.conflict.Kind`.

    Attributes:
        said: (runs, E) each, tension on the table, in [0, 2].
        hidden: (runs, E) tension under the waterline, all kinds, >= 0.
        stored: (runs, E) each, the store after holding back the rest, in [0, 1].
        all: (runs, E) tension on the table, all kinds.
    """

    said: Three
    hidden: Array
    stored: Three
    all: Array


@step
def speak(now: Situation, plan: Plan, meeting: Meeting, tensions: Tensions) -> Table:
    """The waterline: what is said is on the table, the rest is stored, each kind apart."""
    p, s = now.p.members(WaterlineParameters), now.state
    shown = now.derived.ties.of_source(plan.shown)
    unsaid = waterline.unsaid(shown, meeting.contact, p)
    kept = waterline.kept(meeting.contact, p)
    kinds = (
        (tensions.resources, s.stored_resources),
        (tensions.values, s.stored_values),
        (tensions.identity, s.stored_identity),
    )
    one, two, three = (
        (
            waterline.on_the_table(tension, store, shown, meeting.contact, p),
            waterline.hold_back(tension, store, unsaid, kept),
        )
        for tension, store in kinds
    )
    tension = tensions.resources + tensions.values + tensions.identity
    return Table(
        said=(one[0], two[0], three[0]),
        hidden=tension * (1.0 - shown),
        stored=(one[1], two[1], three[1]),
        all=one[0] + two[0] + three[0],
    )
