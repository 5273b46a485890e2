"""Which phase an alliance is in, measured on how its members spend their time.

No rule of the model reads this. The measure names for each month the activity that takes most effort;
only an activity that leads for `dwell` months in a row makes a phase, so a blip is no phase; and a
phase can come back. An alliance stagnates when it is long without producing and no closer to it than a
year ago, or when its members hardly work for it any more. Naming looks back: a phase counts from the
first month of the stretch that makes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Array
from sim.observers.paths import Paths, alive, effort_of_a_member, paths_of, time_shares
from sim.state import Bits

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
"""Months an activity must lead to make a phase: the shorter inception, of 6-12 months, that real
programmes give themselves."""
STALL = 36
"""Months without producing after which an alliance may stagnate: from then on those that succeed are
productive (at a median of 36-48 months)."""
GROWTH = 0.05
"""Growth of the share of time for producing, over a year, that still counts as coming closer to it: at
a slower pace an alliance that gives it a fifth of its time would need more than three years to see it
lead; an assumption."""
IDLE = 0.25
"""Effort of a member, as a share of its alliance's first year, at and under which nothing goes on: an
assumption."""
YEAR = 12


def name_phases(
    shares: Array,
    effort: Array,
    living: Bits,
    dwell: int = DWELL,
    stall: int = STALL,
    growth: float = GROWTH,
    idle: float = IDLE,
) -> Codes:
    """The phase of each run in each month, from plain arrays.

    Args:
        shares: (3, runs, ticks) shares of effort for designing, learning and producing; all 0 in a
            month without effort, which then continues the activity before it.
        effort: (runs, ticks) effort per member, FTE-months, >= 0.
        living: (runs, ticks) mask, True from the start until the end of each alliance.
        dwell: months an activity must lead to make a phase, >= 1.
        stall: months without producing after which the alliance stagnates, >= 1, unless
        growth: the share of time for producing grew by at least this over the last year, in [-1, 1].
        idle: share of the first year's effort at and under which it stagnates, in [0, 1].

    Returns:
        (runs, ticks) codes of `PHASES`; every spell lasts `dwell` months or more, but for one that an
        end or the start of the run cuts off.

    Raises:
        ValueError: for dwell or stall below 1.
    """
    if dwell < 1 or stall < 1:
        raise ValueError(f"dwell = {dwell} and stall = {stall} must be whole numbers from 1")
    lead = np.where(shares.max(0) > 0.0, shares.argmax(0) + 1, 0).astype(np.int8)
    phase = held_long_enough(_carried_on(lead, lead > 0), living, dwell)
    nearer = np.zeros(living.shape, dtype=bool)
    nearer[:, YEAR:] = shares[2, :, YEAR:] - shares[2, :, :-YEAR] >= growth
    stuck = (_months_since(phase == PRODUCING) > stall) & ~nearer
    seen = np.where(stuck | _idle(effort, living, idle) | (phase == 0), np.int8(STAGNATION), phase)
    return np.where(living, held_long_enough(seen, living, dwell), np.int8(DISSOLVED))


def held_long_enough(lead: Codes, living: Bits, dwell: int) -> Codes:
    """Drop stretches shorter than `dwell`: they belong to the phase before them.

    A phase counts from the first month of the stretch that makes it. What comes before the first
    stretch long enough belongs to it; a run too short for any takes the activity that led last.

    Args:
        lead: (runs, ticks) leading activity, by code; 0 for none.
        living: (runs, ticks) mask, True from the start until the end.
        dwell: months.

    Returns:
        (runs, ticks), 0 after the end.
    """
    runs = len(lead)
    codes = np.where(living, lead, np.int8(0))
    first, last = _stretches(codes)
    made = (last - first + 1 >= dwell) & (codes > 0)
    phase = _carried_on(codes, made)
    some = np.arange(runs)
    final = codes[some, np.maximum(living.sum(1) - 1, 0)]
    opening = np.where(made.any(1), codes[some, made.argmax(1)], final)
    phase = np.where(phase == 0, opening[:, None], phase)
    return np.where(living, phase, np.int8(0))


def first_month(phase: Codes, code: int) -> Array:
    """The first month of a phase in each run, NaN where it never comes; (runs,)."""
    found = phase == code
    return np.where(found.any(1), found.argmax(1), np.nan)


def regressions(phase: Codes) -> Array:
    """How often each run goes back to a phase before the one it was in last, of 1 to 3; (runs,).

    Stagnation in between does not hide it: from learning through stagnation to chafing is going back.
    """
    kept = _carried_on(phase, (phase >= CHAFING) & (phase <= PRODUCING))
    # 0 before the first of the three: going from there is no regression.
    back: Array = (kept[:, 1:] < kept[:, :-1]).sum(1).astype(np.float64)
    return back


def _stretches(codes: Codes) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """(runs, ticks) each: first and last month of the stretch of equal codes that a month is in."""
    ticks = np.arange(codes.shape[1])
    opens = np.ones(codes.shape, dtype=bool)
    closes = np.ones(codes.shape, dtype=bool)
    opens[:, 1:] = closes[:, :-1] = codes[:, 1:] != codes[:, :-1]
    first = np.maximum.accumulate(np.where(opens, ticks, 0), axis=1)
    ends = np.where(closes, ticks, ticks[-1])
    last = np.minimum.accumulate(ends[:, ::-1], axis=1)[:, ::-1]
    return first, last


def _carried_on(codes: Codes, valid: Bits) -> Codes:
    """Each month's code where valid, else the last valid one before it, 0 before the first."""
    ticks = np.arange(codes.shape[1])
    source = np.maximum.accumulate(np.where(valid, ticks, -1), axis=1)
    carried: Codes = np.take_along_axis(codes, np.maximum(source, 0), axis=1)
    return np.where(source >= 0, carried, np.int8(0))


def _months_since(event: Bits) -> NDArray[np.intp]:
    """(runs, ticks): months since the event last held, or since the start; this one included."""
    ticks = np.arange(event.shape[1])
    return ticks - np.maximum.accumulate(np.where(event, ticks, -1), axis=1)


def _first_year(effort: Array, living: Bits) -> Array:
    """(runs,): mean effort of a member over the first twelve months alive."""
    early = living[:, :YEAR]
    mean: Array = (effort[:, :YEAR] * early).sum(1) / np.maximum(early.sum(1), 1)
    return mean


def _idle(effort: Array, living: Bits, idle: float) -> Bits:
    low: Bits = effort <= idle * _first_year(effort, living)[:, None]
    return low


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
