"""The path of each run as plain arrays, the one input of every observer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Array, runs_first
from sim.errors import AllianceError

if TYPE_CHECKING:
    import xarray as xr

Paths = Mapping[str, Array]
"""Arrays (runs, ticks) or (runs, ticks, members) by the names of `sim.results.VARIABLES`; each run lies
in one stretch of memory, so that sums over it do not depend on the runs beside it."""


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


def alive(paths: Paths) -> NDArray[np.bool_]:
    """(runs, ticks): whether the alliance lived during the month."""
    living: NDArray[np.bool_] = ~np.isnan(paths["joint_output"])
    return living


def time_shares(paths: Paths) -> tuple[Array, Array, Array]:
    """Shares of all effort given to designing, learning and producing.

    A member that leaves this month, or whose alliance ends, has no time use on record any more: its
    effort is left out.

    Returns:
        Three arrays (runs, ticks) in [0, 1] that sum to 1; all 0 where nobody works.
    """
    effort = np.where(np.isnan(paths["designing"]), 0.0, np.nan_to_num(paths["effort"]))
    whole = np.maximum(effort.sum(-1), 1e-12)
    designing, learning, producing = (
        (np.nan_to_num(paths[name]) * effort).sum(-1) / whole
        for name in ("designing", "learning", "producing")
    )
    return designing, learning, producing


def effort_of_a_member(paths: Paths) -> Array:
    """Mean effort of the members at work, FTE-months, (runs, ticks); 0 where there are none."""
    there = ~np.isnan(paths["effort"])
    mean: Array = np.nan_to_num(paths["effort"]).sum(-1) / np.maximum(there.sum(-1), 1)
    return mean


def over_members(values: Array) -> Array:
    """Mean over the members present, (runs, ticks); NaN when nobody is."""
    there = ~np.isnan(values)
    count = there.sum(-1)
    mean: Array = np.where(
        count > 0, np.where(there, values, 0.0).sum(-1) / np.maximum(count, 1), np.nan
    )
    return mean
