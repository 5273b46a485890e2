"""Advice in words."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from typing import Any

import numpy as np

from alliance.words.comparison import (
    POINTS,
    VERDICTS,
    changed,
    in_percent,
    reach,
    shown_change,
    shown_level,
)
from alliance.words.language import Language, Term
from alliance.words.scenario import written
from alliance.words.uncertainty import describe_robustness
from alliance.words.vocabulary import OUTCOMES as TERMS
from alliance.words.voice import Voice
from experiments.advice.advise import Advice
from experiments.advice.search import Candidate
from experiments.effects import Effect
from sim.interventions.nine import ACTIONS
from sim.observers.outcomes import OUTCOMES
from sim.observers.phases import PHASES

WIDTH = 88
MOST = 10_000_000
"""Runs above which it is only said that they are very many."""
LISTED = 5
"""Rivals that are named; more are counted."""


_WORDS = {
    "together": Term("these together move", "veranderen deze samen"),
    "alone": Term("this moves", "verandert dit"),
    "moved": Term("{what} by {change}", "{what} met {change}"),
    "better": Term(
        "Do {chosen}. Within {budget} facilitator days, nothing that was tried did better in the "
        "search. On {runs} fresh pairs of runs {moved} {what}.",
        "Doe {chosen}. Binnen {budget} begeleidersdagen deed niets van wat geprobeerd is het bij het "
        "zoeken beter. Op {runs} verse paren runs {moved} {what}.",
    ),
    "worse": Term(
        "Do none of the nine actions. The best that the search found, {chosen}, makes it worse: on "
        "{runs} fresh pairs of runs it moves {what}.",
        "Doe geen van de negen acties. Het beste dat het zoeken vond, {chosen}, maakt het slechter: op "
        "{runs} verse paren runs verandert het {what}.",
    ),
    "no run differs": Term(
        "Do none of the nine actions. Nothing that was tried did better than doing nothing: what did best "
        "in the search, {chosen}, changes no run.",
        "Doe geen van de negen acties. Niets van wat geprobeerd is deed het beter dan niets doen: wat bij "
        "het zoeken het best ging, {chosen}, verandert geen enkele run.",
    ),
    "cannot tell": Term(
        "No action can be told from doing nothing with these runs. What did best in the search, {chosen}, "
        "moves {what} on {runs} fresh pairs of runs; {needed}.",
        "Met deze runs is geen actie van niets doen te onderscheiden. Wat bij het zoeken het best ging, "
        "{chosen}, verandert {what} op {runs} verse paren runs; {needed}.",
    ),
    "too few": Term(
        "it exists in {pairs} of the {all} pairs, too few",
        "het bestaat in {pairs} van de {all} paren, te weinig",
    ),
    "detectable": Term(
        "these runs could tell one of {size}", "met deze runs is een verschil van {size} te zien"
    ),
    "about": Term("about {count}", "ongeveer {count}"),
    "very many": Term("more than ten million", "meer dan tien miljoen"),
    "needed": Term(
        "were that its size, {runs} runs would tell it four times in five",
        "is dat de grootte, dan is het met {runs} runs vier van de vijf keer te zien",
    ),
    "days": Term(", who has {days} days a month", ", die {days} dagen per maand heeft"),
    "own": Term(
        "The facilitator of this scenario does it{days}; days that go to actions are taken from helping in "
        "clashes. All is compared with the same facilitator without the actions.",
        "De procesbegeleider van dit scenario doet het{days}; dagen voor acties gaan af van hulp bij "
        "botsingen. Alles is vergeleken met dezelfde begeleider zonder de acties.",
    ),
    "hired": Term(
        "This scenario has no facilitator; one is assumed: independent, skill {skill}, {days} days a "
        "month for the whole run, {paid}. All is compared with that "
        "facilitator, who then only helps in clashes; days that go to actions are taken from that. Having "
        "the facilitator at all moves {what} by {alone}, facilitator and actions together by {both}.",
        "Dit scenario heeft geen procesbegeleider; er is een aangenomen: onafhankelijk, vaardigheid "
        "{skill}, de hele looptijd {days} dagen per maand, {paid}. Alles is vergeleken met die begeleider, die dan alleen helpt bij botsingen; dagen voor "
        "acties gaan daarvan af. De begeleider op zich verandert {what} met {alone}, begeleider en acties "
        "samen met {both}.",
    ),
    "from fund": Term(
        "paid from the fund at {cost} kEUR a day", "betaald uit het fonds voor {cost} kEUR per dag"
    ),
    "from elsewhere": Term(
        "paid from elsewhere, for the alliance has no money",
        "elders betaald, want de alliantie heeft geen geld",
    ),
    "chosen": Term("What was chosen:", "Wat gekozen is:"),
    "first moments": Term("their first moment comes", "hun eerste moment komt"),
    "moment": Term("its moment comes", "het moment komt"),
    "takes": Term(
        "It takes {days} facilitator days on average (at most {most}) and {effort} months of "
        "every member's alliance time; {comes} in {share} % of the runs.",
        "Het kost gemiddeld {days} begeleidersdagen (hoogstens {most}) en {effort} maanden van "
        "de alliantietijd van elk lid; {comes} in {share} % van de runs.",
    ),
    "times": Term(", {times} times at most", ", hoogstens {times} keer"),
    "until": Term(", until month {month}", ", tot en met maand {month}"),
    "does": Term("what it does", "wat het doet"),
    "without": Term("without", "zonder"),
    "change": Term("change", "verschil"),
    "interval": Term("95 % interval", "95 %-interval"),
    "best": Term(
        "It is better than each of the {others} others that got fresh runs",
        "Het is beter dan elk van de {others} andere die verse runs kregen",
    ),
    "rivals": Term(
        "Whether it is the best cannot be told: of the {others} others that got fresh runs, these may be "
        "as good or better: {names}",
        "Of het de beste is, is niet te zeggen: van de {others} andere die verse runs kregen, kunnen deze "
        "even goed of beter zijn: {names}",
    ),
    "more": Term(" and {count} more", " en nog {count}"),
    "tried": Term(
        "{best} (compared pair by pair, intervals holding for all at once). {tried} candidates were tried; "
        "{dropped} were dropped on the way, with fewer runs, and nothing is claimed of them.",
        "{best} (paar voor paar vergeleken, intervallen die voor alle samen gelden). Er zijn {tried} "
        "kandidaten geprobeerd; {dropped} vielen onderweg af, met minder runs, en daarover wordt niets "
        "beweerd.",
    ),
    "ranking": Term(
        "Each action alone with the whole budget, by the phase in which it is done (every month or every "
        "third, as did better in the search): change in {what}; intervals hold for all {count} at once; * "
        "marks those that leave out 0.",
        "Elke actie alleen met het hele budget, naar de fase waarin ze gedaan wordt (elke maand of elke "
        "derde, naar wat bij het zoeken beter ging): verschil in {what}; intervallen gelden voor alle "
        "{count} samen; * staat bij die zonder 0.",
    ),
    "left out": Term(
        "Left out, for the budget is not enough for a month: {actions}.",
        "Weggelaten, want het budget is niet genoeg voor een maand: {actions}.",
    ),
    "and": Term("and", "en"),
}

_DUTCH_TIMING = (
    (r"\bwhile chafing\b", "tijdens het schuren"),
    (r"\bwhile learning\b", "tijdens het leren"),
    (r"\bwhile producing\b", "tijdens het produceren"),
    (r"\bwhile stagnating\b", "tijdens stagnatie"),
    (r"\bfrom month (\d+)", r"vanaf maand \1"),
    (r"\bmonths (\d+) to (\d+)", r"maand \1 tot en met \2"),
    (r"\bevery (\d+) months", r"elke \1 maanden"),
    (r"\((\d+) times\)", r"(\1 keer)"),
    (r"\(once\)", "(eens)"),
)
"""What labels of timings and courses say in English, in Dutch."""


def timing(label: str, language: Language) -> str:
    """A label of a timing or course of `experiments.advice.courses`.

    >>> timing("D1 while chafing, every 3 months (8 times)", "nl")
    'D1 tijdens het schuren, elke 3 maanden (8 keer)'
    """
    if language == "nl":
        for english, dutch in _DUTCH_TIMING:
            label = re.sub(english, dutch, label)
    return label


def describe(advice: Advice, language: Language = "en") -> str:
    """What was found and how sure it is.

    Args:
        advice: the advice.
        language: ``en`` or ``nl``.
    """
    told = _Told(advice, language)
    lines = _wrapped(told.verdict())
    if (over := advice.robustness()) is not None:
        lines += ["", *_wrapped(describe_robustness(over, language))]
    lines += ["", *_wrapped(told.assumed())]
    lines += ["", *told.what(), "", *told.effects()]
    lines += ["", *_wrapped(told.rivals())]
    lines += ["", *told.ranking()]
    return "\n".join(lines)


class _Told:
    """Says `_WORDS` of one piece of advice in one language."""

    def __init__(self, advice: Advice, language: Language) -> None:
        self.advice, self.language = advice, language
        self.say = Voice(language, _WORDS)
        self.outcome = self.say(TERMS[advice.outcome])

    def verdict(self) -> str:
        """What to do, or that it cannot be told."""
        advice, e = self.advice, self.advice.effect()
        several = len(advice.chosen.parts) > 1
        key = e.verdict if e.verdict in ("better", "worse", "no run differs") else "cannot tell"
        return self.say(
            key,
            chosen=self.chosen(advice.chosen),
            budget=self.say.short(advice.budget),
            runs=advice.runs,
            moved=self.say("together" if several else "alone"),
            what=self.say("moved", what=self.outcome, change=self.change(e)),
            needed=self.needed(e),
        )

    def needed(self, e: Effect) -> str:
        """What more runs would tell."""
        if np.isnan(e.difference):
            return self.say("too few", pairs=e.pairs, all=e.pairs + e.left_out)
        if np.isnan(e.needed):
            return self.say(
                "detectable", size=shown_change(e, e.detectable, self.say).removeprefix("+")
            )
        many = e.needed >= MOST
        runs = self.say("very many") if many else self.say("about", count=self.say.number(e.needed))
        return self.say("needed", runs=runs)

    def assumed(self) -> str:
        """Who does it."""
        advice = self.advice
        helper = advice.fresh.scenario.roles.facilitator
        if not advice.hired:
            return self.say(
                "own",
                days=self.say("days", days=written(helper.capacity, self.say)) if helper else "",
            )
        assert helper is not None
        return self.say(
            "hired",
            skill=written(helper.skill, self.say),
            days=written(helper.capacity, self.say),
            paid=self.say(
                "from fund" if helper.cost else "from elsewhere",
                cost=written(helper.cost, self.say),
            ),
            what=self.outcome,
            alone=self.change(advice.hiring[advice.outcome]),
            both=self.change(advice.together[advice.outcome]),
        )

    def what(self) -> list[str]:
        """What was chosen, and what it takes."""
        advice = self.advice
        lines = [self.say("chosen")]
        for (action, when), row in zip(advice.chosen.parts, advice.chosen.course.rows, strict=True):
            name = self.say(ACTIONS[action])
            lines += textwrap.wrap(
                f"{action}  {name}: {timing(when.label, self.language)}{self.span(row)}",
                WIDTH,
                initial_indent="  ",
                subsequent_indent="      ",
            )
        used, taken = advice.fresh.taken(0)
        several = len(advice.chosen.parts) > 1
        return lines + _wrapped(
            self.say(
                "takes",
                days=self.say.number(used.mean(), 1),
                most=self.say.number(used.max(), 1),
                effort=self.say.number(taken.mean(), 2),
                comes=self.say("first moments" if several else "moment"),
                share=self.say.number(100 * advice.fresh.done(0).mean()),
            )
        )

    def span(self, row: Mapping[str, Any]) -> str:
        """How often at most, or until when."""
        if "while" in row:
            return self.say("times", times=row["while"].rpartition("done < ")[2])
        return self.say("until", month=row["until"]) if "until" in row else ""

    def effects(self) -> list[str]:
        """A table of all outcomes."""
        head = f"{self.say('does'):<34}{self.say('without'):>9}{self.say('change'):>10}"
        lines = [f"{head}  {self.say('interval')}"]
        for name in self.advice.fresh.outcomes:
            e = self.advice.effect(name)
            lines.append(
                f"  {self.say(TERMS[name]):<32}{shown_level(e, self.say):>9}"
                f"{shown_change(e, e.difference, self.say):>10}  "
                f"{reach(e, self.say):<18} {self.say(VERDICTS[e.verdict])}"
            )
        if any(in_percent(name) for name in self.advice.fresh.outcomes):
            lines.append(self.say(POINTS))
        return lines

    def rivals(self) -> str:
        """What may be as good, and what was dropped."""
        advice, rivals = self.advice, self.advice.as_good()
        others, tried = len(advice.finalists) - 1, len(advice.selected)
        if not rivals:
            best = self.say("best", others=others)
        else:
            names = "; ".join(timing(one.course.label, self.language) for one in rivals[:LISTED])
            more = len(rivals) - LISTED
            best = self.say("rivals", others=others, names=names)
            best += self.say("more", count=more) if more > 0 else ""
        return self.say("tried", best=best, tried=tried, dropped=tried - len(advice.finalists))

    def ranking(self) -> list[str]:
        """The nine actions, each alone, by phase; the one that helps most in any phase first."""
        advice, cells = self.advice, self.advice.by_phase()
        if not cells:
            return []
        sign = -1.0 if OUTCOMES[advice.outcome].better == "lower" else 1.0
        actions = sorted(
            {action for action, _ in cells},
            key=lambda a: -max(sign * e.difference for (b, _), e in cells.items() if b == a),
        )
        cut = f" {self.say('and')} "
        heads = [self.say(PHASES[phase]).partition(cut)[0] for phase in (1, 2, 3)]
        what = f"{self.outcome} (pp)" if in_percent(advice.outcome) else self.outcome
        lines = _wrapped(self.say("ranking", what=what, count=len(cells)))
        lines.append(f"{'':<4}{''.join(f'{head:<29}' for head in heads)}".rstrip())
        for action in actions:
            there = (cells.get((action, phase)) for phase in (1, 2, 3))
            line = "".join(f"{self.cell(e) if e else '-':<29}" for e in there)
            lines.append(f"{action:<4}{line}".rstrip())
        if advice.left_out:
            lines += _wrapped(self.say("left out", actions=", ".join(advice.left_out)))
        return lines

    def cell(self, e: Effect) -> str:
        """A change with its interval, marked when that leaves out 0."""
        mark = "*" if e.verdict in ("better", "worse") else " "
        if not e.differ:
            return self.say(VERDICTS["no run differs"])
        return f"{changed(e, e.difference, self.say)}{mark} ({reach(e, self.say)})"

    def chosen(self, one: Candidate) -> str:
        """Actions with their timing, in a sentence."""
        *most, last = (
            f"{action} ({self.say(ACTIONS[action])}) {timing(when.label, self.language)}"
            for action, when in one.parts
        )
        return f"{', '.join(most)} {self.say('and')} {last}" if most else last

    def change(self, e: Effect) -> str:
        """A change with its interval."""
        told = shown_change(e, e.difference, self.say)
        return told if np.isnan(e.low) else f"{told} ({reach(e, self.say)})"


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH)
