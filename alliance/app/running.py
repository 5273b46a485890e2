"""Work that a tab asks for: its status line, what it shows when it is done, and what when it fails."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence

from nicegui import background_tasks

from alliance.app.parts import Text, box, text, trouble
from alliance.app.session import Session
from alliance.app.work import Superseded
from sim.errors import AllianceError, one_line, shortened


class Running:
    """Says how far work is, with a bar for the eye and a line for everybody.

    Args:
        session: of the page.
    """

    def __init__(self, session: Session) -> None:
        self._say = session.say
        with box("div", "running"):
            self._line: Text = text("p", "", "status", role="status")
            self._bar = box("progress", "bar", aria_hidden="true")
            self._bar.props["max"] = 1
            self._wrong = box("div")
        self.tell("")

    @property
    def gone(self) -> bool:
        """Whether its tab was left, so that there is nothing to show on."""
        return self._line.is_deleted

    def tell(self, told: str, share: float | None = None) -> None:
        """Say something; with a share, show the bar."""
        if self.gone:
            return
        self._line.text = told
        self._bar.props["value"] = 0 if share is None else round(share, 3)
        self._bar.classes(**{"add" if share is None else "remove": "unseen"})
        self._bar.update()

    def far(self, of: int) -> Callable[[int], None]:
        """What says how far it is, out of so much."""

        def tell(done: int) -> None:
            told = self._say(
                "working", done=self._say.number(min(done, of)), all=self._say.number(of)
            )
            self.tell(told, min(done / of, 1.0))

        return tell

    def start(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do work beside the page; what goes wrong is told, and nothing when it is not wanted any more."""

        async def done() -> None:
            if self.gone:
                return
            self._wrong.clear()
            try:
                await work()
            except Superseded:
                return
            except AllianceError as error:
                self._complain(error.lines)
            except Exception as error:
                logging.getLogger(__name__).exception("a page failed")
                self._complain([shortened(f"{type(error).__name__}: {one_line(str(error))}", 200)])

        background_tasks.create(done())

    def _complain(self, lines: Sequence[str]) -> None:
        if self.gone:
            return
        self.tell("")
        with self._wrong:
            trouble(self._say, lines)
