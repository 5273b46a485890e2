"""Take it along: report, scenario file, picture, and the command that does the same."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable

from nicegui import ui

from alliance.app import jobs
from alliance.app.parts import box, button, text
from alliance.app.running import Running
from alliance.app.session import Session
from alliance.app.tabs.advice import RUNS as ADVICE_RUNS
from sim.scenarios import Scenario

RUNS = 200
"""Runs of what is taken along."""


def take(session: Session, opens: Callable[[Scenario], None]) -> None:
    """Show what can be taken along."""
    alliance, say = session.alliance, session.say
    assert alliance is not None
    scenario, language = alliance.scenario, session.language
    if changed := alliance.changed(say):
        text("p", changed, "small")
    own = not alliance.name or bool(alliance.values)
    stem = file_stem(scenario.title)
    named = f"{stem}.toml" if own else alliance.name

    def command_of(name: str, runs: int) -> str:
        given = ["--runs", str(runs), "--seed", str(jobs.SEED), "--language", language]
        return shlex.join(["alliance", name, named, *given])

    with box("section", "taken"):
        text("h2", say("take scenario"))
        text("p", say("take scenario note"))
        button(
            say("save"),
            lambda: ui.download(scenario.to_toml().encode("utf-8"), f"{stem}.toml"),
            "primary",
        )
    running = Running(session)

    async def report() -> None:
        from alliance.report.writing import work

        command = f"{command_of('report', RUNS)} --out report.html"
        made = await session.lines["taken"].run(
            jobs.reported, scenario, RUNS, language, command, told=running.far(work(RUNS, 0))
        )
        if running.gone:
            return
        running.tell("")
        saves.clear()
        with saves:
            button(say("save report"), lambda: ui.download(made, f"{stem}.html"), "primary")

    async def picture() -> None:
        made = await session.lines["taken"].run(
            jobs.pictured, scenario, RUNS, language, told=running.far(RUNS)
        )
        if running.gone:
            return
        running.tell("")
        saves.clear()
        with saves:
            button(say("save picture"), lambda: ui.download(made, f"{stem}.png"), "primary")

    with box("section", "taken"):
        text("h2", say("take report"))
        text("p", say("take report note"))
        button(
            say("make"),
            lambda: running.start(report),
            "quiet",
            aria_label=f"{say('make')}: {say('take report')}",
        )
    with box("section", "taken"):
        text("h2", say("take picture"))
        text("p", say("take picture note"))
        button(
            say("make"),
            lambda: running.start(picture),
            "quiet",
            aria_label=f"{say('make')}: {say('take picture')}",
        )
    saves = box("div", "saves")
    with box("section", "taken"):
        text("h2", say("take command"))
        if own:
            text("p", say("take command note"))
        for name, runs in (("run", RUNS), ("report", RUNS), ("advise", ADVICE_RUNS)):
            text("pre", command_of(name, runs), "command", tabindex="0")


def file_stem(title: str) -> str:
    """A name for files, of a title: letters, digits and hyphens alone.

    >>> file_stem("A plain alliance, of eight")
    'a-plain-alliance-of-eight'
    """
    return re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:60] or "alliance"
