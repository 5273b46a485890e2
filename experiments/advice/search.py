"""A search for what to do when: successive halving over paired runs.

Candidates are each action in each phase and from some years on, every month or every third month, as long
as the budget lasts. All meet the same run numbers. The worse two thirds are dropped, the rest get more
runs, until a few are left (successive halving: Karnin, Koren & Somekh 2013; Jamieson & Talwalkar 2016).
Programmes of two to four actions are then made of the best actions, each with an equal share of the
budget, and go through the same.

What is measured here chooses and flatters what it chooses; it is never reported as an effect. `advice`
measures what is left with runs that had no part in the choice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from experiments.advice.courses import (
    NINE,
    Course,
    Timing,
    course,
    in_months,
    times_within,
    while_seen,
)
from experiments.advice.trials import Trials, run_trials
from sim.arrays import Array
from sim.model import Model
from sim.observers.outcomes import OUTCOMES, TIMES
from sim.scenarios import Scenario

PHASES = (1, 2, 3)
YEARS = (1, 3, 5)
"""Years from which an action is begun, whatever the phase."""
RHYTHMS = (1, 3)
"""Done every so many months: what is done often tires, what is done seldom comes late."""
CUT = 3
"""Of so many candidates one goes on, with so many times the runs."""
LEFT = 6
"""Candidates at which halving ends."""
SIZES = (2, 3, 4)
"""Actions in a programme."""
BEST = 5
"""Actions of which programmes are made."""


@dataclass(frozen=True)
class Candidate:
    """What may be done: one action at a timing, or a programme of several.

    Attributes:
        parts: actions with their timings.
        course: as interventions.
    """

    parts: tuple[tuple[str, Timing], ...]
    course: Course


@dataclass(frozen=True)
class Selected:
    """A candidate and how it fared in the search.

    Attributes:
        candidate: what it is.
        runs: pairs of runs that it got before it was dropped or the search ended.
        gain: mean improvement of the outcome over them, above 0 is better; for choosing only.
    """

    candidate: Candidate
    runs: int
    gain: float


def timings(length: int) -> list[Timing]:
    """All timings that are tried in runs of so many months, one for each phase, year and rhythm."""
    years = [12 * (year - 1) for year in YEARS if year == 1 or 12 * year <= length]
    return [
        *(while_seen(phase, every) for phase in PHASES for every in RHYTHMS),
        *(in_months(first, every=every) for first in years for every in RHYTHMS),
    ]


def singles(scenario: Scenario, budget: float, actions: Sequence[str] = NINE) -> list[Candidate]:
    """Each action by itself, at each timing, as long as the budget lasts."""
    found = []
    for action in actions:
        once = times_within(scenario, action, budget) == 1
        for timing in timings(scenario.length):
            if once and timing.every > 1:
                continue  # the same as every month
            if (one := course(scenario, action, timing, budget)) is not None:
                found.append(Candidate(((action, timing),), one))
    return found


def programmes(scenario: Scenario, budget: float, best: Sequence[Candidate]) -> list[Candidate]:
    """Programmes of two to four of the given actions, each with an equal share of the budget."""
    found = []
    for size in SIZES:
        for chosen in combinations(best, size):
            parts = tuple(part for one in chosen for part in one.parts)
            courses = [course(scenario, a, when, budget / size) for a, when in parts]
            there = [one for one in courses if one is not None]
            if len(there) == size:
                rows = tuple(row for one in there for row in one.rows)
                label = " + ".join(one.label for one in there)
                found.append(Candidate(parts, Course(label, rows)))
    return found


def gains(trials: Trials, outcome: str) -> Array:
    """(courses, runs) how much better each run is than its pair; NaN where one of them has none."""
    values = trials.outcomes[outcome]
    if outcome in TIMES:
        values = np.where(np.isnan(values), float(trials.scenario.length), values)
    sign = -1.0 if OUTCOMES[outcome].better == "lower" else 1.0
    better: Array = sign * (values[1:] - values[0])
    return better


def _mean(values: Array) -> Array:
    """Mean over runs, the worst there is where no pair has a value; (courses,)."""
    there = ~np.isnan(values)
    count = there.sum(1)
    mean = np.where(there, values, 0.0).sum(1) / np.maximum(count, 1)
    return np.where(count > 0, mean, -np.inf)


def halve(
    scenario: Scenario,
    candidates: Sequence[Candidate],
    pairs: int,
    seed: int,
    outcome: str,
    model: Model | None,
    progress: Callable[[int], None],
) -> list[Selected]:
    """Drop candidates until `LEFT` remain, with ever more runs for those that remain.

    Args:
        scenario: the base.
        candidates: what to choose from.
        pairs: pairs of runs in the first round; numbered from 0, the same for every search.
        seed: of all.
        outcome: what is to be better.
        model: what is run; the shipped model when None.
        progress: called with a number of runs when they are done.

    Returns:
        All candidates: those that remain first, the best first of them; then the dropped, best first.
    """
    left = list(candidates)
    dropped: list[Selected] = []
    trials: Trials | None = None
    for new in rounds(len(left), pairs):
        first = 0 if trials is None else len(trials.numbers)
        more = run_trials(
            scenario,
            [one.course for one in left],
            new,
            seed,
            first_run=first,
            outcomes=(outcome,),
            model=model,
            progress=_added(progress),
        )
        trials = more if trials is None else trials.and_more(more)
        mean = _mean(gains(trials, outcome))
        order = [int(k) for k in np.argsort(-mean, kind="stable")]
        ranked = [Selected(left[k], len(trials.numbers), float(mean[k])) for k in order]
        keep = _kept(len(left))
        dropped = ranked[keep:] + dropped
        left, trials = [left[k] for k in order[:keep]], trials.only(order[:keep])
    return [*ranked[:keep], *dropped]


def rounds(count: int, pairs: int) -> list[int]:
    """New pairs of runs in each round of halving so many candidates.

    >>> rounds(108, 20)
    [20, 40, 120]
    """
    new = [pairs]
    whole = pairs
    while (count := _kept(count)) > LEFT:
        new.append(whole * (CUT - 1))
        whole *= CUT
    return new


def _kept(count: int) -> int:
    return min(count, max(LEFT, -(-count // CUT)))


def _added(progress: Callable[[int], None]) -> Callable[[int], None]:
    """From runs done so far to runs done since the last call."""
    before = 0

    def advance(done: int) -> None:
        nonlocal before
        progress(done - before)
        before = done

    return advance


def cost(count: int, pairs: int) -> int:
    """Runs that halving so many candidates takes, the base included."""
    runs = 0
    for new in rounds(count, pairs):
        runs += new * (count + 1)
        count = _kept(count)
    return runs


def best_of_each(selected: Sequence[Selected]) -> list[Candidate]:
    """The best candidate of each of the `BEST` best actions, the best first."""
    found: dict[str, Candidate] = {}
    # More runs first: what was dropped early has a mean of few runs.
    for one in sorted(selected, key=lambda one: (-one.runs, -one.gain)):
        found.setdefault(one.candidate.parts[0][0], one.candidate)
    return list(found.values())[:BEST]
