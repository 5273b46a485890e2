"""Month by month: one run played, with who trusts whom, what hours go to, and what happened in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from nicegui import ui

from alliance.app import charts, jobs
from alliance.app.parts import Picture, Slider, box, button, text
from alliance.app.running import Running
from alliance.app.session import Alliance, Session
from alliance.plots.states import LOOKS
from alliance.words.pictures import spoken
from alliance.words.vocabulary import CONFLICTS, ENDINGS
from alliance.words.voice import Voice
from sim.rules.leaving import Ending
from sim.scenarios import Scenario

PACE = 0.7
"""Seconds that a month lasts."""

_LITTLE = 0.7
"""Share of what was asked under which it is told that the fund paid little."""


def months(session: Session, opens: Callable[[Scenario], None]) -> None:
    """Play one run."""
    alliance, say = session.alliance, session.say
    assert alliance is not None
    if changed := alliance.changed(say):
        text("p", changed, "small")
    which = text("p", "", "lead")
    running = Running(session)
    with box("div", "player"):
        plays = button(say("play"), lambda: toggle(), "primary")
        slider = Slider(
            say("month"), 0, 0, alliance.scenario.length - 1, 1, say.number, lambda m: go(int(m))
        )
        button(say("another run"), lambda: another(), "quiet")
    with box("div", "beside even"):
        network = Picture(say, 420)
        with box("section", "happened", aria_label=say("happened")):
            text("h2", say("happened"))
            log = box("div", "log", aria_live="polite", tabindex="0")
    hours = Picture(say, 200)
    now = 0

    def go(month: int) -> None:
        nonlocal now
        played = alliance.played
        if played is None:
            return
        now = min(month, played.last)
        network.show(charts.network(played, now, session.language), numbers=not timer.active)
        hours.show(charts.hours_so_far(played, now, session.language), numbers=not timer.active)
        log.clear()
        with log:
            text("h3", f"{say('month')} {now}")
            told = [*happened(alliance, played, now, say)]
            for sentence in told or [say("quiet")]:
                text("p", sentence)

    def step() -> None:
        if alliance.played is None or now >= alliance.played.last:
            pause()
            return
        slider.put(now + 1)
        go(now + 1)

    def pause() -> None:
        timer.deactivate()
        plays.text = say("play")
        log.props["aria-live"] = "polite"
        log.update()
        go(now)

    def toggle() -> None:
        if timer.active:
            pause()
            return
        if alliance.played is not None and now >= alliance.played.last:
            slider.put(0)
            go(0)
        timer.activate()
        plays.text = say("pause")
        log.props["aria-live"] = "off"
        log.update()

    def another() -> None:
        alliance.run = (alliance.run or 0) + 1
        alliance.played = None
        timer.deactivate()
        running.start(run)

    async def run() -> None:
        if alliance.run is None:
            alliance.run = alliance.first_run()
        if alliance.played is None or alliance.played.run != alliance.run:
            alliance.played = await session.lines["played"].run(
                jobs.play, alliance.scenario, alliance.run
            )
        if running.gone:
            return
        which.text = say("this run", run=say.number(alliance.run))
        plays.text = say("play")
        slider.put(0)
        go(0)

    timer = ui.timer(PACE, step, active=False)
    running.start(run)


def happened(alliance: Alliance, played: jobs.Played, month: int, say: Voice) -> Iterator[str]:
    """What happened in a month of a run, a sentence each."""
    there = played.active > 0
    if month == 0:
        yield say("joined all", count=say.number(int(there[0].sum())))
    elif (came := there[month] & ~there[month - 1]).any():
        yield say("joined", names=_names(played, came, say))
    if (gone := played.leaves[month]).any():
        yield say("left", names=_names(played, gone, say))
    for shock in alliance.scenario.shock:
        if shock.tick == month:
            from alliance.words.vocabulary import SHOCKS

            told = say(SHOCKS[shock.kind])
            yield told[:1].upper() + told[1:] + "."
    if month == 0 or played.states[month] != played.states[month - 1]:
        with spoken(say.language):
            yield say("now", phase=LOOKS[int(played.states[month])].label)
    counts = {
        kind: int(played.clashes[kind][month]) for kind in ("resources", "values", "identity")
    }
    if any(counts.values()):
        parts = [
            say("counted", what=say(CONFLICTS[f"tension_{kind}"]), count=count)
            for kind, count in counts.items()
            if count
        ]
        yield say("clashed", what=say.list(parts))
        if bad := int(played.clashes["bad"][month]):
            yield say("badly" if bad == 1 else "badly many", count=bad)
    asked, paid = float(played.asked[month]), float(played.paid[month])
    if asked > 0.0 and paid < _LITTLE * asked:
        yield say("paid little", share=say.percent(paid / asked))
    if code := int(played.endings[month]):
        yield say("it ended", how=say(ENDINGS[Ending(code).name.lower()]))


def _names(played: jobs.Played, which: np.ndarray, say: Voice) -> str:
    return say.list([say.name(played.names[int(k)]) for k in np.flatnonzero(which)])
