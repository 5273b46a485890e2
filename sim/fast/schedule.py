"""Which loop computes what, and where values are kept that are looked at from another loop."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from . import views
from .lanes import WIDTH
from .nodes import Node
from .views import Index

_AS_A_WHOLE = {"sum", "join", "by_seat", "put", "tally"}
"""What is complete only when its loop is."""

Operand = tuple[Node, tuple[Index, ...]]


@dataclass
class Item:
    """What a loop does for each element.

    Attributes:
        kind: ``element``, or what it adds to or puts into a node as a whole.
        node: the node.
        used: what it looks at.
        what: which part of the node, or where it goes.
    """

    kind: str
    node: Node
    used: list[Operand]
    what: Any = None


@dataclass
class Loop:
    """A loop over some dimensions.

    Attributes:
        dims: their lengths.
        level: which loops must have been before: all of lower level.
        items: what it does.
    """

    dims: tuple[int, ...]
    level: int
    items: list[Item] = field(default_factory=list)


def resolved(node: Node, index: tuple[Index, ...]) -> tuple[Node, tuple[Index, ...]]:
    """What a view shows at an index: the node that is no view, and the index there."""
    while node.op == "view":
        index = tuple(views.substituted(part, index) for part in node.extra)
        node = node.args[0]
    return node, index


def identity(dims: tuple[int, ...]) -> tuple[Index, ...]:
    """The index of a loop over the dimensions themselves."""
    return tuple(("i", k) for k in range(len(dims)))


def operands(node: Node) -> list[tuple[Node, tuple[Index, ...]]]:
    """The arrays that an element of a node is computed from, with their index in its loop."""
    if node.operands is None:
        node.operands = _operands(node)
    found: list[tuple[Node, tuple[Index, ...]]] = node.operands
    return found


def _operands(node: Node) -> list[tuple[Node, tuple[Index, ...]]]:
    if node.op == "join":
        return [resolved(part, identity(part.dims)) for part in node.args]
    if node.op in ("sum", "by_seat"):
        return [resolved(node.args[0], identity(node.args[0].dims))]
    if node.op == "view":
        return [resolved(node, identity(node.dims))]
    if node.op in ("put", "tally"):
        parts = [arg for arg in node.args if isinstance(arg, Node) and not arg.scalar]
        return [resolved(part, identity(part.dims)) for part in parts]
    found = []
    for arg in node.args:
        if isinstance(arg, Node) and not arg.scalar:
            index = views.broadcast(arg.value.shape, arg.runs, node.value.shape, node.runs or 0)
            found.append(resolved(arg, index))
    return found


def tables_of(index: tuple[Index, ...]) -> Iterable[Node]:
    """The tables that an index looks into."""
    for part in index:
        if part[0] in ("t", "rt"):
            yield part[1]
        yield from tables_of(tuple(inner for inner in part if isinstance(inner, tuple)))


class Schedule:
    """The loops of a kernel, in their order.

    Nodes of one shape that need nothing but each other's element share a loop.

    Args:
        nodes: what may be computed, in the order of the tape; what nobody needs is left out.
        outputs: what must be.

    Attributes:
        inside: the nodes that are computed.
        loops: the loops.
        stored: numbers of the nodes that are kept in memory.
        place: where those lie in the work space that are no outputs.
        space: bytes of work space.
    """

    def __init__(self, nodes: list[Node], outputs: list[Node]) -> None:
        self.outputs = outputs
        self.inside = self._needed(nodes)
        self._loops: dict[tuple[int, tuple[int, ...]], Loop] = {}
        self._level: dict[int, int] = {}
        self._loop_of: dict[int, Loop] = {}
        self.loops = self._schedule()
        self._lay_out(self.loops)

    def _needed(self, nodes: list[Node]) -> dict[int, Node]:
        there = {node.number for node in nodes}
        found: dict[int, Node] = {}
        ahead = list(self.outputs)
        while ahead:
            node = ahead.pop()
            if node.number in found or node.number not in there:
                continue
            found[node.number] = node
            ahead += [base for base, _ in operands(node)]
        return dict(sorted(found.items()))

    # -- which loop computes what ----------------------------------------------------------------
    def _after(self, base: Node, index: tuple[Index, ...], dims: tuple[int, ...]) -> int:
        """First level at which a loop over `dims` can look at a node."""
        if base.number not in self.inside:
            return 0
        same = base.dims == dims and index == identity(dims) and base.op not in _AS_A_WHOLE
        return self._level[base.number] + (0 if same else 1)

    def _place(self, dims: tuple[int, ...], item: Item, least: int = 0) -> int:
        """Put an item into the first loop over `dims` that can do it; its level."""
        level = max((self._after(base, index, dims) for base, index in item.used), default=0)
        level = max(level, least)
        loop = self._loops.setdefault((level, dims), Loop(dims, level))
        loop.items.append(item)
        if item.kind == "element":
            self._loop_of[item.node.number] = loop
        return level

    def _schedule(self) -> list[Loop]:
        for node in self.inside.values():
            used = operands(node)
            if node.op == "sum":
                level = self._schedule_sum(node)
            elif node.op == "join":
                level = max(
                    self._place(part.dims, Item("join", node, [one], k))
                    for k, (part, one) in enumerate(zip(node.args, used, strict=True))
                )
            elif node.op == "by_seat":
                level = self._place(node.args[0].dims, Item("by_seat", node, used))
            elif node.op == "put":
                level = self._place(node.dims, Item("copy", node, used[:1]))
                level = self._place(node.args[1].dims, Item("put", node, used[1:]), level + 1)
            elif node.op == "tally":
                level = -1
                for side in range(len(node.extra)):
                    item = Item("tally", node, used, side)
                    level = self._place(node.args[0].dims, item, level + 1)
            else:
                level = self._place(node.dims, Item("element", node, used))
            self._level[node.number] = level
        return sorted(self._loops.values(), key=lambda loop: loop.level)

    def _schedule_sum(self, node: Node) -> int:
        """A sum goes into the loop of what it adds up, where that is laid out alike."""
        dims, place = node.args[0].dims, node.extra
        (base, index) = operands(node)[0]
        into: tuple[Index, ...] = tuple(("i", k) for k in range(len(dims)) if k != place)
        if self._flat(base, index, dims) and base.number in self.inside:
            into = (("//" if place else "%", ("i", 0), dims[1]),)
            dims, index = base.dims, identity(base.dims)
        return self._place(dims, Item("sum", node, [(base, index)], into))

    @staticmethod
    def _flat(base: Node, index: tuple[Index, ...], dims: tuple[int, ...]) -> bool:
        """Whether a loop over two dimensions goes through the one of the base in its order."""
        if len(dims) != 2 or base.dims != (dims[0] * dims[1],) or base.op in _AS_A_WHOLE:
            return False
        return index == (("add", ("*", ("i", 0), dims[1]), ("i", 1)),)

    # -- where values are kept ---------------------------------------------------------------------
    def _lay_out(self, loops: list[Loop]) -> None:
        """Give every node that is looked at from another loop a place in the work space."""
        first: dict[int, int] = {}
        last: dict[int, int] = {}
        for place, loop in enumerate(loops):
            for item in loop.items:
                if item.kind != "element":
                    first.setdefault(item.node.number, place)
                    last[item.node.number] = place
                for base, index in item.used:
                    if base.number not in self.inside:
                        continue
                    own = self._loop_of.get(base.number)
                    if own is loop and index == identity(loop.dims):
                        continue
                    if own is not None:
                        first[base.number] = loops.index(own)
                    last[base.number] = place
        made = {node.number for node in self.outputs}
        self.stored = set(first) | (made & set(self.inside))
        self.place: dict[int, int] = {}
        self.space = 0
        free: dict[int, list[int]] = {}
        ends: dict[int, list[int]] = {}
        for number in sorted(set(first) - made, key=lambda n: (first[n], n)):
            for place in [p for p in ends if p < first[number]]:
                for done in ends.pop(place):
                    free.setdefault(self._bytes(done), []).append(self.place[done])
            size = self._bytes(number)
            if free.get(size):
                self.place[number] = free[size].pop()
            else:
                self.place[number] = self.space
                self.space += size
            ends.setdefault(last[number], []).append(number)

    def _bytes(self, number: int) -> int:
        node = self.inside[number]
        count = int(np.prod(node.dims, dtype=np.int64))
        return -(-count * WIDTH * int(node.value.itemsize) // 64) * 64
