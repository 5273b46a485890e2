"""What the fund covers of what members ask of it, from the scenario alone, before any run.

A member asks for the part of its cost in the alliance that the fund must pay: staff, times the share of
them that it gives, times what a full-time month costs, times its dependence. Roles are paid first, as in
a run. What members give and claim changes as they work, grants may be cut or renewed; this is what they
begin with.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Array
from sim.parameters import PARAMETERS
from sim.scenarios.part import bounds
from sim.scenarios.people import Members
from sim.scenarios.quantities import Distribution
from sim.scenarios.schema import Scenario

YEAR = 12


@dataclass(frozen=True)
class Coverage:
    """What members ask of the fund, and what it has.

    Attributes:
        names: of the members, joiners last.
        asked: (months, members) kEUR that each asks in each month; 0 before it joins.
        inflow: (months,) kEUR that come in; in month 0 with what is in the fund at the start.
        roles: (months,) kEUR that coordinator, facilitator and administrative body cost.
        paid: (months,) kEUR that the fund can pay to members.
        renewable: whether the funder may go on after the last grant.
    """

    names: tuple[str, ...]
    asked: Array
    inflow: Array
    roles: Array
    paid: Array
    renewable: bool

    @property
    def funded(self) -> NDArray[np.intp]:
        """The months up to the last in which there is money for members."""
        there = np.flatnonzero(self.paid > 0.0)
        return np.arange(there[-1] + 1 if len(there) else 0)

    @property
    def share(self) -> float:
        """Share of what is asked that the fund can pay, in those months; NaN when none is asked."""
        return _share(self.paid[self.funded].sum(), self.asked[self.funded].sum())

    @property
    def by_year(self) -> Array:
        """(years,) share of what is asked that the fund can pay; NaN when none is asked."""
        firsts = range(0, len(self.paid), YEAR)
        years = [slice(first, first + YEAR) for first in firsts]
        return np.array([_share(self.paid[y].sum(), self.asked[y].sum()) for y in years])

    @property
    def by_member(self) -> dict[str, float]:
        """What each member asks, kEUR a month, on average over its own months."""
        there = np.maximum((self.asked > 0.0).sum(0), 1)
        return dict(zip(self.names, (self.asked.sum(0) / there).tolist(), strict=True))


def coverage(scenario: Scenario) -> Coverage:
    """What the fund covers of what members ask.

    Args:
        scenario: any; quantities that are drawn count with their mean.

    Returns:
        Amounts by month and member, kEUR, budget cuts and changes of roles included; nobody leaves,
        and no grant is renewed. What the fund does not pay out stays in it.
    """
    months, places = np.arange(scenario.length), scenario.places()
    amounts = np.full(len(places), _parameter(scenario, "effort_cost"))
    for key in ("capacity", "engagement", "dependence"):
        number = bounds(Members, key)
        for k, place in enumerate(places):
            quantity = place.quantities[key]
            assert isinstance(quantity, int | float | Distribution)  # none of the three is a vector
            amounts[k] *= number.spread(quantity).expected
    there = months[:, None] >= np.array([place.tick for place in places])
    asked, roles = there * amounts, _roles(scenario, there.sum(1))
    inflow = grants_by_month(scenario)
    inflow[0] += scenario.fund.start
    paid, fund = np.zeros(scenario.length), 0.0
    for month in months:
        fund = max(fund + inflow[month] - roles[month], 0.0)
        paid[month] = min(fund, asked[month].sum())
        fund -= paid[month]
    return Coverage(
        names=tuple(place.name for place in places),
        asked=asked,
        inflow=inflow,
        roles=roles,
        paid=paid,
        renewable=any(grant.renewable for grant in scenario.grant),
    )


def grants_by_month(scenario: Scenario) -> Array:
    """Grant money by month, after the scenario's budget cuts; (length,) kEUR."""
    flow = np.zeros(scenario.length)
    for grant in scenario.grant:
        last = min(grant.first + grant.months, scenario.length)
        flow[grant.first : last] += grant.amount / grant.months
    for shock in scenario.shock:
        if shock.kind == "budget-cut":
            flow[shock.tick :] *= 1.0 - shock.size
    return flow


def _roles(scenario: Scenario, count: NDArray[np.intp]) -> Array:
    """(months,) kEUR that the roles cost, with what is changed on the way."""
    cost = np.zeros(scenario.length)
    for tick in sorted({0, *(change.tick for change in scenario.change)}):
        roles, _, governance = scenario.arranged(tick)
        each = roles.coordinator.cost if roles.coordinator else 0.0
        if roles.facilitator:
            each += roles.facilitator.cost * roles.facilitator.capacity
        administered = _parameter(scenario, "nao_cost") if governance == "nao" else 0.0
        cost[tick:] = each + administered * count[tick:]
    return cost


def _parameter(scenario: Scenario, name: str) -> float:
    return float(scenario.parameters.get(name, PARAMETERS[name].default))


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0.0 else np.nan
