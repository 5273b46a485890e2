"""What if: up to three variants beside the alliance, run by run under the same chance."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from alliance.app import charts, jobs
from alliance.app.moves import moved, moves_of
from alliance.app.parts import Picture, Slider, box, button, choice, table, text
from alliance.app.running import Running
from alliance.app.session import Alliance, Session, Variant
from alliance.words.app import CONTROLS
from alliance.words.comparison import VERDICTS, in_percent
from alliance.words.vocabulary import OUTCOMES, VARIABLES
from alliance.words.voice import Voice
from experiments.effects import Effect
from sim.observers.outcomes import TIMES
from sim.scenarios import Scenario
from sim.scenarios.variants import VARIANTS

MOST = 3
"""Variants at once."""

FIRST, ALL = 40, 200
"""Pairs of runs of the first answer, and of the one that stays."""


def what_if(session: Session, opens: Callable[[Scenario], None]) -> None:
    """Show variants with their sliders, and the differences that they make."""
    alliance, say = session.alliance, session.say
    assert alliance is not None
    if changed := alliance.changed(say):
        text("p", changed, "small")
    cards = box("div", "variants")
    adds = button(say("add variant"), lambda: add(), "quiet")
    running = Running(session)
    note = text("p", say("move something"), "small")
    with box("div", "pictures"):
        pictures = {variable: Picture(say) for variable in jobs.OVER_TIME}
    found_in = box("div")

    def draw_cards() -> None:
        cards.clear()
        with cards:
            for k, variant in enumerate(alliance.variants):
                _card(session, alliance, k, variant, changed_one, partial(remove, k))
        adds.props["disabled"] = len(alliance.variants) >= MOST
        adds.update()

    def add() -> None:
        if len(alliance.variants) < MOST:
            alliance.variants.append(Variant())
            draw_cards()

    def remove(k: int) -> None:
        del alliance.variants[k]
        if not alliance.variants:
            alliance.variants.append(Variant())
        draw_cards()
        changed_one()

    def changed_one() -> None:
        running.start(run)

    def show(found: jobs.Compared) -> None:
        note.text = say("beside", runs=say.number(found.runs))
        for variable, picture in pictures.items():
            title = say("over time", what=say(VARIABLES[variable]))
            picture.show(charts.differences(found, variable, title, session.language))
        found_in.clear()
        with found_in:
            _table(found, say)

    async def run() -> None:
        chosen = [(k, one) for k, one in enumerate(alliance.variants) if not one.plain]
        if not chosen:
            session.lines["compared"].stop()
            note.text = say("move something")
            running.tell("")
            return
        labels = [say("variant", number=k + 1) for k, _ in chosen]
        scenarios = [_scenario(alliance, one) for _, one in chosen]
        for runs in (FIRST, ALL):
            found = await session.lines["compared"].run(
                jobs.put_beside,
                alliance.scenario,
                scenarios,
                labels,
                runs,
                told=running.far(runs * (1 + len(chosen))),
            )
            if running.gone:
                return
            show(found)
            key = "done runs" if runs == ALL else "first runs"
            running.tell(say(key, runs=say.number(runs)))

    draw_cards()
    running.start(run)


def _scenario(alliance: Alliance, variant: Variant) -> Scenario:
    scenario = alliance.scenario
    if variant.ready:
        scenario = VARIANTS[variant.ready].of(scenario)
    return moved(scenario, variant.values)


def _card(
    session: Session,
    alliance: Alliance,
    k: int,
    variant: Variant,
    changed: Callable[[], None],
    removes: Callable[[], None],
) -> None:
    say = session.say

    def chosen(key: str) -> None:
        variant.ready = key
        changed()

    def move(key: str, here: float, value: float) -> None:
        variant.values[key] = value
        if abs(value - here) < 1e-9:
            del variant.values[key]
        changed()

    with box("section", "variant", aria_label=say("variant", number=k + 1)):
        with box("div", "variant-head"):
            text("h2", say("variant", number=k + 1))
            button("×", removes, "quiet", aria_label=say("remove variant", number=k + 1))
        ready = {"": say("none chosen")} | {name: say(f"variant {name}") for name in VARIANTS}
        choice(say("ready"), ready, variant.ready, chosen)
        for one in moves_of(alliance.scenario):
            here = variant.values.get(one.key, one.here)
            Slider(
                say(CONTROLS[one.key]),
                here,
                one.low,
                one.high,
                one.step,
                lambda value: say.short(round(value, 3)),
                partial(move, one.key, one.here),
            )


def _table(found: jobs.Compared, say: Voice) -> None:
    heads = [say("outcome"), say("as it is")]
    heads += [say("difference of", variant=variant) for variant in found.variants]
    effects: dict[tuple[str, str], Effect] = {(e.variant, e.outcome): e for e in found.effects}
    rows = []
    for outcome in jobs.COMPARED:
        times, decimals = (100.0, 0) if in_percent(outcome) else (1.0, 1 if outcome in TIMES else 2)
        unit = " (%)" if in_percent(outcome) else ""
        base = effects[found.variants[0], outcome].base
        row = [say(OUTCOMES[outcome]) + unit, say.number(times * base, decimals)]
        for variant in found.variants:
            e = effects[variant, outcome]
            told = say.interval(e.difference, e.low, e.high, times=times, decimals=decimals)
            row.append(f"{told} · {say(VERDICTS[e.verdict])}")
        rows.append(row)
    table(heads, rows, say("table compared"))
