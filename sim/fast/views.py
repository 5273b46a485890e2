"""Where the elements of a view lie in what it is a view of.

An index is computed from others: ``("v", k)`` is that along the k-th axis of the view, ``("i", k)`` along
its k-th axis that counts, ``("c", n)`` a number, ``("+" | "*" | "//" | "%", index, n)``,
``("add", index, index)``, ``("t", table, index)`` an entry of a table and ``("rt", table, index)`` one of a
table that differs by run. The axis of the runs never moves its elements and has no index; axes of
length 1 do not count.
"""

from __future__ import annotations

from typing import Any

Index = tuple[Any, ...]
Shape = tuple[int, ...]


def numbering(shape: Shape, runs: int | None) -> dict[int, int]:
    """For each axis that counts its number among them."""
    counted = [axis for axis, n in enumerate(shape) if axis != runs and n != 1]
    return {axis: k for k, axis in enumerate(counted)}


def dims(shape: Shape, runs: int | None) -> Shape:
    """Lengths of the axes that count."""
    return tuple(n for axis, n in enumerate(shape) if axis != runs and n != 1)


def index_map(
    base: Shape, base_runs: int | None, shape: Shape, runs: int, sources: dict[int, Index]
) -> tuple[Index, ...]:
    """The index along each axis of the base that counts, from those of the view that count.

    Args:
        base, shape: of the base and of the view.
        base_runs, runs: their axes of the runs.
        sources: for axes of the base, the index in terms of axes of the view.
    """
    known = numbering(shape, runs)

    def counted(index: Index) -> Index:
        if index[0] == "v":
            return ("i", known[index[1]]) if index[1] in known else ("c", 0)
        return simple(tuple(counted(part) if isinstance(part, tuple) else part for part in index))

    return tuple(counted(sources[axis]) for axis in numbering(base, base_runs))


def at_place(index: Index) -> Index:
    """An index along the places of a list, in a loop over them."""
    if index[0] == "v":
        return ("i", 0)
    return tuple(at_place(part) if isinstance(part, tuple) else part for part in index)


def simple(index: Index) -> Index:
    """An index without steps that do nothing."""
    match index:
        case ("+", inner, 0) | ("*", inner, 1) | ("//", inner, 1):
            return inner  # type: ignore[no-any-return]
        case ("add", ("c", 0), inner) | ("add", inner, ("c", 0)):
            return inner  # type: ignore[no-any-return]
        case ("*", ("c", 0), _):
            return ("c", 0)
        case ("+", ("c", n), m):
            return ("c", n + m)
    return index


def substituted(index: Index, inner: tuple[Index, ...]) -> Index:
    """An index in which the indices of the view are themselves computed."""
    if index[0] == "i":
        return inner[index[1]]
    return simple(
        tuple(substituted(part, inner) if isinstance(part, tuple) else part for part in index)
    )


def common_runs(args: tuple[Any, ...], value: Any) -> int | None:
    """The axis of the runs in a result, where all operands have it in one place."""
    if not hasattr(value, "ndim"):
        return None
    places = {arg.value.ndim - arg.runs for arg in args if getattr(arg, "runs", None) is not None}
    return value.ndim - places.pop() if len(places) == 1 else None


def broadcast(shape: Shape, runs: int | None, out: Shape, out_runs: int) -> tuple[Index, ...]:
    """The index along each axis of an operand that counts, from those of the result."""
    known, ahead = numbering(out, out_runs), len(out) - len(shape)
    return tuple(
        ("i", known[axis + ahead]) if axis + ahead in known else ("c", 0)
        for axis in numbering(shape, runs)
    )


def reshaped(shape: Shape, runs: int | None, new: Shape) -> tuple[int, dict[int, Index]] | None:
    """Axis of the runs and sources of a view of another shape; None where runs do not stay apart."""
    if runs is None or runs not in (0, len(shape) - 1):
        return None
    new_runs = 0 if runs == 0 else len(new) - 1
    if not new or new[new_runs] != shape[runs]:
        return None
    axes = [axis for axis in range(len(shape)) if axis != runs]
    new_axes = [axis for axis in range(len(new)) if axis != new_runs]
    flat: Index = ("c", 0)
    step = 1
    for axis in reversed(new_axes):
        flat = simple(("add", simple(("*", ("v", axis), step)), flat))
        step *= new[axis]
    sources: dict[int, Index] = {}
    step = 1
    for axis in reversed(axes):
        index = simple(("//", flat, step))
        step *= shape[axis]
        sources[axis] = index if axis == axes[0] else ("%", index, shape[axis])
    return new_runs, sources


def selected(shape: Shape, runs: int | None, key: Any) -> tuple[int, dict[int, Index]] | None:
    """Axis of the runs and sources of ``array[key]``; None where that is no plain selection."""
    if runs is None:
        return None
    parts = list(key) if isinstance(key, tuple) else [key]
    if not all(part is None or part is Ellipsis or isinstance(part, int | slice) for part in parts):
        return None
    taken = sum(part is not None and part is not Ellipsis for part in parts)
    rest = [slice(None)] * (len(shape) - taken)
    if any(part is Ellipsis for part in parts):
        place = next(k for k, part in enumerate(parts) if part is Ellipsis)
        parts[place : place + 1] = rest
    else:
        parts += rest
    sources: dict[int, Index] = {}
    axis = out = 0
    new_runs = None
    for part in parts:
        if part is None:
            out += 1
            continue
        if axis == runs:
            if part != slice(None):
                return None
            new_runs = out
            out += 1
        elif isinstance(part, slice):
            first, _, step = part.indices(shape[axis])
            if step != 1:
                return None
            sources[axis] = simple(("+", ("v", out), first))
            out += 1
        else:
            sources[axis] = ("c", part % shape[axis])
        axis += 1
    return None if new_runs is None else (new_runs, sources)
