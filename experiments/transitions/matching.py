"""Runs that break down, each beside one that does not, looked at in the same months before.

What is handed on ends in the month before the breakdown: nothing of it, or of later, can be looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.transitions.indicators import HISTORY, indicators
from experiments.transitions.scan import Floats
from sim.arrays import Bits

WATCH = 12
"""Months before a breakdown in which it could be warned of."""
AHEAD = 24
"""Months after it through which the other run is known not to break down."""

Rows = NDArray[np.intp]


@dataclass(frozen=True)
class Pairs:
    """Runs that break down and their counterparts.

    Attributes:
        cases, controls: (pairs,) numbers of runs; no run is the control of two.
        months: (pairs,) months of the breakdowns.
        unmatched: breakdowns for which no control was left.
    """

    cases: Rows
    controls: Rows
    months: Rows
    unmatched: int = 0


def matched(
    falls: Bits,
    until: Rows,
    earliest: int,
    *,
    at_risk: Bits | None = None,
    ahead: int = AHEAD,
    seed: int = 0,
) -> Pairs:
    """Give each breakdown a control by lot.

    Args:
        falls: (runs,) whether a run breaks down.
        until: (runs,) the month in which it does, or up to which it is known not to.
        earliest: first month of a breakdown that counts, so that there is enough record before it.
        at_risk: (runs, months) whether a run can break down at all in the month after; a control must,
            like its case, the month before. All when left out.
        ahead: months after the breakdown through which the control is known not to break down.
        seed: of the lot.
    """
    rng = np.random.default_rng(seed)
    cases = rng.permutation(np.flatnonzero(falls & (until >= earliest)))
    # Latest first: these have the fewest that could be their control.
    cases = cases[np.argsort(-until[cases], kind="stable")]
    free = np.ones(len(falls), dtype=bool)
    pairs = []
    for case in cases:
        month = until[case]
        fits = free & (until > month + ahead)
        if at_risk is not None:
            fits &= at_risk[:, month - 1]
        if fits.any():
            control = rng.choice(np.flatnonzero(fits))
            free[control] = False
            pairs.append((case, control, month))
    found = np.array(pairs, dtype=np.intp).reshape(-1, 3)
    return Pairs(found[:, 0], found[:, 1], found[:, 2], len(cases) - len(pairs))


def before(values: Floats, runs: Rows, months: Rows, length: int) -> Floats:
    """(rows, length) what was seen of runs in the months before given ones, those left out.

    Args:
        values: (runs, months).
        runs, months: (rows,), each month >= length.
        length: number of months.
    """
    seen: Floats = values[runs[:, None], months[:, None] + np.arange(-length, 0)]
    return seen


@dataclass(frozen=True)
class Watched:
    """Indicators of matched runs in the months in which a warning could be given.

    Attributes:
        cases, controls: by name (pairs, `WATCH`), the last column being the month before.
        records: by name of what was looked at, that of cases and of controls, (pairs, months) each, the
            last column being the month before.
        months: (pairs,) months of the breakdowns.
        left_out: breakdowns without a control or without a whole record.
    """

    cases: Mapping[str, Floats]
    controls: Mapping[str, Floats]
    records: Mapping[str, tuple[Floats, Floats]]
    months: Rows
    left_out: int = 0

    def __len__(self) -> int:
        return len(self.months)


def watch(
    series: Mapping[str, Floats],
    falls: Bits,
    until: Rows,
    *,
    rises: Collection[str] = (),
    at_risk: Bits | None = None,
    history: int = HISTORY,
    seed: int = 0,
) -> Watched:
    """Indicators of runs that break down, and of a control for each, in the months before.

    Args:
        series: by name (runs, months) what is looked at.
        falls, until, at_risk, seed: as for `matched`.
        rises, history: as for `experiments.transitions.indicators.indicators`.
    """
    length = history + WATCH - 1
    pairs = matched(falls, until, length, at_risk=at_risk, seed=seed)
    seen = {
        name: [before(values, runs, pairs.months, length) for runs in (pairs.cases, pairs.controls)]
        for name, values in series.items()
    }
    whole = np.ones(len(pairs.months), dtype=bool)
    for both in seen.values():
        for values in both:
            whole &= np.isfinite(values).all(1)
    records = {name: (both[0][whole], both[1][whole]) for name, both in seen.items()}
    cases, controls = (
        indicators({name: both[side] for name, both in records.items()}, rises, history)
        for side in (0, 1)
    )
    left_out = pairs.unmatched + int((~whole).sum())
    return Watched(cases, controls, records, pairs.months[whole], left_out)
