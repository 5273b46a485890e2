"""Calibration in the open: defaults against what the literature says of time scales and endings.

    python -m experiments.calibrate                    how well the present defaults do
    python -m experiments.calibrate --search 250       look for better ones near them

The targets are the patterns that MODEL.md marks as "calibrate": they count as fitted, never as
corroboration. Everything else that the model shows was not looked at here.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from experiments.ensembles import runs_of
from sim.arrays import Array
from sim.model import Model
from sim.observers.outcomes import outcomes_of
from sim.parameters import PARAMETERS
from sim.scenarios import load
from sim.state import Bits

Measured = dict[str, Array]


@dataclass(frozen=True)
class Target:
    """One number to fit.

    Attributes:
        name: what it is.
        case: start trust of the ensemble on which it is measured: default, low or high.
        wanted: the value to fit.
        tolerance: the distance from it that counts as one unit of misfit.
        measure: how it is measured on the outcomes of an ensemble.
        source: where the number comes from.
    """

    name: str
    case: str
    wanted: float
    tolerance: float
    measure: Callable[[Measured], float]
    source: str


def _productive(o: Measured) -> Bits:
    in_grant: Bits = (o["time_to_productivity"] <= 60) & (o["months"] >= 60)
    return in_grant


def _later_endings(o: Measured) -> float:
    alive = o["months"] >= 60
    return float((alive & (o["ending"] > 0)).sum() / max(alive.sum(), 1))


TARGETS: tuple[Target, ...] = (
    Target(
        "months of inception",
        "default",
        10,
        5,
        lambda o: float(np.nanmedian(o["time_to_learning"])),
        "6-12 months: WASH SDG, Get Up Speak Out, Bridging the Gaps",
    ),
    Target(
        "median month of productivity, of those that reach it in the grant",
        "default",
        42,
        6,
        lambda o: float(np.median(o["time_to_productivity"][_productive(o)])),
        "36-48 months: Mannak et al.; Leach et al. 2002",
    ),
    Target(
        "share that reaches productivity within the grant",
        "default",
        0.75,
        0.12,
        lambda o: float(_productive(o).mean()),
        "most, with a part that stalls: assumption between Baxter 2013 and HCAP",
    ),
    Target(
        "share that ends within 60 months",
        "default",
        0.16,
        0.06,
        lambda o: float(((o["months"] < 60) & (o["ending"] > 0)).mean()),
        "2-5 % a year while funded: Feinberg et al. 2008",
    ),
    Target(
        "share of the rest that ends within the next 60 months",
        "default",
        0.30,
        0.10,
        _later_endings,
        "3-8 % a year after the grant: Feinberg et al. 2008",
    ),
    Target(
        "share of endings because the goal is reached",
        "default",
        0.33,
        0.20,
        lambda o: float((o["ending"] == 3).sum() / max((o["ending"] > 0).sum(), 1)),
        "17 of 52: NORC/ASPE 2012",
    ),
    Target(
        "share productive when trust starts at .15",
        "low",
        0.20,
        0.15,
        lambda o: float(_productive(o).mean()),
        "a tipping region in initial trust: feasibility study, 0.15-0.3",
    ),
    Target(
        "share productive when trust starts at .65",
        "high",
        0.95,
        0.08,
        lambda o: float(_productive(o).mean()),
        "a tipping region in initial trust: feasibility study, 0.15-0.3",
    ),
)

FITTED: tuple[str, ...] = (
    "agreeing_rate",
    "backing_rate",
    "backing_results",
    "benefit_of_doubt",
    "clash_insight",
    "clash_rate",
    "clash_trust",
    "constructive_base",
    "constructive_trust",
    "engagement_base",
    "exit_rate",
    "goal_size",
    "grievance_rate",
    "home_pressure",
    "learning_rate",
    "misunderstanding",
    "promise_pull",
    "reciprocity",
    "small_wins",
    "synergy",
    "trust_gain",
)
"""Parameters that the search may move."""

CASES = {"default": None, "low": 0.15, "high": 0.65}


def measure(
    values: dict[str, float], runs: int, seed: int, model: Model | None = None
) -> list[float]:
    """What each target measures under these values, on `runs` runs a case of a model."""
    base = load("default")
    for name, value in values.items():
        base = base.replace(f"parameters.{name}", value)
    kept = {}
    for case, trust in CASES.items():
        scenario = base if trust is None else base.replace("start.trust.mean", trust)
        kept[case] = outcomes_of(runs_of(scenario, runs, seed, model))
    return [target.measure(kept[target.case]) for target in TARGETS]


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
    return "\n".join([*lines, "", f"Misfit {misfit(measured):.1f}, {runs} runs a case."])


def main() -> None:
    """Report on the defaults, or search and report on what was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--search", type=int, default=0, metavar="TRIALS")
    parser.add_argument("--runs", type=int, default=600, help="runs a case")
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
