"""Which phase an alliance is in: what its members do together, and what that earns.

No rule of the model reads this. Each month is named by its hours and by its added value:

| code | phase | when |
|---|---|---|
| 1 | designing and chafing | designing and conflict together take most of the hours together |
| 2 | discovering and learning | learning takes most of them |
| 3 | productivity and added value | joint work takes most of them, and the year gave more than apart |
| 6 | joint work without added value | joint work takes most of them, and the year gave no more |
| 5 | working apart under one flag | more than two thirds of all hours are worked apart |
| 4 | stagnation | hardly any effort, or long in 1, 2 or 6 without coming closer to 3 |
| 0 | dissolved | it has ended |

Hours together are those for designing, conflict, learning and joint work; most means more than for either
of the other two. Why so:

- *Conflict counts with designing*, because the brochure's first phase is both: an alliance of old friends
  that falls out is chafing again, though it designs nothing.
- *Work apart does not compete with the three.* An hour that is worth more apart is worked apart in every
  phase (S3); were it to count among the three, it would hide what is done in the rest. Only where it is
  nearly all that is done is it named, for what it is: no phase of the brochure.
- *Phase 3 needs a gain, and not busyness alone*: joint output and output apart of the last twelve months,
  or of all months so far in the first year, were more than what all hours, those of design, learning,
  conflict and roles included, would have given apart. Joint work that does not earn that is named apart
  (6), so that "productive" is never said of an alliance that would do better without itself.
- *A blip is no phase*: only what holds for `dwell` months makes one, and it counts from the first of them,
  so naming looks back. The same goes for whether the year gave more.
- *Working apart for ever is no stagnation*: it may be all that there is to gain.

An end, whether the goal is reached or not, is no phase; `sim.observers.outcomes` tells the ends apart.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Array, Bits
from sim.observers.paths import YEAR, Paths, Work, added_value, paths_of, trailing, work_of

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

Codes = NDArray[np.int8]

DISSOLVED, CHAFING, LEARNING, PRODUCING, STAGNATION, APART, BETWEEN = range(7)


@dataclass(frozen=True)
class Phase:
    """Names of a phase, in the brochure's words where it has them."""

    code: int
    name: str
    dutch: str


PHASES: tuple[Phase, ...] = (
    Phase(DISSOLVED, "dissolved", "opgeheven"),
    Phase(CHAFING, "designing and chafing", "ontwerpen en schuren"),
    Phase(LEARNING, "discovering and learning", "ontdekken en leren"),
    Phase(PRODUCING, "productivity and added value", "productiviteit en meerwaarde"),
    Phase(STAGNATION, "stagnation", "stagnatie"),
    Phase(APART, "working apart under one flag", "apart werken onder één vlag"),
    Phase(BETWEEN, "joint work without added value", "samen werken zonder meerwaarde"),
)
"""All phases by code."""

ROUNDING = 1e-9
"""Added value at and under which nothing was gained: what adding up may be out by."""


@dataclass(frozen=True)
class Definition:
    """The numbers in the definition of the phases; every claim on phases can be tried under others.

    Attributes:
        dwell: months that something must hold to make a phase, >= 1; the shorter inception, of 6-12
            months, that real programmes give themselves.
        apart: share of all hours, in [0, 1), above which an alliance works apart: two hours in three;
            an assumption.
        window: months over which more than apart must have been given, >= 1: a year.
        stall: months in 1, 2 or 6 after which it may stagnate, >= 1: from then on those that succeed are
            productive (at a median of 36-48 months), unless
        growth: its share of joint hours, or its added value over the window, grew by at least this in a
            year: at a slower pace an alliance that gives joint work a fifth of its time would need more
            than three years to see it lead; an assumption.
        idle: effort of a member, as a share of its alliance's first year, at and under which nothing
            goes on; an assumption.

    Raises:
        ValueError: for a number out of bounds.
    """

    dwell: int = 6
    apart: float = 2.0 / 3.0
    window: int = YEAR
    stall: int = 36
    growth: float = 0.05
    idle: float = 0.25

    def __post_init__(self) -> None:
        for name in ("dwell", "window", "stall"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} = {getattr(self, name)}: must be a whole number from 1")
        if not 0.0 <= self.apart < 1.0:
            raise ValueError(f"apart = {self.apart}: must be in [0, 1)")


DEFINITION = Definition()
"""The definition that is used where none is given."""


def name_phases(work: Work, by: Definition = DEFINITION) -> Codes:
    """The phase of each run in each month.

    A month without hours continues what was done before it.

    Args:
        work: see `sim.observers.paths.Work`.
        by: the numbers in the definition.

    Returns:
        (runs, ticks) codes of `PHASES`; every spell lasts `dwell` months or more, but for one that an
        end or the start of the run cuts off.
    """
    living = work.living
    done = held_long_enough(_activity(work, by), living, by.dwell)
    more = gained(work, by)
    earned = held_long_enough(np.where(more, _MORE, _NO_MORE), living, by.dwell) == _MORE
    phase = np.where((done == PRODUCING) & ~earned, np.int8(BETWEEN), done)
    stuck = (_months_since((phase == PRODUCING) | (phase == APART)) > by.stall) & (
        _nearer(work, by) < by.growth
    )
    idle = _missing(work) >= 1.0 - by.idle
    phase = np.where(stuck | idle | (phase == 0), np.int8(STAGNATION), phase)
    return held_long_enough(phase, living, by.dwell)


