"""Are the phases real? Regimes found without time use, held against the measured phases.

    python -m experiments.phase_validity --runs 300

Fits hidden Markov models on training runs and reads runs they have not seen, for the default alliance and
for null models with feedbacks cut; prints the table of docs/phases.md.
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Sequence

from experiments.ensembles import runs_of
from sim.ensemble import simulate
from sim.model import Model
from sim.observers.outcomes import outcomes_of
from sim.observers.regimes import (
    NULLS,
    OBSERVABLES,
    STRICT,
    Agreement,
    agreement,
    clock_as_spread,
    feedbacks_cut,
    find_regimes,
)
from sim.scenarios import load

SPREAD = "own clock, as far apart as alliances are"
"""The harder null: each run has the timing of another, so it is as spread as the model's, and not its own."""


def table(runs: int, seed: int) -> str:
    """A Markdown table: how regimes found without time use agree with the phases.

    Args:
        runs: runs to train on, and as many to read, >= 2.
        seed: seed of both.
    """
    lines = [
        "| model | found in | regimes | adjusted Rand (95 %) | kappa (95 %) | calendar (97.5 %) |",
        "|---|---|---|---|---|---|",
    ]
    scenario = load("default")
    timing = outcomes_of(runs_of(scenario, 2 * runs, seed))["time_to_productivity"]
    models = {
        "default": Model(),
        SPREAD: clock_as_spread(timing, seed),
        **{name: feedbacks_cut(name) for name in NULLS},
    }
    for name, model in models.items():
        training = simulate(scenario, runs=runs, seed=seed, model=model)
        unseen = simulate(scenario, runs=runs, seed=seed, first_run=runs, model=model)
        for observables, count in itertools.product((OBSERVABLES, STRICT), (3, 4)):
            found = agreement(find_regimes(training, count, observables), unseen)
            lines.append(_row(name, observables, found, count))
    return "\n".join(lines)


def _row(name: str, observables: Sequence[str], found: Agreement, count: int) -> str:
    low, high = found.rand_interval
    least, most = found.kappa_interval
    return (
        f"| {name} | {', '.join(observables).replace('_', ' ')} | {count} "
        f"| {found.rand:.2f} ({low:.2f}-{high:.2f}) | {found.kappa:.2f} ({least:.2f}-{most:.2f}) "
        f"| {found.calendar:.2f} ({found.calendar_high:.2f}) |"
    )


def main() -> None:
    """Fit, compare, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=300, help="runs to train on, and to read")
    parser.add_argument("--seed", type=int, default=101)
    given = parser.parse_args()
    print(table(given.runs, given.seed))


if __name__ == "__main__":
    main()
