"""The questions of the survey and all that its forms say, in English and Dutch."""

from __future__ import annotations

from alliance.words.language import Language, Term, in_language
from experiments.following.items import Item

QUESTIONS: dict[str, Term] = {
    "A1": Term(
        "How far does the shared ambition fit the goals of your own organisation?",
        "Hoe goed past de gedeelde ambitie bij de doelen van uw eigen organisatie?",
    ),
    "A2": Term(
        "How openly does your organisation say at the table what it really wants and needs?",
        "Hoe open zegt uw organisatie aan tafel wat ze echt wil en nodig heeft?",
    ),
    "A3": Term(
        "How much does your organisation hold on to its own name and its own way of working?",
        "Hoezeer is uw organisatie gehecht aan de eigen naam en de eigen manier van werken?",
    ),
    "A4": Term(
        "How far does your constituency (board, staff, members, funders) support taking part?",
        "In hoeverre staat uw achterban (bestuur, medewerkers, leden, geldgevers) achter het meedoen?",
    ),
    "A5": Term(
        "For how many months would your constituency bear it if results did not come?",
        "Hoeveel maanden zou uw achterban het volhouden als resultaten uitblijven?",
    ),
    "A6": Term(
        "Of all time that your staff could spend on this theme, what part goes to the alliance?",
        "Welk deel van alle tijd die uw mensen aan dit thema kunnen besteden, gaat naar de alliantie?",
    ),
    "A7": Term(
        "Of your time in the alliance: what part goes to plans, agreements and organising?",
        "Van uw tijd in de alliantie: welk deel gaat naar plannen, afspraken en organiseren?",
    ),
    "A8": Term(
        "Of your time in the alliance: what part goes to getting to know and learning from each other?",
        "Van uw tijd in de alliantie: welk deel gaat naar elkaar leren kennen en van elkaar leren?",
    ),
    "A9": Term(
        "Of your time in the alliance: what part goes to work that you do jointly with partners?",
        "Van uw tijd in de alliantie: welk deel gaat naar werk dat u samen met partners doet?",
    ),
    "A10": Term(
        "Of your time in the alliance: what part goes to work for it that you do on your own?",
        "Van uw tijd in de alliantie: welk deel gaat naar werk ervoor dat u apart doet?",
    ),
    "A11": Term(
        "What part of your time in the alliance was lately lost to quarrels and sorting them out?",
        "Welk deel van uw tijd in de alliantie ging de laatste tijd verloren aan botsingen en het "
        "oplossen ervan?",
    ),
    "A12": Term(
        "How far does your organisation do in the alliance what it is best at?",
        "In hoeverre doet uw organisatie in de alliantie waar ze het beste in is?",
    ),
    "A13": Term(
        "How fair is what your organisation gets (money, credit) for what it brings?",
        "Hoe eerlijk is wat uw organisatie krijgt (geld, erkenning) voor wat ze inbrengt?",
    ),
    "A14": Term(
        "How fair is the way in which decisions are made: is your organisation heard?",
        "Hoe eerlijk gaat het toe bij besluiten: wordt uw organisatie gehoord?",
    ),
    "A15": Term(
        "What has the alliance brought for your own goals so far, in the eyes of your constituency?",
        "Wat heeft de alliantie tot nu toe voor uw eigen doelen gebracht, in de ogen van uw achterban?",
    ),
    "A16": Term(
        "What does an hour of joint work bring, against an hour that you work on your own?",
        "Wat levert een uur samen werken op, vergeleken met een uur apart werken?",
    ),
    "B1": Term(
        "How far can you rely on this partner: does it do as it says, does it deal openly with you?",
        "Hoezeer kunt u op deze partner rekenen: doet die wat hij zegt, gaat die open met u om?",
    ),
    "B2": Term(
        "How well do you know what this partner is good at and how it works?",
        "Hoe goed weet u waar deze partner goed in is en hoe die werkt?",
    ),
    "C1": Term(
        "How much chafes about who gets and does what (money, work) without being said?",
        "Hoeveel schuurt er over wie wat krijgt en doet (geld, werk) zonder dat het gezegd wordt?",
    ),
    "C2": Term(
        "How much chafes about norms, values and views without being said?",
        "Hoeveel schuurt er over normen, waarden en visies zonder dat het gezegd wordt?",
    ),
    "C3": Term(
        "How much chafes about who we are: our own name and ways against those of the alliance?",
        "Hoeveel schuurt er over wie we zijn: onze eigen naam en manieren tegenover die van de alliantie?",
    ),
    "C4": Term(
        "How tense or personal have relations with partners become?",
        "Hoe gespannen of persoonlijk zijn de verhoudingen met partners geworden?",
    ),
    "D1": Term(
        "How firmly does the shared ambition bind the members, also when it costs something?",
        "Hoe stevig bindt de gedeelde ambitie de leden, ook als het iets kost?",
    ),
    "D2": Term(
        "How complete are the working agreements: who does and decides what, when, for what?",
        "Hoe compleet zijn de werkafspraken: wie doet en beslist wat, wanneer, waarvoor?",
    ),
    "D3": Term(
        "How far do the agreements rest on checking and reporting, rather than on trust?",
        "In hoeverre rusten de afspraken op controleren en verantwoorden, en niet op vertrouwen?",
    ),
    "D4": Term(
        "How far do the members share one language and one story?",
        "In hoeverre delen de leden één taal en één verhaal?",
    ),
    "D5": Term(
        "How much of what was learnt is written down and used?",
        "Hoeveel van wat er geleerd is, is vastgelegd en wordt gebruikt?",
    ),
    "D6": Term(
        "How well is the alliance known outside, to those who matter for it?",
        "Hoe bekend is de alliantie buiten, bij wie ertoe doet?",
    ),
    "D7": Term(
        "How usual is it that members contradict each other at the table, and are asked to?",
        "Hoe gewoon is het dat leden elkaar aan tafel tegenspreken, en dat daarom gevraagd wordt?",
    ),
    "D8": Term(
        "How far is what the alliance offers from what those outside ask for?",
        "Hoe ver ligt wat de alliantie biedt af van wat de buitenwereld vraagt?",
    ),
}
"""What is asked, by the code of the item."""

