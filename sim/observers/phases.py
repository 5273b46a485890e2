"""Which phase an alliance is in, measured on how its members spend their time.

No rule of the model reads this. The measure names for each month the activity that takes most effort;
only an activity that leads for `dwell` months in a row makes a phase, so a blip is no phase; and a
phase can come back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Array
from sim.observers.paths import Paths, alive, over_members, paths_of, time_shares

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

Codes = NDArray[np.int8]

DISSOLVED, CHAFING, LEARNING, PRODUCING, STAGNATION = range(5)


@dataclass(frozen=True)
class Phase:
    """Names of a phase, in the brochure's words."""

    code: int
    name: str
    dutch: str


PHASES: tuple[Phase, ...] = (
    Phase(DISSOLVED, "dissolved", "opgeheven"),
    Phase(CHAFING, "designing and chafing", "ontwerpen en schuren"),
    Phase(LEARNING, "discovering and learning", "ontdekken en leren"),
    Phase(PRODUCING, "productivity and added value", "productiviteit en meerwaarde"),
    Phase(STAGNATION, "stagnation", "stagnatie"),
)
"""All phases by code."""

DWELL = 6
"""Months an activity must lead to make a phase: half the inception of 6-12 months that real
programmes give themselves."""
STALL = 36
"""Months in phase 1 or 2 after which an alliance stagnates: by then half of those that succeed are
productive (36-48 months)."""
IDLE = 0.15
"""Mean engagement below which nothing goes on: an assumption."""


def phase_path(paths: Paths, dwell: int = DWELL, stall: int = STALL, idle: float = IDLE) -> Codes:
    """The phase of each run in each month.

    Args:
        paths: see `sim.observers.paths`.
        dwell: months an activity must lead to make a phase, >= 1.
        stall: months in phase 1 or 2 after which the alliance stagnates, >= 1.
        idle: mean engagement below which it stagnates, in [0, 1].

    Returns:
        (runs, ticks) codes of `PHASES`.

    Raises:
        ValueError: for dwell or stall below 1.
    """
    if dwell < 1 or stall < 1:
        raise ValueError(f"dwell = {dwell} and stall = {stall} must be whole numbers from 1")
    shares = np.stack(time_shares(paths))
    lead = (shares.argmax(0) + 1).astype(np.int8)
    living = alive(paths)
    phase = held_long_enough(lead, living, dwell)
    stuck = (months_in(phase) > stall) & (phase != PRODUCING)
    engaged = over_members(paths["engagement"])
    stuck |= held_for(np.nan_to_num(engaged, nan=1.0) < idle, dwell)
    phase = np.where(stuck, np.int8(STAGNATION), phase)
    return np.where(living, phase, np.int8(DISSOLVED))


def held_long_enough(lead: Codes, living: NDArray[np.bool_], dwell: int) -> Codes:
    """Drop stretches shorter than `dwell`: they belong to the phase before them.

    A phase counts from the first month of the stretch that makes it. What comes before the first
    stretch long enough belongs to it; a run too short for any takes the activity that led last.

    Args:
        lead: (runs, ticks) leading activity.
        living: (runs, ticks) mask.
        dwell: months.

    Returns:
        (runs, ticks).
    """
    runs, ticks = lead.shape
    phase = np.zeros_like(lead)
    current = np.zeros(runs, dtype=np.int8)
    count = np.zeros(runs, dtype=np.int64)
    for t in range(ticks):
        same = lead[:, t] == lead[:, t - 1] if t else np.zeros(runs, dtype=bool)
        count = np.where(living[:, t], np.where(same, count + 1, 1), 0)
        made = count == dwell
        first = max(t - dwell + 1, 0)
        phase[:, first:t] = np.where(made[:, None], lead[:, [t]], phase[:, first:t])
        current = np.where(count >= dwell, lead[:, t], current)
        phase[:, t] = current
    last = np.maximum(living.sum(1) - 1, 0)
    fallback = lead[np.arange(runs), last]
    has_any = phase.max(1) > 0
    earliest = phase[np.arange(runs), (phase > 0).argmax(1)]
    begin = np.where(has_any, earliest, fallback)
    return np.where(phase == 0, begin[:, None], phase)


def months_in(phase: Codes) -> NDArray[np.int64]:
    """(runs, ticks): how many months the present phase has lasted, this one included."""
    lasted = np.ones(phase.shape, dtype=np.int64)
    for t in range(1, phase.shape[1]):
        lasted[:, t] = np.where(phase[:, t] == phase[:, t - 1], lasted[:, t - 1] + 1, 1)
    return lasted


def held_for(condition: NDArray[np.bool_], months: int) -> NDArray[np.bool_]:
    """(runs, ticks): whether the condition has held for so many months, this one included."""
    count = np.zeros(condition.shape[0], dtype=np.int64)
    held = np.zeros_like(condition)
    for t in range(condition.shape[1]):
        count = np.where(condition[:, t], count + 1, 0)
        held[:, t] = count >= months
    return held


def confidence(paths: Paths) -> Array:
    """How clearly one activity leads: its lead over the next, in [0, 1]; (runs, ticks)."""
    shares = np.sort(np.stack(time_shares(paths)), axis=0)
    clear: Array = shares[-1] - shares[-2]
    return clear


def phases(result: xr.Dataset, dwell: int = DWELL, stall: int = STALL,
           idle: float = IDLE) -> xr.Dataset:  # fmt: skip
    """The phase of each run in each month, with confidence.

    Args:
        result: what `sim.simulate` returned.
        dwell, stall, idle: see `phase_path`.

    Returns:
        `phase` (run, tick), codes with their names in the attributes, and `confidence` in [0, 1].

    Example:
        >>> import sim
        >>> named = sim.phases(sim.simulate("smooth-start", runs=2, seed=1))
        >>> int(named.phase.max())
        3
    """
    import xarray as xr

    paths = paths_of(result)
    meanings = " ".join(phase.name.replace(" ", "_") for phase in PHASES)
    phase_attrs = {"units": "code", "long_name": "phase of the alliance",
                   "flag_values": [phase.code for phase in PHASES],
                   "flag_meanings": meanings}  # fmt: skip
    confidence_attrs = {"units": "1", "long_name": "lead of the first activity over the second"}
    return xr.Dataset(
        {
            "phase": (("run", "tick"), phase_path(paths, dwell, stall, idle), phase_attrs),
            "confidence": (("run", "tick"), confidence(paths), confidence_attrs),
        },
        {"run": result.run, "tick": result.tick},
    )


def first_month(phase: Codes, code: int) -> Array:
    """The first month of a phase in each run, NaN where it never comes; (runs,)."""
    found = phase == code
    return np.where(found.any(1), found.argmax(1), np.nan)


def spells(phase: xr.DataArray) -> pd.DataFrame:
    """The phases of each run as a table, one row for each spell.

    Args:
        phase: the variable `phase` of `phases`.

    Returns:
        Columns run, phase (name), first (month), months, regress (whether it goes back).
    """
    import pandas as pd

    rows = []
    for run, codes in zip(phase.run.to_numpy(), phase.to_numpy(), strict=True):
        cuts = np.flatnonzero(np.diff(codes)) + 1
        highest = 0
        for first, last in zip([0, *cuts], [*cuts, len(codes)], strict=True):
            code = int(codes[first])
            ranked = code if code in (CHAFING, LEARNING, PRODUCING) else 0
            rows.append((run, PHASES[code].name, int(first), int(last - first),
                         0 < ranked < highest))  # fmt: skip
            highest = max(highest, ranked)
    return pd.DataFrame(rows, columns=["run", "phase", "first", "months", "regress"])
