"""What is likely: 200 runs, at once and again while a slider moves."""

from __future__ import annotations

from collections.abc import Callable

from alliance.app import charts, jobs
from alliance.app.moves import Move, moves_of
from alliance.app.parts import Picture, Slider, box, button, table, text
from alliance.app.running import Running
from alliance.app.session import Alliance, Session
from alliance.words.path import in_two_sentences
from alliance.words.vocabulary import ENDINGS
from alliance.words.voice import Voice
from sim.errors import AllianceError
from sim.rules.leaving import Ending
from sim.scenarios import Scenario

FIRST, ALL = 40, 200
"""Runs of the first answer, and of the one that stays."""


def likely(session: Session, opens: Callable[[Scenario], None]) -> None:
    """Show what is likely, with sliders beside it."""
    alliance, say = session.alliance, session.say
    assert alliance is not None
    with box("div", "beside"):
        with box("section", "sliders", aria_label=say("sliders")):
            text("h2", say("sliders"))
            text("p", say("sliders note"), "small")
            sliders = {
                move.key: _slider(say, alliance, move, lambda key, value: moved(key, value))
                for move in moves_of(alliance.base)
            }
            button(say("reset"), lambda: reset(), "quiet")
        with box("div", "shown"):
            told = box("div", "lead", aria_live="polite")
            running = Running(session)
            with box("div", "pictures"):
                pictures = {draw: Picture(say) for draw in _DRAWN}
            ends, leavers = box("div"), box("div")

    def show(found: jobs.Likely) -> None:
        for draw, picture in pictures.items():
            picture.show(draw(found, session.language))
        told.clear()
        with told:
            for sentence in in_two_sentences(found.summary, say):
                text("p", sentence)
        ends.clear()
        with ends:
            _endings(found, say)
        leavers.clear()
        with leavers:
            _leavers(found, say)

    async def run() -> None:
        scenario, line = alliance.scenario, session.lines["likely"]
        for runs in (FIRST, ALL):
            found = await line.run(jobs.likely, scenario, runs, told=running.far(runs))
            if running.gone:
                return
            alliance.likely = found
            show(found)
            key = "done runs" if runs == ALL else "first runs"
            running.tell(say(key, runs=say.number(runs)))

    def moved(key: str, value: float) -> None:
        try:
            alliance.move(key, value)
        except AllianceError as error:
            running.tell(str(error))
            return
        running.start(run)

    def reset() -> None:
        alliance.reset()
        for move in moves_of(alliance.base):
            sliders[move.key].put(move.here)
        running.start(run)

    if alliance.likely is not None and alliance.likely.summary.runs == ALL:
        show(alliance.likely)
        running.tell(say("done runs", runs=say.number(ALL)))
    else:
        running.start(run)


_DRAWN = (
    charts.phases,
    charts.added_value,
    charts.conflicts,
    charts.waterline,
    charts.hours,
    charts.money,
)


def _slider(
    say: Voice, alliance: Alliance, move: Move, moved: Callable[[str, float], None]
) -> Slider:
    def told(value: float) -> str:
        now = say.short(round(value, 3))
        if abs(value - move.here) < move.step / 2:
            return now
        return f"{now} ({say('was', value=say.short(round(move.here, 2)))})"

    here = alliance.values.get(move.key, move.here)
    return Slider(
        move.label(say),
        here,
        move.low,
        move.high,
        move.step,
        told,
        lambda value: moved(move.key, value),
    )


def _endings(found: jobs.Likely, say: Voice) -> None:
    rows = [
        [
            say(ENDINGS[name]),
            say.share(event.share),
            say.spread(event.month) if name != Ending.RUNNING.name.lower() else "",
        ]
        for name, event in zip(ENDINGS, found.summary.endings, strict=True)
        if event.share.count
    ]
    table([say("endings"), say("share"), say("in month")], rows, say("endings"))


def _leavers(found: jobs.Likely, say: Voice) -> None:
    if found.summary.alike:
        text("p", say("risks alike"), "small")
        return
    rows = [
        [name, say.share(event.share), say.spread(event.month)]
        for name, event in found.summary.left
    ]
    table([say("member"), say("leaves"), say("in month")], rows, say("who leaves"))
