"""What one page holds: whose alliance it looks at, in which language, and what was computed of it."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from alliance.words.app import CONTROLS, WORDS
from alliance.words.language import Language
from alliance.words.voice import PageVoice, Voice
from sim.scenarios import Scenario

if TYPE_CHECKING:
    from alliance.app.jobs import Advised, Kept, Likely, Played
    from alliance.app.table import MemberTable
    from alliance.app.work import Line, Workers

KINDS = ("likely", "played", "compared", "advised", "followed", "taken")
"""Kinds of work of a page; each has a line of its own."""

TABS = ("who", "likely", "months tab", "what if", "what to do", "follow", "take")
"""Tabs by the key of their name."""


@dataclass
class Variant:
    """A variant beside the alliance: a ready change, and sliders moved."""

    ready: str = ""
    values: dict[str, float] = field(default_factory=dict)

    @property
    def plain(self) -> bool:
        """Whether it changes nothing yet."""
        return not (self.ready or self.values)


@dataclass
class Alliance:
    """The alliance that a page looks at, and what was computed of it.

    Attributes:
        base: as it was chosen.
        name: of a scenario that is shipped; empty for one's own.
        values: where its sliders stand, for those that were moved.
        scenario: as it is now.
        variants: what it is compared with.
        likely, played, advised: what was computed; None when not, or not any more.
        search: the search for advice that is going on.
        searched, to_search: how far it is, of how many runs.
        run: number of the run that is played.
        kept: what is known of its course.
    """

    base: Scenario
    name: str = ""
    values: dict[str, float] = field(default_factory=dict)
    variants: list[Variant] = field(default_factory=lambda: [Variant()])
    scenario: Scenario = field(init=False)
    likely: Likely | None = None
    played: Played | None = None
    advised: Advised | None = None
    run: int | None = None
    search: asyncio.Task[Advised] | None = None
    searched: int = 0
    to_search: int = 0
    kept: Kept = field(default_factory=lambda: _nothing_kept())

    def __post_init__(self) -> None:
        self.scenario = self.base

    def move(self, key: str, value: float) -> None:
        """Move a slider; what was computed before is of another alliance.

        Raises:
            AllianceError: for a value that it does not allow.
        """
        from alliance.app.moves import moved

        values = self.values | {key: value}
        self.scenario = moved(self.base, values)
        self.values = values
        self._forget()

    def reset(self) -> None:
        """Move all sliders back."""
        self.values, self.scenario = {}, self.base
        self._forget()

    def first_run(self) -> int:
        """The run to play when none is chosen: the one nearest the median, when that is known."""
        return self.likely.typical if self.likely else 0

    def _forget(self) -> None:
        self.likely = self.played = self.advised = self.run = self.search = None

    def changed(self, say: Voice) -> str:
        """What was moved, in words; empty when nothing was."""
        told = [f"{say(CONTROLS[key])} {say.short(value)}" for key, value in self.values.items()]
        return say("moved", what=", ".join(told)) if told else ""


def _nothing_kept() -> Kept:
    from alliance.app.jobs import Kept

    return Kept()


class Session:
    """One page in one browser; no two share anything.

    Args:
        workers: who computes.
        language: of the page.
    """

    def __init__(self, workers: Workers, language: Language) -> None:
        self.token = secrets.token_urlsafe(24)
        self.language: Language = language
        self.alliance: Alliance | None = None
        self.table: MemberTable | None = None
        self.wrong: tuple[str, ...] = ()
        self.tab = "likely"
        self.lesson = False
        self.lines: dict[str, Line] = {kind: workers.line() for kind in KINDS}

    @property
    def say(self) -> PageVoice:
        """Its voice."""
        return PageVoice(self.language, WORDS)

    def open(self, scenario: Scenario, name: str = "") -> None:
        """Look at an alliance; the table that it is from brings its answers and events along."""
        self.stop()
        made = Alliance(scenario, name)
        if self.table is not None:
            made.kept = replace(made.kept, own=self.table.where, files=self.table.files)
        self.alliance, self.table, self.wrong = made, None, ()
        self.tab = "likely"

    def leave(self) -> None:
        """Go back to choosing."""
        self.stop()
        self.alliance, self.table, self.wrong, self.lesson = None, None, (), False

    def stop(self) -> None:
        """End all that is being computed."""
        for line in self.lines.values():
            line.stop()

    def close(self) -> None:
        """The page is gone."""
        for line in self.lines.values():
            line.close()
