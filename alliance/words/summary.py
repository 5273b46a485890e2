"""A summary of an ensemble in words."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import numpy as np

from alliance.summary import FEW, MOST_NAMED, Event, Spread
from alliance.words.language import Language, Term
from alliance.words.vocabulary import ACTIVITIES, ENDINGS
from alliance.words.voice import Voice
from sim.observers.intervals import Interval
from sim.observers.phases import CHAFING, LEARNING, PHASES, PRODUCING
from sim.rules.leaving import Ending

if TYPE_CHECKING:
    from alliance.summary import Summary

_WIDTH = 80
_NAME = 38
_WORDS = {
    "running": Term("still running in month {last}", "loopt nog in maand {last}"),
    "run": Term("run", "run"),
    "runs": Term("runs", "runs"),
    "size": Term(
        "{runs} of {months} months, seed {seed}", "{runs} van {months} maanden, seed {seed}"
    ),
    "phases": Term("Phases reached", "Bereikte fasen"),
    "share": Term("share of runs", "deel van de runs"),
    "first": Term("first in month", "voor het eerst in maand"),
    "value": Term(
        "Added value: what all hours gave against the same hours apart",
        "Meerwaarde: wat alle uren opleverden tegen dezelfde uren apart",
    ),
    "whole": Term("over the whole run, mean", "over de hele looptijd, gemiddeld"),
    "median": Term("median", "mediaan"),
    "most": Term("80 % of the runs", "80 % van de runs"),
    "last": Term("in its last 12 months, median", "in de laatste 12 maanden, mediaan"),
    "positive": Term("positive over the whole run", "positief over de hele looptijd"),
    "waited": Term("months without phase 3, mean", "maanden zonder fase 3, gemiddeld"),
    "of months": Term("(of {count})", "(van {count})"),
    "hours": Term("What the hours went to (mean)", "Waar de uren heen gingen (gemiddeld)"),
    "conflict": Term("conflict", "conflict"),
    "other": Term("roles and actions", "rollen en acties"),
    "covered": Term("Of what members asked, paid", "Van wat leden vroegen, betaald"),
    "ended": Term("How it ended", "Hoe het afliep"),
    "in": Term("in month", "in maand"),
    "notes": Term(
        "Shares, and mean and median of added value, with 95 % intervals; else median (range of 80 % "
        "of the runs it is about).",
        "Delen, en gemiddelde en mediaan van de meerwaarde, met 95%-intervallen; anders mediaan "
        "(bereik van 80 % van die runs).",
    ),
    "counted": Term("Months are counted from 0.", "Maanden tellen vanaf 0."),
    "named": Term(
        "A phase is what most hours together go to; an alliance can begin in any.",
        "Een fase is waar de meeste uren samen heen gaan; elke kan de eerste zijn.",
    ),
    "one": Term(
        "One run shows what can happen, not how likely it is: try --runs 200.",
        "Eén run toont wat kan gebeuren, niet hoe waarschijnlijk het is: probeer --runs 200.",
    ),
    "few": Term(
        "Only {runs} runs: take these numbers as rough; --runs 200 is better.",
        "Slechts {runs} runs: neem deze getallen als ruw; --runs 200 is beter.",
    ),
    "nobody": Term("Nobody left.", "Niemand vertrok."),
    "leavers": Term("Members that left in a run", "Leden die in een run vertrokken"),
    "of": Term("(of {count})", "(van {count})"),
    "who": Term("Who left", "Wie vertrok"),
    "more": Term("and {count} more, less often", "en nog {count}, minder vaak"),
    "overlap": Term(
        "No member is clearly more at risk than another: the intervals overlap.",
        "Geen lid loopt duidelijk meer risico dan een ander: de intervallen overlappen.",
    ),
    "at risk": Term(
        "{one} is clearly more at risk than {other}; where intervals overlap it cannot be told.",
        "{one} loopt duidelijk meer risico dan {other}; waar intervallen overlappen is het niet te "
        "zeggen.",
    ),
    "to": Term("to", "tot"),
}


def describe(s: Summary, language: Language = "en") -> str:
    """A summary in some twenty lines of 80 characters.

    Args:
        s: what an ensemble shows.
        language: ``en`` or ``nl``.
    """
    return "\n".join(_lines(s, Voice(language, _WORDS)))


def _lines(s: Summary, say: Voice) -> list[str]:
    runs = f"{s.runs} {say('run' if s.runs == 1 else 'runs')}"
    size = say("size", runs=runs, months=s.months, seed=s.seed)
    told = [*textwrap.wrap(s.title, _WIDTH, max_lines=2, placeholder="..."), size, ""]
    told.append(_row(say("phases"), say("share"), say("first")))
    for code, event in s.reached.items():
        of_three = code in (CHAFING, LEARNING, PRODUCING)
        if of_three or event.share.count:
            number = f"{code} " if of_three else ""
            told.append(_told(f"{number}{say(PHASES[code])}", event))
    told += [
        _row(f"  {say('waited')}", _months(s.waited), say("of months", count=s.months)),
        "",
        say("value"),
        _row(f"  {say('whole')}", _interval(s.mean_added_value, say("to"))),
        _row(f"  {say('median')}", _interval(s.median_added_value, say("to"))),
        _row(f"  {say('most')}", _reach(s.added_value, say("to"))),
        _row(f"  {say('last')}", _percent(s.last_year, say("to"))),
        _row(f"  {say('positive')}", str(s.positive), f"({say('share')})"),
        "",
        *_hours(s, say),
        *_covered(s, say),
        "",
        _row(say("ended"), say("share"), say("in")),
    ]
    for name, event in zip(ENDINGS, s.endings, strict=True):
        on = name == Ending.RUNNING.name.lower()
        ending = say("running", last=s.months - 1) if on else say(ENDINGS[name])
        if event.share.count:
            told.append(_told(ending, event))
    told += ["", *_who_left(s, say), "", *textwrap.wrap(say("notes"), _WIDTH), say("counted")]
    if s.reached[CHAFING].share.count < s.runs:
        told.append(say("named"))
    if s.runs == 1:
        told.append(say("one"))
    elif s.runs < FEW:
        told.append(say("few", runs=s.runs))
    return told


def _hours(s: Summary, say: Voice) -> list[str]:
    """What the hours went to, the most first, as a line or two; nothing where nobody works."""
    told = sorted((-share, name) for name, share in s.hours.items() if share >= 0.005)
    parts = [
        f"{say(ACTIVITIES[name]) if name in ACTIVITIES else say(name)} {-100 * share:.0f} %"
        for share, name in told
    ]
    if not parts:
        return []
    text = f"{say('hours')}: {', '.join(parts)}"
    return textwrap.wrap(text, _WIDTH, subsequent_indent="  ")


def _covered(s: Summary, say: Voice) -> list[str]:
    """What the fund paid of what was asked; nothing where nobody asks."""
    return [_row(say("covered"), _percent(s.covered, say("to"), ".0f"))] if s.covered.count else []


def _who_left(s: Summary, say: Voice) -> list[str]:
    gone = [(name, event) for name, event in s.left if event.share.count]
    if not gone:
        return [say("nobody")]
    if s.alike:
        return [_row(say("leavers"), s.leavers.told(), say("of", count=len(s.left)))]
    lines = [_row(say("who"), say("share"), say("in"))]
    lines += [_told(name, event) for name, event in gone[:MOST_NAMED]]
    if len(gone) > MOST_NAMED:
        lines.append(f"  {say('more', count=len(gone) - MOST_NAMED)}")
    (name, most), (other, least) = s.left[0], s.left[-1]
    if len(s.left) == 1:
        return lines
    if most.share.interval[0] <= least.share.interval[1]:
        lines.append(f"  {say('overlap')}")
    else:
        told = say("at risk", one=_short(name, _NAME), other=_short(other, _NAME))
        lines += textwrap.wrap(told, _WIDTH, initial_indent="  ", subsequent_indent="  ")
    return lines


def _told(what: str, event: Event) -> str:
    return _row(f"  {what}", str(event.share), event.month.told() if event.month.count else "")


def _row(*cells: str) -> str:
    name, value, rest = (*cells, "", "")[:3]
    return f"{_short(name, _NAME):<{_NAME + 1}}{value:<22}{rest}".rstrip()


def _percent(spread: Spread, to: str, form: str = "+.0f") -> str:
    less = Spread(100 * spread.median, 100 * spread.low, 100 * spread.high, spread.count)
    return less.told(form, " %", to)


def _months(found: Interval) -> str:
    """Months with their interval; none when an end cannot be told."""
    one, low, high = (f"{x:.0f}" for x in found)
    return one if np.isnan(found.half) else f"{one} ({low}-{high})"


def _interval(found: Interval, to: str) -> str:
    """A share of output in per cent with its interval; none when an end cannot be told."""
    if np.isnan(found.value):
        return "-"
    one, low, high = (f"{100 * x + 0.0:+.0f}" for x in found)
    return f"{one} %" if np.isnan(found.half) else f"{one} % ({low} {to} {high} %)"


def _reach(spread: Spread, to: str) -> str:
    if spread.few:
        return _percent(spread, to)
    return f"{100 * spread.low + 0.0:+.0f} {to} {100 * spread.high + 0.0:+.0f} %"


def _short(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 3] + "..."
