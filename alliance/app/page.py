"""The page: a head, and under it either the choice of an alliance or the tabs of one."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from nicegui import ui
from nicegui.element import Element

from alliance.app.choose import choose
from alliance.app.grid import mend
from alliance.app.parts import box, button, text
from alliance.app.session import TABS, Session
from alliance.app.table import opened
from sim.scenarios import Scenario


class Page:
    """What a browser shows of a session; drawn anew whole when the language or the alliance changes.

    Args:
        session: whose.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self._root: Element | None = None
        self._panel: Element | None = None
        self._tabs: dict[str, Element] = {}

    def build(self) -> None:
        """Draw it for the first time."""
        self._root = box("div", "page")
        self.draw()

    def draw(self) -> None:
        """Draw all of it anew."""
        assert self._root is not None
        session, say = self.session, self.session.say
        self._root.clear()
        with self._root:
            text("a", say("skip"), "skip", href="#content")
            with box("header", "head"):
                text("p", say("laboratory"), "brand")
                other = "nl" if session.language == "en" else "en"
                button(
                    say("other language"), self._other_language, "quiet", lang=other, id="language"
                )
            with box("div", "content", id="content", tabindex="-1"):
                if session.alliance is not None:
                    self._alliance()
                elif session.table is not None:
                    mend(session, session.table, self.open, self.leave)
                elif session.lesson:
                    from alliance.app.lesson import lesson

                    lesson(session, self.leave)
                else:
                    choose(session, self.open, self.teach)
            text("footer", say("limit"), "foot")
            ui.run_javascript(f"document.documentElement.lang = {json.dumps(session.language)}")

    def _alliance(self) -> None:
        session, say = self.session, self.session.say
        assert session.alliance is not None
        button(say("back"), self.leave, "quiet back")
        text("h1", session.alliance.scenario.title)
        with box("nav", "tabs", aria_label=say("tabs")):
            self._tabs = {key: button(say(key), self._to(key), "tab") for key in TABS}
        self._panel = box("section", "panel", id="panel")
        self._show_tab()

    def _to(self, key: str) -> Callable[[], None]:
        def go() -> None:
            self.session.tab = key
            self._show_tab()

        return go

    def _show_tab(self) -> None:
        assert self._panel is not None
        for key, tab in self._tabs.items():
            if key == self.session.tab:
                tab.props["aria-current"] = "page"
            else:
                tab.props.pop("aria-current", None)
            tab.update()
        self._panel.clear()
        from alliance.app import tabs  # comes while the first page is looked at: it takes a second

        with self._panel:
            tabs.SHOWS[self.session.tab](self.session, self.open)

    def open(self, scenario: Scenario, name: str = "") -> None:
        """Look at an alliance."""
        self.session.open(scenario, name)
        self.draw()
        self._focus("#content")

    def teach(self) -> None:
        """Show what there is for a class."""
        self.session.lesson = True
        self.draw()
        self._focus("#content")

    def leave(self) -> None:
        """Go back to choosing."""
        self.session.leave()
        self.draw()
        self._focus("#content")

    def receive(self, kind: str, files: Mapping[str, bytes]) -> None:
        """Show what was uploaded.

        Args:
            kind: ``table``, or ``answers`` or ``events`` of the alliance that is looked at.
            files: content by name.

        Raises:
            AllianceError: when it cannot be read at all.
        """
        assert self._root is not None
        if kind in ("answers", "events"):
            if self.session.alliance is not None:
                alliance = self.session.alliance
                given = dict(files)
                if kind == "answers":
                    alliance.kept = replace(alliance.kept, answers=given)
                else:
                    alliance.kept = replace(alliance.kept, events=given)
                with self._root.client:
                    self._show_tab()
            return
        found = opened(files)
        with self._root.client:
            if isinstance(found, Scenario):
                self.open(found)
                return
            self.session.leave()
            self.session.table = found
            self.draw()
            self._focus("#content")

    def refuse(self, lines: Sequence[str]) -> None:
        """Say why what was uploaded is no table."""
        assert self._root is not None
        with self._root.client:
            self.session.wrong = tuple(lines)
            self.draw()

    def _other_language(self) -> None:
        self.session.language = "nl" if self.session.language == "en" else "en"
        self.draw()
        self._focus("#language")

    def _focus(self, selector: str) -> None:
        """Put the keyboard on an element, for what was under it is gone."""
        assert self._root is not None
        self._root.client.run_javascript(
            f"document.querySelector({json.dumps(selector)})?.focus({{preventScroll: true}}); "
            "window.scrollTo(0, 0)"
        )
