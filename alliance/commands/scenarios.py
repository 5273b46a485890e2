"""`alliance list`, `show`, `check` and `schema`: what there is, looked at and not run."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from alliance.commands.terminal import WIDTH, Name, Speech, exactly, language_from, scenario_from
from alliance.commands.terminal import Change as Changes
from alliance.words.language import Language, Named, Term, in_language
from alliance.words.vocabulary import (
    DIVISIONS,
    DOMAINS,
    GOVERNANCES,
    GROUPS,
    QUANTITIES,
    ROLES,
    SHOCKS,
)

if TYPE_CHECKING:
    from sim.scenarios import Scenario
    from sim.scenarios.schema import Change, Roles


_WORDS = {
    "members": Term("{count} members", "{count} leden"),
    "more": Term(
        "alliance show NAME tells more of one, alliance run NAME runs it.",
        "alliance show NAAM vertelt meer van een, alliance run NAAM rekent het door.",
    ),
    "studies": Term("Studies:", "Studies:"),
    "in order": Term(
        "{file}: in order ({count} members, {months} months)",
        "{file}: in orde ({count} leden, {months} maanden)",
    ),
    "domain": Term("domain", "domein"),
    "not said": Term("not said", "niet gezegd"),
    "length": Term("length", "looptijd"),
    "months": Term("{months} months", "{months} maanden"),
    "money": Term("money", "geld"),
    "divided": Term("divided", "verdeeld"),
    "governed": Term("governed", "bestuurd"),
    "by": Term("by {who}", "door {who}"),
    "roles": Term("roles", "rollen"),
    "none": Term("none", "geen"),
    "members head": Term("members ({count})", "leden ({count})"),
    "happens": Term("what happens", "wat er gebeurt"),
    "parameters": Term(
        "parameters that differ from the default", "parameters die van de standaard afwijken"
    ),
    "assumptions": Term("assumptions", "aannames"),
    "sources": Term("sources", "bronnen"),
    "fund": Term(
        "{amount} kEUR in the fund at the start", "{amount} kEUR in het fonds bij het begin"
    ),
    "grant": Term(
        "{amount} kEUR over {months} months from month {first} ({monthly} a month)",
        "{amount} kEUR over {months} maanden vanaf maand {first} ({monthly} per maand)",
    ),
    "reviewed": Term(", reviewed in month {months}", ", beoordeeld in maand {months}"),
    "renewable": Term(", may be renewed", ", kan worden verlengd"),
    "together": Term("together", "samen"),
    "core": Term("core: {names}", "kern: {names}"),
    "ring": Term("ring: {names}", "schil: {names}"),
    "no money": Term(
        "no grant and no fund: the members pay", "geen subsidie en geen fonds: de leden betalen"
    ),
    "of": Term("{role} of {who}", "{role} van {who}"),
    "independent": Term("{role} (independent)", "{role} (onafhankelijk)"),
    "days": Term("{role}, {days:g} days a month", "{role}, {days:g} dagen per maand"),
    "shock": Term("month {month}: {what}", "maand {month}: {what}"),
    "change": Term("from month {month}: {what}", "vanaf maand {month}: {what}"),
    "no more": Term("no {role} any more", "geen {role} meer"),
    "drawn": Term(
        "- drawn anew for each run, all from the same distributions",
        "- voor elke run opnieuw getrokken, alle uit dezelfde verdelingen",
    ),
    "joins": Term(", joins in month {month}", ", sluit aan in maand {month}"),
}


class _Voice:
    """Says `_WORDS` and terms in one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language

    def __call__(self, what: str | Named, /, **values: object) -> str:
        told = in_language(_WORDS[what] if isinstance(what, str) else what, self.language)
        return told.format(**values) if values else told


