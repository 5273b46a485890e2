"""Follow: what members answered and what happened, and what that tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from nicegui import ui
from nicegui.events import GenericEventArguments

from alliance.app import jobs
from alliance.app.parts import box, button, files, text
from alliance.app.running import Running
from alliance.app.session import Session
from alliance.app.tabs.take import file_stem
from sim.errors import shortened
from sim.scenarios import Scenario


def follow(session: Session, opens: Callable[[Scenario], None]) -> None:
    """Take answers and events, and show the pages that `alliance follow` writes."""
    alliance, say, language = session.alliance, session.say, session.language
    assert alliance is not None
    scenario, stem = alliance.scenario, file_stem(alliance.scenario.title)
    if changed := alliance.changed(say):
        text("p", changed, "small")
    text("p", say("follow how"), "lead")

    def questions() -> None:
        from alliance.survey.workbook import as_excel

        names = [place.name for place in scenario.places()]
        ui.download(as_excel(names, language, f"{stem}.toml"), f"{stem}-answers.xlsx")

    def here(given: Mapping[str, bytes]) -> str:
        return say("there", files=", ".join(given)) if given else ""

    button(say("questions"), questions, "quiet")
    with box("div", "beside even"):
        for kind, given in (("answers", alliance.kept.answers), ("events", alliance.kept.events)):
            with box("section", aria_label=say(kind)):
                text("h2", say(kind))
                told = say(f"drop {kind}", files=here(given))
                files(session.token, kind, told, f"{say('file')}: {say(kind)}")
    with box("label", "choice began"):
        text("span", say("began"))
        began = box("input", type="text", autocomplete="off", maxlength="10")
        began.props["^value"] = alliance.kept.start

    def typed(event: GenericEventArguments) -> None:
        alliance.kept = replace(alliance.kept, start=shortened(str(event.args).strip(), 10))

    began.on("change", typed, js_handler="(e) => emit(e.target.value)")
    button(say("follow now"), lambda: running.start(run), "primary")
    running = Running(session)
    shown = box("div")

    async def run() -> None:
        made = await session.lines["followed"].run(
            jobs.follow_it, scenario, alliance.kept, language, told=running.far(2 * scenario.length)
        )
        if running.gone:
            return
        running.tell("")
        shown.clear()
        with shown:
            with box("div", "saves"):
                button(
                    say("save page"),
                    lambda: ui.download(made.html.encode("utf-8"), f"{stem}-follow.html"),
                    "quiet",
                )
                button(
                    say("save word"), lambda: ui.download(made.word, f"{stem}-follow.docx"), "quiet"
                )
            # Without scripts, and as if from elsewhere: a page in the page.
            box("iframe", "pages", sandbox="", title=say("follow"), srcdoc=made.html)
