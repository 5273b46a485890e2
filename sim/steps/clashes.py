"""Conflict: what is on the table can clash, over one of three things; the facilitator helps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Array, total
from sim.chance import Process
from sim.declared import step
from sim.levers import Levers
from sim.rules import conflict
from sim.rules.actions import ActionsParameters
from sim.rules.conflict import ConflictParameters, Kind
from sim.state import Bits
from sim.steps.meeting import Meeting
from sim.steps.money import Money
from sim.steps.perception import Sensed
from sim.steps.planning import Plan
from sim.steps.roles import Roles
from sim.steps.situation import Situation
from sim.steps.table import Table, Three
from sim.steps.tensions import Tensions

Places = NDArray[np.intp]


@dataclass(frozen=True)
class Clashes:
    """The clashes of a month, and what they did at once.

    Attributes:
        run, pair: (clashes,) in which run, between which pair of ties.
        good: (clashes,) which ended well.
        kind: (clashes,) code of `sim.rules.conflict.Kind`.
        luck: (clashes,) uniform draws for who wins.
        helped: (runs, N) help that each accepts from the facilitator, in [0, 1].
        well, badly: (runs, E) mask of clashes that ended well, badly, seen from either side.
        well_over: (runs, E) each, of those that ended well the ones over each kind.
        well_per_partner, badly_per_partner: (runs, N) clashes per partner, in [0, 1].
        lost: (runs, N) FTE-months that clashes took.
        trouble: (runs, N) share of hours remembered to be lost to clashes.
        openness: (runs, N) after the clashes, in [0, 1].
        stored: (runs, E) each, the stores after clashes, in [0, 1].
        rift: (runs, E) after clashes and reflection, in [0, 1].
        expected: (runs, N) kEUR that members expect of the fund, after clashes over it.
    """

    run: Places
    pair: Places
    good: Bits
    kind: Places
    luck: Array
    helped: Array
    well: Array
    badly: Array
    well_over: Three
    well_per_partner: Array
    badly_per_partner: Array
    lost: Array
    trouble: Array
    openness: Array
    stored: Three
    rift: Array
    expected: Array

    def count(self, which: Bits | None = None) -> Array:
        """(runs,) number of clashes, or of those of a kind."""
        run = self.run if which is None else self.run[which]
        return np.bincount(run, minlength=len(self.lost)).astype(np.float64)


@step
def clash(
    now: Situation,
    levers: Levers,
    roles: Roles,
    sensed: Sensed,
    plan: Plan,
    money: Money,
    meeting: Meeting,
    tensions: Tensions,
    table: Table,
) -> Clashes:
    """Conflict: what is on the table can clash, over one of three things; the facilitator helps."""
    s, d, ties = now.state, now.derived, now.derived.ties
    m = now.p.members(ConflictParameters)
    draws = now.chance.pairs(Process.CLASH, now.month)
    likely = conflict.clash_chance(*ties.of_pairs(table.all), m)
    expected_clashes = total(likely)
    helped = now.decisions.facilitate(
        now.traits.facilitator,
        conflict.days_left(roles.days, levers.facilitator_days),
        now.traits.facilitator_home,
        roles.trust_in_home,
        expected_clashes,
        now.p.alliances,
    )
    pair, run = np.nonzero((draws[0] < likely).T)
    first, second = ties.first[pair], ties.second[pair]
    one = ties.source[first] if ties.source.ndim == 1 else ties.source[first, run]
    two = ties.target[first] if ties.source.ndim == 1 else ties.target[first, run]

    def mean(values: Array) -> Array:
        return 0.5 * (values[run, first] + values[run, second])

    def of_two(values: Array) -> Array:
        return 0.5 * (values[run, one] + values[run, two])

    help_ = (
        of_two(helped)
        + (now.p.alliances(ActionsParameters).reflecting_help * levers.reflecting)[run]
    )
    good = draws[1][run, pair] < conflict.constructive_chance(
        mean(s.trust),
        of_two(plan.shown),
        help_,
        s.agreements[run],
        of_two(sensed.perceived.binding),
        mean(s.rift),
        now.p.of_runs(ConflictParameters, run),
    )
    said = [values[run, first] + values[run, second] for values in table.said]
    whole = said[0] + said[1] + said[2]
    # The draw that said that they clash is, given that they do, uniform below the chance that they do.
    at = draws[0][run, pair] / likely[run, pair] * whole
    kind = (at >= said[0]).astype(np.intp) + (at >= said[0] + said[1])
    well, badly = (_marked(d.together, run, first, second, which) for which in (good, ~good))
    over = tuple(_marked(d.together, run, first, second, good & (kind == code)) for code in Kind)
    with_ = [ties.sum_out(values) for values in (well, badly)]
    partners = np.maximum(d.partners, 1.0)
    stored = tuple(
        conflict.settled(store, ended, m) for store, ended in zip(table.stored, over, strict=True)
    )
    lost = conflict.hours_lost(with_[0], with_[1], meeting.hours, m)
    trust = 0.5 * (s.trust + ties.turned(s.trust))
    shown = 0.5 * (ties.of_source(plan.shown) + ties.of_target(plan.shown))
    heat = np.maximum(np.maximum(tensions.resources, tensions.values), tensions.identity)
    reflected = np.minimum(2.0 * levers.reflecting, 1.0)[:, None]
    well_per, badly_per = (np.minimum(values / partners, 1.0) for values in with_)
    return Clashes(
        run=run,
        pair=pair,
        good=good,
        kind=kind,
        luck=draws[2][run, pair],
        helped=helped,
        well=well,
        badly=badly,
        well_over=over,  # type: ignore[arg-type]
        well_per_partner=well_per,
        badly_per_partner=badly_per,
        lost=lost,
        trouble=conflict.remembered(s.trouble, lost, meeting.hours, m),
        openness=conflict.speak_up(plan.openness, well_per, badly_per, m),
        stored=stored,  # type: ignore[arg-type]
        rift=conflict.rift(s.rift, badly, heat, trust, shown, reflected, m),
        expected=conflict.given_up(s.expected, money.awards, ties.sum_out(over[Kind.RESOURCES]), m),
    )


def _marked(like: Array, run: Places, first: Places, second: Places, which: Bits) -> Array:
    """1 on both ties of the pairs of some clashes, in the layout of `like`; (runs, E)."""
    marks = np.zeros_like(like)
    marks[run[which], first[which]] = 1.0
    marks[run[which], second[which]] = 1.0
    return marks
