"""Courses of action: which action, when, how often, within a budget of facilitator days."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sim.interventions.nine import ACTIONS
from sim.interventions.policy import PHASE_WORDS
from sim.scenarios import Scenario
from sim.scenarios.coverage import coverage

NINE = tuple(f"D{k}" for k in range(1, 10))
"""The nine actions of the brochure, by code."""

BUDGET = 24.0
"""Days of the facilitator for actions unless said otherwise: two a month for a year."""


@dataclass(frozen=True)
class Timing:
    """When an action is done: in a period, while a policy holds, at a rhythm.

    Attributes:
        label: in words.
        policy: while what holds (`sim.interventions.policy`), or None: whatever happens.
        first: first month in which it can be done.
        last: last month in which it can be done, or None.
        every: done at most once in so many months, >= 1.
    """

    label: str
    policy: str | None = None
    first: int = 0
    last: int | None = None
    every: int = 1


def _with_rhythm(label: str, every: int) -> str:
    return label if every == 1 else f"{label}, every {every} months"


def while_seen(phase: int, every: int = 1) -> Timing:
    """While a facilitator sees a phase: 1 chafing, 2 learning, 3 producing, 4 stagnating.

    >>> while_seen(2).policy
    'learning'
    """
    word = next(word for word, code in PHASE_WORDS.items() if code == phase)
    return Timing(_with_rhythm(f"while {word}", every), policy=word, every=every)


def in_months(first: int, last: int | None = None, every: int = 1) -> Timing:
    """In a period, whatever happens; from month `first` until `last`, both included.

    >>> in_months(12, 23).label
    'months 12 to 23'
    """
    label = f"from month {first}" if last is None else f"months {first} to {last}"
    return Timing(_with_rhythm(label, every), first=first, last=last, every=every)


FROM_THE_START = in_months(0)
"""Begun at once, every month."""


@dataclass(frozen=True)
class Course:
    """A course of action: interventions beside those that the scenario has.

    Attributes:
        label: in words.
        rows: [[intervention]] tables.
        parameters: parameters of the model that are set with it, for questions of why.
    """

    label: str
    rows: tuple[Mapping[str, Any], ...]
    parameters: Mapping[str, float] = field(default_factory=dict)

    def of(self, scenario: Scenario) -> Scenario:
        """The scenario with this course.

        Raises:
            ScenarioError: when it does not fit.
        """
        content = scenario.to_dict()
        content["intervention"] = [*content.get("intervention", []), *map(dict, self.rows)]
        content["parameters"] = {**content.get("parameters", {}), **self.parameters}
        return Scenario.from_dict(content, self.label)


def with_facilitator(scenario: Scenario) -> tuple[Scenario, bool]:
    """A scenario in which there is a facilitator, and whether one had to be hired.

    One that is hired is what an empty [roles.facilitator] gives: independent, of ordinary skill, paid by
    the day from the fund (see `sim.scenarios.tables.Facilitator`); from elsewhere where there is no money.
    """
    if scenario.roles.facilitator or any(change.facilitator for change in scenario.change):
        return scenario, False
    poor = not coverage(scenario).inflow.any()
    return scenario.replace("roles.facilitator", {"cost": 0.0} if poor else {}), True


def times_within(
    scenario: Scenario, action: str, budget: float, strength: float = 1.0
) -> int | None:
    """How many months an action can be done within a budget of facilitator days.

    Args:
        scenario: with a facilitator, who gives no more days a month than there are.
        action: its code.
        budget: days, >= 0; infinite for no limit.
        strength: how strongly it is done, in (0, 1].

    Returns:
        A number >= 0, or None where there is no limit.
    """
    roles = [scenario.roles, *(scenario.arranged(change.tick)[0] for change in scenario.change)]
    there = max(role.facilitator.capacity if role.facilitator else 0.0 for role in roles)
    days = min(ACTIONS[action].days * strength, there)
    if days == 0.0 or math.isinf(budget):
        return None
    return math.floor(budget / days + 1e-9)


def course(
    scenario: Scenario, action: str, timing: Timing, budget: float = BUDGET, strength: float = 1.0
) -> Course | None:
    """One action at a timing as long as the budget lasts, or None when it does not last a month.

    Args:
        scenario, action, budget, strength: see `times_within`.
        timing: when.
    """
    times = times_within(scenario, action, budget, strength)
    if times == 0:
        return None
    last = scenario.length - 1 if timing.last is None else timing.last
    policy = timing.policy
    if times is not None and policy is not None:
        # `and` binds closer than `or`.
        policy = " or ".join(
            f"{case.strip()} and done < {times}" for case in re.split(r"\bor\b", policy)
        )
    elif times is not None:
        last = min(last, timing.first + timing.every * (times - 1))
    row = {
        "action": action,
        "from": timing.first,
        "until": min(last, scenario.length - 1),
        "every": timing.every,
        "while": policy,
        "strength": strength,
    }
    plain = {"from": 0, "until": scenario.length - 1, "every": 1, "while": None, "strength": 1.0}
    said = {key: value for key, value in row.items() if plain.get(key) != value}
    often = "" if times is None else " (once)" if times == 1 else f" ({times} times)"
    return Course(f"{action} {timing.label}{often}", (said,))
