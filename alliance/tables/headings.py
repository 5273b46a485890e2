"""What headings mean: each in English and Dutch, with what to ask a person who fills it in.

Case, accents, spaces, hyphens and underscores do not matter. What stands in brackets or behind a colon
is a remark: ``Capacity (FTE)``, ``Goal 1: clean water``. Of an amount it is the unit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from alliance.tables.sheets import folded
from alliance.tables.units import FTE, MONEY, MONTHS, Units
from alliance.words.language import Language, Term, in_language
from alliance.words.vocabulary import CONCEPTS, QUANTITIES
from sim.scenarios.part import bounds
from sim.scenarios.people import MEMBER_FIELDS, Members
from sim.scenarios.quantities import Number

_REMARK = re.compile(r"[(\[](.*?)[)\]]|:(.*)$|(%)\s*$")
_NUMBERED = re.compile(r"(.+?) ?(\d+)")


@dataclass(frozen=True)
class Heading:
    """A column of the sheet of members, or a row of the sheet of the alliance.

    Attributes:
        key: what a scenario calls it.
        term: in English and Dutch.
        question: what to ask, in English and Dutch.
        also: other names that are understood, folded.
        units: units by name, of what has one; else it is an answer on a scale.
        unit_told: the unit in English and Dutch, as a template says it.
        scale: the scale that a template proposes.
        plausible: lowest and highest value that is taken without the unit beside it, in the unit of
            the model; others are asked about.
    """

    key: str
    term: Term
    question: Term
    also: tuple[str, ...] = ()
    units: Units | None = None
    unit_told: Term | None = None
    scale: Literal["points", "percent"] = "points"
    plausible: tuple[float, float] | None = None

    @cached_property
    def names(self) -> frozenset[str]:
        """All names that are understood, folded."""
        names = (self.key, self.term.name, self.term.dutch)
        return frozenset({*(folded(name) for name in names), *self.also})

    @cached_property
    def questions(self) -> frozenset[str]:
        """What a survey that asks as the template does has for a heading, folded."""
        asked = (folded(self.question.name), folded(self.question.dutch))
        return frozenset(text for text in asked if text)

    @property
    def size(self) -> int:
        """Number of components, 0 for a single number or text."""
        return self.number.size if self.number else 0

    @property
    def number(self) -> Number | None:
        """Bounds, of a quantity of a member."""
        return bounds(Members, self.key) if self.key in MEMBER_FIELDS else None


NAME = Heading(
    "name",
    Term("name", "naam"),
    Term("The organisation; each once.", "De organisatie; elke naam één keer."),
    (
        "member",
        "members",
        "lid",
        "leden",
        "organisation",
        "organization",
        "organisatie",
        "partner",
        "party",
        "partij",
        "naam organisatie",
        "name of the organisation",
        *(
            f"{before}{word}"
            for before in ("your ", "which ", "what is your ", "name of your ", "my ")
            for word in ("organisation", "organization")
        ),
        *(
            f"{before}organisatie"
            for before in ("uw ", "je ", "jouw ", "welke ", "naam van uw ", "naam van je ", "mijn ")
        ),
        "naam van de organisatie",
        "for which organisation do you work",
        "voor welke organisatie werkt u",
        "bij welke organisatie werkt u",
    ),
)
PERSON = {"name", "naam"}
"""Headings that are of a person when another column is headed with the organisation, folded."""
OF_SURVEY = {
    *("timestamp", "time stamp", "tijdstempel", "start time", "completion time", "submitted at"),
    *("submission date", "starttijd", "begintijd", "eindtijd", "voltooiingstijd", "datum", "date"),
    *("tijd van voltooien", "tijdstip van laatste wijziging", "last modified time"),
    *("id", "response id", "respondent", "respondent id", "respondentnummer", "collector id"),
    *("e mail", "email", "e mailadres", "emailadres", "email address", "e mail address"),
    *("ip address", "ip adres", "ipadres", "username", "gebruikersnaam"),
    *("functie", "uw functie", "function", "job title", "your name", "uw naam"),
    *("opmerkingen", "opmerking", "comments", "comment", "remarks", "toelichting"),
}
"""Headings that survey tools add, and that say nothing of a member; folded."""
GROUP = Heading(
    "group",
    CONCEPTS["working_group"],
    Term(
        "The working group, tier or consortium in which it sits, if there are any. Who has none sits in "
        "the core.",
        "De werkgroep, laag of consortium waarin het zit, als die er zijn. Wie er geen heeft, zit in de "
        "kern.",
    ),
    ("tier", "consortium", "laag", "groep", "subgroup", "subgroep"),
)
SEAT = Heading(
    "seat",
    Term("core or ring", "kern of schil"),
    Term(
        "Core: it connects its working group with the others. Ring: it meets the others, but not who "
        "else is in the ring. Empty: neither.",
        "Kern: het verbindt zijn werkgroep met de andere. Schil: het ontmoet de anderen, maar niet wie "
        "er nog meer in de schil zit. Leeg: geen van beide.",
    ),
    ("seat", "plaats", "kern", "core", "ring", "schil"),
)
SEATS = {"core": CONCEPTS["core"], "ring": CONCEPTS["ring"]}
"""What can stand in that column."""
JOINS = Heading(
    "joins",
    Term("joins in month", "sluit aan in maand"),
    Term(
        "Empty: there from the start. Else the month in which it joins; the first month is 0.",
        "Leeg: er vanaf het begin bij. Anders de maand van aansluiten; de eerste maand is 0.",
    ),
    ("tick", "joins", "lid vanaf maand", "member from month"),
    MONTHS,
    Term("months", "maanden"),
)


def _quantity(
    key: str,
    english: str,
    dutch: str,
    also: tuple[str, ...] = (),
    units: Units | None = None,
    unit_told: Term | None = None,
    scale: Literal["points", "percent"] = "points",
    plausible: tuple[float, float] | None = None,
) -> Heading:
    question = Term(english, dutch)
    return Heading(key, QUANTITIES[key], question, also, units, unit_told, scale, plausible)


COLUMNS: tuple[Heading, ...] = (
    NAME,
    GROUP,
    SEAT,
    JOINS,
    _quantity(
        "capacity",
        "Staff that could work on the theme, in the alliance and at home together.",
        "Mensen die aan het thema kunnen werken, in de alliantie en thuis samen.",
        ("staff", "fte", "menskracht", "formatie"),
        FTE,
        Term("FTE", "fte"),
    ),
    _quantity(
        "quality",
        "How good is its work? Lowest: poor; highest: excellent.",
        "Hoe goed is het werk? Laagst: zwak; hoogst: uitstekend.",
    ),
    # A frequency: who is asked for a number from 1 to 5 says 4 of partners that nearly always deliver.
    _quantity(
        "professionalism",
        "Which share of its promises does it keep? Ask it in percent: 4 on a "
        "scale of 5 would be three broken promises in ten.",
        "Welk deel van zijn afspraken komt het na? Vraag het in procenten: een 4 op een schaal "
        "van 5 zou drie van de tien afspraken gebroken zijn.",
        ("reliability", "betrouwbaarheid"),
        scale="percent",
    ),
    _quantity(
        "expertise",
        "How well does it command this skill that the task needs? The same skill "
        "under the same number for all.",
        "Hoe goed beheerst het deze kennis die de opgave vraagt? Voor allen onder hetzelfde "
        "nummer dezelfde kennis.",
        ("skill", "skills", "kennis", "vaardigheid", "deskundigheid", "expertises"),
    ),
    _quantity(
        "goals",
        "How much does this goal weigh for it? The same goal under the same number.",
        "Hoe zwaar weegt dit doel voor het lid? Onder hetzelfde nummer hetzelfde doel.",
        (
            "goal",
            "doel",
            "strategic goal",
            "strategisch doel",
            "strategic views",
            "strategische visies",
        ),
    ),
    _quantity(
        "values",
        "Where does it stand on this norm or value? Lowest and highest are its two "
        "ends, such as 'rules first' and 'people first'.",
        "Waar staat het op deze norm of waarde? Laagst en hoogst zijn de twee uitersten, zoals "
        "'eerst de regels' en 'eerst de mensen'.",
        (
            "value",
            "norm",
            "norms",
            "waarde",
            "waarden",
            "normen",
            "culture",
            "organisational culture",
            "organisatiecultuur",
            "cultuur",
        ),
    ),
    _quantity(
        "attachment",
        "How attached is it to its own name and ways? Lowest: it would do without; highest: they come "
        "before all else.",
        "Hoe gehecht is het aan zijn eigen naam en manieren? Laagst: het kan zonder; hoogst: ze gaan "
        "voor alles.",
        ("attachment", "own identity", "gehechtheid", "eigen identiteit", "eigenheid"),
    ),
    _quantity(
        "openness",
        "How much of what it really wants is above the waterline? Lowest: cards to "
        "its chest; highest: all of it.",
        "Hoeveel van wat het echt wil ligt boven de waterlijn? Laagst: kaarten tegen de borst; "
        "hoogst: alles.",
        ("candour", "openheid"),
    ),
    _quantity(
        "status",
        "How much does its word weigh among the members? Its place in the pecking "
        "order; lowest: at the bottom; highest: at the top.",
        "Hoe zwaar telt zijn woord onder de leden? De plaats in de rangorde; laagst: onderaan; "
        "hoogst: bovenaan.",
        ("status", "pecking order", "rangorde", "positie"),
    ),
    _quantity(
        "engagement",
        "Which share of that capacity does it give to the alliance?",
        "Welk deel van die capaciteit geeft het aan de alliantie?",
        ("betrokkenheid",),
        scale="percent",
    ),
    _quantity(
        "dependence",
        "Which share of its cost in the alliance must the fund pay?",
        "Welk deel van zijn kosten in de alliantie moet het fonds betalen?",
        ("dependence", "afhankelijkheid", "financial interests", "financiele belangen"),
        scale="percent",
    ),
    _quantity(
        "reserve",
        "Money of its own that it is ready to put in.",
        "Eigen geld dat het wil inleggen.",
        ("reserve", "reserves", "eigen middelen", "eigen bijdrage"),
        MONEY,
        Term("thousand euro", "duizend euro"),
        plausible=(0.0, 10_000.0),  # more is likely to be euros
    ),
    _quantity(
        "network",
        "How far does it reach outside the alliance? Lowest: hardly; highest: everywhere.",
        "Hoe ver reikt het buiten de alliantie? Laagst: nauwelijks; hoogst: overal.",
        ("reach", "bereik"),
    ),
    _quantity(
        "backing",
        "How much does its constituency support taking part? Lowest: not at all; highest: fully.",
        "Hoezeer steunt de achterban het meedoen? Laagst: niet; hoogst: volledig.",
        ("support", "steun", "achterban", "constituency", "draagvlak"),
    ),
    _quantity(
        "patience",
        "How long does its constituency bear results that lag?",
        "Hoe lang verdraagt de achterban dat resultaten uitblijven?",
        ("patience", "geduld"),
        MONTHS,
        Term("months", "maanden"),
    ),
)
"""Columns of the sheet of members, in the order of the template."""

OLD = {"identity", "identiteit"}
"""Headings of the model's first edition that meant norms and values, folded; now two things are asked."""

