"""How often each instrument is right on systems whose answers are known: `python -m experiments.transitions rates`.

Every verdict is tried on systems that have what is asked for and on systems that have not, again and again
under new chance. A verdict is right, wrong, or leaves it open. Systems that no instrument of the kind can tell
apart are here too, and named so: a slow relaxation within a short wait, and noise that turns redder by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from experiments.transitions import warning
from experiments.transitions.bimodality import modes
from experiments.transitions.finite_size import Kind, Over, compare
from experiments.transitions.indicators import HISTORY
from experiments.transitions.loops import over_speeds
from experiments.transitions.matching import Watched
from experiments.transitions.scan import Floats, Scan
from experiments.transitions.systems import fold, ising, lattices, mean_field, wells
from experiments.transitions.systems.mean_field import System

Trial = Callable[[int], bool | None]
"""From a seed to what the instrument says: yes, no, or None where it leaves it open."""


@dataclass(frozen=True)
class Case:
    """A question that is put to an instrument about a known system.

    Attributes:
        asks: the question.
        system: what is looked at.
        truth: the answer.
        trial: what the instrument says under one seed.
    """

    asks: str
    system: str
    truth: bool
    trial: Trial


@dataclass(frozen=True)
class Rate:
    """How often an instrument was right about a system.

    Attributes:
        case: the question.
        right, wrong, left_open: shares of the trials.
        trials: how many.
    """

    case: Case
    right: float
    wrong: float
    left_open: float
    trials: int


def rate(case: Case, trials: int, seed: int = 0) -> Rate:
    """Put a question again and again.

    Args:
        case: the question.
        trials: how often.
        seed: of the first; the others follow.
    """
    said = [case.trial(seed + 1000 * k) for k in range(trials)]
    right = sum(one is case.truth for one in said) / trials
    left_open = sum(one is None for one in said) / trials
    return Rate(case, right, 1.0 - right - left_open, left_open, trials)


SHARPENS, TWO, KEPT, STAYS, WARNS = (
    "sharpens with size",
    "two modes",
    "past held",
    "loop stays",
    "slowing down warns",
)
"""The questions."""


@dataclass(frozen=True)
class _System:
    """A system that is looked at over a control at several sizes."""

    name: str
    sharpens: bool
    draw: System
    control: Floats
    sizes: tuple[int, ...] = (8, 16, 32, 64)
    kind: Kind = "plain"
    over: Over = "parameter"

    def trial(self, seed: int) -> bool | None:
        """What `compare` says of it."""
        scans = [self.draw(size, self.control, 240, seed + size) for size in self.sizes]
        found = compare(scans, kind=self.kind, over=self.over, resamples=200, seed=seed)
        return {"yes": True, "no": False, "cannot tell": None}[found.verdict]


def all_cases() -> list[Case]:
    """All questions about all systems."""
    return [*sharpening(), *two_modes(), *held(), *staying(), *warned()]


def systems() -> list[_System]:
    """Systems that sharpen with size, and that do not."""
    near = np.geomspace(0.005, 1.0, 14)
    heat = np.concatenate([np.linspace(0.3, 0.9, 7), np.linspace(0.94, 1.3, 10)])
    heat = np.concatenate([heat, [1.5, 2.0, 2.6, 3.2]])
    field = np.concatenate([-near[::-1], [0.0], near])
    share, line = np.linspace(0.02, 0.98, 25), np.linspace(-2.0, 2.0, 25)
    infects = np.concatenate([np.linspace(0.4, 2.0, 17), [2.3, 2.7, 3.2, 4.0]])
    large, m = (32, 64, 128, 256), mean_field
    return [
        _System("Curie-Weiss over temperature", True, m.curie_weiss, heat, large, "symmetric"),
        _System("Curie-Weiss over a field, T = 0.7", True, m.cold_field, field),
        _System("SIS, all meet all", True, m.sis, infects, large, "absorbing"),
        _System("Potts, 3 states", True, _potts(3), np.linspace(0.7, 1.5, 17), (6, 9, 14)),
        _System("Potts, 10 states", True, _potts(10), np.linspace(0.58, 0.86, 15), (6, 9, 12)),
        _System("percolation", True, lattices.percolation, np.linspace(0.3, 0.9, 25), (12, 24, 48)),
        _System("majorities of three", True, m.majority, share, over="start"),
        _System("separatrix", True, m.separatrix, share - 0.5, over="start"),
        _System("Curie-Weiss over a field, T = 2", False, m.warm_field, 1.5 * line),
        _System("voters", False, m.voters, share, over="start"),
        _System(
            "chain of spins",
            False,
            _chain,
            np.linspace(0.6, 3.0, 13),
            (16, 32, 64, 128),
            "symmetric",
        ),
        _System("independent spins", False, _independent, line),
        _System("luck that all share", False, m.shared_luck, line),
        _System("Ornstein-Uhlenbeck", False, m.ornstein_uhlenbeck, share),
    ]


def sharpening() -> list[Case]:
    """Does it sharpen with size?"""
    return [Case(SHARPENS, one.name, one.sharpens, one.trial) for one in systems()]


def _potts(states: int) -> System:
    def draw(size: int, heat: Floats, runs: int, seed: int) -> Scan:
        return lattices.potts(states, size, heat, runs=40, draws=8, warm=20 * states, seed=seed)

    return draw


def _chain(size: int, heat: Floats, runs: int, seed: int) -> Scan:
    return ising.chain(size, heat, runs=runs, seed=seed)


def _independent(size: int, field: Floats, runs: int, seed: int) -> Scan:
    return ising.independent(size, field, runs=runs, seed=seed)


Draw = Callable[[np.random.Generator, int], Floats]


def two_modes(counts: Sequence[int] = (100, 200, 500, 1500)) -> list[Case]:
    """Are there two modes, at several numbers of runs?"""
    kinds: list[tuple[str, bool, Draw]] = [
        (f"{share:.0%} of normals {far:g} widths away", True, _mixed(share, far))
        for share in (0.2, 0.25, 0.33)
        for far in (3.0, 3.5, 4.0)
    ]
    kinds += [
        (
            "a fifth at one value",
            True,
            lambda rng, n: np.where(rng.random(n) < 0.2, 0.0, rng.normal(5, 1, n)),
        ),
        ("a double well with jumps", True, lambda rng, n: wells.resting(0.5, n, rng)),
        ("Ornstein-Uhlenbeck", False, lambda rng, n: rng.normal(size=n)),
        ("uniform", False, lambda rng, n: rng.random(n)),
        ("exponential", False, lambda rng, n: rng.exponential(size=n)),
        ("lognormal", False, lambda rng, n: np.exp(rng.normal(size=n))),
        ("Student's t of 3", False, lambda rng, n: rng.standard_t(3, n)),
        ("triangle", False, lambda rng, n: rng.triangular(0, 1, 1, n)),
        ("whole numbers (Poisson of 3)", False, lambda rng, n: rng.poisson(3, n).astype(float)),
        ("normal, in whole months", False, lambda rng, n: rng.normal(40, 8, n).round()),
    ]

    def trial(draw: Draw, count: int) -> Trial:
        said = {"two": True, "one": False, "cannot tell": None}
        return lambda seed: said[modes(draw(np.random.default_rng(seed), count)).verdict]

    return [
        Case(f"{TWO}, {count:,} runs", name, truth, trial(draw, count))
        for count in counts
        for name, truth, draw in kinds
    ]


def _mixed(share: float, far: float) -> Draw:
    return lambda rng, n: np.where(rng.random(n) < share, far, 0.0) + rng.normal(size=n)


def held() -> list[Case]:
    """Do two pasts stay apart at one control?"""
    waits = np.array([0.0, 5.0, 10.0, 20.0, 40.0])
    kinds: list[tuple[str, bool, wells.Drift, float]] = [
        ("double well", True, wells.double_well, 0.05),
        ("double well with jumps", False, wells.double_well, 0.9),
        ("relaxing within 1", False, wells.slow(1.0), 0.05),
        ("relaxing within 20, waited for 40", False, wells.slow(20.0), 0.05),
        ("relaxing within 100, waited for 40", False, wells.slow(100.0), 0.05),
        (
            "relaxing within 1,000, waited for 40 (no instrument can tell)",
            False,
            wells.slow(1000.0),
            0.05,
        ),
    ]
    said = {"kept": True, "forgotten": False, "fading": False, "not told": None}

    def trial(drift: wells.Drift, noise: float) -> Trial:
        def put(seed: int) -> bool | None:
            (one,) = wells.met(drift, np.zeros(1), waits, noise=noise, seed=seed).meetings()
            return said[one.verdict]

        return put

    return [Case(KEPT, name, truth, trial(drift, noise)) for name, truth, drift, noise in kinds]


def staying() -> list[Case]:
    """Does a loop stay at no speed?"""
    kinds: list[tuple[str, bool, wells.Drift]] = [
        ("double well", True, wells.double_well),
        ("relaxing within 1", False, wells.slow(1.0)),
        ("relaxing within 20", False, wells.slow(20.0)),
        ("relaxing within 200", False, wells.slow(200.0)),
    ]
    said = {"stays": True, "lag": False, "none": False, "grows": None, "not told": None}

    def trial(drift: wells.Drift) -> Trial:
        def put(seed: int) -> bool | None:
            times = (25.0, 50.0, 100.0, 200.0)
            loops = [wells.turned(drift, t, runs=24, seed=seed) for t in times]
            return said[over_speeds(loops).verdict]

        return put

    return [Case(STAYS, name, truth, trial(drift)) for name, truth, drift in kinds]


def warned() -> list[Case]:
    """Does slowing down warn of what comes?"""
    kinds: list[tuple[str, bool, Callable[[int], Watched]]] = [
        ("fold, watched for long", True, lambda seed: fold.fold(120, runs=200, seed=seed)),
        (
            "well that flattens, watched for long",
            True,
            lambda seed: fold.flattening(120, runs=200, seed=seed),
        ),
        ("jumps by chance", False, lambda seed: fold.jumps(HISTORY, seed=seed)),
        (
            "noise that turns redder by itself (no instrument can tell)",
            False,
            lambda seed: fold.reddening(120, runs=200, seed=seed),
        ),
    ]

    def trial(system: Callable[[int], Watched]) -> Trial:
        def put(seed: int) -> bool | None:
            return warning.verdict("x", system(seed), system(seed + 1)).slows

        return put

    return [Case(WARNS, name, truth, trial(system)) for name, truth, system in kinds]
