"""What things are called, in English and in Dutch: one place for the words that users see.

The brochure is Dutch. Where it gives the Dutch, that is used and marked `brochure`; the rest is
translated in its manner. The phases (`sim.observers.phases.PHASES`) and the nine actions
(`sim.interventions.nine.ACTIONS`) carry both languages themselves; `in_language` takes those too:

>>> from alliance.words.language import in_language
>>> from sim.observers.phases import CHAFING, PHASES
>>> in_language(PHASES[CHAFING], "nl"), in_language(ROLES["lead"], "nl")
('ontwerpen en schuren', 'penvoerder')
"""

from __future__ import annotations

from alliance.words.language import Term
from sim.observers import signs

CONCEPTS: dict[str, Term] = {
    "alliance": Term("alliance", "alliantie", True),
    "added_value": Term("added value", "meerwaarde", True),
    "together_and_apart": Term("together and apart", "gezamenlijkheid en eigenheid", True),
    "member": Term("member", "lid"),
    "constituency": Term("constituency", "achterban", True),
    "backing": Term("backing", "steun van de achterban"),
    "ambition": Term("ambition", "ambitie"),
    "vision": Term("vision and values", "visie en waarden"),
    "differences": Term("differences", "verschillen", True),
    "authority": Term("authority", "bevoegdheden", True),
    "rules_of_the_game": Term("rules of the game", "spelregels", True),
    "agreements": Term("working agreements", "werkafspraken"),
    "balance": Term("balance of trust and control", "balans van vertrouwen en controle"),
    "waterline": Term("waterline", "waterlijn", True),
    "openness": Term("openness", "openheid"),
    "conflict": Term("conflict", "conflict"),
    "clash": Term("clash", "botsing"),
    "grievance": Term("grievance", "oud zeer"),
    "rift": Term("relationship conflict", "relatieconflict"),
    "fairness": Term("fairness", "billijkheid"),
    "trust": Term("trust", "vertrouwen"),
    "knowledge": Term("knowledge of each other", "kennis van elkaar"),
    "pecking_order": Term("pecking order", "rangorde", True),
    "language": Term("shared language and story", "gedeelde taal en gedeeld verhaal"),
    "working_group": Term("working group", "werkgroep"),
    "core": Term("core", "kern"),
    "ring": Term("ring", "schil"),
    "role_division": Term("role division", "rolverdeling"),
    "task": Term("task", "opgave"),
    "funder": Term("funder", "financier"),
    "aspiration": Term("money it has come to expect", "geld waarop het is gaan rekenen"),
    "learning_agenda": Term("learning agenda", "leeragenda"),
    "profile": Term("external profile", "extern profiel"),
    "harvest": Term("harvest", "oogst"),
    "strengths": Term("each other's strengths", "elkaars kracht"),
    "dissent": Term("dissent", "tegenspraak", True),
    "productivity": Term("productivity", "productiviteit", True),
    "activity": Term("activity", "activiteit"),
    "phase": Term("phase", "fase"),
    "sign": Term("sign", "kenmerk"),
    "action": Term("action", "actie"),
}
"""Ideas of the brochure, by a name of ours."""

_SIGNS = {sign.code: sign.name for sign in signs.SIGNS}
SIGNS: dict[str, Term] = {
    "S1": Term(_SIGNS["S1"], "de ambitie leidt en bindt"),
    "S2": Term(_SIGNS["S2"], "inhoud boven tafel, de strijd eronder"),
    "S3": Term(_SIGNS["S3"], "apart samen werken", True),
    "S4": Term(_SIGNS["S4"], "de verschillen ontdekken"),
    "S5": Term(_SIGNS["S5"], "ontstaan van rangorde", True),
    "S6": Term(_SIGNS["S6"], "een gedeelde taal, een gedeeld verhaal"),
    "S7": Term(_SIGNS["S7"], "eenheid naar vormgeving", True),
    "S8": Term(_SIGNS["S8"], "meerwaarde krijgt vorm"),
}
"""The eight signs, by code; `sim.observers.signs` says how each is measured."""