_MORE, _NO_MORE = np.int8(1), np.int8(2)


def gained(work: Work, by: Definition = DEFINITION) -> Bits:
    """(runs, ticks): whether the window up to each month gave more than its hours would have apart."""
    output, own = trailing(work.output, by.window), trailing(work.own, by.window)
    more: Bits = output > own * (1.0 + ROUNDING)
    return more


def _activity(work: Work, by: Definition) -> Codes:
    """What is done in each month: the code of 1, 2 or 3 that leads, or of working apart."""
    lead = (work.shares_together().argmax(0) + CHAFING).astype(np.int8)
    codes = np.where(work.share_of_all(work.apart) > by.apart, np.int8(APART), lead)
    return _carried_on(codes, work.together + work.apart > 0.0)


def _nearer(work: Work, by: Definition) -> Array:
    """(runs, ticks): how much closer to phase 3 than a year ago; 1 in the first year.

    The growth of the share of joint hours, or of added value, whichever is more.
    """
    share = work.share_of_all(work.joint)
    value = added_value(trailing(work.output, by.window), trailing(work.own, by.window))
    nearer = np.ones_like(share)
    grown = [values[:, YEAR:] - values[:, :-YEAR] for values in (share, value)]
    nearer[:, YEAR:] = np.fmax(*grown)
    return nearer


def _missing(work: Work) -> Array:
    """(runs, ticks): share of a member's effort of the first year that is no longer given, at most 1."""
    early = work.living[:, :YEAR]
    first = (work.effort[:, :YEAR] * early).sum(1) / np.maximum(early.sum(1), 1)
    least = np.where(first > 0.0, first, 1.0)[:, None]
    missing: Array = 1.0 - work.effort / least
    return missing


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


def phase_path(paths: Paths, by: Definition = DEFINITION) -> Codes:
    """The phase of each run in each month.

    Args:
        paths: see `sim.observers.paths`.
        by: the numbers in the definition.

    Returns:
        (runs, ticks) codes of `PHASES`.
    """
    return name_phases(work_of(paths), by)


def confidence(work: Work, phase: Codes, by: Definition = DEFINITION) -> Array:
    """How far the hours bear out the phase that is named, in [0, 1].

    In phases 1, 2, 3 and 6 how far their own activity leads the next, in shares of the hours together, 0
    when another leads; 0 too where the year did not give what the phase says. When working apart how much of
    the way from the bar to all hours. In stagnation the effort that is missing, or how much of the growth
    that would show that it comes closer, whichever is more. 1 once dissolved.

    Args:
        work: see `sim.observers.paths.Work`.
        phase: (runs, ticks) codes.
        by: the numbers in the definition by which they are named.

    Returns:
        (runs, ticks).
    """
    shares = work.shares_together()
    more = gained(work, by)
    lead = [shares[k] - np.delete(shares, k, axis=0).max(0) for k in range(3)]
    held = {
        CHAFING: lead[0],
        LEARNING: lead[1],
        PRODUCING: lead[2] * more,
        BETWEEN: lead[2] * ~more,
        APART: (work.share_of_all(work.apart) - by.apart) / (1.0 - by.apart),
        STAGNATION: np.maximum(
            _missing(work), 1.0 - np.maximum(_nearer(work, by), 0.0) / max(by.growth, ROUNDING)
        ),
    }
    sure = np.ones(phase.shape)
    for code, values in held.items():
        sure = np.where(phase == code, values, sure)
    return np.clip(sure, 0.0, 1.0)


def phases(result: xr.Dataset, by: Definition = DEFINITION) -> xr.Dataset:
    """The phase of each run in each month, with confidence.

    Args:
        result: what `sim.simulate` returned.
        by: the numbers in the definition, such as ``Definition(dwell=3, apart=0.5)``.

    Returns:
        `phase` (run, tick), codes with their names in the attributes, and `confidence` in [0, 1].

    Raises:
        AllianceError: when it is not the result of a simulation.

    Example:
        >>> import sim
        >>> named = sim.phases(sim.simulate("default", runs=2, seed=1))
        >>> named.phase.attrs["flag_meanings"].split()[1]
        'designing_and_chafing'
    """
    import xarray as xr

    work = work_of(paths_of(result))
    phase = name_phases(work, by)
    meanings = " ".join(phase.name.replace(" ", "_") for phase in PHASES)
    phase_attrs = {
        "units": "code",
        "long_name": "phase of the alliance",
        "flag_values": [phase.code for phase in PHASES],
        "flag_meanings": meanings,
        **asdict(by),
    }
    confidence_attrs = {"units": "1", "long_name": "how far the hours bear out the phase"}
    return xr.Dataset(
        {
            "phase": (("run", "tick"), phase, phase_attrs),
            "confidence": (("run", "tick"), confidence(work, phase, by), confidence_attrs),
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
