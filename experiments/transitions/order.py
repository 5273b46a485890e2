"""Order parameters of an alliance: single numbers that tell a productive from a stuck one.

Each looks at one month of a run and is there for every run, also for one that has ended by then. Which
tells best is a matter of evidence: `candidates` measures for each how well it parts runs that are in the
productive phase at that month from runs that are not, and whether its distribution has two modes by
itself. Phases are measured on hours and output, so that "joint" and "gain" part them well is no evidence; of
the others
`CHOSEN` parts them nearly as well as any, and unlike backing it has a value of its own, zero, for an
alliance that has ended.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from experiments.transitions.bimodality import Modes, modes
from experiments.transitions.scan import Floats
from sim.arrays import Bits
from sim.observers.paths import YEAR, Paths, alive, effort_of_a_member, over_members, work_of
from sim.observers.phases import PRODUCING, phase_path


@dataclass(frozen=True)
class OrderParameter:
    """One candidate.

    Attributes:
        meaning: what it is.
        of: from paths and a month (1 or later) to (runs,).
    """

    meaning: str
    of: Callable[[Paths, int], Floats]


def joint(paths: Paths, month: int) -> Floats:
    """Share of the hours for joint work, mean over the twelve months before, in [0, 1]."""
    year = slice(max(month - YEAR, 0), month)
    work = work_of(paths)
    share: Floats = work.share_of_all(work.joint)[:, year].mean(1)
    return share


def effort(paths: Paths, month: int) -> Floats:
    """Effort of a member in the month before against that of the first year; 0 once it has ended."""
    worked = effort_of_a_member(paths)
    first = worked[:, :YEAR].mean(1)
    share: Floats = worked[:, month - 1] / np.maximum(first, 1e-12)
    return share


def gain(paths: Paths, month: int) -> Floats:
    """Output of the twelve months before per own output of the first year; 0 once it has ended.

    So it counts what is achieved together and not how well those few who are left do.
    """
    year = slice(max(month - YEAR, 0), month)
    work = work_of(paths)
    start = work.own[:, :YEAR].sum(1)
    share: Floats = work.output[:, year].sum(1) / np.maximum(start, 1e-12)
    return share


def backing(paths: Paths, month: int) -> Floats:
    """Mean backing of the members; as it was last when it has ended."""
    return _last(over_members(paths["backing"]), month)


def trust(paths: Paths, month: int) -> Floats:
    """Mean trust between the members; as it was last when it has ended."""
    return _last(paths["trust"], month)


def knowledge(paths: Paths, month: int) -> Floats:
    """Mean knowledge of each other; as it was last when it has ended."""
    return _last(paths["knowledge"], month)


ORDER: dict[str, OrderParameter] = {
    "joint": OrderParameter("share of hours for joint work, last 12 months", joint),
    "gain": OrderParameter("output of 12 months against own of the first year", gain),
    "effort": OrderParameter("effort of a member against the first year", effort),
    "trust": OrderParameter("mean trust", trust),
    "knowledge": OrderParameter("mean knowledge of each other", knowledge),
    "backing": OrderParameter("mean backing", backing),
}
"""All candidates by name."""

CHOSEN = "effort"
"""The order parameter that transitions of alliances are studied by; see docs/tipping-points.md."""


@dataclass(frozen=True)
class Candidate:
    """How good an order parameter is.

    Attributes:
        name: in `ORDER`.
        parts: chance that a productive run has more of it than one that is not (area under the curve);
            1 when it parts them wholly, 1/2 when it tells nothing.
        overlap: what the two distributions have in common: 0 nothing, 1 all.
        modes: of all runs together; one that has ended is a run like any other.
        living: of those that live: whether they are of two kinds among themselves.
    """

    name: str
    parts: float
    overlap: float
    modes: Modes
    living: Modes


def is_productive(paths: Paths, month: int) -> Bits:
    """(runs,) whether a run lives and is in the productive phase in the month before `month`."""
    productive: Bits = phase_path(paths)[:, month - 1] == PRODUCING
    return productive


def candidates(paths: Paths, month: int) -> list[Candidate]:
    """All candidates, the one with the least overlap first.

    Args:
        paths: runs of which some are productive at that month and some are not.
        month: from 1 to the length of the runs.

    Raises:
        ValueError: when all runs are productive, or none: there is nothing to part.
    """
    productive = is_productive(paths, month)
    if productive.all() or not productive.any():
        raise ValueError("all runs are productive, or none: there is nothing to part")
    found = []
    for name, one in ORDER.items():
        values = one.of(paths, month)
        parts = area(values[productive], values[~productive])
        common = overlap(values[productive], values[~productive])
        living = modes(values[alive(paths)[:, month - 1]])
        found.append(Candidate(name, parts, common, modes(values), living))
    return sorted(found, key=lambda one: one.overlap)


def area(high: Floats, low: Floats) -> float:
    """Chance that a value of the first sample lies above one of the second, ties half."""
    from scipy.stats import mannwhitneyu

    return float(mannwhitneyu(high, low).statistic / (len(high) * len(low)))


def overlap(one: Floats, other: Floats) -> float:
    """What two samples have in common, in [0, 1].

    The cut that parts them best leaves some of each on the wrong side; the overlap is the sum of these
    two shares, which is 1 less the Kolmogorov-Smirnov distance.
    """
    from scipy.stats import ks_2samp

    return float(1.0 - ks_2samp(one, other).statistic)


def _last(values: Floats, month: int) -> Floats:
    """(runs,) the last value there is up to a month; 0 where there is none."""
    upto = values[:, :month]
    there = ~np.isnan(upto)
    last = upto.shape[1] - 1 - there[:, ::-1].argmax(1)
    return np.where(there.any(1), upto[np.arange(len(upto)), last], 0.0)