def list_(*, language: Speech = None) -> None:
    """List the scenarios and studies that come with the package."""
    import tomllib
    from importlib.resources import files

    from sim.scenarios import load, shipped

    say = _Voice(language or "en")
    for name in shipped():
        scenario = load(name)
        members = say("members", count=len(scenario.places()))
        domain = say(DOMAINS[scenario.domain]) if scenario.domain else ""
        print(f"{name:<27} {members:>10}  {domain}".rstrip())
        first = " ".join(scenario.description.split()).partition(". ")[0]
        stop = "" if scenario.title.endswith("?") else "."
        print(
            textwrap.shorten(
                f"{scenario.title}{stop} {first}",
                WIDTH - 4,
                placeholder="...",
                initial_indent="    ",
                subsequent_indent="    ",
            )
        )
    print("", *textwrap.wrap(say("more"), WIDTH), "", say("studies"), sep="\n")
    # Read as they lie there: what checks a study would take longer to import than all of this.
    for file in sorted(files("experiments").joinpath("studies").iterdir(), key=str):
        study, name = tomllib.loads(file.read_text("utf-8")), file.name.removesuffix(".toml")
        way = "phase-diagram" if study["design"] == "phase-diagram" else "sweep"
        print(f"{name:<22} {study['title']}\n    alliance {way} {name}")


def show(
    name: Name,
    /,
    *,
    toml: Annotated[
        bool, Parameter(help="print the file itself, to start one of your own", negative="")
    ] = False,
    language: Speech = None,
    set_: Changes = None,
) -> None:
    """Show a scenario: members, money, roles, what happens, and what is assumed.

    With --set, --toml prints the changed scenario, without the comments of the file.
    """
    from sim.scenarios.loader import text_of

    if toml:
        exactly(scenario_from(name, set_).to_toml() if set_ else text_of(name))
        return
    say = _Voice(language_from(name, language))
    print("\n".join(_described(scenario_from(name, set_), say)))


def check(
    file: Annotated[str, Parameter(help="a scenario file or a member table")],
    /,
    *,
    language: Speech = None,
    set_: Changes = None,
) -> None:
    """Check a scenario file: says what is wrong and where, or that it is in order.

    It also says what the fund covers of what members ask, and of a member table what was assumed.
    """
    from alliance.tables import is_table
    from alliance.words import coverage as words
    from sim.scenarios.coverage import coverage

    scenario = scenario_from(file, set_)
    say = _Voice(language_from(file, language))
    print(say("in order", file=file, count=len(scenario.places()), months=scenario.length))
    covered = coverage(scenario)
    for told in (
        words.describe(covered, say.language),
        words.describe_members(covered, say.language),
    ):
        print("\n".join(_item(told)) if told else "", end="\n" if told else "")
    if is_table(file):  # what a table leaves open was settled in reading it
        for told in scenario.assumptions:
            print("\n".join(_item(told)))


def schema(*, out: Annotated[Path | None, Parameter(help="file to write to")] = None) -> None:
    """Print the JSON schema of scenario files, for editors that complete and check."""
    import json

    from sim.files import write_whole
    from sim.scenarios import json_schema

    text = json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    if out is None:
        exactly(text)
        return
    write_whole(out, text)


def _described(s: Scenario, say: _Voice) -> list[str]:
    from alliance.words import coverage as words
    from sim.scenarios.coverage import coverage

    covered = coverage(s)

    lines = [*textwrap.wrap(s.title, WIDTH), "=" * min(len(s.title), WIDTH)]
    for part in s.description.strip().split("\n\n"):
        lines += [*textwrap.wrap(part, WIDTH), ""]
    lines += _fact(say("domain"), say(DOMAINS[s.domain]) if s.domain else say("not said"))
    lines += _fact(say("length"), say("months", months=s.length))
    lines += _fact(say("money"), "; ".join(_money(s, say)))
    lines += _fact("", words.describe(covered, say.language))
    lines += _fact("", words.describe_members(covered, say.language))
    lines += _fact(say("divided"), say(DIVISIONS[s.division]))
    lines += _fact(say("governed"), say("by", who=say(GOVERNANCES[s.governance])))
    lines += _fact(say("together"), "; ".join(_seats(s, say)))
    lines += _fact(say("roles"), "; ".join(_roles(s.roles, say)) or say("none"))
    lines += ["", say("members head", count=len(s.places())), *_members(s, say)]
    if happens := [*_happens(s, say)]:
        lines += ["", say("happens")]
        for told in happens:
            lines += _item(told)
    if s.parameters:
        changed = ", ".join(f"{key} = {_brief(value)}" for key, value in s.parameters.items())
        lines += ["", say("parameters"), *_item(changed)]
    for title, sentences in (("assumptions", s.assumptions), ("sources", s.sources)):
        if sentences:
            lines += ["", say(title)]
            for sentence in sentences:
                lines += _item(sentence)
    return lines


