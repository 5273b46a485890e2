"""A comparison in words."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import numpy as np

from alliance.words.vocabulary import OUTCOMES
from experiments.compare import Comparison, Effect
from sim.observers.outcomes import TIMES

FEW = 30
"""Pairs under which the text warns that intervals are rough."""
MOST = 10_000_000
"""Runs above which it is only said that they are very many."""


def describe(found: Comparison) -> str:
    """The comparison in plain words, a table for each variant."""
    percent = f"{100 * found.confidence:g} %"
    out = [f"{found.runs} pairs of runs with seed {found.seed}; intervals of {percent}."]
    for variant in found.variants:
        effects = [e for e in found.effects if e.variant == variant]
        width = max(len(OUTCOMES[effect.outcome].name) for effect in effects)
        out += ["", f"{variant} against {found.base}", "", _head(width)]
        out += [_line(effect, width) for effect in effects]
        out += ["", *_notes(effects)]
    count = len(found.effects)
    out += [
        "",
        *_wrapped(
            f"Each interval misses the truth {100 - 100 * found.confidence:g} times "
            f"in 100; of these {count}, expect about "
            f"{count * (1 - found.confidence):.1f} to."
        ),
    ]
    if found.runs < FEW:
        out += _wrapped(f"With fewer than {FEW} pairs, intervals are rough: run more.")
    return "\n".join(out)


def _head(width: int) -> str:
    columns = f"{'base':>9}{'change':>10}   {'interval':<20}{'better in':>9}   verdict"
    return f"{'outcome':<{width}}{columns}"


def _line(e: Effect, width: int) -> str:
    interval = f"{_short(e.low)} to {_short(e.high)}"
    better = "-" if np.isnan(e.p_better) else f"{100 * e.p_better:.0f} %"
    return (
        f"{OUTCOMES[e.outcome].name:<{width}}{_short(e.base):>9}{_short(e.difference, '+'):>10}   {interval:<20}"
        f"{better:>9}   {e.verdict}"
    )


def _notes(effects: Sequence[Effect]) -> list[str]:
    lines: list[str] = []
    for e in effects:
        if e.verdict == "cannot tell":
            if np.isnan(e.difference):
                reason = "it exists in fewer than two pairs."
            elif np.isnan(e.needed):
                reason = f"with these runs a difference of {_short(e.detectable)} could be told."
            else:
                runs = f"about {e.needed:,.0f}" if e.needed < MOST else "more than ten million"
                reason = (
                    f"were the difference as large as it seems, {runs} runs would tell; these "
                    f"could tell one of {_short(e.detectable)}."
                )
            lines += _wrapped(f"Cannot tell yet for {OUTCOMES[e.outcome].name}: {reason}")
        if e.left_out:
            lines += _wrapped(
                f"{OUTCOMES[e.outcome].name}: {e.left_out} pairs left out, in which it does not "
                "exist in one of the two; they may be special."
            )
    times = [OUTCOMES[e.outcome].name for e in effects if e.outcome in TIMES]
    if times:
        lines += _wrapped(
            f"{', '.join(times)}: a run that never gets there counts with its whole length."
        )
    savings = [e.saving for e in effects if not np.isnan(e.saving)]
    if savings:
        lines += _wrapped(
            f"Pairing was worth {min(savings):.1f} to {max(savings):.1f} times as many "
            "independent runs."
        )
    return lines


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, 88)


def _short(value: float, sign: str = "") -> str:
    """A number in three figures, or whole from a hundred on."""
    if np.isnan(value):
        return "-"
    return f"{value:{sign},.0f}" if abs(value) >= 100 else f"{value:{sign}.3g}"
