"""Calibrate: `python -m experiments.calibration`; an interrupted one is gone on with.

Runs the sweeps, learns the emulators, checks the inference on known truths, draws from the posterior, and
writes the draws (posterior.csv) and the tables (calibration.md) into the folder; with --ship the draws also
into the package. `python docs/calibration.py` does the same and fills the page and its pictures.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from experiments.calibration.calibrate import COUNTED, POINTS, SEED, TRUTHS, calibrate, ship
from experiments.calibration.draws import FILE
from experiments.calibration.report import tables
from sim.model import Model


def main() -> None:
    """Read the arguments, calibrate, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("out/calibration"))
    parser.add_argument("--points", type=int, default=POINTS, help="runs of each setting")
    parser.add_argument("--truths", type=int, default=TRUTHS, help="known truths; 0 for no check")
    parser.add_argument("--counted", type=int, default=COUNTED, help="runs of a truth and setting")
    parser.add_argument("--seed", type=int, default=SEED)
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
    text = "\n\n".join(f"## {name}\n\n{table}" for name, table in tables(found).items())
    print(text)
    (given.out / "calibration.md").write_text(f"{text}\n", "utf-8")
    asked = {
        "points, truths, counted, seed": (given.points, given.truths, given.counted, given.seed),
        "model": (model or Model()).digest[:16],
    }
    for file in [given.out / FILE.name, *([FILE] if given.ship else [])]:
        ship(found, asked, file)


if __name__ == "__main__":
    main()
