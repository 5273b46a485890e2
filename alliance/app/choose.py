"""The first page: an alliance to choose, a card each, or a table of one's own."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from nicegui import ui

from alliance.app.parts import box, button, files, text, trouble
from alliance.app.portrait import portrait
from alliance.app.session import Session
from alliance.words.vocabulary import DOMAINS
from sim.scenarios import Scenario, load, shipped

Opens = Callable[[Scenario, str], None]

_INVENTED = {"de-versnelling", "default", "development-cooperation"}
"""Shipped scenarios that name sources and are of no alliance that existed."""


@cache
def _shelf() -> dict[str, tuple[tuple[str, Scenario], ...]]:
    """Shipped scenarios by shelf, with their names."""
    found: dict[str, list[tuple[str, Scenario]]] = {"real": [], "typical": [], "teaching": []}
    for name in shipped():
        scenario = load(name)
        if scenario.domain == "teaching":
            found["teaching"].append((name, scenario))
        elif scenario.sources and name not in _INVENTED:
            found["real"].append((name, scenario))
        else:
            found["typical"].append((name, scenario))
    return {shelf: tuple(kept) for shelf, kept in found.items()}


def choose(session: Session, opens: Opens, teaches: Callable[[], None]) -> None:
    """Show what there is to choose from.

    Args:
        session: of the page.
        opens: called with the alliance that is chosen, and its name.
        teaches: called to go to what there is for a class.
    """
    say = session.say
    text("h1", say("choose"))
    text("p", say("choose how"), "lead")
    if session.wrong:
        trouble(say, session.wrong)
    with box("section", "own", aria_label=say("own")):
        text("h2", say("own"))
        files(session.token, "table", say("drop"), say("file"))
        button(say("template"), lambda: _template(session), "quiet")
    for shelf, kept in _shelf().items():
        text("h2", say(shelf))
        with box("ul", "cards"):
            for name, scenario in kept:
                with box("li"):
                    _card(session, name, scenario, opens)
    with box("div", "saves"):
        button(say("lesson"), teaches, "quiet")


def _card(session: Session, name: str, scenario: Scenario, opens: Opens) -> None:
    say = session.say
    with box("button", "card", type="button") as card:
        ui.html(portrait(scenario), sanitize=False).classes("portrait")
        text("strong", scenario.title)
        size = say("card", members=len(scenario.places()), months=scenario.length)
        domain = say(DOMAINS[scenario.domain]) if scenario.domain else ""
        text("span", " · ".join(part for part in (domain, size) if part), "small")
    card.on("click", lambda _: opens(scenario, name), args=[])


def _template(session: Session) -> None:
    from alliance.tables.template import template
    from alliance.tables.workbook import as_excel

    named = "alliantie.xlsx" if session.language == "nl" else "alliance.xlsx"
    ui.download(as_excel(template(session.language, 8)), named)
