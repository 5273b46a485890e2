"""A few numbers that say where an alliance stands, and where others of its age do."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from experiments.following.items import ITEMS
from experiments.following.observing import readings
from sim.arrays import Array, total
from sim.ensemble import Batch
from sim.scenarios import load
from sim.start import begin

THEMES = (
    *("D1", "A1", "A2", "B1", "B2", "D2", "D4", "A13", "A14", "A4", "A15", "A16"),
    *("C1", "C2", "C3", "C4"),
)
"""Items of which the alliance's mean is told: ambition, waterline, trust, agreements, fairness, backing,
results, and what chafes."""

OTHERS = (
    "area-development",
    "care-and-welfare",
    "get-up-speak-out",
    "development-cooperation",
    "healthy-neighbourhoods",
    "labour-relations",
)
"""Shipped alliances, one of each field, that an alliance is held against."""

_EACH = 40
"""Runs of each of them."""


def themes(batch: Batch) -> dict[str, Array]:
    """The mean of each of `THEMES` over members and pairs, in every run; (runs,) in [0, 1].

    Args:
        batch: the runs now.
    """
    read, there = readings(batch), batch.state.active
    found = {}
    for code in THEMES:
        values = read[code]
        if ITEMS[code].about == "partner":
            both = there[:, :, None] * there[:, None, :] * ~np.isnan(values)
            whole = total(total(np.nan_to_num(values) * both))
            values = whole / np.maximum(total(total(both)), 1.0)
        elif values.ndim > 1:
            values = total(values * there) / np.maximum(total(there), 1.0)
        found[code] = values
    return found


def others(tick: int, seed: int = 0, names: Sequence[str] = OTHERS) -> dict[str, Array]:
    """`themes` of simulated alliances of other fields after so many months, those that still run.

    Args:
        tick: months.
        seed: of the runs.
        names: of shipped scenarios.
    """
    parts: dict[str, list[Array]] = {code: [] for code in THEMES}
    for name in names:
        scenario = load(name)
        batch = Batch(begin([scenario], np.zeros(_EACH, np.intp), np.arange(_EACH), seed))
        while batch.now < min(tick, scenario.length):
            batch.step()
        running = batch.state.running > 0.0
        for code, values in themes(batch).items():
            parts[code].append(values[running])
    return {code: np.concatenate(values) for code, values in parts.items()}
