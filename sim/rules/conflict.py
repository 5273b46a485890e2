"""Conflict: what is on the table can clash, and a clash ends well or badly.

The centre of the model: making differences productive. Task conflict helps on no average
(De Dreu & Weingart 2003; De Wit, Greer & Jehn 2012); it helps where trust, openness, agreements and
facilitation keep it from spilling over into the relationship.
"""

from __future__ import annotations

import numpy as np

from sim.arrays import Array, logistic
from sim.parameters import Value
from sim.state import Bits


def clash_chance(table: Array, *, clash_rate: Value) -> Array:
    """Chance that a pair clashes this month: proportional to what both have on the table.

    Args:
        table: (…, N, N) tension on the table, from member toward partner, >= 0.
        clash_rate: clashes per month and unit of tension.

    Returns:
        (…, N, N) in [0, 1], symmetric.
    """
    return np.minimum(clash_rate * (table + np.swapaxes(table, -1, -2)), 1.0)


def constructive_chance(trust: Array, openness: Array, grievance: Array, agreements: Array,
                        help_: Array, *, constructive_base: Value, constructive_trust: Value,
                        constructive_agreements: Value, constructive_openness: Value,
                        constructive_facilitation: Value, constructive_grievance: Value) -> Array:  # fmt: skip
    """Chance that a clash of a pair turns out well, logistic in its conditions.

    Args:
        trust: (…, N, N) in [0, 1].
        openness: (…, N) in [0, 1].
        grievance: (…, N, N) in [0, 1].
        agreements: (…, 1, 1) in [0, 1].
        help_: (…, N, N) symmetric help of the facilitator and of reflection, >= 0.
        constructive_base: log-odds with nothing in place.
        constructive_trust, constructive_agreements, constructive_openness,
            constructive_facilitation, constructive_grievance: change in log-odds per unit.

    Returns:
        (…, N, N) in (0, 1), symmetric. Trust and grievance count as the mean of both directions.
    """
    one_side = 0.5 * constructive_trust * trust + 0.5 * constructive_grievance * grievance
    said = 0.5 * openness
    both_sides = one_side + np.swapaxes(one_side, -1, -2)
    settled = constructive_base + constructive_agreements * agreements
    said_by_both = said[..., :, None] + said[..., None, :]
    return logistic(
        both_sides
        + settled
        + constructive_openness * said_by_both
        + constructive_facilitation * help_
    )


def settle(grievance: Array, good: Bits, bad: Array, *, clash_resolve: Value,
           spillover: Value) -> Array:  # fmt: skip
    """Grievance after the clashes: cleared by good ones, fed by bad ones (spill-over).

    Args:
        grievance: (…, N, N) in [0, 1].
        good: (…, N, N) pairs whose clash ended well.
        bad: (…, N, N) tension on the table of pairs whose clash ended badly, else 0; in [0, 1].
        clash_resolve: share of grievance cleared.
        spillover: coupling of a badly ended clash to the relationship.

    Returns:
        (…, N, N) new grievance in [0, 1].
    """
    return grievance * (1.0 - clash_resolve * good) + (spillover * bad) * (1.0 - grievance)


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
