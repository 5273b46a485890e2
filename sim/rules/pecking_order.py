"""The pecking order: winners of clashes gain status; status fades (Bonabeau et al. 1995)."""

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


def rank(status: Array, won: Array, lost: Array, middle: Array, *, rank_gain: Value,
         rank_fade: Value) -> Array:  # fmt: skip
    """Status after the clashes of a month.

    Args:
        status: (…, N) in [0, 1].
        won, lost: (…, N) number of clashes won and lost.
        middle: (…, N) status to which it fades, in [0, 1].
        rank_gain: share of the way up or down per clash.
        rank_fade: share of the difference from the middle that fades.

    Returns:
        (…, N) new status in [0, 1].
    """
    up, down = np.minimum(rank_gain * won, 1.0), np.minimum(rank_gain * lost, 1.0)
    moved = status + up * (1.0 - status) * (1.0 - down) - down * status * (1.0 - up)
    return moved + rank_fade * (middle - moved)


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
