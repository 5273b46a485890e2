"""Conflict: what is on the table can clash, over resources, values or identity, and each is settled in its way.

Content and relationship conflict are two states: a clash is about a content; only where it ends badly
does it tear the relationship (the rift), the less so the more trust and openness there are. Clashes are
few among many ties: how one ends and what it does are functions over the clashes of a month, arrays of
shape (…, C) for the ties on which a clash happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated

import numpy as np

from sim.arrays import Array
from sim.declared import Mechanism, Parameter, Switch, Value, rule
from sim.elementary import logistic


class Kind(IntEnum):
    """What a conflict is about."""

    RESOURCES = 0
    VALUES = 1
    IDENTITY = 2


@dataclass(frozen=True)
class ConflictParameters(Mechanism):
    """Numbers of clashes."""

    conflict_on: Annotated[Value, Switch("off: tension on the table never clashes")] = 1.0
    clash_rate: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            10,
            "clashes per month of a pair with one unit of tension on the table",
            "about 5 % of working time goes into conflict, CPP 2008; calibrated",
        ),
    ] = 0.27
    clash_hours: Annotated[
        Value,
        Parameter(
            "FTE-months",
            0,
            2,
            "hours that a clash takes from either side; twice that when it ends badly",
            "as clash_rate; assumption: two days",
        ),
    ] = 0.1
    constructive_base: Annotated[
        Value,
        Parameter(
            "log-odds",
            -10,
            10,
            "log-odds that a clash ends well with nothing in place",
            "set so that clashes are worth about nothing on average, De Wit, Greer & Jehn 2012",
        ),
    ] = -3.4
    constructive_trust: Annotated[
        Value,
        Parameter(
            "log-odds",
            0,
            20,
            "gain from full mutual trust",
            "Simons & Peterson 2000 for the sign; size: assumption",
        ),
    ] = 3.0
    constructive_openness: Annotated[
        Value,
        Parameter(
            "log-odds",
            0,
            20,
            "gain from full mutual openness",
            "Bradley et al. 2012, psychological safety, for the sign; size: assumption",
        ),
    ] = 2.0
    constructive_help: Annotated[
        Value,
        Parameter(
            "log-odds",
            0,
            20,
            "gain from a fully skilled and accepted facilitator",
            "Tannenbaum & Cerasoli 2013 for the sign; size: assumption",
        ),
    ] = 1.5
    constructive_agreements: Annotated[
        Value, Parameter("log-odds", 0, 20, "gain from complete agreements", "assumption")
    ] = 1.0
    constructive_ambition: Annotated[
        Value,
        Parameter(
            "log-odds",
            0,
            20,
            "gain from a shared ambition that binds in full",
            "superordinate goals, Sherif 1958, for the sign; size: assumption",
        ),
    ] = 1.0
    constructive_rift: Annotated[
        Value,
        Parameter(
            "log-odds",
            -20,
            0,
            "loss from a full rift between the two",
            "De Wit, Jehn & Scheepers 2013 for the sign; size: assumption",
        ),
    ] = -3.0
    settled_share: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of the store of its kind that a clash that ends well clears",
            "assumption",
        ),
    ] = 0.4
    insight: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of what is missing in agreements (resources), knowledge (values) or story "
            "(identity) that a clash which ends well adds between the two",
            "assumption",
        ),
    ] = 0.25
    acceptance: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of the distance to its award that a claim gives up when a clash over "
            "resources ends well",
            "assumption",
        ),
    ] = 0.3
    spillover: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of the heat of a clash that ends badly and tears the relationship, "
            "without trust or openness",
            "Simons & Peterson 2000 for the sign; size: assumption",
        ),
    ] = 0.5
    clash_trust: Annotated[
        Value,
        Parameter(
            "1", 0, 1, "share of missing trust that a clash which ends well builds", "assumption"
        ),
    ] = 0.07
    clash_openness: Annotated[
        Value,
        Parameter(
            "1", 0, 1, "share of openness won or lost in a clash with every partner", "assumption"
        ),
    ] = 0.05
    rift_healing: Annotated[
        Value, Parameter("1/month", 0, 1, "share of a rift that heals in a month", "assumption")
    ] = 0.05
    clash_days: Annotated[
        Value, Parameter("days", 0.01, 100, "facilitator's days that one clash takes", "assumption")
    ] = 0.5
    trouble_memory: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "how fast the remembered cost of clashes follows the last month's",
            "assumption",
        ),
    ] = 0.3


@rule
def clash_chance(mine: Array, theirs: Array, p: ConflictParameters) -> Array:
    """Chance that a pair clashes this month: proportional to what both have on the table.

    Equation:
        min(κ (t_ij + t_ji), 1), t summed over the three kinds

    Args:
        mine, theirs: (…, E) tension on the table from either side, all kinds, >= 0.

    Returns:
        (…, E) in [0, 1].

    Source:
        assumption.
    """
    return np.minimum(p.clash_rate * (mine + theirs), p.conflict_on)


@rule
def constructive_chance(
    trust: Array,
    openness: Array,
    help_: Array,
    agreements: Array,
    binding: Array,
    rift: Array,
    p: ConflictParameters,
) -> Array:
    """Chance that a clash ends well, logistic in its conditions.

    Equation:
        1 / (1 + exp(−(c₀ + c_t T + c_o o + c_h h + c_a A + c_b B + c_r R)))

    Args:
        trust, openness: (…, C) mean of the two sides, in [0, 1].
        help_: (…, C) help of the facilitator, >= 0.
        agreements: (…, C) of the alliance, in [0, 1].
        binding: (…, C) mean of how far the ambition binds the two, in [0, 1].
        rift: (…, C) mean of the two sides, in [0, 1].

    Returns:
        (…, C) in [0, 1].

    Source:
        conditions: Simons & Peterson 2000, Bradley et al. 2012, De Wit, Jehn & Scheepers 2013; form: assumption.
    """
    return logistic(
        p.constructive_base
        + p.constructive_trust * trust
        + p.constructive_openness * openness
        + p.constructive_help * help_
        + p.constructive_agreements * agreements
        + p.constructive_ambition * binding
        + p.constructive_rift * rift
    )


@rule
def settled(store: Array, p: ConflictParameters) -> Array:
    """The store of its kind after a clash that ended well: part of it is cleared.

    Equation:
        S′ = S (1 − κ)

    Args:
        store: (…, C) S, in [0, 1].

    Returns:
        (…, C) in [0, 1].

    Source:
        assumption.
    """
    return store * (1.0 - p.settled_share)


@rule
def tear(rift: Array, heat: Array, trust: Array, openness: Array, p: ConflictParameters) -> Array:
    """The rift after a clash that ended badly: torn, the less so the more trust and openness there are.

    Equation:
        R′ = R + s (1 − 0.8 T o) max(τ, 0.3) (1 − R)

    Args:
        rift: (…, C) R, in [0, 1].
        heat: (…, C) strongest of the three tensions τ, in [0, 1].
        trust, openness: (…, C) mean of the two sides T and o, in [0, 1].

    Returns:
        (…, C) in [0, 1].

    Source:
        task conflict turns into relationship conflict, less so with trust: Simons & Peterson 2000; form: assumption.
    """
    coupling = p.spillover * (1.0 - 0.8 * trust * openness)
    return rift + coupling * np.maximum(heat, 0.3) * (1.0 - rift)


@rule
def heal(rift: Array, reflected: Array, p: ConflictParameters) -> Array:
    """The rift after a month of healing, by time and by reflecting together.

    Equation:
        R′ = R (1 − h) (1 − reflection)

    Args:
        rift: (…, E) R, in [0, 1].
        reflected: (…, 1) share that reflecting together heals, in [0, 1].

    Returns:
        (…, E) in [0, 1].

    Source:
        assumption; debriefs, Tannenbaum & Cerasoli 2013, for the sign.
    """
    return rift * ((1.0 - p.rift_healing) * (1.0 - reflected))


@rule
def hours_lost(well: Array, badly: Array, hours: Array, p: ConflictParameters) -> Array:
    """Hours that clashes take, at most half of what a member has.

    Equation:
        min(c (n_well + 2 n_badly), h / 2)

    Args:
        well, badly: (…, N) clashes of the member that ended well, badly, >= 0.
        hours: (…, N) FTE-months h, >= 0.

    Returns:
        (…, N) FTE-months, >= 0.

    Source:
        assumption; against CPP 2008.
    """
    return np.minimum(p.clash_hours * (well + 2.0 * badly), 0.5 * hours)


@rule
def remembered(trouble: Array, lost: Array, hours: Array, p: ConflictParameters) -> Array:
    """The share of its hours that a member remembers to lose to clashes.

    Equation:
        c̄′ = c̄ + κ (lost / h − c̄)

    Args:
        trouble: (…, N) c̄, in [0, 1].
        lost: (…, N) FTE-months lost this month, >= 0.
        hours: (…, N) FTE-months h, >= 0.

    Returns:
        (…, N) in [0, 1].

    Source:
        assumption.
    """
    share = np.minimum(lost / np.maximum(hours, 1e-9), 1.0)
    return trouble + p.trouble_memory * (share - trouble)


@rule
def speak_up(openness: Array, well: Array, badly: Array, p: ConflictParameters) -> Array:
    """Openness after the clashes: the waterline falls after good ones and rises after bad ones.

    Equation:
        o′ = o + κ (good (1 − o) − bad o)

    Args:
        openness: (…, N) o, in [0, 1].
        well, badly: (…, N) clashes that ended well, badly, per partner, in [0, 1].

    Returns:
        (…, N) in [0, 1].

    Source:
        brochure, waterline; form: assumption.
    """
    moved: Array = openness + p.clash_openness * (well * (1.0 - openness) - badly * openness)
    return moved


@rule
def given_up(expected: Array, award: Array, well: Array, p: ConflictParameters) -> Array:
    """What a member expects of the fund after clashes over resources: it accepts part of what it got.

    Equation:
        E′ = E − min(κ n, 1) max(E − award, 0)

    Args:
        expected: (…, N) kEUR E, >= 0.
        award: (…, N) kEUR, >= 0.
        well: (…, N) clashes over resources that ended well n, >= 0.

    Returns:
        (…, N) kEUR, >= 0.

    Source:
        assumption.
    """
    accepted = np.minimum(p.acceptance * well, 1.0)
    kept: Array = expected - accepted * np.maximum(expected - award, 0.0)
    return kept


@rule
def days_left(days: Array, taken: Array) -> Array:
    """Facilitator's days for clashes: those that actions leave.

    Equation:
        max(d − taken, 0)

    Args:
        days, taken: (…,) days, >= 0.

    Returns:
        (…,) days, >= 0.

    Source:
        definition.
    """
    return np.maximum(days - taken, 0.0)
