"""How many runs a phase diagram takes, against a full grid and against the adaptive package.

    python -m benchmarks.phase_diagram [--quick]

Every method is given the same kind of runs and judged by the same distance: the mean distance between
the edge it finds and the reference, both ways, in ranges of the axes. The runs each needs for the same
distance are compared; a full grid may choose its replicates afterwards, at each budget those that do best.
Then: how often the stated intervals hold the truth. Everything is measured in one run; quote the ratios.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import pairwise

import adaptive
import numpy as np
from scipy.spatial import cKDTree
from scipy.special import expit
from scipy.stats import qmc

from experiments.phase_diagrams.acquisition import select_points
from experiments.phase_diagrams.edge import Counts, Field, contour, find, grid, lattice
from experiments.phase_diagrams.plane import Plane, Scaled
from experiments.phase_diagrams.surface import Floats
from experiments.phase_diagrams.tipping import trace
from experiments.sweeps.factors import Variations, changes_of
from experiments.sweeps.plan import batch_runs
from experiments.sweeps.study import load_study
from sim.ensemble import run_batch
from sim.observers.outcomes import outcomes_of
from sim.observers.paths import paths_of_record

Look = Callable[[Floats, int], Floats]
"""Hits at some places with so many runs each."""

RUNS, ROUND, FIRST = 8, 32, 32
TICKS = np.linspace(0.0, 1.0, 33)
MOST = 3584


def wave(places: Floats) -> Floats:
    """A known share, whose edge is x = 0.25 + 0.4 y² + 0.06 sin 6y."""
    x, y = places.T
    return expit((x - (0.25 + 0.4 * y**2 + 0.06 * np.sin(6 * y))) / 0.06)


def island(places: Floats) -> Floats:
    """A known share, whose edge is a circle."""
    return expit((0.28 - np.hypot(places[:, 0] - 0.55, places[:, 1] - 0.5)) / 0.05)


# -- distances --------------------------------------------------------------------------------
def dense(lines: list[Floats]) -> Floats:
    """Points close together on lines."""
    parts = [
        a + (b - a) * np.linspace(0, 1, 5)[:, None] for line in lines for a, b in pairwise(line)
    ]
    return np.concatenate(parts) if parts else np.zeros((0, 2))


def apart(lines: list[Floats], truth: Floats) -> float:
    """Mean distance between lines and the reference, both ways; 1 when there are no lines."""
    found = dense(lines)
    if not len(found):
        return 1.0
    return float(cKDTree(found).query(truth)[0].mean() + cKDTree(truth).query(found)[0].mean()) / 2


def lines_of(values: Floats, side: int, level: float = 0.5) -> list[Floats]:
    """Lines through a table on a lattice as it is, without smoothing."""
    ticks = np.linspace(0, 1, side)
    return list(contour(ticks, ticks, values.reshape(side, side), level))


def smooth(places: Floats, hits: Floats, runs: float) -> list[Floats]:
    """Lines through the Gaussian process of all that was seen."""
    return list(find(Field(Counts(places, hits[:, None], np.full(len(places), runs)))).lines)


# -- methods: (runs, lines) as they go ----------------------------------------------------------
def ours(look: Look, seed: int) -> Iterator[tuple[int, list[Floats]]]:
    """The sampler of phase diagrams."""
    places = qmc.Sobol(2, rng=np.random.default_rng(seed)).random(FIRST)
    hits = look(places, RUNS)
    while len(places) * RUNS <= MOST:
        field = Field(Counts(places, hits[:, None], np.full(len(places), float(RUNS))))
        yield len(places) * RUNS, list(find(field).lines)
        more = lattice(TICKS, TICKS)[select_points(field, TICKS, TICKS, ROUND, RUNS)]
        places, hits = np.concatenate([places, more]), np.concatenate([hits, look(more, RUNS)])


def package(look: Look, seed: int) -> Iterator[tuple[int, list[Floats], list[Floats]]]:
    """adaptive.Learner2D on the share of RUNS runs at a point: as it interpolates, and smoothed."""
    learner = adaptive.Learner2D(lambda _: 0.0, bounds=[(0.0, 1.0), (0.0, 1.0)])
    places, hits = np.zeros((0, 2)), np.zeros(0)
    while (len(places) + ROUND) * RUNS <= MOST:
        asked = np.array(learner.ask(ROUND)[0])
        observed = look(asked, RUNS)
        learner.tell_many([tuple(point) for point in asked], (observed / RUNS).tolist())
        places, hits = np.concatenate([places, asked]), np.concatenate([hits, observed])
        plain = learner.interpolator(scaled=False)(grid(81)).ravel()
        yield len(places) * RUNS, lines_of(plain, 81), smooth(places, hits, RUNS)


def full_grids(
    look: Look, sides: tuple[int, ...], replicates: tuple[int, ...]
) -> Iterator[tuple[int, list[Floats], list[Floats]]]:
    """Full grids: as they are, and smoothed by the same process as ours."""
    for side in sides:
        for runs in replicates:
            places = grid(side)
            hits = look(places, runs)
            yield len(places) * runs, lines_of(hits / runs, side), smooth(places, hits, runs)


# -- comparing --------------------------------------------------------------------------------
def needed(observed: list[tuple[int, float]], distance: float) -> float:
    """Fewest runs after which the distance, the mean over seeds, is reached; infinite when never."""
    table: dict[int, list[float]] = {}
    for runs, error in observed:
        table.setdefault(runs, []).append(error)
    reached = [runs for runs, errors in table.items() if np.mean(errors) <= distance]
    return min(reached, default=np.inf)


def compare(
    name: str,
    look_with: Callable[[int], Look],
    truth: Floats,
    seeds: int,
    sides: tuple[int, ...],
    replicates: tuple[int, ...],
    grid_with: Callable[[int], Look] | None = None,
) -> None:
    """Measure all methods on one plane and print what each needs."""
    kinds = ("ours", "adaptive", "adaptive, smoothed", "grid", "grid, smoothed")
    errors: dict[str, list[tuple[int, float]]] = {kind: [] for kind in kinds}
    for seed in range(seeds):
        for runs, lines in ours(look_with(seed), seed):
            errors["ours"].append((runs, apart(lines, truth)))
        for runs, plain, smoothed in package(look_with(1000 + seed), seed):
            errors["adaptive"].append((runs, apart(plain, truth)))
            errors["adaptive, smoothed"].append((runs, apart(smoothed, truth)))
        for runs, plain, smoothed in full_grids(
            (grid_with or look_with)(2000 + seed), sides, replicates
        ):
            errors["grid"].append((runs, apart(plain, truth)))
            errors["grid, smoothed"].append((runs, apart(smoothed, truth)))
    most = max(runs for runs, _ in errors["grid"])
    print(
        f"\n{name}: runs to a mean distance of …, and times ours (grids up to {most:,} runs, others "
        f"up to {MOST:,}; mean of {seeds})"
    )
    distances = (0.03, 0.02, 0.015, 0.01, 0.0075)
    print(f"  {'':<20}" + "".join(f"{d:>18.4f}" for d in distances))
    base = [needed(errors["ours"], d) for d in distances]
    for kind in kinds:
        cells = ""
        for d, own in zip(distances, base, strict=True):
            runs = needed(errors[kind], d)
            times = "" if np.isinf(runs) or np.isinf(own) else f" ({runs / own:.1f}x)"
            cells += f"{'never' if np.isinf(runs) else f'{runs:,.0f}' + times:>18}"
        print(f"  {kind:<20}{cells}")


def binomial(share: Callable[[Floats], Floats]) -> Callable[[int], Look]:
    """Independent runs of a known share."""

    def with_seed(seed: int) -> Look:
        draw = np.random.default_rng(seed)
        return lambda places, runs: draw.binomial(runs, share(places)).astype(float)

    return with_seed


def truth_of(share: Callable[[Floats], Floats]) -> Floats:
    """The edge of a known share."""
    return dense(lines_of(share(grid(401)), 401))


# -- the model --------------------------------------------------------------------------------
class Model:
    """A shipped study as a plane: runs at any place, each with a number of its own."""

    def __init__(self, name: str) -> None:
        study = load_study(name)
        self.axes, self.variations = study.axes(), Variations(study.base())
        self.plane = Plane(*(Scaled(axis) for axis in self.axes))

    def __call__(self, seed: int) -> Look:
        """Runs with a seed."""
        used = 0

        def look(places: Floats, runs: int) -> Floats:
            nonlocal used
            columns = self.plane.columns(places)
            scenarios = [
                self.variations.build(changes_of(self.axes, {n: c[k] for n, c in columns.items()}))
                for k in range(len(places))
            ]
            which = np.repeat(np.arange(len(places)), runs)
            numbers = used + np.arange(len(which))
            used += len(which)
            size = batch_runs(len(scenarios[0].places()), scenarios[0].length)
            hits = np.zeros(len(places))
            for first in range(0, len(which), size):
                part = slice(first, first + size)
                own, local = np.unique(which[part], return_inverse=True)
                record = run_batch([scenarios[k] for k in own], local, numbers[part], seed)
                counted = outcomes_of(paths_of_record(record.values))["productive"] > 0.5
                np.add.at(hits, which[part], counted)
            return hits

        return look


def of_the_model(name: str, side: int, runs: int, seeds: int) -> None:
    """A huge grid as reference; smaller grids are parts of it, which favours them."""
    model = Model(name)
    blocks = [model(100 + k)(grid(side), runs // 8) for k in range(8)]
    whole = np.sum(blocks, axis=0)
    truth = dense(smooth(grid(side), whole, float(runs // 8 * 8)))

    def part(seed: int) -> Look:
        first = seed % 8

        def look(places: Floats, wanted: int) -> Floats:
            every = (side - 1) // (round(len(places) ** 0.5) - 1)
            count = wanted // (runs // 8)
            own = np.sum([blocks[(first + k) % 8] for k in range(count)], axis=0)
            return own.reshape(side, side)[::every, ::every].ravel()

        return look

    sides = tuple(s for s in (5, 7, 9, 13, 25) if s <= side and (side - 1) % (s - 1) == 0)
    print(f"\nreference of {name}: {side} x {side} x {runs // 8 * 8} = {whole.size * runs:,} runs")
    compare(name, model, truth, seeds, sides, (runs // 8, runs // 4, runs // 2), part)


# -- intervals --------------------------------------------------------------------------------
def intervals(times: int) -> None:
    """How often stated intervals hold a known truth."""
    print(f"\nhow often 95 % intervals hold the truth, {times} times each")
    for title, share in (("wave", wave), ("island", island)):
        truth, held = truth_of(share), []
        for seed in range(times):
            draw = binomial(share)(seed)
            places = qmc.Sobol(2, rng=np.random.default_rng(seed)).random(FIRST)
            hits = draw(places, RUNS)
            while True:
                field = Field(Counts(places, hits[:, None], np.full(len(places), float(RUNS))))
                edge = find(field)
                if edge.width <= 0.03:
                    break
                more = lattice(TICKS, TICKS)[select_points(field, TICKS, TICKS, ROUND, RUNS)]
                places = np.concatenate([places, more])
                hits = np.concatenate([hits, draw(more, RUNS)])
            off = cKDTree(truth).query(np.concatenate(edge.lines))[0]
            held.append(
                (
                    np.mean(off <= np.concatenate(edge.half)),
                    np.mean(off <= 0.03),
                    len(places) * RUNS,
                )
            )
        band, width, runs = np.mean(held, axis=0)
        print(
            f"  {title}, edge known to ±0.03 after {runs:,.0f} runs: the band holds it along "
            f"{band:.1%}, it lies within ±0.03 along {width:.1%}"
        )
    for edge, scale, paired in (
        (0.4, 0.08, 1.0),
        (0.4, 0.08, 0.0),
        (0.3, 0.15, 1.0),
        (0.4, 0.03, 0.5),
        (0.1, 0.1, 1.0),
    ):
        held, wide = [], []
        for seed in range(times):
            found = trace(_tipping(edge, scale, paired, seed), 0.0, 1.0, 1000, seed=seed)
            low, high = found.intervals[found.nearest(edge)] if found.edges else (np.nan, np.nan)
            held.append(low <= edge <= high)
            wide.append(high - low)
        told = {1.0: "paired", 0.0: "independent"}.get(paired, "half paired")
        print(
            f"  tipping at {edge:g}, scale {scale:g}, {told} runs: {np.mean(held):.1%} "
            f"(half-width {np.mean(wide) / 2:.3f})"
        )


def _tipping(
    edge: float, scale: float, paired: float, seed: int
) -> Callable[[Floats, Floats], Floats]:
    draw = np.random.default_rng([seed, 1])

    def counted(values: Floats, numbers: Floats) -> Floats:
        own = np.array([np.random.default_rng([seed, 0, n]).logistic(edge, scale) for n in numbers])
        shape = (len(values), len(numbers))
        alone = draw.logistic(edge, scale, shape)
        return values[:, None] > np.where(draw.random(shape) < paired, own, alone)

    return counted


def main() -> None:
    """Measure and print; `--quick` measures less."""
    quick = "--quick" in sys.argv
    sides, replicates = (
        ((7, 11, 15, 21), (8, 24, 64)) if quick else ((7, 9, 11, 15, 21), (8, 24, 64))
    )
    seeds = 2 if quick else 5
    for share in (wave, island):
        compare(share.__name__, binomial(share), truth_of(share), seeds, sides, replicates)
    intervals(8 if quick else 60)
    of_the_model("trust-and-values", 13 if quick else 25, 16 if quick else 48, 1 if quick else 3)


if __name__ == "__main__":
    main()
