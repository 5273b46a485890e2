"""How often the intervals of `sim.observers.intervals` hold the truth: `python docs/intervals.py`, two minutes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.stats import t

from sim.observers.intervals import mean_interval, quantile_interval

Draw = Callable[[np.random.Generator, int], np.ndarray]

RUNS = (3, 5, 10, 20, 50, 200)
SAMPLES = 1000
KINDS: dict[str, tuple[Draw, float]] = {
    "yes in .90": (lambda rng, n: (rng.random(n) < 0.9).astype(float), 0.9),
    "nine in ten at the cap, else even": (
        lambda rng, n: np.where(rng.random(n) < 0.9, 1.0, rng.random(n)),
        0.95,
    ),
    "49 in 50 at the cap, else even": (
        lambda rng, n: np.where(rng.random(n) < 0.98, 1.0, rng.random(n)),
        0.99,
    ),
    "two modes, beta(.2, .2)": (lambda rng, n: rng.beta(0.2, 0.2, n), 0.5),
    "skewed, beta(.3, 3)": (lambda rng, n: rng.beta(0.3, 3.0, n), 0.3 / 3.3),
    "even": (lambda rng, n: rng.random(n), 0.5),
    "close together, far from 0 and 1": (lambda rng, n: 0.5 + 0.01 * rng.standard_t(5, n), 0.5),
    "two modes, one in four in the far one": (
        lambda rng, n: np.where(rng.random(n) < 0.75, rng.beta(2, 20, n), rng.beta(20, 2, n)),
        0.75 * 2 / 22 + 0.25 * 20 / 22,
    ),
    "two modes, one in twenty in the far one": (
        lambda rng, n: np.where(rng.random(n) < 0.95, rng.beta(2, 20, n), rng.beta(20, 2, n)),
        0.95 * 2 / 22 + 0.05 * 20 / 22,
    ),
}


def main() -> None:
    """Print shares of 95 % intervals that hold the mean (bounds 0 and 1), and the median."""
    print(f"| means, 0 to 1 | {' | '.join(f'{n} runs' for n in RUNS)} |")
    print("|---|" + "--:|" * len(RUNS))
    for name, (draw, truth) in KINDS.items():
        cells = []
        for n in RUNS:
            rng = np.random.default_rng(n)
            found = [mean_interval(draw(rng, n), 0.0, 1.0) for _ in range(SAMPLES)]
            cells.append(f"{np.mean([one.low <= truth <= one.high for one in found]):.3f}")
        print(f"| {name} | {' | '.join(cells)} |")
    cells = []
    for n in RUNS:
        rng = np.random.default_rng(n)
        found = [quantile_interval(rng.exponential(size=n)) for _ in range(SAMPLES)]
        held = [not (one.low > np.log(2) or one.high < np.log(2)) for one in found]
        cells.append(f"{np.mean(held):.3f}")
    print(f"| median of an exponential | {' | '.join(cells)} |")
    cells = []
    for n in RUNS:
        rng = np.random.default_rng(n)
        samples = 0.5 + 0.01 * rng.normal(size=(SAMPLES // 10, n))
        half = [mean_interval(one, 0.0, 1.0).half for one in samples]
        ours = t.ppf(0.975, n - 1) * samples.std(1, ddof=1) / np.sqrt(n)
        cells.append(f"{np.median(half / ours):.2f}")
    print(f"| width beside Student's, normal, far from 0 and 1 | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
