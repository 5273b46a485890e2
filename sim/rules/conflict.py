"""Conflict: what is on the table can clash, and a clash ends well or badly.

The centre of the model: making differences productive. Task conflict helps on no average
(De Dreu & Weingart 2003; De Wit, Greer & Jehn 2012); it helps where trust, openness, agreements and
facilitation keep it from spilling over into the relationship.

Clashes are few among many pairs. So that the rules need not compute what did not happen, how a clash
ends and what it does are functions over the clashes of a month: arrays of shape (clashes,).
"""

from __future__ import annotations

import numpy as np

from sim.arrays import Array, logistic
from sim.parameters import Value
from sim.state import Bits


def clash_chance(said: Array, answered: Array, *, clash_rate: Value) -> Array:
    """Chance that a pair clashes this month: proportional to what both have on the table.

    Args:
        said, answered: (…, pairs) tension on the table from either side, >= 0.
        clash_rate: clashes per month and unit of tension.

    Returns:
        (…, pairs) in [0, 1].
    """
    return np.minimum(clash_rate * (said + answered), 1.0)


def constructive_chance(
    trust: Array,
    openness: Array,
    grievance: Array,
    agreements: Array,
    help_: Array,
    *,
    constructive_base: Value,
    constructive_trust: Value,
    constructive_agreements: Value,
    constructive_openness: Value,
    constructive_facilitation: Value,
    constructive_grievance: Value,
) -> Array:
    """Chance that a clash turns out well, logistic in its conditions.

    Args:
        trust, openness, grievance: (clashes,) mean of the two sides, in [0, 1].
        agreements: (clashes,) of the alliance, in [0, 1].
        help_: (clashes,) help of the facilitator and of reflection, >= 0.
        constructive_base: log-odds with nothing in place.
        constructive_trust, constructive_agreements, constructive_openness,
            constructive_facilitation, constructive_grievance: change in log-odds per unit.

    Returns:
        (clashes,) in (0, 1).
    """
    return logistic(
        constructive_base
        + constructive_trust * trust
        + constructive_openness * openness
        + constructive_grievance * grievance
        + constructive_agreements * agreements
        + constructive_facilitation * help_
    )


def settle(
    grievance: Array, good: Bits, heat: Array, *, clash_resolve: Value, spillover: Value
) -> Array:
    """Grievance after a clash: cleared by a good one, fed by a bad one (spill-over).

    Args:
        grievance: (clashes,) in [0, 1].
        good: (clashes,) which ended well.
        heat: (clashes,) tension at stake, in [0, 1].
        clash_resolve: share of grievance cleared.
        spillover: coupling of a badly ended clash to the relationship.

    Returns:
        (clashes,) in [0, 1].
    """
    cleared = grievance * (1.0 - clash_resolve)
    return np.where(good, cleared, grievance + spillover * heat * (1.0 - grievance))


def trust_after(
    trust: Array, reachable: Array, good: Bits, *, clash_trust: Value, loss_ratio: Value
) -> Array:
    """Trust after a clash; a bad one takes `loss_ratio` times what a good one gives.

    Args:
        trust: (clashes,) in [0, reachable].
        reachable: (clashes,) what deceit left reachable, in [0, 1].
        good: (clashes,) which ended well.
        clash_trust: share of missing trust that a good clash builds.
        loss_ratio: weight of losses against gains.

    Returns:
        (clashes,) in [0, reachable].
    """
    built = trust + clash_trust * np.maximum(reachable - trust, 0.0)
    return np.where(good, built, trust * (1.0 - np.minimum(loss_ratio * clash_trust, 1.0)))


def insight(knowledge: Array, good: Bits, *, clash_insight: Value) -> Array:
    """Knowledge of the other after a clash: a good one reveals part of what was unknown.

    Args:
        knowledge: (clashes,) in [0, 1].
        good: (clashes,) which ended well.
        clash_insight: share revealed.

    Returns:
        (clashes,) in [0, 1].
    """
    return np.where(good, knowledge + clash_insight * (1.0 - knowledge), knowledge)


def speak_up(openness: Array, good: Array, bad: Array, *, clash_openness: Value) -> Array:
    """Openness after the clashes: the waterline falls after good ones and rises after bad ones.

    Args:
        openness: (…, N) in [0, 1].
        good, bad: (…, N) share of partners with whom a clash ended well, badly; in [0, 1].
        clash_openness: strength.

    Returns:
        (…, N) new openness in [0, 1].
    """
    return openness + clash_openness * (good * (1.0 - openness) - bad * openness)
