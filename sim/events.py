"""What happens to an alliance from outside its rules, on its tick: joiners, shocks, changes of roles."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace

import numpy as np

from sim.arrays import Array, total
from sim.parameters import Parameters
from sim.scenarios import Scenario
from sim.state import FIELDS, Bits, State


@dataclass(frozen=True)
class Event:
    """One thing that happens.

    Attributes:
        tick: when, before anything else of that month.
        kind: joiner, roles, scandal, director-leaves, merger or environment-shift. (A budget cut
            changes the inflow of money and is no event of its own.)
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


def happen(state: State, event: Event, first: State, parameters: Parameters) -> State:
    """The state after an event.

    Args:
        state: the batch; not changed.
        event: what happens.
        first: the batch at tick 0, where the start values of joiners are kept.
        parameters: numbers of the model.

    Returns:
        The batch after it. An event at a member that is not active, or in an alliance that has
        ended, changes nothing.
    """
    hit = event.hit & (state.running > 0.0)
    if event.kind == "joiner":
        return _join(state, first, event, hit, parameters)
    if event.place is not None:
        hit = hit & (state.active[:, event.place] > 0.0)
    if event.other is not None:
        hit = hit & (state.active[:, event.other] > 0.0)
    return _KINDS[event.kind](state, event, hit, parameters)


def _shift(state: State, event: Event, hit: Bits, _: Parameters) -> State:
    return replace(state, gap=np.where(hit, np.minimum(state.gap + event.size, 1.0), state.gap))


def _scandal(state: State, event: Event, hit: Bits, _: Parameters) -> State:
    keep = np.where(hit, 1.0 - event.size, 1.0)
    trust, backing = state.trust.copy("K"), state.backing.copy("K")
    trust[:, :, event.place] *= keep[:, None]
    backing[:, event.place] *= keep
    return replace(state, trust=trust, backing=backing, profile=state.profile * keep)


def _director_leaves(state: State, event: Event, hit: Bits, _: Parameters) -> State:
    keep = np.where(hit, 1.0 - event.size, 1.0)[:, None]
    changed = {}
    for name in ("trust", "knowledge"):
        changed[name] = getattr(state, name).copy("K")
        changed[name][:, :, event.place] *= keep
        changed[name][:, event.place, :] *= keep
    return replace(state, **changed)


def _refill(state: State, event: Event, hit: Bits, _: Parameters) -> State:
    """Give roles to others; who does not run any more keeps what there was."""
    changed = {}
    for name, values in event.values.items():
        now = getattr(state, name)
        changed[name] = np.where(hit[:, None] if now.ndim > 1 else hit, values, now)
    return replace(state, **changed)


_ADDED = ("capacity", "reserve")
"""What two members bring together in a merger."""


def _merge(state: State, event: Event, hit: Bits, parameters: Parameters) -> State:
    """Let one member take in another: capacity and money add up, skills are pooled.

    All else becomes the mean of both, weighed by capacity: views, backing, and what stood between
    each of the two and the others. A share `size` of trust and knowledge, and of the two members'
    part in agreements and story, is lost in reorganising (assumption).
    """
    one, other = event.place, event.other
    whole = np.maximum(state.capacity[:, one] + state.capacity[:, other], 1e-12)
    weight = state.capacity[:, other] / whole
    kept = 1.0 - event.size
    changed: dict[str, Array] = {}
    for name, declared in FIELDS.items():
        if declared.axes[:1] != ("member",) or name == "active":
            continue
        now = getattr(state, name)
        new = now.copy("K")
        if declared.entity == "dyad":
            share = kept if name in ("trust", "knowledge") else 1.0
            for side in (new, np.swapaxes(new, 1, 2)):
                side[:, one] = share * _mixed(side[:, one], side[:, other], weight[:, None])
            new[:, one, one] = now[:, one, one]  # nobody has a relation with itself
            mask = hit[:, None, None]
        else:
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
    active = state.active.copy("K")
    active[:, other] = np.where(hit, 0.0, active[:, other])
    members = np.maximum(total(state.active), 1.0)
    loss = hit * np.minimum(2.0 * event.size * parameters.alliance.turnover_loss / members, 1.0)
    return replace(
        state,
        **{**changed, "active": active},
        agreements=state.agreements * (1.0 - loss),
        language=state.language * (1.0 - loss),
    )


def _mixed(mine: Array, its: Array, weight: Array) -> Array:
    mean: Array = mine + weight * (its - mine)
    return mean


_KINDS: dict[str, Callable[[State, Event, Bits, Parameters], State]] = {
    "environment-shift": _shift,
    "scandal": _scandal,
    "director-leaves": _director_leaves,
    "merger": _merge,
    "roles": _refill,
}


def _join(state: State, first: State, event: Event, hit: Bits, parameters: Parameters) -> State:
    """Bring in a member with its start values; agreements and story wait to be shared with it."""
    changed = {}
    place = event.place
    for part in fields(State):
        axes = FIELDS[part.name].axes
        now, then = getattr(state, part.name), getattr(first, part.name)
        if axes[:1] != ("member",) or FIELDS[part.name].entity == "roles":
            continue
        new = now.copy("K")
        mask = hit.reshape((-1,) + (1,) * (new.ndim - 2))
        new[:, place] = np.where(mask, then[:, place], now[:, place])
        if axes == ("member", "partner"):
            new[:, :, place] = np.where(mask, then[:, :, place], now[:, :, place])
        changed[part.name] = new
    active = state.active.copy("K")
    active[:, place] = np.where(hit, 1.0, active[:, place])
    loss = parameters.alliance.turnover_loss * hit / np.maximum(total(active), 1.0)
    return replace(
        state,
        **{**changed, "active": active},
        agreements=state.agreements * (1.0 - loss),
        language=state.language * (1.0 - loss),
    )
