"""Lists of where a mask holds, such as the clashes of a month, without a length that differs by month.

What is computed of such a list is computed for all places, and counts where the mask holds: so a month
with few clashes and one with many are the same code. Beside the node of a list as it is, which the tape
keeps for what it cannot follow, stands a `Listed`: what the list's numbers are at all places.

A content is a node over all places (runs, places); an index, for whole numbers that say where (see
`sim.fast.views`); `RUN`, for the number of the run; a `Choice` between two of these by a mask; `Sides`
for a list twice as long, one content behind the other; `Rows` for two lists above each other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from .nodes import Node
    from .tape import Tape

RUN = "run"


@dataclass(frozen=True, eq=False)
class Space:
    """All places of a list, and the mask of those that count.

    Attributes:
        mask: node (runs, places) of booleans.
        size: number of places.
    """

    mask: Node
    size: int


@dataclass(frozen=True)
class Choice:
    """One of two by a mask."""

    mask: Any
    yes: Any
    no: Any


@dataclass(frozen=True)
class Sides:
    """One list behind another over the same places."""

    one: Any
    other: Any


@dataclass(frozen=True)
class Rows:
    """One list above another over the same places."""

    one: Any
    other: Any


@dataclass(frozen=True)
class Listed:
    """What a list holds at all places.

    Attributes:
        space: the places.
        what: its content.
    """

    space: Space
    what: Any


def listed(given: Any) -> Listed | None:
    """The places of what stands for a list."""
    return getattr(getattr(given, "node", None), "listed", None)


def nonzero(tape: Tape, mask: Node) -> tuple[Listed, Listed] | None:
    """Where a mask (places, runs) or (runs, places) holds: the two lists of numbers."""
    if mask.runs is None or mask.value.ndim != 2 or mask.value.dtype != np.bool_:
        return None
    if mask.runs:
        mask = tape.view(mask, mask.value.T, 0, {0: ("v", 1)})
        order = 1
    else:
        order = -1
    space = Space(mask, mask.value.shape[1])
    return (Listed(space, ("v", 1)), Listed(space, RUN))[::order]  # type: ignore[return-value]


def taken(tape: Tape, base: Node, key: Any) -> Listed | None:
    """``base[key]`` where the key says by lists from which places, or which of a list."""
    keys = key if isinstance(key, tuple) else (key,)
    own, lists = base.listed, [listed(part) for part in keys]
    if own is not None:
        return _of_list(tape, own, keys, lists)
    spaces = {one.space for one in lists if one is not None}
    if len(spaces) != 1 or not base.steady or None in lists or len(lists) != np.ndim(base.value):
        return None
    space = spaces.pop()
    contents = [one.what for one in lists if one is not None]
    if any(isinstance(part, Rows) for part in contents):
        rows = [
            [getattr(part, side) if isinstance(part, Rows) else part for part in contents]
            for side in ("one", "other")
        ]
        found = [_entry(tape, space, base, row) for row in rows]
        return None if None in found else Listed(space, Rows(*found))
    if any(isinstance(part, Sides) for part in contents):
        sides = [
            [getattr(part, side) if isinstance(part, Sides) else part for part in contents]
            for side in ("one", "other")
        ]
        found = [_entry(tape, space, base, side) for side in sides]
        return None if None in found else Listed(space, Sides(*found))
    entry = _entry(tape, space, base, contents)
    return None if entry is None else Listed(space, entry)


def _of_list(tape: Tape, own: Listed, keys: Any, lists: Any) -> Listed | None:
    """A row of two lists, or those of a list where a mask of it holds."""
    if isinstance(own.what, Rows) and len(keys) == 1 and keys[0] in (0, 1):
        return Listed(own.space, own.what.other if keys[0] else own.what.one)
    chosen = lists[-1]
    if (
        chosen is None
        or chosen.space is not own.space
        or len(keys) != 1 + isinstance(own.what, Rows)
    ):
        return None
    if len(keys) == 2 and keys[0] != slice(None):
        return None
    return Listed(tape.narrowed(own.space, chosen.what), own.what)


def _entry(tape: Tape, space: Space, base: Node, places: list[Any]) -> Any:
    """What stands at places: a content."""
    for k, part in enumerate(places):
        if isinstance(part, Choice):
            yes = _entry(tape, space, base, [*places[:k], part.yes, *places[k + 1 :]])
            no = _entry(tape, space, base, [*places[:k], part.no, *places[k + 1 :]])
            if yes is None or no is None:
                return None
            if not hasattr(yes, "op"):
                return Choice(part.mask, yes, no)
            return tape.dense("where", np.where, (part.mask, yes, no), space.size)
    if any(not isinstance(part, tuple) and part != RUN for part in places):
        return None
    if base.value.dtype == np.intp:
        if places[-1] == RUN and len(places) == 2:
            return ("rt", base, places[0])
        return ("t", base, places[0]) if len(places) == 1 and places[0] != RUN else None
    by_run = places.index(RUN) if RUN in places else None
    if by_run != base.runs:
        return None
    sources = {axis: part for axis, part in enumerate(places) if part != RUN}
    value = np.broadcast_to(np.zeros((), base.value.dtype), (tape.runs, space.size))
    return tape.view(base, value, 0, sources)


def computed(
    tape: Tape, name: str, do: Callable[..., Any], given: tuple[Any, ...]
) -> Listed | None:
    """A function of the elements of lists and numbers."""
    contents, spaces = [], set()
    for one in given:
        own = listed(one)
        if own is not None:
            spaces.add(own.space)
            contents.append(own.what)
        elif np.ndim(one) == 0:
            contents.append(getattr(one, "node", one))
        else:
            return None
    if len(spaces) != 1:
        return None
    space = spaces.pop()
    if any(isinstance(part, Sides) for part in contents):
        sides = [
            _computed(
                tape,
                space,
                name,
                do,
                [getattr(p, side) if isinstance(p, Sides) else p for p in contents],
            )
            for side in ("one", "other")
        ]
        return None if None in sides else Listed(space, Sides(*sides))
    found = _computed(tape, space, name, do, contents)
    return None if found is None else Listed(space, found)


def _computed(tape: Tape, space: Space, name: str, do: Any, contents: list[Any]) -> Any:
    if name == "where" and any(isinstance(part, tuple) for part in contents[1:]):
        return Choice(*contents)
    if any(isinstance(part, tuple | str | Choice | Rows) for part in contents):
        return None
    return tape.dense(name, do, tuple(contents), space.size)


def joined(parts: list[Any]) -> Listed | None:
    """Two lists behind each other."""
    one, other = (listed(part) for part in parts) if len(parts) == 2 else (None, None)
    if one is None or other is None or one.space is not other.space:
        return None
    return Listed(one.space, Sides(one.what, other.what))


def stacked(parts: list[Any]) -> Listed | None:
    """Two lists above each other."""
    found = joined(parts)
    return None if found is None else Listed(found.space, Rows(found.what.one, found.what.other))


def twice(own: Listed | None) -> Listed | None:
    """A list behind itself."""
    if own is None or isinstance(own.what, Sides | Rows):
        return None
    return Listed(own.space, Sides(own.what, own.what))


def raveled(own: Listed | None) -> Listed | None:
    """The second row behind the first."""
    if own is None or not isinstance(own.what, Rows):
        return None
    return Listed(own.space, Sides(own.what.one, own.what.other))


def sides(what: Any) -> tuple[Any, ...]:
    """The contents that lie behind each other."""
    return (what.one, what.other) if isinstance(what, Sides) else (what,)
