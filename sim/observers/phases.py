"""Which phase an alliance is in, measured on how its members spend their time.

No rule of the model reads this. The measure names for each month the activity that takes most effort;
only an activity that leads for `dwell` months in a row makes a phase, so a blip is no phase; and a
phase can come back. An alliance stagnates when it is long without producing and no closer to it than a
year ago, or when its members hardly work for it any more. Naming looks back: a phase counts from the
first month of the stretch that makes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import Array
from sim.observers.paths import Paths, alive, effort_of_a_member, paths_of, time_shares
from sim.phasing import (
    CHAFING,
    DISSOLVED,
    DWELL,
    GROWTH,
    IDLE,
    LEARNING,
    PHASES,
    PRODUCING,
    STAGNATION,
    STALL,
    YEAR,
    Codes,
    Phase,
    _carried_on,
    _first_year,
    _stretches,
    first_month,
    held_long_enough,
    name_phases,
    regressions,
)

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

__all__ = [
    "CHAFING",
    "DISSOLVED",
    "DWELL",
    "GROWTH",
    "IDLE",
    "LEARNING",
    "PHASES",
    "PRODUCING",
    "STAGNATION",
    "STALL",
    "YEAR",
    "Codes",
    "Phase",
    "confidence",
    "first_month",
    "held_long_enough",
    "name_phases",
    "phase_path",
    "phases",
    "regressions",
    "spells",
]


def phase_path(
    paths: Paths, dwell: int = DWELL, stall: int = STALL, growth: float = GROWTH, idle: float = IDLE
) -> Codes:
    """The phase of each run in each month.

    Args:
        paths: see `sim.observers.paths`.
        dwell, stall, growth, idle: see `name_phases`.

    Returns:
        (runs, ticks) codes of `PHASES`.

    Raises:
        ValueError: see `name_phases`.
    """
    shares = np.stack(time_shares(paths))
    return name_phases(shares, effort_of_a_member(paths), alive(paths), dwell, stall, growth, idle)


def confidence(paths: Paths, phase: Codes) -> Array:
    """How far time use bears out the phase that is named, in [0, 1].

    The lead of the phase's own activity over the next, 0 when another leads; in stagnation the lead of
    designing and learning together over producing, or the effort that is missing against the first
    year, whichever is larger; 1 once dissolved.

    Args:
        paths: see `sim.observers.paths`.
        phase: (runs, ticks) codes.

    Returns:
        (runs, ticks).
    """
    shares = np.stack(time_shares(paths))
    effort, living = effort_of_a_member(paths), alive(paths)
    missing = 1.0 - effort / np.maximum(_first_year(effort, living), 1e-12)[:, None]
    stuck = np.maximum(shares[0] + shares[1] - shares[2], missing)
    sure = np.where(phase == STAGNATION, stuck, 1.0)
    for code in (CHAFING, LEARNING, PRODUCING):
        others = np.delete(shares, code - 1, axis=0).max(0)
        sure = np.where(phase == code, shares[code - 1] - others, sure)
    return np.clip(sure, 0.0, 1.0)


def phases(
    result: xr.Dataset,
    dwell: int = DWELL,
    stall: int = STALL,
    growth: float = GROWTH,
    idle: float = IDLE,
) -> xr.Dataset:
    """The phase of each run in each month, with confidence.

    Args:
        result: what `sim.simulate` returned.
        dwell, stall, growth, idle: see `name_phases`.

    Returns:
        `phase` (run, tick), codes with their names in the attributes, and `confidence` in [0, 1].

    Raises:
        AllianceError: when it is not the result of a simulation.
        ValueError: see `name_phases`.

    Example:
        >>> import sim
        >>> named = sim.phases(sim.simulate("smooth-start", runs=2, seed=1))
        >>> int(named.phase.max())
        3
    """
    import xarray as xr

    paths = paths_of(result)
    phase = phase_path(paths, dwell, stall, growth, idle)
    meanings = " ".join(phase.name.replace(" ", "_") for phase in PHASES)
    phase_attrs = {
        "units": "code",
        "long_name": "phase of the alliance",
        "flag_values": [phase.code for phase in PHASES],
        "flag_meanings": meanings,
    }
    confidence_attrs = {"units": "1", "long_name": "how far time use bears out the phase"}
    return xr.Dataset(
        {
            "phase": (("run", "tick"), phase, phase_attrs),
            "confidence": (("run", "tick"), confidence(paths, phase), confidence_attrs),
        },
        {"run": result.run, "tick": result.tick},
    )


def spells(phase: xr.DataArray) -> pd.DataFrame:
    """The phases of each run as a table, one row for each spell.

    Args:
        phase: the variable `phase` of `phases`.

    Returns:
        Columns run, phase (name), first (month), months, regress (whether it goes back to a phase
        before the one the run was in last, of 1 to 3), censored (whether the run stops in it).
    """
    import pandas as pd

    codes = phase.to_numpy()
    first, last = _stretches(codes)
    ticks = np.arange(codes.shape[1])
    row, start = np.nonzero(first == ticks)
    kept = _carried_on(codes, (codes >= CHAFING) & (codes <= PRODUCING))
    before = np.where(start > 0, kept[row, start - 1], 0)
    names = np.array([phase.name for phase in PHASES])
    return pd.DataFrame(
        {
            "run": phase.run.to_numpy()[row],
            "phase": names[codes[row, start]],
            "first": phase.tick.to_numpy()[start],
            "months": last[row, start] - start + 1,
            "regress": kept[row, start] < before,
            "censored": (last[row, start] == ticks[-1]) & (codes[row, start] != DISSOLVED),
        }
    )
