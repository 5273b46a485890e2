"""Carrying out the interventions of a batch: who does what this month, and what it moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from sim.agents.facilitation import accepted
from sim.arrays import Array, Bits
from sim.declared import Value, as_is, step
from sim.derived import Derived, mean_over_members
from sim.flows import Flows
from sim.interventions.action import ACTIONS, Action
from sim.interventions.policy import Policy, parse
from sim.levers import Levers
from sim.rules.actions import ActionsParameters
from sim.scenarios import Scenario
from sim.scenarios.tables import Intervention
from sim.state import State
from sim.steps.roles import Roles
from sim.steps.situation import Situation
from sim.watch import Watch

_SHARES = tuple(
    f.name for f in fields(Levers) if f.name not in ("control", "member_effort", "facilitator_days")
)
"""Levers that are shares of what is missing."""


@dataclass(frozen=True)
class Order:
    """One [[intervention]] of one scenario, for the runs of that scenario.

    Attributes:
        action: what is done.
        hit: (runs,) in which runs of the batch.
        strength: (runs,) how strongly, in [0, 1].
        first, last: first and last month in which it can be done.
        every: done at most once in so many months.
        policy: what must hold, or None.
        control: balance of trust and control that is aimed at, or None.
    """

    action: type[Action]
    hit: Bits
    strength: Array
    first: int
    last: int
    every: int
    policy: Policy | None
    control: float | None

    def chosen(self, runs: NDArray[np.intp]) -> Order:
        """The same for some runs, of which one may be chosen more than once."""
        return replace(self, hit=self.hit[runs], strength=self.strength[runs])


def orders_of(scenario: Scenario, hit: Bits, strengths: Sequence[Array]) -> list[Order]:
    """The orders of a scenario, for the runs in `hit`.

    Args:
        scenario: with its interventions.
        hit: (runs,).
        strengths: for each intervention (runs,) how strongly it is done.
    """
    return [
        _order(row, hit, strength, scenario.length)
        for row, strength in zip(scenario.intervention, strengths, strict=True)
    ]


def _order(row: Intervention, hit: Bits, strength: Array, length: int) -> Order:
    first, last = row.from_ or 0, length - 1 if row.until is None else row.until
    if row.at is not None:
        first = last = row.at
    policy = parse(row.while_) if row.while_ is not None else None
    return Order(
        ACTIONS[row.action], hit, strength, first, last, row.every or 1, policy, row.control
    )


class Programme:
    """The interventions of a batch, month by month, with what they have tired.

    Args:
        orders: all that is to be done.
        runs: number of runs.
        length: number of months.

    Attributes:
        done: for each order (runs,) in how many months it was done so far.
        begun: for each order (runs,) the month in which it was first done; `length` before that.
        member_effort: (runs,) months of its alliance time that every member gave to actions so far.
        facilitator_days: (runs,) days that the facilitator gave to actions so far.
    """

    def __init__(self, orders: Sequence[Order], runs: int, length: int) -> None:
        self._orders, self._length = list(orders), length
        self._since = [np.full(runs, length, dtype=np.intp) for _ in self._orders]
        self.done = [np.zeros(runs) for _ in self._orders]
        self.begun = [np.full(runs, float(length)) for _ in self._orders]
        self.member_effort = np.zeros(runs)
        self.facilitator_days = np.zeros(runs)
        # Sorted, so that what is summed over actions has the same bits in every batch.
        actions = sorted({order.action for order in self._orders}, key=lambda a: a.code)
        self._tired = {action: np.zeros(runs) for action in actions}
        phases = np.zeros(runs, dtype=np.bool_)
        for order in self._orders:
            if order.policy is not None and order.policy.sees_phase:
                phases |= order.hit
        self._watch = Watch(runs, length, phases)
        self._none = Levers.none(runs)

    def chosen(self, runs: NDArray[np.intp]) -> Programme:
        """The same with what was done so far, in some runs, of which one may be chosen more than once."""
        other = Programme([order.chosen(runs) for order in self._orders], len(runs), self._length)
        other._since = [since[runs] for since in self._since]
        other.done = [done[runs] for done in self.done]
        other.begun = [begun[runs] for begun in self.begun]
        other.member_effort = self.member_effort[runs]
        other.facilitator_days = self.facilitator_days[runs]
        other._tired = {action: tired[runs] for action, tired in self._tired.items()}
        other._watch = self._watch.chosen(runs)
        return other

    def see(self, now: int, state: State, flows: Flows, lived: Array) -> None:
        """Look at a month that is done; see `sim.watch.Watch.see`."""
        if self._orders:
            self._watch.see(now, state, flows, lived)

    def levers(self, now: Situation, roles: Roles) -> Levers:
        """What interventions move this month.

        Strength counts against the time that members have for actions, help against the days that
        the facilitator has and is paid for; what is done often tires.

        Args:
            now: the batch at the start of the month.
            roles: what the fund pays for.

        Returns:
            Levers with arrays (runs,).
        """
        if not self._orders:
            return self._none
        p, traits, state = now.p.alliances(ActionsParameters), now.traits, now.state
        done, aims = self._asked(now.month, state, now.derived)
        time = sum((s * action.member_effort for action, s in done.items()), np.zeros(state.runs))
        room = np.minimum(p.action_time / np.maximum(time, 1e-9), 1.0)
        done = {action: s * room for action, s in done.items()}
        days = sum((s * action.days for action, s in done.items()), np.zeros(state.runs))
        covered = np.minimum(roles.days / np.maximum(days, 1e-9), 1.0)
        trusted = mean_over_members(
            accepted(traits.facilitator_home, roles.trust_in_home), now.derived
        )
        help_ = traits.facilitator * covered * trusted
        moved = {f.name: np.zeros(state.runs) for f in fields(Levers)}
        moved["member_effort"] = time * room
        moved["facilitator_days"] = np.minimum(days, roles.days)
        moved["control"] = np.full(state.runs, np.nan)
        self.member_effort = self.member_effort + moved["member_effort"]
        self.facilitator_days = self.facilitator_days + moved["facilitator_days"]
        for action, strength in done.items():
            fresh = 1.0 / (1.0 + p.fatigue * self._tired[action])
            effect = (
                p.actions_on
                * strength
                * fresh
                * (action.unassisted + (1.0 - action.unassisted) * help_)
            )
            for lever, size in action.moves.items():
                far = now.p[size] if isinstance(size, str) else size
                moved[lever] = moved[lever] + effect * far
            if action in aims:
                moved["control"] = _balance(state.control, aims[action], effect, p.rebalancing)
            self._tired[action] = (1.0 - p.fatigue_recovery) * self._tired[action] + strength
        for lever in _SHARES:
            moved[lever] = np.minimum(moved[lever], 1.0)
        return replace(self._none, **moved)

    def _asked(
        self, now: int, state: State, derived: Derived
    ) -> tuple[dict[type[Action], Array], dict[type[Action], Array]]:
        """How strongly each action is asked for, in [0, 1], and the balance it aims at, or NaN."""
        asked = {action: np.zeros(state.runs) for action in self._tired}
        aims: dict[type[Action], Array] = {}
        for k, order in enumerate(self._orders):
            due = order.hit & (state.running > 0.0) & (self._since[k] >= order.every)
            if not order.first <= now <= order.last:
                continue
            if order.policy is not None:
                due &= self._watch.holds(order.policy, state, derived, self.done[k])
            self._since[k] = np.where(due, 0, self._since[k]) + 1
            self.begun[k] = np.where(due, np.minimum(self.begun[k], now), self.begun[k])
            self.done[k] = self.done[k] + due
            asked[order.action] = np.minimum(asked[order.action] + due * order.strength, 1.0)
            if order.control is not None:
                aim = aims.get(order.action, np.full(state.runs, np.nan))
                aims[order.action] = np.where(due, order.control, aim)
        return asked, aims


@as_is
@step
def intervene(now: Situation, roles: Roles, programme: Programme) -> Levers:
    """Interventions: what is done this month, and the levers of rules that it moves."""
    return programme.levers(now, roles)


def _balance(control: Array, aim: Array, effect: Array, rebalancing: Value) -> Array:
    """The balance of trust and control on its way to what is aimed at; NaN where nothing is."""
    moved: Array = control + np.minimum(rebalancing * effect, 1.0) * (aim - control)
    return moved
