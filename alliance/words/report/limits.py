"""What the report says of assumptions and limits, and of where it comes from."""

from __future__ import annotations

from alliance.words.language import Term

SENTENCES: dict[str, Term] = {
    # -- limits
    "limits": Term("Assumptions and limits", "Aannames en grenzen"),
    "main limit": Term(
        "The main limit: this compares what can happen in a model of alliances, and does not forecast "
        "yours. Intervals show chance and what is not known of the start, not how far the model itself may "
        "be off. Differences between ways to go on are surer than any number by itself.",
        "De voornaamste grens: dit vergelijkt wat er in een model van allianties kan gebeuren, en voorspelt "
        "de uwe niet. Intervallen tonen toeval en wat van het begin niet bekend is, niet hoe ver het model "
        "er zelf naast kan zitten. Verschillen tussen aanpakken zijn zekerder dan elk getal op zich.",
    ),
    "annex": Term("Annex: values that are assumed", "Bijlage: waarden die zijn aangenomen"),
    "annex note": Term(
        "For who wants to look a value up or change it. The names are those of the software and its "
        "documentation, which are in English.",
        "Voor wie een waarde wil opzoeken of veranderen. De namen zijn die van de software en haar "
        "documentatie, die Engels zijn.",
    ),
    "limit compares": Term(
        "This report compares what can happen; it does not forecast what will happen "
        "to this alliance. A share of runs is not a chance in real life.",
        "Dit rapport vergelijkt wat er kan gebeuren; het voorspelt niet wat er met "
        "deze alliantie gaat gebeuren. Een deel van de runs is geen kans in het "
        "echt.",
    ),
    "limit model": Term(
        "Intervals and ranges show what chance and unknown starting values do within the "
        "model. How wrong the model itself may be is not in them.",
        "Intervallen en bereiken laten zien wat toeval en onbekende beginwaarden binnen "
        "het model doen. Hoe ver het model er zelf naast kan zitten, zit er niet in.",
    ),
    "limit parameters": Term(
        "The model has {all} parameters. The value of {assumed} rests wholly or "
        "partly on an assumption; {fitted} of all were fitted to published numbers, "
        "most of them about teams and firms. The list is in the annex.",
        "Het model heeft {all} parameters. Bij {assumed} rust de waarde geheel of "
        "deels op een aanname; {fitted} van alle zijn afgestemd op gepubliceerde "
        "cijfers, meest over teams en bedrijven. De lijst staat in de bijlage.",
    ),
    "limit best": Term(
        "What was fitted stands at one set of values here, though others meet the published "
        "numbers about as well; --parameters posterior draws a set for each run.",
        "Wat is afgestemd, staat hier op één stel waarden, terwijl andere even goed bij de "
        "gepubliceerde cijfers passen; --parameters posterior loot er een per run.",
    ),
    "limit drawn": Term(
        "What was fitted is drawn anew for each run, from {sets} sets of values that meet the "
        "published numbers about as well; so intervals hold what is not known of them.",
        "Wat is afgestemd, is voor elke run geloot uit {sets} stellen waarden die ongeveer even goed "
        "bij de gepubliceerde cijfers passen; intervallen bevatten dus wat daarvan niet bekend is.",
    ),
    "limit when": Term(
        "What it says about when something happens is the weakest: few published numbers "
        "stand behind it.",
        "Wat het zegt over wannéér iets gebeurt, is het zwakst: er staan weinig "
        "gepubliceerde cijfers achter.",
    ),
    "limit phases": Term(
        "A phase is a measurement: what members do most together for at least {dwell} months, and, "
        "for phase 3, that the year gave more than apart. Someone in the room may see it otherwise.",
        "Een fase is een meting: wat leden minstens {dwell} maanden lang samen het meest doen, en, "
        "voor fase 3, dat het jaar meer opleverde dan apart. Wie erbij zit, kan het anders zien.",
    ),
    "limit actions": Term(
        "How strongly an action works, and what it takes of members and facilitator, "
        "is assumed for a usual way of doing it.",
        "Hoe sterk een actie werkt, en wat ze vraagt van leden en begeleider, is "
        "aangenomen voor een gebruikelijke aanpak.",
    ),
    "limit start": Term(
        "An alliance begins with nothing done yet; projects that members bring along are "
        "not in it.",
        "Een alliantie begint zonder dat er al iets ligt; lopende projecten die leden "
        "meebrengen, tellen niet mee.",
    ),
    "limit people": Term(
        "It knows organisations and roles, no persons.",
        "Het kent organisaties en rollen, geen personen.",
    ),
    "table parameters": Term(
        "Parameters whose value rests wholly or partly on an assumption",
        "Parameters waarvan de waarde geheel of deels op een aanname rust",
    ),
    "mechanism": Term("Mechanism", "Mechanisme"),
    "parameters": Term(
        "Parameters, by the names that the documentation uses",
        "Parameters, met de namen uit de documentatie",
    ),
    # -- provenance
    "provenance": Term("Where this comes from", "Herkomst"),
    "scenario": Term("Scenario", "Scenario"),
    "runs and seed": Term("Runs and seed", "Runs en seed"),
    "runs, seed": Term(
        "{runs} runs, seed {seed}; pairs of runs have the same numbers",
        "{runs} runs, seed {seed}; paren van runs hebben dezelfde nummers",
    ),
    "digest": Term("Digest of the scenario", "Vingerafdruk van het scenario"),
    "software": Term("Software", "Software"),
    "software told": Term(
        "alliance-lab {alliance_lab}, commit {commit}, Python {python}, NumPy {numpy}, {machine}",
        "alliance-lab {alliance_lab}, commit {commit}, Python {python}, NumPy {numpy}, {machine}",
    ),
    "model": Term("model", "model"),
    "model here": Term("made on the spot", "ter plekke gemaakt"),
    "changed": Term("Parameters changed", "Gewijzigde parameters"),
    "command": Term("To make it again", "Opnieuw maken"),
    "again": Term(
        "The same versions, scenario, runs and seed give the same report to the last byte.",
        "Dezelfde versies, hetzelfde scenario, dezelfde runs en seed geven hetzelfde rapport, "
        "tot op de laatste byte.",
    ),
    "in full": Term("The scenario in full (TOML)", "Het hele scenario (TOML)"),
}
