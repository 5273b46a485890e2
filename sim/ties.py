"""Ties: who meets whom.

Members sit in working groups; a core group connects them (Simon 1962, near-decomposability). Only who
sits in a group together has a tie, so the cost of a month grows with the pairs that meet, not with all
pairs. A tie has a direction: what is held by its source, of its target. Arrays over ties have shape
(runs, E); in memory runs lie next to each other, as for members.

Which member sits where may differ by run (groups that members choose); how many seats each group has
does not. A member may have a seat in more than one group; its second seat beside the same partner is
no second tie.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Array, runs_first, runs_last, total

Places = NDArray[np.intp]


@dataclass(frozen=True)
class Ties:
    """The seats of a batch and the ties between them.

    Attributes:
        size: number of member places N.
        sizes: seats of each group.
        seats: (S,) or (S, runs) member place of each seat, group by group.
        weight: (S,) share of a member's joint hours that it works in the group of that seat, before
            its seats are weighed against each other.
        apart: (E,) or (E, runs) mask of ties that are none: both in the ring, or met already in
            another group.
        keys: (N,) numbers of the members, see `sim.chance.member_keys`.
    """

    size: int
    sizes: tuple[int, ...]
    seats: Places
    weight: Array
    apart: Array
    keys: NDArray[np.uint64]
    _met: Array | None = field(default=None, init=False, repr=False, compare=False)

    # -- the pattern of seats, the same in every run ------------------------------------------
    @cached_property
    def _pattern(self) -> tuple[Places, Places, Places]:
        """Source seat, target seat and reverse of each tie; ties of one source seat are adjacent."""
        sources, targets = [], []
        first = 0
        for n in self.sizes:
            for a in range(n):
                for b in range(n):
                    if a != b:
                        sources.append(first + a)
                        targets.append(first + b)
            first += n
        place = {tie: k for k, tie in enumerate(zip(sources, targets, strict=True))}
        reverse = [place[b, a] for a, b in zip(sources, targets, strict=True)]
        return tuple(np.array(x, dtype=np.intp) for x in (sources, targets, reverse))  # type: ignore[return-value]

    @property
    def count(self) -> int:
        """Number of ties E."""
        return len(self._pattern[0])

    @cached_property
    def source(self) -> Places:
        """(E,) or (E, runs) place of the member that holds it."""
        return self.seats[self._pattern[0]]

    @cached_property
    def target(self) -> Places:
        """(E,) or (E, runs) place of the member that it is held of."""
        return self.seats[self._pattern[1]]

    @cached_property
    def first(self) -> Places:
        """(P,) for each pair its tie whose source has the lower seat; the other is its reverse."""
        source, target, _ = self._pattern
        return np.flatnonzero(source < target)

    @cached_property
    def second(self) -> Places:
        """(P,) for each pair the tie the other way."""
        return self._pattern[2][self.first]

    @cached_property
    def pair_of(self) -> Places:
        """(E,) the pair that a tie belongs to."""
        found = np.empty(self.count, dtype=np.intp)
        found[self.first] = found[self.second] = np.arange(len(self.first))
        return found

    @cached_property
    def low_first(self) -> NDArray[np.bool_]:
        """(P,) or (P, runs): whether the first of a pair has the lower key, so that a draw is about
        the same one of the two however the members are listed.
        """
        low: NDArray[np.bool_] = (
            self.keys[self.source[self.first]] < self.keys[self.target[self.first]]
        )
        return low

    @cached_property
    def low_source(self) -> NDArray[np.bool_]:
        """(E,) or (E, runs): whether the source of a tie has the lower key of the two."""
        low: NDArray[np.bool_] = self.keys[self.source] < self.keys[self.target]
        return low

    @cached_property
    def pair_keys(self) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
        """(P,) or (P, runs) each: lower and higher key of each pair."""
        one, other = self.keys[self.source[self.first]], self.keys[self.target[self.first]]
        return np.minimum(one, other), np.maximum(one, other)

    # -- from members to ties and seats, and back ---------------------------------------------
    def of_source(self, values: Array) -> Array:
        """What the source of each tie has: (runs, N, …) to (runs, E, …)."""
        return _taken(values, self.source, self._flat_source)

    def of_target(self, values: Array) -> Array:
        """What the target of each tie has: (runs, N, …) to (runs, E, …)."""
        return _taken(values, self.target, self._flat_target)

    def turned(self, values: Array) -> Array:
        """What the target holds of the source: (runs, E) to (runs, E)."""
        return runs_first(runs_last(values)[self._pattern[2]])

    def of_pairs(self, values: Array) -> tuple[Array, Array]:
        """What the two of each pair hold of each other: (runs, E) to (runs, P) each."""
        there = runs_last(values)
        return runs_first(there[self.first]), runs_first(there[self.second])

    def from_pairs(self, values: Array) -> Array:
        """What holds of a pair, held by both: (runs, P) to (runs, E)."""
        return runs_first(runs_last(values)[self.pair_of])

    def at_seats(self, values: Array) -> Array:
        """What the member on each seat has: (runs, N, …) to (runs, S, …)."""
        return values if self._plain else _taken(values, self.seats, self._flat_seats)

    def sum_out(self, values: Array) -> Array:
        """Sum over the ties that a member is the source of: (runs, E) to (runs, N)."""
        by_seat = []
        first = 0
        for n in self.sizes:
            block = values[:, first : first + n * (n - 1)]
            first += n * (n - 1)
            there = runs_last(block).reshape(n, n - 1, -1) if n > 1 else None
            by_seat.append(
                total(there, axis=1) if there is not None else np.zeros((n, values.shape[0]))
            )
        return self.from_seats(runs_first(np.concatenate(by_seat) if by_seat[1:] else by_seat[0]))

    def sum_in(self, values: Array) -> Array:
        """Sum over the ties that a member is the target of: (runs, E) to (runs, N)."""
        return self.sum_out(self.turned(values))

    def from_seats(self, values: Array) -> Array:
        """Sum over a member's seats: (runs, S) to (runs, N)."""
        if self._plain:
            return values
        there = runs_last(values)
        runs = there.shape[1]
        if self._flat_seats is not None:  # adds seat by seat, as the loop does
            flat = np.bincount(self._flat_seats.ravel(), there.ravel(), self.size * runs)
            return runs_first(flat.reshape(self.size, runs))
        summed = np.zeros((self.size, runs))
        for seat, member in enumerate(self.seats):
            summed[member] += there[seat]
        return runs_first(summed)

    def groups(self, values: Array) -> list[Array]:
        """Views of the seats of each group: (runs, S, …) to (runs, n, …) each."""
        ends = np.cumsum(self.sizes)
        return [values[:, end - n : end] for n, end in zip(self.sizes, ends, strict=True)]

    def meets(self, runs: int) -> Array:
        """(runs, E) mask of ties that are ties."""
        if self._met is None or self._met.shape[0] != runs:
            mask = 1.0 - self.apart
            whole = mask if mask.ndim > 1 else np.broadcast_to(mask[:, None], (len(mask), runs))
            object.__setattr__(self, "_met", runs_first(np.ascontiguousarray(whole)))
        met: Array = self._met  # type: ignore[assignment]
        return met

    def of_runs(self, runs: Places) -> Ties:
        """Those of some runs of the batch."""
        if self.seats.ndim == 1:
            return self
        return Ties(
            self.size, self.sizes, self.seats[:, runs], self.weight, self.apart[:, runs], self.keys
        )

    @cached_property
    def deciders(self) -> int:
        """Number of seats round the table that decides: the last group's, which is the core."""
        return self.sizes[-1]

    @cached_property
    def _plain(self) -> bool:
        return self.seats.ndim == 1 and np.array_equal(self.seats, np.arange(self.size))

    @cached_property
    def _flat_source(self) -> Places | None:
        return _flat(self.source)

    @cached_property
    def _flat_target(self) -> Places | None:
        return _flat(self.target)

    @cached_property
    def _flat_seats(self) -> Places | None:
        return _flat(self.seats)

    # -- tables of all members ------------------------------------------------------------------
    def from_table(self, table: Array) -> Array:
        """The ties' entries of a table: (runs, N, N) to (runs, E)."""
        there = runs_last(table)
        if self.source.ndim == 1:
            return runs_first(np.ascontiguousarray(there[self.source, self.target]))
        runs = np.arange(there.shape[-1])
        return runs_first(np.ascontiguousarray(there[self.source, self.target, runs]))

    def to_table(self, values: Array, blank: float) -> Array:
        """A table with the ties' entries, `blank` elsewhere: (runs, E) to (runs, N, N)."""
        runs = values.shape[0]
        there = np.full((self.size, self.size, runs), blank)
        entries = runs_last(values)
        if self.source.ndim == 1:
            keep = np.asarray(self.apart) == 0.0
            there[self.source[keep], self.target[keep]] = entries[keep]
        else:
            tie, run = np.nonzero(self.apart == 0.0)
            there[self.source[tie, run], self.target[tie, run], run] = entries[tie, run]
        return runs_first(there)


