"""What stands for an array or a number while a month is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from sim import elementary
from sim.arrays import Recorded

from . import listed, views
from .nodes import ELEMENTARY, UFUNCS, CannotRecord, Node, StandsFor, real

if TYPE_CHECKING:
    from .tape import Tape


class Traced(NDArrayOperatorsMixin, Recorded, StandsFor):
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
            node = found or self.tape.called_node(getattr(ufunc, method), given, more)
        else:
            node = self.tape.called_node(getattr(ufunc, method), given, more)
        if out is not None:
            if not isinstance(out[0], Traced):
                raise CannotRecord("a result is written into an array")
            out[0].node = node
            return out[0]
        return self.tape.wrap(node)

    def __array_function__(self, do: Any, _: Any, args: Any, more: dict[str, Any]) -> Any:
        found = self._known_function(do, args, more)
        return self._listed_function(do, args, more) if found is None else found

    def _listed_function(self, do: Any, args: Any, more: dict[str, Any]) -> Any:
        """A function that is called as it is, with what it means for lists beside."""
        tape = self.tape
        if do is np.bincount and len(args) == 1 and more == {"minlength": tape.runs}:
            own = listed.listed(args[0])
            if own is not None and own.what == listed.RUN:
                return Traced(tape, tape.counted(own, do(real(args[0]), **more).astype(np.float64)))
        node = tape.called_node(do, args, more)
        if do is np.nonzero and (found := listed.nonzero(tape, args[0].node)) is not None:
            parts = [tape.get(node, 0, "item"), tape.get(node, 1, "item")]
            for part, own in zip(parts, found, strict=True):
                part.listed, part.steady = own, False
            return tuple(Traced(tape, part) for part in parts)
        if do is np.tile and args[1:] == (2,):
            node.listed = listed.twice(listed.listed(args[0]))
        elif do is np.concatenate and not more and len(args) == 1:
            node.listed = listed.joined(args[0])
        elif do is np.stack and not more and len(args) == 1:
            node.listed = listed.stacked(args[0])
        return tape.wrap(node)

    def by_member(self, member: Any, values: Any, like: Any, whole: Callable[..., Any]) -> Any:
        """Sums by member; see `sim.arrays.by_member`."""
        given = (self, member, values, like)
        node = self.tape.tally(self, member, values, whole(*real(given)))
        return self.tape.call(whole, *given) if node is None else Traced(self.tape, node)

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
        if self.node.listed is not None and isinstance(self.node.listed.what, listed.Rows):
            return (self[k] for k in range(2))
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
        node = self.tape.called_node(np.ravel, (self,), {})
        node.listed = listed.raveled(self.node.listed)
        return Traced(self.tape, node)

    def copy(self, order: str = "C") -> Any:
        """As of an array."""
        return Traced(self.tape, self.node)

    def astype(self, kind: Any) -> Any:
        """As of an array."""
        if kind is np.float64 and self.node.value.dtype == np.bool_ and self.node.runs is not None:
            return Traced(self.tape, self.tape.elementwise("float", _floats, (self,)))
        if kind is np.float64 and self.node.value.dtype == np.float64:
            return self
        node = self.tape.called_node(_as_type, (self, kind), {})
        own = self.node.listed
        if own is not None and kind in (np.float64, np.intp):
            node.listed = listed.computed(self.tape, "float", _floats, (self,))
        return Traced(self.tape, node)

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
        node = self.tape.called_node(item, (self, key), {})
        node.listed = listed.taken(self.tape, self.node, key)
        return self.tape.wrap(node)

    def __setitem__(self, key: Any, new: Any) -> None:
        found = None
        if isinstance(key, tuple) and len(key) == 2:
            value = _with(self.node.value, real(key), real(new))
            found = self.tape.put(self.node, key, new, value)
        self.node = found or self.tape.called_node(_with, (self, key, new), {})

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


def item(values: Any, key: Any) -> Any:
    """An item."""
    return values[key]


def _with(values: Any, key: Any, new: Any) -> Any:
    changed = values.copy("K")
    changed[key] = new
    return changed
