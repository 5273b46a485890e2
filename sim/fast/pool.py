"""Memory for what compiled code gives, used again as soon as nobody looks at it any more."""

from __future__ import annotations

import sys
import weakref
from collections.abc import Iterable
from typing import Any

import numpy as np

from .nodes import Node

places_known: dict[int, int] = {}
"""Where the arrays of all pools begin, by their identity: to ask an array takes longer."""


_SETS = 6
"""Sets that a pool keeps."""


def _lookers(block: Any, views: list[Any]) -> tuple[int, int]:
    """How many hold some memory beside the views of it, and how many at most one of those."""
    return sys.getrefcount(block) - len(views), max(map(sys.getrefcount, views))


def _alone() -> tuple[int, int]:
    """What `_lookers` says of a set that nobody looks at."""
    block = np.empty(8, dtype=np.uint8)
    sets = [(block, [block[:4].reshape(4), block[4:].reshape(4)], [0])]
    del block
    for block, views, _ in sets:
        return _lookers(block, views)
    raise AssertionError


_NOBODY = _alone()


class Pool:
    """Arrays of the same shapes, as many sets of them as are in use at once.

    Args:
        nodes: what the arrays are for.
        runs: number of runs in the batch.
    """

    def __init__(self, nodes: Iterable[Node], runs: int) -> None:
        self._shapes = []
        offset = 0
        for node in nodes:
            shape = (*(n for k, n in enumerate(node.value.shape) if k != node.runs), runs)
            size = int(np.prod(shape)) * node.value.itemsize
            self._shapes.append((offset, size, shape, node.value.dtype, node.runs))
            offset += -(-size // 64) * 64
        self._bytes = offset
        self._sets: list[tuple[Any, list[Any], list[int]]] = []
        self._mine: list[int] = []
        weakref.finalize(self, _forget, self._mine)

    def take(self) -> tuple[list[Any], list[int]]:
        """Arrays that nobody looks at, and where they begin."""
        for block, views, places in self._sets:
            if _lookers(block, views) == _NOBODY:
                return list(views), places
        if len(self._sets) == _SETS:  # somebody keeps many months: then the oldest is theirs
            for view in self._sets.pop(0)[1]:
                places_known.pop(id(view), None)
        block = np.empty(self._bytes, dtype=np.uint8)
        at = block.__array_interface__["data"][0]
        views = [
            with_runs(block[first : first + size].view(kind).reshape(shape), runs)
            for first, size, shape, kind, runs in self._shapes
        ]
        places = [at + first for first, *_ in self._shapes]
        self._sets.append((block, views, places))
        for view, place in zip(views, places, strict=True):
            places_known[id(view)] = place
            self._mine.append(id(view))
        return list(views), places


def _forget(mine: list[int]) -> None:
    for one in mine:
        places_known.pop(one, None)


def with_runs(array: Any, runs: int | None) -> Any:
    """An array (…, runs) with the axis of the runs in its place."""
    if runs is None or runs == array.ndim - 1:
        return array
    axes = list(range(array.ndim - 1))
    axes.insert(runs, array.ndim - 1)
    return array.transpose(axes)
