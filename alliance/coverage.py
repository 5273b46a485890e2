"""What the fund covers of what members ask of it, from the scenario alone, before any run.

A member asks for the part of its cost in the alliance that the fund must pay: staff, times the share of
them that it gives, times what a full-time month costs, times its dependence. Roles are paid first, as in a
run. What members give, trust and claim changes as they work; this is what they begin with.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from alliance.words.language import Language, Term, in_language
from sim.arrays import Array
from sim.parameters import PARAMETERS
from sim.scenarios import Scenario
from sim.scenarios.quantities import Distribution, Quantity
from sim.scenarios.schema import Members, bounds

_LINE = Term(
    "The fund covers about {share:.0%} of what members ask: {has} kEUR a month for {asked} kEUR "
    "{months}{after}.",
    "Het fonds dekt ongeveer {share:.0%} van wat de leden vragen: {has} kEUR per maand op {asked} kEUR "
    "{months}{after}.",
)
_MONTHS = Term("(months {first} to {last})", "(maand {first} tot en met {last})")
_AFTER = Term("; after that there is nothing", "; daarna is er niets")
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


@dataclass(frozen=True)
class Coverage:
    """What members ask of the fund, and what it has.

    Attributes:
        names: of the members, joiners last.
        asked: (months, members) kEUR that each asks in each month; 0 before it joins.
        inflow: (months,) kEUR that come in; in month 0 with what is in the fund at the start.
        roles: (months,) kEUR that coordinator, facilitator and administrative body cost.
        paid: (months,) kEUR that the fund can pay to members.
    """

    names: tuple[str, ...]
    asked: Array
    inflow: Array
    roles: Array
    paid: Array

    @property
    def funded(self) -> NDArray[np.intp]:
        """The months up to the last in which there is money for members."""
        there = np.flatnonzero(self.paid > 0.0)
        return np.arange(there[-1] + 1 if len(there) else 0)

    @property
    def share(self) -> float:
        """Share of what is asked that the fund can pay, in those months; NaN when none is asked."""
        asked = float(self.asked[self.funded].sum())
        return float(self.paid[self.funded].sum()) / asked if asked > 0.0 else np.nan

    @property
    def by_member(self) -> dict[str, float]:
        """What each member asks, kEUR a month, on average over its own months."""
        there = np.maximum((self.asked > 0.0).sum(0), 1)
        return dict(zip(self.names, (self.asked.sum(0) / there).tolist(), strict=True))

    def text(self, language: Language = "en") -> str:
        """In one or two sentences."""
        if not self.asked.any():
            return in_language(_NOTHING_ASKED, language)
        if not self.inflow.any():
            return in_language(_NO_MONEY, language).format(
                asked=money(self.asked.sum(1).mean(), language)
            )
        months = self.funded if len(self.funded) else np.arange(len(self.inflow))
        last = int(months[-1])
        return in_language(_LINE, language).format(
            share=min(0.0 if np.isnan(self.share) else self.share, 1.0),
            has=money(self.paid[months].mean(), language),
            asked=money(self.asked[months].sum(1).mean(), language),
            months=in_language(_MONTHS, language).format(first=0, last=last),
            after=in_language(_AFTER, language) if last + 1 < len(self.inflow) else "",
        )

    def members_text(self, language: Language = "en") -> str:
        """What each member asks, in a sentence; empty when there is nothing to tell."""
        if not self.asked.any():
            return ""
        members = "; ".join(
            f"{name} {money(asked, language)}" for name, asked in self.by_member.items()
        )
        return in_language(_BY_MEMBER, language).format(members=members)


def coverage(scenario: Scenario) -> Coverage:
    """What the fund covers of what members ask.

    Args:
        scenario: any; quantities that are drawn count with their mean.

    Returns:
        Amounts by month and member, kEUR. What the fund does not pay out stays in it.
    """
    months = np.arange(scenario.length)
    places = scenario.places()
    asked = np.zeros((scenario.length, len(places)))
    for k, place in enumerate(places):
        amount = _parameter(scenario, "effort_cost")
        for key in ("capacity", "engagement", "dependence"):
            quantity = place.quantities[key]
            assert isinstance(quantity, int | float | Distribution)
            amount *= _mean(quantity, key)
        asked[:, k] = np.where(months >= place.tick, amount, 0.0)
    inflow = np.zeros(scenario.length)
    inflow[0] += scenario.fund.start
    for grant in scenario.grant:
        inflow += np.where(
            (months >= grant.first) & (months < grant.first + grant.months),
            grant.amount / grant.months,
            0.0,
        )
    roles = _roles(scenario)
    paid, fund = np.zeros(scenario.length), 0.0
    for month in months:
        fund = max(fund + inflow[month] - roles[month], 0.0)
        paid[month] = min(fund, asked[month].sum())
        fund -= paid[month]
    return Coverage(tuple(place.name for place in places), asked, inflow, roles, paid)


def _roles(scenario: Scenario) -> Array:
    """(months,) what the roles cost, with what is changed on the way."""
    cost = np.zeros(scenario.length)
    count = [sum(place.tick <= month for place in scenario.places()) for month in range(len(cost))]
    roles, governance = scenario.roles, scenario.governance
    for month in range(len(cost)):
        for change in (change for change in scenario.change if change.tick == month):
            roles, governance = change.applied(roles), change.governance or governance
        if roles.coordinator is not None:
            cost[month] += roles.coordinator.cost
        if roles.facilitator is not None:
            cost[month] += roles.facilitator.cost * roles.facilitator.capacity
        if governance == "nao":
            cost[month] += _parameter(scenario, "nao_cost") * count[month]
    return cost


def _parameter(scenario: Scenario, name: str) -> float:
    return float(scenario.parameters.get(name, PARAMETERS[name].default))


def _mean(quantity: Quantity, key: str) -> float:
    """The mean of a quantity as it is drawn, cut off at its bounds."""
    spread = bounds(Members, key).spread(quantity)
    if spread.mean is None:
        return 0.5 * (spread.low + spread.high)
    if spread.sd == 0.0:
        return spread.mean
    normal = NormalDist(spread.mean, spread.sd)
    inside = normal.cdf(spread.high) - normal.cdf(spread.low)
    if inside < 1e-9:
        return min(max(spread.mean, spread.low), spread.high)
    return spread.mean + spread.sd**2 * (normal.pdf(spread.low) - normal.pdf(spread.high)) / inside


def money(amount: float, language: Language) -> str:
    """An amount in few figures, with the marks of the language."""
    text = f"{amount:,.0f}" if amount >= 10.0 else f"{amount:.2g}"
    return text.translate(str.maketrans(",.", ".,")) if language == "nl" else text
