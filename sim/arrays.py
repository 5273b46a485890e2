"""Sums and layouts that give the same bits whatever the batch.

Arrays have logical shape (runs, members) or (runs, members, members), but lie in memory with runs
next to each other: every operation then works on long contiguous stretches, even for an alliance of
three. numpy keeps that layout through arithmetic. The one thing that needs care is a sum: numpy adds
in another order when the summed axis is contiguous. `total` always adds in index order, so a run's
numbers do not depend on how many other runs are computed beside it.
"""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Bits = NDArray[np.bool_]


class Recorded:
    """Base of what stands for an array while what is done with it is written down; see `sim.fast`."""

    __slots__ = ()

    def apply(self, function: Any, given: tuple[Any, ...]) -> Any:
        """Apply a function of `sim.elementary`."""
        raise NotImplementedError

    def by_member(self, member: Any, values: Any, like: Any, whole: Any) -> Any:
        """Sum by member."""
        raise NotImplementedError

    def space(self, rows: int) -> list[Any]:
        """Rows of numbers to work in."""
        raise NotImplementedError


def total(values: NDArray[Any], axis: int = -1) -> Array:
    """Sum along `axis`, adding strictly in index order.

    Args:
        values: array of any shape.
        axis: the axis to sum away.

    Returns:
        Array with that axis removed; equal to the last bit whatever the other axes hold.
    """
    strides = values.strides
    step = strides[axis]
    least = min(strides)
    if least < step and (values.shape[strides.index(least)] > 1 or _some_inner(values, step)):
        # The summed axis is an outer one in memory: numpy adds whole stretches, in index order.
        summed: Array = np.add.reduce(values, axis=axis, dtype=np.float64)
    else:
        summed = np.add.accumulate(values, axis=axis, dtype=np.float64).take(-1, axis=axis)
    return summed


def _some_inner(values: NDArray[Any], step: int) -> bool:
    return any(s < step and n > 1 for s, n in zip(values.strides, values.shape, strict=True))


def by_member(
    run: NDArray[np.intp], member: NDArray[np.intp], values: Array | None, like: Array
) -> Array:
    """Sum by member, or count, in the layout of `like`; (runs, N).

    Args:
        run, member: (n,) to whom each of the values belongs.
        values: (n,) what to sum; None counts.
        like: (runs, N).
    """
    if isinstance(run, Recorded):
        return cast(Array, run.by_member(member, values, like, by_member))
    runs, size = like.shape
    summed = np.bincount(member * runs + run, values, minlength=size * runs)
    return runs_first(summed.astype(np.float64).reshape(size, runs))


def runs_together(values: NDArray[Any]) -> NDArray[Any]:
    """Copy an array of shape (runs, …) into the layout with runs adjacent in memory."""
    return runs_first(np.ascontiguousarray(runs_last(values)))


def runs_last(values: NDArray[Any]) -> NDArray[Any]:
    """View an array of shape (runs, …) as (…, runs)."""
    return values.transpose(*range(1, values.ndim), 0)  # np.moveaxis takes ten times as long


def runs_first(values: NDArray[Any]) -> NDArray[Any]:
    """View an array of shape (…, runs) as (runs, …)."""
    return values.transpose(-1, *range(values.ndim - 1))


def runs_chosen(values: NDArray[Any], runs: NDArray[np.intp]) -> NDArray[Any]:
    """Some runs of an array (runs, …), of which one may be chosen more than once, laid out as ever."""
    return runs_first(runs_last(values).take(runs, axis=-1))  # an index would keep the old layout


def of_pairs(dyads: NDArray[Any], one: NDArray[np.intp], other: NDArray[np.intp]) -> NDArray[Any]:
    """What `one` holds of `other`, for each pair.

    Args:
        dyads: (runs, members, members).
        one, other: (pairs,) places of members.

    Returns:
        (runs, pairs).
    """
    return runs_first(runs_last(dyads)[one, other])


def rms_distance(left: Array, right: Array) -> Array:
    """Root-mean-square distance along the last axis; in [0, 1] for vectors in [0, 1]."""
    gap = left - right
    distance: Array = np.sqrt(total(gap * gap) / gap.shape[-1])
    return distance


def if_on(switch: float | Array, working: float | Array, off: float | Array) -> Array:
    """What a mechanism gives where its switch is on, and what stands for it where it is off.

    Args:
        switch: 1 or 0, a number or shaped to broadcast.
        working, off: arrays, or a number.
    """
    if np.ndim(switch) > 0:
        return np.where(switch > 0.0, working, off)
    return cast(Array, working if switch > 0.0 else off)


def inward(value: float | Array) -> float | Array:
    """A parameter that is shaped for members, shaped for pairs."""
    return cast(Array, value)[..., None] if np.ndim(value) > 0 else value
