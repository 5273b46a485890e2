"""What happens to an alliance from outside its rules, on its tick: joiners, shocks, changes of roles."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Array, Bits, runs_chosen, total
from sim.declared import MEMBERS, PAIRS
from sim.parameters import Parameters
from sim.rules.agreements import AgreementsParameters, outlasting
from sim.scenarios import Scenario
from sim.state import STATE, VARIABLES, State
from sim.ties import Ties
from sim.traits import TRAITS, Traits


@dataclass(frozen=True)
class Event:
    """One thing that happens.

    Attributes:
        tick: when, before anything else of that month.
        kind: joiner, departure, roles, scandal, director-leaves, one-name, merger or environment-shift. (A
            budget cut changes the inflow of money and is no event of its own; a departure is one that is
            known to have happened, see `experiments.following`.)
        hit: (runs,) which runs of the batch it happens in.
        size: how hard, in (0, 1].
        place: the member it happens to, or None for the whole alliance.
        other: the member that is taken in by a merger.
        values: state variables that are set.
    """

    tick: int
    kind: str
    hit: Bits
    size: float = 1.0
    place: int | None = None
    other: int | None = None
    values: Mapping[str, Array] = field(default_factory=dict)

    def chosen(self, runs: NDArray[np.intp]) -> Event:
        """The same for some runs, of which one may be chosen more than once."""
        values = {name: runs_chosen(v, runs) for name, v in self.values.items()}
        return replace(self, hit=self.hit[runs], values=values)


def events_of(
    scenario: Scenario, names: Sequence[str], hit: Bits, roles: Mapping[int, Mapping[str, Array]]
) -> list[Event]:
    """The events of a scenario, for the runs in `hit`, in the order in which they happen.

    Args:
        scenario: what happens when.
        names: names of the member places.
        hit: (runs,).
        roles: state variables of the roles, by the month from which they hold.
    """
    places: dict[str | None, int | None] = {name: k for k, name in enumerate(names)}
    places[None] = None
    joiners = [Event(j.tick, "joiner", hit, place=places[j.name]) for j in scenario.joiner]
    changes = [Event(tick, "roles", hit, values=values) for tick, values in roles.items()]
    shocks = [
        Event(s.tick, s.kind, hit, s.size, places[s.member], places[s.with_])
        for s in scenario.shock
        if s.kind != "budget-cut"
    ]
    return sorted(joiners + changes + shocks, key=lambda event: event.tick)


class Begun(Protocol):
    """What an event needs to know of the start of a batch."""

    traits: Traits
    state: State
    parameters: Parameters
    ties: Ties


World = tuple[Traits, State]


def apply_event(event: Event, traits: Traits, state: State, start: Begun) -> World:
    """The batch after an event.

    Args:
        event: what happens.
        traits, state: the batch; not changed.
        start: the batch at tick 0, where the start values of joiners are kept, and its parameters.

    Returns:
        Traits and state after it. An event at a member that is not active, or in an alliance that has
        ended, changes nothing.
    """
    hit = event.hit & (state.running > 0.0)
    if event.kind != "joiner":
        for place in (event.place, event.other):
            if place is not None:
                hit = hit & (state.active[:, place] > 0.0)
    return _KINDS[event.kind](_Case(event, traits, state, hit, start))


@dataclass(frozen=True)
class _Case:
    """An event at the moment it happens, in the runs that it hits."""

    event: Event
    traits: Traits
    state: State
    hit: Bits
    start: Begun

    @property
    def place(self) -> int:
        """Where it happens."""
        assert self.event.place is not None
        return self.event.place

    def now(self, name: str) -> Array:
        """A variable of traits or state."""
        values: Array = getattr(self.traits if name in TRAITS else self.state, name)
        return values

    def changed(self, values: Mapping[str, Array]) -> World:
        """Traits and state with some variables set."""
        return (
            replace(self.traits, **{name: v for name, v in values.items() if name in TRAITS}),
            replace(self.state, **{name: v for name, v in values.items() if name in STATE}),
        )

    def turned_over(self, members: Array, count: Array) -> dict[str, Array]:
        """Agreements and story after some members changed."""
        p = self.start.parameters.alliances(AgreementsParameters)
        kept = outlasting(self.hit * members, count, np.zeros(count.shape), p)
        return {name: self.now(name) * kept for name in ("agreements", "language")}

    def ties_of(self, place: int) -> tuple[Array, Array]:
        """(runs, E) masks each: ties that a member is the source, or the target of."""
        ties = self.start.ties
        one = np.zeros_like(self.state.active)
        one[:, place] = 1.0
        return ties.of_source(one), ties.of_target(one)


def _shift(case: _Case) -> World:
    gap = np.minimum(case.state.gap + case.event.size, 1.0)
    return case.changed({"gap": np.where(case.hit, gap, case.state.gap)})


def _scandal(case: _Case) -> World:
    keep = np.where(case.hit, 1.0 - case.event.size, 1.0)
    backing = case.state.backing.copy("K")
    backing[:, case.place] *= keep
    _, toward = case.ties_of(case.place)
    trust = case.state.trust * np.where(toward > 0.0, keep[:, None], 1.0)
    return case.changed({"trust": trust, "backing": backing, "profile": case.state.profile * keep})


def _one_name(case: _Case) -> World:
    """The alliance has to go under one name: what members recognised of themselves in its story goes."""
    kept = np.where(case.hit, 1.0 - case.event.size, 1.0)
    return case.changed({"language": case.state.language * kept})


def _director_leaves(case: _Case) -> World:
    keep = np.where(case.hit, 1.0 - case.event.size, 1.0)[:, None]
    own, toward = case.ties_of(case.place)
    lost = np.where(own + toward > 0.0, keep, 1.0)
    return case.changed({name: case.now(name) * lost for name in ("trust", "knowledge")})


def _refill(case: _Case) -> World:
    """Give roles to others; who does not run any more keeps what there was."""
    changed = {}
    for name, values in case.event.values.items():
        now = case.now(name)
        changed[name] = np.where(case.hit[:, None] if now.ndim > 1 else case.hit, values, now)
    return case.changed(changed)


_ADDED = ("capacity", "reserve")
"""What two members bring together in a merger."""


def _merge(case: _Case) -> World:
    """Let one member take in another: capacity and money add up, skills are pooled.

    All else becomes the mean of both, weighed by capacity: views, backing, and what stood between
    each of the two and the others. A share `size` of trust and knowledge, and of the two members'
    part in agreements and story, is lost in reorganising (assumption).
    """
    one, other, hit = case.place, case.event.other, case.hit
    assert other is not None
    capacity = case.traits.capacity
    whole = np.maximum(capacity[:, one] + capacity[:, other], 1e-12)
    weight = capacity[:, other] / whole
    kept = 1.0 - case.event.size
    changed: dict[str, Array] = {}
    for name, declared in VARIABLES.items():
        if declared.axes[:1] not in (MEMBERS, PAIRS) or name == "active":
            continue
        now = case.now(name)
        new = now.copy("K")
        if declared.axes == PAIRS:
            share = kept if name in ("trust", "knowledge") else 1.0
            changed[name] = np.where(
                hit[:, None], _taken_over(case.start.ties, now, one, other, weight, share), now
            )
            continue
        mask = hit.reshape((-1,) + (1,) * (now.ndim - 1))
        mine, its = now[:, one], now[:, other]
        if name in _ADDED:
            new[:, one], new[:, other] = mine + its, 0.0
        elif declared.entity == "roles":
            new[:, one], new[:, other] = np.maximum(mine, its), 0.0
        elif name == "expertise":
            new[:, one] = np.maximum(mine, its)
        else:
            new[:, one] = _mixed(mine, its, weight.reshape((-1,) + (1,) * (mine.ndim - 1)))
        changed[name] = np.where(mask, new, now)
    active = case.state.active.copy("K")
    active[:, other] = np.where(hit, 0.0, active[:, other])
    lost = case.turned_over(np.full(hit.shape, 2.0 * case.event.size), total(case.state.active))
    return case.changed({**changed, "active": active, **lost})


def _taken_over(
    ties: Ties, values: Array, one: int, other: int, weight: Array, share: float
) -> Array:
    """What holds on ties after `one` took in `other`: on ties that both have, the mean of both."""
    table = ties.to_table(values, np.nan)
    after = table.copy("K")
    for side, old in ((after, table), (np.swapaxes(after, 1, 2), np.swapaxes(table, 1, 2))):
        mine, its = old[:, one], old[:, other]
        mixed = _mixed(mine, its, weight[:, None])
        side[:, one] = share * np.where(np.isnan(its), mine, mixed)
    taken = ties.from_table(after)
    return np.where(np.isnan(taken), values, taken)


def _mixed(mine: Array, its: Array, weight: Array) -> Array:
    mean: Array = mine + weight * (its - mine)
    return mean


def _join(case: _Case) -> World:
    """Bring in a member with its start values; agreements and story wait to be shared with it."""
    changed = {}
    place = case.place
    for name, declared in VARIABLES.items():
        if declared.axes[:1] not in (MEMBERS, PAIRS) or declared.entity == "roles":
            continue
        now = case.now(name)
        then: Array = getattr(case.start.traits if name in TRAITS else case.start.state, name)
        if declared.axes == PAIRS:
            own, toward = case.ties_of(place)
            changed[name] = np.where(case.hit[:, None] & (own + toward > 0.0), then, now)
            continue
        new = now.copy("K")
        mask = case.hit.reshape((-1,) + (1,) * (new.ndim - 2))
        new[:, place] = np.where(mask, then[:, place], now[:, place])
        changed[name] = new
    active = case.state.active.copy("K")
    active[:, place] = np.where(case.hit, 1.0, active[:, place])
    lost = case.turned_over(np.ones(case.hit.shape), total(active))
    return case.changed({**changed, "active": active, **lost})


def _depart(case: _Case) -> World:
    """A member goes; its part in agreements and story goes with it, as when it decides to leave."""
    active = case.state.active.copy("K")
    gone = np.where(case.hit, 1.0, 0.0)
    lost = case.turned_over(gone, total(active))
    active[:, case.place] = np.where(case.hit, 0.0, active[:, case.place])
    return case.changed({"active": active, **lost})


_KINDS: dict[str, Callable[[_Case], World]] = {
    "environment-shift": _shift,
    "scandal": _scandal,
    "director-leaves": _director_leaves,
    "one-name": _one_name,
    "merger": _merge,
    "roles": _refill,
    "joiner": _join,
    "departure": _depart,
}
