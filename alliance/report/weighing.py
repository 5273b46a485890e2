"""What weighs at home before a member leaves: the constituency's judgement, part by part.

A constituency's backing follows its judgement, a sum of seven parts (`sim.agents.backing`), and a member
can leave when backing is low. So what counts against the alliance before it leaves is, within the
model, what drives it; and where that is more than in runs in which it stays, it is what makes the
difference. The parts are kept while the runs are made; reading them changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from sim.agents.backing import back
from sim.agents.perception import Perception
from sim.arrays import Array
from sim.declared import Lookup
from sim.model import Model
from sim.rules.backing import BackingParameters

PARTS = ("results", "goals", "fairness", "profile", "cost", "conflict", "identity")
"""What a constituency weighs, in the order of its judgement."""

YEAR = 12
FEWEST = 10
"""Leavings under which nothing is said about what drives them."""
CONFIDENCE = 0.95


def parts_of(perceived: Perception, p: Lookup, results: Array) -> tuple[Array, ...]:
    """The parts of the judgement in the order of `PARTS`; with backing by nature they add up to it.

    Args:
        perceived: (runs, N) each.
        p: parameters, shaped for members.
        results: (runs, N) this month's results for own goals, see `sim.agents.backing.back`.

    Returns:
        Arrays (runs, N), negative where a part counts against the alliance.
    """
    own = p(BackingParameters)
    return (
        own.backing_results * back(perceived, p, results)[1],
        own.backing_goals * (perceived.alignment - own.middle_alignment),
        own.backing_fairness * perceived.justice,
        own.backing_profile * perceived.profile,
        -own.backing_cost * perceived.dependence * perceived.deprivation,
        -own.backing_conflict * perceived.rift,
        -own.backing_identity * perceived.identity_loss,
    )


class Weighing:
    """Keeps what constituencies weigh while runs are made with its `model`.

    Args:
        length: months of the runs.
        model: what is run; the shipped model when left out.
    """

    def __init__(self, length: int, model: Model | None = None) -> None:
        self._length, self._model = length, model or Model()
        self._kept: list[Array] = []

    @property
    def model(self) -> Model:
        """The model to make runs with: the one given, with an ear at its constituencies."""
        decisions = replace(self._model.decisions, back=self._back)
        return replace(self._model, decisions=decisions)

    def parts(self) -> Array:
        """(parts, runs, ticks, N) of all runs made so far, in the order in which they were."""
        batches = [
            np.stack(self._kept[first : first + self._length], axis=2)
            for first in range(0, len(self._kept), self._length)
        ]
        return np.concatenate(batches, axis=1)

    def _back(self, perceived: Perception, p: Lookup, results: Array) -> tuple[Array, Array]:
        shape = perceived.backing.shape
        parts = parts_of(perceived, p, results)
        self._kept.append(np.stack([np.broadcast_to(part, shape) for part in parts]))
        return self._model.decisions.back(perceived, p, results)


@dataclass(frozen=True)
class Drive:
    """What a part of the judgement is before a member leaves, on the scale of backing.

    Attributes:
        part: one of `PARTS`.
        level: its mean; negative when it counts against the alliance.
        difference, low, high: against the same months in runs in which the member is still there; NaN
            when too few are. The intervals of all parts hold together.
    """

    part: str
    level: float
    difference: float
    low: float
    high: float


def drives(parts: Array, leaves: NDArray[np.bool_], stays: NDArray[np.bool_]) -> tuple[Drive, ...]:
    """What weighs in the year before members leave, what counts most against staying first.

    The mean over the twelve months up to leaving is compared with the mean over the same months of the
    same member in runs in which it is there and stays. The interval is Student's with the infinitesimal
    jackknife over runs (Efron 1982), so that runs count as the independent cases that they are, and
    both sides of the comparison are taken to be uncertain.

    Args:
        parts: (parts, runs, ticks, N).
        leaves: (runs, ticks, N) the member leaves in this month.
        stays: (runs, ticks, N) it is there and does not.

    Returns:
        Nothing when there are fewer than `FEWEST` leavings.
    """
    there = leaves | stays
    recent = _last_year(np.where(there, parts, 0.0)) / np.maximum(
        _last_year(there.astype(np.float64)), 1.0
    )
    count = int(leaves.sum())
    if count < FEWEST:
        return ()
    level = np.where(leaves, recent, 0.0).sum((1, 2, 3)) / count
    apart = _apart(recent, leaves, stays)
    found = [Drive(*told) for told in zip(PARTS, map(float, level), *apart, strict=True)]
    return tuple(sorted(found, key=lambda drive: drive.level))


def _apart(recent: Array, leaves: NDArray[np.bool_], stays: NDArray[np.bool_]) -> list[list[float]]:
    """Difference between who leaves and who stays, low end and high end, each by part."""
    others = stays.sum(0)
    cases = leaves & (others > 0)
    count = int(cases.sum())
    if count < FEWEST:
        return [[float("nan")] * len(PARTS)] * 3
    usual = np.where(stays, recent, 0.0).sum(1) / np.maximum(others, 1)
    apart = recent - usual[:, None]
    mean = np.where(cases, apart, 0.0).sum((1, 2, 3)) / count
    per_other = np.where(stays, cases.sum(0) / np.maximum(others, 1), 0.0)
    pull = np.where(cases, apart - mean[:, None, None, None], 0.0) - apart * per_other
    runs = pull.shape[1]
    spread = np.sqrt(runs / (runs - 1) * (pull.sum((2, 3)) ** 2).sum(1)) / count
    half = stats.t.ppf(1.0 - (1.0 - CONFIDENCE) / (2 * len(PARTS)), count - 1) * spread
    return [ends.tolist() for ends in (mean, mean - half, mean + half)]


def _last_year(values: Array) -> Array:
    """Sums over the last twelve months, along the ticks (last axis but one)."""
    sums = np.cumsum(values, axis=-2)
    sums[..., YEAR:, :] -= sums[..., :-YEAR, :].copy()
    return sums
