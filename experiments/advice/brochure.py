"""The brochure put to the test: does each action help most in the phase where the brochure puts it?

Each of the nine is done alone, every month from when a facilitator first sees a phase and for as long as
that phase is seen, until an equal number of facilitator days is used. It is compared with doing none, run
by run under the same chance.

- The estimand is the mean over all runs: what planning it for that phase does, whether or not the phase
  comes. The mean over the runs in which the phase was seen is there too (`Verdicts.among`): up to the first
  month in which something is done both runs of a pair are the same, so those runs are chosen by a past
  that the action had no part in. But each phase has its own such runs, so phases are compared over all.
- Facilitator days are no obstacle: the facilitator has plenty and costs the fund nothing, in both runs of
  a pair. Otherwise days for an action would be taken from helping in clashes, of which there are most in
  phase 1, and phases would differ by that. (With `facilitator=None` they do.)
- "Costs alone" is the same action with its lever switched off: the members give their time and nothing
  else happens. What is left of the effect is what the lever does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from experiments.advice.courses import NINE, Course, course, while_seen, with_facilitator
from experiments.advice.trials import WATCHED, Trials, run_trials
from experiments.compare import check
from experiments.effects import Effect, paired_effect
from sim.interventions.nine import ACTIONS
from sim.model import Model
from sim.scenarios import Scenario

if TYPE_CHECKING:
    import pandas as pd

PHASES = (1, 2, 3)
DAYS = 6.0
"""Facilitator days for each action: so few that there is time for them in every phase."""
PLENTY: Mapping[str, Any] = {"capacity": 12.0, "cost": 0.0}
"""A facilitator whose days nobody need count."""
CONFIDENCE = 0.95


@dataclass(frozen=True)
class Verdicts:
    """The brochure's claim, tested on one alliance.

    Attributes:
        trials: the runs; courses are action by action, phase by phase, then the costs alone likewise.
        outcome: what is looked at.
        days: facilitator days for each action.
    """

    trials: Trials
    outcome: str
    days: float

    def number(self, action: str, phase: int) -> int:
        """Number of the course in `trials`."""
        return NINE.index(action) * len(PHASES) + PHASES.index(phase)

    def effect(self, action: str, phase: int, outcome: str | None = None) -> Effect:
        """The effect over all runs; intervals hold for all 27 at once."""
        return self._of(self.number(action, phase), outcome)

    def among(self, action: str, phase: int, outcome: str | None = None) -> Effect:
        """The effect over the runs in which the phase was seen."""
        return self._of(self.number(action, phase), outcome, among_done=True)

    def costs(self, action: str, phase: int) -> Effect:
        """What the members' time alone does, over all runs."""
        return self._of(len(NINE) * len(PHASES) + self.number(action, phase))

    def lever(self, action: str, phase: int) -> Effect:
        """What the lever adds to members' time alone, run by run."""
        values = self.trials.outcomes[self.outcome]
        k = self.number(action, phase) + 1
        confidence = 1.0 - (1.0 - CONFIDENCE) / (len(NINE) * len(PHASES))
        return paired_effect(
            f"lever of {action} in phase {phase}",
            self.outcome,
            values[k + len(NINE) * len(PHASES)],
            values[k],
            confidence,
            self.trials.scenario.length,
        )

    def _of(self, k: int, outcome: str | None = None, among_done: bool = False) -> Effect:
        confidence = 1.0 - (1.0 - CONFIDENCE) / (len(NINE) * len(PHASES))
        return self.trials.effect(
            k, outcome or self.outcome, confidence=confidence, among_done=among_done
        )

    def home_against(self, action: str, phase: int) -> Effect:
        """The action in its own phase against the same in another; intervals hold for all 18."""
        confidence = 1.0 - (1.0 - CONFIDENCE) / (len(NINE) * (len(PHASES) - 1))
        values = self.trials.outcomes[self.outcome]
        there, home = (values[self.number(action, p) + 1] for p in (phase, ACTIONS[action].phase))
        label = f"{action} in phase {ACTIONS[action].phase} against {phase}"
        return paired_effect(
            label, self.outcome, there, home, confidence, self.trials.scenario.length
        )

    def best(self, action: str) -> int:
        """The phase with the best mean effect."""
        return max(PHASES, key=lambda phase: self.effect(action, phase).difference)

    def verdict(self, action: str) -> str:
        """Whether it helps most where the brochure puts it: `yes`, `no` or `cannot tell`."""
        home = ACTIONS[action].phase
        verdicts = [self.home_against(action, phase).verdict for phase in PHASES if phase != home]
        if "worse" in verdicts:
            return "no"
        return "yes" if all(one == "better" for one in verdicts) else "cannot tell"

    def frame(self) -> pd.DataFrame:
        """One row for each action, phase and outcome."""
        import pandas as pd

        trials, rows = self.trials, []
        for action in NINE:
            for phase in PHASES:
                k = self.number(action, phase)
                days, effort = trials.taken(k)
                for outcome in trials.outcomes:
                    e = self.effect(action, phase, outcome)
                    some = self.among(action, phase, outcome)
                    rows.append(
                        {
                            "action": action,
                            "phase": phase,
                            "home": ACTIONS[action].phase,
                            **e.row(),
                            "done": float(trials.done(k).mean()),
                            "among_done": some.difference,
                            "among_low": some.low,
                            "among_high": some.high,
                            "facilitator_days": float(days.mean()),
                            "member_effort": float(effort.mean()),
                        }
                    )
        return pd.DataFrame(rows)


def evaluate(
    scenario: Scenario,
    runs: int,
    seed: int = 0,
    *,
    days: float = DAYS,
    facilitator: Mapping[str, Any] | None = PLENTY,
    why: bool = False,
    outcome: str = "added_value",
    model: Model | None = None,
    progress: Callable[[int], None] | None = None,
) -> Verdicts:
    """Do each action in each phase.

    Args:
        scenario: the alliance.
        runs: pairs of runs, >= 2.
        seed: of all.
        days: facilitator days for each action.
        facilitator: in place of the scenario's; None leaves that, or hires one if there is none.
        why: also run the costs alone.
        outcome: what is looked at, one for which higher is better.
        model: what is run; the shipped model when left out.
        progress: called with the number of runs done.
    """
    check(runs=runs, seed=seed, outcomes=(outcome,))
    if facilitator is not None:
        scenario = scenario.replace("roles.facilitator", dict(facilitator))
    base, _ = with_facilitator(scenario)
    courses = [_course(base, action, phase, days) for action in NINE for phase in PHASES]
    if why:
        courses += [
            _idle(one, action)
            for one, action in zip(courses, (a for a in NINE for _ in PHASES), strict=True)
        ]
    outcomes = tuple(dict.fromkeys((outcome, *WATCHED)))
    return Verdicts(
        run_trials(base, courses, runs, seed, outcomes=outcomes, model=model, progress=progress),
        outcome,
        days,
    )


def _course(base: Scenario, action: str, phase: int, days: float) -> Course:
    one = course(base, action, while_seen(phase), days)
    if one is None:
        raise ValueError(f"{days:g} facilitator days are not enough for {action}")
    return one


def _idle(one: Course, action: str) -> Course:
    """The same with its levers switched off."""
    off = {size: 0.0 for size in ACTIONS[action].moves.values() if isinstance(size, str)}
    return Course(f"{one.label}, costs alone", one.rows, off)