PARTS: dict[str, Term] = {
    "A": Term("Your organisation in the alliance", "Uw organisatie in de alliantie"),
    "B": Term("Each partner", "Elke partner"),
    "C": Term("What chafes", "Wat er schuurt"),
    "D": Term("The alliance as a whole", "De alliantie als geheel"),
}
"""Parts of the survey, by the letter that codes begin with."""

HOW_FAR = (
    Term("hardly", "nauwelijks"),
    Term("a little", "een beetje"),
    Term("half", "half"),
    Term("mostly", "grotendeels"),
    Term("fully", "volledig"),
)
HOW_MUCH = (
    Term("hardly anything", "bijna niets"),
    Term("a little", "een beetje"),
    Term("a fair amount", "redelijk wat"),
    Term("much", "veel"),
    Term("very much", "heel veel"),
)
FAIRNESS = (
    Term("very unfair", "heel oneerlijk"),
    Term("rather unfair", "tamelijk oneerlijk"),
    Term("neither", "geen van beide"),
    Term("rather fair", "tamelijk eerlijk"),
    Term("very fair", "heel eerlijk"),
)
GAIN = (
    Term("a clear loss", "duidelijk verlies"),
    Term("rather a loss", "eerder verlies"),
    Term("neither", "geen van beide"),
    Term("rather a gain", "eerder winst"),
    Term("a clear gain", "duidelijk winst"),
)
AGAINST_APART = (
    Term("half as much, or less", "de helft, of minder"),
    Term("less", "minder"),
    Term("the same", "hetzelfde"),
    Term("more", "meer"),
    Term("twice as much, or more", "twee keer zoveel, of meer"),
)
POINTS: dict[str, tuple[Term, ...]] = {
    "A13": FAIRNESS,
    "A14": FAIRNESS,
    "A15": GAIN,
    "A16": AGAINST_APART,
    **dict.fromkeys(("C1", "C2", "C3", "C4", "D5"), HOW_MUCH),
}
"""What the points of a scale are called, where it is not `HOW_FAR`."""

PERCENT = Term("in percent, 0 to 100", "in procenten, 0 t/m 100")
MONTHS = Term("number of months", "aantal maanden")

