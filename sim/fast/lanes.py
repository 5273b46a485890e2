"""The functions of `sim.elementary`, compiled from their own text for one vector of runs.

A `Lane` stands for the array that such a function works on, and writes LLVM instructions where an array
would compute. A branch of the text is followed both ways, by running the text once for each path.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from sim import elementary
from sim.arrays import Recorded

WIDTH = 8
"""Runs that one instruction works on."""

_TYPES = {"f": "double", "i": "i64", "u": "i64", "e": "i32", "b": "i1"}
_KINDS = {np.dtype(np.float64): "f", np.dtype(np.int64): "i", np.dtype(np.intc): "e"}
_FLOAT = {"add": "fadd", "subtract": "fsub", "multiply": "fmul", "divide": "fdiv"}
_WHOLE = {
    "add": "add",
    "subtract": "sub",
    "bitwise_and": "and",
    "bitwise_or": "or",
    "left_shift": "shl",
    "right_shift": "ashr",
}
_COMPARED = {
    "less": "olt",
    "less_equal": "ole",
    "greater": "ogt",
    "greater_equal": "oge",
    "equal": "oeq",
    "not_equal": "une",
}


def vector(kind: str) -> str:
    """The LLVM type of a vector."""
    return f"<{WIDTH} x {_TYPES[kind]}>"


def splat(number: float, kind: str = "f") -> str:
    """A vector of one number."""
    if kind == "f":
        literal = f"0x{struct.unpack('<Q', struct.pack('<d', float(number)))[0]:016X}"
    elif kind == "b":
        literal = "true" if number else "false"
    else:
        literal = str(int(number))
    return "<" + ", ".join([f"{_TYPES[kind]} {literal}"] * WIDTH) + ">"


def compared(name: str) -> str:
    """The LLVM comparison of a NumPy function."""
    return _COMPARED[name]


def arithmetic(name: str) -> str | None:
    """The LLVM instruction of a NumPy function on floating-point numbers."""
    return _FLOAT.get(name)


class _Path:
    """One way through the text of a function."""

    def __init__(self, taken: tuple[bool, ...], tables: dict[str, np.ndarray[Any, Any]]) -> None:
        self.taken, self.tables = taken, tables
        self.made: tuple[bool, ...] = ()
        self.lines: list[str] = []
        self.ahead: list[tuple[bool, ...]] = []
        self._count = 0

    def line(self, text: str) -> None:
        """Write an instruction, unless another path has."""
        if len(self.made) >= len(self.taken):
            self.lines.append(text)

    def set(self, text: str) -> str:
        """Write an instruction that gives a value; its name."""
        self._count += 1
        name = f"%{_label(self.made)}.{self._count}"
        self.line(f"  {name} = {text}")
        return name

    def decide(self, condition: str) -> bool:
        """Which way this path goes."""
        depth = len(self.made)
        if depth < len(self.taken):
            choice = self.taken[depth]
            self.made += (choice,)
        else:
            yes, no = (*self.made, True), (*self.made, False)
            self.lines.append(f"  br i1 {condition}, label %{_label(yes)}, label %{_label(no)}")
            self.ahead.append(no)
            self.made, choice = yes, True
            self.taken = yes
        if self.made == self.taken and len(self.made) > depth and not self._written():
            self.lines.append(f"{_label(self.made)}:")
        return choice

    def _written(self) -> bool:
        return bool(self.lines) and self.lines[-1] == f"{_label(self.made)}:"


def _label(made: tuple[bool, ...]) -> str:
    return "p" + "".join("y" if choice else "n" for choice in made)


class Lane(NDArrayOperatorsMixin, Recorded):
    """Stands for the array of a vector's numbers; two views of one array share their bits."""

    __slots__ = ("_cell", "kind", "path")

    def __init__(self, path: _Path, name: str, kind: str, cell: list[str] | None = None) -> None:
        self.path, self.kind = path, kind
        self._cell = [name, kind] if cell is None else cell

    @property
    def size(self) -> int:
        """As of an array."""
        return WIDTH

    @property
    def name(self) -> str:
        """The value now."""
        held, kind = self._cell
        if kind == self.kind:
            return held
        return self.path.set(f"bitcast {vector(kind)} {held} to {vector(self.kind)}")

    def _keep(self, value: Lane) -> Lane:
        self._cell[:] = [value.as_kind(self.kind), self.kind]
        return self

    def as_kind(self, kind: str) -> str:
        """The value as a number of another kind."""
        if kind == self.kind:
            return self.name
        do = {"if": "sitofp", "bf": "uitofp", "ie": "trunc", "ei": "sext"}[self.kind + kind]
        return self.path.set(f"{do} {vector(self.kind)} {self.name} to {vector(kind)}")

    def space(self, rows: int) -> list[Lane]:
        """Rows to work in."""
        return [Lane(self.path, "poison", "f") for _ in range(rows)]

    def view(self, kind: Any) -> Lane:
        """As of an array."""
        return Lane(self.path, "", _KINDS[np.dtype(kind)], self._cell)

    def astype(self, kind: Any) -> Lane:
        """As of an array."""
        new = _KINDS[np.dtype(kind)]
        return Lane(self.path, self.as_kind(new), new)

    def max(self) -> _Extreme:
        """As of an array, to be compared."""
        return _Extreme(self)

    min = max

    def all(self) -> _Condition:
        """As of an array."""
        return _Condition(self)

    def __setitem__(self, where: Any, new: Any) -> None:
        value = new if isinstance(new, Lane) else Lane(self.path, splat(new, self.kind), self.kind)
        if isinstance(where, Lane):
            value = Lane(self.path, _select(where, value, self), self.kind)
        self._keep(value)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *given: Any, **more: Any) -> Any:
        out = more.pop("out", None)
        if method != "__call__" or more:
            raise TypeError(f"no {ufunc.__name__} of this kind for one vector")
        value = self._computed(ufunc.__name__, given)
        return value if out is None else out[0]._keep(value)

    def _computed(self, name: str, given: tuple[Any, ...]) -> Lane:
        path = self.path
        if name == "ldexp":
            return _scaled(*given)
        kinds = {one.kind for one in given if isinstance(one, Lane)}
        kind = "f" if "f" in kinds else kinds.pop()
        args = [one.as_kind(kind) if isinstance(one, Lane) else splat(one, kind) for one in given]
        of = vector(kind)
        if name in _COMPARED:
            return Lane(path, path.set(f"fcmp {_COMPARED[name]} {of} {args[0]}, {args[1]}"), "b")
        if name in ("minimum", "maximum"):
            return Lane(path, extreme(path.set, name, *args), kind)
        if name == "negative":
            return Lane(path, path.set(f"fneg {of} {args[0]}"), kind)
        if name == "invert":
            return Lane(
                path, path.set(f"xor {of} {args[0]}, {splat(-1 if kind == 'i' else 1, kind)}"), kind
            )
        do = (_FLOAT if kind == "f" else _WHOLE)[name]
        return Lane(path, path.set(f"{do} {of} {args[0]}, {args[1]}"), kind)

    def __array_function__(self, do: Any, _: Any, args: Any, more: dict[str, Any]) -> Any:
        if do is np.where:
            mask, yes, no = args
            sides = [
                one if isinstance(one, Lane) else Lane(self.path, splat(one), "f")
                for one in (yes, no)
            ]
            return Lane(self.path, _select(mask, *sides), "f")
        if do is np.take:
            return more["out"]._keep(self._looked_up(*args))
        raise TypeError(f"no {do.__name__} for one vector")

    def _looked_up(self, table: np.ndarray[Any, Any], index: Lane) -> Lane:
        kind = _KINDS[table.dtype]
        named = (name for name, held in vars(elementary).items() if held is table)
        key = f"@{next(named)}"
        self.path.tables[key] = table
        value = "poison"
        places, path = index.name, self.path
        for lane in range(WIDTH):
            place = path.set(f"extractelement {vector('i')} {places}, i32 {lane}")
            where = path.set(f"getelementptr i64, ptr {key}, i64 {place}")
            entry = path.set(f"load {_TYPES[kind]}, ptr {where}, align 8")
            value = path.set(
                f"insertelement {vector(kind)} {value}, {_TYPES[kind]} {entry}, i32 {lane}"
            )
        return Lane(path, value, kind)


