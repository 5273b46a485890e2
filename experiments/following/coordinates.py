"""Traits, state and parameters of runs as rows of unbounded numbers, and back.

Rows are what an update moves. A share goes by its log odds, an amount by its logarithm, so that no move
leaves the bounds. What is exact stays as it is: masks, counts, money in hand, who has a role; and, run
by run, what lies exactly on a bound.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import inf

import numpy as np

from sim.arrays import Array, runs_first, runs_last
from sim.declared import Variable
from sim.ensemble import Batch
from sim.parameters import PARAMETERS, Parameters
from sim.state import STATE
from sim.traits import TRAITS

EXACT = frozenset(
    (
        *("active", "running", "fund", "funding", "renewed", "terms", "reserve", "expected"),
        *("lead", "coordinator_home", "facilitator_home", "coordinator_cost", "facilitator_cost"),
        *("facilitator_days", "term_money", "term_months", "needs"),
    )
)
"""Variables that no update moves."""

_EDGE = 1e-3
"""How near to its bounds a share counts, so that its log odds stay finite."""
_LEAST = 1e-3
"""How near to 0 an amount counts."""


def rows_of(batch: Batch) -> Array:
    """Everything that can be moved, as rows of unbounded numbers; (rows, runs)."""
    rows = []
    for name, told in _movable():
        held = runs_last(_held(batch, name))
        rows.append(_out(held.reshape(-1, held.shape[-1]), told.low, told.high))
    for name, drawn in _drawn(batch.start.parameters):
        rows.append(_out(drawn[None], PARAMETERS[name].low, PARAMETERS[name].high))
    return np.concatenate(rows)


def place(batch: Batch, values: Array) -> None:
    """Let a batch go on from moved rows.

    Args:
        batch: it is changed.
        values: as of `rows_of`, moved.
    """
    traits, state = dict[str, Array](), dict[str, Array]()
    first = 0
    for name, told in _movable():
        held = _held(batch, name)
        shape = runs_last(held).shape
        count = int(np.prod(shape[:-1]))
        moved = runs_first(_back(values[first : first + count], told.low, told.high).reshape(shape))
        first += count
        kept = (held == told.low) | (held == told.high)
        if told.axes[:1] == ("member",):  # who is no member waits as it is
            there = batch.state.active > 0.0
            kept |= ~there.reshape(*there.shape, *(1,) * (held.ndim - 2))
        new = runs_first(np.ascontiguousarray(runs_last(np.where(kept, held, moved))))
        (traits if name in TRAITS else state)[name] = new
    whole = sum(state[name] for name in ("designing", "learning", "apart", "joint"))
    state |= {name: state[name] / whole for name in ("designing", "learning", "apart", "joint")}
    drawn = _drawn(batch.start.parameters)
    if drawn:
        given = dict(batch.start.parameters)
        for k, (name, _) in enumerate(drawn):
            low, high = PARAMETERS[name].low, PARAMETERS[name].high
            given[name] = _back(values[first + k], low, high)
        batch.start.parameters = Parameters(given)
    batch.place(replace(batch.traits, **traits), replace(batch.state, **state))


def _movable() -> Iterator[tuple[str, Variable]]:
    return ((n, told) for n, told in {**TRAITS, **STATE}.items() if n not in EXACT)


def _held(batch: Batch, name: str) -> Array:
    values: Array = getattr(batch.traits if name in TRAITS else batch.state, name)
    return values


def _drawn(parameters: Parameters) -> list[tuple[str, Array]]:
    """Parameters that differ by run; switches are exact."""
    return [
        (name, value)
        for name, value in parameters.items()
        if isinstance(value, np.ndarray) and PARAMETERS[name].unit != "switch"
    ]


def _out(values: Array, low: float, high: float) -> Array:
    """Unbounded numbers."""
    if low == -9:  # a normal number already
        return values
    if np.isfinite([low, high]).all() and high <= 100.0 * max(1.0, low):
        share = np.clip((values - low) / (high - low), _EDGE, 1.0 - _EDGE)
        return np.log(share / (1.0 - share))
    return np.log(np.maximum(values - min(low, 0.0), 0.0) + _LEAST)


def _back(moved: Array, low: float, high: float) -> Array:
    if low == -9:
        return np.clip(moved, low, high)
    if np.isfinite([low, high]).all() and high <= 100.0 * max(1.0, low):
        return low + (high - low) / (1.0 + np.exp(-moved))
    most = 700.0 if high == inf else np.log(high - min(low, 0.0) + _LEAST)
    return np.clip(np.exp(np.minimum(moved, most)) - _LEAST + min(low, 0.0), low, high)
