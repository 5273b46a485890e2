"""What a tape is made of, and what stands for it in the text while it is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

import numpy as np

from sim.declared import recorder

from . import views
from .listed import Listed

UFUNCS = {
    *("add", "subtract", "multiply", "divide", "negative", "absolute", "sqrt", "floor"),
    *("minimum", "maximum", "isnan", "isfinite", "bitwise_and", "bitwise_or", "invert"),
    *("bitwise_xor", "right_shift"),
    *("less", "less_equal", "greater", "greater_equal", "equal", "not_equal"),
}
"""Functions of elements that are fused."""
LOGICAL = {"bitwise_and", "bitwise_or", "bitwise_xor", "invert"}
WHOLE = {
    "add": "add",
    "multiply": "mul",
    "right_shift": "lshr",
    "bitwise_and": "and",
    "bitwise_or": "or",
    "bitwise_xor": "xor",
}
"""Functions of whole numbers that are fused, with their LLVM instruction."""
ELEMENTARY = {"_exp", "_log", "_logistic"}
"""Functions of `sim.elementary` that are fused; their own text is compiled."""
NUMBERS = (bool, int, float, np.bool_, np.integer, np.floating)
REAL, TRUTH, WHOLES = np.dtype(np.float64), np.dtype(np.bool_), np.dtype(np.uint64)
KINDS = (REAL, TRUTH, WHOLES)


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
        listed: what stands beside a list whose length differs by month.
    """

    number: int
    op: str
    args: tuple[Any, ...]
    value: Any
    extra: Any = None
    runs: int | None = None
    steady: bool = True
    fused: bool = False
    listed: Listed | None = None
    operands: Any = None
    """Kept by `sim.fast.emit.operands`."""

    @property
    def scalar(self) -> bool:
        """Whether it is one number."""
        return isinstance(self.value, NUMBERS)

    @property
    def dims(self) -> tuple[int, ...]:
        """Lengths of the axes beside runs that are longer than 1."""
        return views.dims(self.value.shape, self.runs)


class StandsFor:
    """Base of what stands for a node in the text.

    Attributes:
        tape: where it is written down.
        node: what it stands for.
    """

    __slots__ = ()

    tape: Any
    node: Node


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
    if isinstance(given, StandsFor):
        return given.node
    return _rebuilt(given, strip)


def real(given: Any) -> Any:
    """The same with the things themselves for what stands for them."""
    if isinstance(given, StandsFor):
        return given.node.value
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
    return isinstance(given, StandsFor) or (
        is_dataclass(given)
        and not isinstance(given, type | Node)
        and any(_stands_for(getattr(given, part.name)) for part in fields(given))
    )


def nodes_in(given: Any) -> Iterator[Node]:
    """All nodes that something is made of."""
    if isinstance(given, Node):
        yield given
    elif isinstance(given, StandsFor):
        yield given.node
    elif isinstance(given, tuple | list):
        for part in given:
            yield from nodes_in(part)
    elif isinstance(given, dict):
        yield from nodes_in(list(given.values()))
    elif is_dataclass(given) and not isinstance(given, type):
        for part in fields(given):
            yield from nodes_in(getattr(given, part.name))
