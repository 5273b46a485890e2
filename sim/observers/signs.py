"""The eight signs of the brochure (S1-S8) as observables.

Each is defined on what is recorded of the alliance, never on time use or on the phase, so that it can
be a check on the phases rather than another name for them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sim.arrays import Array
from sim.observers.outcomes import gini
from sim.observers.paths import Paths, paths_of

if TYPE_CHECKING:
    import xarray as xr


@dataclass(frozen=True)
class Sign:
    """One sign: its code and words in the brochure, its phase there, and how it is measured."""

    code: str
    words: str
    phase: int
    definition: str
    measure: Callable[[Paths], Array]


def _change(values: Array, months: int = 3) -> Array:
    """Change over so many months, 0 at the start."""
    moved = np.zeros_like(values)
    moved[:, months:] = values[:, months:] - values[:, :-months]
    return moved


def _gains(paths: Paths) -> Array:
    return paths["joint_output"] / np.maximum(paths["own_output"], 1e-12) - 1.0


SIGNS: tuple[Sign, ...] = (
    Sign("S1", "the ambition leads and binds", 1,
         "commitment to the ambition less what is agreed: the ambition, not agreements, binds",
         lambda p: p["commitment"] - p["agreements"]),
    Sign("S2", "content above the table, the struggle under it", 1,
         "tension under the waterline",
         lambda p: p["tension_hidden"]),
    Sign("S3", "working together apart", 2,
         "agreements there without a shared story yet: agreements x (1 - language)",
         lambda p: p["agreements"] * (1.0 - p["language"])),
    Sign("S4", "discovering the differences", 2,
         "growth of knowledge of each other over three months",
         lambda p: _change(p["knowledge"])),
    Sign("S5", "a pecking order emerges", 2,
         "growth of the Gini coefficient of status over six months",
         lambda p: _change(gini(p["status"]), 6)),
    Sign("S6", "a shared language, a shared story", 3,
         "shared language and story",
         lambda p: p["language"]),
    Sign("S7", "unity finds its form", 3,
         "external profile x agreements: unity that shows and is settled",
         lambda p: p["profile"] * p["agreements"]),
    Sign("S8", "added value takes shape", 3,
         "joint output per own output, less 1",
         _gains),
)  # fmt: skip
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
        sign.code: (("run", "tick"), sign.measure(paths),
                    {"units": "1", "long_name": sign.words, "definition": sign.definition})
        for sign in SIGNS
    }  # fmt: skip
    return xr.Dataset(data, {"run": result.run, "tick": result.tick})


def sign_by_phase(result: xr.Dataset, draws: int = 400, seed: int = 0) -> xr.Dataset:
    """Mean of each sign in each phase, with intervals over runs.

    Args:
        result: what `sim.simulate` returned.
        draws: bootstrap draws of runs.
        seed: seed of the bootstrap, apart from all chance of the model.

    Returns:
        `mean`, `low` and `high` (sign, phase) with a 95 % interval; phases 1 to 3.
    """
    import xarray as xr

    from sim.observers.phases import phase_path

    paths = paths_of(result)
    phase = phase_path(paths)
    generator = np.random.default_rng(seed)
    picks = generator.integers(0, len(phase), (draws, len(phase)))
    means = np.full((len(SIGNS), 3, 3), np.nan)
    for k, sign in enumerate(SIGNS):
        values = sign.measure(paths)
        for code in (1, 2, 3):
            mask = (phase == code) & ~np.isnan(values)
            sums, counts = np.where(mask, values, 0.0).sum(1), mask.sum(1)
            if not counts.sum():
                continue
            boot = sums[picks].sum(1) / np.maximum(counts[picks].sum(1), 1)
            low, high = np.quantile(boot, [0.025, 0.975])
            means[k, code - 1] = sums.sum() / counts.sum(), low, high
    dims = ("sign", "phase")
    return xr.Dataset(
        {name: (dims, means[..., i]) for i, name in enumerate(("mean", "low", "high"))},
        {"sign": [sign.code for sign in SIGNS], "phase": [1, 2, 3]},
    )
