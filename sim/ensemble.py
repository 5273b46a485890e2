"""Many alliances at once, on the same rules and decisions as the Mesa model.

`simulate` runs a scenario many times; `run_batch` is the engine under it, which sweeps use to run many
scenarios side by side. A run's numbers depend on its scenario, seed and run number alone: not on the
batch it is computed in, nor on what is recorded of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim import fast
from sim.declared import replaced
from sim.errors import require_runs, require_seed
from sim.flows import Flows
from sim.model import Model
from sim.month import Inputs, happen, month
from sim.programme import Programme
from sim.results import Record
from sim.scenarios import Scenario, load
from sim.start import Start, begin, each_chosen, names_of
from sim.state import State
from sim.steps.situation import Situation
from sim.ties import Ties
from sim.traits import Traits

if TYPE_CHECKING:
    import xarray as xr

_CACHE_BYTES = 448 * 1024
"""Size of one array over ties in a batch: smaller batches pay more for each call into numpy, larger ones
fall out of the processor's cache (benchmarks/month.py). It changes speed only, never a result."""


def batch_size(members: int) -> int:
    """Number of runs to compute side by side for alliances with this many member places.

    It goes by the ties there are if members sit as they do when nothing is said: round one table up to
    eight, else in groups of about six with a core.
    """
    ties = members * (members - 1) if members <= 8 else 5 * members + (members // 6) ** 2
    return max(1, _CACHE_BYTES // (8 * max(ties, 6 * members)))


class Batch:
    """A batch of runs that is stepped month by month.

    Args:
        start: the batch at tick 0.

    Attributes:
        traits, state: the batch now.
        derived: what follows from them.
        now: months done.
        flows: flows of the last month.
    """

    def __init__(self, start: Start) -> None:
        self.start = start
        self.traits, self.state = start.traits, start.state
        self.derived = start.derive(self.traits, self.state)
        self.now = 0
        self.flows = Flows.none(self.state.runs, self.state.size)
        self._programme = Programme(start.orders, self.state.runs, start.length)
        self._month = fast.engine(month, start.alike, self.state.runs)

    @property
    def ties(self) -> Ties:
        """Who meets whom."""
        return self.start.ties

    def chosen(self, runs: NDArray[np.intp], numbers: NDArray[np.int64]) -> Batch:
        """Some runs as they are now, to go on under other chance; this batch stays as it is.

        Args:
            runs: (R,) which; one may be chosen more than once.
            numbers: (R,) run numbers from here on. With its old number a run goes on as it would have.
        """
        other = Batch(self.start.chosen(runs, numbers))
        other._programme = self._programme.chosen(runs)
        other.now = self.now
        other.place(each_chosen(self.traits, runs), each_chosen(self.state, runs))
        return other

    def onto(self, start: Start) -> Batch:
        """The same runs as they are now, to go on in another scenario; this batch stays as it is.

        What was done of interventions so far, and what that tired, is not carried along.

        Args:
            start: of the other scenario, for the same members, seats and run numbers.
        """
        kept = replace(
            start,
            parameters=self.start.parameters,
            traits=self.start.traits,
            state=self.start.state,
        )
        other = Batch(kept)
        other.now = self.now
        other.place(self.traits, self.state)
        return other

    def place(self, traits: Traits, state: State) -> None:
        """Go on from other traits and another state, in the same month.

        Args:
            traits, state: of all runs; who is a member and which alliances run may differ too.
        """
        self.traits, self.state = traits, state
        self.derived = self.start.derive(traits, state)

    def inputs(self) -> Inputs:
        """What the next month starts from."""
        return Inputs(
            start=self.start,
            traits=self.traits,
            state=self.state,
            derived=self.derived,
            month=self.now,
            decisions=self.start.model.decisions,
            programme=self._programme,
        )

    def happening(self) -> Situation:
        """The batch as the next month finds it, after what happens to it from outside."""
        with replaced(self.start.model.replaced):
            return happen(self.inputs())

    def step(self) -> None:
        """Take every run one month further."""
        lived = self.state.running
        with replaced(self.start.model.replaced):
            done = self._month(self.inputs())
        self.traits, self.state, self.derived = done.traits, done.state, done.derived
        self.flows = done.flows
        self._programme.see(self.now, self.state, self.flows, lived)
        self.now += 1


def run_batch(
    scenarios: Sequence[Scenario],
    which: NDArray[np.intp],
    runs: NDArray[np.int64],
    seed: int,
    *,
    model: Model | None = None,
    dyads: bool = False,
) -> Record:
    """Run a batch from start to end and keep its path.

    Args:
        scenarios: scenarios with the same members' names and length.
        which: (runs,) index of the scenario of each run.
        runs: (runs,) run numbers.
        seed: seed of the study.
        model: what is run; the shipped model when left out.
        dyads: also keep trust, knowledge and grievance of every dyad at every tick.

    Returns:
        The path of every run; see `sim.results`.
    """
    batch = Batch(begin(scenarios, which, runs, seed, model))
    record = Record(batch.start, dyads=dyads)
    while batch.now < batch.start.length:
        lived = batch.state.running
        batch.step()
        record.keep(batch.now - 1, batch.state, batch.flows, batch.derived, lived)
    return record


def simulate(
    scenario: Scenario | str | Path,
    runs: int = 200,
    seed: int = 0,
    *,
    model: Model | None = None,
    dyads: bool = False,
    first_run: int = 0,
    progress: Callable[[int], None] | None = None,
) -> xr.Dataset:
    """Run a scenario many times.

    Args:
        scenario: a scenario, the name of a shipped one, or the path of a file.
        runs: number of runs, >= 1.
        seed: any whole number from 0 to 2**64 - 1; the same seed gives the same runs.
        model: what is run; the shipped model when left out.
        dyads: also keep trust, knowledge and grievance of every dyad at every tick.
        first_run: number of the first run; runs are numbered on from there.
        progress: called with the number of runs done, after each batch.

    Returns:
        Labelled arrays with dimensions run, tick, member (and partner), units and meaning on every
        variable, and provenance in the attributes.

    Raises:
        ScenarioError: for a scenario that cannot be read.
        AllianceError: for runs or a seed that cannot be.

    Example:
        >>> import sim
        >>> result = sim.simulate("smooth-start", runs=4, seed=1)
        >>> dict(result.sizes)["run"]
        4
    """
    require_runs(runs, 1)
    require_seed(seed)
    runs, seed = int(runs), int(seed)
    from sim.results import dataset

    if not isinstance(scenario, Scenario):
        scenario = load(scenario)
    numbers = np.arange(first_run, first_run + runs, dtype=np.int64)
    parts = []
    done = 0
    for chunk in _chunks(numbers, batch_size(len(names_of(scenario)))):
        which = np.zeros(len(chunk), dtype=np.intp)
        parts.append(run_batch([scenario], which, chunk, seed, model=model, dyads=dyads))
        done += len(chunk)
        if progress:
            progress(done)
    return dataset(Record.join(parts), scenario, seed, numbers, model)


def _chunks(numbers: NDArray[np.int64], size: int) -> Iterator[NDArray[np.int64]]:
    for first in range(0, len(numbers), size):
        yield numbers[first : first + size]