def _fact(what: str, told: str) -> list[str]:
    return textwrap.wrap(told, WIDTH, initial_indent=f"{what:<10}", subsequent_indent=" " * 10)


def _item(told: str) -> list[str]:
    return textwrap.wrap(
        told,
        WIDTH,
        initial_indent="- ",
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _money(s: Scenario, say: _Voice) -> Iterator[str]:
    from alliance.words.coverage import money

    if s.fund and s.fund.start:
        yield say("fund", amount=money(s.fund.start, say.language))
    for grant in s.grant:
        told = say(
            "grant",
            amount=money(grant.amount, say.language),
            months=grant.months,
            first=grant.first,
            monthly=money(grant.amount / grant.months, say.language),
        )
        if grant.reviews:
            months = ", ".join(str(grant.first + month) for month in grant.reviews)
            told += say("reviewed", months=months)
        yield told + (say("renewable") if grant.renewable else "")
    if not s.grant and not (s.fund and s.fund.start):
        yield say("no money")


def _seats(s: Scenario, say: _Voice) -> Iterator[str]:
    """Who sits together."""
    yield say(GROUPS[s.form()])
    for key in ("core", "ring"):
        if names := getattr(s.structure, key):
            yield say(key, names=", ".join(names))


def _roles(roles: Roles | Change, say: _Voice) -> Iterator[str]:
    def filled(role: str, member: str | None) -> str:
        name = say(ROLES[role])
        return say("of", role=name, who=member) if member else say("independent", role=name)

    if roles.lead:
        yield f"{say(ROLES['lead'])} {roles.lead}"
    if (one := roles.coordinator) is not None:
        yield filled("coordinator", one.member)
    if (one_too := roles.facilitator) is not None:
        yield say("days", role=filled("facilitator", one_too.member), days=one_too.capacity)


def _happens(s: Scenario, say: _Voice) -> Iterator[str]:
    from sim.interventions.nine import ACTIONS

    for shock in s.shock:
        hit = ", ".join(name for name in (shock.member, shock.with_) if name)
        size = "" if shock.kind == "merger" else f" ({shock.size:g})"
        what = f"{say(SHOCKS[shock.kind])}{size}{f': {hit}' if hit else ''}"
        yield say("shock", month=shock.tick, what=what)
    for change in s.change:
        told = [
            *_roles(change, say),
            *(say("no more", role=say(ROLES[role])) for role in change.remove),
        ]
        if change.division:
            told.append(f"{say('divided')}: {say(DIVISIONS[change.division])}")
        if change.governance:
            who = say("by", who=say(GOVERNANCES[change.governance]))
            told.append(f"{say('governed')} {who}")
        yield say("change", month=change.tick, what="; ".join(told))
    for step in s.intervention:
        given = step.model_dump(by_alias=True, exclude_none=True, exclude={"action"})
        when = ", ".join(f"{key} {_brief(value)}" for key, value in given.items())
        yield f"{step.action} {say(ACTIONS[step.action])}{f': {when}' if when else ''}"


def _members(s: Scenario, say: _Voice) -> Iterator[str]:
    """Members with what is said of each alone."""
    rows = (*s.member, *s.joiner)
    if not s.member:
        yield say("drawn")
    for row in rows:
        given = row.model_dump(exclude_none=True, exclude={"name", "group", "tick"})
        joins = say("joins", month=row.tick) if hasattr(row, "tick") else ""
        own = "; ".join(f"{say(QUANTITIES[key])} {_brief(value)}" for key, value in given.items())
        yield from _item(
            f"{row.name}{f' ({row.group})' if row.group else ''}{joins}{f': {own}' if own else ''}"
        )


def _brief(value: Any) -> str:
    """A quantity in few signs."""
    if isinstance(value, dict):
        given = {key: _brief(part) for key, part in value.items() if part is not None}
        if given.keys() == {"low", "high"}:
            return f"{given['low']}-{given['high']}"
        if given.keys() == {"mean", "sd"}:
            return f"{given['mean']} ± {given['sd']}"
        return " ".join(f"{key} {part}" for key, part in given.items())
    if isinstance(value, list | tuple):
        return f"[{', '.join(_brief(part) for part in value)}]"
    return f"{value:g}" if isinstance(value, float) else str(value)
