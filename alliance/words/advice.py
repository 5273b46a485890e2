"""Advice in words."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from alliance.words.vocabulary import OUTCOMES as TERMS
from experiments.advice.advise import Advice
from experiments.advice.search import Candidate
from experiments.compare import Effect
from sim.interventions.nine import ACTIONS
from sim.observers.outcomes import OUTCOMES
from sim.observers.phases import PHASES
from sim.vocabulary import OUTCOMES as TERMS

if TYPE_CHECKING:
    from experiments.advice.advise import Advice

WIDTH = 88
MOST = 10_000_000
"""Runs above which it is only said that they are very many."""
LISTED = 5
"""Rivals that are named; more are counted."""


def describe(advice: Advice) -> str:
    """What was found and how sure it is."""
    lines = _wrapped(_verdict(advice))
    lines += ["", *_wrapped(_assumed(advice))]
    lines += ["", *_what(advice), "", *_effects(advice)]
    lines += ["", *_wrapped(_rivals(advice))]
    lines += ["", *_ranking(advice)]
    return "\n".join(lines)


def _verdict(advice: Advice) -> str:
    e = advice.effect()
    what = f"{TERMS[advice.outcome].name} by {_change(e)}"
    several = len(advice.chosen.parts) > 1
    moved = "these together move" if several else "this moves"
    match e.verdict:
        case "better":
            return (
                f"Do {_list(advice.chosen)}. Within {advice.budget:g} facilitator days, nothing "
                f"that was tried did better in the search. On {advice.runs} fresh pairs of runs "
                f"{moved} {what}."
            )
        case "worse":
            return (
                f"Do none of the nine actions. The best that the search found, "
                f"{_list(advice.chosen)}, makes it worse: on {advice.runs} fresh pairs of runs it "
                f"moves {what}."
            )
        case "no run differs":
            return (
                f"Do none of the nine actions. Nothing that was tried did better than doing nothing: "
                f"what did best in the search, {_list(advice.chosen)}, changes no run."
            )
        case _:
            return (
                f"No action can be told from doing nothing with these runs. What did best in the "
                f"search, {_list(advice.chosen)}, moves {what} on {advice.runs} fresh pairs of "
                f"runs; {_needed(e)}."
            )


def _needed(e: Effect) -> str:
    if np.isnan(e.difference):
        return f"it exists in {e.pairs} of the {e.pairs + e.left_out} pairs, too few"
    if np.isnan(e.needed):
        return f"these runs could tell one of {_short(e.detectable)}"
    runs = f"about {e.needed:,.0f}" if e.needed < MOST else "more than ten million"
    return f"were that its size, {runs} runs would tell it four times in five"


def _assumed(advice: Advice) -> str:
    helper = advice.fresh.scenario.roles.facilitator
    if not advice.hired:
        days = f", who has {helper.capacity:g} days a month" if helper else ""
        return (
            f"The facilitator of this scenario does it{days}; days that go to actions are taken "
            "from helping in clashes. All is compared with the same facilitator without the "
            "actions."
        )
    assert helper is not None
    alone, both = advice.hiring[advice.outcome], advice.together[advice.outcome]
    return (
        f"This scenario has no facilitator; one is assumed: independent, skill {helper.skill:g}, "
        f"{helper.capacity:g} days a month at {helper.cost:g} kEUR a day, paid from the fund for "
        f"the whole run. All is compared with that facilitator, who then only helps in clashes; "
        f"days that go to actions are taken from that. Having the facilitator at all moves "
        f"{TERMS[advice.outcome].name} by {_change(alone)}, facilitator and actions together by "
        f"{_change(both)}."
    )


def _what(advice: Advice) -> list[str]:
    lines = ["What was chosen:"]
    for (action, timing), row in zip(advice.chosen.parts, advice.chosen.course.rows, strict=True):
        known = ACTIONS[action]
        lines += textwrap.wrap(
            f"{action}  {known.name}: {timing.label}{_span(row)}",
            WIDTH,
            initial_indent="  ",
            subsequent_indent="      ",
        )
    used = advice.fresh.facilitator_days[1] - advice.fresh.facilitator_days[0]
    taken = advice.fresh.member_effort[1] - advice.fresh.member_effort[0]
    done = advice.fresh.done(0).mean()
    comes = "their first moment comes" if len(advice.chosen.parts) > 1 else "its moment comes"
    lines += _wrapped(
        f"It takes {used.mean():.1f} facilitator days on average (at most "
        f"{used.max():.1f}) and {taken.mean():.2f} months of every member's alliance "
        f"time; {comes} in {100 * done:.0f} % of the runs."
    )
    return lines


def _span(row: Mapping[str, Any]) -> str:
    if "while" in row:
        return f", {row['while'].rpartition('done < ')[2]} times at most"
    return f", until month {row['until']}" if "until" in row else ""


def _effects(advice: Advice) -> list[str]:
    lines = [f"{'what it does':<34}{'without':>9}{'change':>9}   95 % interval"]
    for name in advice.fresh.outcomes:
        e = advice.effect(name)
        lines.append(
            f"  {TERMS[name].name:<32}{_short(e.base):>9}{_short(e.difference, '+'):>9}   "
            f"{_short(e.low, '+')} to {_short(e.high, '+')}  {e.verdict}"
        )
    return lines


def _rivals(advice: Advice) -> str:
    rivals = advice.as_good()
    others = len(advice.finalists) - 1
    tried = len(advice.selected)
    dropped = tried - len(advice.finalists)
    if not rivals:
        best = f"It is better than each of the {others} others that got fresh runs"
    else:
        names = [one.course.label for one in rivals[:LISTED]]
        more = f" and {len(rivals) - LISTED} more" if len(rivals) > LISTED else ""
        best = (
            f"Whether it is the best cannot be told: of the {others} others that got fresh runs, "
            f"these may be as good or better: {'; '.join(names)}{more}"
        )
    return (
        f"{best} (compared pair by pair, intervals holding for all at once). {tried} candidates "
        f"were tried; {dropped} were dropped on the way, with fewer runs, and nothing is claimed "
        f"of them."
    )


def _ranking(advice: Advice) -> list[str]:
    """The nine actions, each alone, by phase; the one that helps most in any phase first."""
    cells = advice.by_phase()
    if not cells:
        return []
    sign = -1.0 if OUTCOMES[advice.outcome].better == "lower" else 1.0
    actions = sorted(
        {action for action, _ in cells},
        key=lambda a: -max(sign * e.difference for (b, _), e in cells.items() if b == a),
    )
    heads = [PHASES[phase].name.partition(" and ")[0] for phase in (1, 2, 3)]
    lines = _wrapped(
        f"Each action alone with the whole budget, by the phase in which it is done (every "
        f"month or every third, as did better in the search): change in "
        f"{TERMS[advice.outcome].name}; intervals hold for all {len(cells)} at once; * marks "
        f"those that leave out 0."
    )
    lines.append(f"{'':<4}{''.join(f'{head:<27}' for head in heads)}".rstrip())
    for action in actions:
        there = (cells.get((action, phase)) for phase in (1, 2, 3))
        line = "".join(f"{_cell(e) if e else '-':<27}" for e in there)
        lines.append(f"{action:<4}{line}".rstrip())
    if advice.left_out:
        lines += _wrapped(
            f"Left out, for the budget is not enough for a month: {', '.join(advice.left_out)}."
        )
    return lines


def _cell(e: Effect) -> str:
    mark = "*" if e.verdict in ("better", "worse") else " "
    return f"{_short(e.difference, '+')}{mark} ({_short(e.low, '+')} to {_short(e.high, '+')})"


def _list(one: Candidate) -> str:
    return _and(f"{action} ({ACTIONS[action].name}) {timing.label}" for action, timing in one.parts)


def _and(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def _change(e: Effect) -> str:
    return f"{_short(e.difference, '+')} ({_short(e.low, '+')} to {_short(e.high, '+')})"


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH)


def _short(value: float, sign: str = "") -> str:
    """Two decimals for shares and ratios, one for months."""
    if np.isnan(value):
        return "-"
    return f"{value:{sign}.1f}" if abs(value) >= 10 else f"{value:{sign}.3f}"
