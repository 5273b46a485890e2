"""Runs for a calibration, as sweeps that resume: one at each of many points, or many at a few true ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from experiments.calibration.priors import PRIORS, Prior
from experiments.sweeps.collection import collect
from experiments.sweeps.runner import Progress, sweep
from experiments.sweeps.study import Study
from experiments.world.measures import Lives, values
from experiments.world.targets import FITTED, SETTINGS, Target
from sim.arrays import Array
from sim.model import Model
from sim.observers.outcomes import ENDINGS

KEPT = (
    "months",
    "ending",
    "time_to_learning",
    "time_to_productivity",
    "members_changed",
    "hours_conflict",
)
"""Outcomes that the fitted targets are read from."""


@dataclass(frozen=True)
class Observed:
    """Values that one target has in runs.

    Attributes:
        target: which.
        point: (values,) number of the point of each run that counts.
        value: (values,) what it measures in that run.
    """

    target: Target
    point: NDArray[np.intp]
    value: Array


@dataclass(frozen=True)
class Table:
    """Runs over the priors.

    Attributes:
        unit: (points, parameters) places in the unit cube.
        observed: what each fitted target has.
    """

    unit: Array
    observed: tuple[Observed, ...]


def study(
    setting: str,
    points: int,
    runs: int,
    seed: int,
    given: tuple[Prior, ...] = PRIORS,
    targets: tuple[Target, ...] = FITTED,
) -> Study:
    """A study of a setting over the priors.

    Args:
        setting: a name in `SETTINGS`.
        points: how many; Sobol points for the emulator's one run each, else a Latin hypercube.
        runs: at each point.
        seed: of points and runs.
        given: the priors.
        targets: those that are fitted.
    """
    months = max(int(t.month) for t in targets if t.setting == setting) or 60
    length = max(months, 60)
    factors = [
        {
            "name": prior.name,
            "path": f"parameters.{prior.name}",
            "low": prior.low,
            "high": prior.high,
            "scale": "log" if prior.log else "linear",
        }
        for prior in given
    ]
    return Study.from_dict(
        {
            "title": f"calibration: {setting}",
            "scenario": SETTINGS[setting].build(length),
            "design": "sobol" if runs == 1 else "latin-hypercube",
            "points": points,
            "replicates": runs,
            "seed": seed,
            "chance": "independent",
            "factor": factors,
            "keep": {"outcomes": list(KEPT)},
        }
    )


def run(
    folder: Path,
    points: int,
    runs: int,
    seed: int,
    *,
    given: tuple[Prior, ...] = PRIORS,
    targets: tuple[Target, ...] = FITTED,
    workers: int | None = None,
    model: Model | None = None,
    progress: Callable[[str, Progress], None] | None = None,
) -> Table:
    """Run, or go on with, the sweeps of all settings that the targets need.

    Args:
        folder: where their stores are; an interrupted one is gone on with.
        points, runs, seed, given, targets: see `study`.
        workers: processes; left out: one for each core.
        model: what is run; the shipped model when left out.
        progress: called with the setting and how far it is.
    """
    unit, observed = np.empty((0, len(given))), []
    for setting in dict.fromkeys(target.setting for target in targets):
        store = folder / setting
        asked = study(setting, points, runs, seed, given, targets)
        tell = (lambda p, s=setting: progress(s, p)) if progress else None
        sweep(asked, store, workers=workers, model=model, progress=tell)
        unit, point, lives = read(store, given, asked.base().length)
        for target in targets:
            if target.setting == setting:
                found, counts = values(lives, target)
                observed.append(Observed(target, point[counts], found))
    order = {target.key: k for k, target in enumerate(targets)}
    return Table(unit, tuple(sorted(observed, key=lambda o: order[o.target.key])))


def read(
    store: Path, given: tuple[Prior, ...], length: int
) -> tuple[Array, NDArray[np.intp], Lives]:
    """Points, the point of each run, and the runs of a store."""
    frame = collect(store)
    frame = frame[frame["error"].isna()]
    point = frame["point"].to_numpy(dtype=np.intp)
    places = np.column_stack([p.unit(frame[p.name].to_numpy(np.float64)) for p in given])
    unit = np.zeros((int(point.max()) + 1, len(given)))
    unit[point] = places
    outcomes = {
        name: frame[name].to_numpy(np.float64, na_value=np.nan) for name in KEPT if name != "ending"
    }
    number = {name: float(k) for k, name in enumerate(ENDINGS)}
    outcomes["ending"] = frame["ending"].map(number).to_numpy(np.float64)
    return unit, point, Lives(outcomes, length)
