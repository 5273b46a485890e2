"""Paths made by hand: what members do and what it earns, month by month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import xarray as xr

from sim.observers.phases import APART, BETWEEN, CHAFING, DISSOLVED, LEARNING, PRODUCING
from sim.results import VARIABLES

SHARES = {
    CHAFING: (0.4, 0.1, 0.1),
    LEARNING: (0.1, 0.4, 0.1),
    PRODUCING: (0.1, 0.1, 0.4),
    BETWEEN: (0.1, 0.1, 0.4),
    APART: (0.1, 0.05, 0.05),
}
"""Shares of all hours for designing, learning and joint work in a month of each kind; the rest is apart."""

EARNED = {PRODUCING: 1.3, APART: 1.0}
"""Output for own output in a month of each kind; 0.9 in the others."""


def path(
    kinds: Sequence[int],
    effort: Sequence[float] | float = 1.0,
    output: Sequence[float] | None = None,
    members: int = 2,
) -> dict[str, np.ndarray]:
    """One run in which each month is of the given kind, by code of a phase; 0 when dissolved.

    Args:
        kinds: codes of 0, 1, 2, 3, 5 and 6.
        effort: hours of a member.
        output: output for own output in each month, if not what goes with its kind.
        members: number of members.
    """
    codes = np.array(kinds)
    living = np.where(codes == DISSOLVED, np.nan, 1.0)
    hours = effort * living * members
    shares = np.array([SHARES.get(code, (0.0, 0.0, 0.0)) for code in kinds]).T
    earned = output if output is not None else [EARNED.get(code, 0.9) for code in kinds]
    made = np.asarray(earned) * hours
    flat = {
        **{name: living * 0.0 for name, v in VARIABLES.items() if v.level == "alliance"},
        "members": living * members,
        "designing_hours": shares[0] * hours,
        "learning_hours": shares[1] * hours,
        "joint_hours": shares[2] * hours,
        "apart_hours": (1.0 - shares.sum(0)) * hours,
        "joint_output": 0.5 * made,
        "apart_output": 0.5 * made,
        "own_output": hours,
    }
    deep = {
        **{name: living * 0.0 for name, v in VARIABLES.items() if v.level == "member"},
        "active": np.nan_to_num(living),
        "effort": hours / members,
    }
    return {
        **{name: values[None] for name, values in flat.items()},
        **{name: values[None, :, None] * np.ones(members) for name, values in deep.items()},
    }


def side_by_side(*runs: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Several runs of the same length and size as one batch."""
    return {name: np.concatenate([run[name] for run in runs]) for name in runs[0]}


def as_result(paths: Mapping[str, np.ndarray]) -> xr.Dataset:
    """Paths as a result of a simulation."""
    dims = ("run", "tick", "member")
    data = {name: (dims[: values.ndim], values) for name, values in paths.items()}
    runs, ticks = paths["joint_output"].shape
    return xr.Dataset(data, {"run": np.arange(runs), "tick": np.arange(ticks)})
