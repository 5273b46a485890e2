"""What can be wrong in answers to the survey and in events, in the language that they are in."""

from __future__ import annotations

from alliance.words.language import Term

SURVEY: dict[str, Term] = {
    "no questions": Term(
        "no column asks a question of the survey; leave the codes (A1, B1 …) or the questions themselves in "
        "the headings of the export",
        "geen kolom stelt een vraag uit de vragenlijst; laat de codes (A1, B1 …) of de vragen zelf in de "
        "koppen van de export staan",
    ),
    "unknown code": Term(
        "'{text}' is no question of the survey{meant}; put # before a column of your own",
        "'{text}' is geen vraag uit de vragenlijst{meant}; zet # voor een eigen kolom",
    ),
    "asked twice": Term(
        "is asked in column {column} already", "wordt in kolom {column} al gevraagd"
    ),
    "partner missing": Term(
        "does not say which member it is about{meant}; put its name in the heading, such as 'B1 [{example}]'",
        "zegt niet over welk lid het gaat{meant}; zet de naam in de kop, zoals 'B1 [{example}]'",
    ),
    "organisation missing": Term(
        "no column says which organisation answers; call it 'organisation'",
        "geen kolom zegt welke organisatie antwoordt; noem die 'organisatie'",
    ),
    "whose answers": Term(
        "which organisation answers is not said; fill in the name of a member",
        "er staat niet bij welke organisatie antwoordt; vul de naam van een lid in",
    ),
    "no point": Term(
        "'{text}' is not allowed: a number from 1 to {most}, or one of {allowed}",
        "'{text}' kan niet: een getal van 1 t/m {most}, of een van {allowed}",
    ),
    "no share": Term(
        "'{text}' is not allowed: a percentage from 0 to 100",
        "'{text}' kan niet: een percentage van 0 t/m 100",
    ),
    "no months": Term(
        "'{text}' is not allowed: a number of months from 0 to 600",
        "'{text}' kan niet: een aantal maanden van 0 t/m 600",
    ),
    "hundred": Term(
        "A7 to A10 add up to {value}, not to 100: these four share out the time in the alliance",
        "A7 t/m A10 zijn samen {value} en niet 100: deze vier verdelen de tijd in de alliantie",
    ),
    "no answers": Term(
        "holds no answers below its headings", "bevat geen antwoorden onder de koppen"
    ),
    "dates missing": Term(
        "no column says when was answered; add one called 'date', or 'month' with the month of the alliance "
        "(0 is its first)",
        "geen kolom zegt wanneer er geantwoord is; voeg er een toe met de naam 'datum', of 'maand' met de "
        "maand van de alliantie (0 is de eerste)",
    ),
    "no date": Term(
        "'{text}' is no date that is understood: such as 2026-03-15",
        "'{text}' is geen datum die begrepen wordt: zoals 2026-03-15",
    ),
    "day or month": Term(
        "'{text}' can be read with the day or with the month first; write dates such as 2026-03-15",
        "'{text}' kan met de dag of met de maand voorop gelezen worden; schrijf datums als 2026-03-15",
    ),
    "date missing": Term("its date is missing", "de datum ontbreekt"),
    "before start": Term(
        "{text} is before the alliance began ({start})",
        "{text} ligt voor het begin van de alliantie ({start})",
    ),
    "after end": Term(
        "month {month} lies past the last month that is looked at ({last}); make the length longer",
        "maand {month} ligt na de laatste maand waarnaar gekeken wordt ({last}); maak de looptijd langer",
    ),
    "start missing": Term(
        "there are dates, and nothing says when the alliance began; fill in 'start' in the sheet of the "
        "alliance, or give --start 2024-01",
        "er staan datums, en nergens staat wanneer de alliantie begon; vul 'start' in op het blad van de "
        "alliantie, of geef --start 2024-01",
    ),
    "no kind": Term(
        "'{text}' is no kind of event{meant}: one of {allowed}",
        "'{text}' is geen soort gebeurtenis{meant}: een van {allowed}",
    ),
    "who missing": Term(
        "'{text}' needs a member in column 'who'", "'{text}' heeft een lid nodig in kolom 'wie'"
    ),
    "two members": Term(
        "'{text}' needs two members in column 'who', such as 'A + B'",
        "'{text}' heeft twee leden nodig in kolom 'wie', zoals 'A + B'",
    ),
    "size missing": Term(
        "'{text}' needs a size in column 'how much'",
        "'{text}' heeft een grootte nodig in kolom 'hoeveel'",
    ),
    "no size": Term("'{text}' is not allowed: {allowed}", "'{text}' kan niet: {allowed}"),
    "gone already": Term(
        "'{text}' had left already in month {month}", "'{text}' was in maand {month} al vertrokken"
    ),
    "answers gone": Term(
        "'{text}' answers in month {month}, and had left in month {gone}",
        "'{text}' antwoordt in maand {month}, en was in maand {gone} vertrokken",
    ),
    "not there yet": Term(
        "'{text}' answers in month {month}, and joins in month {joins}",
        "'{text}' antwoordt in maand {month}, en komt er in maand {joins} bij",
    ),
}
"""Sentences by key; see `alliance.tables.messages`."""
