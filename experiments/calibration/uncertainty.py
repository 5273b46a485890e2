"""What follows under parameters that nobody knows: runs over the posterior, and where outcomes differ from.

>>> from experiments.calibration.uncertainty import uncertain
>>> len(uncertain(most=20).draws)
20
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.stats import f, norm, t

from experiments.calibration.draws import shipped_draws
from sim.arrays import Array
from sim.ensemble import Batch, batch_size
from sim.model import Model
from sim.observers.intervals import Interval
from sim.observers.outcomes import TIMES, outcomes_of, restricted
from sim.observers.paths import paths_of_record
from sim.results import Record
from sim.scenarios import Scenario
from sim.start import begin, names_of

SPLIT = ("added_value", "output", "productive", "survived")
"""Outcomes that are split unless others are asked for."""
PAIRS = 8
"""Pairs of runs that each set of parameters gets at least where an effect is judged over them."""
FEWEST = 10
"""Fewest sets."""
ROBUST = 0.9
"""Share of the posterior in which an effect must have its sign to be called robust."""
_RESAMPLES = 1_000


def uncertain(model: Model | None = None, most: int | None = None) -> Model:
    """A model whose fitted parameters are drawn from their posterior, a set for each run.

    Args:
        model: what is run; the shipped model when left out. What it says of a parameter stands.
        most: sets to use; left out: all that ship.

    Raises:
        AllianceError: when no draws ship.
    """
    own = model or Model()
    draws = shipped_draws()[:most]
    kept = tuple({k: v for k, v in draw.items() if k not in own.parameters} for draw in draws)
    return replace(own, draws=kept)


def sets_for(pairs: int) -> int:
    """Sets of parameters among which so many pairs of runs are shared out, to judge an effect over them."""
    return max(FEWEST, pairs // PAIRS)


@dataclass(frozen=True)
class Robustness:
    """An effect over sets of parameters that fit the data.

    Attributes:
        sets: how many.
        effect: its mean over them, with a 95 % interval over sets.
        spread: standard deviation of the true effect between sets, estimated.
        share: of the posterior in which the effect has the sign of its mean, estimated.
        least: the same with the most spread that the runs allow (95 %).
    """

    sets: int
    effect: Interval
    spread: float
    share: float
    least: float

    @property
    def robust(self) -> bool:
        """Whether it holds: its interval leaves out nought, and nearly all sets have its sign."""
        return bool(self.effect.low > 0 or self.effect.high < 0) and self.least >= ROBUST


def robustness(difference: Array, which: NDArray[np.int64]) -> Robustness:
    """Judge a paired difference over sets of parameters.

    Effects of sets are normal about a common mean; their spread is what the variance of the sets' means
    exceeds that within sets (analysis of variance with random effects).

    Args:
        difference: (pairs,) with the change less without; NaN are left out.
        which: (pairs,) number of the set of each.
    """
    there = ~np.isnan(difference)
    value, group = difference[there], which[there]
    numbers, index, count = np.unique(group, return_inverse=True, return_counts=True)
    sets, pairs = len(numbers), len(value)
    means = np.bincount(index, weights=value) / count
    within = float(((value - means[index]) ** 2).sum()) / max(pairs - sets, 1)
    grand = float(value.mean())
    between = float((count * (means - grand) ** 2).sum()) / max(sets - 1, 1)
    size = (pairs - float((count**2).sum()) / pairs) / max(sets - 1, 1)
    half = float(t.ppf(0.975, max(sets - 1, 1))) * float(means.std(ddof=1)) / np.sqrt(sets)
    low = float(f.ppf(0.05, sets - 1, max(pairs - sets, 1)))
    spread = np.sqrt(max((between - within) / size, 0.0))
    most = np.sqrt(max((between / low - within) / size, 0.0))
    effect = Interval(grand, grand - half, grand + half)
    return Robustness(sets, effect, float(spread), _share(grand, spread), _share(grand, most))


def _share(mean: float, spread: float) -> float:
    if spread == 0.0:
        return 1.0 if mean else 0.5
    return float(norm.cdf(abs(mean) / spread))


@dataclass(frozen=True)
class Split:
    """Where the variance of an outcome comes from; shares sum to 1.

    Attributes:
        outcome: its name.
        parameters: what nobody knows.
        alliance: which alliance it is: members, ties and task that are drawn.
        chance: what happens to it.
    """

    outcome: str
    parameters: Interval
    alliance: Interval
    chance: Interval


def split(
    scenario: Scenario,
    *,
    outcomes: Sequence[str] = SPLIT,
    sets: int = 50,
    alliances: int = 2,
    chances: int = 2,
    seed: int = 0,
    model: Model | None = None,
) -> list[Split]:
    """Split the variance of outcomes by nested runs: sets, alliances in each, chances for each.

    Args:
        scenario: any.
        outcomes: names in `sim.observers.outcomes.OUTCOMES`.
        sets: sets of parameters, from the posterior, >= 2.
        alliances: drawn under each set, >= 2.
        chances: courses of each alliance, >= 2.
        seed: of all of them.
        model: what is run; the shipped model when left out.
    """
    shape = (sets, alliances, chances)
    own = uncertain(model, sets)
    values = _nested(scenario, shape, seed, own)
    return [_split(name, _whole(name, values[name], scenario).reshape(shape)) for name in outcomes]


def _whole(name: str, values: Array, scenario: Scenario) -> Array:
    return restricted(values, scenario.length) if name in TIMES else values


def _nested(
    scenario: Scenario, shape: tuple[int, int, int], seed: int, model: Model
) -> dict[str, Array]:
    """Outcomes of all runs, in the order of set, alliance, chance."""
    sets, alliances, chances = shape
    # Run numbers say both which alliance is drawn and, by their remainder, which set it has.
    number = np.arange(sets)[:, None] + sets * np.arange(alliances)
    drawn = np.repeat(number.ravel(), chances)
    course = np.arange(len(drawn))
    parts = []
    for first in range(0, len(drawn), size := batch_size(len(names_of(scenario)))):
        own = drawn[first : first + size]
        start = begin([scenario], np.zeros(len(own), np.intp), own, seed, model)
        start.chance = start.chance.under(seed + 1, course[first : first + size])
        batch, record = Batch(start), Record(start)
        while batch.now < start.length:
            lived = batch.state.running
            batch.step()
            record.keep(batch.now - 1, batch.state, batch.flows, batch.derived, lived)
        parts.append(outcomes_of(paths_of_record(record.values)))
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _split(name: str, values: Array) -> Split:
    sets = len(values)
    rows = np.random.default_rng(0).integers(0, sets, (_RESAMPLES, sets))
    drawn = np.array([_shares(values[row]) for row in rows])
    low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
    parts = [
        Interval(*(float(x) for x in of)) for of in zip(_shares(values), low, high, strict=True)
    ]
    return Split(name, *parts)


def _shares(values: Array) -> Array:
    """Shares of variance between sets, between alliances within sets, and within alliances."""
    _, alliances, chances = values.shape
    by_alliance, by_set = values.mean(2), values.mean((1, 2))
    within = float(values.var(2, ddof=1).mean())
    of_alliances = chances * float(by_alliance.var(1, ddof=1).mean())
    of_sets = alliances * chances * float(by_set.var(ddof=1))
    parts = np.array(
        [
            max(of_sets - of_alliances, 0.0) / (alliances * chances),
            max(of_alliances - within, 0.0) / chances,
            within,
        ]
    )
    whole = parts.sum()
    return parts / whole if whole > 0 else np.array([0.0, 0.0, 1.0])
