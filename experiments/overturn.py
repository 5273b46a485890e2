"""What would overturn each headline: which assumed size, and how far it must move.

    python -m experiments.overturn --out docs/use.md        some ten minutes

Sizes that were assumed and not fitted are many, and each could be another. They are first moved all at once, by
chance, up to half as large or small again, a set for each pair of runs; a regression of the headline's effect
on them says which matter. The few that matter most are then moved alone, step by step, until the headline falls or
they have been moved by a factor of four.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from experiments.ensembles import runs_of
from experiments.laws.ensembles import Changes, alter, grant
from sim.arrays import Array
from sim.model import Model
from sim.observers.intervals import Interval, mean_interval
from sim.observers.outcomes import outcomes_of
from sim.parameters import PARAMETERS, Entry
from sim.scenarios import load
from sim.scenarios.variants import resolve

MARK = "<!-- what follows is written by python -m experiments.overturn -->"
SCREENED = 0.585
"""How far sizes are moved in the screening, in doublings: by half as much again."""
FACTORS = (1.25, 1.5, 2.0, 3.0, 4.0)
"""Factors by which one size is moved alone."""
MOST = 3
"""Sizes that are moved alone, for each headline."""
LEAST = 3.0
"""Standard errors that a coefficient must have to be looked at."""


@dataclass(frozen=True)
class Headline:
    """A conclusion that the pages draw.

    Attributes:
        key: a short name.
        claim: the conclusion.
        outcome: what it is about, a name in `sim.observers.outcomes.OUTCOMES`.
        above: whether it says that the number is above `limit`, or below.
        limit: what it is held against.
        base: what differs from the default scenario in all runs.
        change: what is compared; None for a claim about the runs as they are.
        variant: name of a shipped variant that is compared.
    """

    key: str
    claim: str
    outcome: str
    above: bool
    limit: float = 0.0
    base: Changes = field(default_factory=dict)
    change: Changes | None = None
    variant: str = ""

    def values(self, runs: int, seed: int, model: Model | None = None) -> Array:
        """(runs,): the number, or its paired difference; NaN where a run has none."""
        scenario = alter(load("default"), self.base)
        first = outcomes_of(runs_of(scenario, runs, seed, model))[self.outcome]
        if self.change is None and not self.variant:
            return np.asarray(first, dtype=np.float64)
        other = resolve(f"default:{self.variant}", []) if self.variant else scenario
        changed = alter(alter(other, self.base), self.change or {})
        second = outcomes_of(runs_of(changed, runs, seed, model))[self.outcome]
        return np.asarray(second - first, dtype=np.float64)

    def stands(self, found: Interval) -> str:
        """Whether a number keeps the claim, breaks it, or cannot tell."""
        low, high = (found.low, found.high) if self.above else (-found.high, -found.low)
        limit = self.limit if self.above else -self.limit
        return "stands" if low > limit else "falls" if high < limit else "cannot tell"


HEADLINES = (
    Headline(
        "repay",
        "a plain alliance does not repay its hours in ten years: mean added value below 0",
        "added_value",
        above=False,
    ),
    Headline(
        "money",
        "money that goes on keeps more alliances alive than a grant that ends after five years",
        "survived",
        above=True,
        change={"grant": grant(9000.0, 120)},
    ),
    Headline(
        "facilitator",
        "a facilitator from the start raises the share that reaches phase 3",
        "productive",
        above=True,
        variant="early-facilitation",
    ),
    Headline(
        "trust",
        "more trust at the start (.65 for .2) raises the share that reaches phase 3",
        "productive",
        above=True,
        base={"start.trust": {"mean": 0.2, "sd": 0.15}},
        change={"start.trust": {"mean": 0.65, "sd": 0.15}},
    ),
    Headline(
        "values",
        "members whose values lie apart add less",
        "added_value",
        above=False,
        base={"members.values": 0.5},
        change={"members.values": {"low": 0.0, "high": 1.0}},
    ),
)
"""What is put to the test."""


def assumed() -> tuple[Entry, ...]:
    """Sizes that were assumed and not fitted, and are not zero."""
    return tuple(
        entry
        for entry in PARAMETERS.values()
        if "assumption" in entry.source
        and "calibrated" not in entry.source
        and entry.unit != "switch"
        and entry.default != 0.0
    )


def moved(entry: Entry, doublings: float) -> float:
    """A size moved by so many doublings of its default, within its bounds."""
    return float(np.clip(entry.default * 2.0**doublings, entry.low, entry.high))


@dataclass(frozen=True)
class Leverage:
    """How an effect changes with one assumed size.

    Attributes:
        entry: the size.
        slope: change of the effect a doubling.
        error: its standard error.
    """

    entry: Entry
    slope: float
    error: float


def screen(headline: Headline, runs: int, seed: int, entries: Sequence[Entry]) -> list[Leverage]:
    """Move all sizes at once and regress; those of a clear slope, the steepest first.

    Args:
        headline: whose effect.
        runs: pairs of runs, a set of sizes each; some ten times as many as sizes.
        seed: of sizes and runs.
        entries: the sizes.
    """
    rng = np.random.default_rng(seed)
    steps = rng.uniform(-SCREENED, SCREENED, (runs, len(entries)))
    draws: list[dict[str, float]] = [
        {e.name: moved(e, s) for e, s in zip(entries, row, strict=True)} for row in steps
    ]
    effect = headline.values(runs, seed, Model(draws=tuple(draws)))
    there = ~np.isnan(effect)
    columns = [
        [np.log2(draw[e.name] / e.default) for e in entries]
        for draw, kept in zip(draws, there, strict=True)
        if kept
    ]
    design = np.column_stack([np.ones(int(there.sum())), np.array(columns)])
    inverse = np.linalg.pinv(design.T @ design)
    fitted = inverse @ design.T @ effect[there]
    left = effect[there] - design @ fitted
    noise = float(left @ left) / max(len(left) - design.shape[1], 1)
    errors = np.sqrt(np.diag(inverse) * noise)
    found = [
        Leverage(e, float(b), float(s))
        for e, b, s in zip(entries, fitted[1:], errors[1:], strict=True)
        if s > 0 and abs(b) >= LEAST * s
    ]
    return sorted(found, key=lambda one: -abs(one.slope))


@dataclass(frozen=True)
class Overturned:
    """How a headline fares when one size is moved alone.

    Attributes:
        entry: the size.
        factor: the first factor at which the headline falls; NaN when it does not.
        unsure: the first at which the runs cannot tell; NaN when there is none.
        value: the size there, or as far as it was moved.
        effect: of the headline there.
    """

    entry: Entry
    factor: float
    unsure: float
    value: float
    effect: Interval


def overturn(headline: Headline, leverage: Leverage, runs: int, seed: int) -> Overturned:
    """Move one size toward where the headline falls."""
    entry = leverage.entry
    way = -np.sign(leverage.slope) * (1.0 if headline.above else -1.0)
    unsure, value, effect = np.nan, entry.default, Interval(np.nan, np.nan, np.nan)
    for factor in FACTORS:
        now = moved(entry, way * np.log2(factor))
        if now == value:  # it is at its bound
            break
        value = now
        effect = measured(headline, runs, seed, Model(parameters={entry.name: value}))
        said = headline.stands(effect)
        if said == "falls":
            return Overturned(entry, factor, unsure, value, effect)
        if said == "cannot tell" and np.isnan(unsure):
            unsure = factor
    return Overturned(entry, np.nan, unsure, value, effect)


def measured(headline: Headline, runs: int, seed: int, model: Model | None = None) -> Interval:
    """A headline's number with its 95 % interval."""
    values = headline.values(runs, seed, model)
    return mean_interval(values[~np.isnan(values)])


