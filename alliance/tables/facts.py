"""What can be said of an alliance in its sheet: one fact a row, in the order of the template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from alliance.tables.headings import Heading
from alliance.tables.units import DAYS, MEMBERS, MONEY, MONEY_A_DAY, MONEY_A_MONTH, MONTHS, Units
from alliance.words.language import Term
from alliance.words.vocabulary import (
    CONCEPTS,
    DIVISIONS,
    DOMAINS,
    GOVERNANCES,
    GROUPS,
    ROLES,
    VARIABLES,
)
from sim.scenarios.part import bounds
from sim.scenarios.quantities import Number
from sim.scenarios.schema import Scenario
from sim.scenarios.tables import Coordinator, Facilitator, Fund, Grant, Structure

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


def _fact(
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
    term, question = Term(english, dutch), Term(ask, vraag)
    heading = Heading(english, term, question, also, units, unit, plausible=plausible)
    return Fact(heading, kind, tuple(path.split(".")), choices or {}, number)


_KEUR = Term("thousand euro", "duizend euro")
_KEUR_MONTH = Term("thousand euro a month", "duizend euro per maand")
_KEUR_DAY = Term("thousand euro a day", "duizend euro per dag")
_MONTHS = Term("months", "maanden")
_DAYS = Term("days a month", "dagen per maand")
_WHO = (
    "No, yes (independent of the members), or the member it comes from.",
    "Nee, ja (onafhankelijk van de leden), of het lid waar het vandaan komt.",
)


def _answer(name: str, ask: str, vraag: str) -> Fact:
    term = CONCEPTS[name] if name == "grievance" else VARIABLES[name]
    at_start = Term(f"{term.name} at the start", f"{term.dutch} bij het begin")
    return _answer_at(f"start.{name}", at_start, ask, vraag, name)


def _answer_at(path: str, term: Term, ask: str, vraag: str, *also: str) -> Fact:
    return _fact("answer", path, term.name, term.dutch, ask, vraag, *also)


FACTS: tuple[Fact, ...] = (
    _fact(
        "text",
        "title",
        "title",
        "titel",
        "What the alliance is called.",
        "Hoe de alliantie heet.",
        "alliance",
        "alliantie",
        "naam van de alliantie",
    ),
    _fact(
        "text",
        "description",
        "description",
        "beschrijving",
        "What it is for, and for whom.",
        "Waar ze voor is, en voor wie.",
        "omschrijving",
    ),
    _fact(
        "choice",
        "domain",
        "domain",
        "domein",
        "The field in which it works.",
        "Het werkveld.",
        "field",
        "werkveld",
        "sector",
        choices=DOMAINS,
    ),
    _fact(
        "start",
        "start",
        "start",
        "start",
        "The month in which it starts, such as 2025-01.",
        "De maand waarin ze begint, zoals 2025-01.",
        "begin",
        "start date",
        "startdatum",
    ),
    _fact(
        "number",
        "length",
        "length",
        "looptijd",
        "How long to look ahead.",
        "Hoe ver vooruit te kijken.",
        "duur",
        "horizon",
        "lengte",
        number=bounds(Scenario, "length"),
        units=MONTHS,
        unit=_MONTHS,
    ),
    _fact(
        "choice",
        "division",
        "division",
        "verdeling",
        "How money and credit are divided.",
        "Hoe geld en eer verdeeld worden.",
        "verdeelregel",
        "division rule",
        choices=DIVISIONS,
    ),
    _fact(
        "choice",
        "governance",
        "governance",
        "bestuur",
        "Who governs.",
        "Wie bestuurt.",
        "sturing",
        "bestuursvorm",
        choices=GOVERNANCES,
    ),
    _fact(
        "number",
        "fund.start",
        "fund",
        "fonds",
        "Money in the fund on the first day.",
        "Geld in het fonds op de eerste dag.",
        "fund at the start",
        "kas",
        number=bounds(Fund, "start"),
        units=MONEY,
        unit=_KEUR,
        plausible=(0.0, 50_000.0),  # more is likely to be euros
    ),
    _fact(
        "number",
        "grant.amount",
        "grant",
        "subsidie",
        "The whole grant.",
        "De hele subsidie.",
        "budget",
        number=bounds(Grant, "amount"),
        units=MONEY,
        unit=_KEUR,
        plausible=(5.0, 50_000.0),  # less is likely to be millions, more euros
    ),
    _fact(
        "number",
        "grant.months",
        "grant spread over",
        "subsidie verdeeld over",
        "Over how many months the grant is spread.",
        "Over hoeveel maanden de subsidie is verdeeld.",
        "months",
        "maanden",
        "grant months",
        "maanden subsidie",
        "months of the grant",
        "maanden van de subsidie",
        number=bounds(Grant, "months"),
        units=MONTHS,
        unit=_MONTHS,
    ),
    _fact(
        "number",
        "grant.first",
        "first month of the grant",
        "eerste maand van de subsidie",
        "The first month in which it is paid; the first month is 0.",
        "De eerste maand waarin ze wordt betaald; de eerste maand is 0.",
        number=bounds(Grant, "first"),
        units=MONTHS,
        unit=_MONTHS,
    ),
    _fact(
        "yes",
        "grant.renewable",
        "grant can be renewed",
        "subsidie kan worden verlengd",
        "Yes or no: whether the funder may grant it again.",
        "Ja of nee: of de financier haar opnieuw kan toekennen.",
        "renewable",
        "verlengbaar",
    ),
    _fact(
        "choice",
        "structure.groups",
        "who sits together",
        "wie bij elkaar zit",
        "Left empty: as the members' sheet says; else one table up to eight members.",
        "Leeg: zoals op het blad van de leden; anders één tafel tot en met acht leden.",
        "working groups",
        "werkgroepen",
        choices=GROUPS,
    ),
    _fact(
        "number",
        "structure.size",
        "members in a working group",
        "leden in een werkgroep",
        "About how many, where working groups are formed.",
        "Ongeveer hoeveel, waar werkgroepen worden gevormd.",
        number=bounds(Structure, "size"),
        units=MEMBERS,
        unit=Term("members", "leden"),
    ),
    _answer_at(
        "task.hardness",
        Term("hardness of the task", "moeilijkheid van de opgave"),
        "How hard it is to do alone. Lowest: skills can stand in for each other; highest: one skill that "
        "is lacking spoils the whole.",
        "Hoe moeilijk ze alleen te doen is. Laagst: de ene vaardigheid kan de andere vervangen; hoogst: "
        "één die ontbreekt bederft het geheel.",
        "hardness",
        "moeilijkheid",
    ),
    _fact(
        "member",
        "roles.lead",
        ROLES["lead"].name,
        ROLES["lead"].dutch,
        "The member that holds the contract and the pen.",
        "Het lid dat het contract en de pen vasthoudt.",
        "lead",
        "lead organisation",
    ),
    _fact(
        "role", "roles.coordinator", ROLES["coordinator"].name, ROLES["coordinator"].dutch, *_WHO
    ),
    _fact(
        "number",
        "roles.coordinator.cost",
        "cost of the coordinator",
        "kosten van de coördinator",
        "What it costs the fund.",
        "Wat het het fonds kost.",
        "coordinator cost",
        number=bounds(Coordinator, "cost"),
        units=MONEY_A_MONTH,
        unit=_KEUR_MONTH,
        plausible=(0.0, 50.0),
    ),
    _fact(
        "answer",
        "roles.coordinator.skill",
        "skill of the coordinator",
        "vaardigheid van de coördinator",
        "Lowest: poor; highest: excellent.",
        "Laagst: zwak; hoogst: uitstekend.",
        "coordinator skill",
    ),
    _fact(
        "role",
        "roles.facilitator",
        ROLES["facilitator"].name,
        ROLES["facilitator"].dutch,
        *_WHO,
        "facilitator",
        "independent process facilitator",
        "onafhankelijk procesbegeleider",
        "begeleider",
    ),
    _fact(
        "number",
        "roles.facilitator.capacity",
        "days of the facilitator",
        "dagen van de procesbegeleider",
        "Days that it has for the alliance.",
        "Dagen die er zijn voor de alliantie.",
        "facilitator days",
        number=bounds(Facilitator, "capacity"),
        units=DAYS,
        unit=_DAYS,
    ),
    _fact(
        "number",
        "roles.facilitator.cost",
        "cost of the facilitator",
        "kosten van de procesbegeleider",
        "What a day costs the fund.",
        "Wat een dag het fonds kost.",
        "facilitator cost",
        number=bounds(Facilitator, "cost"),
        units=MONEY_A_DAY,
        unit=_KEUR_DAY,
        plausible=(0.0, 10.0),
    ),
    _fact(
        "answer",
        "roles.facilitator.skill",
        "skill of the facilitator",
        "vaardigheid van de procesbegeleider",
        "Lowest: poor; highest: excellent.",
        "Laagst: zwak; hoogst: uitstekend.",
        "facilitator skill",
    ),
    _fact(
        "scale",
        "scale",
        "scale",
        "schaal",
        "Scale of answers where nothing else is said.",
        "Schaal van de antwoorden waar niets anders staat.",
        "scale of answers",
    ),
    _fact(
        "scale",
        "trust_scale",
        "scale of trust",
        "schaal van vertrouwen",
        "Scale of the sheet of trust, if it is another.",
        "Schaal van het blad met vertrouwen, als dat een andere is.",
        "trust scale",
    ),
    _answer(
        "trust",
        "How far members trust each other, when there is no sheet of trust.",
        "Hoezeer de leden elkaar vertrouwen, als er geen blad met vertrouwen is.",
    ),
    _answer(
        "knowledge",
        "How well they know each other's strengths and ways.",
        "Hoe goed ze elkaars kracht en manieren kennen.",
    ),
    _answer("grievance", "Unresolved tension from before.", "Onverwerkte spanning van vroeger."),
    _answer(
        "agreements",
        "How complete the working agreements are.",
        "Hoe volledig de werkafspraken zijn.",
    ),
    _answer(
        "control",
        "How much of the agreements is control, not trust.",
        "Hoeveel van de afspraken controle is, en geen vertrouwen.",
    ),
    _answer("commitment", "How firmly the ambition binds.", "Hoe stevig de ambitie bindt."),
    _answer(
        "language",
        "How far there is a shared language and story.",
        "In hoeverre er een gedeelde taal en een gedeeld verhaal is.",
    ),
    _answer(
        "profile", "How well the alliance is known outside.", "Hoe bekend de alliantie buiten is."
    ),
    _fact(
        "texts",
        "assumptions",
        "assumption",
        "aanname",
        "What you assumed; more rows are allowed.",
        "Wat u aannam; meer rijen mag.",
        "assumptions",
        "aannames",
    ),
    _fact(
        "texts",
        "sources",
        "source",
        "bron",
        "Where the facts come from; more rows are allowed.",
        "Waar de feiten vandaan komen; meer rijen mag.",
        "sources",
        "bronnen",
    ),
)
"""All facts, in the order of the template."""
