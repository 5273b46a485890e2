"""What a fact of an alliance is, in its sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from alliance.tables.headings import Heading
from alliance.tables.units import Units
from alliance.words.language import Term
from alliance.words.vocabulary import CONCEPTS, VARIABLES
from sim.scenarios.quantities import Number

Kind = Literal[
    "text", "texts", "choice", "number", "answer", "member", "role", "scale", "start", "yes"
]


@dataclass(frozen=True)
class Fact:
    """One fact of an alliance.

    Attributes:
        heading: what it is called and what to ask.
        kind: what is told: text, several texts, a choice, a number with a unit, an answer on a
            scale, a member, who fills a role, a scale, the calendar month of month 0, yes or no.
        path: where it stands in a scenario.
        choices: of a choice, by their key in scenarios.
        number: of a number.
    """

    heading: Heading
    kind: Kind
    path: tuple[str, ...] = ()
    choices: Mapping[str, Term] = field(default_factory=dict)
    number: Number | None = None


def fact(
    kind: Kind,
    path: str,
    english: str,
    dutch: str,
    ask: str,
    vraag: str,
    *also: str,
    choices: Mapping[str, Term] | None = None,
    number: Number | None = None,
    units: Units | None = None,
    unit: Term | None = None,
    plausible: tuple[float, float] | None = None,
) -> Fact:
    """A fact with its name and what to ask, in English and Dutch, and other names that are understood."""
    term, question = Term(english, dutch), Term(ask, vraag)
    heading = Heading(english, term, question, also, units, unit, plausible=plausible)
    return Fact(heading, kind, tuple(path.split(".")), choices or {}, number)


def answer(name: str, ask: str, vraag: str) -> Fact:
    """A quantity of the start, answered on a scale."""
    term = CONCEPTS[name] if name == "grievance" else VARIABLES[name]
    at_start = Term(f"{term.name} at the start", f"{term.dutch} bij het begin")
    return answer_at(f"start.{name}", at_start, ask, vraag, name)


def answer_at(path: str, term: Term, ask: str, vraag: str, *also: str) -> Fact:
    """A quantity anywhere in the scenario, answered on a scale."""
    return fact("answer", path, term.name, term.dutch, ask, vraag, *also)
