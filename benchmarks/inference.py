"""Which inference: ours against pyABC, judged on alliances whose parameters are known.

`pip install pyabc`, then `python -m benchmarks.inference out/calibration`; some five minutes. The folder is one
that `python -m experiments.calibration` left. Its emulators stand in for the model, so that thousands of data
sets can be had; both methods infer the same truths from the same data. Ours learns from one run at each of
some points, once for all truths; pyABC (sequential Monte Carlo, its own method) simulates
data sets for each truth anew. Scores are means over parameters, on their prior's unit scale.
"""

from __future__ import annotations

import logging
import sys
import tempfile
from pathlib import Path

import numpy as np

from experiments.calibration.calibrate import POINTS, SEED
from experiments.calibration.checks import DRAWS
from experiments.calibration.design import Observed, run
from experiments.calibration.emulator import learn
from experiments.calibration.posterior import Inference
from experiments.calibration.priors import PRIORS
from sim.observers.intervals import share_interval

TRUTHS = 20
PARTICLES = 100
EVALUATIONS = 1_000
"""Data sets that pyABC may simulate for each truth."""


def quick(emulator):
    """The mean of an emulator at one point, without the library's overhead for each call."""
    powers = emulator.fit[0].powers_
    weights, constant = (
        np.ravel(emulator.fit[-1].coef_),
        float(np.ravel(emulator.fit[-1].intercept_)[0]),
    )

    def mean(unit):
        found = float(((2.0 * unit - 1.0) ** powers).prod(1) @ weights) + constant
        return 1.0 / (1.0 + np.exp(-found)) if emulator.share else found

    return mean


class StandIn:
    """The emulators of a calibration, as a model to draw from."""

    def __init__(self, folder: Path, seed: int = 0) -> None:
        table = run(folder / "table", POINTS, 1, SEED)
        self.emulators = [learn(table.unit, observed) for observed in table.observed]
        self.means = [quick(emulator) for emulator in self.emulators]
        self.chance = np.random.default_rng(seed)

    def one_run(self, unit):
        """Values of one run at each point."""
        found = []
        for emulator in self.emulators:
            mean = emulator.mean(unit)
            if emulator.share:
                value = (self.chance.random(len(unit)) < mean).astype(float)
            else:
                value = self.chance.normal(mean, emulator.noise)
            found.append(Observed(emulator.target, np.arange(len(unit)), value))
        return found

    def data(self, unit):
        """Numbers of the targets at one point, with counting error and distance."""
        numbers = []
        for emulator, of_one in zip(self.emulators, self.means, strict=True):
            mean = of_one(unit)
            cases = int(emulator.target.cases)
            if emulator.share:
                counted = self.chance.binomial(cases, np.clip(mean, 0, 1)) / cases
            else:
                counted = self.chance.normal(mean, emulator.noise / np.sqrt(cases))
            numbers.append(counted + emulator.target.distance * self.chance.standard_normal())
        return np.array(numbers)


def by_pyabc(stand_in: StandIn, data, seed: int):
    """Draws by pyABC."""
    import pyabc

    np.random.seed(seed)  # noqa: NPY002 (pyABC draws from the global generator)
    names = [prior.name for prior in PRIORS]
    prior = pyabc.Distribution(**{name: pyabc.RV("uniform", 0, 1) for name in names})
    scale = {str(k): 1.0 / e.target.distance for k, e in enumerate(stand_in.emulators)}

    def model(point):
        numbers = stand_in.data(np.array([point[name] for name in names]))
        return {str(k): value for k, value in enumerate(numbers)}

    abc = pyabc.ABCSMC(
        model,
        prior,
        pyabc.PNormDistance(p=2, fixed_weights=scale),
        population_size=PARTICLES,
        sampler=pyabc.sampler.SingleCoreSampler(),
    )
    with tempfile.TemporaryDirectory() as folder:
        abc.new(f"sqlite:///{folder}/abc.db", {str(k): v for k, v in enumerate(data)})
        history = abc.run(max_total_nr_simulations=EVALUATIONS)
        frame, weight = history.get_distribution()
        used = history.total_nr_simulations
    rows = np.random.default_rng(seed).choice(len(frame), DRAWS, p=weight / weight.sum())
    return frame[names].to_numpy()[rows], used


def score(truths, draws):
    """Coverage of 50 and 90 % intervals, and the continuous ranked probability score."""
    ranks = np.array([(d < t).sum(0) for d, t in zip(draws, truths, strict=True)])
    inside = np.abs(2 * (ranks + 0.5) / (DRAWS + 1) - 1)
    told = [share_interval(float((inside < level).sum()), inside.size) for level in (0.5, 0.9)]
    crps = np.mean(
        [
            np.abs(d - t).mean(0) - 0.5 * np.abs(d[:, None] - d[None]).mean((0, 1))
            for d, t in zip(draws, truths, strict=True)
        ]
    )
    return [*(f"{s.value:.0%}" for s in told), f"{crps:.4f}"]


def main() -> None:
    """Print the table."""
    logging.getLogger("ABC").setLevel(logging.ERROR)
    stand_in = StandIn(Path(sys.argv[1]))
    count = len(PRIORS)
    truths = np.random.default_rng(1).random((TRUTHS, count))
    data = [stand_in.data(truth) for truth in truths]
    unit = np.random.default_rng(2).random((POINTS, count))
    emulators = [learn(unit, observed) for observed in stand_in.one_run(unit)]
    inference = Inference.over(emulators, count)
    ours = [inference.given(d, DRAWS, seed).unit for seed, d in enumerate(data)]
    theirs, used = zip(*(by_pyabc(stand_in, d, seed) for seed, d in enumerate(data)), strict=True)
    alliances = sum(int(e.target.cases) for e in emulators)
    print("| method | alliances simulated | within 50 % | within 90 % | CRPS |")
    print("|---|---|---|---|---|")
    for name, runs, draws in (
        ("emulators, weights", POINTS * 2, ours),
        ("pyABC", sum(used) * alliances, theirs),
    ):
        print("|", " | ".join([name, f"{runs:,}", *score(truths, draws)]), "|", flush=True)


if __name__ == "__main__":
    main()
