"""The sheet of the alliance: what it is called, its money, its roles; one fact a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NoReturn

from alliance.tables.columns import Column, Reader, scale_from
from alliance.tables.headings import DAYS, MONEY, MONTHS, Heading, read
from alliance.tables.notes import note
from alliance.tables.scales import SCALES, Scale
from alliance.tables.sheets import Cell, Sheet, cell_at, folded, key_of
from sim.errors import ScenarioError
from sim.scenarios.quantities import Number
from sim.scenarios.schema import Coordinator, Facilitator, Fund, Grant, Scenario, bounds
from sim.scenarios.words import nearest
from sim.vocabulary import DIVISIONS, DOMAINS, GOVERNANCES, ROLES, VARIABLES, Language, Term

Kind = Literal["text", "texts", "choice", "number", "answer", "member", "role", "scale", "start"]


@dataclass(frozen=True)
class Fact:
    """One fact of an alliance.

    Attributes:
        heading: what it is called and what to ask.
        kind: what is told: text, several texts, a choice, a number with a unit, an answer on a
            scale, a member, who fills a role, a scale, the calendar month of month 0.
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
    units: Mapping[str, float] | None = None,
    unit: Term | None = None,
) -> Fact:
    heading = Heading(english, Term(english, dutch), Term(ask, vraag), also, units, unit)
    return Fact(heading, kind, tuple(path.split(".")), choices or {}, number)


_KEUR = Term("thousand euro", "duizend euro")
_KEUR_MONTH = Term("thousand euro a month", "duizend euro per maand")
_KEUR_DAY = Term("thousand euro a day", "duizend euro per dag")
_MONTHS = Term("months", "maanden")
_DAYS = Term("days a month", "dagen per maand")
_PER_MONTH = {
    f"{name}{per}": factor
    for name, factor in MONEY.items()
    for per in ("", " a month", " per month", " per maand")
}
_PER_DAY = {
    f"{name}{per}": factor
    for name, factor in MONEY.items()
    for per in ("", " a day", " per day", " per dag")
}
_WHO = (
    "No, yes (independent of the members), or the member it comes from.",
    "Nee, ja (onafhankelijk van de leden), of het lid waar het vandaan komt.",
)


def _answer(name: str, ask: str, vraag: str) -> Fact:
    term = VARIABLES[name]
    return _fact(
        "answer",
        f"start.{name}",
        f"{term.name} at the start",
        f"{term.dutch} bij het begin",
        ask,
        vraag,
        name,
    )


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
        units=_PER_MONTH,
        unit=_KEUR_MONTH,
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
        units=_PER_DAY,
        unit=_KEUR_DAY,
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

_HEADINGS = tuple(fact.heading for fact in FACTS)
_OF_HEADING = {fact.heading.key: fact for fact in FACTS}
_HEADS = {"what", "wat", "fact", "feit", "key", "onderwerp", "item"}
"""What stands in the first cell of a row of headings, which is passed over."""
_SCALE_HINT = "fill in 'scale' in this sheet, or answer in percent"
_YES = {"yes", "ja", "independent", "onafhankelijk", "true", "waar", "y", "j", "1"}
_NO = {"no", "nee", "none", "geen", "false", "onwaar", "n", "0"}


@dataclass
class AllianceTable:
    """What a sheet of the alliance says.

    Attributes:
        content: tables as in a scenario file.
        scale: scale of answers where nothing else is said.
        trust_scale: that of the sheet of trust.
        scales: scales that were used.
        trust: where the trust of all in all stands, if it is said.
    """

    content: dict[str, Any] = field(default_factory=dict)
    scale: Scale | None = None
    trust_scale: Scale | None = None
    scales: dict[str, tuple[Scale, bool]] = field(default_factory=dict)
    trust: Cell | None = None


def scales_of(sheet: Sheet) -> tuple[Scale | None, Scale | None]:
    """The scales that a sheet of the alliance declares: of answers, and of trust."""
    found: dict[str, Scale] = {}
    for fact, row in _facts(sheet):
        cell = cell_at(row, 2)
        if fact.kind == "scale" and not cell.missing:
            scale = scale_from(cell)
            if scale is None:
                sheet.refuse(cell, f"'{cell.text[:40]}' is no scale; write {SCALES}", row[0].text)
            found[fact.path[0]] = scale
    return found.get("scale"), found.get("trust_scale")


def alliance(sheet: Sheet, names: Sequence[str], language: Language = "en") -> AllianceTable:
    """Read a sheet of the alliance.

    Args:
        sheet: first column what, second column the answer; a third is for notes.
        names: of all members.
        language: of the sentence about the first month.

    Raises:
        ScenarioError: naming the cell that is wrong.
    """
    done = AllianceTable()
    done.scale, done.trust_scale = scales_of(sheet)
    # Who has a role comes before what is said of them.
    for fact, row in sorted(_facts(sheet), key=lambda found: found[0].kind != "role"):
        cell, label = cell_at(row, 2), row[0].text
        if cell.missing or fact.kind == "scale":
            continue
        if fact.path == ("start", "trust"):
            done.trust = cell
        value = _value(sheet, fact, cell, label, names, done)
        if fact.kind == "texts":
            done.content.setdefault(fact.path[0], []).append(value)
        elif fact.kind == "start":
            told = note("month", language, month=value)
            before = done.content.get("description", "")
            done.content["description"] = f"{before}\n\n{told}" if before else told
        else:
            _put(sheet, done.content, fact, value, row[0])
    grant = done.content.pop("grant", None)
    if grant and "amount" not in grant:
        raise ScenarioError(f"{sheet.where}: the grant has months but no amount; fill in 'grant'")
    if grant:
        done.content["grant"] = [grant]
    return done