def _flat(places: Places) -> Places | None:
    """Where places that differ by run lie in an array (N, runs) laid out flat; None where they do not."""
    return places * places.shape[1] + np.arange(places.shape[1]) if places.ndim > 1 else None


def _taken(values: Array, places: Places, flat: Places | None) -> Array:
    """(runs, N, …) at places, (runs, len(places), …)."""
    there = runs_last(values)
    if flat is None:
        return runs_first(there[places])
    if there.ndim == 2:
        return runs_first(np.ascontiguousarray(there).ravel().take(flat))
    where = places.reshape(places.shape[0], *(1,) * (there.ndim - 2), places.shape[1])
    return runs_first(np.take_along_axis(there, where, axis=0))


def seated(
    size: int,
    groups: Sequence[Places],
    weights: Sequence[float],
    ring: NDArray[np.bool_],
    keys: NDArray[np.uint64],
) -> Ties:
    """The ties of members that sit in groups.

    Args:
        size: number of member places N.
        groups: for each group (n,) or (n, runs) places; the last is the one that decides.
        weights: for each group the weight of a seat in it.
        ring: (N,) mask of members that meet the core but not each other.
        keys: (N,) numbers of the members.

    Returns:
        Ties; a tie that stands in an earlier group already, or between two of the ring, is apart.
    """
    runs_of = {g.shape[1] for g in groups if g.ndim > 1}
    each = [
        np.broadcast_to(g[:, None], (len(g), *runs_of)) if runs_of and g.ndim == 1 else g
        for g in groups
    ]
    seats = np.concatenate(each).astype(np.intp)
    sizes = tuple(len(g) for g in groups)
    weight = np.repeat(np.asarray(weights, dtype=np.float64), sizes)
    bare = Ties(size, sizes, seats, weight, np.zeros(0), keys)
    source, target = bare.source, bare.target
    apart = (ring[source] & ring[target]).astype(np.float64)
    table = np.zeros((size, size, *source.shape[1:]), dtype=np.bool_)
    runs: Any = (np.arange(source.shape[1]),) if source.ndim > 1 else ()
    for k in range(len(source)):
        where = (source[k], target[k], *runs)
        apart[k] = np.maximum(apart[k], table[where])
        table[where] = True
    return Ties(size, sizes, seats, weight, apart, keys)
