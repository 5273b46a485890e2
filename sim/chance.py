"""All chance of the model, from one keyed place.

A draw is a function of its key alone: seed, run, process, tick and the member or pair that it is
for. Nothing is consumed, so nothing can shift: leaving a draw out, adding a member, an observer or an
intervention changes no other draw. Two scenarios with one seed meet the same weather (common random
numbers), and no two different keys share an input of the generator, so replicates never overlap.

The generator is the counter-based Philox-4x32 with ten rounds (Salmon, Moraes, Dror & Shaw 2011,
"Parallel random numbers: as easy as 1, 2, 3", SC '11), written over arrays because numpy's own Philox
must be built anew for each key. tests/test_chance.py holds it against the authors' known answers.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Array, Recorded, runs_first

Words = NDArray[np.uint64]

_ROUNDS = 10
_MULTIPLY = (np.uint64(0xD2511F53), np.uint64(0xCD9E8D57))
_BUMP = (0x9E3779B9, 0xBB67AE85)
_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_BLOCK = 32768
"""Numbers to draw at a time when one tick needs fewer; speed only, never a result."""


class Process(IntEnum):
    """What a draw is for. The number is part of the key: never reuse or renumber one."""

    START = 0
    """Attributes and start values; the tick field of the key is a number of `Draw`."""
    CLASH = 1
    """Per pair: does it clash, how does the clash end, who wins; what either sees of the other's
    conduct. What it is about follows from the first, see `sim.steps.clashes`."""
    CONDUCT = 2
    """Per member: does it keep its promise, if not does it deceive, does it leave, what joint work
    seems to bring."""
    OUTSIDE = 3
    """Per alliance: drift and shift of the outside, closing after the goal, a decision to stop."""
    FUNDER = 4
    """Per alliance: whether the funder is content."""


class Draw(IntEnum):
    """What a draw at the start is for. Part of the key: never reuse or renumber one; append only."""

    # of members
    GOALS = 0
    VALUES = 1
    EXPERTISE = 2
    QUALITY = 3
    PROFESSIONALISM = 4
    CAPACITY = 5
    RESERVE = 6
    DEPENDENCE = 7
    NETWORK = 8
    ENGAGEMENT = 9
    OPENNESS = 10
    STATUS = 11
    BACKING = 12
    PATIENCE = 13
    ATTACHMENT = 14
    GROUPS = 15
    # of dyads, and what all dyads of an alliance have in common
    TRUST = 64
    KNOWLEDGE = 65
    GRIEVANCE = 66
    # of alliances
    AGREEMENTS = 128
    CONTROL = 129
    COMMITMENT = 130
    LANGUAGE = 131
    HARVEST = 132
    PROFILE = 133
    GAP = 134
    ROLES = 192
    AMBITION = 193
    STRENGTHS = 194
    HARDNESS = 195
    LUCK = 196
    NEEDS = 197


Keys = Sequence[tuple[np.uint64, np.uint64]]


def round_keys(key: tuple[int, int], rounds: int = _ROUNDS) -> Keys:
    """The two keys of each round.

    Args:
        key: two 32-bit numbers.
        rounds: number of rounds; ten is the authors' default.
    """
    first, second = (
        [np.uint64((start + k * bump) & 0xFFFFFFFF) for k in range(rounds)]
        for start, bump in zip(key, _BUMP, strict=True)
    )
    return list(zip(first, second, strict=True))


def philox(counter: Sequence[Words], keys: Keys) -> list[Words]:
    """Philox-4x32 over arrays.

    Args:
        counter: four arrays of 32-bit numbers held as uint64; they broadcast together.
        keys: of each round, see `round_keys`.

    Returns:
        Four arrays of 32-bit numbers held as uint64.
    """
    c0, c1, c2, c3 = counter
    for k0, k1 in keys:
        p0 = c0 * _MULTIPLY[0]
        p1 = c2 * _MULTIPLY[1]
        c0 = p1 >> _HALF
        c0 = c0 ^ c1
        c0 ^= k0
        c2 = p0 >> _HALF
        c2 = c2 ^ c3
        c2 ^= k1
        p1 &= _LOW
        p0 &= _LOW
        c1, c3 = p1, p0
    return [c0, c1, c2, c3]


def halves(luck: Array) -> tuple[Array, Array]:
    """Two independent uniform draws of 16 bits out of one of 32; each in (0, 1).

    >>> [float(part[0]) for part in halves(np.array([0.25 + 2.0**-17]))]
    [0.25000762939453125, 0.5]
    """
    high = np.floor(luck * 65536.0)
    return (high + 0.5) / 65536.0, luck * 65536.0 - high


def member_keys(names: Sequence[str]) -> list[int]:
    """A number for each member, from its name: its weather goes with it, not with its place.

    Args:
        names: unique names.

    Returns:
        Distinct numbers in [1, 2**32). Two names with one checksum are told apart by the order of
        the names themselves, so the result does not depend on the order of the list.
    """
    keys: dict[str, int] = {}
    taken: set[int] = {0}
    for name in sorted(names):
        key = zlib.crc32(name.encode())
        while key in taken:
            key = (key + 1) & 0xFFFFFFFF
        taken.add(key)
        keys[name] = key
    return [keys[name] for name in names]


class Chance:
    """The draws of a batch of runs.

    Args:
        seed: any whole number from 0 up to 2**64 - 1.
        runs: run numbers, each from 0 up to 2**32 - 1, shape (runs,).
        members: one key for each member (see `member_keys`), shape (members,).

    Raises:
        ValueError: when seed or a run number is out of bounds.
    """

    def __init__(
        self, seed: int, runs: Sequence[int] | NDArray[np.int64], members: Sequence[int]
    ) -> None:
        if not 0 <= seed < 2**64:
            raise ValueError(f"seed = {seed} is not allowed: a whole number from 0 to 2**64 - 1")
        numbers = np.asarray(runs, dtype=np.int64)
        if numbers.size and not (numbers.min() >= 0 and numbers.max() < 2**32):
            raise ValueError("a run number is not allowed: whole numbers from 0 to 2**32 - 1")
        self.seed = seed
        self._keys = round_keys((seed & 0xFFFFFFFF, seed >> 32))
        self._runs = numbers.astype(np.uint64)
        self._members = np.asarray(members, dtype=np.uint64)
        count = len(self._members)
        nobody = np.zeros((1, 1), dtype=np.uint64)
        own = self._members[:, None]
        self._entities: dict[str, tuple[Words, Words]] = {
            "alliance": (nobody, nobody),
            "members": (own, np.zeros_like(own)),
            "dyads": (np.repeat(own, count, axis=0), np.tile(own, (count, 1))),
        }
        self._blocks: dict[tuple[Process, str], tuple[range, list[Array]]] = {}

    def of_runs(self, runs: Sequence[int] | NDArray[np.int64]) -> Chance:
        """The draws of other runs of the same study; who meets must be said anew.

        Args:
            runs: their numbers, (runs,).
        """
        return Chance(self.seed, runs, [int(key) for key in self._members])

    def meet(self, low: Words, high: Words) -> None:
        """Say who are the pairs that `pairs` draws for.

        Args:
            low, high: (pairs,) or (pairs, runs) lower and higher key of each.
        """
        self._entities["pairs"] = (low, high) if low.ndim > 1 else (low[:, None], high[:, None])
        self._blocks = {key: value for key, value in self._blocks.items() if key[1] != "pairs"}

    def under(self, seed: int, runs: Sequence[int] | NDArray[np.int64]) -> Chance:
        """Draws for the same members and pairs under another seed and other run numbers.

        Args:
            seed: as above.
            runs: (runs,) as above; as many as there are.
        """
        other = Chance(seed, runs, [int(key) for key in self._members])
        other._entities = dict(self._entities)
        return other

    def alliance(self, process: Process, tick: int) -> list[Array]:
        """Four uniform draws in (0, 1) for each alliance, each of shape (runs,)."""
        return [word[0] for word in self._words(process, tick, "alliance")]

    def members(self, process: Process, tick: int) -> list[Array]:
        """Four uniform draws in (0, 1) for each member, each of shape (runs, members)."""
        return [word.T for word in self._words(process, tick, "members")]

    def pairs(self, process: Process, tick: int) -> list[Array]:
        """Four uniform draws in (0, 1) for each pair that meets; each of shape (runs, pairs)."""
        return [word.T for word in self._words(process, tick, "pairs")]

    def dyads(self, process: Process, tick: int) -> list[Array]:
        """Four uniform draws in (0, 1) for each directed dyad, (runs, members, members)."""
        shape = (len(self._members), len(self._members), len(self._runs))
        words = self._words(process, tick, "dyads")
        return [runs_first(word.reshape(shape)) for word in words]

    def _words(self, process: Process, tick: int, kind: str) -> list[Array]:
        """The draws of one tick, (entities, runs) each; small batches draw many ticks at once."""
        own, other = self._entities[kind]
        if isinstance(tick, Recorded):
            return self._drawn(tick + (process << 24), own, other)
        span, drawn = self._blocks.get((process, kind), (range(0), []))
        if tick not in span:
            ticks = max(1, _BLOCK // (len(own) * len(self._runs)))
            span = range(tick, tick + ticks)
            when = np.arange(span.start, span.stop, dtype=np.uint64) + np.uint64(process << 24)
            drawn = self._drawn(when[:, None, None], own, other)
            self._blocks[process, kind] = span, drawn
        return [word[tick - span.start] for word in drawn]

    def _drawn(self, when: Any, own: Words, other: Words) -> list[Array]:
        words = philox((self._runs, when, own, other), self._keys)
        drawn: list[Any] = [(word + 0.5) * 2.0**-32 for word in words]
        return drawn
