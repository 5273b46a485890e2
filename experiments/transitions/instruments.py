"""The instruments on systems whose answers are known, before they are believed about alliances.

Each check says what is known, what was found with its 95 % interval, and whether they agree. Known critical
values are those of infinite systems. Small ones are off by more than chance, the more the smaller they are
(corrections to scaling), and a bootstrap interval does not know of that: so each check states how far off
it may be beside the interval, and `agrees` counts both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from experiments.transitions.bimodality import Modes, modes
from experiments.transitions.collapse import REFITS, Collapse, collapse
from experiments.transitions.cumulant import crossing
from experiments.transitions.finite_size import Comparison, compare, unsigned
from experiments.transitions.scan import Curve, Estimate, Scan, order
from experiments.transitions.systems import ising
from experiments.transitions.systems.hierarchy import QUARTIC, duel, steepness
from experiments.transitions.systems.ising import BETA, BINDER, GAMMA, NU, ONSAGER


@dataclass(frozen=True)
class Check:
    """One known answer and what an instrument says.

    Attributes:
        asks: what is asked of which instrument.
        known: the answer, as a number or in words.
        found: what the instrument says.
        slack: how far off a system of this size may be beside chance; 0 for words.
    """

    asks: str
    known: float | str
    found: Estimate | str
    slack: float = 0.0

    @property
    def agrees(self) -> bool:
        """Whether the known answer lies within the interval widened by the slack, or is what is said."""
        if isinstance(self.known, str) or isinstance(self.found, str):
            return self.known == self.found
        return self.found.low - self.slack <= self.known <= self.found.high + self.slack


@dataclass(frozen=True)
class Known:
    """A known system as the instruments see it.

    Attributes:
        name: of the system.
        scans: one for each size.
        comparison: over the sizes.
        collapses: by the quantity that was collapsed.
        curves: what was collapsed, by the same names.
        checks: against what is known.
        modes: by the value of the control at which they were looked for.
    """

    name: str
    scans: list[Scan]
    comparison: Comparison
    collapses: dict[str, Collapse]
    curves: dict[str, list[Curve]]
    checks: list[Check]
    modes: dict[float, Modes]


SQUARE_T = np.concatenate(
    [np.arange(1.7, 2.05, 0.1), np.arange(2.1, 2.5, 0.04), np.arange(2.52, 3.6, 0.12)]
)
"""Temperatures: dense around the transition, wide enough for a peak to fall to half."""


def square(
    sizes: Sequence[int] = (8, 12, 16, 24, 32),
    *,
    runs: int = 120,
    draws: int = 20,
    refits: int = REFITS,
    seed: int = 0,
) -> Known:
    """The square lattice: crossing, peak, collapse, modes; see `experiments.transitions.systems.ising`."""
    scans = [
        ising.square(size, SQUARE_T, runs=runs, draws=draws, seed=seed + size) for size in sizes
    ]
    swings = [unsigned(scan) for scan in scans]
    seen = compare(scans, kind="symmetric")
    near = {"cumulant": (2.1, 2.5), "susceptibility": (2.1, 2.6), "order parameter": (2.1, 2.5)}
    curves = {
        "cumulant": list(seen.binder),
        "susceptibility": list(seen.chi),
        "order parameter": [order(one) for one in swings],
    }
    curves = {name: [one.within(*near[name]) for one in row] for name, row in curves.items()}
    ratios = {"cumulant": 0.0, "susceptibility": GAMMA / NU, "order parameter": -BETA / NU}
    collapses = {
        name: collapse(
            row, 2.3, 1.0, 0.9 * ratios[name], fixed_ratio=name == "cumulant", refits=refits
        )
        for name, row in curves.items()
    }
    ends = crossing(seen.binder[0], seen.binder[-1])
    looked = {float(SQUARE_T[k]): modes(scans[-1].values[k, :, -1]) for k in (0, len(SQUARE_T) - 1)}
    cold, warm = looked.values()
    binder, chi, mean = (collapses[name] for name in curves)
    checks = [
        Check("transition by the crossing of cumulants", ONSAGER, ends.at, 0.02),
        Check("cumulant where they cross", BINDER, ends.height, 0.02),
        Check("transition by collapse of the cumulant", ONSAGER, binder.critical, 0.02),
        Check("transition by collapse of the susceptibility", ONSAGER, chi.critical, 0.03),
        Check("transition by collapse of the order parameter", ONSAGER, mean.critical, 0.03),
        Check("1/nu by collapse of the cumulant", 1 / NU, binder.inverse_nu, 0.1),
        Check("gamma/nu by collapse of the susceptibility", GAMMA / NU, chi.ratio, 0.1),
        Check("beta/nu by collapse of the order parameter", BETA / NU, _less(mean.ratio), 0.05),
        Check("gamma/nu by the growth of the peak", GAMMA / NU, seen.growth, 0.1),
        Check("1/nu by the narrowing of the peak", 1 / NU, seen.narrowing, 0.2),
        Check("transition", "yes", seen.verdict),
        Check(f"two modes at T = {SQUARE_T[0]:.1f}", "yes", _yes(cold.two)),
        Check(f"two modes at T = {SQUARE_T[-1]:.1f}", "no", _yes(warm.two)),
    ]
    return Known("square lattice", scans, seen, collapses, curves, checks, looked)


def chain(sizes: Sequence[int] = (16, 32, 64, 128), *, runs: int = 400, seed: int = 0) -> Known:
    """The chain: no transition above T = 0, though neighbours pull as hard as on the square lattice."""
    heat = np.linspace(0.6, 3.0, 13)
    scans = [ising.chain(size, heat, runs=runs, seed=seed + size) for size in sizes]
    seen = compare(scans, kind="symmetric")
    return Known("chain", scans, seen, {}, {}, [Check("transition", "no", seen.verdict)], {})


def independent(sizes: Sequence[int] = (8, 16, 32, 64), *, runs: int = 400, seed: int = 0) -> Known:
    """Spins that do not answer to each other: a smooth crossover with a peak that does not grow."""
    field = np.linspace(-2.0, 2.0, 17)
    scans = [ising.independent(size, field, runs=runs, seed=seed + size) for size in sizes]
    seen = compare(scans)
    middle = modes(scans[-1].values[len(field) // 2])
    checks = [
        Check("transition", "no", seen.verdict),
        Check("exponent of the height of the peak", 0.0, seen.growth, 0.0),
        Check("two modes at no field", "no", _yes(middle.two)),
    ]
    return Known("independent spins", scans, seen, {}, {}, checks, {0.0: middle})


STRENGTH = np.concatenate(
    [np.arange(0.4, 0.75, 0.1), np.arange(0.75, 1.275, 0.05), np.arange(1.3, 1.95, 0.1)]
)
"""Fights remembered against those needed, K; see `experiments.transitions.systems.hierarchy`."""


def hierarchy(
    memories: Sequence[int] = (10, 20, 40, 80),
    *,
    runs: int = 4000,
    refits: int = REFITS,
    seed: int = 0,
) -> Known:
    """Two who fight: the egalitarian and the hierarchical, with memory as size."""
    scans = [duel(STRENGTH, memory=memory, runs=runs, seed=seed + memory) for memory in memories]
    swings = [unsigned(scan) for scan in scans]
    seen = compare(scans, kind="symmetric")
    curves = {"cumulant": list(seen.binder), "order parameter": [order(one) for one in swings]}
    curves = {name: [one.within(0.74, 1.31) for one in row] for name, row in curves.items()}
    collapses = {
        name: collapse(row, 1.1, 0.6, ratio, fixed_ratio=name == "cumulant", refits=refits)
        for (name, row), ratio in zip(curves.items(), (0.0, -0.2), strict=True)
    }
    binder, mean = collapses["cumulant"], collapses["order parameter"]
    ends = crossing(seen.binder[0], seen.binder[-1])
    looked = {float(STRENGTH[k]): modes(scans[-1].values[k]) for k in (0, len(STRENGTH) - 1)}
    low, high = looked.values()
    checks = [
        Check("transition by the crossing of cumulants", 1.0, ends.at, 0.05),
        Check("cumulant where they cross", QUARTIC, ends.height, 0.04),
        Check("transition by collapse of the cumulant", 1.0, binder.critical, 0.05),
        Check("1/nu by collapse of the cumulant", 0.5, binder.inverse_nu, 0.1),
        Check("beta/nu by collapse of the order parameter", 0.25, _less(mean.ratio), 0.1),
        Check("gamma/nu by the growth of the peak", 0.5, seen.growth, 0.1),
        Check("1/nu by the narrowing of the peak", 0.5, seen.narrowing, 0.1),
        Check("transition", "yes", seen.verdict),
        Check(f"two modes at K = {STRENGTH[0]:.1f}", "no", _yes(low.two)),
        Check(f"two modes at K = {STRENGTH[-1]:.1f}", "yes", _yes(high.two)),
    ]
    return Known("hierarchy of two", scans, seen, collapses, curves, checks, looked)


def rank(
    members: int = 8, memories: Sequence[int] = (10, 20, 40, 80), *, runs: int = 80, seed: int = 0
) -> Known:
    """A group's rank order: how steep it is, over K, with memory as size; its peak goes to K = 1."""
    found = [
        steepness(STRENGTH, members=members, memory=memory, runs=runs, seed=seed + memory)
        for memory in memories
    ]
    scans = [
        replace(scan, size=float(memory), units=float(memory))
        for scan, memory in zip(found, memories, strict=True)
    ]
    seen = compare(scans)
    onset = seen.peaks[-1].at
    checks = [
        Check(f"onset of rank among {members} by the peak of the susceptibility", 1.0, onset, 0.1)
    ]
    return Known(f"rank order of {members}", scans, seen, {}, {}, checks, {})


def size_is_not_number(
    members: Sequence[int] = (4, 8, 16), *, memory: float = 20.0, runs: int = 400, seed: int = 0
) -> Known:
    """The same rank order with the number of individuals as size: it does not sharpen."""
    scans = [
        steepness(STRENGTH, members=count, memory=memory, runs=runs, seed=seed + count)
        for count in members
    ]
    seen = compare(scans)
    checks = [Check("transition that sharpens with number", "no", seen.verdict)]
    return Known("rank order over number", scans, seen, {}, {}, checks, {})


def _less(estimate: Estimate) -> Estimate:
    return Estimate(-estimate.value, -estimate.high, -estimate.low, estimate.found)


def _yes(there: bool) -> str:
    return "yes" if there else "no"
