"""All that a report tells of, computed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from alliance.report.weighing import Drive, Weighing, drives
from alliance.summary import Event, Share, Spread, Summary, summarise, typical_run
from experiments.advice.actions import ActionEffect, effects_of_actions
from experiments.advice.courses import FROM_THE_START, NINE, while_seen
from experiments.compare import Comparison, compare
from sim.ensemble import simulate
from sim.interventions.nine import ACTIONS
from sim.model import Model
from sim.observers.paths import Paths, paths_of
from sim.parameters import PARAMETERS
from sim.scenarios import Scenario
from sim.scenarios.tables import Facilitator

if TYPE_CHECKING:
    import xarray as xr

EFFECTS = ("added_value", "survived", "time_to_productivity")
"""Outcomes on which the actions are judged."""

COMPARED = (
    "added_value",
    "productive",
    "time_to_productivity",
    "months_stagnant",
    "survived",
    "turnover",
    "trust",
    "rift",
    "backing",
)
"""Outcomes on which variants are compared."""

PHASES = (1, 2, 3)

CONFIDENCE = 1.0 - (1.0 - 0.95) / (2 * len(NINE))
"""Of the interval of one action at one moment, so that all 18 of an outcome hold together."""


@dataclass(frozen=True)
class Risk:
    """What a member risks.

    Attributes:
        name: of the member.
        leaves: whether and when it leaves.
        loses: whether and when its backing falls below where it considers leaving.
        drives: what weighs at home before it leaves; empty when too few leave.
    """

    name: str
    leaves: Event
    loses: Event
    drives: tuple[Drive, ...]


@dataclass(frozen=True)
class Findings:
    """All that a report tells of.

    Attributes:
        scenario: what was run.
        result: its runs.
        dyads: its typical run, with who trusts whom.
        paths: of `result`.
        summary: of `result`.
        risks: by member, those that leave most often first.
        drives: of all members together.
        effects: by action, in its own phase and from the start.
        left_out: actions for which the budget is too small.
        hired: the facilitator that was assumed for the actions, if the scenario has none.
        comparison: with variants, if any were asked for.
        runs, seed: of everything.
    """

    scenario: Scenario
    result: xr.Dataset
    dyads: xr.Dataset
    paths: Paths
    summary: Summary
    risks: tuple[Risk, ...]
    drives: tuple[Drive, ...]
    effects: Mapping[str, tuple[ActionEffect, ActionEffect]]
    left_out: tuple[str, ...]
    hired: Facilitator | None
    comparison: Comparison | None
    runs: int
    seed: int
    model: Model

    @property
    def threshold(self) -> float:
        """Backing below which a member considers leaving."""
        return float(self.scenario.parameters.get("exit_backing", _EXIT.default))


_EXIT = PARAMETERS["exit_backing"]


def runs_planned(runs: int, variants: int) -> int:
    """How many runs `find` makes."""
    pairs = len(PHASES) + 2 * len(NINE)
    return runs * (1 + pairs + (1 + variants if variants else 0))


def find(
    scenario: Scenario,
    variants: Mapping[str, Scenario],
    runs: int,
    seed: int,
    model: Model,
    progress: Callable[[int], None],
) -> Findings:
    """Compute all that a report tells of.

    Args:
        scenario: the alliance.
        variants: what it is compared with, by label.
        runs: of each, >= 2.
        seed: of all.
        model: what is run.
        progress: called with the number of runs done.

    Raises:
        AllianceError: for anything that is not allowed.
    """
    weighing = Weighing(scenario.length, model)
    result = simulate(scenario, runs, seed, model=weighing.model, progress=progress)
    dyads = simulate(scenario, 1, seed, first_run=typical_run(result), model=model, dyads=True)
    at = runs
    effects: dict[str, tuple[ActionEffect, ActionEffect]] = {}
    left_out: list[str] = []
    hired = None
    for phase in PHASES:
        found = effects_of_actions(
            scenario,
            runs,
            seed,
            timing=(while_seen(phase), FROM_THE_START),
            outcomes=EFFECTS,
            actions=[a for a in NINE if ACTIONS[a].phase == phase],
            confidence=CONFIDENCE,
            model=model,
            progress=_beyond(progress, at),
        )
        at += runs * (1 + len(found.rows))
        hired = found.scenario.roles.facilitator if found.hired else None
        left_out += found.left_out
        rows = iter(found.rows)
        effects |= {row.action: (row, next(rows)) for row in rows}
    comparison = None
    if variants:
        comparison = compare(
            scenario,
            *variants.values(),
            runs=runs,
            seed=seed,
            outcomes=COMPARED,
            labels=[scenario.title, *variants],
            model=model,
            progress=_beyond(progress, at),
        )
    paths = paths_of(result)
    leaves = np.nan_to_num(paths["leaves"]) > 0.0
    stays = np.nan_to_num(paths["active"]) > 0.0
    parts = weighing.parts()
    summary = summarise(result)
    findings = Findings(
        scenario,
        result,
        dyads,
        paths,
        summary,
        (),
        drives(parts, leaves, stays),
        effects,
        tuple(left_out),
        hired,
        comparison,
        runs,
        seed,
        model,
    )
    low = np.nan_to_num(paths["backing"], nan=1.0) < findings.threshold
    place = {str(name): k for k, name in enumerate(result.member.to_numpy())}
    risks = []
    for name, event in summary.left:
        k = slice(place[name], place[name] + 1)
        of_member = drives(parts[..., k], leaves[..., k], stays[..., k])
        risks.append(Risk(name, event, event_of(low[:, :, place[name]]), of_member))
    return Findings(**{**vars(findings), "risks": tuple(risks)})


def _beyond(progress: Callable[[int], None], at: int) -> Callable[[int], None]:
    """Progress of a part, after what was done before it."""
    return lambda done: progress(at + done)


def event_of(happens: np.ndarray) -> Event:
    """In how many runs something happens, and when it first does, from (runs, ticks)."""
    first = np.where(happens.any(1), happens.argmax(1), np.nan)
    return Event(Share(int(happens.any(1).sum()), len(happens)), Spread.of(first))
