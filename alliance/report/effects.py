"""The sections on what the nine actions would do, and on the comparison with variants."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from alliance.plots import difference
from alliance.report.document import Block, Heading, Section, Table, Text
from alliance.report.findings import EFFECTS, Findings
from alliance.report.pictures import Drawing, drawing, forest
from alliance.words.vocabulary import OUTCOMES
from alliance.words.voice import Voice, capital, isolated
from experiments.advice.actions import ActionEffect
from experiments.advice.courses import BUDGET, NINE
from experiments.effects import Effect
from sim.interventions.nine import ACTIONS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_HUNDREDTHS = ("added_value", "productive", "survived", "turnover")
"""Outcomes told in per cent; the others as they are."""

_SLIGHT = 0.01
"""Added value under which a change is called slight, however sure it is."""

_MONTHS = ("time_to_productivity", "months_stagnant")


def actions(f: Findings, say: Voice, draw: Callable[[Drawing], Block]) -> Section:
    """What each action would do, in its own phase and from the start.

    Args:
        f: what was found.
        say: words and numbers.
        draw: draws a picture.
    """
    blocks: list[Block] = [
        Text(say("actions note", budget=say.number(BUDGET), runs=say.number(f.runs)))
    ]
    if f.hired:
        blocks.append(
            Text(say("hired", days=say.short(f.hired.capacity), cost=say.short(f.hired.cost)))
        )
    blocks += [Text(told) for told in _clearly(f, say)]
    rows = [
        (_named(code, say), [_if_done(row) for row in f.effects.get(code, (None, None))])
        for code in NINE
    ]
    moments = (say("in phase"), say("from start"))
    told = []
    for name, changes in rows:
        seen = [
            f"{moment} {_change(e, say)}" for e, moment in zip(changes, moments, strict=True) if e
        ]
        told += [f"{name}: {', '.join(seen)}"] if seen else []

    def drawn(ax: Axes, width: int = 34) -> None:
        forest(ax, rows, say("title actions"), say("axis actions"), moments, width)

    blocks.append(
        draw(
            drawing(
                drawn,
                say("alt", what=say("axis actions"), told="; ".join(told)),
                say("caption actions"),
                (3.9, 5.0),
                phone=lambda ax: drawn(ax, 20),
            )
        )
    )
    heads = [say("value points"), say("survives points"), say("sooner months"), say("in words")]
    for k, moment in enumerate(("table in phase", "table from start")):
        first = [say("action"), *([say("comes")] if k == 0 else [])]
        table = []
        for code, both in f.effects.items():
            row = both[k]
            comes = [say.percent(row.done)] if k == 0 else []
            cells = [_change(row.effects[name], say) if row.done else "–" for name in EFFECTS]
            table.append([_named(code, say), *comes, *cells, _in_words(row, say)])
        blocks.append(Table(say(moment), [*first, *heads], table, wide=(len(first) + 3,)))
    count = sum(len(both) for both in f.effects.values())
    blocks.append(Text(say("effects note", count=say.number(count)), note=True))
    if f.left_out:
        names = say.list([_named(a, say) for a in f.left_out])
        blocks.append(Text(say("left out", budget=say.number(BUDGET), actions=names)))
    return Section("actions", say("actions"), blocks)


def action_in_short(f: Findings, say: Voice) -> str:
    """Half a sentence on the action that seems to add most."""
    told = [
        (both[k].effects["added_value"], code, when)
        for code, both in f.effects.items()
        for k, when in enumerate(("in phase", "from start"))
        if both[k].effects["added_value"].verdict == "better"
    ]
    if not told:
        return say("action none")
    effect, code, when = max(told, key=lambda one: one[0].difference)
    if effect.difference < _SLIGHT:
        return say("action small", least=say.number(100 * _SLIGHT))
    best = say(
        "action best", action=say(ACTIONS[code]), change=_change(effect, say), when=say(when)
    )
    return say("action hired", told=best) if f.hired else best


def compared(f: Findings, say: Voice, draw: Callable[[Drawing], Block]) -> Section:
    """Variants beside the alliance as it is.

    Args:
        f: what was found, with a comparison.
        say: words and numbers.
        draw: draws a picture.
    """
    assert f.comparison is not None
    done = f.comparison
    count = len(done.effects)
    blocks: list[Block] = [
        Text(
            say(
                "compared note",
                runs=say.number(done.runs),
                count=say.number(count),
                missed=say.number(count * (1.0 - done.confidence), 1),
            )
        )
    ]
    for variant in done.variants:
        rows = []
        for effect in (one for one in done.effects if one.variant == variant):
            name = capital(say(OUTCOMES[effect.outcome]))
            if effect.outcome in _HUNDREDTHS:
                name = say("per cent", what=name)
            rows.append([name, _level(effect, say), _change(effect, say), say(effect.verdict)])
        heads = [say("outcome"), say("as it is"), say("differs"), say("verdict")]
        with_it, without = done.paths[variant], done.paths[done.base]
        blocks += [
            Heading(isolated(capital(variant))),
            Table(say("table compared"), heads, rows),
            draw(
                drawing(
                    partial(difference, with_it, without, "joint_output"),
                    say("alt difference", variant=isolated(variant)),
                    say("caption difference"),
                )
            ),
        ]
    return Section("compared", say("compared"), blocks)


def _clearly(f: Findings, say: Voice) -> Iterator[str]:
    """Which actions add value or cost it beyond doubt."""
    seen = {
        code: {row.effects["added_value"].verdict for row in both}
        for code, both in f.effects.items()
    }
    for key, one, other in (("helps", "better", ""), ("harms", "worse", "better")):
        if found := [
            a for a, verdicts in seen.items() if one in verdicts and other not in verdicts
        ]:
            yield say(f"clearly {key}", actions=say.list([_named(a, say) for a in found]))


def _named(code: str, say: Voice) -> str:
    return f"{code} {say(ACTIONS[code])}"


def _if_done(row: ActionEffect | None) -> Effect | None:
    return row.effects["added_value"] if row is not None and row.done > 0.0 else None


def _change(effect: Effect, say: Voice) -> str:
    """A change in hundredths, months or as it is, with its interval."""
    times, decimals = _written(effect.outcome)
    return say.interval(effect.difference, effect.low, effect.high, times=times, decimals=decimals)


def _level(effect: Effect, say: Voice) -> str:
    times, decimals = _written(effect.outcome)
    return say.number(times * effect.base, decimals)


def _written(outcome: str) -> tuple[float, int]:
    """In what parts an outcome is told, and with how many decimals."""
    if outcome in _HUNDREDTHS:
        return 100.0, 1
    return 1.0, 1 if outcome in _MONTHS else 2


def _in_words(row: ActionEffect, say: Voice) -> str:
    if row.done == 0.0:
        return say("never done")
    told = {
        name: effect.verdict
        for name, effect in row.effects.items()
        if effect.verdict in ("better", "worse")
    }
    if not told:
        return say("unclear")
    verdicts = set(told.values())
    kind = "mixed" if len(verdicts) > 1 else "helps" if verdicts == {"better"} else "harms"
    return say(kind, what=", ".join(_named_change(row.effects[name], say) for name in told))


def _named_change(effect: Effect, say: Voice) -> str:
    slight = effect.outcome == "added_value" and abs(effect.difference) < _SLIGHT
    return say(f"{effect.verdict} {'slightly' if slight else effect.outcome}")
