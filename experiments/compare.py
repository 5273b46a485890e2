"""What a change makes of an alliance: paired comparison on common random numbers.

All scenarios meet the same seeds and run numbers, so run k of a variant differs from run k of the base
by the change and by nothing else. Differences are taken run by run; what that saves against
independent runs is measured, not assumed.

What the numbers are stands in `experiments.effects`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from experiments.effects import Effect, paired_effect
from sim.arrays import Array
from sim.ensemble import batch_size, run_batch
from sim.errors import AllianceError, meant, require_runs, require_seed
from sim.model import Model
from sim.observers.intervals import mean_interval
from sim.observers.outcomes import OUTCOMES, outcomes_of
from sim.observers.paths import paths_of_record
from sim.results import Record, dataset
from sim.scenarios import Scenario
from sim.scenarios.variants import resolve
from sim.start import names_of
from sim.state import STATE

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

DEFAULT = (
    "added_value",
    "output",
    "productive",
    "time_to_productivity",
    "months_stagnant",
    "survived",
    "succeeded",
    "survived_grant",
    "trust",
    "rift",
    "backing",
    "turnover",
)
"""Outcomes that are compared unless others are asked for."""

KEPT = (
    "joint_output",
    "apart_output",
    "own_output",
    "trust",
    "knowledge",
    "rift",
    "agreements",
    "language",
    "profile",
    "clashes",
    "members",
    "ending",
)
"""Variables of which the path is kept for every run."""

FLOWS = ("joint_output", "apart_output", "own_output", "clashes", "members")
"""Kept variables that are zero once an alliance has ended; the others then do not exist."""


@dataclass(frozen=True)
class Comparison:
    """A comparison that is done.

    Attributes:
        base: label of the base.
        variants: labels of the variants.
        effects: by variant and outcome.
        paths: by label, the path of every run in `KEPT` (a Dataset as `sim.simulate` gives).
        runs: runs of each scenario.
        seed: seed of all.
        confidence: of every interval.
    """

    base: str
    variants: tuple[str, ...]
    effects: tuple[Effect, ...]
    paths: dict[str, xr.Dataset]
    runs: int
    seed: int
    confidence: float

    def __getitem__(self, key: tuple[str, str]) -> Effect:
        """The effect of a variant on an outcome."""
        for effect in self.effects:
            if (effect.variant, effect.outcome) == key:
                return effect
        raise KeyError(key)

    def frame(self) -> pd.DataFrame:
        """One row for each variant and outcome, the fields of `Effect` as columns."""
        import pandas as pd

        rows = pd.DataFrame([asdict(effect) for effect in self.effects])
        rows.insert(2, "unit", [OUTCOMES[name].unit for name in rows.outcome])
        rows.insert(3, "better", [OUTCOMES[name].better for name in rows.outcome])
        return rows

    def over_time(self, variant: str, variable: str = "joint_output") -> pd.DataFrame:
        """The mean paired difference month by month.

        Args:
            variant: its label.
            variable: one of `KEPT`.

        Returns:
            Columns tick, difference, low, high, pairs. Output counts as 0 after an end; trust and the
            like are compared while both live.

        Raises:
            AllianceError: for a variant or variable that is not there.
        """
        import pandas as pd

        if variant not in self.variants or variable not in KEPT:
            raise AllianceError(
                f"no path of '{variable}' for '{variant}': variables are {', '.join(KEPT)}"
            )
        one, other = (self.paths[label][variable].to_numpy() for label in (self.base, variant))
        if variable in FLOWS:
            one, other = np.nan_to_num(one), np.nan_to_num(other)
        rows = []
        for tick, more in enumerate((other - one).T):
            there = more[~np.isnan(more)]
            found = mean_interval(there, *reach_of_difference(variable), confidence=self.confidence)
            rows.append((tick, *found, len(there)))
        return pd.DataFrame(rows, columns=["tick", "difference", "low", "high", "pairs"])


def compare(
    base: Scenario | str | Path,
    *variants: Scenario | str | Path,
    runs: int = 200,
    seed: int = 0,
    outcomes: Sequence[str] = DEFAULT,
    confidence: float = 0.95,
    labels: Sequence[str] | None = None,
    model: Model | None = None,
    progress: Callable[[int], None] | None = None,
) -> Comparison:
    """Compare variants with a base, run by run under the same chance.

    Args:
        base: a scenario, its name (``"wash"``), a variant of it (``"wash:cut"``) or a file.
        variants: as `base`; members may differ, the length may not.
        runs: runs of each, >= 2.
        seed: of all.
        outcomes: names in `sim.observers.outcomes.OUTCOMES`.
        confidence: of the intervals, in (0, 1).
        labels: what to call base and variants; names and titles when left out.
        model: what runs all of them; the shipped model when left out.
        progress: called with the number of runs done, of all scenarios together.

    Raises:
        ScenarioError: for a scenario that cannot be read.
        AllianceError: for anything else that is not allowed.

    Example:
        >>> from experiments.compare import compare
        >>> c = compare("smooth-start", "smooth-start:cut", runs=20, seed=1, outcomes=["output"])
        >>> c["smooth-start:cut", "output"].pairs
        20
    """
    if not variants:
        raise AllianceError("nothing to compare with: give a base and at least one variant")
    check(runs, seed, outcomes, confidence)
    given = [base, *variants]
    scenarios = [s if isinstance(s, Scenario) else resolve(s) for s in given]
    names = _labels(given, scenarios, labels)
    for name, scenario in zip(names, scenarios, strict=True):
        if scenario.length != scenarios[0].length:
            raise AllianceError(
                f"'{name}' is {scenario.length} months long and '{names[0]}' "
                f"{scenarios[0].length}: only equal lengths compare"
            )
    kept, paths = {}, {}
    for k, (name, scenario) in enumerate(zip(names, scenarios, strict=True)):
        at = k * runs

        def advance(done: int, at: int = at) -> None:
            if progress:
                progress(at + done)

        kept[name], paths[name] = _ran(scenario, runs, seed, model, advance)
    effects = [
        paired_effect(
            name,
            outcome,
            kept[names[0]][outcome],
            kept[name][outcome],
            confidence,
            scenarios[0].length,
        )
        for name in names[1:]
        for outcome in outcomes
    ]
    return Comparison(names[0], tuple(names[1:]), tuple(effects), paths, runs, seed, confidence)


def check(
    runs: int = 2, seed: int = 0, outcomes: Sequence[str] = (), confidence: float = 0.95
) -> None:
    """Refuse what no comparison can be made with.

    Raises:
        AllianceError: for the first thing that is not allowed.
    """
    require_runs(runs, 2)
    require_seed(seed)
    if not 0.0 < confidence < 1.0:
        raise AllianceError(f"confidence = {confidence:g} is not allowed: between 0 and 1")
    for name in outcomes:
        if name not in OUTCOMES:
            hint = meant(name, OUTCOMES, f"; there are {', '.join(OUTCOMES)}")
            raise AllianceError(f"unknown outcome '{name}'{hint}")


def _labels(
    given: Sequence[object], scenarios: Sequence[Scenario], labels: Sequence[str] | None
) -> list[str]:
    if labels is not None and len(labels) != len(given):
        raise AllianceError(f"{len(labels)} labels for {len(given)} scenarios")
    found: list[str] = []
    for k, (one, scenario) in enumerate(zip(given, scenarios, strict=True)):
        name = labels[k] if labels else scenario.title if isinstance(one, Scenario) else str(one)
        same, number = name, 2
        while name in found:
            name, number = f"{same} ({number})", number + 1
        found.append(name)
    return found


def _ran(
    scenario: Scenario, runs: int, seed: int, model: Model | None, progress: Callable[[int], None]
) -> tuple[dict[str, Array], xr.Dataset]:
    """Outcomes of every run, and the paths that are kept."""
    size = batch_size(len(names_of(scenario)))
    outcomes, records = [], []
    for first in range(0, runs, size):
        numbers = np.arange(first, min(first + size, runs), dtype=np.int64)
        record = run_batch([scenario], np.zeros(len(numbers), np.intp), numbers, seed, model=model)
        outcomes.append(outcomes_of(paths_of_record(record.values)))
        record.values = {name: record.values[name] for name in KEPT}
        records.append(record)
        progress(int(numbers[-1]) + 1)
    kept = {name: np.concatenate([part[name] for part in outcomes]) for name in outcomes[0]}
    numbers = np.arange(runs, dtype=np.int64)
    return kept, dataset(Record.join(records), scenario, seed, numbers, model)


def reach_of_difference(variable: str) -> tuple[float, float]:
    """The least and the most that a difference in a variable can be."""
    field = STATE.get(variable)
    return (field.low - field.high, field.high - field.low) if field else (-np.inf, np.inf)
