"""What a member table assumes, in sentences: in the language that the table is in."""

from __future__ import annotations

from collections.abc import Iterable

from alliance.tables.headings import Heading
from alliance.tables.sheets import folded
from sim.errors import shortened
from sim.vocabulary import Language, Term, said

_SENTENCES = {
    "read": Term("Read from {file}.", "Gelezen uit {file}."),
    "read beside": Term(
        "Read from {file}, with {others} beside it.", "Gelezen uit {file}, met {others} ernaast."
    ),
    "read sheets": Term(
        "Read from {file}, sheets: {sheets}.", "Gelezen uit {file}, bladen: {sheets}."
    ),
    "not read": Term("Not read: {sheets}.", "Niet gelezen: {sheets}."),
    "points": Term(
        "Scale: {low} to {high} cuts 0 to 1 into {points} equal parts, and an answer "
        "lies anywhere in its part: {low} is 0 to {first}, {high} is {last} to 1 "
        "({on}).",
        "Schaal: {low} t/m {high} verdeelt 0 tot 1 in {points} gelijke delen, en een "
        "antwoord ligt ergens in zijn deel: {low} is 0 tot {first}, {high} is "
        "{last} tot 1 ({on}).",
    ),
    "percent": Term(
        "Scale: percentages are read as shares ({on}).",
        "Schaal: percentages zijn gelezen als delen van het geheel ({on}).",
    ),
    "plain": Term(
        "Scale: {low} to {high} is read as 0 to 1 ({on}).",
        "Schaal: {low} t/m {high} is gelezen als 0 tot 1 ({on}).",
    ),
    "worked out": Term(
        "No scale is given, and no other fits the answers: {on}.",
        "Er is geen schaal gegeven, en geen andere past bij de antwoorden: {on}.",
    ),
    "silent": Term(
        "Not answered, and so drawn for each run around the middle of the answers there are "
        "(± standard deviation), {wider} times as wide as members differ: {who}.",
        "Niet beantwoord, en daarom voor elke run getrokken rond het midden van de antwoorden "
        "die er zijn (± standaardafwijking), {wider} keer zo breed als leden verschillen: "
        "{who}.",
    ),
    "left out": Term(
        "Not in the table, and so drawn for each run as in a typical alliance: {what}.",
        "Niet in de tabel, en daarom voor elke run getrokken als in een doorsnee alliantie: "
        "{what}.",
    ),
    "trust": Term(
        "Trust is not known for {missing} of {count} pairs{all_of}: drawn for each run around "
        "the middle of the answers there are, {mean} from 0 to 1, with a standard "
        "deviation of {sd}, {wider} times as wide as they differ.",
        "Vertrouwen is niet bekend van {missing} van de {count} paren{all_of}: voor elke run "
        "getrokken rond het midden van de antwoorden die er zijn, {mean} van 0 tot 1, met "
        "een standaardafwijking van {sd}, {wider} keer zo breed als ze verschillen.",
    ),
    "all of": Term(" (all of those of {names})", " (alle van {names})"),
    "month": Term("Month 0 is {month}.", "Maand 0 is {month}."),
}


def note(key: str, language: Language, **values: object) -> str:
    """A sentence about what was assumed.

    >>> note("month", "nl", month="2025-01")
    'Maand 0 is 2025-01.'
    """
    told = {
        key: figure(value, language) if isinstance(value, float) else shortened(str(value), 1500)
        for key, value in values.items()
    }
    return said(_SENTENCES[key], language).format(**told)


def figure(value: float, language: Language) -> str:
    """A number in few figures, with the decimal sign of the language."""
    text = f"{value:.2g}" if abs(value) < 10 else f"{value:.0f}"
    return text.replace(".", ",") if language == "nl" else text


def language_of(labels: Iterable[tuple[str, Heading]]) -> Language:
    """The language that headings are in: Dutch when more of them are Dutch than English.

    Args:
        labels: what stands in each heading, without remarks, and what it is.
    """
    dutch = english = 0
    for label, heading in labels:
        dutch += folded(label) == folded(heading.term.dutch)
        english += folded(label) == folded(heading.term.name)
    return "nl" if dutch > english else "en"
