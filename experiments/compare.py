"""What a change makes of an alliance: paired comparison on common random numbers.

All scenarios meet the same seeds and run numbers, so run k of a variant differs from run k of the base
by the change and by nothing else. Differences are taken run by run; what that saves against
independent runs is measured, not assumed.

What the numbers are:

- The interval of a difference is that of a mean (`sim.observers.intervals`) of the paired differences. For
  outcomes that are yes or no it is the adjusted Wald interval for paired proportions (Bonett & Price
  2012), which does not shrink to nothing when no run differs.
- Times to something (`TIMES`) are restricted means: a run in which it never happens counts with the
  length of the run. So the mean is of "months without it, within the horizon", and nobody who failed
  is left out.
- Other outcomes that do not exist in a run (NaN) leave the pair out; `left_out` counts such pairs.
- The probability of being better is that of a variant's run against its own pair, ties half; its
  interval is that of a share (Clopper & Pearson 1934), wider than needed when there are ties.
- The saving is (variance of base + variance of variant) / variance of the difference: how many times
  as many runs unpaired samples would take for the same interval.
- `detectable` is the size of difference that the runs at hand would tell four times in five, with the
  interval that they have; `needed` is the number of runs that would tell one of the size seen as often, if
  intervals narrow by the root of their number (in small samples they do so faster).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy import stats

from sim.arrays import Array
from sim.ensemble import batch_size, run_batch
from sim.errors import AllianceError, meant, require_runs, require_seed
from sim.model import Model
from sim.observers.intervals import mean_interval, share_interval
from sim.observers.outcomes import OUTCOMES, TIMES, outcomes_of, restricted
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

POWER = 0.8
"""How often the number of runs that would be needed would tell."""


@dataclass(frozen=True)
class Effect:
    """What one variant makes of one outcome.

    Attributes:
        variant: its label.
        outcome: name in `sim.observers.outcomes.OUTCOMES`.
        base, with_change: mean without and with the change, over the pairs.
        difference, low, high: mean paired difference with its interval.
        p_better, p_low, p_high: probability that a run is better than its pair, with its interval;
            of being higher for outcomes for which neither way is better.
        pairs: pairs that were compared.
        left_out: pairs left out because the outcome does not exist in one of the two.
        differ: pairs in which the two runs differ.
        saving: how many times as many independent runs would have been needed; NaN when nothing
            varies.
        needed: runs that would tell a difference of the size seen; NaN when none is seen.
        detectable: size of difference that the runs at hand would tell four times in five.
        verdict: ``better``, ``worse``, ``higher``, ``lower``, ``no run differs`` or ``cannot tell``.
    """

    variant: str
    outcome: str
    base: float
    with_change: float
    difference: float
    low: float
    high: float
    p_better: float
    p_low: float
    p_high: float
    pairs: int
    left_out: int
    differ: int
    saving: float
    needed: float
    detectable: float
    verdict: str


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
    _check(variants, runs, seed, outcomes, confidence)
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


def _check(
    variants: Sequence[object], runs: int, seed: int, outcomes: Sequence[str], confidence: float
) -> None:
    if not variants:
        raise AllianceError("nothing to compare with: give a base and at least one variant")
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


def paired_effect(
    variant: str, outcome: str, base: Array, changed: Array, confidence: float, horizon: int
) -> Effect:
    """What a variant makes of an outcome, from the outcomes of both, pair by pair.

    Args:
        variant: its label.
        outcome: name in `sim.observers.outcomes.OUTCOMES`.
        base, changed: (runs,) the outcome without and with the change, NaN where it does not exist.
        confidence: of the intervals, in (0, 1).
        horizon: length of the runs, months.
    """
    if outcome in TIMES:
        base, changed = (restricted(v, horizon) for v in (base, changed))
    there = ~np.isnan(base) & ~np.isnan(changed)
    one, other = base[there].astype(np.float64), changed[there].astype(np.float64)
    more = other - one
    n = len(more)
    if n < 2:
        nan = float("nan")
        return Effect(
            variant,
            outcome,
            nan,
            nan,
            nan,
            nan,
            nan,
            nan,
            nan,
            nan,
            n,
            len(base) - n,
            0,
            nan,
            nan,
            nan,
            "cannot tell",
        )
    mean = float(more.mean())
    if OUTCOMES[outcome].kind == "event":
        low, high = paired_proportions(int((more > 0).sum()), int((more < 0).sum()), n, confidence)
    else:
        least, most = OUTCOMES[outcome].bounds(horizon)
        _, low, high = mean_interval(more, least - most, most - least, confidence=confidence)
    sign = -1.0 if OUTCOMES[outcome].better == "lower" else 1.0
    score = np.where(more * sign > 0, 1.0, np.where(more == 0, 0.5, 0.0))
    _, p_low, p_high = share_interval(float(score.sum()), n, confidence)
    spread = float(more.std(ddof=1))
    apart = float(one.var(ddof=1) + other.var(ddof=1))
    power = float(stats.norm.ppf(POWER))
    detectable = (high - low) / 2 + power * spread / float(np.sqrt(n))
    differ = int((more != 0).sum())
    return Effect(
        variant=variant,
        outcome=outcome,
        base=float(one.mean()),
        with_change=float(other.mean()),
        difference=mean,
        low=low,
        high=high,
        p_better=float(score.mean()),
        p_low=p_low,
        p_high=p_high,
        pairs=n,
        left_out=len(base) - n,
        differ=differ,
        saving=apart / spread**2 if spread else float("nan"),
        needed=float(np.ceil(n * (detectable / mean) ** 2)) if mean else float("nan"),
        detectable=detectable,
        verdict=_verdict(outcome, low, high, differ > 0),
    )


def _verdict(outcome: str, low: float, high: float, differ: bool) -> str:
    if not differ:
        return "no run differs"
    if not (low > 0.0 or high < 0.0):  # also when an end cannot be told
        return "cannot tell"
    up = low > 0.0
    match OUTCOMES[outcome].better:
        case "neither":
            return "higher" if up else "lower"
        case "higher":
            return "better" if up else "worse"
        case _:
            return "worse" if up else "better"


def reach_of_difference(variable: str) -> tuple[float, float]:
    """The least and the most that a difference in a variable can be."""
    field = STATE.get(variable)
    return (field.low - field.high, field.high - field.low) if field else (-np.inf, np.inf)


def paired_proportions(up: int, down: int, n: int, confidence: float) -> tuple[float, float]:
    """Interval for a difference of paired proportions, adjusted Wald (Bonett & Price 2012).

    Args:
        up, down: pairs that go from no to yes, from yes to no.
        n: pairs, >= 1.
        confidence: in (0, 1).

    >>> low, high = paired_proportions(0, 0, 100, 0.95)
    >>> round(low, 3), round(high, 3)
    (-0.027, 0.027)
    """
    z = float(stats.norm.ppf(0.5 + confidence / 2))
    more, less = (up + 1) / (n + 2), (down + 1) / (n + 2)
    centre = more - less
    half = z * float(np.sqrt((more + less - centre**2) / (n + 2)))
    return max(centre - half, -1.0), min(centre + half, 1.0)
