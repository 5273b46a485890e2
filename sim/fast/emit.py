"""From the nodes of a stage to LLVM text: one pass over blocks of runs, in loops over members and ties.

A value is a vector of as many runs as one instruction takes. Nodes of one shape that need nothing but
each other's element share a loop and stay in registers; what is looked at from elsewhere is stored, in a
work space that stays in the processor's first cache. Each operation is one IEEE instruction, in the
order of the text, and nothing may be contracted: the bits are NumPy's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from . import lanes, views
from .lanes import WIDTH, splat, vector
from .memory import Memory, kind_of
from .nodes import ELEMENTARY, WHOLE, Node
from .schedule import Item, Loop, Schedule, identity, operands, resolved
from .views import Index


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


def kernel(nodes: Iterable[Node], outputs: list[Node]) -> Kernel:
    """Write a kernel.

    Args:
        nodes: what it may compute, in the order of the tape; what nobody needs is left out.
        outputs: what it must write.
    """
    return _Writer(Schedule(list(nodes), outputs)).written()


class _Writer(Memory):
    def __init__(self, schedule: Schedule) -> None:
        super().__init__(schedule)
        self.scalars: dict[int, Node] = {}
        self.functions: set[str] = set()

    def written(self) -> Kernel:
        """The text."""
        for loop in self._schedule.loops:
            self._loop(loop)
        pointers = [*self.inputs.values(), *self.tables.values(), *self._schedule.outputs]
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
        after, self._label = self._label, "block"
        arrive = self._moved(self.inputs.values(), back=False)
        there, self._label = self._label, "vectors"
        leave = self._moved(self._schedule.outputs, back=True)
        return Kernel(
            self._module(head, [arrive, body, leave], (there, after)),
            list(self.inputs.values()),
            list(self.tables.values()),
            list(self.scalars.values()),
            self._schedule.outputs,
            self._frames() + self._group() * self._frame_bytes(),
        )

    def _module(self, head: list[str], parts: list[list[str]], labels: tuple[str, str]) -> str:
        (arrive, body, leave), (there, after) = parts, labels
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
                f"  %last = sub i64 %runs, {WIDTH * self._group()}",
                "  br label %block",
                "block:",
                f"  %r = phi i64 [0, %entry], [%next, %{self._label}]",
                *arrive,
                "  br label %vector",
                "vector:",
                f"  %k = phi i64 [0, %{there}], [%more, %{after}]",
                f"  %begun = mul i64 %k, {WIDTH}",
                "  %run = add i64 %r, %begun",
                f"  %skipped = mul i64 %k, {self._frame_bytes()}",
                f"  %at = add i64 %skipped, {self._frames()}",
                "  %frame = getelementptr i8, ptr %space, i64 %at",
                *body,
                "  %more = add i64 %k, 1",
                f"  %all = icmp eq i64 %more, {self._group()}",
                "  br i1 %all, label %vectors, label %vector",
                "vectors:",
                *leave,
                f"  %beyond = add i64 %r, {WIDTH * self._group()}",
                "  %over = icmp sgt i64 %beyond, %last",
                "  %next = select i1 %over, i64 %last, i64 %beyond",
                "  %done = icmp eq i64 %r, %last",
                "  br i1 %done, label %exit, label %block",
                "exit:",
                "  ret void",
                "}",
            ]
        )

    def _loop(self, loop: Loop) -> None:
        for item in loop.items:
            if item.kind in ("sum", "by_seat", "tally") and item.what != 1:
                # adding to −0 leaves every number as it is; numpy's bincount begins with 0
                self._start(item.node, -0.0 if item.kind == "sum" else 0.0)
        self._indices, ends = self._open(loop.dims)
        self._held, self._loaded = {}, {}
        for item in loop.items:
            self._item(item, loop)
        self._close(ends)

    def _item(self, item: Item, loop: Loop) -> None:
        node, here = item.node, identity(loop.dims)
        if item.kind == "element":
            value = self._element(node)
            self._held[node, here] = value
            if node.number in self._schedule.stored:
                self._store(node, here, value)
        elif item.kind == "sum":
            self._add(node, item.what, self._load(*item.used[0]))
        elif item.kind == "join":
            self._store(node, self._joined(node, item.what), self._load(*item.used[0]))
        elif item.kind == "copy":
            self._store(node, here, self._load(*item.used[0]))
        elif item.kind == "by_seat":
            seats = node.args[1]
            kind = "t" if seats.value.ndim == 1 else "rt"
            self._add(node, ((kind, seats, ("i", 0)),), self._load(*item.used[0]))
        elif item.kind == "put":
            mask = self._load(*resolved(node.args[1], here))
            for place, new in zip(node.extra, node.args[2:], strict=True):
                before = self._load(node, (place,), fresh=True)
                self._store(node, (place,), self._chosen(mask, self._value(new, here), before))
        else:
            self._tally(node, item.what, here)

    def _tally(self, node: Node, side: int, here: tuple[Index, ...]) -> None:
        count = len(node.extra)
        mask = self._load(*resolved(node.args[0], here))
        value = self._chosen(mask, self._value(node.args[1 + side], here), splat(0.0))
        choice, place, other = node.extra[side]
        if choice is None:
            self._add(node, (place,), value)
            return
        yes = self._load(*resolved(node.args[1 + count + side], here))
        self._add(node, (place,), self._chosen(yes, value, splat(0.0)))
        self._add(node, (other,), self._chosen(yes, splat(0.0), value))

    def _value(self, given: Any, here: tuple[Index, ...]) -> str:
        if not isinstance(given, Node):
            return splat(given)
        if given.scalar:
            self.scalars[given.number] = given
            return f"%w{given.number}"
        value = self._load(*resolved(given, here))
        if given.value.dtype == np.bool_:
            return self._set(f"uitofp {vector('b')} {value} to {vector('f')}")
        return value

    def _chosen(self, mask: str, yes: str, no: str) -> str:
        of = vector("f")
        return self._set(f"select {vector('b')} {mask}, {of} {yes}, {of} {no}")

    def _add(self, node: Node, into: tuple[Index, ...], value: str) -> None:
        before = self._load(node, into, fresh=True)
        self._store(node, into, self._set(f"fadd {vector('f')} {before}, {value}"))

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
        self._indices, ends = self._open(node.dims)
        self._loaded = {}
        self._store(node, identity(node.dims), splat(number))
        self._close(ends)

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
                kinds.append(kind_of(arg))
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
            if kinds[place] in "bu":
                return self._set(f"uitofp {vector(kinds[place])} {args[place]} to {real}")
            return str(args[place])

        def wholes(place: int) -> str:
            if kinds[place] == "n":
                return splat(args[place], "u")
            if kinds[place] == "s":
                return self._set(f"fptoui {real} {args[place]} to {vector('u')}")
            return str(args[place])

        def truths(place: int) -> str:
            if kinds[place] == "s":
                return self._set(f"fcmp une {real} {args[place]}, zeroinitializer")
            return splat(args[place], "b") if kinds[place] == "n" else str(args[place])

        if kind_of(node) == "u":
            return self._set(f"{WHOLE[name]} {vector('u')} {wholes(0)}, {wholes(1)}")
        if name in ELEMENTARY:
            self.functions.add(name)
            return self._set(f"call {real} @{name}({real} {floats(0)})")
        if name == "where":
            mask = truths(0)
            if node.value.dtype == np.bool_:
                return self._set(f"select {truth} {mask}, {truth} {truths(1)}, {truth} {truths(2)}")
            return self._set(f"select {truth} {mask}, {real} {floats(1)}, {real} {floats(2)}")
        if name in ("bitwise_and", "bitwise_or", "bitwise_xor"):
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
