"""Every sentence of the report, English and Dutch side by side; terms come from `alliance.words.vocabulary`.

What stands in braces is filled in, with text: numbers come formatted (`alliance.words.voice`).
"""

from __future__ import annotations

from alliance.words import scenario
from alliance.words.language import Term

WORDS: dict[str, Term] = {
    **scenario.WORDS,
    # -- everywhere
    "share": Term("share of runs", "deel van de runs"),
    "first month": Term("first in month", "voor het eerst in maand"),
    "in month": Term("in month", "in maand"),
    # -- head and summary
    "kicker": Term(
        "Likely path, risks, and what would help", "Waarschijnlijk verloop, risico's en wat helpt"
    ),
    "byline": Term(
        "{runs} simulated runs of {months} months · {members} members · seed {seed} · "
        "alliance-lab {version}",
        "{runs} gesimuleerde runs van {months} maanden · {members} leden · seed {seed} · "
        "alliance-lab {version}",
    ),
    "summary": Term("In three sentences", "In drie zinnen"),
    "contents": Term("In this report", "In dit rapport"),
    "reached": Term(
        "In {share} of the runs the alliance becomes productive: in half of these by month "
        "{median}, in 80 % of them between month {low} and {high}.",
        "In {share} van de runs wordt de alliantie productief: in de helft daarvan uiterlijk "
        "in maand {median}, in 80 % daarvan tussen maand {low} en {high}.",
    ),
    "reached few": Term(
        "In {share} of the runs the alliance becomes productive, first in month {month}.",
        "In {share} van de runs wordt de alliantie productief, voor het eerst in maand {month}.",
    ),
    "not reached": Term(
        "In none of the {runs} runs does the alliance become productive; that it would in "
        "more than {most} of all possible runs is unlikely.",
        "In geen van de {runs} runs wordt de alliantie productief; dat het in meer dan "
        "{most} van alle denkbare runs zou gebeuren, is onwaarschijnlijk.",
    ),
    "gain": Term(
        "Over its whole life, what members do in the alliance gives on average {gain} the same hours apart "
        "({known}; 80 % of the runs: {reach}), and in {share} of the runs the alliance still "
        "exists in the last month or has reached its goal.",
        "Over de hele looptijd levert wat leden in de alliantie doen gemiddeld {gain} dezelfde uren apart "
        "({known}; 80 % van de runs: {reach}), en in {share} van de runs bestaat de alliantie in "
        "de laatste maand nog of heeft zij haar doel bereikt.",
    ),
    "gain more": Term("{value} more than", "{value} meer op dan"),
    "gain less": Term("{value} less than", "{value} minder op dan"),
    "gain none": Term("as much as", "evenveel op als"),
    "no gain": Term(
        "Nobody works in the alliance, so there is nothing to compare with the same hours "
        "apart; in {share} of the runs the alliance still exists in the last month or has reached "
        "its goal.",
        "Niemand werkt in de alliantie, dus er valt niets te vergelijken met dezelfde uren "
        "apart; in {share} van de runs bestaat de alliantie in de laatste maand nog of heeft zij "
        "haar doel bereikt.",
    ),
    "third": Term("{risk}; {action}.", "{risk}; {action}."),
    "risk none": Term("no member leaves in any run", "in geen enkele run vertrekt een lid"),
    "risk even": Term(
        "no member is clearly more likely to leave than another ({low} to {high} of the runs)",
        "geen lid heeft duidelijk meer kans om te vertrekken dan een ander ({low} tot "
        "{high} van de runs)",
    ),
    "risk most": Term(
        "{most} leaves most often (in {share} of the runs), {least} least often ({other})",
        "{most} vertrekt het vaakst (in {share} van de runs), {least} het minst vaak ({other})",
    ),
    "risk alike": Term(
        "{leavers} of the {members} members leave in the median run",
        "in de middelste run vertrekken {leavers} van de {members} leden",
    ),
    "action best": Term(
        "of the nine actions, “{action}” seems to add most: {change} percentage points of "
        "added value, if done {when}",
        "van de negen acties lijkt ‘{action}’ het meest op te leveren: {change} "
        "procentpunt meerwaarde, als die {when} gebeurt",
    ),
    "action hired": Term(
        "{told}, with a process facilitator, whom this alliance does not have now",
        "{told}, met een procesbegeleider, die deze alliantie nu niet heeft",
    ),
    "action none": Term(
        "none of the nine actions, at the two moments tried, clearly adds value",
        "geen van de negen acties levert op de twee geprobeerde momenten duidelijk iets op",
    ),
    "action small": Term(
        "none of the nine actions, at the two moments tried, adds as much as {least} "
        "percentage point of added value",
        "geen van de negen acties levert op de twee geprobeerde momenten ook maar "
        "{least} procentpunt meerwaarde op",
    ),
    # -- the alliance
    "alliance": Term("The alliance", "De alliantie"),
    "members": Term("The members at the start", "De leden bij de start"),
    "drawn members": Term(
        "{count} members, each drawn anew for every run",
        "{count} leden, elk voor iedere run opnieuw getrokken",
    ),
    "written": Term(
        "A single number was given. Where a number stands with ± (mean and standard "
        "deviation) or as a range, the exact value is not known: each run draws its own. "
        "Capacity counts all staff that could work on the theme.",
        "Een los getal is opgegeven. Waar een getal met ± staat (gemiddelde en "
        "standaardafwijking) of als bereik, is de precieze waarde niet bekend: elke run "
        "trekt er zelf een. Capaciteit telt alle medewerkers die aan het thema zouden "
        "kunnen werken.",
    ),
    "known": Term("What is known", "Wat bekend is"),
    "known none": Term(
        "The scenario names no sources: take everything in it as an assumption.",
        "Het scenario noemt geen bronnen: beschouw alles erin als aanname.",
    ),
    "known of": Term("Facts come from these sources:", "De feiten komen uit deze bronnen:"),
    "assumed": Term("What is assumed", "Wat is aangenomen"),
    "assumed none": Term(
        "The scenario states no assumptions. What it leaves out takes the values of a "
        "typical alliance.",
        "Het scenario noemt geen aannames. Wat het openlaat, krijgt de waarden van een "
        "doorsnee alliantie.",
    ),
    "assumed of": Term("In the words of the scenario:", "In de woorden van het scenario:"),
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
"""By a key of ours."""
