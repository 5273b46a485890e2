"""What must hold across the tables of a scenario: names that exist, ticks within its length."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic_core import PydanticCustomError

from sim.errors import meant
from sim.scenarios.part import FEWEST, MOST
from sim.scenarios.refusal import NOTHING, refusal, refuse_all

if TYPE_CHECKING:
    from sim.scenarios.people import Place
    from sim.scenarios.schema import Scenario

Refusals = Iterator[PydanticCustomError]


def holds_together(scenario: Scenario) -> None:
    """Check a scenario whose tables are each right by themselves.

    Raises:
        ValidationError: with all that does not fit the rest.
    """
    refuse_all(_refusals(scenario))


def _refusals(scenario: Scenario) -> Refusals:
    yield from _count(scenario)
    places = scenario.places()
    joins = {place.name: place.tick for place in places}
    yield from _names(scenario, places)
    yield from _roles(scenario, [place.name for place in places if place.tick == 0])
    yield from _pairs(scenario, list(joins))
    yield from _structure(scenario, places)
    yield from _ticks(scenario)
    yield from _reviews(scenario)
    yield from _shocks(scenario, joins)
    yield from _changes(scenario, joins)


def _count(scenario: Scenario) -> Refusals:
    rows, count = len(scenario.member), scenario.members.count
    if rows == 0 and count is None:
        yield refusal(
            f"{FEWEST} to {MOST} [[member]] rows, or 'count' under [members]", NOTHING, "members"
        )
    if rows and not FEWEST <= rows <= MOST:
        yield refusal(f"{FEWEST} to {MOST}", rows, "number of [[member]] rows")
    if rows and count not in (None, rows):
        allowed = f"{rows}, the number of [[member]] rows, or no 'count'"
        yield refusal(allowed, count, "members.count")
    together = (rows or count or 0) + len(scenario.joiner)
    if together > MOST and rows <= MOST:
        yield refusal(f"at most {MOST}", together, "number of members and joiners")


def _names(scenario: Scenario, places: tuple[Place, ...]) -> Refusals:
    seen: set[str] = set()
    first_joiner = len(places) - len(scenario.joiner)
    for i, place in enumerate(places):
        # Two spellings of one text, such as é in one sign or two, are one name to a reader.
        key = unicodedata.normalize("NFC", place.name.strip())
        if key in seen:
            table, row = ("joiner", i - first_joiner) if i >= first_joiner else ("member", i)
            yield refusal("a name that no other row has", place.name, f"{table}[{row + 1}].name")
        seen.add(key)
    if not any(place.group for place in places):
        for key in ("trust_within_group", "trust_between_groups"):
            if (given := getattr(scenario.start, key)) is not None:
                yield refusal("left out while no member has a 'group'", given, f"start.{key}")


def _roles(scenario: Scenario, names: list[str]) -> Refusals:
    roles = scenario.roles
    yield from _exists(roles.lead, names, "roles.lead")
    if roles.coordinator:
        yield from _exists(roles.coordinator.member, names, "roles.coordinator.member")
    if roles.facilitator:
        yield from _exists(roles.facilitator.member, names, "roles.facilitator.member")


def _pairs(scenario: Scenario, names: list[str]) -> Refusals:
    seen: set[tuple[str, str]] = set()
    for i, pair in enumerate(scenario.pair, 1):
        yield from _exists(pair.from_, names, f"pair[{i}].from")
        yield from _exists(pair.to, names, f"pair[{i}].to")
        if pair.from_ == pair.to:
            yield refusal("another member than 'from'", pair.to, f"pair[{i}].to")
        if (pair.from_, pair.to) in seen:
            allowed = f"a pair that is not given yet with from '{pair.from_}'"
            yield refusal(allowed, pair.to, f"pair[{i}].to")
        seen.add((pair.from_, pair.to))


def _structure(scenario: Scenario, places: tuple[Place, ...]) -> Refusals:
    told, names = scenario.structure, [place.name for place in places]
    seats: dict[str, str] = {}
    for key in ("core", "ring"):
        for i, name in enumerate(getattr(told, key), 1):
            at = f"structure.{key}[{i}]"
            yield from _exists(name, names, at)
            if name in seats:
                yield refusal(f"a name that is not in '{seats[name]}' already", name, at)
            seats[name] = key
    if told.groups == "given" and not any(place.group for place in places):
        allowed = "given only where members have a 'group'"
        yield refusal(allowed, told.groups, "structure.groups")
    if told.core:
        yield from _core(scenario, places)
    if names and len(set(told.ring)) >= len(names):
        allowed = "names of some members, but not of all: they meet those who are not in the ring"
        yield refusal(allowed, list(told.ring), "structure.ring")


def _core(scenario: Scenario, places: tuple[Place, ...]) -> Refusals:
    core = scenario.structure.core
    if (form := scenario.form()) == "one":
        allowed = "left out while all sit round one table (groups = 'one', or few members and no 'groups')"
        yield refusal(allowed, list(core), "structure.core")
    if form != "given":
        return
    # Who has no group sits in the core anyway.
    there = {place.group for place in places if place.name in core}
    for group in sorted({place.group for place in places if place.group} - there):
        allowed = f"at least one member of each group: '{group}' has none in it"
        yield refusal(allowed, list(core), "structure.core")


def _ticks(scenario: Scenario) -> Refusals:
    ticks = [(f"grant[{i}].first", grant.first) for i, grant in enumerate(scenario.grant, 1)]
    ticks += [(f"shock[{i}].tick", shock.tick) for i, shock in enumerate(scenario.shock, 1)]
    ticks += [(f"change[{i}].tick", change.tick) for i, change in enumerate(scenario.change, 1)]
    ticks += [(f"joiner[{i}].tick", joiner.tick) for i, joiner in enumerate(scenario.joiner, 1)]
    for i, act in enumerate(scenario.intervention, 1):
        moments = {"at": act.at, "from": act.from_, "until": act.until}
        ticks += [(f"intervention[{i}].{k}", t) for k, t in moments.items() if t is not None]
    for at, tick in ticks:
        if tick >= scenario.length:
            yield refusal(
                f"a tick before the end: at most {scenario.length - 1}, as length is "
                f"{scenario.length}",
                tick,
                at,
            )


def _reviews(scenario: Scenario) -> Refusals:
    last = max((grant.first + grant.months for grant in scenario.grant), default=0)
    for i, grant in enumerate(scenario.grant, 1):
        for k, months in enumerate(grant.reviews, 1):
            at = f"grant[{i}].reviews[{k}]"
            if months >= grant.months:
                allowed = (
                    f"a month before the grant ends, after {grant.months} months ('renewable' says "
                    "whether it can go on)"
                )
                yield refusal(allowed, months, at)
            if months in grant.reviews[: k - 1]:
                yield refusal("a month that is not in the list already", months, at)
        if grant.renewable and grant.first + grant.months < last:
            allowed = "left out, as only the grant that ends last can be renewed"
            yield refusal(allowed, True, f"grant[{i}].renewable")


def _shocks(scenario: Scenario, joins: dict[str, int]) -> Refusals:
    for i, shock in enumerate(scenario.shock, 1):
        for key, name in (("member", shock.member), ("with", shock.with_)):
            yield from _exists(name, list(joins), f"shock[{i}].{key}")
            yield from _joined(name, joins, shock.tick, f"shock[{i}].tick")


def _changes(scenario: Scenario, joins: dict[str, int]) -> Refusals:
    for i, change in enumerate(scenario.change, 1):
        names = {"lead": change.lead}
        for role in ("coordinator", "facilitator"):
            if (filled := getattr(change, role)) is not None:
                names[f"{role}.member"] = filled.member
        for key, name in names.items():
            yield from _exists(name, list(joins), f"change[{i}].{key}")
            yield from _joined(name, joins, change.tick, f"change[{i}].tick")
    if scenario.governance == "lead" and scenario.roles.lead is None:
        yield refusal("with governance 'lead' the name of the lead party", NOTHING, "roles.lead")
    for i, change in enumerate(scenario.change, 1):
        roles, _, governance = scenario.arranged(change.tick)
        if governance == "lead" and roles.lead is None:
            allowed = "a lead party while governance is 'lead'"
            yield refusal(allowed, NOTHING, f"change[{i}].lead")


def _joined(name: str | None, joins: dict[str, int], tick: int, at: str) -> Refusals:
    if name is not None and tick < joins.get(name, 0):
        yield refusal(f"a tick from {joins[name]}, when '{name}' joins", tick, at)


def _exists(name: str | None, names: list[str], at: str) -> Refusals:
    if name is not None and name not in names:
        hint = meant(name, names)
        yield refusal(f"the name of a member{hint}", name, at)
