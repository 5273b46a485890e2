"""`alliance list`, `show`, `check` and `schema`: what there is, looked at and not run."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from alliance.commands.terminal import WIDTH, Name, exactly, scenario_from
from alliance.words.vocabulary import DIVISIONS, GOVERNANCES, QUANTITIES, ROLES, SHOCKS

if TYPE_CHECKING:
    from sim.scenarios import Scenario
    from sim.scenarios.schema import Change, Roles


def list_() -> None:
    """List the scenarios and studies that come with the package."""
    import tomllib
    from importlib.resources import files

    from sim.scenarios import load, shipped

    for name in shipped():
        scenario = load(name)
        members = f"{len(scenario.places())} members"
        print(f"{name:<27} {members:>10}  {scenario.domain or ''}".rstrip())
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
    print("\nalliance show NAME tells more of one, alliance run NAME runs it.\n\nStudies:")
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
) -> None:
    """Show a scenario: members, money, roles, what happens, and what is assumed."""
    from sim.scenarios.loader import text_of

    if toml:
        exactly(text_of(name))
        return
    print("\n".join(_described(scenario_from(name, None))))


def check(file: Annotated[str, Parameter(help="a scenario file")], /) -> None:
    """Check a scenario file: says what is wrong and where, or that it is in order."""
    from alliance.tables import is_table

    scenario = scenario_from(file, None)
    print(f"{file}: in order ({len(scenario.places())} members, {scenario.length} months)")
    if is_table(file):  # what a table leaves open was settled in reading it
        for told in scenario.assumptions:
            print("\n".join(_item(told)))


def schema(*, out: Annotated[Path | None, Parameter(help="file to write to")] = None) -> None:
    """Print the JSON schema of scenario files, for editors that complete and check."""
    import json

    from sim.scenarios import json_schema

    text = json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    if out is None:
        exactly(text)
        return
    partial = out.with_name(out.name + ".partial")
    try:
        partial.write_text(text, encoding="utf-8")
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)


def _described(s: Scenario) -> list[str]:
    lines = [*textwrap.wrap(s.title, WIDTH), "=" * min(len(s.title), WIDTH)]
    for part in s.description.strip().split("\n\n"):
        lines += [*textwrap.wrap(part, WIDTH), ""]
    lines += _fact("domain", s.domain or "not said")
    lines += _fact("length", f"{s.length} months")
    lines += _fact("money", "; ".join(_money(s)))
    lines += _fact("divided", DIVISIONS[s.division].name)
    lines += _fact("governed", f"by {GOVERNANCES[s.governance].name}")
    lines += _fact("roles", "; ".join(_roles(s.roles)) or "none")
    lines += ["", f"members ({len(s.places())})", *_members(s)]
    if happens := [*_happens(s)]:
        lines += ["", "what happens"]
        for told in happens:
            lines += _item(told)
    if s.parameters:
        changed = ", ".join(f"{key} = {_brief(value)}" for key, value in s.parameters.items())
        lines += ["", "parameters that differ from the default", *_item(changed)]
    for title, sentences in (("assumptions", s.assumptions), ("sources", s.sources)):
        if sentences:
            lines += ["", title]
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


def _money(s: Scenario) -> Iterator[str]:
    if s.fund and s.fund.start:
        yield f"{s.fund.start:,.0f} kEUR in the fund at the start"
    for grant in s.grant:
        yield (
            f"{grant.amount:,.0f} kEUR over {grant.months} months from month {grant.first} "
            f"({grant.amount / grant.months:,.0f} a month)"
        )
    if not s.grant and not (s.fund and s.fund.start):
        yield "no grant and no fund: the members pay"


def _roles(roles: Roles | Change) -> Iterator[str]:
    if roles.lead:
        yield f"lead party {roles.lead}"
    if (one := roles.coordinator) is not None:
        yield f"coordinator {f'of {one.member}' if one.member else '(independent)'}"
    if (one_too := roles.facilitator) is not None:
        whose = f"of {one_too.member}" if one_too.member else "(independent)"
        yield f"process facilitator {whose}, {one_too.capacity:g} days a month"


def _happens(s: Scenario) -> Iterator[str]:
    from sim.interventions.nine import ACTIONS

    for shock in s.shock:
        hit = ", ".join(name for name in (shock.member, shock.with_) if name)
        size = "" if shock.kind == "merger" else f" ({shock.size:g})"
        yield f"month {shock.tick}: {SHOCKS[shock.kind].name}{size}{f': {hit}' if hit else ''}"
    for change in s.change:
        told = [*_roles(change), *(f"no {ROLES[role].name} any more" for role in change.remove)]
        if change.division:
            told.append(f"divided {DIVISIONS[change.division].name}")
        if change.governance:
            told.append(f"governed by {GOVERNANCES[change.governance].name}")
        yield f"from month {change.tick}: {'; '.join(told)}"
    for step in s.intervention:
        said = step.model_dump(by_alias=True, exclude_none=True, exclude={"action"})
        when = ", ".join(f"{key} {_brief(value)}" for key, value in said.items())
        yield f"{step.action} {ACTIONS[step.action].name}{f': {when}' if when else ''}"


def _members(s: Scenario) -> Iterator[str]:
    """Members with what is said of each alone."""
    rows = (*s.member, *s.joiner)
    if not s.member:
        yield "- drawn anew for each run, all from the same distributions"
    for row in rows:
        said = row.model_dump(exclude_none=True, exclude={"name", "group", "tick"})
        joins = f", joins in month {row.tick}" if hasattr(row, "tick") else ""
        own = "; ".join(f"{QUANTITIES[key].name} {_brief(value)}" for key, value in said.items())
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
