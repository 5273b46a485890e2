"""`alliance list`, `show`, `check` and `schema`: what there is, looked at and not run."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from alliance.commands.terminal import WIDTH, Name, Speech, exactly, language_from, scenario_from
from alliance.commands.terminal import Change as Changes
from alliance.words.language import Term
from alliance.words.vocabulary import DOMAINS
from alliance.words.voice import Voice

_MEMBERS = Term("{count} members", "{count} leden")
_MORE = Term(
    "alliance show NAME tells more of one, alliance run NAME runs it.",
    "alliance show NAAM vertelt meer van een, alliance run NAAM rekent het door.",
)
_STUDIES = Term("Studies:", "Studies:")
_IN_ORDER = Term(
    "{file}: in order ({count} members, {months} months)",
    "{file}: in orde ({count} leden, {months} maanden)",
)


def list_(*, language: Speech = None) -> None:
    """List the scenarios and studies that come with the package."""
    import tomllib
    from importlib.resources import files

    from sim.scenarios import load, shipped

    say = Voice(language or "en")
    for name in shipped():
        scenario = load(name)
        members = say(_MEMBERS, count=len(scenario.places()))
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
    print("", *textwrap.wrap(say(_MORE), WIDTH), "", say(_STUDIES), sep="\n")
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
    from alliance.words.scenario import describe
    from sim.scenarios.loader import text_of

    if toml:
        exactly(scenario_from(name, set_).to_toml() if set_ else text_of(name))
        return
    language = language_from(name, language)
    print(describe(scenario_from(name, set_), language))


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
    from alliance.words.scenario import item
    from sim.scenarios.coverage import coverage

    scenario = scenario_from(file, set_)
    say = Voice(language_from(file, language))
    print(say(_IN_ORDER, file=file, count=len(scenario.places()), months=scenario.length))
    covered = coverage(scenario)
    for told in (
        words.describe(covered, say.language),
        words.describe_members(covered, say.language),
    ):
        if told:
            print(*item(told), sep="\n")
    if is_table(file):  # what a table leaves open was settled in reading it
        for told in scenario.assumptions:
            print(*item(told), sep="\n")


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
