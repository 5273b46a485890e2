"""What a scenario says, in words: its field, money and roles, and what happens on the way."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from alliance.words import coverage as covered
from alliance.words.language import Language, Term
from alliance.words.vocabulary import (
    DIVISIONS,
    DOMAINS,
    GOVERNANCES,
    GROUPS,
    QUANTITIES,
    ROLES,
    SHOCKS,
)
from alliance.words.voice import Voice
from sim.interventions.nine import ACTIONS
from sim.scenarios import Scenario
from sim.scenarios.coverage import coverage
from sim.scenarios.people import MEMBER_FIELDS, Joiner
from sim.scenarios.quantities import Distribution, Quantity, Vector
from sim.scenarios.tables import Change, Intervention, Roles, Shock

WORDS: dict[str, Term] = {
    "none": Term("none", "geen"),
    "domain": Term("Field", "Domein"),
    "not said": Term("not said", "niet genoemd"),
    "length": Term("Period", "Looptijd"),
    "months": Term("{months} months", "{months} maanden"),
    "money": Term("Money", "Geld"),
    "fund": Term(
        "{amount} thousand euro in the fund at the start",
        "{amount} duizend euro in het fonds bij de start",
    ),
    "grant": Term(
        "{amount} thousand euro over {months} months from month {first} ({monthly} a month)",
        "{amount} duizend euro over {months} maanden vanaf maand {first} ({monthly} per maand)",
    ),
    "reviewed": Term(", reviewed in month {months}", ", beoordeeld in maand {months}"),
    "renewable": Term(", may be renewed", ", kan worden verlengd"),
    "no money": Term(
        "no grant and no fund: the members pay", "geen subsidie en geen fonds: de leden betalen"
    ),
    "divided": Term("Money and credit divided", "Verdeling van geld en eer"),
    "governed": Term("Governed by", "Bestuur"),
    "seats": Term("Who sits together", "Wie bij elkaar zit"),
    "seats core": Term("core: {names}", "kern: {names}"),
    "seats ring": Term("ring: {names}", "schil: {names}"),
    "roles": Term("Roles", "Rollen"),
    "lead": Term("lead party: {name}", "penvoerder: {name}"),
    "coordinator own": Term("coordinator: independent", "coördinator: onafhankelijk"),
    "coordinator of": Term("coordinator: from {name}", "coördinator: van {name}"),
    "facilitator own": Term(
        "process facilitator: independent, {days} days a month",
        "procesbegeleider: onafhankelijk, {days} dagen per maand",
    ),
    "facilitator of": Term(
        "process facilitator: from {name}, {days} days a month",
        "procesbegeleider: van {name}, {days} dagen per maand",
    ),
    "happens": Term("What happens on the way", "Wat er onderweg gebeurt"),
    "shock": Term("month {month}: {what}", "maand {month}: {what}"),
    "sized": Term("{what} ({size})", "{what} ({size})"),
    "hit": Term("{what}, {names}", "{what}, {names}"),
    "change": Term("from month {month}: {what}", "vanaf maand {month}: {what}"),
    "removed": Term("no {role} any more", "geen {role} meer"),
    "now divided": Term("divided {how}", "verdeling {how}"),
    "now governed": Term("governed by {who}", "bestuur: {who}"),
    "action at": Term("{action}: {when}", "{action}: {when}"),
    "at": Term("in month {value}", "in maand {value}"),
    "from": Term("from month {value}", "vanaf maand {value}"),
    "until": Term("until month {value}", "tot en met maand {value}"),
    "every": Term("every {value} months", "elke {value} maanden"),
    "while": Term("while {value}", "zolang: {value}"),
    "strength": Term("at strength {value}", "met kracht {value}"),
    "control": Term("balance {value}", "balans {value}"),
    "unit": Term("{what} ({unit})", "{what} ({unit})"),
    "full-time": Term("FTE", "fte"),
    "in months": Term("months", "maanden"),
    "from 0 to 1": Term("0 to 1", "0 tot 1"),
    "joins": Term("joins in month {month}", "komt erbij in maand {month}"),
}
"""Of a scenario, by a key of ours; for the voice that says what follows."""


_HEADS = {
    "members": Term("Members ({count})", "Leden ({count})"),
    "drawn": Term(
        "drawn anew for each run, all from the same distributions",
        "voor elke run opnieuw getrokken, alle uit dezelfde verdelingen",
    ),
    "parameters": Term(
        "Parameters that differ from the default", "Parameters die van de standaard afwijken"
    ),
    "assumptions": Term("Assumptions", "Aannames"),
    "sources": Term("Sources", "Bronnen"),
}
_WIDTH = 80


def describe(scenario: Scenario, language: Language = "en") -> str:
    """All that a scenario says: what it is, its members, what happens, and what is assumed.

    Args:
        scenario: any.
        language: ``en`` or ``nl``; its own sentences stay as they are.
    """
    return "\n".join(_lines(scenario, Voice(language, WORDS | _HEADS)))


def _lines(s: Scenario, say: Voice) -> Iterator[str]:
    yield from (*textwrap.wrap(s.title, _WIDTH), "=" * min(len(s.title), _WIDTH))
    for part in s.description.strip().split("\n\n"):
        yield from (*textwrap.wrap(part, _WIDTH), "")
    known = facts(s, say)
    room = 2 + max(len(what) for what, _ in known)
    for what, parts in known:
        for k, part in enumerate(parts):
            head = f"{'' if k else what:<{room}}"
            yield from textwrap.wrap(
                part, _WIDTH, initial_indent=head, subsequent_indent=" " * room
            )
    parameters = ", ".join(f"{key} = {value:g}" for key, value in s.parameters.items())
    for title, items in (
        (say("members", count=len(s.places())), _members(s, say)),
        (say("happens"), happens(s, say)),
        (say("parameters"), [parameters] if parameters else []),
        (say("assumptions"), s.assumptions),
        (say("sources"), s.sources),
    ):
        if lines := [line for told in items for line in item(told)]:
            yield from ("", title, *lines)


def item(told: str) -> list[str]:
    """A sentence as an item of a list, in lines."""
    return textwrap.wrap(
        told,
        _WIDTH,
        initial_indent="- ",
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def facts(s: Scenario, say: Voice) -> list[tuple[str, list[str]]]:
    """What it is, has and is ruled by: what each fact is called, and what is said of it.

    Args:
        s: the scenario.
        say: a voice that has `WORDS`.
    """
    return [
        (say("domain"), [say(DOMAINS[s.domain]) if s.domain else say("not said")]),
        (say("length"), [say("months", months=say.number(s.length))]),
        (say("money"), [*_money(s, say)]),
        (say("divided"), [say(DIVISIONS[s.division])]),
        (say("governed"), [say(GOVERNANCES[s.governance])]),
        (say("seats"), [*_seats(s, say)]),
        (say("roles"), [*_roles(s.roles, say)] or [say("none")]),
    ]


def happens(s: Scenario, say: Voice) -> Iterator[str]:
    """What happens on the way: shocks, changes and actions, a sentence each.

    Args:
        s: the scenario.
        say: a voice that has `WORDS`.
    """
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


SHOWN = {
    "capacity": "full-time",
    "dependence": "from 0 to 1",
    "openness": "from 0 to 1",
    "backing": "from 0 to 1",
    "patience": "in months",
    "status": "from 0 to 1",
}
"""What is shown of a member in a table, with its unit."""


def headings(say: Voice) -> list[str]:
    """What `SHOWN` is called, with units."""
    return [say("unit", what=say(QUANTITIES[name]), unit=say(unit)) for name, unit in SHOWN.items()]


def written(quantity: Quantity | Vector, say: Voice) -> str:
    """A quantity as it is written down: a number, mean ± deviation, a range, or several of these."""
    if isinstance(quantity, tuple):
        return f"[{', '.join(written(part, say) for part in quantity)}]"
    if not isinstance(quantity, Distribution):
        return say.short(quantity)
    if quantity.mean is None:
        return say.between(say.short(quantity.low or 0.0), say.short(quantity.high or 0.0))
    return say.kept(f"{say.short(quantity.mean)} ± {say.short(quantity.sd or 0.0)}")


def _money(s: Scenario, say: Voice) -> Iterator[str]:
    """Fund and grants, what of the asked they cover, and what each member asks."""
    if s.fund.start:
        yield say("fund", amount=covered.money(s.fund.start, say.language))
    for grant in s.grant:
        told = say(
            "grant",
            amount=covered.money(grant.amount, say.language),
            months=say.number(grant.months),
            first=say.number(grant.first),
            monthly=covered.money(grant.amount / grant.months, say.language),
        )
        if grant.reviews:
            months = say.list([say.number(grant.first + month) for month in grant.reviews])
            told += say("reviewed", months=months)
        yield told + (say("renewable") if grant.renewable else "")
    if not s.grant and not s.fund.start:
        yield say("no money")
    found = coverage(s)
    yield covered.describe(found, say.language)
    if told := covered.describe_members(found, say.language):
        yield say.name(told)


def _seats(s: Scenario, say: Voice) -> Iterator[str]:
    """Who sits together."""
    yield say(GROUPS[s.form()])
    for key in ("core", "ring"):
        if names := getattr(s.structure, key):
            yield say(f"seats {key}", names=say.list([say.name(name) for name in names]))


def _roles(roles: Roles | Change, say: Voice) -> Iterator[str]:
    if roles.lead:
        yield say("lead", name=say.name(roles.lead))
    if (one := roles.coordinator) is not None:
        yield say(f"coordinator {'of' if one.member else 'own'}", name=say.name(one.member or ""))
    if (helper := roles.facilitator) is not None:
        whose = "of" if helper.member else "own"
        yield say(
            f"facilitator {whose}",
            name=say.name(helper.member or ""),
            days=say.short(helper.capacity),
        )


def _shock(shock: Shock, say: Voice) -> str:
    told = say(SHOCKS[shock.kind])
    if shock.kind != "merger":
        told = say("sized", what=told, size=say.percent(shock.size))
    names = [say.name(name) for name in (shock.member, shock.with_) if name]
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


def _members(s: Scenario, say: Voice) -> Iterator[str]:
    """Members with what is said of each alone."""
    if not s.member:
        yield say("drawn")
    for row in (*s.member, *s.joiner):
        joins = say("joins", month=row.tick) if isinstance(row, Joiner) else ""
        group = f" ({row.group})" if row.group else ""
        given = (
            f"{say(QUANTITIES[key])} {written(value, say)}"
            for key in MEMBER_FIELDS
            if (value := getattr(row, key)) is not None
        )
        told = ", ".join(part for part in (f"{row.name}{group}", joins) if part)
        yield ": ".join(part for part in (told, "; ".join(given)) if part)