ACTIVITIES: dict[str, Term] = {
    "designing": Term("designing", "ontwerpen"),
    "learning": Term("learning", "leren"),
    "apart": Term("working apart", "apart werken"),
    "joint": Term("working jointly", "samen werken"),
}
"""What members spend their time in the alliance on."""

ROLES: dict[str, Term] = {
    "lead": Term("lead party", "penvoerder", True),
    "coordinator": Term("coordinator", "coördinator"),
    "facilitator": Term("process facilitator", "procesbegeleider", True),
}
"""The three roles, by their key in scenarios."""

INDEPENDENT = Term("independent", "onafhankelijk", True)
"""Of a role that comes from none of the members."""

DIFFERENCES: dict[str, Term] = {
    "quality": Term("quality", "kwaliteit"),
    "expertise": Term("knowledge", "kennis"),
    "professionalism": Term("professionalism", "professionaliteit"),
    "values": Term("organisational culture", "organisatiecultuur"),
    "goals": Term("strategic views", "strategische visies"),
    "dependence": Term("financial interests", "financiële belangen"),
}
"""The six differences between members, by the quantity of a member that carries each."""

CONFLICTS: dict[str, Term] = {
    "tension_resources": Term("resources", "middelen"),
    "tension_values": Term("norms and values", "normen en waarden"),
    "tension_identity": Term("identity", "identiteit"),
}
"""The three things that conflicts are over, by the variable of a result that measures each."""

DIVISIONS: dict[str, Term] = {
    "equal": Term("equal shares", "gelijke delen"),
    "equity": Term("by contribution", "naar bijdrage"),
    "need": Term("by need", "naar behoefte"),
    "power": Term("by rank", "naar rang"),
}
"""Rules of dividing money and credit, by their key in scenarios."""

GOVERNANCES: dict[str, Term] = {
    "shared": Term("all members together", "alle leden samen"),
    "lead": Term("the lead party", "de penvoerder"),
    "nao": Term("an administrative body", "een uitvoeringsbureau"),
}
"""Who governs, by its key in scenarios."""

GROUPS: dict[str, Term] = {
    "one": Term("one table", "één tafel"),
    "given": Term("working groups as given", "werkgroepen zoals opgegeven"),
    "members": Term("working groups that members form", "werkgroepen die leden vormen"),
    "coordinator": Term(
        "working groups that the coordinator forms", "werkgroepen die de coördinator vormt"
    ),
}
"""Who sits together, by its key in scenarios."""

DOMAINS: dict[str, Term] = {
    "area development": Term("area development", "gebiedsontwikkeling"),
    "development cooperation": Term("development cooperation", "ontwikkelingssamenwerking"),
    "healthy neighbourhoods": Term("healthy neighbourhoods", "gezonde wijken"),
    "cooperating municipalities": Term("cooperating municipalities", "samenwerkende gemeenten"),
    "care and welfare": Term("care and welfare", "zorg en welzijn"),
    "innovation in labour relations": Term(
        "innovation in labour relations", "innovatie in arbeidsrelaties"
    ),
    "teaching": Term("teaching", "onderwijs"),
}
"""Fields in which alliances work, by their key in scenarios."""

SHOCKS: dict[str, Term] = {
    "budget-cut": Term("budget cut", "bezuiniging"),
    "scandal": Term("scandal", "schandaal"),
    "director-leaves": Term("the director leaves", "de bestuurder vertrekt"),
    "one-name": Term("the alliance goes under one name", "de alliantie gaat onder één naam verder"),
    "merger": Term("merger", "fusie"),
    "environment-shift": Term(
        "the outside asks for something else", "de buitenwereld vraagt iets anders"
    ),
}
"""What can happen to an alliance, by its key in scenarios."""

ENDINGS: dict[str, Term] = {
    "running": Term("still running", "loopt nog"),
    "members": Term("too few members left", "te weinig leden over"),
    "funds": Term("no funds left", "geen geld meer"),
    "goal": Term("goal reached, closed", "doel bereikt, afgesloten"),
    "decision": Term("stopped by decision of the members", "gestopt bij besluit van de leden"),
}
"""How an alliance can be at the end, by the names of `sim.rules.leaving.Ending`."""

