"""The edge between phases: where it runs, and how surely that is known.

Places lie in the unit square: each axis from 0 (its low end) to 1 (its high end), even in its logarithm
where the study says so. All widths are shares of the axes' ranges.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from contourpy import contour_generator
from numpy.typing import NDArray
from scipy.special import logit

from experiments.phase_diagrams.surface import Floats, Surface

Z = 1.96
"""Half-width of a 95 % interval in standard deviations."""
FINE = 81
"""Places along each axis on which the edge is looked for."""
MOST = 0.9
"""Share of the edge's length along which it must be known to the stated width."""
_STEP = 1e-3
_FLAT = 1e-3


@dataclass(frozen=True)
class Counts:
    """What was seen: how often each phase came up at each place.

    Attributes:
        places: (points, 2) in the unit square.
        hits: (points, phases) runs in which it was that phase; one column when it is a yes or no.
        runs: (points,) runs that could be looked at.
    """

    places: Floats
    hits: Floats
    runs: Floats


@dataclass(frozen=True)
class Margin:
    """By how much one phase leads over another, in log-odds: 0 on the edge between them.

    Attributes:
        one, other: which phases; `other` is None for a yes or no against a level.
        mean, sd: (places,) of the lead.
        leads: (places,) whether no third phase is more common than both.
    """

    one: int
    other: int | None
    mean: Floats
    sd: Floats
    leads: NDArray[np.bool_]


class Field:
    """How probable each phase is over the square.

    Args:
        counts: what was seen.
        level: share of the runs that makes the edge; for a yes or no only.

    Raises:
        ValueError: when there is nothing to learn from.
    """

    def __init__(self, counts: Counts, level: float = 0.5) -> None:
        there = counts.runs > 0
        if not there.any():
            raise ValueError("no point has a run")
        self.level = float(logit(level))
        self.phases = counts.hits.shape[1]
        self.surfaces = [
            Surface(counts.places[there], hits, counts.runs[there]) for hits in counts.hits[there].T
        ]

    def margins(self, places: Floats) -> list[Margin]:
        """The lead of each phase over each other, at some places."""
        found = [surface.at(places) for surface in self.surfaces]
        if self.phases == 1:
            mean, sd = found[0]
            return [Margin(0, None, mean - self.level, sd, np.ones(len(mean), np.bool_))]
        means = np.stack([mean for mean, _ in found])
        return [
            Margin(
                a,
                b,
                means[a] - means[b],
                np.hypot(found[a][1], found[b][1]),
                np.maximum(means[a], means[b]) >= means.max(0),
            )
            for a, b in combinations(range(self.phases), 2)
        ]

    def undecided(self, places: Floats) -> NDArray[np.bool_]:
        """(places,) where it cannot be told, with 95 % certainty, which side of the edge they are."""
        doubts = [(np.abs(m.mean) < Z * m.sd) & m.leads for m in self.margins(places)]
        undecided: NDArray[np.bool_] = np.any(doubts, axis=0)
        return undecided


@dataclass(frozen=True)
class Edge:
    """The edge, as lines in the unit square.

    Attributes:
        lines: (vertices, 2) each.
        half: (vertices,) each: half-width of the 95 % band, measured across the edge.
        between: the phases on either side of each line.
        doubt: share of the square that lies in the band or is not known yet.
    """

    lines: tuple[Floats, ...]
    half: tuple[Floats, ...]
    between: tuple[tuple[int, int | None], ...]
    doubt: float

    @property
    def length(self) -> float:
        """Length of all lines, in sides of the square."""
        return float(sum(steps(line).sum() for line in self.lines))

    @property
    def width(self) -> float:
        """To within what share of the axes' ranges the edge is known: not farther than this from where
        it is drawn along nine tenths of its length, with 95 % certainty at each place. It is not
        smaller than what is undecided over the square would make of a band along it, so places not
        looked at yet count; without an edge, this alone is left.
        """
        spread = self.doubt / (2.0 * max(self.length, 1.0))
        if not self.lines:
            return spread
        half = np.concatenate([(h[:-1] + h[1:]) / 2 for h in self.half])
        weight = np.concatenate([steps(line) for line in self.lines])
        order = np.argsort(half)
        reached = np.cumsum(weight[order]) >= MOST * weight.sum()
        return max(float(half[order][reached.argmax()]), spread)


def grid(across: int, up: int | None = None) -> Floats:
    """(across * up, 2) places on a lattice, x first."""
    return lattice(np.linspace(0, 1, across), np.linspace(0, 1, up or across))


def lattice(x: Floats, y: Floats) -> Floats:
    """(len(x) * len(y), 2) places, x first."""
    return np.stack(np.meshgrid(x, y, indexing="ij"), axis=-1).reshape(-1, 2)


def find(field: Field, fine: int = FINE) -> Edge:
    """Find the edge in a field.

    Args:
        field: how probable each phase is.
        fine: places along each axis.
    """
    ticks = np.linspace(0, 1, fine)
    places = grid(fine)
    margins = field.margins(places)
    lines, half, between = [], [], []
    for k, margin in enumerate(margins):
        known = np.ma.masked_array(margin.mean, ~margin.leads).reshape(fine, fine)
        for line in contour(ticks, ticks, known):
            lines.append(line)
            half.append(_half(field, k, line))
            between.append((margin.one, margin.other))
    doubt = np.any([(np.abs(m.mean) < Z * m.sd) & m.leads for m in margins], axis=0)
    return Edge(tuple(lines), tuple(half), tuple(between), float(doubt.mean()))


def contour(x: Floats, y: Floats, values: Floats, level: float = 0.0) -> Iterator[Floats]:
    """Lines of one height through a table with x along the first axis."""
    for line in contour_generator(x, y, values.T).lines(level):
        if len(line) > 1:
            yield np.asarray(line)


def steps(line: Floats) -> Floats:
    """(vertices - 1,) lengths of the pieces of a line."""
    lengths: Floats = np.hypot(*np.diff(line, axis=0).T)
    return lengths


def _half(field: Field, k: int, line: Floats) -> Floats:
    """Half-width of the band: standard deviation of the lead over its slope (delta method)."""
    aside = [line + step for step in np.array([[1, 0], [-1, 0], [0, 1], [0, -1]]) * _STEP]
    around = field.margins(np.concatenate([line, *aside]))[k]
    count = len(line)
    _, right, left, up, down = np.split(around.mean, 5)
    slope = np.hypot(right - left, up - down) / (2 * _STEP)
    half: Floats = np.minimum(Z * around.sd[:count] / np.maximum(slope, _FLAT), 1.0)
    return half
