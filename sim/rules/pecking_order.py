"""The pecking order: winners of clashes gain status (Bonabeau et al. 1995), and so do members that
are known to be good (Berger et al. 1972).
"""

from __future__ import annotations

import numpy as np

from sim.arrays import Array, logistic, total
from sim.parameters import Value
from sim.state import Bits


def first_wins(status: Array, others: Array, luck: Array, *, rank_power: Value) -> Bits:
    """Whether the first of the two wins each clash: the higher its status, the likelier.

    The chance that i beats j is logistic in the difference of their status (Bonabeau, Theraulaz &
    Deneubourg 1995, equation 1).

    Args:
        status, others: (clashes,) status of the first and of the second, in [0, 1].
        luck: (clashes,) uniform draws.
        rank_power: log-odds per unit of difference.

    Returns:
        (clashes,).
    """
    return luck < logistic(rank_power * (status - others))


def expected(
    worth: Array, mean_worth: Array, known: Array, mandate: Array, *, rank_worth: Value
) -> Array:
    """The status that goes with what the others expect of a member.

    A member whose work is worth more than the others' is expected to contribute more and stands
    higher, as far as the others know it (expectation states: Berger, Cohen & Zelditch 1972; known
    expertise in work groups: Bunderson 2003). Who is not known yet stands in the middle.

    Args:
        worth: (…, N) worth of a unit of work as delivered, in [0, 1].
        mean_worth: (…, 1) its mean over active members.
        known: (…, N) how well its partners know a member, in [0, 1].
        mandate: (…, N) status that comes with a role, >= 0.
        rank_worth: status per unit of known worth above the mean.

    Returns:
        (…, N) in [0, 1].
    """
    middle = 0.5 + rank_worth * known * (worth - mean_worth) + mandate
    return np.minimum(np.maximum(middle, 0.0), 1.0)


def rank(
    status: Array,
    won: Array,
    lost: Array,
    before: Array,
    now: Array,
    *,
    rank_gain: Value,
    rank_fade: Value,
) -> Array:
    """Status after a month.

    A clash moves both, as far as they know each other: a dominance order needs members that recognise
    each other (Barnard & Burk 1979). What is newly expected of a member moves its status at once;
    what clashes made of it beyond that fades.

    Args:
        status: (…, N) in [0, 1].
        won, lost: (…, N) clashes won and lost, each weighed by how well the two know each other.
        before, now: (…, N) status that is expected before and after the month, in [0, 1], see
            `expected`.
        rank_gain: share of the way up or down per clash between members that know each other fully.
        rank_fade: share of the difference from what is expected that fades.

    Returns:
        (…, N) new status in [0, 1].
    """
    up, down = np.minimum(rank_gain * won, 1.0), np.minimum(rank_gain * lost, 1.0)
    moved = status + up * (1.0 - status) * (1.0 - down) - down * status * (1.0 - up)
    faded = moved + (now - before) + rank_fade * (now - moved)
    return np.minimum(np.maximum(faded, 0.0), 1.0)


def standing(status: Array, active: Array) -> Array:
    """Each member's share of all status among active members; equal when nobody has any.

    Args:
        status: (…, N) in [0, 1].
        active: (…, N) mask.

    Returns:
        (…, N), sums to 1 over active members.
    """
    held = (status + 1e-9) * active
    return held / np.maximum(total(held), 1e-12)[..., None]
