"""The section on the alliance itself: members, money, roles, what is known and what is assumed."""

from __future__ import annotations

from collections.abc import Iterator

from alliance.report.document import Block, Facts, Heading, Items, Section, Table, Text
from alliance.report.voice import Voice, capital, isolated
from alliance.words import coverage as words
from alliance.words.vocabulary import (
    DIVISIONS,
    DOMAINS,
    GOVERNANCES,
    GROUPS,
    QUANTITIES,
    ROLES,
    SHOCKS,
)
from sim.interventions.nine import ACTIONS
from sim.scenarios import Scenario
from sim.scenarios.coverage import coverage
from sim.scenarios.quantities import Distribution, Quantity
from sim.scenarios.schema import Change, Intervention, Place, Roles, Shock

_SHOWN = {
    "capacity": "full-time",
    "dependence": "from 0 to 1",
    "openness": "from 0 to 1",
    "backing": "from 0 to 1",
    "patience": "in months",
    "status": "from 0 to 1",
}
"""What is shown of a member, with its unit."""


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
    blocks.append(
        Facts(
            [
                (say("domain"), [say(DOMAINS[s.domain]) if s.domain else say("not said")]),
                (say("length"), [say("months", months=say.number(s.length))]),
                (say("money"), [*_money(s, say), *_covered(s, say)]),
                (say("divided"), [say(DIVISIONS[s.division])]),
                (say("governed"), [say(GOVERNANCES[s.governance])]),
                (say("seats"), [*_seats(s, say)]),
                (say("roles"), [*_roles(s.roles, say)] or [say("none")]),
            ]
        )
    )
    if happens := [*_happens(s, say)]:
        blocks += [Heading(say("happens")), Items(happens)]
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


def _covered(s: Scenario, say: Voice) -> Iterator[str]:
    """What the fund covers of what members ask, and what each asks."""
    found = coverage(s)
    yield words.describe(found, say.language)
    if s.member and (told := words.describe_members(found, say.language)):
        yield isolated(told)


def _seats(s: Scenario, say: Voice) -> Iterator[str]:
    """Who sits together."""
    yield say(GROUPS[s.form()])
    for key in ("core", "ring"):
        if names := getattr(s.structure, key):
            yield say(f"seats {key}", names=say.list([isolated(name) for name in names]))


def _members(s: Scenario, say: Voice) -> Table:
    heads = [say("member")] + [
        capital(say("unit", what=say(QUANTITIES[name]), unit=say(unit)))
        for name, unit in _SHOWN.items()
    ]
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
    for name in _SHOWN:
        quantity = place.quantities[name]
        assert not isinstance(quantity, tuple)  # only goals, values and expertise are
        yield written(quantity, say)


def written(quantity: Quantity, say: Voice) -> str:
    """A quantity as it is written down: a number, mean ± deviation, or a range."""
    if not isinstance(quantity, Distribution):
        return say.short(quantity)
    if quantity.mean is None:
        return say.between(say.short(quantity.low or 0.0), say.short(quantity.high or 0.0))
    return f"{say.short(quantity.mean)}\u00a0±\u00a0{say.short(quantity.sd or 0.0)}"


def _money(s: Scenario, say: Voice) -> Iterator[str]:
    if s.fund.start:
        yield say("fund", amount=say.number(s.fund.start))
    for grant in s.grant:
        yield say(
            "grant",
            amount=say.number(grant.amount),
            months=say.number(grant.months),
            first=say.number(grant.first),
            monthly=say.number(grant.amount / grant.months),
        )
    if not s.grant and not s.fund.start:
        yield say("no money")


def _roles(roles: Roles | Change, say: Voice) -> Iterator[str]:
    if roles.lead:
        yield say("lead", name=isolated(roles.lead))
    if (one := roles.coordinator) is not None:
        yield say(f"coordinator {'of' if one.member else 'own'}", name=isolated(one.member or ""))
    if (helper := roles.facilitator) is not None:
        whose = "of" if helper.member else "own"
        yield say(
            f"facilitator {whose}",
            name=isolated(helper.member or ""),
            days=say.short(helper.capacity),
        )


def _happens(s: Scenario, say: Voice) -> Iterator[str]:
    for shock in s.shock:
        yield say("shock", month=say.number(shock.tick), what=_shock(shock, say))
    for change in s.change:
        told = [*_roles(change, say)]
        told += [say("removed", role=say(ROLES[role])) for role in change.remove]
        if change.division:
            told.append(say("now divided", how=say(DIVISIONS[change.division])))
        if change.governance:
            told.append(say("now governed", who=say(GOVERNANCES[change.governance])))
        yield say("change", month=say.number(change.tick), what="; ".join(told))
    for step in s.intervention:
        yield _step(step, say)


def _shock(shock: Shock, say: Voice) -> str:
    told = say(SHOCKS[shock.kind])
    if shock.kind != "merger":
        told = say("sized", what=told, size=say.percent(shock.size))
    names = [isolated(name) for name in (shock.member, shock.with_) if name]
    return say("hit", what=told, names=say.list(names)) if names else told


def _step(step: Intervention, say: Voice) -> str:
    when = {"at": step.at, "from": step.from_, "until": step.until, "every": step.every}
    told = [say(key, value=say.number(month)) for key, month in when.items() if month is not None]
    if step.while_ is not None:
        told.append(say("while", value=step.while_))
    if step.strength != 1.0:
        told.append(say("strength", value=written(step.strength, say)))
    if step.control is not None:
        told.append(say("control", value=say.short(step.control)))
    action = f"{step.action} {say(ACTIONS[step.action])}"
    return say("action at", action=action, when=", ".join(told)) if told else action
