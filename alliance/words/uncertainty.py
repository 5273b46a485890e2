"""What is not known, in words: where outcomes differ from, and whether advice holds over the posterior."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from alliance.words.language import Language, Term, in_language
from alliance.words.vocabulary import OUTCOMES
from experiments.calibration.uncertainty import Robustness, Split
from sim.observers.intervals import Interval

if TYPE_CHECKING:
    import pandas as pd

_HEAD = Term(
    "What runs differ by, in % of the variance (95 %): parameters that nobody knows,\n"
    "the alliance that is drawn (members, ties, task), chance on the way",
    "Waardoor runs verschillen, in % van de variantie (95 %): parameters die niemand\n"
    "kent, de alliantie die geloot is (leden, banden, taak), toeval onderweg",
)
_COLUMNS = {
    "parameters": Term("parameters", "parameters"),
    "alliance": Term("alliance", "alliantie"),
    "chance": Term("chance", "toeval"),
}
_CELL = 14
_ROBUST = Term(
    "Robust: over {sets} sets of parameters that fit the data as well, this has the same sign in an "
    "estimated {share:.0f} % of what is thought possible (at least {least:.0f} %).",
    "Robuust: over {sets} sets parameters die even goed bij de gegevens passen, is het teken hetzelfde in "
    "naar schatting {share:.0f} % van wat mogelijk wordt geacht (minstens {least:.0f} %).",
)
_NOT_ROBUST = Term(
    "Not robust: over {sets} sets of parameters that fit the data as well, the change is {mean:+.3f} on "
    "average ({low:+.3f} to {high:+.3f}), and has that sign in an estimated {share:.0f} % of what is thought "
    "possible (at least {least:.0f} %). It may hang on parameters that nobody knows.",
    "Niet robuust: over {sets} sets parameters die even goed bij de gegevens passen, is het verschil "
    "gemiddeld {mean:+.3f} ({low:+.3f} tot {high:+.3f}), met dat teken in naar schatting {share:.0f} % van wat "
    "mogelijk wordt geacht (minstens {least:.0f} %). Het kan hangen aan parameters die niemand kent.",
)


def describe_split(found: Sequence[Split], language: Language = "en") -> str:
    """A table of where outcomes differ from."""
    names = {s.outcome: in_language(OUTCOMES[s.outcome], language) for s in found}
    heads = [in_language(term, language) for term in _COLUMNS.values()]
    wide = max(len(name) for name in names.values()) + 2
    lines = [
        in_language(_HEAD, language),
        f"{'':<{wide}}" + "".join(f"{h:>{_CELL}}" for h in heads),
    ]
    for one in found:
        cells = "".join(f"{_percent(getattr(one, key)):>{_CELL}}" for key in _COLUMNS)
        lines.append(f"{names[one.outcome]:<{wide}}{cells}")
    return "\n".join(lines)


def frame(found: Sequence[Split]) -> pd.DataFrame:
    """One row for each outcome and source of variance."""
    import pandas as pd

    return pd.DataFrame(
        {"outcome": one.outcome, "source": key, **getattr(one, key)._asdict()}
        for one in found
        for key in _COLUMNS
    )


def describe_robustness(found: Robustness, language: Language = "en") -> str:
    """Whether an effect holds over the posterior."""
    return in_language(_ROBUST if found.robust else _NOT_ROBUST, language).format(
        sets=found.sets,
        share=100 * found.share,
        least=100 * found.least,
        mean=found.effect.value,
        low=found.effect.low,
        high=found.effect.high,
    )


def _percent(share: Interval) -> str:
    return f"{100 * share.value:.0f} ({100 * share.low:.0f}-{100 * share.high:.0f})"
