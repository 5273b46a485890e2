"""What can be wrong in a member table, in the language that the table is in."""

from __future__ import annotations

from collections.abc import Sequence

from alliance.tables.survey_messages import SURVEY
from alliance.words.language import Language, Term, in_language
from sim.errors import shortened
from sim.scenarios.quantities import LARGE, Number

_PLACE = Term(
    "row {row}, column {column}{under}: {what}", "rij {row}, kolom {column}{under}: {what}"
)
_MEANT = Term(" (did you mean '{near}'?)", " (bedoelt u '{near}'?)")
_SCALE_ROW = Term(
    "put a row below the headings whose first cell is 'scale', with '1 to 5' or '0 to 100' in this "
    "column",
    "zet onder de koppen een rij waarvan de eerste cel 'schaal' is, met '1 t/m 5' of '0 t/m 100' in "
    "deze kolom",
)
_SCALE_FACT = Term(
    "fill in 'scale' in this sheet, or answer in percent",
    "vul 'schaal' in op dit blad, of antwoord in procenten",
)
_SCALES = Term(
    "'1 to 5' (or another number of points up to 0 to 10), '0 to 100', '%' or '0 to 1'",
    "'1 t/m 5' (of een ander aantal punten tot en met 0 t/m 10), '0 t/m 100', '%' of '0 t/m 1'",
)
WORDS = {"scale row": _SCALE_ROW, "scale fact": _SCALE_FACT, "scales": _SCALES}
"""Parts of messages by name."""

