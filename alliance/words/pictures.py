"""What pictures say beside the terms of `alliance.words.vocabulary`, in English and in Dutch."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from alliance.words.language import Language, Named, Term, in_language

_LANGUAGE: ContextVar[Language] = ContextVar("language of pictures", default="en")

WORDS: dict[str, Term] = {
    "month": Term("month", "maand"),
    "run": Term("run", "run"),
    "and": Term("and", "en"),
    "level": Term("level (0 to 1)", "niveau (0 tot 1)"),
    "tension": Term("tension per pair (0 to 1)", "spanning per paar (0 tot 1)"),
    "share of runs": Term("share of runs (%)", "deel van de runs (%)"),
    # what lines are of
    "one run": Term("one run", "één run"),
    "median": Term("median of {runs} runs", "mediaan van {runs} runs"),
    "ranges": Term("bands: {shares} of them", "banden: {shares} daarvan"),
    "left": Term(
        "only of those that still run: {left} in the last month",
        "alleen van wat nog loopt: {left} in de laatste maand",
    ),
    "thin": Term("thin: fewer than half", "dun: minder dan de helft"),
    # productivity
    "productivity": Term("Productivity", "Productiviteit"),
    "together": Term("all output, joint and apart", "alle opbrengst, samen en apart"),
    "of which joint": Term("of which joint", "waarvan samen"),
    "apart": Term("the same hours apart", "dezelfde uren apart"),
    "output": Term("output (FTE)", "opbrengst (fte)"),
    "added value": Term("Added value", "Meerwaarde"),
    "more than apart": Term("more than apart (%)", "meer dan apart (%)"),
    "since the start": Term("since the start", "sinds de start"),
    "last twelve months": Term("last twelve months", "laatste twaalf maanden"),
    "as much as apart": Term("as much as apart", "evenveel als apart"),
    # hours
    "activities": Term("What the hours go to", "Waar de uren heen gaan"),
    "share of hours": Term("share of all hours (%)", "deel van alle uren (%)"),
    "hours: conflict": Term("conflict", "conflict"),
    "hours: other": Term("roles and actions", "rollen en acties"),
    "mean of runs at work": Term(
        "mean of the runs at work, {left} of {runs} in the last month",
        "gemiddelde van de runs die werken, {left} van {runs} in de laatste maand",
    ),
    # money and fairness
    "money": Term("Money needed, asked and got", "Geld: nodig, gevraagd en gekregen"),
    "money a month": Term("money (thousand euro a month)", "geld (duizend euro per maand)"),
    "fairness": Term("Fairness as members feel it", "Billijkheid zoals leden die voelen"),
    "neither": Term("neither fair nor unfair", "billijk noch onbillijk"),
    # phases
    "phases": Term("Phases", "Fasen"),
    "phases of runs": Term("Phases of single runs", "Fasen van losse runs"),
    "phase flow": Term("Phase flow: from phase to phase", "Fasestroom: van fase naar fase"),
    "goal": Term("ended: goal reached", "geëindigd: doel bereikt"),
    "ended": Term("ended before that", "eerder geëindigd"),
    "signs": Term("Signs by phase", "Kenmerken per fase"),
    "strength": Term(
        "Mean strength; light: strongest of the three phases, dark: weakest\n"
        "★ phase in which the brochure sees the sign",
        "Gemiddelde sterkte; licht: sterkst van de drie fasen, donker: zwakst\n"
        "★ fase waarin de brochure het kenmerk ziet",
    ),
    "no signs": Term(
        "no run passes through all three phases", "geen run doorloopt alle drie de fasen"
    ),
    # climate and tension
    "climate": Term("Climate", "Klimaat"),
    "waterline": Term("The waterline", "De waterlijn"),
    "open": Term("open: on the table", "open: boven tafel"),
    "hidden": Term("hidden: under the waterline", "verborgen: onder de waterlijn"),
    "outer": Term("80 % of the runs", "80 % van de runs"),
    "conflict": Term("Three conflicts: tension", "Drie conflicten: spanning"),
    "conflict shares": Term("Three conflicts: shares of tension", "Drie conflicten: aandelen"),
    "clashes": Term("Three conflicts: clashes", "Drie conflicten: botsingen"),
    "clashes in a year": Term("clashes (in twelve months)", "botsingen (in twaalf maanden)"),
    "share of tension": Term("share of all tension (%)", "deel van alle spanning (%)"),
    "mean of runs": Term(
        "mean of the runs with any tension, {left} of {runs} in the last month",
        "gemiddelde van de runs met spanning, {left} van {runs} in de laatste maand",
    ),
    # members
    "member": Term("member {number}", "lid {number}"),
    "pecking order": Term("Pecking order", "Rangorde"),
    "rank": Term("rank (0 to 1)", "rang (0 tot 1)"),
    "first to last": Term("from first to last", "van eerste tot laatste"),
    "first to last median": Term(
        "from first to last, in the median run", "van eerste tot laatste, in de middelste run"
    ),
    "backing by member": Term("Backing by member", "Steun van de achterban per lid"),
    "openness by member": Term(
        "Openness by member: what it puts on the table", "Openheid per lid: wat het op tafel legt"
    ),
    "0 to 1": Term("0 to 1", "0 tot 1"),
    "gone": Term("left: {share:.0f} %", "weg: {share:.0f} %"),
    "leaves": Term("left", "vertrokken"),
    "line ends": Term("left, or too few runs left", "vertrokken, of te weinig runs over"),
    "trust network": Term("Trust network of run {run}", "Vertrouwensnetwerk van run {run}"),
    "mean trust": Term(
        "month {month}: mean trust {trust}", "maand {month}: gemiddeld vertrouwen {trust}"
    ),
    "seats": Term(
        "band: a working group; thick edge: core; dashed edge: ring",
        "band: een werkgroep; dikke rand: kern; gestreepte rand: schil",
    ),
    "alone": Term(
        "month {month}: trust has no one to rest on",
        "maand {month}: er is niemand om te vertrouwen",
    ),
    "over": Term(
        "month {month}: the alliance has ended", "maand {month}: de alliantie is geëindigd"
    ),
    # the overview's title and caption
    "an alliance": Term("An alliance", "Een alliantie"),
    "caption: one": Term(
        "Lines: the one run there is; it says nothing about how likely its course is.",
        "Lijnen: de enige run; die zegt niets over hoe waarschijnlijk dit verloop is.",
    ),
    "caption: lines": Term(
        "Lines: median of the alliances still running; bands: 50 % (dark) and 80 % (light) of "
        "them, in Climate 50 %.",
        "Lijnen: mediaan van de allianties die nog lopen; banden: 50 % (donker) en 80 % (licht) "
        "daarvan, bij Klimaat 50 %.",
    ),
    "caption: runs": Term(
        "{runs} runs; in the last month {left} of them still run",
        "{runs} runs; in de laatste maand lopen er nog {left}",
    ),
    "caption: few": Term(
        "; thin: fewer than half; months with fewer than {few} left are not drawn.",
        "; dun: minder dan de helft; maanden met minder dan {few} zijn niet getekend.",
    ),
    "caption: all": Term(".", "."),
    "caption: network": Term(
        "Trust network{typical}: {what}; dots: engagement; empty: not in the alliance.",
        "Vertrouwensnetwerk{typical}: {what}; stippen: inzet; leeg: niet in de alliantie.",
    ),
    "caption: typical": Term(
        " (the run whose outcomes are nearest the median of all)",
        " (de run waarvan de uitkomsten het dichtst bij de mediaan van alle liggen)",
    ),
    "caption: arrows": Term(
        "arrows: trust of one in another, wider is more",
        "pijlen: vertrouwen van de een in de ander, breder is meer",
    ),
    "caption: ties": Term(
        "lines: mean trust of a pair, from {close:g}; numbers: members in the order of the scenario",
        "lijnen: gemiddeld vertrouwen van een paar, vanaf {close:g}; nummers: leden in de volgorde "
        "van het scenario",
    ),
    "caption: from": Term(
        "Months are counted from 0. Seed {seed}, scenario {digest}, alliance-lab {version}.",
        "Maanden tellen vanaf 0. Seed {seed}, scenario {digest}, alliance-lab {version}.",
    ),
    # differences
    "difference": Term("Difference in {variable}", "Verschil in {variable}"),
    "more": Term("with the change less without", "met de verandering min zonder"),
    "mean": Term("mean", "gemiddelde"),
    "difference alone": Term("difference", "verschil"),
    "to": Term("to", "tot"),
    "chosen": Term("chosen, 95 %", "gekozen, 95 %"),
    "less is better": Term("; less is better", "; minder is beter"),
    "points": Term("percentage points", "procentpunten"),
    "change in": Term("change in {what}", "verschil in {what}"),
    "advice": Term(
        "{runs} fresh pairs of runs; {budget:g} facilitator days; filled: where the brochure puts it;\n"
        "intervals of the nine hold all at once",
        "{runs} verse paren runs; {budget:g} begeleidersdagen; gevuld: waar de brochure haar plaatst;\n"
        "intervallen van de negen gelden voor alle samen",
    ),
    "edge": Term("50 % point, 95 %", "50 %-punt, 95 %"),
    "share of the runs": Term("share of the runs", "deel van de runs"),
    "share that": Term("share of runs: {what}", "deel van de runs: {what}"),
    "seen": Term("seen", "gezien"),
    "this alliance": Term("this alliance", "deze alliantie"),
    "ratio": Term(
        "Output against apart (last 12 months)", "Opbrengst tegen apart (laatste 12 maanden)"
    ),
    "times as much": Term("times as much as apart", "maal zoveel als apart"),
    "median and half": Term(
        "median of the runs that still run; bands: 50 % of them",
        "mediaan van de runs die nog lopen; banden: 50 % daarvan",
    ),
    "compared with": Term(
        "Compared with {base}: {runs} pairs of runs, seed {seed}, {confidence:g} % intervals",
        "Vergeleken met {base}: {runs} paren runs, seed {seed}, {confidence:g} %-intervallen",
    ),
    "interval": Term("95 % interval of the mean", "95 %-interval van het gemiddelde"),
    "units": Term("FTE-months a month", "fte-maanden per maand"),
    "FTE-months": Term("FTE-months", "fte-maanden"),
    "months": Term("months", "maanden"),
    "1/year": Term("a year", "per jaar"),
}
"""Sentences and labels; what stands in braces is filled in."""


@contextmanager
def spoken(language: Language) -> Iterator[None]:
    """Have the pictures of an ensemble that are drawn inside the block speak a language.

    Args:
        language: ``en`` or ``nl``.
    """
    token = _LANGUAGE.set(language)
    try:
        yield
    finally:
        _LANGUAGE.reset(token)


def language() -> Language:
    """The language that is spoken."""
    return _LANGUAGE.get()


def say(what: str | Named, /, **values: Any) -> str:
    """A word of `WORDS`, or a term that carries both languages, in the language that is spoken.

    >>> with spoken("nl"):
    ...     say("gone", share=31.2)
    'weg: 31 %'
    """
    term = WORDS[what] if isinstance(what, str) else what
    told = in_language(term, _LANGUAGE.get())
    return told.format(**values) if values else told


def unit(name: str) -> str:
    """A unit in the language that is spoken.

    >>> with spoken("nl"):
    ...     unit("months"), unit("kEUR")
    ('maanden', 'kEUR')
    """
    return say(name) if name in WORDS else name
