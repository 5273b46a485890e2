"""Calibration in the open: defaults against what the literature says of time scales and endings.

    python -m experiments.calibrate                    how well the present defaults do
    python -m experiments.calibrate --search 250       look for better ones near them

The targets count as fitted, never as corroboration. Everything else that the model shows was not looked at here.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from experiments.ensembles import runs_of
from sim.arrays import Array, Bits
from sim.model import Model
from sim.observers.outcomes import outcomes_of
from sim.parameters import PARAMETERS
from sim.rules.leaving import Ending
from sim.scenarios import load

Measured = dict[str, Array]


@dataclass(frozen=True)
class Target:
    """One number to fit.

    Attributes:
        name: what it is.
        wanted: the value to fit.
        tolerance: the distance from it that counts as one unit of misfit.
        measure: how it is measured on the outcomes of an ensemble.
        source: where the number comes from.
    """

    name: str
    wanted: float
    tolerance: float
    measure: Callable[[Measured], float]
    source: str


def _productive(o: Measured) -> Bits:
    in_grant: Bits = (o["time_to_productivity"] <= 60) & (o["months"] >= 60)
    return in_grant


def _later_endings(o: Measured) -> float:
    alive = o["months"] >= 60
    return float((alive & (o["ending"] > 0)).sum()) / max(int(alive.sum()), 1)


TARGETS: tuple[Target, ...] = (
    Target(
        "months of inception",
        10,
        5,
        lambda o: float(np.nanmedian(o["time_to_learning"])),
        "6-12 months: WASH SDG, Get Up Speak Out, Bridging the Gaps",
    ),
    Target(
        "median month of productivity, of those that reach it in the grant",
        42,
        6,
        lambda o: float(np.median(o["time_to_productivity"][_productive(o)])),
        "three years at least: Mannak, Moors & Raab; about 48 months: Leach et al. 2002",
    ),
    Target(
        "share that ends within 60 months",
        0.16,
        0.06,
        lambda o: float(((o["months"] < 60) & (o["ending"] > 0)).mean()),
        "a tenth within a grant of three years: Feinberg et al. 2008",
    ),
    Target(
        "share of the rest that ends within the next 60 months",
        0.30,
        0.10,
        _later_endings,
        "3-8 % a year after the grant: Feinberg et al. 2008",
    ),
    Target(
        "share of endings because the goal is reached",
        0.33,
        0.20,
        lambda o: float((o["ending"] == Ending.GOAL).sum() / max((o["ending"] > 0).sum(), 1)),
        "17 of 52: NORC 2012",
    ),
    Target(
        "share with any change of members within 48 months",
        0.40,
        0.10,
        lambda o: float(np.nanmean(o["members_changed"])),
        "a third of EU consortia, under a binding grant: Jansen et al. 2014; so rather a floor",
    ),
    Target(
        "share of hours that clashes take",
        0.03,
        0.02,
        lambda o: float(np.nanmean(o["hours_conflict"])),
        "about 5 % of working time in firms, of which part between organisations: CPP 2008",
    ),
)

FITTED: tuple[str, ...] = tuple(p.name for p in PARAMETERS.values() if "calibrated" in p.source)
"""Parameters that the search may move."""


def measure(
    values: dict[str, float], runs: int, seed: int, model: Model | None = None
) -> list[float]:
    """What each target measures under these values, on `runs` runs of a model."""
    base = load("default")
    for name, value in values.items():
        base = base.replace(f"parameters.{name}", value)
    kept = outcomes_of(runs_of(base, runs, seed, model))
    return [target.measure(kept) for target in TARGETS]


def misfit(measured: list[float]) -> float:
    """Sum of squared distances from the targets, in units of their tolerance."""
    gaps = [(m - t.wanted) / t.tolerance for m, t in zip(measured, TARGETS, strict=True)]
    return float(np.sum(np.square(np.nan_to_num(gaps, nan=10.0))))


def search(trials: int, runs: int, seed: int, model: Model | None = None) -> dict[str, float]:
    """Look for a better fit near the present defaults (tree-structured Parzen estimator).

    Each fitted parameter may move by a quarter of its default either way, within its bounds.
    """
    import optuna

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    start = {name: PARAMETERS[name].default for name in FITTED}

    def objective(trial: optuna.Trial) -> float:
        values = {}
        for name, default in start.items():
            item, reach = PARAMETERS[name], abs(default) / 4
            low, high = max(item.low, default - reach), min(item.high, default + reach)
            values[name] = trial.suggest_float(name, low, high)
        return misfit(measure(values, runs, seed, model))

    sampler = optuna.samplers.TPESampler(seed=seed, multivariate=True)
    study = optuna.create_study(sampler=sampler)
    study.enqueue_trial(start)
    study.optimize(objective, n_trials=trials, show_progress_bar=True)
    return dict(study.best_params)


def report(values: dict[str, float], runs: int, seed: int, model: Model | None = None) -> str:
    """A Markdown table of targets, what is measured, and the misfit."""
    measured = measure(values, runs, seed, model)
    lines = ["| target | wanted | measured | source |", "|---|---|---|---|"]
    for target, value in zip(TARGETS, measured, strict=True):
        wanted = f"{target.wanted:g} ± {target.tolerance:g}"
        lines.append(f"| {target.name} | {wanted} | {value:.3g} | {target.source} |")
    return "\n".join([*lines, "", f"Misfit {misfit(measured):.1f}, {runs} runs."])


def main() -> None:
    """Report on the defaults, or search and report on what was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--search", type=int, default=0, metavar="TRIALS")
    parser.add_argument("--runs", type=int, default=600, help="runs")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--model", metavar="MODULE:NAME", help="a model other than the shipped one")
    given = parser.parse_args()
    model = Model.load(given.model) if given.model else None
    values: dict[str, float] = {}
    if given.search:
        values = search(given.search, min(given.runs, 128), given.seed, model)
        for name, value in values.items():
            print(f"{name:<24}{PARAMETERS[name].default:>9.4g} ->{value:>9.4g}")
        print()
    print(report(values, given.runs, given.seed, model))


if __name__ == "__main__":
    main()
