"""What happens to an alliance from outside its rules: joiners and shocks, on their tick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

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
        kind: joiner, scandal, director-leaves or environment-shift. (A budget cut changes the
            inflow of money and is no event of its own.)
        size: how hard, in (0, 1]; 1 for a joiner.
        place: the member it happens to, or None for the whole alliance.
        hit: (runs,) which runs of the batch it happens in.
    """

    tick: int
    kind: str
    size: float
    place: int | None
    hit: Bits


def events_of(scenario: Scenario, names: Sequence[str], hit: Bits) -> list[Event]:
    """The events of a scenario, for the runs in `hit`, in the order in which they happen."""
    joiners = [Event(j.tick, "joiner", 1.0, names.index(j.name), hit) for j in scenario.joiner]
    shocks = [
        Event(s.tick, s.kind, s.size, names.index(s.member) if s.member else None, hit)
        for s in scenario.shock
        if s.kind != "budget-cut"
    ]
    return sorted(joiners + shocks, key=lambda event: event.tick)


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
    if event.place is None:
        return replace(state, gap=np.where(hit, np.minimum(state.gap + event.size, 1.0), state.gap))
    if event.kind == "joiner":
        return _join(state, first, event.place, hit, parameters)
    hit = hit & (state.active[:, event.place] > 0.0)
    keep = np.where(hit, 1.0 - event.size, 1.0)
    if event.kind == "scandal":
        return replace(
            state,
            trust=_scale(state.trust, event.place, keep, toward_only=True),
            backing=_scale_member(state.backing, event.place, keep),
            profile=state.profile * keep,
        )
    return replace(
        state,
        trust=_scale(state.trust, event.place, keep),
        knowledge=_scale(state.knowledge, event.place, keep),
    )


def _join(state: State, first: State, place: int, hit: Bits, parameters: Parameters) -> State:
    """Bring in a member with its start values; agreements and story wait to be shared with it."""
    changed = {}
    for field in fields(State):
        axes = FIELDS[field.name].axes
        now, then = getattr(state, field.name), getattr(first, field.name)
        if axes[:1] != ("member",) or FIELDS[field.name].entity == "roles":
            continue
        new = now.copy("K")
        mask = hit.reshape((-1,) + (1,) * (new.ndim - 2))
        new[:, place] = np.where(mask, then[:, place], now[:, place])
        if axes == ("member", "partner"):
            new[:, :, place] = np.where(mask, then[:, :, place], now[:, :, place])
        changed[field.name] = new
    active = state.active.copy("K")
    active[:, place] = np.where(hit, 1.0, active[:, place])
    loss = parameters.alliance.turnover_loss * hit / np.maximum(total(active), 1.0)
    return replace(
        state,
        **{**changed, "active": active},
        agreements=state.agreements * (1.0 - loss),
        language=state.language * (1.0 - loss),
    )


def _scale(dyads: Array, place: int, keep: Array, toward_only: bool = False) -> Array:
    scaled = dyads.copy("K")
    scaled[:, :, place] *= keep[:, None]
    if not toward_only:
        scaled[:, place, :] *= keep[:, None]
    return scaled


def _scale_member(values: Array, place: int, keep: Array) -> Array:
    scaled = values.copy("K")
    scaled[:, place] *= keep
    return scaled