QUANTITIES: dict[str, Term] = {
    "goals": Term("goals", "doelen"),
    "values": Term("norms and values", "normen en waarden"),
    "expertise": Term("expertise", "expertise"),
    "quality": Term("quality", "kwaliteit"),
    "professionalism": Term("professionalism", "professionaliteit"),
    "capacity": Term("capacity", "capaciteit"),
    "reserve": Term("own money", "eigen geld"),
    "dependence": Term("dependence on the fund", "afhankelijkheid van het fonds"),
    "network": Term("network", "netwerk"),
    "engagement": Term("engagement", "inzet"),
    "openness": Term("openness", "openheid"),
    "attachment": Term("attachment to its own identity", "gehechtheid aan de eigen identiteit"),
    "status": Term("rank", "rang"),
    "backing": Term("backing", "steun van de achterban"),
    "patience": Term("patience of the constituency", "geduld van de achterban"),
}
"""What is said of a member, by its key in scenarios."""

VARIABLES: dict[str, Term] = {
    # the alliance
    "commitment": Term("binding by the ambition", "binding aan de ambitie"),
    "agreements": Term("working agreements", "werkafspraken"),
    "control": Term("control in the agreements", "controle in de afspraken"),
    "language": Term("shared language and story", "gedeelde taal en gedeeld verhaal"),
    "harvest": Term("harvest", "oogst"),
    "profile": Term("external profile", "extern profiel"),
    "dissent": Term("habit of dissent", "gewoonte van tegenspraak"),
    "fund": Term("fund", "fonds"),
    "funding": Term("share of the grants that comes in", "deel van de subsidies dat binnenkomt"),
    "track": Term("added value as the funder sees it", "meerwaarde zoals de financier die ziet"),
    "renewed": Term("months of renewed grant to come", "maanden verlengde subsidie die nog komen"),
    "terms": Term("terms granted", "toegekende termijnen"),
    "gap": Term("distance from what is asked", "afstand tot de vraag van buiten"),
    "progress": Term("progress toward the goal", "voortgang naar het doel"),
    "members": Term("members", "leden"),
    # from member to member
    "trust": Term("trust", "vertrouwen"),
    "knowledge": Term("knowledge of each other", "kennis van elkaar"),
    "stored_resources": Term(
        "unspoken tension over resources", "onuitgesproken spanning over middelen"
    ),
    "stored_values": Term(
        "unspoken tension over norms and values", "onuitgesproken spanning over normen en waarden"
    ),
    "stored_identity": Term(
        "unspoken tension over identity", "onuitgesproken spanning over identiteit"
    ),
    "rift": Term("relationship conflict", "relatieconflict"),
    # members
    "active": Term("is a member", "is lid"),
    "reserve": Term("own money", "eigen geld"),
    "expected": Term("money it has come to expect", "geld waarop het is gaan rekenen"),
    "paid_share": Term("share it counts on being paid", "deel waarvan het op vergoeding rekent"),
    "engagement": Term("engagement", "inzet"),
    "openness": Term("openness", "openheid"),
    "status": Term("rank", "rang"),
    "quality": Term("quality of its joint work", "kwaliteit van zijn gezamenlijke werk"),
    "role": Term("role division", "rolverdeling"),
    "designing": Term("time for designing", "tijd voor ontwerpen"),
    "learning": Term("time for learning", "tijd voor leren"),
    "apart": Term("time for working apart", "tijd voor apart werken"),
    "joint": Term("time for working jointly", "tijd voor samen werken"),
    "belief": Term(
        "what it believes an hour of joint work to bring",
        "wat een uur samen werken naar zijn idee oplevert",
    ),
    "deprivation": Term("expected and not paid", "verwacht en niet vergoed"),
    "fair_got": Term("fairness of what it gets", "billijkheid van wat het krijgt"),
    "fair_heard": Term("fairness of being heard", "billijkheid van hoe er wordt geluisterd"),
    "backing": Term("backing", "steun van de achterban"),
    "results_seen": Term(
        "results for own goals, as seen at home", "resultaten voor eigen doelen, zoals thuis gezien"
    ),
    # flows of the alliance
    "joint_output": Term("joint output", "gezamenlijke opbrengst"),
    "apart_output": Term("output apart under the flag", "opbrengst apart onder de vlag"),
    "own_output": Term("output of all hours apart", "opbrengst van alle uren apart"),
    "designing_hours": Term("hours for designing", "uren voor ontwerpen"),
    "learning_hours": Term("hours for learning", "uren voor leren"),
    "apart_hours": Term("hours of working apart", "uren apart werken"),
    "joint_hours": Term("hours of working jointly", "uren samen werken"),
    "conflict_hours": Term("hours lost to conflict", "uren verloren aan conflict"),
    "other_hours": Term("hours for roles and actions", "uren voor rollen en acties"),
    "tension_resources": Term("tension over resources", "spanning over middelen"),
    "tension_values": Term("tension over norms and values", "spanning over normen en waarden"),
    "tension_identity": Term("tension over identity", "spanning over identiteit"),
    "tension_open": Term("tension on the table", "spanning boven tafel"),
    "tension_hidden": Term("tension under the waterline", "spanning onder de waterlijn"),
    "contact": Term("contact", "contact"),
    "clashes": Term("clashes", "botsingen"),
    "clashes_bad": Term("clashes that ended badly", "botsingen die slecht afliepen"),
    "clashes_resources": Term("clashes over resources", "botsingen over middelen"),
    "clashes_values": Term("clashes over norms and values", "botsingen over normen en waarden"),
    "clashes_identity": Term("clashes over identity", "botsingen over identiteit"),
    "help": Term("help of the facilitator", "hulp van de procesbegeleider"),
    "heard": Term("heard of the outside", "gehoord van buiten"),
    "unity": Term("unity", "eenheid"),
    "binding": Term("how far the ambition binds members", "hoezeer de ambitie de leden bindt"),
    "promise": Term("what joint work promises", "wat samen werken belooft"),
    "asked": Term("asked of the fund", "gevraagd van het fonds"),
    "needed": Term("needed from the fund", "nodig uit het fonds"),
    "paid": Term("paid to members", "uitgekeerd aan leden"),
    "roles_paid": Term("paid for roles", "betaald voor rollen"),
    "home_paid": Term("paid by members themselves", "betaald door leden zelf"),
    "spent": Term("spent on the alliance", "besteed aan de alliantie"),
    "deceits": Term("members that deceived", "leden die bedrogen"),
    "ending": Term("ending", "einde"),
    # flows of members
    "award": Term("paid to the member", "uitgekeerd aan het lid"),
    "output": Term("its part in the output", "zijn deel in de opbrengst"),
    "own": Term("output of its hours apart", "opbrengst van zijn uren apart"),
    "effort": Term("effort", "inspanning"),
    "leaves": Term("leaves", "vertrekt"),
}
"""Variables of a result, by the names of `sim.results.VARIABLES`."""

