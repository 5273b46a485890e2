"""What the laboratory in a browser says beside the words of the report, in English and in Dutch."""

from __future__ import annotations

from alliance.words import report
from alliance.words.language import Term

WORDS: dict[str, Term] = {
    **report.WORDS,
    # -- everywhere
    "laboratory": Term("The alliance laboratory", "Het alliantielaboratorium"),
    "other language": Term("Nederlands", "English"),
    "skip": Term("To the content", "Naar de inhoud"),
    "limit": Term(
        "A simulation shows what can happen and how often, not what will happen.",
        "Een simulatie toont wat kan gebeuren en hoe vaak, niet wat zal gebeuren.",
    ),
    "wrong": Term("That did not work", "Dat ging niet"),
    "lost": Term(
        "The connection is lost; when the laboratory runs again, load this page anew.",
        "De verbinding is weg; laad deze pagina opnieuw als het laboratorium weer draait.",
    ),
    "numbers": Term("The numbers", "De getallen"),
    "working": Term("Working: {done} of {all}", "Bezig: {done} van {all}"),
    "stop": Term("Stop", "Stoppen"),
    "stopped": Term("Stopped.", "Gestopt."),
    "done runs": Term("Of {runs} runs.", "Van {runs} runs."),
    "first runs": Term(
        "Of the first {runs} runs; more are on their way.",
        "Van de eerste {runs} runs; er komen er meer aan.",
    ),
    # -- choosing
    "choose": Term("Which alliance?", "Welke alliantie?"),
    "choose how": Term(
        "Choose one that comes along, or bring your own as a member table. Nothing leaves this computer.",
        "Kies er een die meekomt, of breng uw eigen alliantie als ledentabel. Niets verlaat deze computer.",
    ),
    "own": Term("Your own alliance", "Uw eigen alliantie"),
    "drop": Term(
        "Drop a member table here, or choose a file: .xlsx, .ods or .csv (with NAME-trust and "
        "NAME-alliance beside it), or a scenario file (.toml).",
        "Sleep een ledentabel hierheen, of kies een bestand: .xlsx, .ods of .csv (met NAAM-vertrouwen en "
        "NAAM-alliantie erbij), of een scenariobestand (.toml).",
    ),
    "file": Term("Choose a file", "Kies een bestand"),
    "template": Term("An empty table to fill in (.xlsx)", "Een lege tabel om in te vullen (.xlsx)"),
    "real": Term("Alliances that existed", "Allianties die bestonden"),
    "typical": Term("Typical ones, invented", "Typische, verzonnen"),
    "teaching": Term("To learn from", "Om van te leren"),
    "card": Term("{members} members, {months} months", "{members} leden, {months} maanden"),
    "portrait": Term(
        "{members} members; a larger dot has more staff",
        "{members} leden; een grotere stip heeft meer medewerkers",
    ),
    # -- for a class
    "lesson": Term("Where it tips: for a class", "Waar het omslaat: voor een klas"),
    "touch": Term("Pages to touch", "Pagina's om aan te raken"),
    "touch note": Term(
        "Six steps on how things tip, for 90 minutes or for oneself: one file that works without a network, "
        "on a phone too, with a plan for the teacher.",
        "Zes stappen over hoe dingen omslaan, voor 90 minuten of voor uzelf: één bestand dat zonder internet "
        "werkt, ook op een telefoon, met een plan voor de docent.",
    ),
    "save touch": Term("Save the pages", "De pagina's bewaren"),
    "save plan": Term("Save the plan for the teacher", "Het plan voor de docent bewaren"),
    "map": Term("A phase diagram that refines", "Een fasediagram dat scherper wordt"),
    "map note": Term(
        "For which alliances does it become productive? The computer looks, learns, and looks again where the "
        "edge is not known yet. Each dot is an alliance that was tried; the hatched band is where it cannot "
        "be told yet. It takes some minutes, and can be stopped.",
        "Welke allianties worden productief? De computer kijkt, leert, en kijkt opnieuw waar de grens nog "
        "niet bekend is. Elke stip is een alliantie die geprobeerd is; in de gearceerde band is het nog niet "
        "te zeggen. Het duurt enkele minuten, en kan worden gestopt.",
    ),
    "which map": Term("Which", "Welk"),
    "trust-and-values": Term(
        "Trust at the start, and difference in values",
        "Vertrouwen bij de start, en verschil in waarden",
    ),
    "trust-and-money": Term("Trust at the start, and money", "Vertrouwen bij de start, en geld"),
    "draw": Term("Draw it", "Teken het"),
    "map alt": Term(
        "The phase diagram as far as it is known; the text below tells where its edge runs",
        "Het fasediagram voor zover bekend; de tekst eronder vertelt waar de grens loopt",
    ),
    # -- mending a table
    "mend": Term("The table {file}", "De tabel {file}"),
    "all right": Term("Nothing is wrong with this table.", "Er is niets mis met deze tabel."),
    "faults": Term(
        "{count} to mend. What is marked can be changed here; each change is read at once.",
        "{count} te herstellen. Wat gemarkeerd is, kunt u hier veranderen; elke verandering wordt meteen gelezen.",
    ),
    "one fault": Term("One thing", "Eén ding"),
    "more faults": Term("{count} things", "{count} dingen"),
    "sheet": Term("Sheet {name}", "Blad {name}"),
    "cell": Term("{column}{row}", "{column}{row}"),
    "use": Term("Use this alliance", "Deze alliantie gebruiken"),
    "mended": Term("Save the mended table (.xlsx)", "De herstelde tabel bewaren (.xlsx)"),
    "back": Term("Another alliance", "Een andere alliantie"),
    # -- tabs
    "tabs": Term("About this alliance", "Over deze alliantie"),
    "who": Term("Who", "Wie"),
    "likely": Term("What is likely", "Wat waarschijnlijk is"),
    "months tab": Term("Month by month", "Maand voor maand"),
    "what if": Term("What if", "Wat als"),
    "what to do": Term("What to do", "Wat te doen"),
    "take": Term("Take it along", "Neem het mee"),
    # -- who
    "seen first": Term("Who trusts whom at the start", "Wie wie vertrouwt bij de start"),
    "facts": Term("What is said of it", "Wat erover gezegd is"),
    # -- sliders
    "sliders": Term("Change something", "Verander iets"),
    "sliders note": Term(
        "The pictures follow. What you change here holds on all tabs.",
        "De figuren volgen. Wat u hier verandert, geldt op alle tabbladen.",
    ),
    "reset": Term("As it was", "Zoals het was"),
    "was": Term("was {value}", "was {value}"),
    "moved": Term("Changed: {what}", "Veranderd: {what}"),
    "trust": Term("Trust at the start", "Vertrouwen bij de start"),
    "facilitation": Term(
        "Process facilitator (days a month)", "Procesbegeleider (dagen per maand)"
    ),
    "money times": Term("Money (times what it is)", "Geld (maal wat het is)"),
    "openness": Term("Openness above the waterline", "Openheid boven de waterlijn"),
    "agreements": Term("Working agreements at the start", "Werkafspraken bij de start"),
    "values": Term("Difference in norms and values", "Verschil in normen en waarden"),
    # -- what is likely
    "endings": Term("How it ends", "Hoe het afloopt"),
    "who leaves": Term("Who may leave", "Wie kan vertrekken"),
    # -- month by month
    "play": Term("Play", "Afspelen"),
    "pause": Term("Pause", "Pauze"),
    "another run": Term("Another run", "Een andere run"),
    "month": Term("Month", "Maand"),
    "this run": Term(
        "Run {run}: one way in which it can go. Others go otherwise.",
        "Run {run}: één manier waarop het kan gaan. Andere gaan anders.",
    ),
    "happened": Term("What happened", "Wat er gebeurde"),
    "quiet": Term("Nothing special.", "Niets bijzonders."),
    "joined": Term("{names} joins.", "{names} komt erbij."),
    "joined all": Term("It begins, with {count} members.", "Het begint, met {count} leden."),
    "left": Term("{names} leaves.", "{names} vertrekt."),
    "now": Term("Now: {phase}.", "Nu: {phase}."),
    "clashed": Term("Clashes over {what}.", "Botsingen over {what}."),
    "badly": Term("{count} of them ended badly.", "{count} daarvan liep slecht af."),
    "badly many": Term("{count} of them ended badly.", "{count} daarvan liepen slecht af."),
    "counted": Term("{what} ({count})", "{what} ({count})"),
    "paid little": Term(
        "The fund paid {share} of what was asked.", "Het fonds betaalde {share} van het gevraagde."
    ),
    "it ended": Term("The alliance ends: {how}.", "De alliantie eindigt: {how}."),
    # -- what if
    "variant": Term("Variant {number}", "Variant {number}"),
    "ready": Term("A ready change", "Een kant-en-klare verandering"),
    "none chosen": Term("none", "geen"),
    "add variant": Term("Add a variant", "Variant erbij"),
    "remove variant": Term("Remove variant {number}", "Variant {number} weghalen"),
    "beside": Term(
        "Each variant beside the alliance as it is, run by run under the same chance: what differs is the "
        "variant. {runs} pairs; 95 % intervals.",
        "Elke variant naast de alliantie zoals ze is, run voor run onder hetzelfde toeval: wat verschilt, "
        "komt van de variant. {runs} paren; 95 %-intervallen.",
    ),
    "move something": Term(
        "Move a slider or choose a ready change.",
        "Verschuif een schuif of kies een kant-en-klare verandering.",
    ),
    "over time": Term("Difference from as it is: {what}", "Verschil met zoals het is: {what}"),
    "difference of": Term("{variant}: difference", "{variant}: verschil"),
    # -- what to do
    "advice how": Term(
        "Searches over the nine actions of the brochure, when and how often, within a budget, and measures "
        "what it finds on fresh runs. This takes a minute or more.",
        "Zoekt over de negen acties van de brochure, wanneer en hoe vaak, binnen een budget, en meet wat "
        "het vindt op verse runs. Dit duurt een minuut of langer.",
    ),
    "budget": Term("Facilitator days in all", "Begeleidersdagen in totaal"),
    "search": Term("Find what to do", "Zoek wat te doen"),
    "advice picture": Term(
        "The nine actions, each alone, by phase: change with its interval; the text tells the same",
        "De negen acties, elk apart, per fase: verschil met interval; de tekst vertelt hetzelfde",
    ),
    "follow it": Term("Look at the alliance that does this", "Bekijk de alliantie die dit doet"),
    # -- follow
    "follow": Term("Follow", "Volgen"),
    "follow how": Term(
        "Members answer some 27 plain questions, now and then; the simulation is kept in line with what they "
        "answer and with what happens, and says where the alliance stands and what comes. Without answers it "
        "says what is to be expected before any.",
        "Leden beantwoorden af en toe zo'n 27 gewone vragen; de simulatie wordt gelijk gehouden met wat zij "
        "antwoorden en met wat er gebeurt, en zegt waar de alliantie staat en wat er komt. Zonder antwoorden "
        "zegt ze wat er vooraf te verwachten is.",
    ),
    "questions": Term("The questionnaire (.xlsx)", "De vragenlijst (.xlsx)"),
    "answers": Term("Answers", "Antwoorden"),
    "drop answers": Term(
        "Files of answers, as survey tools export them; those in the alliance's own table are read too. "
        "{files}",
        "Bestanden met antwoorden, zoals enquêtetools ze uitvoeren; die in de eigen tabel van de alliantie "
        "worden ook gelezen. {files}",
    ),
    "events": Term("Events", "Gebeurtenissen"),
    "drop events": Term(
        "A file of what happened: date, what, who, how much. {files}",
        "Een bestand met wat er gebeurde: datum, wat, wie, hoeveel. {files}",
    ),
    "there": Term("Here: {files}.", "Hier: {files}."),
    "began": Term(
        "Month in which it began, such as 2024-01, when its table does not say",
        "Maand waarin ze begon, zoals 2024-01, als de tabel dat niet zegt",
    ),
    "follow now": Term("Follow it", "Volg haar"),
    "save page": Term("Save the pages (.html)", "De pagina's bewaren (.html)"),
    "save word": Term("Save for Word (.docx)", "Bewaren voor Word (.docx)"),
    # -- take it along
    "take report": Term("The report", "Het rapport"),
    "take report note": Term(
        "One page that works offline and prints to A4; takes a minute or more.",
        "Eén pagina die zonder internet werkt en op A4 past; duurt een minuut of langer.",
    ),
    "make": Term("Make it", "Maak het"),
    "save report": Term("Save the report", "Het rapport bewaren"),
    "take scenario": Term("The scenario file", "Het scenariobestand"),
    "take scenario note": Term(
        "All that is said of this alliance, changes included; this page and all commands read it.",
        "Alles wat over deze alliantie gezegd is, met veranderingen; deze pagina en alle commando's lezen het.",
    ),
    "save": Term("Save", "Bewaren"),
    "take picture": Term("The picture", "De figuur"),
    "take picture note": Term("All of it on one sheet (.png).", "Alles op één vel (.png)."),
    "save picture": Term("Save the picture", "De figuur bewaren"),
    "take command": Term("The command that does the same", "Het commando dat hetzelfde doet"),
    "take command note": Term(
        "In a terminal, in the folder with the scenario file:",
        "In een terminal, in de map met het scenariobestand:",
    ),
}
"""Sentences and labels by key; for `alliance.words.voice.PageVoice`."""

CONTROLS: dict[str, str] = {
    "trust": "trust",
    "openness": "openness",
    "facilitation": "facilitation",
    "money": "money times",
    "agreements": "agreements",
    "values": "values",
}
"""What can be moved by a slider (`experiments.phase_diagrams.controls`), and the key of its label."""
