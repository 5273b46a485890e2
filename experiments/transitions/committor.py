"""The committor: the chance that an alliance in a given state becomes productive before it ends.

It is the best single number for how far along an alliance is: 0 where it is lost, 1 where it has made it,
1/2 on the divide. Two ways to it check each other:

- `fit` estimates it from many runs, as a function of what can be seen in a month (a logistic regression,
  whose linear part is the reaction coordinate); `calibration` asks on runs it has not seen whether of
  those it gives 30 % some 30 % do get there.
- `relaunch` takes the state of one run in one month and lets it go on many times under fresh chance. That
  is the committor of that state by brute force, with no model of it at all.

A run that is neither productive nor ended when it stops has not become productive in time; the grant has a
term, so the month belongs to the state.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from experiments.transitions.first_passage import REACHED, first_passages
from experiments.transitions.scan import Floats
from sim.chance import Chance, Process, Words, member_keys
from sim.ensemble import Batch, batch_size
from sim.model import Model
from sim.observers.intervals import share_interval
from sim.observers.paths import Paths, alive, grievance, over_members, paths_of_record, work_of
from sim.results import Record
from sim.scenarios import Scenario
from sim.start import begin, names_of

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

FEATURES = (
    "trust",
    "knowledge",
    "grievance",
    "agreements",
    "language",
    "backing",
    "results_seen",
    "joint",
    "members",
)
"""What a state is seen by, each in one month."""


@dataclass(frozen=True)
class States:
    """States of runs that could still go either way in a month.

    Attributes:
        month: number of months done.
        runs: (states,) which rows of the paths they are.
        seen: (states, features) what is seen of each, in the order of `FEATURES`.
        reached: (states,) whether it became productive later on.
    """

    month: int
    runs: NDArray[np.intp]
    seen: Floats
    reached: NDArray[np.bool_]

    def only(self, chosen: NDArray[np.intp] | NDArray[np.bool_]) -> States:
        """Some of them."""
        return States(self.month, self.runs[chosen], self.seen[chosen], self.reached[chosen])


def states(paths: Paths, month: int) -> States:
    """The states after so many months of all runs that live and are not productive yet.

    Args:
        paths: of the runs.
        month: from 1 to less than the length of the runs.
    """
    waits = first_passages(paths)
    open_ = alive(paths)[:, month] & (waits.times > month)
    rows = np.flatnonzero(open_)
    at = month - 1
    work = work_of(paths)
    values = {
        **paths,
        "grievance": grievance(paths),
        "backing": over_members(paths["backing"]),
        "results_seen": over_members(paths["results_seen"]),
        "joint": work.share_of_all(work.joint),
    }
    seen = np.stack([values[name][rows, at] for name in FEATURES], axis=1)
    return States(month, rows, seen, waits.causes[rows] == REACHED)


@dataclass(frozen=True)
class Committor:
    """An estimated committor.

    Attributes:
        month: the month whose states it is for.
        model: standardisation and logistic regression.
    """

    month: int
    model: Pipeline

    def at(self, seen: Floats) -> Floats:
        """(states,) chance to become productive."""
        chance: Floats = self.model.predict_proba(seen)[:, 1]
        return chance

    def coordinate(self, seen: Floats) -> Floats:
        """(states,) the reaction coordinate: the log-odds of becoming productive."""
        odds: Floats = self.model.decision_function(seen)
        return odds

    def weights(self) -> dict[str, float]:
        """Log-odds per standard deviation of each feature."""
        return dict(zip(FEATURES, map(float, self.model[-1].coef_[0]), strict=True))


def fit(known: States) -> Committor:
    """Estimate the committor from runs of which is known what became of them.

    Args:
        known: states, some that got there and some that did not.

    Raises:
        ValueError: when all got there, or none.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    if known.reached.all() or not known.reached.any():
        raise ValueError(
            "all of these states become productive, or none: there is nothing to estimate"
        )
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
    return Committor(known.month, model.fit(known.seen, known.reached))


@dataclass(frozen=True)
class Calibration:
    """Whether given chances come true.

    Attributes:
        given: (bins,) mean chance that was given.
        seen, low, high: (bins,) share that came true, with Wilson's interval.
        count: (bins,).
        brier: mean squared distance of chance and what came; smaller is better.
        base: the same when all are given the common share.
        error: mean distance of given and seen, weighted by count.
        chance: p-value of Spiegelhalter's test (1986) that the chances are right.
    """

    given: Floats
    seen: Floats
    low: Floats
    high: Floats
    count: NDArray[np.int_]
    brier: float
    base: float
    error: float
    chance: float


