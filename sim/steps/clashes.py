"""Conflict: what is on the table can clash, over one of three things; the facilitator helps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Array, Bits, by_member, total
from sim.chance import Process
from sim.declared import step
from sim.levers import Levers
from sim.rules import conflict
from sim.rules.actions import ActionsParameters
from sim.rules.conflict import ConflictParameters, Kind
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
        run: (clashes,) in which run.
        ties: (2, clashes) its two ties, one each way.
        members: (2, clashes) places of the two: those who hold these ties.
        good: (clashes,) which ended well.
        kind: (clashes,) code of `sim.rules.conflict.Kind`.
        luck: (clashes,) uniform draws for who wins.
        pair: (clashes,) between which pair of ties.
        helped: (runs, N) help that each accepts from the facilitator, in [0, 1].
        well_over: (runs, N) each, clashes per partner over each kind that ended well.
        badly_per_partner: (runs, N) clashes per partner that ended badly, in [0, 1].
        lost: (runs, N) FTE-months that clashes took.
        trouble: (runs, N) share of hours remembered to be lost to clashes.
        openness: (runs, N) after the clashes, in [0, 1].
        stored: (runs, E) each, the stores after clashes, in [0, 1].
        rift: (runs, E) after clashes and reflection, in [0, 1].
        expected: (runs, N) kEUR that members expect of the fund, after clashes over it.
    """

    run: Places
    ties: Places
    members: Places
    good: Bits
    kind: Places
    luck: Array
    pair: Places
    helped: Array
    well_over: Three
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

    def on_ties(self, which: Bits | None = None) -> tuple[Places, Places]:
        """Runs and ties, both ways, of the clashes or of some: where they do something to an (runs, E) array."""
        return _on_ties(self.run, self.ties, which)


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
    both = np.stack([ties.first[pair], ties.second[pair]])
    members = ties.source[both] if ties.source.ndim == 1 else ties.source[both, run]
    each = now.p.of_runs(ConflictParameters, run)

    def mean(values: Array) -> Array:
        middle: Array = 0.5 * (values[run, both[0]] + values[run, both[1]])
        return middle

    def of_two(values: Array) -> Array:
        middle: Array = 0.5 * (values[run, members[0]] + values[run, members[1]])
        return middle

    help_ = (
        of_two(helped)
        + (now.p.alliances(ActionsParameters).reflecting_help * levers.reflecting)[run]
    )
    trust, shown = mean(s.trust), of_two(plan.shown)
    good = draws[1][run, pair] < conflict.constructive_chance(
        trust, shown, help_, s.agreements[run], of_two(sensed.perceived.binding), mean(s.rift), each
    )
    said = [values[run, both[0]] + values[run, both[1]] for values in table.said]
    whole = said[0] + said[1] + said[2]
    # The draw that said that they clash is, given that they do, uniform below the chance that they do.
    at = draws[0][run, pair] / likely[run, pair] * whole
    kind = (at >= said[0]).astype(np.intp) + (at >= said[0] + said[1])
    over = [good & (kind == code) for code in Kind]
    well, badly, *well_over = (
        _by_member(run, members, which, s.active) for which in (good, ~good, *over)
    )
    stored = []
    for store, which in zip(table.stored, over, strict=True):
        where = _on_ties(run, both, which)
        after = store.copy("K")
        after[where] = conflict.settled(store[where], now.p.of_runs(ConflictParameters, where[0]))
        stored.append(after)
    where = _on_ties(run, both, ~good)
    heat = np.maximum(
        np.maximum(tensions.resources[where], tensions.values[where]), tensions.identity[where]
    )
    rift = s.rift.copy("K")
    rift[where] = conflict.tear(
        rift[where],
        heat,
        np.tile(trust[~good], 2),
        np.tile(shown[~good], 2),
        now.p.of_runs(ConflictParameters, where[0]),
    )
    lost = conflict.hours_lost(well, badly, meeting.hours, m)
    badly_per = np.minimum(badly / d.divide_partners, 1.0)
    reflected = np.minimum(2.0 * levers.reflecting, 1.0)[:, None]
    return Clashes(
        run=run,
        ties=both,
        members=members,
        good=good,
        kind=kind,
        luck=draws[2][run, pair],
        pair=pair,
        helped=helped,
        well_over=tuple(values / d.divide_partners for values in well_over),  # type: ignore[arg-type]
        badly_per_partner=badly_per,
        lost=lost,
        trouble=conflict.remembered(s.trouble, lost, meeting.hours, m),
        openness=conflict.speak_up(
            plan.openness, np.minimum(well / d.divide_partners, 1.0), badly_per, m
        ),
        stored=tuple(stored),  # type: ignore[arg-type]
        rift=conflict.heal(rift, reflected, m),
        expected=conflict.given_up(s.expected, money.awards, well_over[Kind.RESOURCES], m),
    )


def _on_ties(run: Places, ties: Places, which: Bits | None) -> tuple[Places, Places]:
    if which is not None:
        run, ties = run[which], ties[:, which]
    return np.tile(run, 2), ties.ravel()


def _by_member(run: Places, members: Places, which: Bits, like: Array) -> Array:
    """How many of some clashes each member has, in the layout of `like`; (runs, N)."""
    return by_member(np.tile(run[which], 2), members[:, which].ravel(), None, like)
