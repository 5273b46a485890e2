"""Recording a month: what is done to which arrays, in what order, while it is computed as ever.

A `Traced` stands for an array or a number and holds it; what NumPy does to it is done, and written down
as a `Node`. What the tape knows how to fuse is written down as arithmetic; all else as the call that it
is, to be made again when the tape is replayed. Where the text asks for a truth (``if``) or a whole number
(``range``), the answer is written down as a guard: a month that answers otherwise needs a tape of its own.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from enum import Enum
from functools import partial
from typing import Any

import numpy as np

from sim.declared import recorder
from sim.source import foreign

from . import listed, views
from .listed import Listed, Sides, Space
from .nodes import (
    KINDS,
    LOGICAL,
    REAL,
    TRUTH,
    WHOLE,
    WHOLES,
    CannotRecord,
    Node,
    nodes_in,
    real,
    strip,
    unrecorded,
)
from .own import only_computes
from .proxies import Proxy
from .traced import Traced


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
        self._spaces: dict[Any, Space] = {}
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
    def get(self, parent: Node, name: Any, op: str = "get") -> Node:
        """An attribute; with ``item``, an item."""
        key = (op, parent.number, name)
        if key not in self._known:
            value = getattr(parent.value, name) if op == "get" else parent.value[name]
            runs = self._axis(value) if parent.steady else None
            self._known[key] = self._add(op, (parent, name), value, runs=runs, steady=parent.steady)
        return self._known[key]

    def call(self, do: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """A call as it is; calls of functions without memory give what they gave before."""
        return self.wrap(self.called_node(do, args, kwargs))

    def call_once(self, do: Callable[..., Any], *args: Any) -> Any:
        """A call that may be made once a month only."""
        place = self._once
        self._once += 1
        if place not in self.memo:
            self.memo[place] = unrecorded(do, *real(args))
        value = self.memo[place]
        return self.wrap(self._add("once", (do, strip(args), place), value, runs=None))

    def called_node(self, do: Callable[..., Any], args: Any, kwargs: dict[str, Any]) -> Node:
        """The node of a call as it is."""
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
                part if isinstance(part, int) else self.wrap(self.get(node, place, "item"))
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
        if not isinstance(value, np.ndarray) or value.dtype not in KINDS:
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
        if runs is None or not self._fusable(name, args, value, runs):
            whole = isinstance(value, np.signedinteger)  # a number, as those that it comes from
            node = self.called_node(partial(_whole, do) if whole else do, given, {})
            node.listed = listed.computed(self, name, do, given)
            return node
        return self._shared(name, args, value, runs=runs)

    def _shared(self, name: str, args: tuple[Any, ...], value: Any, **more: Any) -> Node:
        """A fused node; what is computed twice is one node."""
        told = tuple(a if isinstance(a, Node) else repr(a) for a in args)
        key = (name, told, more.get("extra"), more.get("runs"), value.shape)
        if key not in self._known:
            self._known[key] = self._add(name, args, value, fused=True, **more)
        return self._known[key]

    # -- lists: see sim.fast.listed ------------------------------------------------------------------
    def dense(self, name: str, do: Any, args: tuple[Any, ...], size: int) -> Node:
        """A function of elements at all places of a list."""
        samples = [
            np.ones(1, a.value.dtype) if isinstance(a, Node) and a.fused else a for a in args
        ]
        samples = [a.value if isinstance(a, Node) else a for a in samples]
        sample = unrecorded(do, *samples) if name != "float" else np.ones(1)
        kind = np.bool_ if np.asarray(sample).dtype == np.bool_ else np.float64
        value: Any = np.broadcast_to(np.zeros((), kind), (self.runs, size))
        return self._shared(name, args, value, runs=0)

    def narrowed(self, space: Space, mask: Node) -> Space:
        """The places of a list where a mask of it holds."""
        key = (space, mask)
        if key not in self._spaces:
            both = self.dense("bitwise_and", np.bitwise_and, (space.mask, mask), space.size)
            self._spaces[key] = Space(both, space.size)
        return self._spaces[key]

    def counted(self, own: Listed, value: Any) -> Node:
        """For each run the number of places that count."""
        ones = self.dense("float", None, (own.space.mask,), own.space.size)
        return self._add("sum", (ones,), value, extra=0, runs=0, fused=True)

    def put(self, base: Node, key: Any, new: Any, value: Any) -> Node | None:
        """``base`` with other numbers at places of a list."""
        run, place, change = (listed.listed(part) for part in (*key, new))
        if run is None or place is None or base.runs != 0 or np.ndim(value) != 2:
            return None
        if run.space is not place.space or (change is not None and change.space is not run.space):
            return None
        places = listed.sides(place.what)
        if any(part != listed.RUN for part in listed.sides(run.what)) or not all(
            isinstance(part, tuple) for part in places
        ):
            return None
        what = new if change is None else change.what
        if change is None and np.ndim(new) > 0:
            return None
        values = listed.sides(what) if isinstance(what, Sides) else (what,) * len(places)
        extra = tuple(views.at_place(part) for part in places)
        return self._add(
            "put", (base, run.space.mask, *values), value, extra=extra, runs=0, fused=True
        )

    def tally(self, run: Any, member: Any, values: Any, value: Any) -> Node | None:
        """Sums over the places of a list by member."""
        lists = [listed.listed(part) for part in (run, member, values) if part is not None]
        if None in lists or len({own.space for own in lists if own is not None}) != 1:
            return None
        space, places = lists[0].space, listed.sides(lists[1].what)  # type: ignore[union-attr]
        what = (1.0,) * len(places) if values is None else listed.sides(lists[2].what)  # type: ignore[union-attr]
        options: list[Any] = []
        for part in places:
            if isinstance(part, listed.Choice):
                if not all(isinstance(one, tuple) for one in (part.yes, part.no)):
                    return None
                options.append((part.mask, views.at_place(part.yes), views.at_place(part.no)))
            elif isinstance(part, tuple):
                options.append((None, views.at_place(part), None))
            else:
                return None
        masks = tuple(option[0] for option in options)
        return self._add(
            "tally", (space.mask, *what, *masks), value, extra=tuple(options), runs=0, fused=True
        )

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

    def _fusable(self, name: str, args: tuple[Any, ...], value: Any, runs: int) -> bool:
        """Whether compiled code computes this as NumPy does."""
        arrays = [arg for arg in args if isinstance(arg, Node) and not arg.scalar]
        kinds = {arg.value.dtype for arg in arrays}
        for arg in arrays:
            across = arg.value.ndim - (value.ndim - runs)
            if arg.runs is None and not (
                arg.steady and (across < 0 or arg.value.shape[across] == 1)
            ):
                return False
        if value.dtype not in KINDS or not kinds <= set(KINDS):
            return False
        if value.dtype == WHOLES:
            return name in WHOLE and kinds == {WHOLES}
        if name in LOGICAL:
            return kinds == {TRUTH}
        if name in ("less", "less_equal", "greater", "greater_equal", "equal", "not_equal"):
            return any(_floating(arg) for arg in args)
        if name in ("isnan", "isfinite"):
            return _floating(args[0])
        return name in ("where", "float") or bool(value.dtype == REAL)

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
        return self._shared("view", (base,), value, extra=extra, runs=runs)

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


def _floating(arg: Any) -> bool:
    value = arg.value if isinstance(arg, Node) else arg
    return isinstance(value, float) or getattr(value, "dtype", None) == np.float64


def _whole(do: Callable[..., Any], *args: Any) -> int:
    return int(do(*args))