OUTCOMES: dict[str, Term] = {
    "added_value": Term("added value", "meerwaarde", True),
    "productivity": Term("productivity in the last year", "productiviteit in het laatste jaar"),
    "low_point": Term("added value of the lowest year", "meerwaarde in het diepste jaar"),
    "break_even": Term("month of breaking even", "maand waarin het quitte speelt"),
    "productive": Term("share that becomes productive", "deel dat productief wordt"),
    "time_to_learning": Term("first month of learning", "eerste maand van leren"),
    "time_to_productivity": Term("first month of productivity", "eerste maand van productiviteit"),
    "months_chafing": Term("months of designing and chafing", "maanden ontwerpen en schuren"),
    "months_learning": Term("months of discovering and learning", "maanden ontdekken en leren"),
    "months_producing": Term("months of productivity", "maanden productiviteit"),
    "months_stagnant": Term("months of stagnation", "maanden stagnatie"),
    "months_apart": Term("months of working apart", "maanden apart werken"),
    "months_between": Term(
        "months of joint work without added value", "maanden samen werken zonder meerwaarde"
    ),
    "in_order": Term(
        "share with the phases in the order of the brochure",
        "deel met de fasen in de volgorde van de brochure",
    ),
    "regressions": Term("times back to an earlier phase", "keren terug naar een eerdere fase"),
    "hours_designing": Term("share of hours for designing", "deel van de uren voor ontwerpen"),
    "hours_learning": Term("share of hours for learning", "deel van de uren voor leren"),
    "hours_apart": Term("share of hours worked apart", "deel van de uren apart gewerkt"),
    "hours_joint": Term("share of hours worked jointly", "deel van de uren samen gewerkt"),
    "hours_conflict": Term(
        "share of hours lost to conflict", "deel van de uren aan conflict verloren"
    ),
    "hours_other": Term(
        "share of hours for roles and actions", "deel van de uren voor rollen en acties"
    ),
    "output": Term("output, joint and apart", "opbrengst, samen en apart"),
    "survived": Term("share that runs on or succeeds", "deel dat doorloopt of slaagt"),
    "succeeded": Term("share that reaches its goal", "deel dat zijn doel bereikt"),
    "survived_grant": Term("share that outlives the grant", "deel dat de subsidie overleeft"),
    "months": Term("months lived", "maanden bestaan"),
    "ending": Term("ending", "einde"),
    "backing": Term("backing", "steun van de achterban"),
    "turnover": Term("yearly turnover of members", "verloop van leden per jaar"),
    "terms": Term("terms of the grant", "termijnen van de subsidie"),
    "covered": Term("share of what is asked that is paid", "deel van het gevraagde dat is betaald"),
    "members_changed": Term(
        "share whose members changed within four years",
        "deel waarvan de leden binnen vier jaar wisselden",
    ),
    "trust": Term("trust at the end", "vertrouwen aan het einde"),
    "knowledge": Term("knowledge of each other at the end", "kennis van elkaar aan het einde"),
    "grievance": Term("highest unspoken tension", "hoogste onuitgesproken spanning"),
    "rift": Term("relationship conflict at the end", "relatieconflict aan het einde"),
    "clashes": Term("clashes in a year", "botsingen in een jaar"),
    "clashes_bad": Term(
        "share of clashes that end badly", "deel van de botsingen dat slecht afloopt"
    ),
    "rank_inequality": Term("steepness of the pecking order", "steilheid van de rangorde"),
}
"""Outcomes of a run, by the names of `sim.observers.outcomes.OUTCOMES`."""