def rows(screened: int, runs: int, seed: int) -> list[str]:
    """Lines of a Markdown table."""
    lines = [
        "| headline | as it is (95 %) | sizes that matter | moved alone, it falls |",
        "|---|---|---|---|",
    ]
    entries = assumed()
    for headline in HEADLINES:
        now = measured(headline, runs, seed)
        found = screen(headline, screened, seed, entries)
        tried = [overturn(headline, one, runs, seed) for one in found[:MOST]]
        lines.append(
            f"| **{headline.key}**: {headline.claim} | {_interval(now)}, {headline.stands(now)} "
            f"| {len(found)} of {len(entries)} | {'; '.join(map(_told, tried)) or 'none found'} |"
        )
    return lines


def _told(one: Overturned) -> str:
    name = f"`{one.entry.name}` {one.entry.default:g}"
    if np.isfinite(one.factor):
        return f"{name} → {one.value:.3g}: falls ({_interval(one.effect)})"
    if np.isfinite(one.unsure):
        return f"{name} → {one.value:.3g}: not, but in doubt from a factor of {one.unsure:g}"
    return f"{name} → {one.value:.3g}: stands ({_interval(one.effect)})"


def _interval(found: Interval) -> str:
    return f"{found.value:+.3f}, {found.low:+.3f} to {found.high:+.3f}"


def main() -> None:
    """Print the table, or write it into a page below its mark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--screened", type=int, default=1000, help="pairs of the screening")
    parser.add_argument("--runs", type=int, default=200, help="pairs where one size is moved")
    parser.add_argument("--seed", type=int, default=15)
    parser.add_argument("--out", type=Path, help="Markdown page to write into")
    given = parser.parse_args()
    text = "\n".join(rows(given.screened, given.runs, given.seed))
    told = f"{text}\n\n{given.screened} pairs in the screening, {given.runs} for each step.\n"
    if given.out:
        head = given.out.read_text("utf-8").split(MARK)[0] if given.out.exists() else ""
        given.out.write_text(f"{head}{MARK}\n\n{told}", "utf-8")
    else:
        print(told)


if __name__ == "__main__":
    main()