WORDS: dict[str, Term] = {
    "title": Term("How is our alliance doing?", "Hoe gaat het met onze alliantie?"),
    "opening": Term(
        "{minutes} minutes, {count} questions. Answer for your organisation as it is now, not as it should "
        "be. Leave open what you do not know: that is better than a guess.",
        "{minutes} minuten, {count} vragen. Antwoord voor uw organisatie zoals het nu is, niet zoals het zou "
        "moeten zijn. Laat open wat u niet weet: dat is beter dan gokken.",
    ),
    "privacy": Term(
        "Do not put down a name or e-mail address: answers are kept by organisation only.",
        "Vul geen naam of e-mailadres in: antwoorden worden alleen per organisatie bewaard.",
    ),
    "organisation": Term(
        "For which organisation do you answer?", "Voor welke organisatie antwoordt u?"
    ),
    "organisation column": Term("organisation", "organisatie"),
    "date column": Term("date", "datum"),
    "date": Term("Date", "Datum"),
    "each partner": Term(
        "For each of these organisations but your own:",
        "Voor elk van deze organisaties behalve uw eigen:",
    ),
    "hundred": Term("A7 to A10 together are 100 percent.", "A7 t/m A10 zijn samen 100 procent."),
    "points": Term("one of: {points}", "één van: {points}"),
    "thanks": Term("Thank you.", "Dank u wel."),
    "paste head": Term(
        "Paste these questions into any survey tool. Leave the code (A1, B1 …) at the beginning of each: "
        "answers are recognised by it. Questions with a list of organisations fit a matrix or grid "
        "question. Export the answers as CSV or Excel, one row a respondent, and run: "
        "alliance follow {file} --answers EXPORT.csv",
        "Plak deze vragen in een enquêteprogramma naar keuze. Laat de code (A1, B1 …) aan het begin van "
        "elke vraag staan: daaraan worden antwoorden herkend. Vragen met een lijst van organisaties passen "
        "in een matrixvraag. Exporteer de antwoorden als CSV of Excel, één rij per invuller, en geef: "
        "alliance follow {file} --answers EXPORT.csv",
    ),
    "sheet answers": Term("answers", "antwoorden"),
    "sheet questions": Term("questions", "vragen"),
    "sheet events": Term("events", "gebeurtenissen"),
    "sheet notes": Term("read me", "lees mij"),
    "code": Term("code", "code"),
    "question": Term("question", "vraag"),
    "answer": Term("answer", "antwoord"),
    "variable": Term("state variable it measures", "toestandsvariabele die het meet"),
    "instrument": Term("instrument it follows", "instrument dat het volgt"),
    "error": Term(
        "error of one respondent (share of the scale)", "fout van één invuller (deel van de schaal)"
    ),
    "note answers": Term(
        "One row is one respondent; an organisation may have several. A next round goes below, with its own "
        "date.",
        "Eén rij is één invuller; een organisatie mag er meer hebben. Een volgende ronde komt eronder, met "
        "de eigen datum.",
    ),
    "note empty": Term(
        "Leave empty what was not answered. Answers on five points are the numbers 1 to 5.",
        "Laat leeg wat niet beantwoord is. Antwoorden op vijf punten zijn de cijfers 1 t/m 5.",
    ),
    "note events": Term(
        "Events: what happened in the meantime, one a row, with its date. Kinds: {kinds}.",
        "Gebeurtenissen: wat er intussen gebeurd is, één per rij, met de datum. Soorten: {kinds}.",
    ),
    "note error": Term(
        "Errors are those of one respondent and are assumed; several respondents of one organisation count "
        "for more, and for less the more they disagree.",
        "Fouten zijn die van één invuller en zijn aangenomen; meer invullers van één organisatie tellen "
        "zwaarder, en lichter naarmate ze het minder eens zijn.",
    ),
    "note run": Term(
        "Then run: alliance follow {file} --answers THIS FILE",
        "Geef daarna: alliance follow {file} --answers DIT BESTAND",
    ),
}
"""What the forms say."""


def points(code: str) -> tuple[Term, ...]:
    """What the points of an item are called, from the lowest."""
    return POINTS.get(code, HOW_FAR)


def how(item: Item, language: Language) -> str:
    """How an item is answered, in words."""
    match item.form:
        case "points":
            named = enumerate(points(item.code), 1)
            return " · ".join(f"{k} {in_language(term, language)}" for k, term in named)
        case "percent":
            return in_language(PERCENT, language)
        case _:
            return in_language(MONTHS, language)


def asked(code: str, language: Language) -> str:
    """A question with its code before it."""
    return f"{code}. {in_language(QUESTIONS[code], language)}"
