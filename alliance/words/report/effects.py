"""What the report says of members at risk, of the nine actions, and of variants."""

from __future__ import annotations

from alliance.words.language import Term

SENTENCES: dict[str, Term] = {
    # -- members at risk
    "risks": Term("Members at risk", "Leden met risico"),
    "risks note": Term(
        "A member considers leaving once the backing of its constituency falls below {least} (on "
        "a scale from 0 to 1): the lower it falls, the more likely. Now and then one leaves for "
        "reasons of its own at home, or for a better offer when the ambition does not bind it.",
        "Een lid overweegt te vertrekken zodra de steun van zijn achterban onder {least} zakt (op "
        "een schaal van 0 tot 1): hoe lager, hoe groter de kans. Soms vertrekt er een om redenen "
        "thuis, of voor een beter aanbod als de ambitie het niet bindt.",
    ),
    "table risks": Term("Who leaves, who loses backing", "Wie vertrekt, wie steun verliest"),
    "member": Term("Member", "Lid"),
    "leaves": Term("leaves", "vertrekt"),
    "loses": Term("backing falls below {least}", "steun zakt onder {least}"),
    "since": Term("month {month}", "maand {month}"),
    "drives": Term("what weighs at home in the year before", "wat thuis weegt in het jaar ervoor"),
    "apart": Term("against runs in which it stays", "tegenover runs waarin het blijft"),
    "all members": Term("all members", "alle leden"),
    "drives short": Term("{what} {value}", "{what} {value}"),
    "drives none": Term("nothing counts against it", "niets telt tegen"),
    "drives few": Term("too few leave to tell", "te weinig vertrek om iets te zeggen"),
    "drives never": Term("does not leave", "vertrekt niet"),
    "drives note": Term(
        "Shares of runs, and the first month. What weighs: what counts most against the "
        "alliance in the judgement of the constituency, at most two of seven things, in "
        "hundredths of full backing, over the twelve months before leaving. Beside it "
        "the difference from the same months in runs in which the member is still there; "
        "the intervals of a member hold (95 %) for all seven together. Where nearly "
        "everyone leaves that difference is small, for the others are on their way. "
        "This is what weighs in the model; what lies behind it (a cut, a clash) can be another "
        "matter, and who leaves for reasons at home is among them.",
        "Deel van de runs, en de eerste maand. Wat weegt: wat in het oordeel van de "
        "achterban het zwaarst tegen de alliantie telt, hooguit twee van zeven dingen, in "
        "honderdsten van volledige steun, over de twaalf maanden voor het vertrek. "
        "Ernaast het verschil met dezelfde maanden in runs waarin het lid er nog is; de "
        "intervallen van een lid gelden (95 %) voor alle zeven samen. Waar bijna iedereen "
        "vertrekt, is dat verschil klein: de anderen zijn dan al op weg naar buiten. Dit "
        "weegt in het model; wat erachter zit (een bezuiniging, een botsing) kan iets anders "
        "zijn, en wie om redenen thuis vertrekt, telt ook mee.",
    ),
    "risks even": Term(
        "No member is clearly more at risk than another: the intervals overlap.",
        "Geen lid loopt duidelijk meer risico dan een ander: de intervallen overlappen.",
    ),
    "risks alike": Term(
        "Members are drawn from one distribution, so they differ by chance alone.",
        "De leden komen uit één verdeling en verschillen dus alleen door toeval.",
    ),
    "caption backing": Term(
        "Backing by member: the lighter, the more its constituency supports taking "
        "part. White: too few runs in which it is still a member.",
        "Steun van de achterban per lid: hoe lichter, hoe meer de achterban achter "
        "deelname staat. Wit: te weinig runs waarin het nog lid is.",
    ),
    "weighs goals": Term(
        "how near the ambition is to own goals", "hoe dicht de ambitie bij eigen doelen ligt"
    ),
    "weighs results": Term("results for own goals", "resultaten voor eigen doelen"),
    "weighs fairness": Term(
        "fairness of what it gets and of being heard",
        "billijkheid: wat het krijgt en of het gehoord wordt",
    ),
    "weighs profile": Term("external profile", "extern profiel"),
    "weighs cost": Term(
        "money it counted on that did not come", "geld waarop het rekende en dat niet kwam"
    ),
    "weighs conflict": Term("rifts with partners", "breuken met partners"),
    "weighs identity": Term("loss of own identity", "verlies van eigenheid"),
    # -- the nine actions
    "actions": Term("What the nine actions would do", "Wat de negen acties zouden doen"),
    "actions note": Term(
        "Each action of the brochure was tried alone, {budget} facilitator days at most, "
        "and compared run by run with doing nothing under the same chance ({runs} "
        "pairs). An action takes members' time and facilitator days that then go to "
        "nothing else, so it can also do harm. Two moments were tried: in the phase "
        "where the brochure puts it, as soon and as long as that phase is seen, and from "
        "the start, every month.",
        "Elke actie uit de brochure is apart geprobeerd, met hooguit {budget} dagen van "
        "de procesbegeleider, en run voor run vergeleken met niets doen onder hetzelfde "
        "toeval ({runs} paren). Een actie kost tijd van leden en dagen van de "
        "begeleider, die dan nergens anders heen gaan; ze kan dus ook schaden. Twee "
        "momenten zijn geprobeerd: in de fase waar de brochure de actie plaatst, zodra "
        "en zolang die fase te zien is, en vanaf de start, elke maand.",
    ),
    "hired": Term(
        "This alliance has no process facilitator. For this comparison one was assumed in both "
        "runs of every pair: independent, {days} days a month at {cost} thousand euro a day "
        "from the fund.",
        "Deze alliantie heeft geen procesbegeleider. Voor deze vergelijking is er een "
        "aangenomen, in beide runs van elk paar: onafhankelijk, {days} dagen per maand voor "
        "{cost} duizend euro per dag uit het fonds.",
    ),
    "clearly helps": Term(
        "Clearly adds value at one of the moments or both: {actions}.",
        "Levert op een van de momenten of allebei duidelijk meerwaarde op: {actions}.",
    ),
    "clearly harms": Term(
        "Clearly costs value at one of the moments or both, and adds none: {actions}.",
        "Kost op een van de momenten of allebei duidelijk meerwaarde, en levert niets "
        "op: {actions}.",
    ),
    "in phase": Term("in its phase", "in de eigen fase"),
    "from start": Term("from the start", "vanaf de start"),
    "table in phase": Term(
        "In the phase where the brochure puts it", "In de fase waar de brochure de actie plaatst"
    ),
    "table from start": Term("From the start", "Vanaf de start"),
    "action": Term("Action", "Actie"),
    "comes": Term("its moment comes (runs)", "het moment komt (runs)"),
    "value points": Term("added value (percentage points)", "meerwaarde (procentpunt)"),
    "survives points": Term(
        "still exists at the end (percentage points of runs)",
        "bestaat nog aan het einde (procentpunt van de runs)",
    ),
    "sooner months": Term("months until productive", "maanden tot productief"),
    "in words": Term("in plain words", "in gewone woorden"),
    "effects note": Term(
        "Mean change with its interval; the intervals of one column in both tables hold "
        "(95 %) for all {count} together. Runs that never become productive count with "
        "their whole length.",
        "Gemiddelde verandering met interval; de intervallen van één kolom in beide "
        "tabellen gelden (95 %) voor alle {count} samen. Runs die nooit productief "
        "worden, tellen mee met hun hele lengte.",
    ),
    "left out": Term(
        "Left out, for {budget} facilitator days do not last a month: {actions}.",
        "Weggelaten, omdat {budget} begeleidersdagen er geen maand voor toereiken: {actions}.",
    ),
    "helps": Term("helps: {what}", "helpt: {what}"),
    "harms": Term("harms: {what}", "schaadt: {what}"),
    "mixed": Term("two sides: {what}", "twee kanten: {what}"),
    "unclear": Term(
        "no difference that can be told from chance",
        "geen verschil dat van toeval te onderscheiden is",
    ),
    "never done": Term("its moment never comes", "het moment komt nooit"),
    "better added_value": Term("more added value", "grotere meerwaarde"),
    "worse added_value": Term("less added value", "kleinere meerwaarde"),
    "better slightly": Term("slightly more added value", "iets grotere meerwaarde"),
    "worse slightly": Term("slightly less added value", "iets kleinere meerwaarde"),
    "better survived": Term(
        "ends less often without its goal", "eindigt minder vaak zonder zijn doel"
    ),
    "worse survived": Term("ends more often without its goal", "eindigt vaker zonder zijn doel"),
    "better time_to_productivity": Term("productive sooner", "eerder productief"),
    "worse time_to_productivity": Term("productive later", "later productief"),
    "caption actions": Term(
        "Change in added value by action, with intervals that hold for all together. "
        "Right of the line the action helps, left of it it harms; an interval that "
        "crosses the line leaves it open.",
        "Verandering in meerwaarde per actie, met intervallen die voor alle samen "
        "gelden. Rechts van de lijn helpt de actie, links schaadt ze; een interval "
        "over de lijn laat het in het midden.",
    ),
    "axis actions": Term(
        "change in added value (percentage points)", "verandering in meerwaarde (procentpunt)"
    ),
    "title actions": Term("The nine actions", "De negen acties"),
    # -- comparison
    "compared": Term("Compared with variants", "Vergeleken met varianten"),
    "compared note": Term(
        "Each variant was laid beside the alliance as it is, run by run under the same "
        "chance ({runs} pairs), so the difference comes from the variant and from "
        "nothing else. Intervals are of 95 % each; of these {count}, expect about "
        "{missed} to miss.",
        "Elke variant is run voor run naast de alliantie zoals ze is gelegd, onder "
        "hetzelfde toeval ({runs} paren): het verschil komt dus van de variant en van "
        "niets anders. Elk interval is er een van 95 %; van deze {count} zitten er "
        "naar verwachting zo'n {missed} naast.",
    ),
    "table compared": Term(
        "Against the alliance as it is", "Vergeleken met de alliantie zoals ze is"
    ),
    "outcome": Term("Outcome", "Uitkomst"),
    "as it is": Term("as it is", "zoals ze is"),
    "differs": Term("change", "verandering"),
    "verdict": Term("verdict", "oordeel"),
    "better": Term("better", "beter"),
    "worse": Term("worse", "slechter"),
    "higher": Term("higher", "hoger"),
    "lower": Term("lower", "lager"),
    "cannot tell": Term("cannot tell", "niet te zeggen"),
    "no run differs": Term("no run differs", "geen run verschilt"),
    "per cent": Term("{what} (%)", "{what} (%)"),
    "caption difference": Term(
        "How much more (or less) the members' joint work gives each month with this "
        "variant than without.",
        "Hoeveel meer (of minder) de leden per maand samen opleveren met deze variant dan zonder.",
    ),
    "alt difference": Term(
        "Difference in joint output over time, {variant}.",
        "Verschil in gezamenlijke opbrengst in de tijd, {variant}.",
    ),
    "variant no-facilitation": Term(
        "no process facilitator, and none of the nine actions",
        "geen procesbegeleider, en geen van de negen acties",
    ),
    "variant early-facilitation": Term(
        "a process facilitator in the first two years, the nine actions in their phases",
        "een procesbegeleider in de eerste twee jaar, de negen acties in hun fase",
    ),
    "variant late-facilitation": Term(
        "the same two years of facilitation, two years later",
        "dezelfde twee jaar begeleiding, twee jaar later",
    ),
    "variant cut": Term(
        "from the third year on a third less money", "vanaf het derde jaar een derde minder geld"
    ),
    "variant flat": Term(
        "rank flattened: no lead party, winning a clash brings no rank, equal shares",
        "zonder rangorde: geen penvoerder, een botsing winnen geeft geen rang, gelijke delen",
    ),
    "variant administered": Term(
        "an administrative body governs", "een uitvoeringsbureau bestuurt"
    ),
}
