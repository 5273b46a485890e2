"""The plane of a phase diagram: two factors, scaled to the unit square, and what was seen on it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.phase_diagrams.edge import Counts
from experiments.phase_diagrams.surface import Floats
from experiments.sweeps.collection import collect
from experiments.sweeps.design import Columns
from experiments.sweeps.diagram import KINDS, Diagram
from experiments.sweeps.factors import Axis
from experiments.sweeps.store import Store
from sim.errors import AllianceError
from sim.observers.outcomes import OUTCOMES, TIMES

TICKS = 33
"""Most places along an axis that can be asked for."""


@dataclass(frozen=True)
class Scaled:
    """An axis of the plane.

    Attributes:
        axis: the factor, with a range.
    """

    axis: Axis

    @property
    def ends(self) -> tuple[float, float]:
        """Its lowest and highest value."""
        assert self.axis.low is not None
        assert self.axis.high is not None
        return self.axis.low, self.axis.high

    def value(self, place: Floats) -> NDArray[np.float64]:
        """Values at places in [0, 1]; rounded where the scenario wants whole numbers."""
        low, high = self.ends
        spread = low * (high / low) ** place if self.axis.log else low + place * (high - low)
        return np.clip(np.round(spread) if self.axis.whole else spread, low, high)

    def place(self, value: NDArray[np.float64]) -> Floats:
        """Places in [0, 1] of values."""
        low, high = self.ends
        if self.axis.log:
            placed: Floats = np.log(np.asarray(value) / low) / np.log(high / low)
            return placed
        return (np.asarray(value, np.float64) - low) / (high - low)

    def ticks(self) -> Floats:
        """Places that can be asked for, ascending."""
        even = np.linspace(0.0, 1.0, TICKS)
        return np.unique(self.place(self.value(even))) if self.axis.whole else even


@dataclass(frozen=True)
class Plane:
    """Two axes, x and y."""

    x: Scaled
    y: Scaled

    @classmethod
    def of(cls, store: Store) -> Plane:
        """The plane of a store's study."""
        x, y = store.study.axes()
        return cls(Scaled(x), Scaled(y))

    @property
    def names(self) -> tuple[str, str]:
        """Names of the two factors."""
        return self.x.axis.name, self.y.axis.name

    def columns(self, places: Floats) -> Columns:
        """Points at some places, as a store has them."""
        values = (self.x.value(places[:, 0]), self.y.value(places[:, 1]))
        axes = (self.x.axis, self.y.axis)
        return {
            axis.name: axis.column(value.tolist()) for axis, value in zip(axes, values, strict=True)
        }

    def places(self, columns: Columns) -> Floats:
        """(points, 2) where points of a store lie in the unit square."""
        x, y = self.names
        return np.stack([self.x.place(columns[x]), self.y.place(columns[y])], axis=1)

    def values(self, places: Floats) -> Floats:
        """(places, 2) in units of the two factors, not rounded."""
        unrounded = (Scaled(_smooth(self.x.axis)), Scaled(_smooth(self.y.axis)))
        return np.stack([s.value(p) for s, p in zip(unrounded, places.T, strict=True)], axis=1)


def observe(store: Store) -> Counts:
    """What the runs of a store show, point by point.

    Failed runs, and runs for which the observable has no value, are left out; a point may so be left
    with none.

    Raises:
        AllianceError: when no run could be computed at all.
    """
    diagram = store.study.diagram
    assert diagram is not None
    frame = collect(store, factors=False)
    failed = frame[frame["error"].notna()]
    if len(failed) == len(frame):
        why = f": {failed['error'].iloc[0]}" if len(failed) else ""
        raise AllianceError(f"{store.folder}: no run could be computed{why}")
    column = frame[diagram.observable]
    if OUTCOMES[diagram.observable].kind == "category":
        column = column.cat.codes.where(column.notna())
    values = column.to_numpy(np.float64, na_value=np.nan)
    if diagram.observable in TIMES:  # one that never gets there counts with its whole length
        values = np.where(np.isnan(values), store.sizes.months[frame["point"]], values)
    there = frame["error"].isna().to_numpy() & ~np.isnan(values)
    point, count = frame["point"].to_numpy()[there], store.plan.points
    hits = [np.bincount(point[kind], minlength=count) for kind in kinds(diagram, values[there])]
    runs = np.bincount(point, minlength=count)
    places = Plane.of(store).places(store.points)
    return Counts(places, np.stack(hits, axis=1).astype(np.float64), runs.astype(np.float64))


def kinds(diagram: Diagram, values: Floats) -> list[NDArray[np.bool_]]:
    """Which runs are of which kind: one array for a yes or no, else one for each kind of ending."""
    if diagram.by_kind:
        return [values == code for code in range(len(KINDS[diagram.observable]))]
    if diagram.below is not None:
        return [values < diagram.below]
    return [values > (0.5 if diagram.above is None else diagram.above)]


def _smooth(axis: Axis) -> Axis:
    return Axis(axis.name, axis.paths, axis.low, axis.high, axis.log)
