"""What a scan and the page of a followed alliance say, in English and Dutch."""

from __future__ import annotations

from alliance.words.language import Term

THEMES: dict[str, Term] = {
    "D1": Term("the ambition binds", "de ambitie bindt"),
    "A1": Term("the ambition fits own goals", "de ambitie past bij eigen doelen"),
    "A2": Term("waterline: what is said", "waterlijn: wat gezegd wordt"),
    "B1": Term("trust in each other", "vertrouwen in elkaar"),
    "B2": Term("knowledge of each other", "kennis van elkaar"),
    "D2": Term("working agreements", "werkafspraken"),
    "D4": Term("shared language and story", "gedeelde taal en gedeeld verhaal"),
    "A13": Term("fairness of what one gets", "eerlijkheid van wat men krijgt"),
    "A14": Term("fairness of being heard", "eerlijkheid van gehoord worden"),
    "A4": Term("backing at home", "steun van de achterban"),
    "A15": Term("results for own goals", "resultaten voor eigen doelen"),
    "A16": Term("joint work against apart", "samen tegenover apart werken"),
    "C1": Term("chafes: resources", "schuurt: middelen"),
    "C2": Term("chafes: norms and values", "schuurt: normen en waarden"),
    "C3": Term("chafes: identity", "schuurt: identiteit"),
    "C4": Term("relations are tense", "verhoudingen gespannen"),
}
"""Short names of what the alliance's mean is told of, by item."""

OPTIONS: dict[str, Term] = {
    "money": Term("a fifth more money for a year", "een jaar lang een vijfde meer geld"),
    "facilitator": Term("a process facilitator for a year", "een jaar lang een procesbegeleider"),
    "facilitated": Term(
        "a process facilitator for a year, with D1, D3 and D5",
        "een jaar lang een procesbegeleider, met D1, D3 en D5",
    ),
    "coordinator": Term("a coordinator", "een coördinator"),
    "lead": Term("{about} as lead party", "{about} als penvoerder"),
    "division": Term("divide money {about}", "geld verdelen: {about}"),
    "governance": Term("governed by {about}", "bestuurd door {about}"),
    "smaller": Term("{about} leaves by agreement", "{about} vertrekt in overleg"),
    "own": Term("{about}", "{about}"),
}
"""What can be tried from now on, by its key; the nine actions have names of their own."""

