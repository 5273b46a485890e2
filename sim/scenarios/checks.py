"""What must hold across the tables of a scenario: names that exist, ticks within its length."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from sim.errors import nearest
from sim.scenarios.refusal import NOTHING, refuse

if TYPE_CHECKING:
    from sim.scenarios.schema import Place, Scenario

FEWEST, MOST = 2, 60
"""Fewest members at the start and most organisations in a scenario, joiners included."""


def holds_together(scenario: Scenario) -> None:
    """Check a scenario whose tables are each right by themselves.

    Raises:
        PydanticCustomError: for the first thing that does not fit the rest.
    """
    _count(scenario)
    places = scenario.places()
    _names(scenario, places)
    _roles(scenario, [place.name for place in places if place.tick == 0])
    _pairs(scenario, [place.name for place in places])
    _ticks(scenario)
    joins = {place.name: place.tick for place in places}
    _shocks(scenario, joins)
    _changes(scenario, joins)


def _count(scenario: Scenario) -> None:
    rows, count = len(scenario.member), scenario.members.count
    if rows == 0 and count is None:
        refuse(
            f"{FEWEST} to {MOST} [[member]] rows, or 'count' under [members]", NOTHING, "members"
        )
    if rows and not FEWEST <= rows <= MOST:
        refuse(f"{FEWEST} to {MOST}", rows, "number of [[member]] rows")
    if rows and count not in (None, rows):
        refuse(f"{rows}, the number of [[member]] rows, or no 'count'", count, "members.count")
    together = (rows or count or 0) + len(scenario.joiner)
    if together > MOST:
        refuse(f"at most {MOST}", together, "number of members and joiners")


def _names(scenario: Scenario, places: tuple[Place, ...]) -> None:
    seen: set[str] = set()
    first_joiner = len(places) - len(scenario.joiner)
    for i, place in enumerate(places):
        # Two spellings of one text, such as é in one sign or two, are one name to a reader.
        key = unicodedata.normalize("NFC", place.name.strip())
        if key in seen:
            table, row = ("joiner", i - first_joiner) if i >= first_joiner else ("member", i)
            refuse("a name that no other row has", place.name, f"{table}[{row + 1}].name")
        seen.add(key)
    if not any(place.group for place in places):
        for key in ("trust_within_group", "trust_between_groups"):
            if (given := getattr(scenario.start, key)) is not None:
                refuse("left out while no member has a 'group'", given, f"start.{key}")


def _roles(scenario: Scenario, names: list[str]) -> None:
    roles = scenario.roles
    _exists(roles.lead, names, "roles.lead")
    if roles.coordinator:
        _exists(roles.coordinator.member, names, "roles.coordinator.member")
    if roles.facilitator:
        _exists(roles.facilitator.member, names, "roles.facilitator.member")


def _pairs(scenario: Scenario, names: list[str]) -> None:
    seen: set[tuple[str, str]] = set()
    for i, pair in enumerate(scenario.pair, 1):
        _exists(pair.from_, names, f"pair[{i}].from")
        _exists(pair.to, names, f"pair[{i}].to")
        if pair.from_ == pair.to:
            refuse("another member than 'from'", pair.to, f"pair[{i}].to")
        if (pair.from_, pair.to) in seen:
            refuse(
                f"a pair that is not given yet with from '{pair.from_}'", pair.to, f"pair[{i}].to"
            )
        seen.add((pair.from_, pair.to))


def _ticks(scenario: Scenario) -> None:
    ticks = [(f"grant[{i}].first", grant.first) for i, grant in enumerate(scenario.grant, 1)]
    ticks += [(f"shock[{i}].tick", shock.tick) for i, shock in enumerate(scenario.shock, 1)]
    ticks += [(f"change[{i}].tick", change.tick) for i, change in enumerate(scenario.change, 1)]
    ticks += [(f"joiner[{i}].tick", joiner.tick) for i, joiner in enumerate(scenario.joiner, 1)]
    for i, act in enumerate(scenario.intervention, 1):
        moments = {"at": act.at, "from": act.from_, "until": act.until}
        ticks += [(f"intervention[{i}].{k}", t) for k, t in moments.items() if t is not None]
    for at, tick in ticks:
        if tick >= scenario.length:
            refuse(
                f"a tick before the end: at most {scenario.length - 1}, as length is "
                f"{scenario.length}",
                tick,
                at,
            )


def _shocks(scenario: Scenario, joins: dict[str, int]) -> None:
    for i, shock in enumerate(scenario.shock, 1):
        for key, name in (("member", shock.member), ("with", shock.with_)):
            _exists(name, list(joins), f"shock[{i}].{key}")
            _joined(name, joins, shock.tick, f"shock[{i}].tick")


def _changes(scenario: Scenario, joins: dict[str, int]) -> None:
    for i, change in enumerate(scenario.change, 1):
        names = {"lead": change.lead}
        for role in ("coordinator", "facilitator"):
            if (filled := getattr(change, role)) is not None:
                names[f"{role}.member"] = filled.member
        for key, name in names.items():
            _exists(name, list(joins), f"change[{i}].{key}")
            _joined(name, joins, change.tick, f"change[{i}].tick")
    if scenario.governance == "lead" and scenario.roles.lead is None:
        refuse("with governance 'lead' the name of the lead party", NOTHING, "roles.lead")
    for i, change in enumerate(scenario.change, 1):
        roles, _, governance = scenario.arranged(change.tick)
        if governance == "lead" and roles.lead is None:
            refuse("a lead party while governance is 'lead'", NOTHING, f"change[{i}].lead")


def _joined(name: str | None, joins: dict[str, int], tick: int, at: str) -> None:
    if name is not None and tick < joins[name]:
        refuse(f"a tick from {joins[name]}, when '{name}' joins", tick, at)


def _exists(name: str | None, names: list[str], at: str) -> None:
    if name is not None and name not in names:
        near = nearest(name, names)
        hint = f" (did you mean '{near}'?)" if near else ""
        refuse(f"the name of a member{hint}", name, at)
