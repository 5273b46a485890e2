"""What a facilitator sees of an alliance: averages, clashes, and the phase so far.

The phase is measured as `sim.observers.phases` does, on the months up to now and nothing later: a new
phase is seen once it has lasted its `dwell` months.
"""

from __future__ import annotations

from dataclasses import fields

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Array, Bits, total
from sim.declared import PAIRS
from sim.derived import Derived, mean_over_members, mean_over_pairs
from sim.flows import Flows
from sim.interventions.policy import Policy, Term
from sim.observers.paths import STORES, Work
from sim.observers.phases import DISSOLVED, name_phases
from sim.state import STATE, State


class Watch:
    """Looks at a batch month by month, so that policies can be told whether they hold.

    Args:
        runs: number of runs.
        length: number of months.
        phases: (runs,) in which runs somebody needs to know the phase.
    """

    def __init__(self, runs: int, length: int, phases: Bits) -> None:
        self._which = phases
        few = int(phases.sum())
        blank = {f.name: np.zeros((few, length)) for f in fields(Work) if f.name != "living"}
        self._work = Work(**blank, living=np.zeros((few, length), dtype=np.bool_))
        self._phase = np.ones(runs, dtype=np.int8)  # an alliance begins by designing and chafing
        self._last: dict[str, Array] = {}

    def chosen(self, runs: NDArray[np.intp]) -> Watch:
        """What it saw of some runs, of which one may be chosen more than once."""
        length = self._work.living.shape[1]
        which = self._which[runs]
        other = Watch(len(runs), length, which)
        row = np.cumsum(self._which) - 1  # where a run that is watched lies among those that are
        kept = row[runs[which]]
        other._work = Work(**{f.name: getattr(self._work, f.name)[kept] for f in fields(Work)})
        other._phase = self._phase[runs]
        other._last = {name: values[runs] for name, values in self._last.items()}
        return other

    def see(self, now: int, state: State, flows: Flows, lived: Array) -> None:
        """Look at a month that is done.

        Args:
            now: its number.
            state: the batch after it.
            flows: its flows.
            lived: (runs,) which alliances were alive during it.
        """
        self._last = {"clashes": flows.clashes, "clashes_bad": flows.clashes_bad}
        if not self._which.any():
            return
        worked = (state.active > 0.0) | (flows.leaves > 0.0) | (flows.own > 0.0)
        month = {
            "chafing": flows.designing_hours + flows.conflict_hours,
            "learning": flows.learning_hours,
            "apart": flows.apart_hours,
            "joint": flows.joint_hours,
            "output": flows.joint_output + flows.apart_output,
            "own": flows.own_output,
            "effort": total(flows.effort) / np.maximum(total(worked), 1.0),
            "living": lived > 0.0,
        }
        for name, values in month.items():
            getattr(self._work, name)[:, now] = values[self._which]
        living = self._work.living[:, now]
        named = name_phases(self._work.only(living, slice(0, now + 1)))
        self._phase[self._which] = DISSOLVED
        self._phase[np.flatnonzero(self._which)[living]] = named[:, -1]

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
        if name == "grievance":
            return mean_over_pairs(sum(getattr(state, store) for store in STORES) / 3.0, derived)
        values: Array = getattr(state, name)
        if STATE[name].axes == PAIRS:
            return mean_over_pairs(values, derived)
        return mean_over_members(values, derived) if values.ndim > 1 else values
