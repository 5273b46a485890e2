"""Money: what members expect and claim, how the pot is divided, what work costs and who pays it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated

import numpy as np

from sim.arrays import Array, if_on, total
from sim.declared import Mechanism, Parameter, Switch, Value, rule


@dataclass(frozen=True)
class DivisionParameters(Mechanism):
    """Numbers of money."""

    division_on: Annotated[
        Value, Switch("off: money and credit are divided equally, whatever the rule")
    ] = 1.0
    effort_cost: Annotated[
        Value,
        Parameter(
            "kEUR/FTE-month", 0.1, 1000, "cost of a month of one full-time worker", "assumption"
        ),
    ] = 8.0
    self_serving: Annotated[
        Value,
        Parameter(
            "1",
            0,
            3,
            "share above its costs that a member without trust claims",
            "self-serving bias: Ross & Sicoly 1979, Babcock & Loewenstein 1997; size: assumption",
        ),
    ] = 0.3
    claim_growth: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share by which a member claims more than it expects, to see",
            "optimism of aspirations, Lant 1992; size: assumption",
        ),
    ] = 0.05
    expectation_rate: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "speed at which what a member expects follows what it got",
            "aspiration levels, Cyert & March 1963, Lant 1992; size: assumption, so that a loss is got used "
            "to within a year",
        ),
    ] = 0.2
    replanning: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "speed at which a member plans just the work that will be paid",
            "assumption",
        ),
    ] = 0.2
    lead_authority: Annotated[
        Value,
        Parameter(
            "1", 0, 1, "share of each payment that the lead party can steer to itself", "assumption"
        ),
    ] = 0.05
    role_time: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of a member's time that being lead party or coordinator takes",
            "assumption",
        ),
    ] = 0.1


class Division(IntEnum):
    """The rules by which money and credit are divided (Deutsch 1975 for the first three)."""

    EQUAL = 0
    EQUITY = 1
    NEED = 2
    POWER = 3


@rule
def shares(weights: Array, active: Array, lead: Array, authority: Array) -> Array:
    """Each member's share of what is divided.

    Equation:
        σ_i = (1 − a) w_i / Σ w + a lead_i, w the weights plus 1e-9, and a = 0 without a lead party

    Args:
        weights: (…, N) what the rule goes by, see `weights`, >= 0.
        active: (…, N) mask.
        lead: (…, N) mask of one: the lead party.
        authority: (…, 1) share that the lead party steers to itself, in [0, 1].

    Returns:
        (…, N) in [0, 1], sums to 1 over active members; equal when all weights are 0.

    Source:
        Deutsch 1975 for the rules; steering: assumption.
    """
    held = (weights + 1e-9) * active
    by_rule = held / np.maximum(total(held), 1e-12)[..., None]
    led = lead * active
    steered = authority * total(led)[..., None]
    return by_rule * (1.0 - steered) + steered * led


@rule
def pay(pot: Array, claims: Array, shares: Array) -> Array:
    """Divide the pot: nobody gets more than its claim, what is left over goes round once more.

    Equation:
        first min(claim, σ pot); what is left over in proportion to what is still claimed

    Args:
        pot: (…,) kEUR to divide, >= 0.
        claims: (…, N) kEUR, >= 0, 0 for inactive members.
        shares: (…, N) in [0, 1], see `shares`; sums to 1 over members.

    Returns:
        (…, N) kEUR paid, in [0, claims], and in sum no more than the pot.

    Source:
        definition.
    """
    first = np.minimum(claims, shares * pot[..., None])
    open_claims = claims - first
    left = np.maximum(pot - total(first), 0.0)
    unmet = total(open_claims)
    # Shaved by a hair so that rounding never pays out more than there is.
    fraction = np.minimum(left / np.maximum(unmet, 1e-12), 1.0) * (1.0 - 1e-12)
    return first + open_claims * fraction[..., None]


@rule
def weights(
    chosen: Array, need: Array, contribution: Array, standing: Array, p: DivisionParameters
) -> Array:
    """What each member's share goes by under a rule of division.

    Equation:
        1, contribution, need or standing

    Args:
        chosen: (…, 1) code of `Division`, in [0, 3].
        need: (…, N) cost that the fund must pay, kEUR, >= 0.
        contribution: (…, N) capacity times engagement times own quality for money, what it makes for credit, >= 0.
        standing: (…, N) share of status, in [0, 1].
        p: (…, 1)

    Returns:
        (…, N) >= 0; 1 for all under equality, and where the mechanism is off.

    Source:
        Deutsch 1975 for the first three; power: assumption.
    """
    by_rule = np.where(chosen == Division.EQUITY, contribution, 1.0)
    by_rule = np.where(chosen == Division.NEED, need, by_rule)
    by_rule = np.where(chosen == Division.POWER, standing, by_rule)
    return if_on(p.division_on, by_rule, np.ones_like(by_rule))


@rule
def authority(mandate: Array, p: DivisionParameters) -> Array:
    """Share of each payment that the lead party's authority lets it steer to itself.

    Equation:
        min(a m, 1)

    Args:
        mandate: (…,) see `sim.rules.governance.mandate`, in [1, 10].

    Returns:
        (…,) in [0, 1].

    Source:
        assumption.
    """
    return np.minimum(p.lead_authority * mandate, 1.0)


@rule
def duties(lead: Array, mandate: Array, coordinator_home: Array, p: DivisionParameters) -> Array:
    """Share of a member's time that its roles take.

    Equation:
        κ (m lead + coordinator)

    Args:
        lead: (…, N) mask of the lead party.
        mandate: (…, 1) see `sim.rules.governance.mandate`, in [1, 10].
        coordinator_home: (…, N) mask of the member the coordinator is from.

    Returns:
        (…, N) >= 0; above 1 where the roles ask more than all its time.

    Source:
        assumption.
    """
    return p.role_time * (lead * mandate + coordinator_home)


@rule
def cost(effort: Array, p: DivisionParameters) -> Array:
    """What a month of work costs a member.

    Equation:
        h κ

    Args:
        effort: (…, N) FTE, >= 0.

    Returns:
        (…, N) kEUR, >= 0.

    Source:
        definition.
    """
    return effort * p.effort_cost


@rule
def home_share(cost: Array, dependence: Array) -> Array:
    """What a member's own organisation pays of its cost: all that does not depend on the fund.

    Equation:
        cost (1 − d)

    Args:
        cost: (…, N) kEUR, >= 0.
        dependence: (…, N) in [0, 1].

    Returns:
        (…, N) kEUR, >= 0.

    Source:
        definition.
    """
    return cost * (1.0 - dependence)


@rule
def spending(cost: Array, home: Array, award: Array, reserve: Array) -> Array:
    """What a member spends of its award and of what it kept: the rest of its cost, as far as they go.

    Equation:
        min(cost − home, award + reserve)

    Args:
        cost: (…, N) kEUR, >= 0.
        home: (…, N) kEUR of it that its own organisation pays, in [0, cost].
        award, reserve: (…, N) kEUR, >= 0.

    Returns:
        (…, N) kEUR, in [0, cost].

    Source:
        definition.
    """
    return np.minimum(cost - home, award + reserve)


@rule
def affordability(cost: Array, paid: Array) -> Array:
    """Share of its planned work that a member can pay for.

    Equation:
        paid / cost

    Args:
        cost: (…, N) kEUR, >= 0.
        paid: (…, N) kEUR of it that is paid, from home and fund, in [0, cost].

    Returns:
        (…, N) in [0, 1]; 1 where work costs nothing.

    Source:
        definition.
    """
    return np.where(cost > 0.0, paid / np.maximum(cost, 1e-9), 1.0)


@rule
def deprivation(award: Array, expected: Array, cost: Array) -> Array:
    """Relative deprivation: the share of its cost that a member had come to expect and did not get.

    Equation:
        D = min(max(min(E, cost) − award, 0) / cost, 1)

    Args:
        award, expected: (…, N) kEUR, E the expectation, >= 0.
        cost: (…, N) kEUR of the planned work that the fund must pay, >= 0.

    Returns:
        (…, N) in [0, 1]; 0 for who needs nothing.

    Source:
        relative deprivation, Crosby 1976; form: assumption.
    """
    lacking = np.maximum(np.minimum(expected, cost) - award, 0.0)
    return np.where(cost > 0.0, np.minimum(lacking / np.maximum(cost, 1e-9), 1.0), 0.0)


@rule
def expect(expected: Array, award: Array, p: DivisionParameters) -> Array:
    """What a member expects of the fund after a month.

    Equation:
        E′ = E + κ (award − E)

    Args:
        expected, award: (…, N) kEUR, >= 0.

    Returns:
        (…, N) kEUR, >= 0.

    Source:
        aspirations follow what was attained, Cyert & March 1963, Lant 1992.
    """
    return expected + p.expectation_rate * (award - expected)


@rule
def paid_for(
    paid_share: Array, award: Array, cost: Array, reserve: Array, p: DivisionParameters
) -> Array:
    """Share of the work that the fund must pay which a member counts on being paid.

    Equation:
        ϖ′ = ϖ + κ (min((award + reserve / 12) / cost, 1) − ϖ)

    Args:
        paid_share: (…, N) ϖ, in [0, 1].
        award, reserve: (…, N) kEUR, >= 0.
        cost: (…, N) kEUR a month that the fund would have to pay for all it wishes to do, >= 0.

    Returns:
        (…, N) in [0, 1].

    Source:
        assumption: a reserve is spread over a year.
    """
    covered = np.minimum((award + reserve / 12.0) / np.maximum(cost, 1e-9), 1.0)
    covered = np.where(cost > 0.0, covered, 1.0)
    return paid_share + p.replanning * (covered - paid_share)


@rule
def favour(award: Array, count: Array, paid: Array) -> Array:
    """What a member was paid over the mean of all; 1 for all when nothing is paid.

    Equation:
        f_i = award_i n / Σ award

    Args:
        award: (…, N) kEUR, >= 0.
        count: (…, 1) number of members, >= 0.
        paid: (…, 1) kEUR paid to all, >= 0.

    Returns:
        (…, N) >= 0.

    Source:
        definition.
    """
    return np.where(paid > 0.0, award * count / np.maximum(paid, 1e-9), 1.0)


@rule
def left_over(fund: Array, roles: Array, members: Array) -> Array:
    """What is left in the fund after roles and members are paid.

    Equation:
        max(fund − roles − members, 0)

    Args:
        fund, roles, members: (…,) kEUR, >= 0.

    Returns:
        (…,) kEUR, >= 0.

    Source:
        definition.
    """
    return np.maximum(fund - roles - members, 0.0)
