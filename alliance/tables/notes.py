"""What a member table assumes, in sentences: in the language that the table is in."""

from __future__ import annotations

from collections.abc import Iterable

from alliance.tables.headings import Heading
from alliance.tables.messages import figure
from alliance.tables.sheets import folded
from alliance.words.language import Language, Term, in_language
from sim.errors import shortened

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
    "respondents": Term(
        "Several rows of one organisation are its respondents: their answers are averaged, and how far "
        "they differ is how uncertain the average is (with the number of rows): {who}.",
        "Meer rijen van één organisatie zijn haar respondenten: hun antwoorden zijn gemiddeld, en "
        "hoeveel ze verschillen is hoe onzeker het gemiddelde is (met het aantal rijen): {who}.",
    ),
    "estimates": Term(
        "Said to be an estimate or with a remark, and read as the number that stands there: {what}.",
        "Als schatting of met een opmerking ingevuld, en gelezen als het getal dat er staat: {what}.",
    ),
    "fractions": Term(
        "All numbers below percent are from 0 to 1, and so read as shares, 0.4 as 40 %: {what}.",
        "Alle getallen onder procenten zijn van 0 tot 1, en daarom gelezen als delen, 0,4 als 40 %: "
        "{what}.",
    ),
    "passed over": Term(
        "Columns that are not read: {what}.", "Kolommen die niet gelezen zijn: {what}."
    ),
    "ranks": Term(
        "Scale: words or signs are ranks that cut 0 to 1 into {points} equal parts, from {low} to {high} "
        "({on}).",
        "Schaal: woorden of tekens zijn rangen die 0 tot 1 in {points} gelijke delen verdelen, van {low} "
        "tot {high} ({on}).",
    ),
    "hidden rows": Term(
        "Hidden rows of sheet {sheet} are read too: {rows}.",
        "Ook verborgen rijen van blad {sheet} zijn gelezen: {rows}.",
    ),
    "hidden sheets": Term("Hidden sheets: {sheets}.", "Verborgen bladen: {sheets}."),
    "old encoding": Term(
        "{file} is not UTF-8; read as Windows-1252, which old spreadsheets write. Check letters with "
        "accents.",
        "{file} is geen UTF-8; gelezen als Windows-1252, zoals oudere spreadsheets schrijven. Kijk "
        "letters met accenten na.",
    ),
    "oneself": Term(
        "Trust of members in themselves is not read.",
        "Vertrouwen van leden in zichzelf is niet gelezen.",
    ),
    "example": Term(
        "Still as in the template's example: {what}.",
        "Nog zoals in het voorbeeld van het sjabloon: {what}.",
    ),
    "unseen formats": Term(
        "Of this kind of file it is not known whether a number is shown as a percentage or as money.",
        "Van dit soort bestand is niet bekend of een getal als percentage of als bedrag wordt getoond.",
    ),
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
    return in_language(_SENTENCES[key], language).format(**told)


def language_of(labels: Iterable[tuple[str, Heading]]) -> Language:
    """The language that headings are in: Dutch when more of them are Dutch than English.

    Args:
        labels: what stands in each heading, without remarks, and what it is.
    """
    dutch = english = 0
    for label, heading in labels:
        in_dutch, in_english = folded(heading.term.dutch), folded(heading.term.name)
        if in_dutch != in_english:
            dutch += folded(label) == in_dutch
            english += folded(label) == in_english
    return "nl" if dutch > english else "en"
