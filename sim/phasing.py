"""Naming phases from time use, as plain arrays.

This is a measurement and no part of what happens: rules, agents and the order of a month lie below it
and cannot import it (CI checks). Observers use it on whole runs, policies of interventions on the months
so far.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Array
from sim.state import Bits

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
