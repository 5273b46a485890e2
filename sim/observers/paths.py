"""The path of each run as plain arrays, the one input of every observer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Array, runs_first, total
from sim.errors import AllianceError

if TYPE_CHECKING:
    import xarray as xr

Paths = Mapping[str, Array]
"""Arrays (runs, ticks) or (runs, ticks, members) by the names of `sim.results.VARIABLES`; each run lies
in one stretch of memory, so that sums over it do not depend on the runs beside it."""

YEAR = 12
"""Months over which added value is looked at, where nothing else is said: shorter than a year the rhythm
of meetings shows, and what was achieved together should hold longer than one good month."""

ACTIVITIES = ("designing", "learning", "apart", "joint")
"""What members give their time to, beside conflict, roles and actions."""

STORES = ("stored_resources", "stored_values", "stored_identity")
"""Unspoken tension of each kind."""


def paths_of(result: xr.Dataset) -> Paths:
    """The paths in a result.

    Raises:
        AllianceError: when it is not the result of a simulation.
    """
    if not {"run", "tick"} <= set(result.dims) or "joint_output" not in result:
        raise AllianceError("this is not the result of a simulation: it has no runs and ticks")
    return _LaidOut({str(name): array.to_numpy() for name, array in result.data_vars.items()})


def paths_of_record(values: Mapping[str, NDArray[Any]]) -> Paths:
    """The paths in the arrays of a `sim.results.Record`, which end in the axis of runs."""
    return _LaidOut({name: runs_first(array) for name, array in values.items()})


class _LaidOut(Mapping[str, Array]):
    """Paths laid out run by run, each when it is first asked for."""

    def __init__(self, arrays: dict[str, Array]) -> None:
        self._arrays = arrays

    def __getitem__(self, name: str) -> Array:
        self._arrays[name] = np.ascontiguousarray(self._arrays[name])
        return self._arrays[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._arrays)

    def __len__(self) -> int:
        return len(self._arrays)


@dataclass(frozen=True)
class Work:
    """What the members of each run work on, month by month, and what it gives; (runs, ticks) each.

    Hours for roles and actions are in none of the four.

    Attributes:
        chafing: hours for designing, and those that clashes take; FTE-months.
        learning, apart, joint: hours of the other activities, FTE-months.
        output: what joint work and work apart under the flag gave, FTE-months of work apart.
        own: what all hours, those for designing, learning, conflict and roles included, would have
            given apart.
        effort: hours of a member, FTE-months, mean over those at work.
        living: mask, True from the start until the end of each alliance; all else is 0 after it.
    """

    chafing: Array
    learning: Array
    apart: Array
    joint: Array
    output: Array
    own: Array
    effort: Array
    living: NDArray[np.bool_]

    @property
    def together(self) -> Array:
        """Hours of what is done together: all but work apart."""
        return self.chafing + self.learning + self.joint

    def share_of_all(self, hours: Array) -> Array:
        """Share of all hours worked, in [0, 1]; 0 where nobody works."""
        whole: Array = self.together + self.apart
        return np.where(whole > 0.0, hours / np.where(whole > 0.0, whole, 1.0), 0.0)

    def shares_together(self) -> Array:
        """(3, runs, ticks): shares of chafing, learning and joint work in what is done together.

        They sum to 1; all are 0 where nothing is done together.
        """
        whole = self.together
        least = np.where(whole > 0.0, whole, 1.0)
        return np.stack([self.chafing, self.learning, self.joint]) / least

    def only(self, runs: NDArray[np.bool_], months: slice) -> Work:
        """The work of some runs in some months."""
        return Work(**{f.name: getattr(self, f.name)[runs, months] for f in fields(self)})


def work_of(paths: Paths) -> Work:
    """What the members of each run work on, and what it gives."""
    flows = {
        name: np.nan_to_num(paths[name])
        for name in (
            "designing_hours",
            "conflict_hours",
            "learning_hours",
            "apart_hours",
            "joint_hours",
            "joint_output",
            "apart_output",
            "own_output",
        )
    }
    return Work(
        chafing=flows["designing_hours"] + flows["conflict_hours"],
        learning=flows["learning_hours"],
        apart=flows["apart_hours"],
        joint=flows["joint_hours"],
        output=flows["joint_output"] + flows["apart_output"],
        own=flows["own_output"],
        effort=effort_of_a_member(paths),
        living=alive(paths),
    )


def alive(paths: Paths) -> NDArray[np.bool_]:
    """(runs, ticks): whether the alliance lived during the month."""
    living: NDArray[np.bool_] = ~np.isnan(paths["joint_output"])
    return living


def trailing(values: Array, months: int = YEAR) -> Array:
    """Sum over the last so many months, this one included, or since the start; (runs, ticks)."""
    summed = np.cumsum(values, axis=1)
    summed[:, months:] -= summed[:, :-months].copy()
    return summed


def added_value(output: Array, own: Array) -> Array:
    """Added value: what an alliance gave over what all its hours would have given apart, less 1.

    The one definition of it; the arguments are sums over whatever months are asked.

    Equation:
        (joint output + output apart) / own output − 1

    Args:
        output: joint output and output apart under the flag, >= 0.
        own: what all hours would have given apart, >= 0.

    Returns:
        At least -1; NaN where own output is 0.
    """
    worked = own > 0.0
    return np.where(worked, output / np.where(worked, own, 1.0), np.nan) - 1.0


def effort_of_a_member(paths: Paths) -> Array:
    """Mean effort of the members at work, FTE-months, (runs, ticks); 0 where there are none."""
    there = ~np.isnan(paths["effort"])
    mean: Array = total(np.nan_to_num(paths["effort"])) / np.maximum(total(there), 1.0)
    return mean


def grievance(paths: Paths) -> Array:
    """Unspoken tension, the mean of its three kinds; (runs, ticks) in [0, 1], NaN after the end."""
    mean: Array = (paths[STORES[0]] + paths[STORES[1]] + paths[STORES[2]]) / 3.0
    return mean


def over_members(values: Array) -> Array:
    """Mean over the members present, (runs, ticks); NaN when nobody is."""
    there = ~np.isnan(values)
    count = there.sum(-1)
    mean: Array = np.where(
        count > 0, np.where(there, values, 0.0).sum(-1) / np.maximum(count, 1), np.nan
    )
    return mean
