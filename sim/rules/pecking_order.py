"""The pecking order: winners of clashes gain status; status fades (Bonabeau et al. 1995)."""

from __future__ import annotations

import numpy as np

from sim.arrays import Array, logistic, total
from sim.parameters import Value
from sim.state import Bits


def winners(status: Array, clash: Bits, luck: Array, first_named: Bits, *,
            rank_power: Value) -> Bits:  # fmt: skip
    """Who wins each clash: the higher the status, the likelier.

    The chance that i beats j is logistic in the difference of their status (Bonabeau, Theraulaz &
    Deneubourg 1995, equation 1).

    Args:
        status: (…, N) in [0, 1].
        clash: (…, N, N) symmetric; who clashes.
        luck: (…, N, N) symmetric uniform draws.
        first_named: (N, N) which of the two the draw is about.
        rank_power: log-odds per unit of difference.

    Returns:
        (…, N, N) true where the row's member beats the column's; one winner per clash.
    """
    ahead = status[..., :, None] - status[..., None, :]
    first_wins = (luck < logistic(rank_power * ahead)) & first_named
    second_wins = np.swapaxes(first_named & ~first_wins, -1, -2)
    return (first_wins | second_wins) & clash


def rank(status: Array, wins: Bits, middle: Array, *, rank_gain: Value, rank_fade: Value) -> Array:
    """Status after the clashes of a month.

    Args:
        status: (…, N) in [0, 1].
        wins: (…, N, N) who beat whom.
        middle: (…, N) status to which it fades, in [0, 1].
        rank_gain: share of the way up or down per clash.
        rank_fade: share of the difference from the middle that fades.

    Returns:
        (…, N) new status in [0, 1].
    """
    won = np.minimum(rank_gain * total(wins), 1.0)
    lost = np.minimum(rank_gain * total(wins, axis=-2), 1.0)
    moved = status + won * (1.0 - status) * (1.0 - lost) - lost * status * (1.0 - won)
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
