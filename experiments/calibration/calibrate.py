"""A calibration from runs to draws; see `experiments.calibration` for how it goes."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from experiments.calibration.checks import check, missed
from experiments.calibration.design import run
from experiments.calibration.draws import DRAWS, FILE, write
from experiments.calibration.emulator import learn
from experiments.calibration.posterior import Inference, wanted
from experiments.calibration.priors import PRIORS
from experiments.calibration.report import Found, about
from experiments.sweeps.runner import Progress
from sim.model import Model

POINTS, TRUTHS, COUNTED, SEED = 16_384, 96, 150, 15
"""Runs of each setting, known truths, runs of each of them and setting, and the seed, if not said."""


def calibrate(
    folder: Path,
    *,
    points: int = POINTS,
    truths: int = TRUTHS,
    counted: int = COUNTED,
    seed: int = SEED,
    workers: int | None = None,
    model: Model | None = None,
) -> Found:
    """Calibrate the shipped model or another with the same parameters.

    Args:
        folder: where sweeps are kept and gone on with.
        points: one run each, over the priors.
        truths: known parameters to check the inference with; 0 for no check.
        counted: runs at each of them: more alliances are not counted there.
        seed: of all of it.
        workers: processes; left out: one for each core.
        model: what is run.
    """

    def tell(setting: str, done: Progress) -> None:
        print(f"\r{setting}: {done.done:,} of {done.total:,} runs", end="", file=sys.stderr)
        if done.done >= done.total:
            print(file=sys.stderr)

    seen = run(folder / "table", points, 1, seed, workers=workers, model=model, progress=tell)
    emulators = tuple(learn(seen.unit, observed) for observed in seen.observed)
    done, runs, error = None, 2 * points, np.zeros(len(emulators))
    if truths:
        known = run(
            folder / "truths",
            truths,
            counted,
            seed + 1,
            workers=workers,
            model=model,
            progress=tell,
        )
        error = missed(emulators, known)
        done = check(Inference.over(emulators, len(PRIORS), error), known, seed)
        runs += 2 * truths * counted
    inference = Inference.over(emulators, len(PRIORS), error)
    data = np.array([wanted(emulator.target) for emulator in emulators])
    return Found(PRIORS, emulators, inference.given(data, 20 * DRAWS, seed), done, error, runs)


def ship(found: Found, asked: Mapping[str, object], file: Path = FILE) -> None:
    """Write so many draws as ship.

    Args:
        found: a calibration.
        asked: what was asked of it, by name.
        file: where to; the package's own when left out.
    """
    values = {name: column[:DRAWS] for name, column in found.values().items()}
    write(file, values, about(found, asked))
