"""For a class: pages to touch, and a phase diagram that refines while one watches."""

from __future__ import annotations

import asyncio
import base64
import tempfile
from collections.abc import Callable

from nicegui import ui

from alliance.app import lessons
from alliance.app.parts import box, button, choice, text
from alliance.app.running import Running
from alliance.app.session import Session

STUDIES = ("trust-and-values", "trust-and-money")
"""Phase diagrams that are shipped."""

STEPS = 5
"""About as many things as are computed for the pages to touch."""

_LOOK = 1.0
"""Seconds between two looks at a phase diagram."""


def lesson(session: Session, leaves: Callable[[], None]) -> None:
    """Show what there is for a class.

    Args:
        session: of the page.
        leaves: called to go back.
    """
    say, language = session.say, session.language
    button(say("back"), leaves, "quiet back")
    text("h1", say("lesson"))
    with box("section", "taken"):
        text("h2", say("touch"))
        text("p", say("touch note"))
        button(say("make"), lambda: touching.start(touch), "quiet")
        touching = Running(session)
        saves = box("div", "saves")
    with box("section", "taken"):
        text("h2", say("map"))
        text("p", say("map note"))
        study = STUDIES[0]
        choice(say("which map"), {name: say(name) for name in STUDIES}, study, lambda x: chosen(x))
        with box("div", "saves"):
            button(say("draw"), lambda: drawing.start(draw), "primary")
            button(say("stop"), lambda: stop(), "quiet")
        drawing = Running(session)
        shown = box("div")

    def chosen(name: str) -> None:
        nonlocal study
        study = name

    def stop() -> None:
        session.lines["taken"].stop()
        drawing.tell(say("stopped"))

    async def touch() -> None:
        page, plan = await session.lines["followed"].run(
            lessons.touched, language, told=touching.far(STEPS)
        )
        if touching.gone:
            return
        touching.tell("")
        saves.clear()
        with saves:
            button(say("save touch"), lambda: ui.download(page, "tipping.html"), "primary")
            button(say("save plan"), lambda: ui.download(plan, "tipping-teacher.html"), "quiet")

    def show(found: lessons.Map) -> None:
        if drawing.gone:
            return
        shown.clear()
        with shown:
            told = base64.b64encode(found.picture).decode("ascii")
            box("img", "drawn", src=f"data:image/png;base64,{told}", alt=say("map alt"))
            text("p", found.told, "spoken")

    async def watch(folder: str) -> None:
        before = None
        while True:
            await asyncio.sleep(_LOOK)
            found = lessons.seen(folder)
            if found is not None and found != before:
                before = found
                show(found)

    async def draw() -> None:
        with tempfile.TemporaryDirectory() as folder:
            watching = asyncio.create_task(watch(folder))
            try:
                found = await session.lines["taken"].run(
                    lessons.mapped,
                    study,
                    folder,
                    language,
                    told=drawing.far(lessons.most_runs(study)),
                )
            finally:
                watching.cancel()
        drawing.tell("")
        show(found)
