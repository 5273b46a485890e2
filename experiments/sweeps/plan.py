"""The plan of a study: which runs there are, in which chunks, fixed before anything runs.

Chunks follow from the study alone, never from how many workers there are or what was interrupted. A
study that grows gets further blocks, with chunks numbered on behind the old ones, which stay as they
are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.sweeps.study import Keep
from sim.ensemble import batch_size
from sim.results import VARIABLES

_BATCH_BYTES = 128 * 1024 * 1024
"""Largest record of one batch."""
_CHUNK_BYTES = 32 * 1024 * 1024
"""Largest table of one chunk."""
_CHUNK_RUNS = 65_536
SIZE_COLUMNS = ("places", "ticks")
"""What members and months are called in a table of points."""
_MANY_CHUNKS = 4_096
"""Up to so many chunks each is one batch; studies with more have larger ones."""


@dataclass(frozen=True)
class Block:
    """A rectangle of runs: points by run numbers.

    Attributes:
        first_point, points: the points.
        first_run, runs: the run numbers at each of them.
        sizes: runs in a chunk, by size of the alliance as text, such as ``"8x120"``.
        stride: by how much the run numbers of a point lie behind those of the point before it: 0 when
            all points meet the same chance, `runs` when each meets a chance of its own.
    """

    first_point: int
    points: int
    first_run: int
    runs: int
    sizes: dict[str, int]
    stride: int = 0

    def numbers(self, point: int) -> range:
        """Run numbers at a point; empty when the point is not in this block."""
        if not self.first_point <= point < self.first_point + self.points:
            return range(0)
        first = self.first_run + self.stride * (point - self.first_point)
        return range(first, first + self.runs)


@dataclass(frozen=True)
class Plan:
    """All blocks of a store, in the order in which they were added.

    Attributes:
        blocks: the rectangles of runs.
        chunk: runs in a chunk if somebody chose, else 0.
    """

    blocks: tuple[Block, ...]
    chunk: int = 0

    @property
    def points(self) -> int:
        """Number of points."""
        return max((b.first_point + b.points for b in self.blocks), default=0)

    @property
    def replicates(self) -> int:
        """Runs at each point."""
        return sum(block.runs for block in self.blocks if block.numbers(0))

    @property
    def runs(self) -> int:
        """Number of runs."""
        return sum(b.points * b.runs for b in self.blocks)

    @property
    def draws(self) -> int:
        """How many times points were drawn."""
        return len({block.first_point for block in self.blocks})

    @property
    def next_number(self) -> int:
        """The lowest run number that no run has, nor any run before it."""
        return max(
            (b.first_run + b.stride * (b.points - 1) + b.runs for b in self.blocks), default=0
        )

    def numbers(self, point: int) -> list[int]:
        """All run numbers at a point."""
        return [number for block in self.blocks for number in block.numbers(point)]

    def with_block(
        self,
        first_point: int,
        points: int,
        first_run: int,
        runs: int,
        sizes: AllianceSizes,
        keep: Keep,
        stride: int = 0,
    ) -> Plan:
        """The plan with another rectangle of runs.

        Args:
            first_point, points, first_run, runs, stride: the rectangle.
            sizes: sizes of the alliances of all points, the new ones included.
            keep: what is kept of each run, which bounds a chunk.
        """
        own = sizes.of(first_point, points)
        chunk_runs = {
            _key(members, length): self.chunk or _chunk_runs(members, length, keep, points * runs)
            for members, length in own.distinct()
        }
        block = Block(first_point, points, first_run, runs, chunk_runs, stride)
        return replace(self, blocks=(*self.blocks, block))

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return {"chunk": self.chunk, "blocks": [_plain(block) for block in self.blocks]}

    @classmethod
    def from_dict(cls, content: dict[str, Any]) -> Plan:
        """The plan that `to_dict` wrote."""
        return cls(tuple(Block(**block) for block in content["blocks"]), content["chunk"])


@dataclass(frozen=True)
class AllianceSizes:
    """How large the alliance of each point is: points of one size are computed side by side.

    Attributes:
        members: (points,) members, joiners included; 0 where the scenario is not allowed.
        months: (points,) length of the run; 0 likewise.
    """

    members: NDArray[np.int64]
    months: NDArray[np.int64]

    @classmethod
    def of_columns(cls, columns: dict[str, NDArray[Any]]) -> AllianceSizes:
        """Taken out of the columns of a table of points."""
        return cls(*(columns.pop(name) for name in SIZE_COLUMNS))

    def columns(self) -> dict[str, NDArray[Any]]:
        """As columns of a table of points."""
        return dict(zip(SIZE_COLUMNS, (self.members, self.months), strict=True))

    def and_more(self, more: AllianceSizes) -> AllianceSizes:
        """Those of further points behind these."""
        return AllianceSizes(
            np.concatenate([self.members, more.members]), np.concatenate([self.months, more.months])
        )

    def of(self, first: int, count: int) -> AllianceSizes:
        """Those of some points."""
        chosen = slice(first, first + count)
        return AllianceSizes(self.members[chosen], self.months[chosen])

    def distinct(self) -> list[tuple[int, int]]:
        """All pairs of members and months, smallest first."""
        pairs = np.unique(self.members * 10_000 + self.months)
        return [(int(pair) // 10_000, int(pair) % 10_000) for pair in pairs]

    def where(self, members: int, length: int) -> NDArray[np.int64]:
        """Which points have a size."""
        return np.flatnonzero((self.members == members) & (self.months == length))


@dataclass(frozen=True)
class Group:
    """Points of one size in one block: their runs are cut into chunks, point by point."""

    first_chunk: int
    ids: NDArray[np.int64]
    first_run: int
    runs: int
    size: int
    stride: int = 0

    @property
    def rows(self) -> int:
        """Number of runs."""
        return len(self.ids) * self.runs

    @property
    def chunks(self) -> int:
        """Number of chunks."""
        return -(-self.rows // self.size)


class Layout:
    """Which runs are in which chunk.

    Args:
        plan: the plan.
        sizes: sizes of the alliances of its points.
    """

    def __init__(self, plan: Plan, sizes: AllianceSizes) -> None:
        self.groups: list[Group] = []
        self.chunks = 0
        for block in plan.blocks:
            own = sizes.of(block.first_point, block.points)
            for members, length in own.distinct():
                ids = own.where(members, length) + block.first_point
                size = block.sizes[_key(members, length)]
                # As if the stride had begun at point 0, so that a point's id gives its numbers.
                first_run = block.first_run - block.stride * block.first_point
                group = Group(self.chunks, ids, first_run, block.runs, size, block.stride)
                self.groups.append(group)
                self.chunks += group.chunks
        self._firsts = [group.first_chunk for group in self.groups]

    def rows(self, chunk: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Points and run numbers of the runs in a chunk, point by point."""
        group = self.groups[bisect_right(self._firsts, chunk) - 1]
        first = (chunk - group.first_chunk) * group.size
        flat = np.arange(first, min(first + group.size, group.rows), dtype=np.int64)
        points = group.ids[flat // group.runs]
        return points, group.first_run + group.stride * points + flat % group.runs

    def runs(self, chunk: int) -> int:
        """Number of runs in a chunk."""
        group = self.groups[bisect_right(self._firsts, chunk) - 1]
        return min(group.size, group.rows - (chunk - group.first_chunk) * group.size)

    def chunks_with(self, first: int, stop: int) -> Iterator[int]:
        """Chunks that hold runs of points from `first` up to `stop`."""
        for group in self.groups:
            low, high = np.searchsorted(group.ids, [first, stop])
            if low < high:
                start = int(low) * group.runs // group.size
                end = (int(high) * group.runs - 1) // group.size
                yield from range(group.first_chunk + start, group.first_chunk + end + 1)


def batch_runs(members: int, length: int) -> int:
    """Runs to compute side by side so that their record stays within bounds."""
    member_level = sum(v.level == "member" for v in VARIABLES.values())
    numbers = length * (len(VARIABLES) - member_level + member_level * members)
    return max(1, min(batch_size(members), _BATCH_BYTES // (8 * numbers)))


def _chunk_runs(members: int, length: int, keep: Keep, runs: int) -> int:
    if not members:
        return 1_024
    batch = batch_runs(members, length)
    row = 8 * (8 + len(keep.columns()))
    if keep.paths:
        row += 8 * (2 + len(keep.paths.variables)) * -(-length // keep.paths.every)
    batches = -(-runs // (_MANY_CHUNKS * batch))
    most = min(_CHUNK_RUNS, _CHUNK_BYTES // row)
    return max(1, min(batch * batches, max(most // batch * batch, min(batch, most))))


def _plain(block: Block) -> dict[str, Any]:
    content = asdict(block)
    if not block.stride:  # as in plans from before there were strides
        del content["stride"]
    return content


def _key(members: int, length: int) -> str:
    return f"{members}x{length}"