class _Extreme:
    """The greatest or least of an array; that it lies on one side of a number holds of all."""

    def __init__(self, lane: Lane) -> None:
        self._lane = lane

    def __lt__(self, other: float) -> _Condition:
        return _Condition(self._lane < other)

    def __gt__(self, other: float) -> _Condition:
        return _Condition(self._lane > other)


class _Condition:
    """Whether something holds of all of an array."""

    def __init__(self, lane: Lane) -> None:
        self._lane = lane

    def __bool__(self) -> bool:
        path = self._lane.path
        return path.decide(
            path.set(f"call i1 @llvm.vector.reduce.and.v{WIDTH}i1({vector('b')} {self._lane.name})")
        )


def extreme(write: Callable[[str], str], name: str, one: str, other: str) -> str:
    """The lesser or greater of two, NaN where one is, the second where they are equal, as in NumPy."""
    of = vector("f")
    side = write(f"fcmp {'olt' if name == 'minimum' else 'ogt'} {of} {one}, {other}")
    none = write(f"fcmp uno {of} {one}, {one}")
    first = write(f"or {vector('b')} {side}, {none}")
    return write(f"select {vector('b')} {first}, {of} {one}, {of} {other}")


def _select(mask: Lane, yes: Lane, no: Lane) -> str:
    of = vector(yes.kind)
    return mask.path.set(f"select {vector('b')} {mask.name}, {of} {yes.name}, {of} {no.name}")


def _scaled(number: Lane, power: Lane) -> Lane:
    """Number · 2^power in two exact powers, so that only the last product is rounded."""
    half = power >> 1
    value = number
    for part in (half, power - half):
        bits = (Lane(part.path, part.as_kind("i"), "i") + 1023) << 52
        value = value * bits.view(np.float64)
    return value


def definition(name: str) -> tuple[str, dict[str, np.ndarray[Any, Any]]]:
    """LLVM text of a function of `sim.elementary` on one vector, and the tables that it looks into.

    Args:
        name: of the function, such as ``_exp``.
    """
    function = getattr(elementary, name)
    tables: dict[str, np.ndarray[Any, Any]] = {}
    lines: list[str] = []
    ahead: list[tuple[bool, ...]] = [()]
    while ahead:
        path = _Path(ahead.pop(), tables)
        value = function(Lane(path, "%x", "f"))
        path.lines.append(f"  ret {vector('f')} {value.name}")
        lines += path.lines
        ahead += path.ahead
    head = f"define internal {vector('f')} @{name}({vector('f')} %x) {{\np:"
    return "\n".join([head, *lines, "}"]), tables
