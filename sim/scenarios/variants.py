"""Variants of a scenario: small changes that make sense for any alliance, by name.

``wash:early-facilitation`` is the scenario `wash` with the changes of that variant.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sim.errors import ScenarioError, meant, shortened
from sim.scenarios.loader import load
from sim.scenarios.schema import Scenario

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Variant:
    """A change to a scenario, as data.

    Attributes:
        meaning: what it is, in a line.
        set: values by path, as `Scenario.replace` takes them; None takes a key out.
        clear: tables whose rows are all taken out.
        add: rows to be added, by table.
    """

    meaning: str
    set: Mapping[str, Any] = field(default_factory=dict)
    clear: tuple[str, ...] = ()
    add: Mapping[str, Sequence[Row]] = field(default_factory=dict)

    def of(self, scenario: Scenario) -> Scenario:
        """The scenario with this change.

        Raises:
            ScenarioError: when it does not fit the scenario.
        """
        for table in self.clear:
            scenario = scenario.replace(table, None)
        for path, value in self.set.items():
            scenario = scenario.replace(path, value)
        content = scenario.to_dict()
        for table, rows in self.add.items():
            content[table] = [*content.get(table, []), *(dict(row) for row in rows)]
        return Scenario.from_dict(content, "variant")


_FACILITATOR = {"skill": 0.7, "capacity": 4.0, "cost": 0.9}


def _nine(first: int, last: int) -> list[Row]:
    """The nine actions, each in the phase of the brochure, between two months."""
    while_ = {
        "chafing": ("D1", "D2", "D3"),
        "learning": ("D4", "D5", "D6"),
        "producing": ("D7", "D8", "D9"),
    }
    return [
        {"action": action, "while": phase, "from": first, "until": last, "strength": 0.5}
        for phase, actions in while_.items()
        for action in actions
    ]


VARIANTS: dict[str, Variant] = {
    "no-facilitation": Variant(
        "no process facilitator, and none of the nine actions",
        clear=("intervention",),
        set={"roles.facilitator": None},
    ),
    "early-facilitation": Variant(
        "a process facilitator in the first two years, the nine actions in their phases",
        clear=("intervention",),
        set={"roles.facilitator": _FACILITATOR},
        add={"intervention": _nine(0, 23), "change": [{"tick": 24, "remove": ["facilitator"]}]},
    ),
    "late-facilitation": Variant(
        "the same two years of facilitation, two years later",
        clear=("intervention",),
        set={"roles.facilitator": None},
        add={
            "intervention": _nine(24, 47),
            "change": [
                {"tick": 24, "facilitator": _FACILITATOR},
                {"tick": 48, "remove": ["facilitator"]},
            ],
        },
    ),
    "cut": Variant(
        "from the third year on a third less money",
        add={"shock": [{"kind": "budget-cut", "tick": 24, "size": 0.33}]},
    ),
    "flat": Variant(
        "rank flattened: no lead party, winning a clash brings no status, equal shares",
        set={
            "roles.lead": None,
            "governance": "shared",
            "division": "equal",
            "parameters.rank_gain": 0.0,
            "parameters.rank_power": 0.0,
        },
    ),
    "administered": Variant("an administrative body governs", set={"governance": "nao"}),
}
"""All variants by name."""


def resolve(
    name_or_path: str | os.PathLike[str], changes: Sequence[tuple[str, Any]] = ()
) -> Scenario:
    """Read a scenario, or a variant of one.

    Args:
        name_or_path: what `sim.scenarios.load` takes, or that with a colon and a variant behind it,
            such as ``"wash:no-facilitation"``.
        changes: paths and values, as `Scenario.replace` takes them, to change the scenario with; a
            variant is made of the changed one.

    Raises:
        ScenarioError: one line: what is wrong, and the nearest name.

    >>> resolve("default:administered").governance
    'nao'
    """
    text = os.fspath(name_or_path)
    base, colon, name = text.rpartition(":")
    if not colon or Path(text).exists():
        return _changed(load(name_or_path), changes)
    if name not in VARIANTS:
        hint = meant(name, VARIANTS, f"; variants: {', '.join(VARIANTS)}")
        raise ScenarioError(f"{shortened(text, 200)}: no such variant '{shortened(name)}'{hint}")
    scenario = _changed(load(base), changes)
    try:
        return VARIANTS[name].of(scenario)
    except ScenarioError as error:
        where = shortened(text, 200)
        raise ScenarioError(*(f"{where}: {line}" for line in error.lines)) from None


def _changed(scenario: Scenario, changes: Sequence[tuple[str, Any]]) -> Scenario:
    for path, value in changes:
        scenario = scenario.replace(path, value)
    return scenario
