"""What stands for records and other objects while a month is recorded."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import FunctionType, MethodType
from typing import TYPE_CHECKING, Any

import numpy as np

from . import listed, views
from .nodes import Node, StandsFor
from .traced import Traced, item

if TYPE_CHECKING:
    from .tape import Tape

_CALLED = {"Parameters", "Programme", "Model"}
"""Types whose methods are called as they are."""


class Proxy(StandsFor):
    """Stands for a record or another object while a month is recorded.

    Args:
        tape: where what is read of it is written down.
        node: what it stands for.
    """

    __slots__ = ("node", "tape")

    def __init__(self, tape: Tape, node: Node) -> None:
        self.tape, self.node = tape, node

    def __getattr__(self, name: str) -> Any:
        tape, node = self.tape, self.node
        kind = type(node.value)
        found = getattr(kind, name, None)
        if isinstance(found, FunctionType) and not is_field(kind, name):
            if (kind.__name__, name) == ("Parameters", "of_runs"):
                return partial(_of_runs, self)
            if kind.__name__ in _CALLED:
                return Method(tape, node, name)
            known = _LAYOUT.get((kind.__name__, name))
            return partial(known, self) if known else MethodType(found, self)
        got = tape.get(node, name)
        derived = found is not None and not is_field(kind, name)
        return got.value if derived and isinstance(got.value, int) else tape.wrap(got)

    def __getitem__(self, key: Any) -> Any:
        return self.tape.wrap(self.tape.get(self.node, key, "item"))


class _OfRuns:
    """Parameters of the runs of a list."""

    def __init__(self, whole: Any, run: Any) -> None:
        self._whole, self._run = whole, run

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._whole, name)
        return value[self._run] if np.ndim(value) > 0 else value


def _of_runs(parameters: Any, kind: type, run: Any) -> Any:
    if listed.listed(run) is None:
        return parameters.tape.method(parameters.node, "of_runs", kind, run)
    return _OfRuns(parameters.alliances(kind), run)


class Method(StandsFor):
    """Stands for a method that is called as it is.

    Args:
        tape: where its calls are written down.
        owner: whose it is.
        name: its name.
    """

    __slots__ = ("_name", "_owner", "tape")

    def __init__(self, tape: Tape, owner: Node, name: str) -> None:
        self.tape, self._owner, self._name = tape, owner, name

    def __call__(self, *args: Any) -> Any:
        """Call it."""
        return self.tape.method(self._owner, self._name, *args)

    @property
    def node(self) -> Node:  # type: ignore[override]
        """The method itself."""
        found: Node = self.tape.get(self._owner, self._name)
        return found


def is_field(kind: type, name: str) -> bool:
    """Whether a dataclass declares a field of this name."""
    return name in getattr(kind, "__dataclass_fields__", {})


def _gathered(ties: Any, values: Any, places: str) -> Any:
    """What the member has that sits in each place."""
    table = getattr(ties, places)
    node = values.node
    value = getattr(
        ties.node.value, {"source": "of_source", "target": "of_target"}.get(places, "at_seats")
    )(node.value)
    if node.runs != 0 or node.value.dtype != np.float64:
        return ties.tape.call(item, values, (slice(None), table))
    kind = "t" if table.ndim == 1 else "rt"
    sources: dict[int, views.Index] = {axis: ("v", axis) for axis in range(2, value.ndim)}
    sources[1] = (kind, table.node, ("v", 1))
    return Traced(ties.tape, ties.tape.view(node, value, 0, sources))


def _at_seats(ties: Any, values: Any) -> Any:
    return values if ties._plain else _gathered(ties, values, "seats")


def _from_seats(ties: Any, values: Any) -> Any:
    if ties._plain:
        return values
    value = ties.node.value.from_seats(values.node.value)
    return Traced(ties.tape, ties.tape.by_seat(values.node, ties.seats.node, value))


_LAYOUT: dict[tuple[str, str], Callable[..., Any]] = {
    ("Ties", "of_source"): lambda ties, values: _gathered(ties, values, "source"),
    ("Ties", "of_target"): lambda ties, values: _gathered(ties, values, "target"),
    ("Ties", "at_seats"): _at_seats,
    ("Ties", "from_seats"): _from_seats,
}
"""What moves values between members, seats and ties; it does no arithmetic but sums over seats."""
