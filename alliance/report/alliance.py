"""The section on the alliance itself: members, money, roles, what is known and what is assumed."""

from __future__ import annotations

from collections.abc import Iterator

from alliance.report.document import Block, Facts, Heading, Items, Section, Table, Text
from alliance.words.scenario import SHOWN, facts, happens, headings, written
from alliance.words.voice import Voice, capital
from sim.scenarios import Scenario
from sim.scenarios.people import Place


def alliance(s: Scenario, say: Voice) -> Section:
    """Who they are, what they have, and what of it is known.

    Args:
        s: the alliance.
        say: words and numbers.
    """
    blocks: list[Block] = []
    blocks += [
        Text(part, given=True) for part in s.description.strip().split("\n\n") if part.strip()
    ]
    blocks.append(Facts(facts(s, say)))
    if on_the_way := [*happens(s, say)]:
        blocks += [Heading(say("happens")), Items(on_the_way)]
    blocks += [_members(s, say), Text(say("written"), note=True), Heading(say("known"))]
    if s.sources:
        blocks += [Text(say("known of")), Items(s.sources, given=True)]
    else:
        blocks.append(Text(say("known none")))
    blocks.append(Heading(say("assumed")))
    if s.assumptions:
        blocks += [Text(say("assumed of")), Items(s.assumptions, given=True)]
    else:
        blocks.append(Text(say("assumed none")))
    return Section("alliance", say("alliance"), blocks)


def _members(s: Scenario, say: Voice) -> Table:
    heads = [say("member"), *map(capital, headings(say))]
    places = s.places()
    if s.member:
        rows = [[_name(place, say), *_row(place, say)] for place in places]
    else:  # all from the same distributions, but for those that join later
        count = s.members.count or 0
        drawn = say("drawn members", count=say.number(count))
        rows = [[drawn, *_row(places[0], say)]]
        rows += [[_name(place, say), *_row(place, say)] for place in places[count:]]
    return Table(say("members"), heads, rows)


def _name(place: Place, say: Voice) -> str:
    lines = [place.name]
    if place.group:
        lines.append(place.group)
    if place.tick:
        lines.append(say("joins", month=say.number(place.tick)))
    return "\n".join(lines)


def _row(place: Place, say: Voice) -> Iterator[str]:
    for name in SHOWN:
        yield written(place.quantities[name], say)