SCALE_WORDS = {"scale", "schaal", "scale or unit", "schaal of eenheid"}
"""What stands in the first cell of the row that says scales and units."""


@dataclass(frozen=True)
class Read:
    """A heading as it was read.

    Attributes:
        heading: what it is.
        component: number of the component from 1, or 0 when it is of all or there are none.
        remark: what stands in brackets or behind a colon.
    """

    heading: Heading
    component: int
    remark: str


def read(text: str, headings: tuple[Heading, ...]) -> Read | None:
    """Understand a heading.

    Args:
        text: as it stands in the cell.
        headings: those that are possible.

    Returns:
        What it is, or None when it is none of them.

    >>> found = read("Doel_2 (schoon water)", COLUMNS)
    >>> found.heading.key, found.component, found.remark
    ('goals', 2, 'schoon water')
    """
    remark = _REMARK.search(text)
    label = folded(bare(text))
    inside = next((part for part in remark.groups() if part), "").strip() if remark else ""
    for heading in headings:
        if label in heading.names:
            return Read(heading, 0, inside)
        if folded(text) in heading.questions:
            return Read(heading, 0, "")
    if numbered := _NUMBERED.fullmatch(label):
        for heading in headings:
            if heading.size and numbered[1] in heading.names:
                return Read(heading, int(numbered[2]), inside)
    return None


def old(text: str) -> bool:
    """Whether a heading is one of the first edition that is told what to change."""
    return re.sub(r" ?\d+$", "", folded(bare(text))) in OLD


def bare(text: str) -> str:
    """A heading without remarks."""
    return _REMARK.sub(" ", text)


def labels(heading: Heading, language: Language) -> list[str]:
    """The headings of a column as a template writes them: one, or one for each component."""
    label = in_language(heading.term, language).capitalize()
    if not heading.size:
        return [label]
    single = {
        "goals": ("Goal", "Doel"),
        "values": ("Value", "Waarde"),
        "expertise": ("Skill", "Kennis"),
    }[heading.key]
    word = single[1] if language == "nl" else single[0]
    return [f"{word} {k}" for k in range(1, heading.size + 1)]
