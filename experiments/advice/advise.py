"""Advice: what to do when within a budget of facilitator days, and how sure that is.

The search (`search`) chooses; then what it chose, and each action in each phase, meets runs that had no
part in the choice. Only those are reported:

- The effect of what was chosen has a plain interval, for it was chosen before these runs were made.
- Effects of the single actions by phase have intervals that hold all at once (Bonferroni).
- Of whatever else got fresh runs it is said whether it can be told apart from what was chosen, pair by
  pair, again all at once. What was dropped on the way has no such runs: nothing is claimed of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import comb
from typing import TYPE_CHECKING

from experiments.advice.courses import BUDGET, NINE, times_within, with_facilitator
from experiments.advice.search import (
    BEST,
    PHASES,
    SIZES,
    Candidate,
    Selected,
    best_of_each,
    cost,
    halve,
    programmes,
    singles,
)
from experiments.advice.trials import WATCHED, Trials, run_trials
from experiments.calibration.uncertainty import Robustness, robustness
from experiments.compare import check
from experiments.effects import Effect, paired_effect
from sim.errors import AllianceError, require_runs
from sim.interventions.nine import ACTIONS
from sim.interventions.policy import PHASE_WORDS
from sim.model import Model
from sim.observers.outcomes import OUTCOMES, TIMES, restricted
from sim.scenarios import Scenario

if TYPE_CHECKING:
    import pandas as pd

FEWEST = 20
"""Fewest fresh pairs of runs."""
FRONT = 3
"""Of the best programmes and the best single actions so many get fresh runs each."""
CONFIDENCE = 0.95


@dataclass(frozen=True)
class Advice:
    """What was found.

    Attributes:
        given: the scenario as it was given.
        hired: whether a facilitator was added to it.
        budget: facilitator days.
        outcome: what is to be better.
        selected: all candidates with how they fared in the search.
        finalists: candidates that got fresh runs, in the order of `fresh.courses`; what was chosen first.
        fresh: their runs.
        hiring: the facilitator alone against the scenario as given, by outcome; empty when none was hired.
        together: facilitator and what was chosen against the scenario as given; likewise.
        left_out: actions for which the budget does not last a month.
    """

    given: Scenario
    hired: bool
    budget: float
    outcome: str
    selected: tuple[Selected, ...]
    finalists: tuple[Candidate, ...]
    fresh: Trials
    hiring: dict[str, Effect]
    together: dict[str, Effect]
    left_out: tuple[str, ...]

    @property
    def runs(self) -> int:
        """Fresh pairs of runs of each finalist."""
        return len(self.fresh.numbers)

    @property
    def chosen(self) -> Candidate:
        """What the search chose."""
        return self.finalists[0]

    def effect(self, outcome: str | None = None) -> Effect:
        """What the chosen does to an outcome (that which is to be better, if none is named)."""
        return self.fresh.effect(0, outcome or self.outcome, confidence=CONFIDENCE)

    def robustness(self) -> Robustness | None:
        """What was chosen, over sets of parameters; None where the model has no draws of them."""
        draws = self.fresh.model.draws
        if not draws:
            return None
        base, changed = (self.fresh.outcomes[self.outcome][row] for row in (0, 1))
        if self.outcome in TIMES:
            base, changed = (restricted(v, self.given.length) for v in (base, changed))
        return robustness(changed - base, self.fresh.numbers % len(draws))

    @property
    def advised(self) -> Scenario:
        """The scenario with what was chosen; without, when that does harm or nothing."""
        if self.effect().verdict in ("worse", "no run differs"):
            return self.fresh.scenario
        title = f"{self.given.title[:150]}: as advised"
        return self.chosen.course.of(self.fresh.scenario).replace("title", title)

    def cells(self) -> dict[tuple[str, int], int]:
        """For each action and phase the number of its course in `fresh`."""
        phase_of = {word: code for word, code in PHASE_WORDS.items() if code in PHASES}
        found: dict[tuple[str, int], int] = {}
        for k, one in enumerate(self.finalists):
            (action, timing), *more = one.parts
            if not more and timing.policy in phase_of:
                found.setdefault((action, phase_of[timing.policy]), k)
        return dict(sorted(found.items()))

    def by_phase(self) -> dict[tuple[str, int], Effect]:
        """Each action in each phase, with intervals that hold all at once."""
        cells = self.cells()
        confidence = 1.0 - (1.0 - CONFIDENCE) / max(len(cells), 1)
        return {
            cell: self.fresh.effect(k, self.outcome, confidence=confidence)
            for cell, k in cells.items()
        }

    def against_chosen(self) -> list[Effect]:
        """Each other finalist against the chosen, pair by pair, with intervals that hold all at once."""
        values = self.fresh.outcomes[self.outcome]
        others = range(1, len(self.finalists))
        confidence = 1.0 - (1.0 - CONFIDENCE) / max(len(others), 1)
        return [
            paired_effect(
                self.finalists[k].course.label,
                self.outcome,
                values[1],
                values[k + 1],
                confidence,
                self.given.length,
            )
            for k in others
        ]

    def as_good(self) -> list[Candidate]:
        """Finalists that these runs cannot tell apart from the chosen, or that are better."""
        return [
            self.finalists[k]
            for k, e in enumerate(self.against_chosen(), 1)
            if e.verdict != "worse"
        ]

    def frame(self) -> pd.DataFrame:
        """One row for each candidate, finalists first.

        `searched` and `search_gain` tell of the search and choose only; `difference` to `needed` are of
        fresh runs, `low` and `high` plain, `low_all` and `high_all` holding for all finalists at once.
        """
        import pandas as pd

        search = {one.candidate.course.label: one for one in self.selected}
        confidence = 1.0 - (1.0 - CONFIDENCE) / len(self.finalists)
        apart = [
            "chosen",
            *("yes" if e.verdict in ("worse", "better") else "no" for e in self.against_chosen()),
        ]
        rows = []
        for k, one in enumerate(self.finalists):
            e = self.fresh.effect(k, self.outcome, confidence=CONFIDENCE)
            wide = self.fresh.effect(k, self.outcome, confidence=confidence)
            days, effort = self.fresh.taken(k)
            rows.append(
                {
                    **_row(search[one.course.label]),
                    "fresh_runs": self.runs,
                    "base": e.base,
                    "difference": e.difference,
                    "low": e.low,
                    "high": e.high,
                    "low_all": wide.low,
                    "high_all": wide.high,
                    "verdict": e.verdict,
                    "apart_from_chosen": apart[k],
                    "needed": e.needed,
                    "facilitator_days": float(days.mean()),
                    "member_effort": float(effort.mean()),
                    "done": float(self.fresh.done(k).mean()),
                }
            )
        there = {one.course.label for one in self.finalists}
        rows += [_row(one) for label, one in search.items() if label not in there]
        return pd.DataFrame(rows)


def _row(one: Selected) -> dict[str, object]:
    return {"candidate": one.candidate.course.label, "searched": one.runs, "search_gain": one.gain}


def advise(
    scenario: Scenario,
    budget: float = BUDGET,
    runs: int = 200,
    seed: int = 0,
    *,
    outcome: str = "added_value",
    model: Model | None = None,
    progress: Callable[[int], None] | None = None,
) -> Advice:
    """Find what to do when within a budget of facilitator days.

    Args:
        scenario: the alliance; without a facilitator, one is hired for all runs.
        budget: days of the facilitator that the actions may use together.
        runs: fresh pairs of runs of each finalist, >= 20; the search makes about as many again.
        seed: of all runs.
        outcome: what is to be better, one of `sim.observers.outcomes.OUTCOMES` that has a better way.
        model: what is run; the shipped model when left out.
        progress: called with the number of runs done; `planned` says how many there will be at most.

    Raises:
        AllianceError: for anything that is not allowed, and for a budget that is enough for nothing.
    """
    base, hired = _checked(scenario, budget, runs, seed, outcome)
    done = 0

    def more(count: int) -> None:
        nonlocal done
        done += count
        if progress:
            progress(done)

    pairs = _pairs(runs)
    alone = halve(base, singles(base, budget), pairs, seed, outcome, model, more)
    several = programmes(base, budget, best_of_each(alone))
    sets = halve(base, several, pairs, seed, outcome, model, more) if several else []
    finalists = _finalists(alone, sets)
    # Numbers beyond all that the search has seen, whatever it did.
    first = max(one.runs for one in (*alone, *sets))
    outcomes = tuple(dict.fromkeys((outcome, *WATCHED)))
    before = done
    fresh = run_trials(
        base,
        [one.course for one in finalists],
        runs,
        seed,
        first_run=first,
        outcomes=outcomes,
        model=model,
        progress=lambda n: more(before + n - done),
    )
    hiring: dict[str, Effect] = {}
    together: dict[str, Effect] = {}
    if hired:
        asis = run_trials(scenario, [], runs, seed, first_run=first, outcomes=outcomes, model=model)
        more(runs)
        for row, into in ((0, hiring), (1, together)):
            for name in outcomes:
                into[name] = paired_effect(
                    "",
                    name,
                    asis.outcomes[name][0],
                    fresh.outcomes[name][row],
                    CONFIDENCE,
                    scenario.length,
                )
    left_out = tuple(a for a in NINE if times_within(base, a, budget) == 0)
    return Advice(
        scenario,
        hired,
        budget,
        outcome,
        (*sets, *alone),
        finalists,
        fresh,
        hiring,
        together,
        left_out,
    )


def planned(
    scenario: Scenario,
    budget: float = BUDGET,
    runs: int = 200,
    seed: int = 0,
    outcome: str = "added_value",
) -> int:
    """Most runs that `advise` makes, for the same arguments; refuses what it would refuse."""
    base, hired = _checked(scenario, budget, runs, seed, outcome)
    pairs = _pairs(runs)
    several = sum(comb(BEST, size) for size in SIZES)
    fresh = 1 + len(NINE) * len(PHASES) + 2 * FRONT + hired
    return cost(len(singles(base, budget)), pairs) + cost(several, pairs) + runs * fresh


def _pairs(runs: int) -> int:
    """Pairs of runs in the first round of the search."""
    return max(5, runs // 10)


def _finalists(alone: Sequence[Selected], sets: Sequence[Selected]) -> tuple[Candidate, ...]:
    """The chosen, its rivals, and the better rhythm of each action in each phase."""
    front = sorted([*alone[:FRONT], *sets[:FRONT]], key=lambda one: -one.gain)
    found = {one.candidate.course.label: one.candidate for one in front}
    there: set[tuple[str, str]] = set()
    for one in sorted(alone, key=lambda one: (-one.runs, -one.gain)):
        action, timing = one.candidate.parts[0]
        if timing.policy is not None and (action, timing.policy) not in there:
            there.add((action, timing.policy))
            found.setdefault(one.candidate.course.label, one.candidate)
    return tuple(found.values())


def _checked(
    scenario: Scenario, budget: float, runs: int, seed: int, outcome: str
) -> tuple[Scenario, bool]:
    require_runs(runs, FEWEST, "--runs")
    check(seed=seed, outcomes=(outcome,))
    if OUTCOMES[outcome].better == "neither":
        able = ", ".join(name for name, kind in OUTCOMES.items() if kind.better != "neither")
        raise AllianceError(f"--outcome {outcome}: neither way of it is better; take one of {able}")
    if not 0.0 <= budget < float("inf"):
        raise AllianceError(f"--budget {budget:g} is not allowed: facilitator days, 0 or more")
    base, hired = with_facilitator(scenario)
    least = min(NINE, key=lambda a: (times_within(base, a, 1e9) or 0) * -1)
    if all(times_within(base, action, budget) == 0 for action in NINE):
        raise AllianceError(
            f"--budget {budget:g} is enough for none of the nine actions: the least, "
            f"{least} ({ACTIONS[least].name}), takes {ACTIONS[least].days:g} days of "
            f"a facilitator a month"
        )
    return base, hired