def calibration(given: Floats, came: NDArray[np.bool_], bins: int = 10) -> Calibration:
    """Compare given chances with what came true.

    Args:
        given: (cases,) chances in [0, 1].
        came: (cases,) whether it did.
        bins: groups with as many cases each.
    """
    from scipy.stats import norm

    chance, true = np.asarray(given, float), np.asarray(came, float)
    parts = [part for part in np.array_split(np.argsort(chance, kind="stable"), bins) if len(part)]
    mean = np.array([chance[part].mean() for part in parts])
    share = np.array([true[part].mean() for part in parts])
    count = np.array([len(part) for part in parts])
    _, low, high = np.array(
        [share_interval(float(s * n), int(n)) for s, n in zip(share, count, strict=True)]
    ).T
    sure = np.clip(chance, 1e-9, 1.0 - 1e-9)
    off = ((true - sure) * (1.0 - 2.0 * sure)).sum()
    spread = np.sqrt(((1.0 - 2.0 * sure) ** 2 * sure * (1.0 - sure)).sum())
    return Calibration(
        mean,
        share,
        low,
        high,
        count,
        brier=float(((chance - true) ** 2).mean()),
        base=float(true.mean() * (1.0 - true.mean())),
        error=float(np.average(np.abs(mean - share), weights=count)),
        chance=float(2.0 * norm.sf(abs(off / max(spread, 1e-12)))),
    )


class Forked(Chance):
    """The chance of some runs up to a month, and other chance from there on.

    Args:
        seed, runs, members: of the chance up to there, as for `Chance`.
        month: the first month with other chance.
        fresh: seed from then on, other than the first; the runs are then numbered from 0, so that no two
            branches of one run share their chance.
    """

    def __init__(
        self, seed: int, runs: NDArray[np.int64], members: list[int], month: int, fresh: Chance
    ) -> None:
        super().__init__(seed, runs, members)
        self._month = month
        self._fresh = fresh

    def meet(self, low: Words, high: Words) -> None:
        """Say who are the pairs, before the parting and after it."""
        super().meet(low, high)
        self._fresh.meet(low, high)

    def _words(self, process: Process, tick: int, kind: str) -> list[Floats]:
        if tick < self._month:
            return super()._words(process, tick, kind)
        return self._fresh._words(process, tick, kind)


def relaunch(
    scenario: Scenario,
    runs: NDArray[np.int64],
    month: int,
    seed: int,
    *,
    branches: int = 50,
    fresh: int | None = None,
    dyads: bool = False,
    model: Model | None = None,
) -> Paths:
    """Let runs go on from a month under fresh chance, several times each.

    A branch lives its run's past again and so reaches its state in full, memory of interventions and
    all, before its chance parts from it.

    Args:
        scenario: of the runs.
        runs: (runs,) their numbers.
        month: the first month with fresh chance, from 0 to the length.
        seed: theirs.
        branches: for each.
        fresh: seed of the fresh chance; seed + 1 when left out.
        dyads: also keep what each member holds of each other.
        model: what is run; the shipped model when left out.

    Returns:
        Paths of runs * branches runs, those of one run behind each other.

    Raises:
        ValueError: for fresh chance that is that of the runs themselves.
    """
    fresh = (seed + 1) % 2**64 if fresh is None else fresh
    if fresh == seed:
        raise ValueError(f"fresh = {fresh} is not allowed: it is the seed of the runs themselves")
    keys = member_keys(names_of(scenario))
    numbers = np.repeat(np.asarray(runs, np.int64), branches)
    other = np.arange(len(numbers), dtype=np.int64)
    parts = []
    size = batch_size(len(keys))
    for first in range(0, len(numbers), size):
        part = slice(first, first + size)
        which = np.zeros(len(numbers[part]), np.intp)
        start = begin([scenario], which, numbers[part], seed, model)
        start.chance = Forked(seed, numbers[part], keys, month, Chance(fresh, other[part], keys))
        start.chance.meet(*start.ties.pair_keys)
        batch = Batch(start)
        record = Record(start, dyads=dyads)
        while batch.now < start.length:
            lived = batch.state.running
            batch.step()
            record.keep(batch.now - 1, batch.state, batch.flows, batch.derived, lived)
        parts.append(paths_of_record(record.values))
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def brute_force(
    scenario: Scenario,
    runs: NDArray[np.int64],
    month: int,
    seed: int,
    *,
    branches: int = 50,
    fresh: int | None = None,
) -> Floats:
    """The committor of the states of some runs after a month: the share of branches that get there.

    Args:
        scenario, runs, month, seed, branches, fresh: as for `relaunch`.

    Returns:
        (runs,) in [0, 1], each with a standard error of at most 1 / (2 sqrt(branches)).
    """
    waits = first_passages(relaunch(scenario, runs, month, seed, branches=branches, fresh=fresh))
    got_there = (waits.causes == REACHED).reshape(len(runs), branches)
    share: Floats = got_there.mean(1)
    return share
