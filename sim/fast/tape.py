"""Recording a month: what is done to which arrays, in what order, while it is computed as ever.

A `Traced` stands for an array or a number and holds it; what NumPy does to it is done, and written down
as a `Node`. What the tape knows how to fuse is written down as arithmetic; all else as the call that it
is, to be made again when the tape is replayed. Where the text asks for a truth (``if``) or a whole number
(``range``), the answer is written down as a guard: a month that answers otherwise needs a tape of its own.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from functools import partial
from types import FunctionType, MethodType
from typing import Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from sim import elementary
from sim.arrays import Recorded
from sim.declared import recorder
from sim.source import foreign

from . import views
from .own import only_computes

UFUNCS = {
    *("add", "subtract", "multiply", "divide", "negative", "absolute", "sqrt", "floor"),
    *("minimum", "maximum", "isnan", "isfinite", "bitwise_and", "bitwise_or", "invert"),
    *("less", "less_equal", "greater", "greater_equal", "equal", "not_equal"),
}
"""Functions of elements that are fused."""
_LOGICAL = {"bitwise_and", "bitwise_or", "invert"}
ELEMENTARY = {"_exp", "_log", "_logistic"}
"""Functions of `sim.elementary` that are fused; their own text is compiled."""
_CALLED = {"Chance", "Parameters", "Programme", "Model"}
"""Types whose methods are called as they are."""
_NUMBERS = (bool, int, float, np.bool_, np.integer, np.floating)
_KINDS = (np.dtype(np.float64), np.dtype(np.bool_))


class CannotRecord(Exception):
    """The text does what a tape cannot hold."""


@dataclass(eq=False, slots=True)
class Node:
    """One thing that is done, and what came of it.

    Attributes:
        number: its place on the tape.
        op: ``get`` an attribute or item, ``call`` a function, ``guard``, or something that is fused: a
            function of elements, ``view``, ``fill``, ``sum``, ``join``, ``by_seat``.
        args: nodes, numbers and what else it is done with.
        value: what came of it.
        extra: what the operation needs beside.
        runs: the axis of the runs, or None for what is no array over runs.
        steady: whether its shape is the same in every month.
        fused: whether compiled code computes it.
    """

    number: int
    op: str
    args: tuple[Any, ...]
    value: Any
    extra: Any = None
    runs: int | None = None
    steady: bool = True
    fused: bool = False
    operands: Any = None
    """Kept by `sim.fast.emit.operands`."""

    @property
    def scalar(self) -> bool:
        """Whether it is one number."""
        return isinstance(self.value, _NUMBERS)

    @property
    def dims(self) -> tuple[int, ...]:
        """Lengths of the axes beside runs that are longer than 1."""
        return views.dims(self.value.shape, self.runs)


class Tape:
    """A month as it was done.

    Args:
        runs: number of runs in the batch.
        inputs: what the month starts from.
        memo: results of calls that may not be made twice, made in this month already.

    Attributes:
        called: users' own functions that are called as they are.
    """

    def __init__(self, runs: int, inputs: Any, memo: dict[int, Any] | None = None) -> None:
        self.runs = runs
        self.nodes: list[Node] = []
        self.memo = {} if memo is None else memo
        self.called: list[str] = []
        self._once = 0
        self._known: dict[Any, Node] = {}
        self.root = self._add("root", (), inputs)

    def record(self, text: Callable[[Any], Any]) -> tuple[Any, Any]:
        """Run a text on the inputs; its result, and the same in nodes."""
        before = recorder.set(self)
        try:
            given = text(Proxy(self, self.root))
        finally:
            recorder.reset(before)
        return real(given), strip(given)

    def _add(self, op: str, args: tuple[Any, ...], value: Any, **more: Any) -> Node:
        node = Node(len(self.nodes), op, args, value, **more)
        self.nodes.append(node)
        return node

    # -- what is not fused ------------------------------------------------------------------------
    def get(self, parent: Node, name: str | int) -> Node:
        """An attribute or an item."""
        key = (parent.number, name)
        if key not in self._known:
            value = getattr(parent.value, name) if isinstance(name, str) else parent.value[name]
            runs = self._axis(value) if parent.steady else None
            self._known[key] = self._add(
                "get", (parent, name), value, runs=runs, steady=parent.steady
            )
        return self._known[key]

    def call(self, do: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """A call as it is; calls of functions without memory give what they gave before."""
        return self.wrap(self._call(do, args, kwargs))

    def call_once(self, do: Callable[..., Any], *args: Any) -> Any:
        """A call that may be made once a month only."""
        place = self._once
        self._once += 1
        if place not in self.memo:
            self.memo[place] = unrecorded(do, *real(args))
        value = self.memo[place]
        return self.wrap(self._add("once", (do, strip(args), place), value, runs=None))

    def _call(self, do: Callable[..., Any], args: Any, kwargs: dict[str, Any]) -> Node:
        value = unrecorded(do, *real(args), **real(kwargs))
        nodes = list(nodes_in((args, kwargs)))
        steady = all(node.steady for node in nodes)
        wide = isinstance(value, np.ndarray) and value.ndim > 1
        runs = self._axis(value) if wide else None
        return self._add(
            "call", (do, strip(args), strip(kwargs)), value, runs=runs, steady=steady or wide
        )

    def own(self, called: Callable[..., Any], text: Any, *args: Any, **kwargs: Any) -> Any:
        """A function that is not the package's own: recorded where it only computes, else called.

        Args:
            called: what is called.
            text: the function that it is.
        """
        if only_computes(text):
            with contextlib.suppress(CannotRecord, TypeError, AttributeError, ValueError):
                return called(*args, **kwargs)
        self.called.append(getattr(text, "__qualname__", repr(text)))
        return self.call(called, *args, **kwargs)

    def method(self, owner: Node, name: str, *args: Any) -> Any:
        """A call of a method as it is; the same call gives the same node."""
        key = (owner.number, name, *(strip(a) for a in args))
        if key not in self._known:
            value = getattr(owner.value, name)(*real(args))
            steady = all(node.steady for node in nodes_in(args))
            self._known[key] = self._add("method", (owner, name, strip(args)), value, steady=steady)
        return self.wrap(self._known[key])

    def guard(self, node: Node, value: Any) -> None:
        """Note that the text went on from here because something had this value."""
        self._add("guard", (node,), value)

    def wrap(self, node: Node) -> Any:
        """What stands for a node in the text."""
        value = node.value
        if isinstance(value, np.ndarray | np.bool_ | float | np.number):
            return Traced(self, node)
        if isinstance(value, int) and not isinstance(value, bool | Enum):
            return Traced(self, node)
        if isinstance(value, tuple | list):
            parts = (
                part if isinstance(part, int) else self.wrap(self.get(node, place))
                for place, part in enumerate(value)
            )
            return type(value)(parts)
        if callable(value) and foreign(value) and not isinstance(value, type):
            return partial(self.own, value, value)
        if value is None or isinstance(value, str | bool | Enum | type) or callable(value):
            return value
        return Proxy(self, node)

    def _axis(self, value: Any) -> int | None:
        """Which axis of an array is that of the runs."""
        if not isinstance(value, np.ndarray) or value.dtype not in _KINDS:
            return None
        near = [
            axis
            for axis, (n, step) in enumerate(zip(value.shape, value.strides, strict=True))
            if n == self.runs and step == value.itemsize
        ]
        if near:
            return near[0]
        return 0 if value.ndim and value.shape[0] == self.runs else None

    # -- what is fused -----------------------------------------------------------------------------
    def elementwise(self, name: str, do: Callable[..., Any], given: tuple[Any, ...]) -> Node:
        """A function of elements."""
        value = do(*real(given))
        args = tuple(self._operand(one) for one in given)
        runs = views.common_runs(args, value)
        if runs is None or not self._fusable(name, args, value):
            return self._call(do, given, {})
        return self._add(name, args, value, runs=runs, fused=True)

    def _operand(self, given: Any) -> Any:
        if isinstance(given, Traced):
            return given.node
        if isinstance(given, np.ndarray):
            if given.size and (given == given.flat[0]).all():
                return given.flat[0].item()
            return self.held(given)
        return given

    def held(self, value: Any) -> Node:
        """An array that is no input and the same in every month."""
        return self._add("held", (), value, runs=self._axis(value))

    def _fusable(self, name: str, args: tuple[Any, ...], value: Any) -> bool:
        kinds = []
        for arg in args:
            if isinstance(arg, Node) and not arg.scalar:
                if arg.runs is None and (arg.value.ndim != 1 or not arg.steady):
                    return False
                kinds.append(arg.value.dtype)
        return (
            value.dtype in _KINDS
            and all(kind in _KINDS for kind in kinds)
            and (name not in _LOGICAL or all(kind == np.bool_ for kind in kinds))
            and (name in _LOGICAL or name in ("where", "float") or _arithmetic(name, args, value))
        )

    def fill(self, like: Traced, number: float) -> Node | None:
        """One number everywhere."""
        node = like.node
        if node.runs is None or not isinstance(number, float | int):
            return None
        value = np.full_like(node.value, number, dtype=np.float64)
        return self._add("fill", (float(number),), value, runs=node.runs, fused=True)

    def view(self, base: Node, value: Any, runs: int, sources: dict[int, views.Index]) -> Node:
        """Elements of a node in other places."""
        extra = views.index_map(base.value.shape, base.runs, value.shape, runs, sources)
        return self._add("view", (base,), value, extra=extra, runs=runs, fused=True)

    def total(self, node: Node, axis: int, value: Any) -> Node | None:
        """A sum in index order along an axis beside runs."""
        if node.runs is None or node.value.dtype != np.float64:
            return None
        axis %= node.value.ndim
        step = node.value.strides[axis]
        if axis == node.runs or step == min(node.value.strides) or node.value.shape[axis] < 2:
            return None
        runs = node.runs - (axis < node.runs)
        place = views.numbering(node.value.shape, node.runs)[axis]
        return self._add("sum", (node,), value, extra=place, runs=runs, fused=True)

    def join(self, parts: list[Any], axis: int, value: Any) -> Node | None:
        """Parts one behind the other along an axis beside runs."""
        nodes = [part.node for part in parts if isinstance(part, Traced)]
        if len(nodes) < len(parts) or any(node.runs is None for node in nodes):
            return None
        axis %= value.ndim
        if len({node.runs for node in nodes}) > 1 or axis == nodes[0].runs or 1 in value.shape:
            return None
        if any(node.value.dtype != np.float64 for node in nodes):
            return None
        extra = (axis, tuple(node.value.shape[axis] for node in nodes))
        return self._add("join", tuple(nodes), value, extra=extra, runs=nodes[0].runs, fused=True)

    def by_seat(self, values: Node, seats: Node, value: Any) -> Node:
        """Sums over the seats of members."""
        return self._add("by_seat", (values, seats), value, runs=0, fused=True)


def _arithmetic(name: str, args: tuple[Any, ...], value: Any) -> bool:
    """Whether operands are taken as floating-point numbers."""
    if name in ("less", "less_equal", "greater", "greater_equal", "equal", "not_equal"):
        return any(_floating(arg) for arg in args)
    if name in ("isnan", "isfinite"):
        return _floating(args[0])
    return bool(value.dtype == np.float64)


def _floating(arg: Any) -> bool:
    value = arg.value if isinstance(arg, Node) else arg
    return isinstance(value, float) or getattr(value, "dtype", None) == np.float64


class Traced(NDArrayOperatorsMixin, Recorded):
    """Stands for an array or a number while a month is recorded.

    Args:
        tape: where it is written down.
        node: what it stands for.
    """

    __slots__ = ("node", "tape")

    def __init__(self, tape: Tape, node: Node) -> None:
        self.tape, self.node = tape, node

    def __array__(self, *_: Any, **__: Any) -> Any:
        raise CannotRecord("an array is taken out of the tape")

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *given: Any, **more: Any) -> Any:
        out = more.pop("out", None)
        if method == "__call__" and not more and ufunc.__name__ in UFUNCS:
            node = self.tape.elementwise(ufunc.__name__, ufunc, given)
        elif method == "reduce" and ufunc is np.add and more.get("axis") is not None:
            value = ufunc.reduce(*real(given), **more)
            found = self.tape.total(self.node, more["axis"], value)
            node = found or self.tape._call(getattr(ufunc, method), given, more)
        else:
            node = self.tape._call(getattr(ufunc, method), given, more)
        if out is not None:
            if not isinstance(out[0], Traced):
                raise CannotRecord("a result is written into an array")
            out[0].node = node
            return out[0]
        return self.tape.wrap(node)

    def __array_function__(self, do: Any, _: Any, args: Any, more: dict[str, Any]) -> Any:
        found = self._known_function(do, args, more)
        return self.tape.call(do, *args, **more) if found is None else found

    def _known_function(self, do: Any, args: Any, more: dict[str, Any]) -> Any:
        tape = self.tape
        if do in (np.ndim, np.shape):
            return do(real(args[0]))
        if do is np.where and len(args) == 3 and not more:
            return tape.wrap(tape.elementwise("where", np.where, args))
        if do in (np.zeros_like, np.ones_like, np.full_like) and not more:
            number = args[1] if do is np.full_like else float(do is np.ones_like)
            node = tape.fill(args[0], number)
            return None if node is None else Traced(tape, node)
        if do is np.concatenate and len(args) == 1:
            axis = more.get("axis", 0)
            node = tape.join(list(args[0]), axis, do(real(args[0]), axis=axis))
            return None if node is None else Traced(tape, node)
        return None

    def apply(self, do: Callable[..., Any], given: tuple[Any, ...]) -> Any:
        """A function of `sim.elementary`."""
        whole = partial(elementary.blockwise, do)
        if do.__name__ not in ELEMENTARY:
            return self.tape.call(whole, *given)
        return self.tape.wrap(self.tape.elementwise(do.__name__, whole, given))

    # -- what it is ----------------------------------------------------------------------------------
    @property
    def value(self) -> Any:
        """What it stands for."""
        return self.node.value

    def _steady(self) -> Any:
        if not self.node.steady:
            raise CannotRecord("the text goes by a size that differs by month")
        return self.node.value

    @property
    def shape(self) -> tuple[int, ...]:
        """As of an array."""
        return tuple(self._steady().shape)

    @property
    def size(self) -> int:
        """As of an array."""
        return int(self._steady().size)

    @property
    def ndim(self) -> int:
        """As of an array."""
        return int(np.ndim(self.node.value))

    @property
    def dtype(self) -> Any:
        """As of an array."""
        return self.node.value.dtype

    @property
    def strides(self) -> tuple[int, ...]:
        """As of an array."""
        return tuple(self._steady().strides)

    def __len__(self) -> int:
        return len(self._steady())

    def __iter__(self) -> Iterator[Any]:
        return (self[k] for k in range(len(self)))

    def __bool__(self) -> bool:
        found = bool(self.node.value)
        self.tape.guard(self.node, found)
        return found

    def __index__(self) -> int:
        found: int = self.node.value.__index__()
        self.tape.guard(self.node, found)
        return found

    def __int__(self) -> int:
        found = int(self.node.value)
        self.tape.guard(self.node, self.node.value)
        return found

    def __float__(self) -> float:
        found = float(self.node.value)
        self.tape.guard(self.node, self.node.value)
        return found

    # -- views and copies ----------------------------------------------------------------------------
    @property
    def T(self) -> Any:
        """As of an array."""
        return self.transpose()

    def transpose(self, *axes: int) -> Any:
        """As of an array."""
        order = axes or tuple(reversed(range(self.node.value.ndim)))
        value = self.node.value.transpose(order)
        if self.node.runs is None or not self.node.steady:
            return self.tape.call(np.transpose, self, order)
        order = tuple(axis % value.ndim for axis in order)
        sources: dict[int, views.Index] = {axis: ("v", k) for k, axis in enumerate(order)}
        return Traced(
            self.tape, self.tape.view(self.node, value, order.index(self.node.runs), sources)
        )

    def reshape(self, *shape: Any) -> Any:
        """As of an array."""
        value = self.node.value.reshape(*shape)
        found = views.reshaped(self.node.value.shape, self.node.runs, value.shape)
        if found is None:
            return self.tape.call(np.reshape, self, value.shape)
        return Traced(self.tape, self.tape.view(self.node, value, *found))

    def ravel(self) -> Any:
        """As of an array."""
        return self.tape.call(np.ravel, self)

    def copy(self, order: str = "C") -> Any:
        """As of an array."""
        return Traced(self.tape, self.node)

    def astype(self, kind: Any) -> Any:
        """As of an array."""
        if kind is np.float64 and self.node.value.dtype == np.bool_ and self.node.runs is not None:
            return Traced(self.tape, self.tape.elementwise("float", _floats, (self,)))
        return self.tape.call(_as_type, self, kind)

    def __getitem__(self, key: Any) -> Any:
        value = self.node.value[real(key)]
        found = views.selected(self.node.value.shape, self.node.runs, key)
        if found is not None:
            return Traced(self.tape, self.tape.view(self.node, value, *found))
        places = key.node if isinstance(key, Traced) else key
        if self.node.runs is not None and self.node.runs > 0 and _table(places):
            table = places if isinstance(places, Node) else self.tape.held(places)
            sources: dict[int, views.Index] = {
                axis: ("v", axis) for axis in range(1, value.ndim) if axis != self.node.runs
            }
            sources[0] = ("t", table, ("v", 0))
            return Traced(self.tape, self.tape.view(self.node, value, self.node.runs, sources))
        return self.tape.call(_item, self, key)

    def __setitem__(self, key: Any, new: Any) -> None:
        self.node = self.tape._call(_with, (self, key, new), {})

    def any(self) -> Any:
        """As of an array."""
        return self.tape.call(np.any, self)

    def all(self) -> Any:
        """As of an array."""
        return self.tape.call(np.all, self)

    def sum(self, axis: Any = None) -> Any:
        """As of an array."""
        return self.tape.call(np.sum, self, axis=axis)

    def take(self, *args: Any, **more: Any) -> Any:
        """As of an array."""
        return self.tape.call(np.take, self, *args, **more)

    def max(self, axis: Any = None) -> Any:
        """As of an array."""
        return self.tape.call(np.max, self, axis=axis)

    def min(self, axis: Any = None) -> Any:
        """As of an array."""
        return self.tape.call(np.min, self, axis=axis)


def _table(places: Any) -> bool:
    """Whether something is a list of places, the same in every run and month."""
    value = places.value if isinstance(places, Node) else places
    steady = not isinstance(places, Node) or places.steady
    return isinstance(value, np.ndarray) and value.dtype == np.intp and value.ndim == 1 and steady


def _floats(values: Any) -> Any:
    return values.astype(np.float64)


def _as_type(values: Any, kind: Any) -> Any:
    return values.astype(kind)


def _item(values: Any, key: Any) -> Any:
    return values[key]


def _with(values: Any, key: Any, new: Any) -> Any:
    changed = values.copy("K")
    changed[key] = new
    return changed


class Proxy:
    """Stands for a record or another object while a month is recorded.

    Args:
        tape: where what is read of it is written down.
        node: what it stands for.
    """

    __slots__ = ("_node", "_tape")

    def __init__(self, tape: Tape, node: Node) -> None:
        self._tape, self._node = tape, node

    def __getattr__(self, name: str) -> Any:
        tape, node = self._tape, self._node
        kind = type(node.value)
        found = getattr(kind, name, None)
        if isinstance(found, FunctionType) and not is_field(kind, name):
            if kind.__name__ in _CALLED:
                return Method(tape, node, name)
            known = _LAYOUT.get((kind.__name__, name))
            return partial(known, self) if known else MethodType(found, self)
        got = tape.get(node, name)
        derived = found is not None and not is_field(kind, name)
        return got.value if derived and isinstance(got.value, int) else tape.wrap(got)


class Method:
    """Stands for a method that is called as it is.

    Args:
        tape: where its calls are written down.
        owner: whose it is.
        name: its name.
    """

    __slots__ = ("_name", "_owner", "_tape")

    def __init__(self, tape: Tape, owner: Node, name: str) -> None:
        self._tape, self._owner, self._name = tape, owner, name

    def __call__(self, *args: Any) -> Any:
        """Call it."""
        return self._tape.method(self._owner, self._name, *args)

    @property
    def node(self) -> Node:
        """The method itself."""
        return self._tape.get(self._owner, self._name)


def is_field(kind: type, name: str) -> bool:
    """Whether a dataclass declares a field of this name."""
    return name in getattr(kind, "__dataclass_fields__", {})


def _gathered(ties: Any, values: Any, places: str) -> Any:
    """What the member has that sits in each place."""
    table = getattr(ties, places)
    node = values.node
    value = getattr(
        ties._node.value, {"source": "of_source", "target": "of_target"}.get(places, "at_seats")
    )(node.value)
    if node.runs != 0 or node.value.dtype != np.float64:
        return ties._tape.call(_item, values, (slice(None), table))
    kind = "t" if table.ndim == 1 else "rt"
    sources: dict[int, views.Index] = {axis: ("v", axis) for axis in range(2, value.ndim)}
    sources[1] = (kind, table.node, ("v", 1))
    return Traced(ties._tape, ties._tape.view(node, value, 0, sources))


def _at_seats(ties: Any, values: Any) -> Any:
    return values if ties._plain else _gathered(ties, values, "seats")


def _from_seats(ties: Any, values: Any) -> Any:
    if ties._plain:
        return values
    value = ties._node.value.from_seats(values.node.value)
    return Traced(ties._tape, ties._tape.by_seat(values.node, ties.seats.node, value))


_LAYOUT: dict[tuple[str, str], Callable[..., Any]] = {
    ("Ties", "of_source"): lambda ties, values: _gathered(ties, values, "source"),
    ("Ties", "of_target"): lambda ties, values: _gathered(ties, values, "target"),
    ("Ties", "at_seats"): _at_seats,
    ("Ties", "from_seats"): _from_seats,
}
"""What moves values between members, seats and ties; it does no arithmetic but sums over seats."""


def unrecorded(do: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """A call that is not recorded itself."""
    before = recorder.set(None)
    try:
        return do(*args, **kwargs)
    finally:
        recorder.reset(before)


# -- from what stands in the text to nodes and values ------------------------------------------------
def strip(given: Any) -> Any:
    """The same with nodes for what stands for them."""
    if isinstance(given, Traced | Method):
        return given.node
    if isinstance(given, Proxy):
        return given._node
    return _rebuilt(given, strip)


def real(given: Any) -> Any:
    """The same with the things themselves for what stands for them."""
    if isinstance(given, Traced | Method):
        return given.node.value
    if isinstance(given, Proxy):
        return given._node.value
    return _rebuilt(given, real)


def _rebuilt(given: Any, each: Callable[[Any], Any]) -> Any:
    if isinstance(given, tuple | list):
        return type(given)(each(part) for part in given)
    if isinstance(given, dict):
        return {key: each(part) for key, part in given.items()}
    if is_dataclass(given) and not isinstance(given, type | Node):
        parts = {part.name: getattr(given, part.name) for part in fields(given) if part.init}
        if any(_stands_for(part) for part in parts.values()):
            return replace(given, **{name: each(part) for name, part in parts.items()})
    return given


def _stands_for(given: Any) -> bool:
    if isinstance(given, tuple | list):
        return any(_stands_for(part) for part in given)
    return isinstance(given, Traced | Proxy | Method) or (
        is_dataclass(given)
        and not isinstance(given, type | Node)
        and any(_stands_for(getattr(given, part.name)) for part in fields(given))
    )


def nodes_in(given: Any) -> Iterator[Node]:
    """All nodes that something is made of."""
    if isinstance(given, Node):
        yield given
    elif isinstance(given, Traced | Method):
        yield given.node
    elif isinstance(given, Proxy):
        yield given._node
    elif isinstance(given, tuple | list):
        for part in given:
            yield from nodes_in(part)
    elif isinstance(given, dict):
        yield from nodes_in(list(given.values()))
    elif is_dataclass(given) and not isinstance(given, type):
        for part in fields(given):
            yield from nodes_in(getattr(given, part.name))
