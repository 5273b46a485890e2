"""LLVM text of loops and of what lies in memory."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from .lanes import WIDTH, splat, vector
from .nodes import Node
from .schedule import Operand, Schedule
from .views import Index

GROUP = 4
"""Most vectors whose arrays are fetched together."""
_NEAR = 576 * 1024
"""Bytes of all frames that the processor's second cache should hold beside the work space."""
LEAST = WIDTH * GROUP
"""Least number of runs in a batch."""
MEMORY = {"f": "double", "b": "i8", "u": "i64"}
"""How a number lies in memory."""


def kind_of(node: Node) -> str:
    """Floating-point, truth or whole numbers."""
    return str(node.value.dtype.kind)


class Memory:
    """Writes loops, loads and stores.

    What a kernel reads and writes lies far apart in the arrays, so it is copied to frames and back, some
    vectors at a time: a frame holds all of it for one vector of runs.

    Args:
        schedule: what is computed.
    """

    def __init__(self, schedule: Schedule) -> None:
        self._schedule = schedule
        self.inputs: dict[int, Node] = {}
        self.tables: dict[int, Node] = {}
        self.lines: list[str] = []
        self._frame: dict[int, int] = {}
        self._framed = 0
        self._count = 0
        self._label = "vector"
        self._indices: list[str] = []
        self._held: dict[Operand, str] = {}
        self._loaded: dict[Any, Any] = {}

    # -- text ----------------------------------------------------------------------------------------
    def _line(self, text: str) -> None:
        self.lines.append(text)

    def _set(self, text: str) -> str:
        self._count += 1
        self.lines.append(f"  %v{self._count} = {text}")
        return f"%v{self._count}"

    def _block(self, label: str) -> None:
        self.lines.append(f"{label}:")
        self._label = label

    def _open(self, dims: tuple[int, ...]) -> tuple[list[str], list[tuple[str, str, int]]]:
        """Open the loops over some dimensions; their counters, and what closes them."""
        indices, ends = [], []
        for n in dims:
            self._count += 1
            label, before = f"l{self._count}", self._label
            self._line(f"  br label %{label}")
            self._block(label)
            counter = f"%i{self._count}"
            self._line(f"  {counter} = phi i64 [0, %{before}], [{counter}n, %{label}e]")
            indices.append(counter)
            ends.append((label, counter, n))
        return indices, ends

    def _close(self, ends: list[tuple[str, str, int]]) -> None:
        for label, counter, n in reversed(ends):
            self._line(f"  br label %{label}e")
            self._block(f"{label}e")
            self._line(f"  {counter}n = add i64 {counter}, 1")
            more = self._set(f"icmp ult i64 {counter}n, {n}")
            self._line(f"  br i1 {more}, label %{label}, label %{label}x")
            self._block(f"{label}x")

    # -- from and to the arrays: some vectors at a time, for they lie far apart --------------------
    def _frames(self) -> int:
        """Where in the work space the frames begin."""
        return -(-self._schedule.space // 64) * 64

    def _frame_bytes(self) -> int:
        """Bytes of the frame of one vector; an odd number of lines, so that frames do not collide."""
        lines = -(-self._framed // 64)
        return 64 * (lines + 1 - lines % 2)

    def _group(self) -> int:
        """Vectors whose arrays are fetched together: as many as the processor's second cache holds."""
        return max(1, min(GROUP, _NEAR // self._frame_bytes()))

    def _in_frame(self, node: Node) -> int:
        """Where a node's array lies in a frame."""
        if node.number not in self._frame:
            self._frame[node.number] = self._framed
            count = int(np.prod(node.dims, dtype=np.int64))
            self._framed += -(-count * WIDTH * int(node.value.itemsize) // 64) * 64
        return self._frame[node.number]

    def _moved(self, nodes: Iterable[Node], back: bool) -> list[str]:
        """Loops that copy arrays into frames, or back."""
        before, self.lines = self.lines, []
        for node in nodes:
            if node.runs is None:
                continue
            kind = MEMORY[kind_of(node)]
            of, size = f"<{WIDTH} x {kind}>", int(node.value.itemsize)
            self._indices, ends = self._open((int(np.prod(node.dims, dtype=np.int64)),))
            row = self._set(f"mul i64 {self._indices[0]}, %runs")
            row = self._set(f"add i64 {row}, %r")
            row = self._set(f"mul i64 {row}, {size}")
            row = self._set(f"getelementptr i8, ptr %a{node.number}, i64 {row}")
            at = self._set(f"mul i64 {self._indices[0]}, {WIDTH * size}")
            at = self._set(f"add i64 {at}, {self._frames() + self._in_frame(node)}")
            at = self._set(f"getelementptr i8, ptr %space, i64 {at}")
            for k in range(self._group()):
                far = self._set(f"getelementptr i8, ptr {row}, i64 {k * WIDTH * size}")
                near = self._set(f"getelementptr i8, ptr {at}, i64 {k * self._frame_bytes()}")
                source, into = (near, far) if back else (far, near)
                value = self._set(f"load {of}, ptr {source}, align {size}")
                self._line(f"  store {of} {value}, ptr {into}, align {size}")
            self._close(ends)
        made, self.lines = self.lines, before
        return made

    # -- memory --------------------------------------------------------------------------------------
    def _load(self, node: Node, index: tuple[Index, ...], fresh: bool = False) -> str:
        if node.op == "fill":
            return splat(node.args[0])
        key = (node, index)
        if not fresh and key in self._held:
            return self._held[key]
        kind = kind_of(node)
        places = self._addresses(node, index)
        memory = MEMORY[kind]
        if node.runs is None:
            one = self._set(f"load {memory}, ptr {places}, align 1")
            value = "poison"
            for lane in range(WIDTH):
                value = self._set(
                    f"insertelement <{WIDTH} x {memory}> {value}, {memory} {one}, i32 {lane}"
                )
        elif isinstance(places, list):
            value = "poison"
            for lane, place in enumerate(places):
                one = self._set(f"load {memory}, ptr {place}, align 1")
                value = self._set(
                    f"insertelement <{WIDTH} x {memory}> {value}, {memory} {one}, i32 {lane}"
                )
        else:
            value = self._set(
                f"load <{WIDTH} x {memory}>, ptr {places}, align {1 if kind == 'b' else 8}"
            )
        if kind == "b":
            value = self._set(f"icmp ne <{WIDTH} x i8> {value}, zeroinitializer")
        if not fresh:
            self._held[key] = value
        return value

    def _store(self, node: Node, index: tuple[Index, ...], value: str) -> None:
        places = self._addresses(node, index)
        if node.value.dtype == np.bool_:
            wide = self._set(f"zext {vector('b')} {value} to <{WIDTH} x i8>")
            self._line(f"  store <{WIDTH} x i8> {wide}, ptr {places}, align 1")
        elif isinstance(places, list):
            for lane, place in enumerate(places):
                one = self._set(f"extractelement {vector('f')} {value}, i32 {lane}")
                self._line(f"  store double {one}, ptr {place}, align 8")
        else:
            self._line(f"  store {vector(kind_of(node))} {value}, ptr {places}, align 8")

    def _addresses(self, node: Node, index: tuple[Index, ...]) -> Any:
        """Where an element lies: one pointer to a vector, or a pointer for each run."""
        size = node.value.itemsize
        strides = [int(np.prod(node.dims[k + 1 :], dtype=np.int64)) for k in range(len(index))]
        local = node.number in self._schedule.place
        terms = [self._index(part) for part in index]
        if any(isinstance(term, list) for term in terms):
            each = []
            for lane in range(WIDTH):
                flat = self._flattened(
                    [t[lane] if isinstance(t, list) else t for t in terms], strides
                )
                each.append(self._address(node, flat, size, local, lane))
            return each
        return self._address(node, self._flattened(terms, strides), size, local, 0)

    def _flattened(self, terms: list[str], strides: list[int]) -> str:
        flat = "0"
        for term, stride in zip(terms, strides, strict=True):
            part = term if stride == 1 else self._set(f"mul i64 {term}, {stride}")
            flat = part if flat == "0" else self._set(f"add i64 {flat}, {part}")
        return flat

    def _address(self, node: Node, flat: str, size: int, local: bool, lane: int) -> str:
        if local:
            offset = self._set(f"mul i64 {flat}, {WIDTH * size}")
            offset = self._set(
                f"add i64 {offset}, {self._schedule.place[node.number] + lane * size}"
            )
            return self._set(f"getelementptr i8, ptr %space, i64 {offset}")
        if node.number not in self._schedule.inside:
            self.inputs[node.number] = node
        if node.runs is None:
            offset = self._set(f"mul i64 {flat}, {size}")
            return self._set(f"getelementptr i8, ptr %a{node.number}, i64 {offset}")
        offset = self._set(f"mul i64 {flat}, {WIDTH * size}")
        offset = self._set(f"add i64 {offset}, {self._in_frame(node) + lane * size}")
        return self._set(f"getelementptr i8, ptr %frame, i64 {offset}")

    def _index(self, index: Index) -> Any:
        """The number that an index is, or one for each run."""
        match index:
            case ("i", k):
                return self._indices[k]
            case ("c", n):
                return str(n)
        if index in self._loaded:
            return self._loaded[index]
        match index:
            case ("+", inner, n):
                found = self._each(inner, f"add i64 {{}}, {n}")
            case ("*", inner, n):
                found = self._each(inner, f"mul i64 {{}}, {n}")
            case ("//", inner, n):
                found = self._each(inner, f"udiv i64 {{}}, {n}")
            case ("%", inner, n):
                found = self._each(inner, f"urem i64 {{}}, {n}")
            case ("add", one, other):
                found = self._set(f"add i64 {self._index(one)}, {self._index(other)}")
            case ("t", table, inner):
                self.tables[table.number] = table
                where = self._set(
                    f"getelementptr i64, ptr %t{table.number}, i64 {self._index(inner)}"
                )
                found = self._set(f"load i64, ptr {where}, align 8")
            case ("rt", table, inner):
                self.tables[table.number] = table
                row = self._set(f"mul i64 {self._index(inner)}, %runs")
                row = self._set(f"add i64 {row}, %run")
                where = self._set(f"getelementptr i64, ptr %t{table.number}, i64 {row}")
                found = []
                for lane in range(WIDTH):
                    at = self._set(f"getelementptr i64, ptr {where}, i64 {lane}")
                    found.append(self._set(f"load i64, ptr {at}, align 8"))
        self._loaded[index] = found
        return found

    def _each(self, inner: Index, text: str) -> Any:
        given = self._index(inner)
        if isinstance(given, list):
            return [self._set(text.format(one)) for one in given]
        return self._set(text.format(given))