_MESSAGES: dict[str, Term] = {
    **SURVEY,
    # What stands in a cell.
    "no number": Term(
        "'{text}' is no number; leave it empty when it is not known",
        "'{text}' is geen getal; laat de cel leeg als het niet bekend is",
    ),
    "date": Term(
        "a date; spreadsheets make dates of such as 2-4: write 2 to 4, or give the cell the format "
        "Text first",
        "een datum; een spreadsheet maakt datums van zoiets als 2-4: schrijf 2 t/m 4, of geef de cel "
        "eerst de opmaak Tekst",
    ),
    "formula": Term(
        "a formula whose outcome is not in the file; open it in the spreadsheet and save it",
        "een formule waarvan de uitkomst niet in het bestand staat; open het in de spreadsheet en "
        "bewaar het",
    ),
    "cell error": Term(
        "the spreadsheet shows the error {text} here", "de spreadsheet toont hier de fout {text}"
    ),
    "two readings": Term(
        "could be {one} or {other}; write {one} or {other} without a separator of thousands",
        "kan {one} of {other} zijn; schrijf {one} of {other} zonder scheiding van duizendtallen",
    ),
    "lower first": Term(
        "{low} to {high}: the lower number goes first", "{low} t/m {high}: het laagste getal eerst"
    ),
    "not allowed": Term("{value} is not allowed: {number}", "{value} kan niet: {number}"),
    "percentage": Term(
        "a percentage is not allowed: {number}", "een percentage kan niet: {number}"
    ),
    "not whole": Term("not allowed: {number}", "kan niet: {number}"),
    "no range": Term("one number, not a range: {number}", "één getal, geen bereik: {number}"),
    "above scale": Term(
        "{value} is above the scale {scale}", "{value} ligt boven de schaal {scale}"
    ),
    "below scale": Term(
        "{value} is below the scale {scale}", "{value} ligt onder de schaal {scale}"
    ),
    "off scale": Term(
        "± {value} is not on the scale {scale}", "± {value} past niet op de schaal {scale}"
    ),
    "percent on points": Term(
        "a percentage, but the scale is {scale}", "een percentage, maar de schaal is {scale}"
    ),
    "which money": Term(
        "euro or thousand euro? Say which in the heading, such as '{label} (thousand euro)'",
        "euro of duizend euro? Zeg dat in de kop, zoals '{label} (duizend euro)'",
    ),
    "implausible": Term(
        "{value} {unit} is far from what is usual; if it is meant, write the unit in the cell: "
        "'{value} {unit}'; if not, write the right one, such as '{value} {other}'",
        "{value} {unit} ligt ver van wat gebruikelijk is; als het zo bedoeld is, schrijf dan de eenheid "
        "in de cel: '{value} {unit}'; zo niet, de goede, zoals '{value} {other}'",
    ),
    "other unit": Term(
        "'{unit}' is no unit for this; known are {names}",
        "'{unit}' is hier geen eenheid; bekend zijn {names}",
    ),
    "unit of answer": Term(
        "'{unit}' behind an answer on a scale; leave the unit out",
        "'{unit}' achter een antwoord op een schaal; laat de eenheid weg",
    ),
    # What stands above it.
    "no head": Term(
        "no column is headed '{one}' or '{other}'", "geen kolom heeft als kop '{one}' of '{other}'"
    ),
    "unknown heading": Term(
        "unknown heading '{text}'{meant}; put # before the heading of a column that is a note",
        "onbekende kop '{text}'{meant}; zet # voor de kop van een kolom die een notitie is",
    ),
    "old heading": Term(
        "'{text}' is now two things: norms and values ('Value 1', 'Value 2', …) and 'attachment to its "
        "own identity'",
        "'{text}' is nu twee dingen: normen en waarden ('Waarde 1', 'Waarde 2', …) en 'gehechtheid aan "
        "de eigen identiteit'",
    ),
    "components": Term(
        "'{text}': there are {count}, numbered from 1",
        "'{text}': er zijn er {count}, genummerd vanaf 1",
    ),
    "same column": Term("says the same as column '{other}'", "zegt hetzelfde als kolom '{other}'"),
    "two scale rows": Term("there is a row of scales already", "er is al een rij met schalen"),
    "no heading": Term("'{text}' stands below no heading", "'{text}' staat onder geen kop"),
    "which scale": Term(
        "on which scale are answers from {ends}? {hint}",
        "op welke schaal zijn antwoorden van {ends}? {hint}",
    ),
    "no scale": Term(
        "'{text}' is no scale; write {scales}", "'{text}' is geen schaal; schrijf {scales}"
    ),
    "scale date": Term(
        "the spreadsheet made a date of it; write {scales}",
        "de spreadsheet heeft er een datum van gemaakt; schrijf {scales}",
    ),
    "two scales": Term(
        "the heading says the scale {one}, the row of scales {other}; make them the same",
        "de kop zegt schaal {one}, de rij met schalen {other}; maak ze gelijk",
    ),
    "mixed percent": Term(
        "{small} and {large} below percent: is {small} meant as {small} % or as {share} %? Write every "
        "answer in this column with a percent sign",
        "{small} en {large} onder procenten: is {small} bedoeld als {small} % of als {share} %? Schrijf "
        "elk antwoord in deze kolom met een procentteken",
    ),
    "mixed words": Term(
        "words such as '{text}' and numbers in one column; use one of the two",
        "woorden zoals '{text}' en getallen in één kolom; gebruik een van beide",
    ),
    "unknown unit": Term(
        "unknown unit '{unit}'; known are {names}",
        "onbekende eenheid '{unit}'; bekend zijn {names}",
    ),
    # Members.
    "nameless": Term("a row of answers without a name", "een rij antwoorden zonder naam"),
    "no such member": Term(
        "'{text}' is no member; leave such a row out", "'{text}' is geen lid; laat zo'n rij weg"
    ),
    "long name": Term("a name of more than 80 characters", "een naam van meer dan 80 tekens"),
    "silent name": Term(
        "is '{text}' a member? Nothing is answered in its row, and rows above it are. If it is, put a ? "
        "in a cell of its row; if it is a note, put # before it",
        "is '{text}' een lid? In de rij is niets beantwoord, en in rijen erboven wel. Zo ja, zet een ? "
        "in een cel van de rij; is het een notitie, zet er dan # voor",
    ),
    "two groups": Term(
        "'{text}', but in row {row} '{other}'; rows of one organisation must say the same here",
        "'{text}', maar in rij {row} '{other}'; rijen van één organisatie moeten hier hetzelfde zeggen",
    ),
    "count": Term(
        "{start} members at the start and {all} in all is not allowed: from {fewest} at the start to "
        "{most} in all",
        "{start} leden bij het begin en {all} in totaal kan niet: van {fewest} bij het begin tot {most} "
        "in totaal",
    ),
    "joins late": Term(
        "'{text}' joins in month {month}, which is not before the end in month {last}",
        "'{text}' sluit aan in maand {month}, en dat is niet voor het einde in maand {last}",
    ),
    "example left": Term(
        "the answers of '{text}' are still those of the template's example; fill in its own, or empty "
        "the cells",
        "de antwoorden van '{text}' zijn nog die van het voorbeeld in het sjabloon; vul de eigen in, of "
        "maak de cellen leeg",
    ),
    "example fact": Term(
        "{text} is still that of the template's example; fill in your own, or empty the cell",
        "{text} is nog die van het voorbeeld in het sjabloon; vul de eigen in, of maak de cel leeg",
    ),
    # Trust.
    "no member": Term("'{text}' is no member{meant}", "'{text}' is geen lid{meant}"),
    "name missing": Term("the name of a member is missing", "de naam van een lid ontbreekt"),
    "toward itself": Term(
        "'{text}' toward itself; leave this row out", "'{text}' naar zichzelf; laat deze rij weg"
    ),
    "pair twice": Term(
        "from '{text}' to '{other}' is there already", "van '{text}' naar '{other}' staat er al"
    ),
    "across twice": Term(
        "'{text}' stands twice along the top", "'{text}' staat bovenaan twee keer"
    ),
    "down twice": Term("'{text}' is in row {row} already", "'{text}' staat al in rij {row}"),
    "no trust": Term(
        "neither a square of names nor a list with columns 'from', 'to', 'trust'",
        "geen vierkant van namen en geen lijst met kolommen 'van', 'naar', 'vertrouwen'",
    ),
    "under no name": Term("'{text}' stands below no name", "'{text}' staat onder geen naam"),
    "part of diagonal": Term(
        "{value} is the trust of '{text}' in itself; leave this cell empty",
        "{value} is het vertrouwen van '{text}' in zichzelf; laat deze cel leeg",
    ),
    "trust said": Term(
        "leave it empty: the sheet of trust says who trusts whom",
        "laat leeg: het blad met vertrouwen zegt wie wie vertrouwt",
    ),
    # The alliance.
    "not in a": Term(
        "'{text}' has nothing before it in column A", "'{text}' heeft niets voor zich in kolom A"
    ),
    "unknown fact": Term(
        "unknown '{text}'{meant}; put # before a note",
        "onbekend: '{text}'{meant}; zet # voor een notitie",
    ),
    "said twice": Term("is said in row {row} already", "staat al in rij {row}"),
    "no grant": Term(
        "the grant has months but no amount; fill in 'grant'",
        "de subsidie heeft maanden maar geen bedrag; vul 'subsidie' in",
    ),
    "no choice": Term(
        "'{text}' is not allowed: one of {allowed}{meant}",
        "'{text}' kan niet: een van {allowed}{meant}",
    ),
    "not a member": Term(
        "'{text}' is not allowed: the name of a member{meant}",
        "'{text}' kan niet: de naam van een lid{meant}",
    ),
    "not who": Term(
        "'{text}' is not allowed: 'yes', 'no' or the name of a member{meant}",
        "'{text}' kan niet: 'ja', 'nee' of de naam van een lid{meant}",
    ),
    "nobody": Term(
        "nobody is {role}; fill in '{role}' above it",
        "niemand is {role}; vul daarboven '{role}' in",
    ),
    # Sheets and files.
    "no members": Term(
        "no sheet is called 'members'; there are {names}", "geen blad heet 'leden'; er zijn {names}"
    ),
    "two sheets": Term(
        "two sheets of {text}; '{other}' is the second",
        "twee bladen met {text}; '{other}' is het tweede",
    ),
    "unknown sheet": Term("unknown sheet '{text}'{meant}", "onbekend blad '{text}'{meant}"),
    "hidden sheet": Term(
        "sheet '{text}' is hidden and would be read; unhide it if it counts, delete or rename it if not",
        "blad '{text}' is verborgen en zou gelezen worden; maak het zichtbaar als het telt, verwijder of "
        "hernoem het zo niet",
    ),
}


