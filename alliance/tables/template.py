"""An empty member table to fill in, with one example row, as CSV or as a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from alliance.spreadsheets import plain
from alliance.tables.facts import FACTS
from alliance.tables.headings import COLUMNS, Heading, labels
from alliance.words.language import Language, Term, in_language

Row = list[str]

MEMBERS, TRUST, ALLIANCE, NOTES = SHEET_NAMES = (
    Term("members", "leden"),
    Term("trust", "vertrouwen"),
    Term("alliance", "alliantie"),
    Term("read me", "lees mij"),
)
POINTS, PERCENT = Term("1 to 5", "1 t/m 5"), "%"
SCALE = Term("scale or unit", "schaal of eenheid")
EXAMPLE = Term("Example organisation", "Voorbeeldorganisatie")
TITLE = Term("Our alliance", "Onze alliantie")

EXAMPLE_ANSWERS = {
    "capacity": ["4"],
    "quality": ["4"],
    "professionalism": ["85%"],
    "expertise": ["5", "2", "3", "1"],
    "goals": ["4", "3", "2"],
    "values": ["3", "4", "2"],
    "attachment": ["3"],
    "openness": ["2"],
    "status": ["3"],
    "engagement": ["50%"],
    "dependence": ["60%"],
    "reserve": ["60"],
    "network": ["3"],
    "backing": ["4"],
    "patience": ["30"],
}
"""Answers of the example row."""

OLD_GRANT = ("1500", "60")
"""Amount and months of a grant that templates of the first edition held as an example."""

_NOTES = (
    Term(
        "This table describes an alliance for the alliance laboratory. Fill it in, save it, and run: "
        "alliance check FILE, alliance run FILE.",
        "Deze tabel beschrijft een alliantie voor het alliantielaboratorium. Vul haar in, bewaar haar "
        "en geef: alliance check BESTAND, alliance run BESTAND.",
    ),
    Term(
        "One row is one member. The first is an example: write over it. Delete rows that you do not "
        "need, add rows that you do (2 to 60 members).",
        "Eén rij is één lid. De eerste is een voorbeeld: schrijf eroverheen. Verwijder rijen die "
        "over zijn en voeg rijen toe die u nodig hebt (2 tot 60 leden).",
    ),
    Term(
        "Leave empty what you do not know. That is no nought: it is drawn anew for each run, twice as "
        "widely as the members differ. A column that is empty for all is drawn as in a typical "
        "alliance.",
        "Laat leeg wat u niet weet. Dat is geen nul: het wordt voor elke run opnieuw getrokken, twee "
        "keer zo breed als de leden verschillen. Een kolom die voor allen leeg is, wordt getrokken "
        "als in een doorsnee alliantie.",
    ),
    Term(
        "The row 'scale or unit' says how answers are given: 1 to 5, 0 to 100, %, 0 to 1; change it to "
        "what you use. A scale of 1 to 5 cuts 0 to 1 into five equal parts; an answer can lie "
        "anywhere in its part. 'from 2 to 4' is written as: 2 to 4.",
        "De rij 'schaal of eenheid' zegt hoe er geantwoord is: 1 t/m 5, 0 t/m 100, %, 0 t/m 1; "
        "verander haar naar wat u gebruikt. Een schaal van 1 t/m 5 verdeelt 0 tot 1 in vijf gelijke "
        "delen; een antwoord kan overal in zijn deel liggen. 'van 2 tot 4' schrijft u als: 2 t/m 4.",
    ),
    Term(
        "Trust is read from left to top: how far the member of the row trusts the member of the column. "
        "A name there must be one of the members.",
        "Vertrouwen leest u van links naar boven: hoezeer het lid van de rij het lid van de kolom "
        "vertrouwt. Een naam daar moet die van een lid zijn.",
    ),
    Term(
        "A column or row of your own begins with #; it is not read.",
        "Een kolom of rij voor uzelf begint met #; die wordt niet gelezen.",
    ),
)


@dataclass(frozen=True)
class Table:
    """A member table as text: rows of cells for each sheet.

    Attributes:
        language: of its headings.
        members, trust, alliance: the sheets.
        notes: what the sheet with explanations says.
    """

    language: Language
    members: list[Row]
    trust: list[Row]
    alliance: list[Row]
    notes: list[str]


def template(language: Language, count: int) -> Table:
    """A table to fill in.

    Args:
        language: of headings and explanations.
        count: rows for members, the example included; 2 to 60.
    """
    head, scales, example = [], [], []
    for heading in COLUMNS:
        for k, label in enumerate(labels(heading, language)):
            unit = f" ({in_language(heading.unit_told, language)})" if heading.unit_told else ""
            head.append(label + unit)
            scales.append(_scale(heading, language))
            example.append(
                EXAMPLE_ANSWERS[heading.key][k] if heading.key in EXAMPLE_ANSWERS else ""
            )
    example[0], scales[0] = in_language(EXAMPLE, language), in_language(SCALE, language)
    names = [
        example[0],
        *(f"{'Lid' if language == 'nl' else 'Member'} {k}" for k in range(2, count + 1)),
    ]
    empty = [""] * (len(head) - 1)
    corner = "wie vertrouwt wie" if language == "nl" else "who trusts whom"
    trust = [
        [corner, *names],
        [in_language(SCALE, language).partition(" ")[0], in_language(POINTS, language)],
    ]
    trust += [[name] for name in names]
    return Table(
        language,
        [head, scales, example, *([name, *empty] for name in names[1:])],
        trust,
        _alliance(language),
        [in_language(note, language) for note in _NOTES],
    )


def as_csv(rows: Sequence[Row], language: Language, notes: Sequence[str] = ()) -> bytes:
    """A sheet as CSV that a spreadsheet of that language opens with a double click.

    Args:
        rows: the sheet.
        language: a Dutch spreadsheet parts cells with semicolons, an English one with commas.
        notes: lines to put before it.

    Returns:
        UTF-8 with the mark that Excel knows it by.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if language == "nl" else ",", lineterminator="\r\n")
    writer.writerows([[f"# {note}"] for note in notes])
    writer.writerows([plain(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _scale(heading: Heading, language: Language) -> str:
    if heading.unit_told:
        return in_language(heading.unit_told, language)
    if not heading.number:
        return ""
    return PERCENT if heading.scale == "percent" else in_language(POINTS, language)


def _alliance(language: Language) -> list[Row]:
    rows = [
        ["wat", "antwoord", "uitleg"] if language == "nl" else ["what", "answer", "explanation"]
    ]
    given = {
        "title": in_language(TITLE, language),
        "length": "120",
        "scale": in_language(POINTS, language),
    }
    for fact in FACTS:
        unit = (
            f" ({in_language(fact.heading.unit_told, language)})" if fact.heading.unit_told else ""
        )
        label = in_language(fact.heading.term, language).capitalize() + unit
        words = [in_language(term, language) for term in fact.choices.values()]
        allowed = f" {' / '.join(words)}" if words else ""
        rows.append(
            [
                label,
                given.get(fact.heading.key, ""),
                in_language(fact.heading.question, language) + allowed,
            ]
        )
    return rows
