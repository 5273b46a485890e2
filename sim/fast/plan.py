"""A tape made ready to be replayed: calls in Python, all arithmetic between them in compiled code.

What is fused is cut into stages: a stage is all that can be computed before the next call that needs
some of it. The whole is written as one function of Python, so that replaying costs no more than its
calls.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

from . import native
from .emit import Kernel, kernel
from .nodes import Node, nodes_in
from .pool import Pool, places_known, with_runs
from .schedule import operands, tables_of
from .tape import Tape


class Diverged(Exception):
    """This month goes another way than the one that was recorded."""


class Stage:
    """Compiled code with its arrays.

    Args:
        told: what is compiled.
        runs: number of runs in the batch.
    """

    def __init__(self, told: Kernel, runs: int) -> None:
        self.told = told
        self.ready: Future[Any] = native.function(told.text)
        self._runs = runs
        self._wanted = [_layout(node, runs) for node in told.inputs]
        self._pool = Pool(told.outputs, runs)
        self._space = np.empty(told.space + 64, dtype=np.uint8)
        self._at_space = -(-self._space.ctypes.data // 64) * 64
        count = len(told.inputs) + len(told.tables) + len(told.outputs)
        self._pointers = (ctypes.c_int64 * count)()
        self._numbers = (ctypes.c_double * len(told.scalars))()

    def __call__(
        self, inputs: tuple[Any, ...], tables: tuple[Any, ...], scalars: tuple[Any, ...]
    ) -> list[Any]:
        """Compute; the outputs."""
        pointers: list[Any] = []
        held = []
        for array, (shape, strides, runs) in zip(inputs, self._wanted, strict=True):
            at = places_known.get(id(array))
            if at is None or array.shape != shape:
                if array.shape != shape:
                    raise Diverged
                if array.strides != strides:
                    array = _laid_out(array, runs)
                    held.append(array)
                at = array.__array_interface__["data"][0]
            pointers.append(at)
        pointers += [table.__array_interface__["data"][0] for table in tables]
        views, places = self._pool.take()
        self._pointers[:] = pointers + places
        self._numbers[:] = list(scalars)
        self.ready.result()(self._pointers, self._numbers, self._at_space, self._runs)
        return views


def _layout(node: Node, runs: int) -> tuple[Any, Any, int | None]:
    """Shape and strides that compiled code expects of an input."""
    value = node.value
    if node.runs is None:
        return value.shape, np.empty(value.shape, dtype=value.dtype).strides, None
    shape = (*(n for k, n in enumerate(value.shape) if k != node.runs), runs)
    like = with_runs(np.empty(shape, dtype=value.dtype), node.runs)
    return value.shape, like.strides, node.runs


def _laid_out(array: Any, runs: int | None) -> Any:
    return np.ascontiguousarray(array if runs is None else np.moveaxis(array, runs, -1))


class Plan:
    """A month that can be replayed.

    Args:
        tape: the month as it was recorded.
        result: what it gave, in nodes.

    Attributes:
        checked: whether it gave the text's own bits once.
    """

    def __init__(self, tape: Tape, result: Any) -> None:
        self.runs = tape.runs
        self.checked = False
        self.stages: list[Stage] = []
        self._names: dict[str, Any] = {"_Diverged": Diverged}
        self._outputs: list[list[Node]] = []
        self.source = self._written(tape, result)
        exec(compile(self.source, "<replay>", "exec"), self._names)
        self._replay: Callable[[Any, dict[int, Any]], Any] = self._names["_replay"]

    @property
    def ready(self) -> bool:
        """Whether all is compiled."""
        return all(stage.ready.done() for stage in self.stages)

    def wait(self) -> None:
        """Wait until all is compiled."""
        for stage in self.stages:
            stage.ready.result()

    def replay(self, inputs: Any, memo: dict[int, Any]) -> Any:
        """Do the month.

        Args:
            inputs: what it starts from.
            memo: filled with the results of calls that may not be made twice.

        Raises:
            Diverged: when this month does not go as the recorded one.
        """
        return self._replay(inputs, memo)

    # -- stages --------------------------------------------------------------------------------------
    def _written(self, tape: Tape, result: Any) -> str:
        needed = _needed(tape, result)
        stage: dict[int, int] = {}
        for node in needed:
            before = [
                stage[other.number] + (node.fused and not other.fused) for other in _uses(node)
            ]
            stage[node.number] = max(before, default=-1)
            if node.fused:
                stage[node.number] = max(stage[node.number], 0)
        last = max((stage[node.number] for node in needed), default=-1)
        self._put_off(needed, result, stage, last)
        wanted = {n.number for n in nodes_in(result)}
        outside: dict[int, int] = {}
        for node in needed:
            for other in _uses(node):
                if other.fused and (not node.fused or stage[other.number] < stage[node.number]):
                    outside[other.number] = 1
        lines = ["def _replay(v0, memo):"]
        for at in range(-1, last + 1):
            if at >= 0:
                lines += self._stage(
                    [n for n in needed if n.fused and stage[n.number] == at],
                    lambda n: n.number in outside or n.number in wanted,
                )
            for node in needed:
                if not node.fused and stage[node.number] == at and node.op != "root":
                    lines.append("    " + self._line(node))
        lines.append(f"    return {self._text(result)}")
        return "\n".join(lines)

    @staticmethod
    def _put_off(needed: list[Node], result: Any, stage: dict[int, int], last: int) -> None:
        """Let everything be computed where it is needed first, so that little is kept between stages."""
        latest = dict.fromkeys(stage, last)
        for node in reversed(needed):
            if node.fused:
                stage[node.number] = latest[node.number]
            for other in _uses(node):
                latest[other.number] = min(latest[other.number], stage[node.number])

    def _stage(self, nodes: list[Node], outside: Callable[[Node], bool]) -> list[str]:
        outputs = [n for n in nodes if n.op != "fill" and outside(n)]
        lines = []
        told = kernel(nodes, outputs)
        if outputs:
            name = f"_stage{len(self.stages)}"
            self._names[name] = stage = Stage(told, self.runs)
            self.stages.append(stage)
            self._outputs.append(outputs)
            inputs, tables, scalars = (
                "(" + "".join(f"v{n.number}, " for n in some) + ")"
                for some in (told.inputs, told.tables, told.scalars)
            )
            into = ", ".join(f"v{n.number}" for n in outputs)
            lines.append(f"    [{into}] = {name}({inputs}, {tables}, {scalars})")
        for node in nodes:
            if node.op == "fill" and outside(node):
                self._names[f"_held{node.number}"] = node.value
                lines.append(f"    v{node.number} = _held{node.number}")
        return lines

    # -- Python text ---------------------------------------------------------------------------------
    def _line(self, node: Node) -> str:
        into = f"v{node.number}"
        if node.op == "get":
            return f"{into} = v{node.args[0].number}.{node.args[1]}"
        if node.op == "item":
            return f"{into} = v{node.args[0].number}[{node.args[1]!r}]"
        if node.op == "guard":
            wanted = self._held(node.value)
            kind = "bool" if isinstance(node.value, bool) else ""
            return f"if {kind}(v{node.args[0].number}) != {wanted}: raise _Diverged"
        if node.op == "held":
            return f"{into} = {self._held(node.value)}"
        if node.op == "method":
            owner, name, args = node.args
            return f"{into} = v{owner.number}.{name}(*{self._text(args)})"
        if node.op == "once":
            do, args, place = node.args
            call = f"{self._held(do)}(*{self._text(args)})"
            return f"{into} = memo[{place}] = memo[{place}] if {place} in memo else {call}"
        do, args, more = node.args
        return f"{into} = {self._held(do)}(*{self._text(args)}, **{self._text(more)})"

    def _held(self, thing: Any) -> str:
        if type(thing) in (bool, int) or (type(thing) is float and np.isfinite(thing)):
            return repr(thing)
        name = f"_k{len(self._names)}"
        self._names[name] = thing
        return name

    def _text(self, given: Any) -> str:
        """Python text for something made of nodes."""
        if isinstance(given, Node):
            return f"v{given.number}"
        if isinstance(given, tuple | list) and any(True for _ in nodes_in(given)):
            inner = ", ".join(self._text(part) for part in given)
            return f"({inner},)" if isinstance(given, tuple) else f"[{inner}]"
        if isinstance(given, dict) and any(True for _ in nodes_in(given)):
            return "{" + ", ".join(f"{k!r}: {self._text(v)}" for k, v in given.items()) + "}"
        if (
            is_dataclass(given)
            and not isinstance(given, type)
            and any(True for _ in nodes_in(given))
        ):
            inner = ", ".join(
                f"{part.name}={self._text(getattr(given, part.name))}" for part in fields(given)
            )
            return f"{self._held(type(given))}({inner})"
        return self._held(given)


def _uses(node: Node) -> Iterable[Node]:
    """What a node needs: for what is fused, the arrays, numbers and tables that compiled code reads."""
    if not node.fused:
        yield from nodes_in(node.args)
        return
    for base, index in operands(node):
        yield base
        yield from tables_of(index)
    if node.op in ("put", "tally"):
        yield from tables_of(node.extra)
    if node.op == "by_seat":
        yield node.args[1]
    yield from (arg for arg in node.args if isinstance(arg, Node) and arg.scalar)


def _needed(tape: Tape, result: Any) -> list[Node]:
    found: dict[int, Node] = {}
    ahead = [*nodes_in(result), *(node for node in tape.nodes if node.op in ("guard", "once"))]
    while ahead:
        node = ahead.pop()
        if node.number not in found:
            found[node.number] = node
            ahead += _uses(node)
    return [found[number] for number in sorted(found)]
