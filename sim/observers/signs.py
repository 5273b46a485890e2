"""The eight signs of the brochure (S1-S8) as observables.

Each is defined on state and flows alone, never on the phase. Most say nothing of how time is spent, so that
they can be a check on the phases rather than another name for them. Two are of the same stuff as phases
and so are no check on them: S3 counts hours, and S8 is the added value that phase 3 asks for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import Array, Bits
from sim.observers.outcomes import gini
from sim.observers.paths import Paths, added_value, over_members, paths_of, trailing, work_of
from sim.observers.phases import CHAFING, LEARNING, PRODUCING, Codes, phase_path
from sim.observers.resampling import resample

if TYPE_CHECKING:
    import xarray as xr


@dataclass(frozen=True)
class Sign:
    """One sign: its code, name and phase in the brochure, and how it is measured."""

    code: str
    name: str
    phase: int
    definition: str
    measure: Callable[[Paths], Array]


def _change(values: Array, months: int) -> Array:
    """Change over so many months; NaN in the first ones, of which nobody knows."""
    moved = np.full_like(values, np.nan)
    moved[:, months:] = values[:, months:] - values[:, :-months]
    return moved


QUARTER, HALF_YEAR = 3, 6
"""Months over which a change is looked at: what is learnt shows soon, an order takes longer to see."""


def _apart_together(paths: Paths) -> Array:
    """Share of work apart in all work; NaN where there is none."""
    apart, joint = paths["apart_hours"], paths["joint_hours"]
    return _ratio(apart, apart + joint)


def _discovering(paths: Paths) -> Array:
    """What members came to know of each other, and what their own work is worth more by it."""
    quality = over_members(_change(paths["quality"], QUARTER))
    return _change(paths["knowledge"], QUARTER) + quality


def _order(paths: Paths) -> Array:
    """The pecking order as far as members know each other: nobody defers to who is not recognised."""
    return gini(paths["status"]) * paths["knowledge"]


def _value(paths: Paths) -> Array:
    work = work_of(paths)
    value = added_value(trailing(work.output), trailing(work.own))
    return np.where(work.living, value, np.nan)


SIGNS: tuple[Sign, ...] = (
    Sign(
        "S1",
        "the ambition leads and binds",
        1,
        "how far the ambition binds members: commitment x nearness to their own goals",
        lambda p: p["binding"],
    ),
    Sign(
        "S2",
        "content above the table, the struggle under it",
        1,
        "mean tension under the waterline less mean tension on the table",
        lambda p: p["tension_hidden"] - p["tension_open"],
    ),
    Sign(
        "S3",
        "working together apart",
        2,
        "share of hours apart under the flag in hours apart and joint hours",
        _apart_together,
    ),
    Sign(
        "S4",
        "discovering the differences",
        2,
        "growth over three months of knowledge of each other, and of quality by learning from it",
        _discovering,
    ),
    Sign(
        "S5",
        "a pecking order emerges",
        2,
        "growth over six months of the Gini coefficient of status x knowledge of each other",
        lambda p: _change(_order(p), HALF_YEAR),
    ),
    Sign(
        "S6",
        "a shared language, a shared story",
        3,
        "shared language and story",
        lambda p: p["language"],
    ),
    Sign(
        "S7",
        "unity finds its form",
        3,
        "unity: one story among members that trust each other",
        lambda p: p["unity"],
    ),
    Sign(
        "S8",
        "added value takes shape",
        3,
        "added value of the last twelve months, of all months so far in the first year",
        _value,
    ),
)
"""All signs in the order of the brochure."""


def signs(result: xr.Dataset) -> xr.Dataset:
    """All signs in each month of every run.

    Args:
        result: what `sim.simulate` returned.

    Returns:
        Variables S1 to S8 (run, tick); definitions in the attributes.
    """
    import xarray as xr

    paths = paths_of(result)
    data = {
        sign.code: (
            ("run", "tick"),
            sign.measure(paths),
            {"units": "1", "long_name": sign.name, "definition": sign.definition},
        )
        for sign in SIGNS
    }
    return xr.Dataset(data, {"run": result.run, "tick": result.tick})


def sign_by_phase(result: xr.Dataset, draws: int = 400, seed: int = 0) -> xr.Dataset:
    """Mean of each sign in each phase, with intervals over runs.

    Args:
        result: what `sim.simulate` returned.
        draws: bootstrap draws of runs, >= 1.
        seed: seed of the bootstrap, apart from all chance of the model.

    Returns:
        `mean`, `low` and `high` (sign, phase) with a 95 % interval; phases 1 to 3, NaN where a phase
        does not come.
    """
    import xarray as xr

    means, drawn = _means_by_phase(result, draws, seed)
    low, high = np.full((2, *means.shape), np.nan)
    for place in zip(*np.nonzero(~np.isnan(means)), strict=True):
        # A draw of runs may hold none that comes into the phase.
        low[place], high[place] = np.nanquantile(drawn[:, *place], [0.025, 0.975])
    dims = ("sign", "phase")
    return xr.Dataset(
        {"mean": (dims, means), "low": (dims, low), "high": (dims, high)}, _coordinates()
    )


def sign_peaks(result: xr.Dataset, draws: int = 400, seed: int = 0) -> xr.Dataset:
    """In which phase each sign is strongest, and how surely.

    Only runs that pass through all three phases count, so that phases are compared within the same
    alliances, and each run weighs the same.

    Args:
        result: what `sim.simulate` returned.
        draws: bootstrap draws of runs, >= 1.
        seed: seed of the bootstrap, apart from all chance of the model.

    Returns:
        `brochure` (sign), the phase the brochure gives it; `peak` (sign), the phase in which its mean
        is highest, 0 when no run passes through all three; `mean` (sign, phase); `sureness` (sign,
        phase), share of draws in which its mean is highest there; `runs`, how many count.
    """
    import xarray as xr

    means, drawn = _means_by_phase(result, draws, seed, complete=True)
    counted = ~np.any(np.isnan(means), axis=1)
    peak = np.where(counted, np.nan_to_num(means, nan=-np.inf).argmax(1) + 1, 0)
    best = np.nan_to_num(drawn, nan=-np.inf).argmax(2)
    sureness = (best[..., None] == np.arange(3)).mean(0) * counted[:, None]
    return xr.Dataset(
        {
            "brochure": (("sign",), [sign.phase for sign in SIGNS]),
            "peak": (("sign",), peak),
            "mean": (("sign", "phase"), means),
            "sureness": (("sign", "phase"), sureness),
            "runs": int(_complete(phase_path(paths_of(result))).sum()),
        },
        _coordinates(),
    )


def _means_by_phase(
    result: xr.Dataset, draws: int, seed: int, complete: bool = False
) -> tuple[Array, Array]:
    """Means (sign, phase), and those of bootstrap draws of runs (draws, sign, phase).

    Over all months of all runs; or, if `complete`, over the means of runs with all three phases.
    """
    paths = paths_of(result)
    phase = phase_path(paths)
    kept = _complete(phase) if complete else np.ones(len(phase), dtype=bool)
    runs = int(kept.sum())
    means = np.full((len(SIGNS), 3), np.nan)
    drawn = np.full((draws, len(SIGNS), 3), np.nan)
    if not runs:
        return means, drawn
    weights = resample(runs, draws, seed)
    for k, sign in enumerate(SIGNS):
        values = sign.measure(paths)[kept]
        for code in (CHAFING, LEARNING, PRODUCING):
            there = (phase[kept] == code) & ~np.isnan(values)
            sums, counts = np.where(there, values, 0.0).sum(1), there.sum(1).astype(np.float64)
            if complete:
                sums, counts = sums / np.maximum(counts, 1.0), np.minimum(counts, 1.0)
            means[k, code - 1] = _ratio(sums.sum(), counts.sum())
            drawn[:, k, code - 1] = _ratio(weights @ sums, weights @ counts)
    return means, drawn


def _complete(phase: Codes) -> Bits:
    """(runs,): whether all of the phases 1 to 3 come."""
    passed: Bits = np.all([(phase == c).any(1) for c in (CHAFING, LEARNING, PRODUCING)], axis=0)
    return passed


def _ratio(above: Array, below: Array) -> Array:
    return np.where(below > 0.0, above / np.maximum(below, 1e-12), np.nan)


def _coordinates() -> dict[str, list[str] | list[int]]:
    return {"sign": [sign.code for sign in SIGNS], "phase": [CHAFING, LEARNING, PRODUCING]}
