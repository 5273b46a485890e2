"""What the report says first: its head, the summary in three sentences, the alliance."""

from __future__ import annotations

from alliance.words.language import Term

SENTENCES: dict[str, Term] = {
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
}
