"""A comparison in words."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import numpy as np

from alliance.words.language import Language, Term
from alliance.words.vocabulary import OUTCOMES
from alliance.words.voice import TO, Voice
from experiments.compare import Comparison
from experiments.effects import Effect
from sim.observers.outcomes import OUTCOMES as SPEC
from sim.observers.outcomes import TIMES

FEW = 30
"""Pairs under which the text warns that intervals are rough."""
_MOST_DECIMALS = 6
MOST = 10_000_000
"""Runs above which it is only said that they are very many."""

VERDICTS = {
    "better": Term("better", "beter"),
    "worse": Term("worse", "slechter"),
    "higher": Term("higher", "hoger"),
    "lower": Term("lower", "lager"),
    "no run differs": Term("no run differs", "geen run verschilt"),
    "cannot tell": Term("cannot tell", "niet te zeggen"),
}
"""Verdicts of `experiments.compare.Effect`."""

POINTS = Term("pp: percentage points.", "pp: procentpunten.")
"""What stands below a text with changes of shares."""

_WORDS = {
    "pairs": Term(
        "{runs} pairs of runs with seed {seed}; intervals of {percent}.",
        "{runs} paren runs met seed {seed}; intervallen van {percent}.",
    ),
    "against": Term("{variant} against {base}", "{variant} tegenover {base}"),
    "misses": Term(
        "Each interval misses the truth {times} times in 100; of these {count}, about {expected} "
        "can be expected to miss it.",
        "Elk interval zit er {times} van de 100 keer naast; van deze {count} naar verwachting zo'n "
        "{expected}.",
    ),
    "few": Term(
        "With fewer than {few} pairs, intervals are rough: run more.",
        "Met minder dan {few} paren zijn intervallen ruw: neem er meer.",
    ),
    "outcome": Term("outcome", "uitkomst"),
    "base": Term("base", "basis"),
    "change": Term("change", "verschil"),
    "interval": Term("interval", "interval"),
    "better in": Term("better in", "beter in"),
    "verdict": Term("verdict", "oordeel"),
    "cannot": Term("Cannot tell yet: {list}.", "Nog niet te zeggen: {list}."),
    "two pairs": Term(
        "{what} (exists in fewer than two pairs)", "{what} (bestaat in minder dan twee paren)"
    ),
    "detectable": Term("{what} ({size})", "{what} ({size})"),
    "needed": Term("{what} ({size}; {runs} runs)", "{what} ({size}; {runs} runs)"),
    "brackets": Term(
        "In brackets the difference that these runs could tell, and how many runs would tell one as "
        "large as it seems.",
        "Tussen haakjes het verschil dat met deze runs te zien zou zijn, en met hoeveel runs een verschil "
        "te zien is dat zo groot is als het lijkt.",
    ),
    "about": Term("about {count}", "ongeveer {count}"),
    "very many": Term("more than ten million", "meer dan tien miljoen"),
    "left out": Term(
        "{what}: {count} pairs left out, in which it does not exist in one of the two; they may be "
        "special.",
        "{what}: {count} paren weggelaten, waarin het in een van de twee niet bestaat; die kunnen "
        "bijzonder zijn.",
    ),
    "whole": Term(
        "{what}: a run that never gets there counts with its whole length.",
        "{what}: een run die er nooit komt telt met zijn hele lengte.",
    ),
    "pairing": Term(
        "Pairing was worth {low} to {high} times as many independent runs.",
        "De paren waren {low} tot {high} keer zoveel losse runs waard.",
    ),
}


def describe(found: Comparison, language: Language = "en") -> str:
    """The comparison in plain words, a table for each variant.

    Args:
        found: the comparison.
        language: ``en`` or ``nl``.
    """
    say = Voice(language, _WORDS)

    percent = f"{say.short(100 * found.confidence)} %"
    out = [say("pairs", runs=found.runs, seed=found.seed, percent=percent)]
    for variant in found.variants:
        effects = [e for e in found.effects if e.variant == variant]
        width = max(len(say(OUTCOMES[effect.outcome])) for effect in effects)
        width = max(width, len(say("outcome")))
        out += ["", say("against", variant=variant, base=found.base), "", _head(width, say)]
        out += [_line(effect, width, say) for effect in effects]
        out += ["", *_notes(effects, say)]
    count = len(found.effects)
    times = say.short(100 - 100 * found.confidence)
    expected = say.number(count * (1 - found.confidence), 1)
    out += ["", *_wrapped(say("misses", times=times, count=count, expected=expected))]
    if any(in_percent(e.outcome) for e in found.effects):
        out.append(say(POINTS))
    if found.runs < FEW:
        out += _wrapped(say("few", few=FEW))
    return "\n".join(out)


def _head(width: int, say: Voice) -> str:
    columns = (
        f"{say('base'):>9}{say('change'):>10}   {say('interval'):<20}{say('better in'):>9}   "
        f"{say('verdict')}"
    )
    return f"{say('outcome'):<{width}}{columns}"


def _line(e: Effect, width: int, say: Voice) -> str:
    better = "-" if np.isnan(e.p_better) else f"{100 * e.p_better:.0f} %"
    name, verdict = (say(term) for term in (OUTCOMES[e.outcome], VERDICTS[e.verdict]))
    base, change = shown_level(e, say), shown_change(e, e.difference, say)
    return f"{name:<{width}}{base:>9}{change:>10}   {reach(e, say):<20}{better:>9}   {verdict}"


def in_percent(outcome: str) -> bool:
    """Whether an outcome is a share of runs, or added value in parts of what apart would give."""
    return SPEC[outcome].kind == "event" or outcome in ("added_value", "low_point")


def shown_level(e: Effect, say: Voice) -> str:
    """An outcome without the change, as it is given everywhere: shares and added value in per cent."""
    if in_percent(e.outcome) and not np.isnan(e.base):
        return f"{say.figures(100 * e.base)} %"
    return say.figures(e.base)


def shown_change(e: Effect, value: float, say: Voice) -> str:
    """A change of an outcome as it is given everywhere: of shares and added value in points.

    Points, for 5 % more than 10 % could be 10.5 % as well as 15 %.
    """
    unit = " pp" if in_percent(e.outcome) and not np.isnan(value) else ""
    return f"{changed(e, value, say)}{unit}"


def changed(e: Effect, value: float, say: Voice) -> str:
    """A change without its unit, in no more digits than its interval calls for.

    Half the interval has two figures; an end that is not 0 is not told as 0.
    """
    scale = 100.0 if in_percent(e.outcome) else 1.0
    half = scale * (e.high - e.low) / 2
    if not half > 0.0:
        return say.figures(scale * value)
    decimals = max(0, 1 - int(np.floor(np.log10(half))))
    nearest = scale * min(abs(e.low), abs(e.high))
    while e.low * e.high > 0.0 and decimals < _MOST_DECIMALS and round(nearest, decimals) == 0.0:
        decimals += 1
    return say.number(scale * value, min(decimals, _MOST_DECIMALS), signed=True)


def reach(e: Effect, say: Voice) -> str:
    """The interval of a change, without its unit; a dash where no run differs or nothing can be told."""
    if np.isnan(e.low) and np.isnan(e.high):
        return "-"
    return f"{changed(e, e.low, say)} {say(TO)} {changed(e, e.high, say)}"


def _notes(effects: Sequence[Effect], say: Voice) -> list[str]:
    untold = [_untold(e, say) for e in effects if e.verdict == "cannot tell"]
    lines = _wrapped(say("cannot", list="; ".join(untold))) if untold else []
    if any(not np.isnan(e.detectable) for e in effects if e.verdict == "cannot tell"):
        lines += _wrapped(say("brackets"))
    for e in effects:
        what = say(OUTCOMES[e.outcome])
        if e.left_out:
            lines += _wrapped(say("left out", what=what, count=e.left_out))
    times = [say(OUTCOMES[e.outcome]) for e in effects if e.outcome in TIMES]
    if times:
        lines += _wrapped(say("whole", what=", ".join(times)))
    savings = [e.saving for e in effects if not np.isnan(e.saving)]
    if savings:
        lines += _wrapped(
            say("pairing", low=say.figures(min(savings)), high=say.figures(max(savings)))
        )
    return lines


def _untold(e: Effect, say: Voice) -> str:
    """An outcome of which it cannot be told what a change makes of it, and what would tell."""
    what = say(OUTCOMES[e.outcome])
    size = shown_change(e, e.detectable, say).removeprefix("+")
    if np.isnan(e.difference):
        return say("two pairs", what=what)
    if np.isnan(e.needed):
        return say("detectable", what=what, size=size)
    many = say("very many") if e.needed >= MOST else say("about", count=say.number(e.needed))
    return say("needed", what=what, size=size, runs=many)


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, 88)