MECHANISMS: dict[str, Term] = {
    "actions": Term("actions", "acties"),
    "agreements": Term("agreements", "afspraken"),
    "ambition": Term("ambition", "ambitie"),
    "backing": Term("backing of constituencies", "steun van de achterban"),
    "conflict": Term("conflict", "conflict"),
    "division": Term("division of money and credit", "verdeling van geld en eer"),
    "engagement": Term("engagement", "inzet"),
    "fairness": Term("fairness", "billijkheid"),
    "founding": Term("who finds whom", "wie wie vindt"),
    "funding": Term("the funder", "de financier"),
    "governance": Term("governance and roles", "bestuur en rollen"),
    "groups": Term("working groups", "werkgroepen"),
    "learning": Term("learning about each other", "elkaar leren kennen"),
    "leaving": Term("leaving and ending", "vertrek en einde"),
    "meeting": Term("who meets whom", "wie wie ontmoet"),
    "outside": Term("the world outside", "de buitenwereld"),
    "pecking_order": Term("pecking order", "rangorde"),
    "production": Term("production", "opbrengst"),
    "story": Term("language, story and record", "taal, verhaal en vastlegging"),
    "tension": Term("tension", "spanning"),
    "time_use": Term("use of time", "tijdsbesteding"),
    "trust": Term("trust", "vertrouwen"),
    "waterline": Term("waterline", "waterlijn"),
}
"""Mechanisms of the model, by their name in `sim.parameters.MECHANISMS`."""
