"""What the report says of the likely path and of the phases."""

from __future__ import annotations

from alliance.words.language import Term

SENTENCES: dict[str, Term] = {
    # -- the path
    "path": Term("The likely path", "Het waarschijnlijke verloop"),
    "read": Term(
        "The alliance was simulated {runs} times; each run is one way in which it could go. "
        "Behind a share of runs stands the 95 % interval: with other runs it would lie there 19 "
        "times in 20. Behind a month or an amount stands the range that holds 80 % of the runs "
        "it is about; the number before it is the median: half lie below it. Months are counted "
        "from 0.",
        "De alliantie is {runs} keer gesimuleerd; elke run is één manier waarop het kan gaan. "
        "Achter een deel van de runs staat het 95 %-interval: met andere runs zou het daar 19 "
        "van de 20 keer in liggen. Achter een maand of bedrag staat het bereik van 80 % van de "
        "runs waar het om gaat; het getal ervoor is de mediaan: de helft ligt eronder. Maanden "
        "tellen vanaf 0.",
    ),
    "few": Term(
        "With only {runs} runs all numbers here are rough; 200 is better.",
        "Met maar {runs} runs zijn alle getallen hier ruw; 200 is beter.",
    ),
    "alt": Term("{what}. {told}", "{what}. {told}"),
    "moment": Term("Month {month}: {told}.", "Maand {month}: {told}."),
    "of": Term("{what} {value}", "{what} {value}"),
    "caption phases": Term(
        "In which phase the runs are, month by month. No rule of the model knows the "
        "phases: they are read from what members do together, and from whether it gave more than apart.",
        "In welke fase de runs zijn, maand voor maand. Geen regel van het model kent "
        "de fasen: ze worden afgelezen aan wat leden samen doen, en aan of dat meer opleverde dan apart.",
    ),
    "caption activities": Term(
        "What the members' hours in the alliance go to: designing, learning, joint work, work apart under "
        "its flag, conflict, and roles and actions.",
        "Waar de uren van de leden in de alliantie heen gaan: ontwerpen, leren, samen werken, apart werken "
        "onder haar vlag, conflict, en rollen en acties.",
    ),
    "caption fairness": Term(
        "How fair members find what they get, and whether they are heard. Under the dotted line it is "
        "felt as unfair.",
        "Hoe billijk leden vinden wat ze krijgen, en of ze gehoord worden. Onder de stippellijn voelt het "
        "als onbillijk.",
    ),
    "caption money": Term(
        "What of the planned work the fund must pay, what members ask, and what they get, in a month.",
        "Wat het fonds van het geplande werk moet betalen, wat leden vragen en wat ze krijgen, per maand.",
    ),
    "caption productivity": Term(
        "What the members' hours give, jointly and apart under the alliance's flag, and what all of them "
        "would have given apart. Where the line of all output lies higher, there is added value.",
        "Wat de uren van de leden opleveren, samen en apart onder de vlag van de alliantie, en wat ze alle "
        "apart zouden hebben opgeleverd. Waar de lijn van alle opbrengst hoger ligt, is er meerwaarde.",
    ),
    "caption added value": Term(
        "Added value: how much more (or less) than apart, over the last twelve months and since the start.",
        "Meerwaarde: hoeveel meer (of minder) dan apart, over de laatste twaalf maanden en sinds de start.",
    ),
    "caption waterline": Term(
        "Tension between members: above the line what is on the table, below it "
        "what stays under the waterline.",
        "Spanning tussen leden: boven de lijn wat op tafel ligt, eronder wat onder "
        "de waterlijn blijft.",
    ),
    "caption conflict": Term(
        "Three conflicts: over resources, over norms and values, and over identity.",
        "Drie conflicten: over middelen, over normen en waarden, en over identiteit.",
    ),
    "caption climate": Term(
        "Trust, knowledge of each other, backing at home, and the conflict that is between members "
        "themselves rather than between their interests.",
        "Vertrouwen, kennis van elkaar, steun van de achterban, en het conflict dat tussen leden zelf zit "
        "en niet tussen hun belangen.",
    ),
    "caption network": Term(
        "Who trusts whom in one run, the one whose outcomes lie nearest the median "
        "of all: an arrow is wider where trust is larger, a dot larger where a "
        "member gives more. A band holds a working group; a thick edge is the core that connects "
        "them, a dashed one the ring. From a dozen members on, numbers stand for names, in "
        "the order of the table of members.",
        "Wie wie vertrouwt in één run, de run waarvan de uitkomsten het dichtst bij "
        "de mediaan van alle liggen: een pijl is breder bij meer vertrouwen, een stip "
        "groter bij meer inzet. Een band is een werkgroep; een dikke rand is de kern die ze "
        "verbindt, een gestreepte de schil. Bij meer dan twaalf leden staan er nummers in plaats "
        "van namen, in de volgorde van de tabel met leden.",
    ),
    "alt network": Term(
        "Network of trust between the members at up to three moments of run {run}.",
        "Netwerk van vertrouwen tussen de leden op hooguit drie momenten van run {run}.",
    ),
    # -- the phases
    "phases": Term("The phases: how likely, and when", "De fasen: hoe waarschijnlijk, en wanneer"),
    "table phases": Term("Phases reached", "Bereikte fasen"),
    "phase": Term("Phase", "Fase"),
    "numbered": Term("{number}. {what}", "{number}. {what}"),
    "mean months": Term("mean months in it", "maanden erin, gemiddeld"),
    "waited": Term(
        "Of the {length} months, an alliance spends on average {months} before it becomes productive; one "
        "that never does counts with all of them.",
        "Van de {length} maanden brengt een alliantie er gemiddeld {months} door voor ze productief wordt; "
        "wordt ze het nooit, dan telt ze met alle mee.",
    ),
    "table hours": Term("What the hours go to", "Waar de uren heen gaan"),
    "goes to": Term("Hours", "Uren"),
    "share of hours": Term("mean share of all hours", "gemiddeld deel van alle uren"),
    "table endings": Term("How it ends", "Hoe het afloopt"),
    "ending": Term("Ending", "Einde"),
    "brochure": Term("What to look for, and what to do", "Waar u op let, en wat u doet"),
    "table brochure": Term("The brochure, phase by phase", "De brochure, fase voor fase"),
    "brochure note": Term(
        "Each phase has its own signs and asks for its own actions, says the brochure "
        "on which the model rests.",
        "Elke fase heeft eigen kenmerken en vraagt om eigen acties, zegt de brochure "
        "waarop het model rust.",
    ),
    "see": Term("What do we see?", "Wat zien we?"),
    "do": Term("Do!", "Doen!"),
}
