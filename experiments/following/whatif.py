"""What if, from now: a followed alliance that does something else from this month on.

Every option meets the same runs under the same chance from now on, so that run k with it differs from run k
without by the option and nothing else. What differs by parameters that nobody knows is in it when the
model draws them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from experiments.following.answers import Departure
from experiments.following.follow import AHEAD, Following, Outlook
from sim.arrays import Array
from sim.interventions.nine import ACTIONS
from sim.observers.intervals import Interval, mean_interval
from sim.rules.governance import GovernanceParameters
from sim.scenarios import Scenario
from sim.scenarios.coverage import coverage
from sim.scenarios.part import DIVISIONS, GOVERNANCES
from sim.scenarios.tables import Coordinator, Facilitator

YEAR = 12
"""Months that an option is done or paid for."""

EVERY = 3
"""Months between two times that an action is done."""

CONFIDENCE = 0.95
"""That none of the options that do nothing is said to help."""

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True)
class Option:
    """Something that an alliance can do from now on.

    Attributes:
        key: what it is called: a code such as D1, or a word.
        about: what it names: a member, a rule, a form of governance; or empty.
        cost: thousand euro over a year, as the scenario reckons them.
        days: facilitator days over a year.
        rows: tables of a scenario and the rows that are added.
        departures: members that leave by agreement.
        set: values by path, as `Scenario.replace` takes them.
    """

    key: str
    about: str = ""
    cost: float = 0.0
    days: float = 0.0
    rows: Rows = field(default_factory=dict)
    departures: tuple[Departure, ...] = ()
    set: Mapping[str, Any] = field(default_factory=dict)

    def of(self, scenario: Scenario) -> Scenario:
        """The scenario with this option."""
        for path, value in self.set.items():
            scenario = scenario.replace(path, value)
        if not self.rows:
            return scenario
        content = scenario.to_dict()
        for table, more in self.rows.items():
            content[table] = [*content.get(table, []), *(dict(row) for row in more)]
        return Scenario.from_dict(content, self.key)


@dataclass(frozen=True)
class Effect:
    """What an option makes of what comes, against going on as planned.

    Attributes:
        option: what was tried.
        gain: difference in added value over the months ahead, with its interval.
        productive, lives: difference in the chance of phase 3 in those months, and of still running.
        helps: whether the interval of `gain` lies above 0, kept for all options together.
    """

    option: Option
    gain: Interval
    productive: Interval
    lives: Interval

    @property
    def helps(self) -> bool:
        """Whether it gives more for sure, as runs go."""
        return self.gain.low > 0.0


def options(found: Following) -> list[Option]:
    """What can be tried from now: actions, roles, money, governance, division, a smaller core.

    Seats are those of the start, so other working groups and a new member cannot be tried from now on.
    """
    scenario, now = found.scenario, found.now
    roles, division, governance = scenario.arranged(now)
    end = min(now + YEAR, scenario.length) - 1
    facilitator = roles.facilitator or Facilitator()
    made: list[Option] = []
    for code, action in ACTIONS.items():
        times = len(range(now, end + 1, EVERY))
        days = times * action.days
        row = {"action": code, "from": now, "until": end, "every": EVERY}
        extra = days * facilitator.cost if roles.facilitator else 0.0
        made.append(
            Option(code, "", extra, days if roles.facilitator else 0.0, {"intervention": [row]})
        )
    made += _roles(scenario, found, end)
    asked = coverage(scenario).asked
    monthly = float(asked[min(now, len(asked) - 1)].sum())
    if monthly > 0.0:
        amount = round(0.2 * monthly * YEAR, 1)
        grant = {"amount": amount, "first": now, "months": YEAR}
        made.append(Option("money", "", amount, 0.0, {"grant": [grant]}))
    made += [
        Option("division", other, rows={"change": [{"tick": now, "division": other}]})
        for other in DIVISIONS
        if other != division
    ]
    for other in GOVERNANCES:
        if other != governance and (other != "lead" or roles.lead):
            body = YEAR * len(found.names) * float(np.mean(GovernanceParameters.nao_cost))
            change = {"tick": now, "governance": other}
            cost = body if other == "nao" else 0.0
            made.append(Option("governance", other, cost, rows={"change": [change]}))
    made += _smaller(found)
    return made


def _roles(scenario: Scenario, found: Following, end: int) -> Iterator[Option]:
    """A facilitator or coordinator for a year, where there is none; the most trusted member as lead."""
    now = found.now
    roles = scenario.arranged(now)[0]
    ends = [{"tick": end + 1, "remove": ["facilitator"]}] if end + 1 < scenario.length else []
    if roles.facilitator is None:
        one = Facilitator()
        rows = {"change": [{"tick": now, "facilitator": {}}, *ends]}
        days = YEAR * one.capacity
        yield Option("facilitator", "", days * one.cost, days, rows)
        actions = [
            {"action": code, "from": now, "until": end, "every": EVERY, "strength": 0.5}
            for code in ("D1", "D3", "D5")
        ]
        yield Option("facilitated", "", days * one.cost, days, {**rows, "intervention": actions})
    if roles.coordinator is None:
        paid = YEAR * Coordinator().cost
        yield Option("coordinator", "", paid, 0.0, {"change": [{"tick": now, "coordinator": {}}]})
    trusted = np.nanmean(found.state["B1"][2], axis=0)
    trusted[found.active < 0.5] = -1.0
    name = found.names[int(np.argmax(trusted))]
    if name != roles.lead:
        yield Option("lead", name, rows={"change": [{"tick": now, "lead": name}]})


def _smaller(found: Following) -> Iterator[Option]:
    """The member with the least backing leaves by agreement, where more than three are left."""
    there = np.flatnonzero(found.active > 0.5)
    if len(there) > 3:
        backing = found.state["A4"][2]
        name = found.names[int(there[np.argmin(backing[there])])]
        yield Option("smaller", name, departures=(Departure(name, found.now),))


def try_all(
    found: Following,
    tried: Sequence[Option] | None = None,
    ahead: int = AHEAD,
    progress: Callable[[int], None] | None = None,
) -> list[Effect]:
    """What each option would make of what comes.

    Args:
        found: a followed alliance.
        tried: options; `options` when left out.
        ahead: months that are looked ahead.
        progress: called with the number of options done.

    Returns:
        The one that gives most first.
    """
    tried = options(found) if tried is None else tried
    first, until = found.now, min(found.now + ahead, found.scenario.length)
    scenario, waves = found.scenario, len(found.waves)
    base = Outlook.of(found.particles.ahead(until=until), waves, first)
    confidence = 1.0 - (1.0 - CONFIDENCE) / max(len(tried), 1)
    effects = []
    for done, option in enumerate(tried, 1):
        record = found.particles.ahead(option.of(scenario), option.departures, until)
        look = Outlook.of(record, waves, first)
        gain, productive, lives = (
            _difference(one - other, confidence)
            for one, other in (
                (look.gain(first, until), base.gain(first, until)),
                (look.productive(first, until), base.productive(first, until)),
                (look.lives(until - 1), base.lives(until - 1)),
            )
        )
        effects.append(Effect(option, gain, productive, lives))
        if progress:
            progress(done)
    return sorted(effects, key=lambda effect: -effect.gain[0])


def _difference(between: Array, confidence: float) -> Interval:
    """The mean difference of pairs; exactly none where no run differs."""
    if not between.any():
        return Interval(0.0, 0.0, 0.0)
    return mean_interval(between, confidence=confidence)
