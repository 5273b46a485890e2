"""Calibrate: `python -m experiments.calibration`; an interrupted one is gone on with.

Runs the sweeps, learns the emulators, checks the inference on known truths, draws from the posterior, and
writes the draws (posterior.csv), what pictures need (calibration.json) and the tables (calibration.md) into
the folder; with --ship the draws also into the package.
"""

from __future__ import annotations

import argparse
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
from experiments.calibration.report import Found, about, tables
from experiments.sweeps.runner import Progress
from sim.model import Model


def calibrate(
    folder: Path,
    *,
    points: int = 16_384,
    truths: int = 128,
    counted: int = 200,
    seed: int = 15,
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


def main() -> None:
    """Read the arguments, calibrate, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("out/calibration"))
    parser.add_argument("--points", type=int, default=16_384, help="runs of each setting")
    parser.add_argument("--truths", type=int, default=128, help="known truths; 0 for no check")
    parser.add_argument("--counted", type=int, default=200, help="runs of each truth and setting")
    parser.add_argument("--seed", type=int, default=15)
    parser.add_argument("--workers", type=int, help="processes; one for each core if not given")
    parser.add_argument("--model", metavar="MODULE:NAME", help="a model other than the shipped one")
    parser.add_argument("--ship", action="store_true", help="put the draws into the package")
    given = parser.parse_args()
    model = Model.load(given.model) if given.model else None
    found = calibrate(
        given.out,
        points=given.points,
        truths=given.truths,
        counted=given.counted,
        seed=given.seed,
        workers=given.workers,
        model=model,
    )
    text = tables(found)
    for name, table in text.items():
        print(f"\n## {name}\n\n{table}")
    print(f"\n{found.runs:,} runs; {found.posterior.effective:.0f} effective draws.")
    (given.out / "calibration.md").write_text(
        "\n\n".join(f"## {name}\n\n{table}" for name, table in text.items()) + "\n", "utf-8"
    )
    found.save(given.out / "calibration.json")
    asked: Mapping[str, object] = {
        "points, truths, counted, seed": (given.points, given.truths, given.counted, given.seed),
        "model": (model or Model()).digest[:16],
    }
    for file in [given.out / FILE.name, *([FILE] if given.ship else [])]:
        values = {name: column[:DRAWS] for name, column in found.values().items()}
        write(file, values, about(found, asked))


if __name__ == "__main__":
    main()
