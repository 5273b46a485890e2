"""What each action does for an alliance, alone, against doing nothing, within a budget."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from experiments.advice.courses import (
    BUDGET,
    FROM_THE_START,
    NINE,
    Timing,
    course,
    times_within,
    with_facilitator,
)
from experiments.advice.trials import WATCHED, Trials, run_trials
from experiments.compare import check
from experiments.effects import Effect
from sim.errors import AllianceError, meant
from sim.interventions.nine import ACTIONS
from sim.model import Model
from sim.scenarios import Scenario

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class ActionEffect:
    """What one action does at one timing.

    Attributes:
        action: its code.
        timing: when.
        times: months for which the budget lasts; None without a limit.
        facilitator_days, facilitator_days_high: used, mean over all runs and the 90th percentile.
        member_effort: months of its alliance time that every member gave, mean over all runs.
        done: share of the runs in which it was done at all.
        effects: by outcome, over all runs.
        among_done: by outcome, over the runs in which it was done.
    """

    action: str
    timing: Timing
    times: int | None
    facilitator_days: float
    facilitator_days_high: float
    member_effort: float
    done: float
    effects: Mapping[str, Effect]
    among_done: Mapping[str, Effect]


@dataclass(frozen=True)
class ActionEffects:
    """What the actions do, each alone, against doing nothing.

    Attributes:
        scenario: what all share, with a facilitator.
        hired: whether the facilitator was added, for the scenario has none.
        rows: by action and timing.
        left_out: actions for which the budget does not last a month.
        budget: facilitator days for each.
        trials: all pairs of runs.
    """

    scenario: Scenario
    hired: bool
    rows: tuple[ActionEffect, ...]
    left_out: tuple[str, ...]
    budget: float
    trials: Trials

    def frame(self) -> pd.DataFrame:
        """One row for each action, timing, outcome and set of runs (`all` or `done`)."""
        import pandas as pd

        rows = []
        for row in self.rows:
            for subset, effects in (("all", row.effects), ("done", row.among_done)):
                rows += [
                    {
                        "action": row.action,
                        "timing": row.timing.label,
                        "runs": subset,
                        **effect.row(),
                        "facilitator_days": row.facilitator_days,
                        "member_effort": row.member_effort,
                        "done": row.done,
                    }
                    for effect in effects.values()
                ]
        return pd.DataFrame(rows)


def effects_of_actions(
    scenario: Scenario,
    runs: int = 200,
    seed: int = 0,
    *,
    timing: Timing | Sequence[Timing] = FROM_THE_START,
    actions: Sequence[str] = NINE,
    budget: float = BUDGET,
    strength: float = 1.0,
    outcomes: Sequence[str] = WATCHED,
    confidence: float = 0.95,
    first_run: int = 0,
    model: Model | None = None,
    progress: Callable[[int], None] | None = None,
) -> ActionEffects:
    """What each action does for an alliance, alone, against doing nothing, under the same chance.

    Args:
        scenario: the alliance; without a facilitator, one is hired in both runs of every pair.
        runs: pairs of runs, >= 2.
        seed: of all runs.
        timing: when, one or several (`experiments.advice.courses`): `in_months(12, 23)`,
            `while_seen(2)`, or any `Timing`.
        actions: codes of actions.
        budget: facilitator days that each action may use; math.inf for no limit.
        strength: how strongly they are done, in (0, 1].
        outcomes: names in `sim.observers.outcomes.OUTCOMES`.
        confidence: of each interval, in (0, 1); for any one of them, not for all at once.
        first_run: number of the first run.
        model: what is run; the shipped model when left out.
        progress: called with the number of runs done.

    Raises:
        AllianceError: for anything that is not allowed.

    Example:
        >>> import sim
        >>> from experiments.advice.courses import while_seen
        >>> from experiments.advice.actions import effects_of_actions
        >>> base = sim.load("default").replace("length", 24)
        >>> found = effects_of_actions(base, 10, 1, timing=while_seen(1), actions=["D1", "D8"])
        >>> [(row.action, row.times) for row in found.rows]
        [('D1', 12), ('D8', 48)]
    """
    timings = (timing,) if isinstance(timing, Timing) else tuple(timing)
    for action in actions:
        if action not in ACTIONS:
            hint = meant(action, ACTIONS, f"; there are {', '.join(ACTIONS)}")
            raise AllianceError(f"unknown action '{action}'{hint}")
    check(runs, seed, outcomes, confidence)
    if not budget > 0.0:
        raise AllianceError(f"budget = {budget:g} is not allowed: facilitator days, above 0")
    if not 0.0 < strength <= 1.0:
        raise AllianceError(f"strength = {strength:g} is not allowed: above 0 and up to 1")
    base, hired = with_facilitator(scenario)
    left_out = [a for a in actions if times_within(base, a, budget, strength) == 0]
    tried = [
        (action, when, one)
        for action in actions
        for when in timings
        if (one := course(base, action, when, budget, strength)) is not None
    ]
    trials = run_trials(
        base,
        [one for _, _, one in tried],
        runs,
        seed,
        first_run=first_run,
        outcomes=outcomes,
        model=model,
        progress=progress,
    )
    rows = []
    for k, (action, when, _) in enumerate(tried):
        effects, among = (
            {
                name: trials.effect(k, name, confidence=confidence, among_done=done)
                for name in outcomes
            }
            for done in (False, True)
        )
        used, taken = trials.taken(k)
        rows.append(
            ActionEffect(
                action,
                when,
                times_within(base, action, budget, strength),
                float(used.mean()),
                float(np.quantile(used, 0.9)),
                float(taken.mean()),
                float(trials.done(k).mean()),
                effects,
                among,
            )
        )
    return ActionEffects(base, hired, tuple(rows), tuple(left_out), budget, trials)
