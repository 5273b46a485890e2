"""What the fund covers of what members ask, in words."""

from __future__ import annotations

import numpy as np

from alliance.words.language import Language, Term, in_language
from sim.scenarios.coverage import Coverage

_LINE = Term(
    "The fund covers about {share:.0f} % of what members ask: {has} kEUR a month for {asked} kEUR "
    "{months}{after}.",
    "Het fonds dekt ongeveer {share:.0f} % van wat de leden vragen: {has} kEUR per maand op {asked} kEUR "
    "{months}{after}.",
)
_MONTHS = Term("(months {first} to {last})", "(maand {first} tot en met {last})")
_AFTER = Term("; after that there is nothing", "; daarna is er niets")
_MAYBE = Term(
    "; after that there is nothing, unless the funder renews it",
    "; daarna is er niets, tenzij de financier verlengt",
)
_NOTHING_ASKED = Term(
    "Members ask nothing of the fund: none of their cost must come from it.",
    "De leden vragen niets van het fonds: geen van hun kosten hoeft daaruit te komen.",
)
_NO_MONEY = Term(
    "No grant and no fund: that means no money at all, although other values that are missing are drawn. "
    "Members ask about {asked} kEUR a month and get nothing.",
    "Geen subsidie en geen fonds: dat betekent helemaal geen geld, hoewel andere waarden die ontbreken "
    "getrokken worden. De leden vragen ongeveer {asked} kEUR per maand en krijgen niets.",
)

_BY_MEMBER = Term("Asked a month, kEUR: {members}.", "Gevraagd per maand, kEUR: {members}.")
_EACH = Term("{asked} by each of the {count}", "{asked} door elk van de {count}")


def describe(covered: Coverage, language: Language = "en") -> str:
    """What the fund covers of what members ask, in one or two sentences."""
    if not covered.asked.any():
        return in_language(_NOTHING_ASKED, language)
    if not covered.inflow.any():
        return in_language(_NO_MONEY, language).format(
            asked=money(covered.asked.sum(1).mean(), language)
        )
    months = covered.funded if len(covered.funded) else np.arange(len(covered.inflow))
    last = int(months[-1])
    after = in_language(_MAYBE if covered.renewable else _AFTER, language)
    return in_language(_LINE, language).format(
        share=100 * min(0.0 if np.isnan(covered.share) else covered.share, 1.0),
        has=money(covered.paid[months].mean(), language),
        asked=money(covered.asked[months].sum(1).mean(), language),
        months=in_language(_MONTHS, language).format(first=0, last=last),
        after=after if last + 1 < len(covered.inflow) else "",
    )


def describe_members(covered: Coverage, language: Language = "en") -> str:
    """What each member asks, in a sentence; empty when there is nothing to tell."""
    if not covered.asked.any():
        return ""
    asked = {name: money(share, language) for name, share in covered.by_member.items()}
    members = "; ".join(f"{name} {share}" for name, share in asked.items())
    if len(asked) > 2 and len(set(asked.values())) == 1:
        members = in_language(_EACH, language).format(
            asked=next(iter(asked.values())), count=len(asked)
        )
    return in_language(_BY_MEMBER, language).format(members=members)


def money(amount: float, language: Language) -> str:
    """An amount in few figures, with the marks of the language."""
    text = f"{amount:,.0f}" if amount >= 10.0 else f"{amount:.2g}"
    return text.translate(str.maketrans(",.", ".,")) if language == "nl" else text
