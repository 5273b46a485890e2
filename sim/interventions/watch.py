"""What a facilitator sees of an alliance: averages, clashes, and the phase so far.

The phase is measured as `sim.observers.phases` does, on the months up to now and nothing later: a new
phase is seen once it has lasted its `DWELL` months.
"""

from __future__ import annotations

import numpy as np

from sim.arrays import Array, total
from sim.derived import Derived, mean_over_members, mean_over_partners
from sim.flows import Flows
from sim.interventions.policy import Policy, Term
from sim.observers.phases import DISSOLVED, Codes, name_phases
from sim.state import Bits, State


class Watch:
    """Looks at a batch month by month, so that policies can be told whether they hold.

    Args:
        runs: number of runs.
        length: number of months.
        phases: (runs,) in which runs somebody needs to know the phase.
    """

    def __init__(self, runs: int, length: int, phases: Bits) -> None:
        self._which = np.flatnonzero(phases)
        few = len(self._which)
        self._shares = np.zeros((3, few, length))
        self._effort = np.zeros((few, length))
        self._living = np.zeros((few, length), dtype=np.bool_)
        self._phase = np.ones(runs, dtype=np.int8)  # an alliance begins by designing and chafing
        self._last: dict[str, Array] = {}

    def see(self, now: int, state: State, flows: Flows, lived: Array) -> None:
        """Look at a month that is done.

        Args:
            now: its number.
            state: the batch after it.
            flows: its flows.
            lived: (runs,) which alliances were alive during it.
        """
        self._last = {"clashes": flows.clashes, "clashes_bad": flows.clashes_bad}
        if not len(self._which):
            return
        there = state.active * flows.effort
        whole = total(there)
        for k, activity in enumerate((state.designing, state.learning, state.producing)):
            share = total(activity * there) / np.maximum(whole, 1e-12)
            self._shares[k, :, now] = share[self._which]
        worked = (state.active > 0.0) | (flows.leaves > 0.0) | (flows.own > 0.0)
        each = total(flows.effort) / np.maximum(total(worked), 1.0)
        self._effort[:, now] = each[self._which]
        self._living[:, now] = (lived > 0.0)[self._which]
        living = self._living[:, now]
        self._phase[self._which] = DISSOLVED
        self._phase[self._which[living]] = self._named(living, now)

    def _named(self, living: Bits, now: int) -> Codes:
        upto = slice(0, now + 1)
        named = name_phases(
            self._shares[:, living, upto], self._effort[living, upto], self._living[living, upto]
        )
        latest: Codes = named[:, -1]
        return latest

    def holds(self, policy: Policy, state: State, derived: Derived, done: Array) -> Bits:
        """In which runs a policy holds now, at the start of a month; (runs,).

        Args:
            policy: what must hold.
            state: the batch.
            derived: what follows from it.
            done: (runs,) how often what goes by the policy was done so far.
        """
        either = np.zeros(state.runs, dtype=np.bool_)
        for case in policy.cases:
            every = np.ones(state.runs, dtype=np.bool_)
            for term in case:
                every &= self._term(term, state, derived, done)
            either |= every
        return either

    def _term(self, term: Term, state: State, derived: Derived, done: Array) -> Bits:
        seen = done if term.sight == "done" else self._sight(term.sight, state, derived)
        holds: Bits = {
            "=": seen == term.value,
            "<": seen < term.value,
            "<=": seen <= term.value,
            ">": seen > term.value,
            ">=": seen >= term.value,
        }[term.operator]
        return np.logical_not(holds) if term.negated else holds

    def _sight(self, name: str, state: State, derived: Derived) -> Array:
        if name == "phase":
            return self._phase.astype(np.float64)
        if name == "members":
            return derived.count
        if name in ("clashes", "clashes_bad"):
            return self._last.get(name, np.zeros(state.runs))
        values: Array = getattr(state, name)
        if name in ("trust", "knowledge", "grievance"):
            values = mean_over_partners(values, derived)
        return mean_over_members(values, derived) if values.ndim > 1 else values
