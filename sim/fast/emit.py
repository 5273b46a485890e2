"""From the nodes of a stage to LLVM text: one pass over blocks of runs, in loops over members and ties.

A value is a vector of as many runs as one instruction takes. Nodes of one shape that need nothing but
each other's element share a loop and stay in registers; what is looked at from elsewhere is stored, in a
work space that stays in the processor's first cache. Each operation is one IEEE instruction, in the
order of the text, and nothing may be contracted: the bits are NumPy's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from . import lanes, views
from .lanes import WIDTH, splat, vector
from .tape import ELEMENTARY, Node
from .views import Index

_WHOLE_SUMS = {"sum", "join", "by_seat"}
"""What is complete only when its loop is."""


@dataclass
class Kernel:
    """Compiled code's text, and what it is called with.

    Attributes:
        text: LLVM text of the function ``month``.
        inputs: nodes whose arrays it reads.
        tables: nodes of places that it reads.
        scalars: nodes of numbers that it reads.
        outputs: nodes whose arrays it writes.
        space: bytes of work space.
    """

    text: str
    inputs: list[Node]
    tables: list[Node]
    scalars: list[Node]
    outputs: list[Node]
    space: int


@dataclass
class _Loop:
    dims: tuple[int, ...]
    level: int
    items: list[tuple[str, Node, Any]] = field(default_factory=list)


def kernel(nodes: Iterable[Node], outputs: list[Node]) -> Kernel:
    """Write a kernel.

    Args:
        nodes: what it may compute, in the order of the tape; what nobody needs is left out.
        outputs: what it must write.
    """
    return _Writer(list(nodes), outputs).written()


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


class _Writer:
    def __init__(self, nodes: list[Node], outputs: list[Node]) -> None:
        self.outputs = outputs
        self.inside = self._needed(nodes)
        self.loops: dict[tuple[int, tuple[int, ...]], _Loop] = {}
        self.level: dict[int, int] = {}
        self.loop_of: dict[int, _Loop] = {}
        self.inputs: dict[int, Node] = {}
        self.tables: dict[int, Node] = {}
        self.scalars: dict[int, Node] = {}
        self.lines: list[str] = []
        self.functions: set[str] = set()
        self._count = 0
        self._label = "block"

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
        same = base.dims == dims and index == identity(dims) and base.op not in _WHOLE_SUMS
        return self.level[base.number] + (0 if same else 1)

    def _place(self, level: int, dims: tuple[int, ...], item: tuple[str, Node, Any]) -> _Loop:
        loop = self.loops.setdefault((level, dims), _Loop(dims, level))
        loop.items.append(item)
        return loop

    def _schedule(self) -> list[_Loop]:
        for node in self.inside.values():
            if node.op == "sum":
                self._schedule_sum(node)
                continue
            if node.op == "join":
                level = 0
                for part, (base, index) in enumerate(operands(node)):
                    dims = node.args[part].dims
                    at = self._after(base, index, dims)
                    self._place(at, dims, ("join", node, part))
                    level = max(level, at)
                self.level[node.number] = level
                continue
            dims = node.args[0].dims if node.op == "by_seat" else node.dims
            level = max((self._after(b, index, dims) for b, index in operands(node)), default=0)
            kind = "by_seat" if node.op == "by_seat" else "element"
            self.loop_of[node.number] = self._place(level, dims, (kind, node, None))
            self.level[node.number] = level
        return sorted(self.loops.values(), key=lambda loop: loop.level)

    def _schedule_sum(self, node: Node) -> None:
        """A sum goes into the loop of what it adds up, where that is laid out alike."""
        dims, place = node.args[0].dims, node.extra
        (base, index) = operands(node)[0]
        kept = [k for k in range(len(dims)) if k != place]
        into: tuple[Index, ...] = tuple(("i", k) for k in kept)
        value: tuple[Node, tuple[Index, ...]] = (base, index)
        if self._flat(base, index, dims) and base.number in self.inside:
            rest = dims[1]
            into = (("//", ("i", 0), rest),) if place == 1 else (("%", ("i", 0), rest),)
            dims, value = base.dims, (base, identity(base.dims))
        level = self._after(value[0], value[1], dims)
        self._place(level, dims, ("sum", node, (value, into)))
        self.level[node.number] = level

    @staticmethod
    def _flat(base: Node, index: tuple[Index, ...], dims: tuple[int, ...]) -> bool:
        """Whether a loop over two dimensions goes through the one of the base in its order."""
        if len(dims) != 2 or base.dims != (dims[0] * dims[1],) or base.op in _WHOLE_SUMS:
            return False
        return index == (("add", ("*", ("i", 0), dims[1]), ("i", 1)),)

    # -- where values are kept ---------------------------------------------------------------------
    def _lay_out(self, loops: list[_Loop]) -> None:
        """Give every node that is looked at from another loop a place in the work space."""
        first: dict[int, int] = {}
        last: dict[int, int] = {}
        for place, loop in enumerate(loops):
            for kind, node, what in loop.items:
                if kind != "element":
                    first.setdefault(node.number, place)
                    last[node.number] = place
                used = [what[0]] if kind == "sum" else operands(node)
                if kind == "join":
                    used = [used[what]]
                for base, index in used:
                    if base.number not in self.inside:
                        continue
                    own = self.loop_of.get(base.number)
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

    def written(self) -> Kernel:
        """The text."""
        loops = self._schedule()
        self._lay_out(loops)
        for loop in loops:
            self._loop(loop)
        pointers = [*self.inputs.values(), *self.tables.values(), *self.outputs]
        body, self.lines = self.lines, []
        for k, node in enumerate(pointers):
            kind = "t" if node.number in self.tables else "a"
            self._line(f"  %at{k} = getelementptr ptr, ptr %arrays, i64 {k}")
            self._line(f"  %{kind}{node.number} = load ptr, ptr %at{k}, align 8")
        for k, number in enumerate(self.scalars):
            self._line(f"  %n{k} = getelementptr double, ptr %numbers, i64 {k}")
            self._line(f"  %s{number} = load double, ptr %n{k}, align 8")
            one = f"insertelement {vector('f')} poison, double %s{number}, i32 0"
            self._line(f"  %o{number} = {one}")
            mask = f"<{WIDTH} x i32> zeroinitializer"
            self._line(
                f"  %w{number} = shufflevector {vector('f')} %o{number}, {vector('f')} poison, {mask}"
            )
        head, self.lines = self.lines, []
        return Kernel(
            self._module(head, body),
            list(self.inputs.values()),
            list(self.tables.values()),
            list(self.scalars.values()),
            self.outputs,
            self.space,
        )

    def _module(self, head: list[str], body: list[str]) -> str:
        tables: dict[str, np.ndarray[Any, Any]] = {}
        functions = []
        for name in sorted(self.functions):
            text, used = lanes.definition(name)
            functions.append(text)
            tables |= used
        constants = [
            f"{name} = internal constant [{len(table)} x i64] ["
            + ", ".join(f"i64 {bits}" for bits in table.view(np.int64).tolist())
            + "], align 64"
            for name, table in sorted(tables.items())
        ]
        return "\n".join(
            [
                *constants,
                *functions,
                "define void @month(ptr noalias %arrays, ptr noalias %numbers, ptr noalias %space, i64 %runs) {",
                "entry:",
                *head,
                f"  %last = sub i64 %runs, {WIDTH}",
                "  br label %block",
                "block:",
                f"  %r = phi i64 [0, %entry], [%next, %{self._label if body else 'block'}]",
                *body,
                f"  %beyond = add i64 %r, {WIDTH}",
                "  %over = icmp sgt i64 %beyond, %last",
                "  %next = select i1 %over, i64 %last, i64 %beyond",
                "  %done = icmp eq i64 %r, %last",
                "  br i1 %done, label %exit, label %block",
                "exit:",
                "  ret void",
                "}",
            ]
        )

    def _loop(self, loop: _Loop) -> None:
        for kind, node, _ in loop.items:
            if kind == "sum":
                self._start(node, -0.0)  # adding to −0 leaves every number as it is
            elif kind == "by_seat":
                self._start(node, 0.0)
        indices, ends = self._open(loop.dims)
        self._held: dict[tuple[int, tuple[Index, ...]], str] = {}
        self._indices = indices
        self._loaded: dict[Any, str] = {}
        for kind, node, what in loop.items:
            if kind == "element":
                value = self._element(node)
                self._held[node.number, identity(loop.dims)] = value
                if node.number in self.stored:
                    self._store(node, identity(loop.dims), value)
            elif kind == "sum":
                (base, index), into = what
                before = self._load(node, into, fresh=True)
                value = self._load(base, index)
                added = self._set(f"fadd {vector('f')} {before}, {value}")
                self._store(node, into, added)
            elif kind == "join":
                base, index = operands(node)[what]
                self._store(node, self._joined(node, what), self._load(base, index))
            else:
                base, index = operands(node)[0]
                seats = node.args[1]
                into = (("t" if seats.value.ndim == 1 else "rt", seats, ("i", 0)),)
                before = self._load(node, into, fresh=True)
                value = self._load(base, index)
                self._store(node, into, self._set(f"fadd {vector('f')} {before}, {value}"))
        self._close(ends)

    def _joined(self, node: Node, part: int) -> tuple[Index, ...]:
        axis, sizes = node.extra
        place = views.numbering(node.value.shape, node.runs)[axis]
        numbers = views.numbering(node.args[part].value.shape, node.args[part].runs)
        counted = views.numbering(node.value.shape, node.runs)
        found: list[Index] = []
        for own in counted:
            index: Index = ("i", numbers[own]) if own in numbers else ("c", 0)
            if counted[own] == place:
                index = views.simple(("+", index, sum(sizes[:part])))
            found.append(index)
        return tuple(found)

    def _start(self, node: Node, number: float) -> None:
        indices, ends = self._open(node.dims)
        self._indices, self._loaded = indices, {}
        self._store(node, identity(node.dims), splat(number))
        self._close(ends)

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

    # -- elements ----------------------------------------------------------------------------------
    def _element(self, node: Node) -> str:
        if node.op == "fill":
            return splat(node.args[0])
        if node.op == "view":
            return self._load(*operands(node)[0])
        args, kinds = [], []
        found = iter(operands(node))
        for arg in node.args:
            if isinstance(arg, Node) and not arg.scalar:
                base, index = next(found)
                args.append(self._load(base, index))
                kinds.append("b" if arg.value.dtype == np.bool_ else "f")
            elif isinstance(arg, Node):
                self.scalars[arg.number] = arg
                args.append(f"%w{arg.number}")
                kinds.append("s")
            else:
                args.append(arg)
                kinds.append("n")
        return self._applied(node, args, kinds)

    def _applied(self, node: Node, args: list[Any], kinds: list[str]) -> str:
        name, real, truth = node.op, vector("f"), vector("b")

        def floats(place: int) -> str:
            if kinds[place] == "n":
                return splat(args[place])
            if kinds[place] == "b":
                return self._set(f"uitofp {truth} {args[place]} to {real}")
            return str(args[place])

        def truths(place: int) -> str:
            if kinds[place] == "s":
                return self._set(f"fcmp une {real} {args[place]}, zeroinitializer")
            return splat(args[place], "b") if kinds[place] == "n" else str(args[place])

        if name in ELEMENTARY:
            self.functions.add(name)
            return self._set(f"call {real} @{name}({real} {floats(0)})")
        if name == "where":
            mask = truths(0)
            if node.value.dtype == np.bool_:
                return self._set(f"select {truth} {mask}, {truth} {truths(1)}, {truth} {truths(2)}")
            return self._set(f"select {truth} {mask}, {real} {floats(1)}, {real} {floats(2)}")
        if name in ("bitwise_and", "bitwise_or"):
            return self._set(f"{name[8:]} {truth} {truths(0)}, {truths(1)}")
        if name == "invert":
            return self._set(f"xor {truth} {truths(0)}, {splat(1, 'b')}")
        if name == "float":
            return floats(0)
        if name in ("minimum", "maximum"):
            return lanes.extreme(self._set, name, floats(0), floats(1))
        if name in ("sqrt", "absolute", "floor"):
            called = {"absolute": "fabs"}.get(name, name)
            return self._set(f"call {real} @llvm.{called}.v{WIDTH}f64({real} {floats(0)})")
        if name == "negative":
            return self._set(f"fneg {real} {floats(0)}")
        if name == "isnan":
            return self._set(f"fcmp uno {real} {floats(0)}, {floats(0)}")
        if name == "isfinite":
            far = self._set(f"call {real} @llvm.fabs.v{WIDTH}f64({real} {floats(0)})")
            return self._set(f"fcmp olt {real} {far}, {splat(np.inf)}")
        if (do := lanes.arithmetic(name)) is not None:
            return self._set(f"{do} {real} {floats(0)}, {floats(1)}")
        return self._set(f"fcmp {lanes.compared(name)} {real} {floats(0)}, {floats(1)}")

    # -- memory --------------------------------------------------------------------------------------
    def _load(self, node: Node, index: tuple[Index, ...], fresh: bool = False) -> str:
        if node.op == "fill":
            return splat(node.args[0])
        key = (node.number, index)
        if not fresh and key in self._held:
            return self._held[key]
        kind = "b" if node.value.dtype == np.bool_ else "f"
        places = self._addresses(node, index)
        memory = "i8" if kind == "b" else "double"
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
            self._line(f"  store {vector('f')} {value}, ptr {places}, align 8")

    def _addresses(self, node: Node, index: tuple[Index, ...]) -> Any:
        """Where an element lies: one pointer to a vector, or a pointer for each run."""
        size = node.value.itemsize
        strides = [int(np.prod(node.dims[k + 1 :], dtype=np.int64)) for k in range(len(index))]
        local = node.number in self.place
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
            offset = self._set(f"add i64 {offset}, {self.place[node.number] + lane * size}")
            return self._set(f"getelementptr i8, ptr %space, i64 {offset}")
        if node.number not in self.inside:
            self.inputs[node.number] = node
        if node.runs is None:
            offset = self._set(f"mul i64 {flat}, {size}")
        else:
            offset = self._set(f"mul i64 {flat}, %runs")
            offset = self._set(f"add i64 {offset}, %r")
            offset = self._set(f"add i64 {offset}, {lane}") if lane else offset
            offset = self._set(f"mul i64 {offset}, {size}")
        return self._set(f"getelementptr i8, ptr %a{node.number}, i64 {offset}")

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
                row = self._set(f"add i64 {row}, %r")
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
