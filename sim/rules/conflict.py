"""Conflict: what is on the table can clash, and a clash ends well or badly.

The centre of the model: making differences productive. Task conflict helps on no average
(De Dreu & Weingart 2003; De Wit, Greer & Jehn 2012); it helps where trust, openness, agreements and
facilitation keep it from spilling over into the relationship.

Clashes are few among many pairs. So that the rules need not compute what did not happen, how a clash
ends and what it does are functions over the clashes of a month: arrays of shape (clashes,).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.arrays import Array, logistic
from sim.declared import Mechanism, Parameter, Switch, Value, rule
from sim.rules.trust import TrustParameters
from sim.state import Bits


@dataclass(frozen=True)
class ConflictParameters(Mechanism):
    """Numbers of the mechanism; see `sim.parameters`."""

    conflict_on: Annotated[Value, Switch("off: tension on the table never clashes")] = 1.0
    clash_rate: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            10,
            "clashes per month of a pair with one unit of tension on the table",
            "assumption, calibrated",
        ),
    ] = 0.72
    constructive_base: Annotated[
        Value,
        Parameter(
            "log-odds",
            -10,
            10,
            "log-odds that a clash turns out well with no trust, agreements or help",
            "De Wit et al. 2012: mean effect of task conflict about zero; calibrated",
        ),
    ] = -3.3
    constructive_trust: Annotated[
        Value,
        Parameter(
            "log-odds",
            0,
            20,
            "gain in log-odds from full mutual trust",
            "sign: Bradley et al. 2012, De Dreu & Weingart 2003; size: assumption, calibrated",
        ),
    ] = 7.7
    constructive_agreements: Annotated[
        Value,
        Parameter("log-odds", 0, 20, "gain in log-odds from complete agreements", "assumption"),
    ] = 1.0
    constructive_openness: Annotated[
        Value,
        Parameter(
            "log-odds",
            0,
            20,
            "gain in log-odds from full mutual openness",
            "sign: Frazier et al. 2017; size: assumption",
        ),
    ] = 1.0
    constructive_facilitation: Annotated[
        Value,
        Parameter(
            "log-odds",
            0,
            20,
            "gain in log-odds from a fully skilled and trusted facilitator",
            "sign: Tannenbaum & Cerasoli 2013; size: assumption",
        ),
    ] = 1.5
    constructive_grievance: Annotated[
        Value,
        Parameter("log-odds", -20, 0, "loss in log-odds from full mutual grievance", "assumption"),
    ] = -3.0
    clash_resolve: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of the pair's grievance that a constructive clash clears",
            "assumption",
        ),
    ] = 0.4
    clash_insight: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of what is unknown of the other that a constructive clash reveals",
            "assumption, calibrated",
        ),
    ] = 0.03
    clash_trust: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of missing trust that a constructive clash builds",
            "assumption, calibrated",
        ),
    ] = 0.1
    spillover: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of a badly ended clash that turns into grievance (task to relationship)",
            "coupling about .5: Simons & Peterson 2000; MODEL pattern P8",
        ),
    ] = 0.5
    clash_openness: Annotated[
        Value,
        Parameter("1", 0, 1, "share of openness won or lost by a member in a clash", "assumption"),
    ] = 0.05
    clash_days: Annotated[
        Value, Parameter("days", 0.01, 100, "facilitator's days that one clash takes", "assumption")
    ] = 0.5
    reflection: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of grievance that a month of full reflection clears",
            "Lines et al., team reflexivity, for the sign; size: assumption",
        ),
    ] = 0.2
    reflecting: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of full reflection that a month of reflecting and sharing (D5) is",
            "d = .67 of debriefs, Tannenbaum & Cerasoli 2013, for the sign; size: assumption",
        ),
    ] = 0.8


@rule
def clash_chance(said: Array, answered: Array, p: ConflictParameters) -> Array:
    """Chance that a pair clashes this month: proportional to what both have on the table.

    Args:
        said, answered: (…, pairs) tension on the table from either side, >= 0.

    Returns:
        (…, pairs) in [0, 1].
    """
    return np.minimum(p.clash_rate * p.conflict_on * (said + answered), 1.0)


@rule
def constructive_chance(
    trust: Array,
    openness: Array,
    grievance: Array,
    agreements: Array,
    help_: Array,
    p: ConflictParameters,
) -> Array:
    """Chance that a clash turns out well, logistic in its conditions.

    Args:
        trust, openness, grievance: (clashes,) mean of the two sides, in [0, 1].
        agreements: (clashes,) of the alliance, in [0, 1].
        help_: (clashes,) help of the facilitator and of reflection, >= 0.

    Returns:
        (clashes,) in (0, 1).
    """
    return logistic(
        p.constructive_base
        + p.constructive_trust * trust
        + p.constructive_openness * openness
        + p.constructive_grievance * grievance
        + p.constructive_agreements * agreements
        + p.constructive_facilitation * help_
    )


@rule
def settle(grievance: Array, good: Bits, heat: Array, p: ConflictParameters) -> Array:
    """Grievance after a clash: cleared by a good one, fed by a bad one (spill-over).

    Args:
        grievance: (clashes,) in [0, 1].
        good: (clashes,) mask of those that ended well.
        heat: (clashes,) tension at stake, in [0, 1].

    Returns:
        (clashes,) in [0, 1].
    """
    cleared = grievance * (1.0 - p.clash_resolve)
    return np.where(good, cleared, grievance + p.spillover * heat * (1.0 - grievance))


@rule
def trust_after(
    trust: Array, reachable: Array, good: Bits, p: ConflictParameters, losses: TrustParameters
) -> Array:
    """Trust after a clash; a bad one takes `loss_ratio` times what a good one gives.

    Args:
        trust: (clashes,) in [0, reachable].
        reachable: (clashes,) what deceit left reachable, in [0, 1].
        good: (clashes,) which ended well.

    Returns:
        (clashes,) in [0, reachable].
    """
    built = trust + p.clash_trust * np.maximum(reachable - trust, 0.0)
    return np.where(good, built, trust * (1.0 - np.minimum(losses.loss_ratio * p.clash_trust, 1.0)))


@rule
def insight(knowledge: Array, good: Bits, p: ConflictParameters) -> Array:
    """Knowledge of the other after a clash: a good one reveals part of what was unknown.

    Args:
        knowledge: (clashes,) in [0, 1].
        good: (clashes,) which ended well.

    Returns:
        (clashes,) in [0, 1].
    """
    return np.where(good, knowledge + p.clash_insight * (1.0 - knowledge), knowledge)


@rule
def speak_up(openness: Array, good: Array, bad: Array, p: ConflictParameters) -> Array:
    """Openness after the clashes: the waterline falls after good ones and rises after bad ones.

    Args:
        openness: (…, N) in [0, 1].
        good, bad: (…, N) share of partners with whom a clash ended well, badly; in [0, 1].

    Returns:
        (…, N) new openness in [0, 1].
    """
    return openness + p.clash_openness * (good * (1.0 - openness) - bad * openness)


@rule
def of_two(one: Array, other: Array) -> Array:
    """What counts of a pair where each side has its own: the mean (assumption).

    Args:
        one, other: (clashes,) in [0, 1].

    Returns:
        (clashes,) in [0, 1].
    """
    return 0.5 * (one + other)


@rule
def days_left(there: Array, taken: Array) -> Array:
    """Days that the facilitator has left for clashes after the actions it helps with.

    Args:
        there: (…,) days a month that are paid for, >= 0.
        taken: (…,) days that actions take, >= 0.

    Returns:
        (…,) >= 0.
    """
    return np.maximum(there - taken, 0.0)


@rule
def reflect(grievance: Array, reflecting: Array, p: ConflictParameters) -> Array:
    """Grievance after reflecting and sharing (team reflexivity; size: assumption).

    Args:
        grievance: (…, N, N) in [0, 1].
        reflecting: (…, 1, 1) share of full reflection, in [0, 1].

    Returns:
        (…, N, N) in [0, 1].
    """
    return grievance * (1.0 - p.reflection * reflecting)
