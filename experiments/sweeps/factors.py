"""Factors of a study: which part of the scenario they change, and the levels they take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, field_validator, model_validator

from sim.scenarios import Number, Scenario
from sim.scenarios.change import Keys, paths, tables
from sim.scenarios.explain import shown
from sim.scenarios.part import Name, Part
from sim.scenarios.quantities import LARGE
from sim.scenarios.refusal import NOTHING, refuse
from sim.scenarios.texts import Choice

Changes = tuple[tuple[str, Any], ...]
"""What to change in a scenario: paths with their new values."""

Value = float | int | str
"""A level as it stands in a table of points: a number or a label."""

_SHAPING = ("length", "members", "members.count", "member", "joiner")
"""Paths that can change how many places or months a scenario has."""


class Level(Part):
    """[[factor.level]]: one level of a factor that changes several things together."""

    label: Name = Field(description="name of the level in tables and pictures")
    set: dict[str, Any] = Field(description="new values by path of the scenario; may be empty")


class Factor(Part):
    """[[factor]]: something to vary. Give `values`, or `low` and `high`, or `level` rows."""

    name: Name | None = Field(
        default=None, description="name of its column in the results; left out: its path"
    )
    path: tuple[str, ...] = Field(
        default=(), description="path in the scenario, or several that get the same value"
    )
    values: tuple[Any, ...] = Field(
        default=(), description="values to take: numbers, words, true or false, or tables"
    )
    labels: tuple[Name, ...] = Field(
        default=(), description="a label for each value, for values that are lists or tables"
    )
    low: Annotated[float, Number(-LARGE, LARGE)] | None = Field(
        default=None, description="lowest value of a range"
    )
    high: Annotated[float, Number(-LARGE, LARGE)] | None = Field(
        default=None, description="highest value of a range"
    )
    levels: Annotated[int, Number(2, 10_000, "levels", whole=True)] | None = Field(
        default=None, description="number of levels from low to high in a grid"
    )
    scale: Annotated[Literal["linear", "log"], Choice(("linear", "log"))] = Field(
        default="linear", description="how a range is spread: evenly, or evenly in its logarithm"
    )
    level: tuple[Level, ...] = ()

    @field_validator("path", mode="before")
    @classmethod
    def _one_or_more(cls, given: Any) -> Any:
        return (given,) if isinstance(given, str) else given

    @field_validator("values", mode="before")
    @classmethod
    def _switches(cls, given: Any) -> Any:
        if not isinstance(given, (list, tuple)):
            return given
        # Switches are 0 or 1 in a scenario; in a study one writes true and false as well.
        return [int(value) if isinstance(value, bool) else value for value in given]

    @model_validator(mode="after")
    def _one_kind(self) -> Factor:
        ranged = self.low is not None or self.high is not None
        kinds = [bool(self.values), ranged, bool(self.level)]
        if sum(kinds) > 1:
            refuse("only one of 'values', 'low' with 'high', or [[factor.level]] rows", NOTHING)
        if self.level:
            self._check_bundles()
        elif not self.path:
            refuse('a path of the scenario, such as "start.trust.mean"', NOTHING, ".path")
        if ranged:
            self._check_range()
        elif self.levels is not None or self.scale != "linear":
            refuse(
                "with 'low' and 'high' only",
                self.levels or self.scale,
                ".levels" if self.levels else ".scale",
            )
        if self.labels and len(self.labels) != len(self.values):
            refuse(
                f"a label for each of the {len(self.values)} values", list(self.labels), ".labels"
            )
        names = self.column_values()
        if len(set(names)) < len(names):
            twice = next(name for i, name in enumerate(names) if name in names[:i])
            refuse("each level once", twice, ".level" if self.level else ".values")
        return self

    def _check_bundles(self) -> None:
        if self.path:
            refuse(
                "no path with [[factor.level]] rows, which name their own", list(self.path), ".path"
            )
        if self.name is None:
            refuse("a name for a factor with [[factor.level]] rows", NOTHING, ".name")

    def _check_range(self) -> None:
        if self.low is None or self.high is None:
            refuse("'low' and 'high' together", NOTHING, ".low" if self.low is None else ".high")
        if not self.low < self.high:
            refuse(f"above 'low' ({self.low:g})", self.high, ".high")
        if self.scale == "log" and self.low <= 0:
            refuse('above 0 with scale "log"', self.low, ".low")

    @property
    def column(self) -> str:
        """Name of its column in tables of points."""
        return self.name or self.path[0]

    def column_values(self) -> list[Value]:
        """Its levels as they stand in a table of points; none for a range or a free factor."""
        if self.level:
            return [level.label for level in self.level]
        if self.labels:
            return list(self.labels)
        if all(isinstance(value, (int, float)) for value in self.values):
            return list(self.values)
        return [value if isinstance(value, str) else shown(value) for value in self.values]

    def level_changes(self) -> list[Changes]:
        """What each of its levels changes, in the order of `column_values`."""
        if self.level:
            return [tuple(level.set.items()) for level in self.level]
        return [tuple((path, value) for path in self.path) for value in self.values]


@dataclass(frozen=True)
class Axis:
    """A factor ready to be sampled and applied.

    Attributes:
        name: its column.
        paths: what it changes, when its value is put there as it is.
        low, high: its range, if it has one.
        log: whether the range is spread evenly in its logarithm.
        whole: whether the scenario wants whole numbers there.
        steps: number of levels of its range in a grid, if given.
        values: its levels, if it has no range.
        changes: what each level changes.
    """

    name: str
    paths: tuple[str, ...]
    low: float | None = None
    high: float | None = None
    log: bool = False
    whole: bool = False
    steps: int | None = None
    values: tuple[Value, ...] = ()
    changes: tuple[Changes, ...] = ()
    _index: dict[Value, int] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        self._index.update({value: i for i, value in enumerate(self.values)})

    @property
    def shaping(self) -> bool:
        """Whether it can change how many places or months a scenario has."""
        touched = [(path, None) for path in self.paths]
        touched += [change for level in self.changes for change in level]
        return any(
            path in _SHAPING
            or (isinstance(value, (list, dict)) and path.startswith(("member", "joiner")))
            for path, value in touched
        )

    def at(self, unit: NDArray[np.float64]) -> NDArray[Any]:
        """Its values at places in the unit interval.

        Args:
            luck: (points,) in [0, 1).

        Returns:
            (points,) numbers, or labels as objects.
        """
        if self.low is None or self.high is None:
            count = len(self.values)
            chosen = np.minimum((unit * count).astype(np.intp), count - 1)
            chosen_levels: NDArray[Any] = self.column(list(self.values))[chosen]
            return chosen_levels
        low, high = self.low, self.high
        if self.whole:
            low, high = np.ceil(low), np.floor(high) + 1.0
        spread = low * (high / low) ** unit if self.log else low + unit * (high - low)
        if self.whole:
            spread = np.floor(spread)
            high -= 1.0
        values: NDArray[Any] = np.clip(spread, low, high)
        return values.astype(np.int64) if self.whole else values

    def grid(self) -> list[Value]:
        """Its levels in a full grid."""
        if self.low is None or self.high is None:
            return list(self.values)
        space = np.geomspace if self.log else np.linspace
        levels = space(self.low, self.high, self.steps or 2)
        levels[0], levels[-1] = self.low, self.high
        if not self.whole:
            return [float(level) for level in levels]
        return sorted({round(float(level)) for level in levels})

    def column(self, values: Sequence[Value]) -> NDArray[Any]:
        """Values of this axis as an array of the one type that its column has."""
        if self.low is not None:
            return np.asarray(values, dtype=np.int64 if self.whole else np.float64)
        known = self.values or values
        if any(isinstance(value, str) for value in known):
            return np.asarray(values, dtype=object)
        whole = all(isinstance(value, int) for value in known)
        return np.asarray(values, dtype=np.int64 if whole else np.float64)

    def change(self, value: Any) -> Changes:
        """What a value of its column changes in the scenario."""
        if isinstance(value, np.generic):
            value = value.item()
        if self.values:
            return self.changes[self._index[value]]
        return tuple((path, value) for path in self.paths)


class Variations:
    """Builds the scenarios of many points from one base, checking each once.

    Args:
        base: the scenario that the points vary.
    """

    def __init__(self, base: Scenario) -> None:
        self._base = base
        self._tables = tables(base)
        self._known = paths(base)

    def must_exist(self, path: str) -> None:
        """Check a path.

        Raises:
            ScenarioError: naming the nearest path, when there is no such path.
        """
        if path not in self._known:
            self._base.replace(path, 0)

    def whole(self, path: str) -> bool:
        """Whether the base has a whole number at a path."""
        here: Any = self._tables
        for key in self._known.get(path, (None,)):
            try:
                here = here[key]
            except (KeyError, IndexError, TypeError):
                return False
        return isinstance(here, int) and not isinstance(here, bool)

    def build(self, changes: Changes) -> Scenario:
        """The base with some changes, as `Scenario.replace` would make it one after the other.

        All changes are put in before the whole is checked, which is several times faster and lets
        two changes be right together, such as the two ends of a range.

        Raises:
            ScenarioError: for a path that does not exist or a value that is not allowed.
        """
        if self._depend(changes):
            scenario = self._base
            for path, value in changes:
                scenario = scenario.replace(path, value)
            return scenario
        content = dict(self._tables)
        for path, value in changes:
            _put(content, self._known[path], value)
        return Scenario.from_dict(content, where="changed scenario")

    def _depend(self, changes: Changes) -> bool:
        """Whether one change makes, unmakes or lies within what another changes."""
        known = [path for path, _ in changes]
        return any(
            path not in self._known
            or value is None
            or value == []
            or any(other.startswith((f"{path}.", f"{path}[")) for other in known)
            for path, value in changes
        )


def _put(content: dict[str, Any], keys: Keys, value: Any) -> None:
    """Set one thing in tables of which everything on the way to it is copied first."""
    *way, last = keys
    table: Any = content
    for depth, key in enumerate(way):
        if isinstance(table, dict) and key not in table:
            inherited = content["members"].get(key) if depth == 2 else None
            inside: Any = inherited if isinstance(inherited, dict) else inherited or {}
        else:
            inside = table[key]
        table[key] = dict(inside) if isinstance(inside, dict) else list(inside)
        table = table[key]
    table[last] = value


def axis_of(factor: Factor, variations: Variations) -> Axis:
    """Make a factor ready, trying each of its levels on the base scenario.

    Raises:
        ScenarioError: for a path or a level that the scenario does not allow.
    """
    if factor.low is None or factor.high is None:
        changes = factor.level_changes()
        for path in factor.path:
            variations.must_exist(path)
        for change in changes:
            variations.build(change)
        values = tuple(factor.column_values())
        return Axis(factor.column, factor.path, values=values, changes=tuple(changes))
    for path in factor.path:
        variations.must_exist(path)
    whole = all(variations.whole(path) for path in factor.path)
    axis = Axis(
        factor.column,
        factor.path,
        factor.low,
        factor.high,
        factor.scale == "log",
        whole,
        factor.levels,
    )
    for end in (factor.low, factor.high):
        variations.build(axis.change(round(end) if whole else end))
    return axis


def changes_of(axes: Sequence[Axis], point: Mapping[str, Any]) -> Changes:
    """All that a point changes in the base scenario.

    Args:
        axes: the factors.
        point: a value for each of them by name.
    """
    return tuple(change for axis in axes for change in axis.change(point[axis.name]))
