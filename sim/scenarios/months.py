"""What a scenario says of each month: money that is promised, reviews, division rule and governance."""

from __future__ import annotations

import numpy as np

from sim.arrays import Array
from sim.rules.division import Division
from sim.rules.governance import Governance
from sim.scenarios.schema import Scenario


def granted(scenario: Scenario) -> Array:
    """Months for which grants are promised, each tick included; (length,)."""
    ends = max((grant.first + grant.months for grant in scenario.grant), default=0)
    return np.maximum(ends - np.arange(scenario.length), 0.0)


def reviews(scenario: Scenario) -> Array:
    """Ticks at whose end the funder reviews; (length,) mask."""
    mask = np.zeros(scenario.length)
    for grant in scenario.grant:
        for months in grant.reviews:
            if grant.first + months <= scenario.length:
                mask[grant.first + months - 1] = 1.0
    return mask


def last_grant(scenario: Scenario) -> tuple[float, float, float]:
    """Monthly money, months, and 1 if it is renewable, of the grant that ends last."""
    if not scenario.grant:
        return 0.0, 0.0, 0.0
    grant = max(scenario.grant, key=lambda grant: grant.first + grant.months)
    return grant.amount / grant.months, float(grant.months), float(grant.renewable)


def renewable(scenario: Scenario) -> float:
    """1 if the grant that ends last is renewable."""
    return last_grant(scenario)[2]


def arranged(scenario: Scenario) -> tuple[Array, Array]:
    """Division rule and form of governance in each month; (length,) codes each."""
    rule, form = np.zeros(scenario.length), np.zeros(scenario.length)
    for tick in sorted({0, *(change.tick for change in scenario.change)}):
        _, division, governance = scenario.arranged(tick)
        rule[tick:], form[tick:] = Division[division.upper()], Governance[governance.upper()]
    return rule, form
