"""What a study or its store may mislead by, said when it is swept and not refused."""

from __future__ import annotations

from experiments.sweeps.factors import Axis, Variations
from experiments.sweeps.store import Store
from experiments.sweeps.study import Study
from sim.ensemble import simulate
from sim.errors import ScenarioError
from sim.scenarios import Scenario

FEW = 10
"""Run numbers below which means over points that share their chance are called rough."""


class SweepWarning(UserWarning):
    """Results of a sweep may mislead."""


def of_plan(store: Store) -> list[str]:
    """What the plan of a store may mislead by: one line each."""
    return [*_shared(store), *_without_effect(store.study)]


def _shared(store: Store) -> list[str]:
    plan = store.plan
    if not store.study.shared_chance or plan.replicates >= FEW or plan.points <= plan.replicates:
        return []
    runs = "1 run" if plan.replicates == 1 else f"{plan.replicates} runs"
    return [
        f"all {plan.points:,} points meet the chance of the same {runs}: differences between points "
        f"are sharp, but a mean over points knows no more than {runs}; add replicates, or say "
        'chance = "independent"'
    ]


def _without_effect(study: Study) -> list[str]:
    """Factors of the members that change nothing of them."""
    base = study.base()
    variations = Variations(base)
    return [
        f"factor '{axis.name}' reaches no member: its lowest and highest level start the same "
        "alliance; do all members have values of their own?"
        for axis in study.axes()
        if axis.paths
        and all(path.startswith(("members.", "start.")) for path in axis.paths)
        and _same_start(axis, variations)
    ]


def _same_start(axis: Axis, variations: Variations) -> bool:
    ends = [axis.low, axis.high] if axis.values == () else [axis.values[0], axis.values[-1]]
    if ends[0] is None or ends[0] == ends[1]:
        return False
    try:
        one, other = (
            _first_month(variations.build(axis.change(round(end) if axis.whole else end)))  # type: ignore[arg-type]
            for end in ends
        )
    except ScenarioError:
        return False
    return bool(one == other)


def _first_month(scenario: Scenario) -> dict[str, bytes]:
    result = simulate(scenario, runs=2, dyads=True)
    return {str(name): values.to_numpy().tobytes() for name, values in result.data_vars.items()}
