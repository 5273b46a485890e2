"""What to do: a search over the nine actions within a budget of facilitator days."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Callable

from alliance.app import jobs
from alliance.app.parts import Slider, box, button, text
from alliance.app.running import Running
from alliance.app.session import Session
from experiments.advice.advise import planned
from experiments.advice.courses import BUDGET
from sim.scenarios import Scenario

_LOOK = 0.3
"""Seconds between two looks at how far the search is."""

RUNS = 100
"""Fresh pairs of runs of what the search leaves."""


def advice(session: Session, opens: Callable[[Scenario], None]) -> None:
    """Ask for advice, and show it."""
    alliance, say = session.alliance, session.say
    assert alliance is not None
    if changed := alliance.changed(say):
        text("p", changed, "small")
    text("p", say("advice how"), "lead")
    budget = BUDGET

    def moved(value: float) -> None:
        nonlocal budget
        budget = value

    with box("div", "player"):
        Slider(say("budget"), budget, 2, 120, 2, say.number, moved)
        button(say("search"), lambda: start(), "primary")
        button(say("stop"), lambda: stop(), "quiet")
    running = Running(session)
    shown = box("div")

    def start() -> None:
        stop()
        alliance.advised, alliance.searched = None, 0
        line, scenario, days = session.lines["advised"], alliance.scenario, budget

        def told(done: int) -> None:
            alliance.searched = done

        async def begin() -> None:
            alliance.to_search = planned(scenario, days, RUNS, jobs.SEED)
            search = line.run(jobs.advised, scenario, days, RUNS, told=told)
            alliance.search = asyncio.create_task(search)
            await wait()

        running.start(begin)

    def stop() -> None:
        session.lines["advised"].stop()
        alliance.search = None
        running.tell(say("stopped"))

    def show(found: jobs.Advised) -> None:
        shown.clear()
        with shown:
            text(
                "pre",
                found.text[session.language],
                "told",
                tabindex="0",
                role="region",
                aria_label=say("what to do"),
            )
            told = base64.b64encode(found.picture[session.language]).decode("ascii")
            box("img", "drawn", src=f"data:image/png;base64,{told}", alt=say("advice picture"))
            button(say("follow it"), lambda: opens(found.scenario), "quiet")

    async def wait() -> None:
        """Wait for the search, which goes on when this tab is left."""
        search, tell = alliance.search, running.far(alliance.to_search)
        while search is not None and not search.done():
            tell(alliance.searched)
            await asyncio.wait({search}, timeout=_LOOK)
        if search is None or search is not alliance.search:
            return
        alliance.advised = search.result()
        running.tell("")
        if not running.gone:
            show(alliance.advised)

    if alliance.advised is not None:
        show(alliance.advised)
    elif alliance.search is not None:
        running.start(wait)