def _facts(sheet: Sheet) -> list[tuple[Fact, tuple[Cell, ...]]]:
    found = []
    seen: dict[str, int] = {}
    for row in sheet.rows:
        first = row[0]
        if first.column != 1:
            sheet.refuse(first, f"'{first.text[:40]}' has nothing before it in column A")
        if folded(first.text) in _HEADS:
            continue
        one = read(first.text, _HEADINGS)
        if one is None:
            names = [label for h in _HEADINGS for label in (h.term.name, h.term.dutch)]
            near = nearest(first.text, names)
            hint = f" (did you mean '{near}'?)" if near else ""
            sheet.refuse(first, f"unknown '{first.text[:40]}'{hint}; put # before a note")
        fact = _OF_HEADING[one.heading.key]
        said = not cell_at(row, 2).missing
        if said and fact.kind != "texts" and fact.heading.key in seen:
            sheet.refuse(first, f"is said in row {seen[fact.heading.key]} already", first.text)
        if said:
            seen[fact.heading.key] = first.row
        found.append((fact, row))
    return found


def _value(
    sheet: Sheet, fact: Fact, cell: Cell, label: str, names: Sequence[str], done: AllianceTable
) -> Any:
    """What a cell says, as it stands in a scenario."""
    match fact.kind:
        case "choice":
            return _choice(sheet, fact, cell, label)
        case "member":
            return _member(sheet, cell, label, names, "")
        case "role":
            if folded(cell.text) in _NO:
                return None
            if folded(cell.text) in _YES:
                return {}
            return {"member": _member(sheet, cell, label, names, "'yes', 'no' or ")}
        case "start":
            return f"{cell.value:%Y-%m}" if hasattr(cell.value, "year") else cell.text
        case "number":
            return _number(sheet, fact, cell, label)
        case "answer":
            reader = Reader(sheet, _column(fact, cell, label), done.scale, hint=_SCALE_HINT)
            [told] = reader.read([cell], [label])
            assert reader.scale is not None
            done.scales[label] = reader.scale, reader.guessed
            return told
        case _ if fact.path == ("title",):
            return cell.text
        case _:  # of a longer text its lines are kept
            return "\n".join(str(cell.value).strip().splitlines())


def _column(fact: Fact, cell: Cell, label: str) -> Column:
    found = read(label, _HEADINGS)
    remark = found.remark if found else ""
    return Column(fact.heading, 0, Cell(label, cell.row, 1), remark, Cell(None, cell.row, 1))


def _number(sheet: Sheet, fact: Fact, cell: Cell, label: str) -> float | int:
    assert fact.number is not None
    reader = Reader(sheet, _column(fact, cell, label), None, fact.number)
    [told] = reader.read([cell], [label])
    if isinstance(told, dict) or told is None:
        sheet.refuse(cell, f"one number, not a range: {fact.number.allowed}", label)
    if not fact.number.whole:
        return told
    if not told.is_integer():
        sheet.refuse(cell, f"{told:g} is not allowed: {fact.number.allowed}", label)
    return int(told)


def _choice(sheet: Sheet, fact: Fact, cell: Cell, label: str) -> str:
    for key, term in fact.choices.items():
        if folded(cell.text) in {folded(key), folded(term.name), folded(term.dutch)}:
            return key
    words = [word for key, term in fact.choices.items() for word in {key, term.name, term.dutch}]
    near = nearest(cell.text, words)
    hint = f" (did you mean '{near}'?)" if near else ""
    allowed = ", ".join(f"'{term.name}'" for term in fact.choices.values())
    sheet.refuse(cell, f"'{cell.text[:40]}' is not allowed: one of {allowed}{hint}", label)


def _member(sheet: Sheet, cell: Cell, label: str, names: Sequence[str], also: str) -> str:
    known = {key_of(name): name for name in names}
    if key_of(cell.text) in known:
        return known[key_of(cell.text)]
    near = nearest(cell.text, names)
    hint = f" (did you mean '{near}'?)" if near else ""
    sheet.refuse(
        cell, f"'{cell.text[:80]}' is not allowed: {also}the name of a member{hint}", label
    )


def _put(sheet: Sheet, content: dict[str, Any], fact: Fact, value: Any, cell: Cell) -> None:
    """Put a value where it belongs; details of a role need somebody in it."""
    if fact.kind == "role":
        if value is not None:
            content.setdefault("roles", {})[fact.path[1]] = value
        return
    *way, last = fact.path
    table = content
    for key in way:
        if fact.path[0] == "roles" and key in ("coordinator", "facilitator") and key not in table:
            _nobody(sheet, cell, key)
        table = table.setdefault(key, {})
    table[last] = value


def _nobody(sheet: Sheet, cell: Cell, role: str) -> NoReturn:
    sheet.refuse(
        cell, f"nobody is {ROLES[role].name}; fill in '{ROLES[role].name}' above it", cell.text
    )
