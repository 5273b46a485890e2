"""Who: the members, the network, what is asked of the fund and what it covers."""

from __future__ import annotations

from collections.abc import Callable

from alliance.app import charts, jobs
from alliance.app.parts import Picture, box, table, text
from alliance.app.running import Running
from alliance.app.session import Session
from alliance.notebook.written import members
from alliance.words.scenario import facts, happens
from sim.scenarios import Scenario


def who(session: Session, opens: Callable[[Scenario], None]) -> None:
    """Show what is said of the alliance."""
    alliance, say = session.alliance, session.say
    assert alliance is not None
    scenario = alliance.scenario
    if changed := alliance.changed(say):
        text("p", changed, "small")
    for part in scenario.description.strip().split("\n\n"):
        text("p", " ".join(part.split()), lang="" if session.language == "en" else "en")
    with box("div", "beside even"):
        with box("div"):
            text("h2", say("facts"))
            with box("dl", "facts"):
                for what, told in [
                    *facts(scenario, say),
                    (say("happens"), [*happens(scenario, say)]),
                ]:
                    if told:
                        text("dt", what)
                        for one in told:
                            text("dd", one)
        with box("div"):
            text("h2", say("seen first"))
            running = Running(session)
            picture = Picture(say, 420)
    written = members(scenario, session.language)
    heads = [say("member"), *map(str, written.columns)]
    rows = [
        [str(name), *map(str, row)]
        for name, row in zip(written.index, written.to_numpy(), strict=True)
    ]
    table(heads, rows, say("members"))
    _sentences(say("known"), scenario.sources)
    _sentences(say("assumed"), scenario.assumptions)

    async def run() -> None:
        if alliance.played is None:
            if alliance.run is None:
                alliance.run = alliance.first_run()
            alliance.played = await session.lines["played"].run(jobs.play, scenario, alliance.run)
        if running.gone:
            return
        picture.show(charts.network(alliance.played, 0, session.language))

    running.start(run)


def _sentences(title: str, told: tuple[str, ...]) -> None:
    if told:
        text("h2", title)
        with box("ul", "sentences"):
            for one in told:
                text("li", one)
