"""Trials: courses of action beside doing nothing, run by run under the same chance.

Every course meets the same seed and run numbers as the scenario without it (the base), so a pair of runs
is the same to the bit up to the month in which something is first done, and differs after it by what was
done alone. Two questions can be asked of the pairs:

- What does it do to plan this? The mean over all runs, whether or not the moment ever came.
- What does it do where it is done? The mean over the runs in which it was done at all. Up to that moment
  the base went the same way, so these runs are chosen by the past that both share, not by what the action
  made of them. They are other alliances than all: those that reach phase 3 are doing well.

The facilitator is there in both runs of a pair, so what is compared is the action and not the hiring: days
that go to an action are taken from helping in clashes. A scenario without a facilitator is given one, see
`experiments.advice.courses.with_facilitator`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from experiments.advice.courses import Course
from experiments.effects import Effect, paired_effect
from experiments.sweeps.plan import batch_runs
from sim.arrays import Array
from sim.ensemble import Batch
from sim.model import Model
from sim.observers.outcomes import outcomes_of
from sim.observers.paths import paths_of_record
from sim.programme import Programme
from sim.results import Record
from sim.scenarios import Scenario
from sim.start import begin, names_of

if TYPE_CHECKING:
    pass

WATCHED = ("added_value", "productive", "survived", "time_to_productivity", "trust", "backing")
"""Outcomes that are looked at unless others are asked for."""


@dataclass(frozen=True)
class Trials:
    """Courses that were tried beside doing nothing.

    Attributes:
        scenario: what all share: the base.
        courses: what was tried.
        numbers: (runs,) run numbers.
        seed: of all.
        model: what was run.
        outcomes: by name (1 + courses, runs); the base first.
        facilitator_days: (1 + courses, runs) days that the facilitator gave to actions.
        member_effort: (1 + courses, runs) months of its alliance time that every member gave to actions.
        begun: (courses, runs) month in which the course was first done, NaN where it never was.
    """

    scenario: Scenario
    courses: tuple[Course, ...]
    numbers: NDArray[np.int64]
    seed: int
    model: Model
    outcomes: Mapping[str, Array]
    facilitator_days: Array
    member_effort: Array
    begun: Array

    def done(self, k: int) -> NDArray[np.bool_]:
        """(runs,) in which runs course `k` was done at all."""
        there: NDArray[np.bool_] = ~np.isnan(self.begun[k])
        return there

    def taken(self, k: int) -> tuple[Array, Array]:
        """(runs,) days of the facilitator and (runs,) effort of members for course `k`, beyond the base's."""
        rows = (self.facilitator_days, self.member_effort)
        days, effort = (row[k + 1] - row[0] for row in rows)
        return days, effort

    def effect(
        self, k: int, outcome: str, *, confidence: float = 0.95, among_done: bool = False
    ) -> Effect:
        """What course `k` makes of an outcome, against doing nothing.

        Args:
            k: number of the course.
            outcome: one of `outcomes`.
            confidence: of the interval, in (0, 1).
            among_done: only the runs in which it was done at all.
        """
        chosen = self.done(k) if among_done else np.ones(len(self.numbers), dtype=np.bool_)
        base, changed = (self.outcomes[outcome][row][chosen] for row in (0, k + 1))
        return paired_effect(
            self.courses[k].label, outcome, base, changed, confidence, self.scenario.length
        )

    def and_more(self, more: Trials) -> Trials:
        """The same courses with the runs of both."""
        return Trials(
            self.scenario,
            self.courses,
            np.concatenate([self.numbers, more.numbers]),
            self.seed,
            self.model,
            {n: np.concatenate([v, more.outcomes[n]], 1) for n, v in self.outcomes.items()},
            *(
                np.concatenate(pair, 1)
                for pair in (
                    (self.facilitator_days, more.facilitator_days),
                    (self.member_effort, more.member_effort),
                    (self.begun, more.begun),
                )
            ),
        )

    def only(self, which: Sequence[int]) -> Trials:
        """Some of the courses."""
        rows = [0, *(k + 1 for k in which)]
        return Trials(
            self.scenario,
            tuple(self.courses[k] for k in which),
            self.numbers,
            self.seed,
            self.model,
            {name: values[rows] for name, values in self.outcomes.items()},
            self.facilitator_days[rows],
            self.member_effort[rows],
            self.begun[list(which)],
        )


def run_trials(
    scenario: Scenario,
    courses: Sequence[Course],
    runs: int,
    seed: int,
    *,
    first_run: int = 0,
    outcomes: Sequence[str] = WATCHED,
    model: Model | None = None,
    progress: Callable[[int], None] | None = None,
) -> Trials:
    """Run courses of action beside doing nothing.

    Args:
        scenario: the base.
        courses: what to try.
        runs: runs of each, >= 1.
        seed: of all.
        first_run: number of the first run; runs are numbered on from there.
        outcomes: names in `sim.observers.outcomes.OUTCOMES`.
        model: what is run; the shipped model when left out.
        progress: called with the number of runs done, of all courses and the base together.
    """
    model = model or Model()
    scenarios = [scenario, *(one.of(scenario) for one in courses)]
    numbers = np.arange(first_run, first_run + runs, dtype=np.int64)
    which = np.repeat(np.arange(len(scenarios), dtype=np.intp), runs)
    column = np.tile(np.arange(runs), len(scenarios))
    shape = (len(scenarios), runs)
    found = {name: np.empty(shape) for name in outcomes}
    days, effort, begun = np.empty(shape), np.empty(shape), np.full(shape, np.nan)
    size = batch_runs(len(names_of(scenario)), scenario.length)
    for first in range(0, len(which), size):
        part = slice(first, first + size)
        used, local = np.unique(which[part], return_inverse=True)
        few = [scenarios[k] for k in used]
        record, programme = _run(few, local, numbers[column[part]], seed, model)
        at = (which[part], column[part])
        values = outcomes_of(paths_of_record(record.values))
        for name, table in found.items():
            table[at] = values[name]
        days[at], effort[at] = programme.facilitator_days, programme.member_effort
        begun[at] = _begun(programme, few, local, len(scenario.intervention))
        if progress:
            progress(min(part.stop, len(which)))
    begun[begun == scenario.length] = np.nan
    return Trials(scenario, tuple(courses), numbers, seed, model, found, days, effort, begun[1:])


class _Seen(Batch):
    """A batch that shows what its interventions took."""

    @property
    def programme(self) -> Programme:
        return self._programme


def _run(
    scenarios: Sequence[Scenario],
    which: NDArray[np.intp],
    numbers: NDArray[np.int64],
    seed: int,
    model: Model,
) -> tuple[Record, Programme]:
    """`sim.ensemble.run_batch`, with what the interventions took."""
    batch = _Seen(begin(scenarios, which, numbers, seed, model))
    record = Record(batch.start)
    while batch.now < batch.start.length:
        lived = batch.state.running
        batch.step()
        record.keep(batch.now - 1, batch.state, batch.flows, batch.derived, lived)
    return record, batch.programme


def _begun(
    programme: Programme, scenarios: Sequence[Scenario], which: NDArray[np.intp], own: int
) -> Array:
    """(runs,) the month in which something beyond a scenario's own interventions was first done."""
    length = float(scenarios[0].length)
    first = np.full(len(which), length)
    orders = iter(programme.begun)  # in the order of the scenarios and their rows
    for k, scenario in enumerate(scenarios):
        for row in range(len(scenario.intervention)):
            month = next(orders)
            if row >= own:
                first = np.where(which == k, np.minimum(first, month), first)
    return first