def place(language: Language, row: int, column: str, heading: str, what: str) -> str:
    """What is wrong in a cell, with where it is."""
    under = f" ({shortened(heading, 40)})" if heading else ""
    return in_language(_PLACE, language).format(row=row, column=column, under=under, what=what)


def message(key: str, language: Language, **values: object) -> str:
    """What is wrong, in a sentence.

    Args:
        key: which sentence.
        language: of the table.
        values: what it is about; a `Term` is said in the language, a `Number` is what it allows,
            a sequence is listed in quotes, `near` is the word that was perhaps meant.

    >>> message("no member", "nl", text="Gemente", near="Gemeente")
    "'Gemente' is geen lid (bedoelt u 'Gemeente'?)"
    """
    near = values.pop("near", "")
    told = {name: _told(value, language) for name, value in values.items()}
    told["meant"] = in_language(_MEANT, language).format(near=near) if near else ""
    return in_language(_MESSAGES[key], language).format(**told)


def figure(value: float, language: Language) -> str:
    """A number in few figures, with the decimal sign of the language."""
    text = f"{value:.2g}" if abs(value) < 10 else f"{value:.0f}"
    return text.replace(".", ",") if language == "nl" else text


def _told(value: object, language: Language) -> str:
    if isinstance(value, Term):
        return in_language(value, language)
    if isinstance(value, Number):
        return _allowed(value) if language == "nl" else value.allowed
    if isinstance(value, float):
        text = f"{value:.10g}"
        return text.replace(".", ",") if language == "nl" else text
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(f"'{_told(part, language)}'" for part in value)
    return shortened(str(value), 200)


def _allowed(number: Number) -> str:
    """What a number may be, in Dutch; see `Number.allowed`."""
    kind = "een geheel getal" if number.whole else "een getal"
    low, high = (figure(end, "nl") for end in (number.low, number.high))
    if number.high >= LARGE:
        return f"{kind} boven {low}" if number.above else f"{kind} van {low} of meer"
    if number.above:
        return f"{kind} boven {low}, tot en met {high}"
    return f"{kind} van {low} tot en met {high}"
