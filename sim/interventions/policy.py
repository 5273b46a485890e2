"""While what holds an intervention is done: a language of a few words.

    chafing                         a phase, see `PHASE_WORDS`
    clash                           last month had a clash; also: after a clash, after a bad clash
    trust < 0.3                     a number that a facilitator can form a view of, see `SIGHTS`
    chafing and grievance > 0.4     both; `or` for either (`and` binds closer); `not` turns it round
    learning and done < 6           six times at most: `done` counts how often this was done so far

Text is parsed by hand; nothing in it is ever executed. `sim.watch` says what each word
sees.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sim.errors import meant

PHASE_WORDS: dict[str, int] = {
    "chafing": 1,
    "learning": 2,
    "producing": 3,
    "stagnating": 4,
    "working apart": 5,
    "between": 6,
}
"""Words for phases, with the codes of `sim.observers.phases`."""

EVENTS: dict[str, tuple[str, float]] = {
    "clash": ("clashes", 0.0),
    "bad clash": ("clashes_bad", 0.0),
}
"""Words for something that happened last month: what is counted, and what it must exceed."""

SIGHTS: dict[str, str] = {
    "trust": "mean trust between members",
    "knowledge": "mean knowledge of each other",
    "grievance": "mean unspoken tension",
    "rift": "mean relationship conflict",
    "openness": "mean openness",
    "agreements": "completeness of the working agreements",
    "commitment": "how firmly the ambition binds",
    "language": "shared language and story",
    "harvest": "what was learnt and is recorded",
    "profile": "external profile",
    "backing": "mean backing of the members",
    "engagement": "mean share of capacity given",
    "gap": "distance between what is offered and what is asked",
    "members": "number of members",
    "clashes": "clashes last month",
    "done": "how often this intervention was done so far",
}
"""What can be compared with a number, and what it is."""

_COMPARE = re.compile(r"(\w+) ?(<=|>=|<|>) ?(\S+)")


class PolicyError(ValueError):
    """A policy cannot be understood; the message says what is allowed."""


@dataclass(frozen=True)
class Term:
    """One thing to look at.

    Attributes:
        sight: ``phase`` or a name of `SIGHTS` or ``clashes_bad``.
        operator: ``=`` (phases), ``<``, ``<=``, ``>`` or ``>=``.
        value: what it is held against.
        negated: holds when the rest does not.
    """

    sight: str
    operator: str
    value: float
    negated: bool = False


@dataclass(frozen=True)
class Policy:
    """A policy ready to be looked at: any of several cases, each of terms that must all hold.

    >>> parse("chafing and trust < 0.3").cases
    ((Term(sight='phase', operator='=', value=1.0, negated=False), Term(sight='trust', operator='<', value=0.3, negated=False)),)
    """

    cases: tuple[tuple[Term, ...], ...]

    @property
    def sees_phase(self) -> bool:
        """Whether it needs to know the phase."""
        return any(term.sight == "phase" for case in self.cases for term in case)


def parse(text: str) -> Policy:
    """Understand a policy.

    Args:
        text: such as ``"chafing"``, ``"trust < 0.3"`` or ``"after a clash and not producing"``.

    Raises:
        PolicyError: with what is allowed and the nearest word, as a noun phrase.
    """
    words = " ".join(text.split()).casefold()
    cases = [
        tuple(_term(part.strip()) for part in re.split(r"\band\b", case))
        for case in re.split(r"\bor\b", words)
    ]
    return Policy(tuple(cases))


def _term(text: str) -> Term:
    negated = text.startswith("not ")
    core = text.removeprefix("not ").removeprefix("while ").strip()
    if core in PHASE_WORDS:
        return Term("phase", "=", float(PHASE_WORDS[core]), negated)
    event = core.removeprefix("after ").removeprefix("a ")
    if event in EVENTS:
        sight, above = EVENTS[event]
        return Term(sight, ">", above, negated)
    if parts := _COMPARE.fullmatch(core):
        name, operator, number = parts.groups()
        if name not in SIGHTS:
            raise PolicyError(
                f"one of {', '.join(SIGHTS)} before '{operator}'{meant(name, SIGHTS)}"
            )
        try:
            value = float(number)
        except ValueError:
            value = float("nan")
        if not abs(value) <= 1e9:
            raise PolicyError(f"a number after '{name} {operator}'")
        return Term(name, operator, value, negated)
    if core in SIGHTS:
        raise PolicyError(f"'{core}' compared with a number, such as '{core} < 0.3'")
    words = [*PHASE_WORDS, "after a clash", "after a bad clash", *SIGHTS]
    raise PolicyError(
        f"one of {', '.join(PHASE_WORDS)}, 'after a clash', 'after a bad clash', or a comparison "
        f"such as 'trust < 0.3'{meant(re.split(r'[<>=]', core)[0].strip(), words)}"
    )