WORDS: dict[str, Term] = {
    "kicker scan": Term("Scan of the alliance", "Scan van de alliantie"),
    "kicker follow": Term("The alliance followed", "De alliantie gevolgd"),
    "byline": Term(
        "Month {now}{when} · {waves} · {runs} simulated runs that agree with the answers · seed {seed}",
        "Maand {now}{when} · {waves} · {runs} gesimuleerde runs die met de antwoorden kloppen · seed {seed}",
    ),
    "no wave": Term("no answers", "geen antwoorden"),
    "one wave": Term(
        "answers of {people} people of {members} of {all} organisations",
        "antwoorden van {people} mensen van {members} van {all} organisaties",
    ),
    "more waves": Term(
        "{count} waves of answers, the last of {people} people of {members} of {all} organisations",
        "{count} rondes antwoorden, de laatste van {people} mensen van {members} van {all} organisaties",
    ),
    "summary": Term("In short", "In het kort"),
    "in phase": Term(
        "The likeliest phase now: {phase} ({share}){next}.",
        "De waarschijnlijkste fase nu: {phase} ({share}){next}.",
    ),
    "or phase": Term(", else {phase} ({share})", ", anders {phase} ({share})"),
    "chafes most": Term(
        "What chafes most is {what}; the least trust is that of {one} in {other}.",
        "Wat het meest schuurt is {what}; het minste vertrouwen is dat van {one} in {other}.",
    ),
    "ahead": Term(
        "In {months} months it still runs in {lives} of the runs and has been in phase 3 in {productive}; "
        "added value until then is {gain} (in 8 of 10 runs {low} to {high}).",
        "Over {months} maanden loopt ze nog in {lives} van de runs en is ze in fase 3 geweest in {productive}; "
        "de meerwaarde tot dan is {gain} (in 8 van de 10 runs {low} tot {high}).",
    ),
    "limit": Term(
        "What this is: runs of a model, kept in line with what members answered. It compares and warns; it "
        "does not foretell. How far its bands hold was tried on simulated alliances only, none of them real. "
        "Talk about the answers before you act on them.",
        "Wat dit is: runs van een model, in lijn gehouden met wat leden antwoordden. Het vergelijkt en "
        "waarschuwt; het voorspelt niet. Hoe ver de banden kloppen is alleen bij gesimuleerde allianties "
        "beproefd, niet bij echte. Praat over de antwoorden voordat u ernaar handelt.",
    ),
    "surprise": Term(
        "Take care: the answers of month {month} fit this model worse than 95 of 100 simulated waves would "
        "(chance {chance}); most out of line: {what}. The model may not hold for this alliance.",
        "Let op: de antwoorden van maand {month} passen slechter bij dit model dan 95 van de 100 gesimuleerde "
        "rondes (kans {chance}); het meest uit de pas: {what}. Het model gaat misschien niet op voor deze "
        "alliantie.",
    ),
    "now": Term("Where it stands", "Waar ze staat"),
    "phases": Term("Chance of each phase now", "Kans op elke fase nu"),
    "profile": Term("The alliance as a whole", "De alliantie als geheel"),
    "profile axis": Term("share of the scale of the question", "deel van de schaal van de vraag"),
    "profile band": Term(
        "this alliance: middle, 50 % and 90 %", "deze alliantie: midden, 50 % en 90 %"
    ),
    "profile others": Term(
        "simulated alliances of its age in six fields: 50 % and 90 %",
        "gesimuleerde allianties van haar leeftijd in zes velden: 50 % en 90 %",
    ),
    "profile alt": Term("Middle values: {told}.", "Middelste waarden: {told}."),
    "profile caption": Term(
        "Means over members. Grey: where other simulated alliances of the same age lie; no published "
        "alliance has answered these questions yet.",
        "Gemiddelden over leden. Grijs: waar andere gesimuleerde allianties van dezelfde leeftijd liggen; geen "
        "gepubliceerde alliantie heeft deze vragen al beantwoord.",
    ),
    "phases caption": Term(
        "By what hours go to and whether a year gave more than apart.",
        "Naar waar uren heen gaan en of een jaar meer gaf dan apart.",
    ),
    "trust": Term("Who trusts whom", "Wie vertrouwt wie"),
    "trust caption": Term(
        "The wider and darker an arrow, the more trust; mean of the runs.",
        "Hoe breder en donkerder een pijl, hoe meer vertrouwen; gemiddelde van de runs.",
    ),
    "holes": Term("Least trust:", "Het minste vertrouwen:"),
    "hole": Term(
        "{one} in {other}: {value} (90 %: {low} to {high})",
        "{one} in {other}: {value} (90 %: {low} tot {high})",
    ),
    "members": Term("Members", "Leden"),
    "member": Term("member", "lid"),
    "backing": Term("backing at home (90 %)", "steun achterban (90 %)"),
    "says": Term("says what it wants (90 %)", "zegt wat het wil (90 %)"),
    "gets": Term("fairness: gets / heard", "eerlijk: krijgt / gehoord"),
    "leaves": Term("leaves within {months} months", "vertrekt binnen {months} maanden"),
    "again": Term("Ask again", "Vraag door"),
    "again of": Term(
        "Three answers that would tell most of the coming {months} months:",
        "Drie antwoorden die het meest zouden zeggen over de komende {months} maanden:",
    ),
    "again one": Term(
        "{code}. {ask} Ask {who}{about}. (It takes away {share} of the variance of added value.)",
        "{code}. {ask} Vraag het {who}{about}. (Het neemt {share} van de spreiding in meerwaarde weg.)",
    ),
    "again about": Term(" about {partner}", " over {partner}"),
    "again none": Term(
        "No single answer would tell much more of what comes.",
        "Geen enkel antwoord zou veel meer zeggen over wat er komt.",
    ),
    "next": Term("What comes", "Wat er komt"),
    "changed": Term("How the outlook changed", "Hoe het vooruitzicht veranderde"),
    "seen from": Term("seen from", "gezien vanuit"),
    "at start": Term("the start, without answers", "het begin, zonder antwoorden"),
    "at month": Term("month {month}, {waves}", "maand {month}, {waves}"),
    "wave": Term("{count} wave", "{count} ronde"),
    "waves": Term("{count} waves", "{count} rondes"),
    "fit": Term("chance of such answers", "kans op zulke antwoorden"),
    "runs then": Term("still runs in month {month}", "loopt nog in maand {month}"),
    "productive then": Term("phase 3 by month {month}", "fase 3 voor maand {month}"),
    "gain then": Term(
        "added value month {first} to {month} (80 %)", "meerwaarde maand {first} tot {month} (80 %)"
    ),
    "outlook picture": Term(
        "Chance of phase 3, month by month", "Kans op fase 3, maand voor maand"
    ),
    "month": Term("month", "maand"),
    "chance": Term("chance (%)", "kans (%)"),
    "outlook caption": Term(
        "Each line is what was expected with the answers until then; lines end where runs do.",
        "Elke lijn is wat er verwacht werd met de antwoorden tot dan toe.",
    ),
    "help": Term("What would help, from now", "Wat zou helpen, vanaf nu"),
    "help note": Term(
        "Each was tried in the same runs under the same chance: actions once in three months for a year, the rest "
        "from now on. Added value over {months} months against going on as planned, in percentage points; intervals "
        "hold for all of them together. Costs are those of the scenario, over a year. Other working groups and new "
        "members cannot be tried from now on. It is a model that says so: see the limits on page 1.",
        "Alles is geprobeerd in dezelfde runs met hetzelfde toeval: acties eens per drie maanden een jaar lang, de "
        "rest vanaf nu. Meerwaarde over {months} maanden tegenover doorgaan zoals gepland, in procentpunten; "
        "intervallen gelden voor alles samen. Kosten zijn die van het scenario, over een jaar. Andere werkgroepen en "
        "nieuwe leden kunnen niet vanaf nu geprobeerd worden. Een model zegt dit: zie de grenzen op pagina 1.",
    ),
    "helps": Term("Most would help: {what}.", "Het meest zou helpen: {what}."),
    "waiting": Term(
        "Nothing that was tried would help for sure; going on as planned (waiting) is as good.",
        "Niets van wat geprobeerd is zou zeker helpen; doorgaan zoals gepland (wachten) is even goed.",
    ),
    "tried": Term("what is tried", "wat geprobeerd is"),
    "cost": Term("cost (kEUR)", "kosten (kEUR)"),
    "days": Term("facilitator (days)", "begeleider (dagen)"),
    "added": Term("added value", "meerwaarde"),
    "phase 3": Term("phase 3", "fase 3"),
    "lives on": Term("still runs", "loopt nog"),
    "annex": Term("Annex: every question", "Bijlage: elke vraag"),
    "annex note": Term(
        "Middle of the runs before and after the answers, as a share of the scale, with the band of 90 %; means "
        "over members. The error is that of one respondent.",
        "Midden van de runs voor en na de antwoorden, als deel van de schaal, met de band van 90 %; gemiddelden "
        "over leden. De fout is die van één invuller.",
    ),
    "asked in": Term("Asked in month {month}", "Gevraagd in maand {month}"),
    "question": Term("question", "vraag"),
    "answered": Term("answered", "geantwoord"),
    "before": Term("before", "voor"),
    "after": Term("after", "na"),
    "error": Term("error", "fout"),
    "variable": Term("variable", "variabele"),
    "made by": Term("Made with", "Gemaakt met"),
    "made": Term(
        "alliance-lab {alliance_lab}, commit {commit}; {command}",
        "alliance-lab {alliance_lab}, commit {commit}; {command}",
    ),
    "unread": Term(
        "Not read and not kept of the export: {what}.",
        "Niet gelezen en niet bewaard van de export: {what}.",
    ),
    "and": Term("and", "en"),
    "to": Term("to", "tot"),
}
"""Sentences by key; a file of wording replaces them by these keys."""
