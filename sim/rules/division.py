"""Division of money and credit by the scenario's rule."""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from sim.arrays import Array, total


class Division(IntEnum):
    """The rules by which money and credit are divided (Deutsch 1975 for the first three)."""

    EQUAL = 0
    EQUITY = 1
    NEED = 2
    POWER = 3


def shares(weights: Array, active: Array, lead: Array, authority: Array) -> Array:
    """Each member's share of what is divided.

    Args:
        weights: (…, N) what the rule goes by, >= 0: 1, contribution, need or status.
        active: (…, N) mask.
        lead: (…, N) 1 for the lead party.
        authority: (…, 1) share that the lead party steers to itself, in [0, 1].

    Returns:
        (…, N), sums to 1 over active members; equal when all weights are 0.
    """
    held = (weights + 1e-9) * active
    by_rule = held / np.maximum(total(held), 1e-12)[..., None]
    led = lead * active
    steered = authority * total(led)[..., None]
    return by_rule * (1.0 - steered) + steered * led


def pay(pot: Array, claims: Array, shares: Array) -> Array:
    """Divide the pot: nobody gets more than its claim, what is left over goes round once more.

    Args:
        pot: (…,) kEUR to divide, >= 0.
        claims: (…, N) kEUR, >= 0, 0 for inactive members.
        shares: (…, N) see `shares`.

    Returns:
        (…, N) kEUR paid; no more than claims and in sum no more than the pot.
    """
    first = np.minimum(claims, shares * pot[..., None])
    open_claims = claims - first
    left = np.maximum(pot - total(first), 0.0)
    unmet = total(open_claims)
    # Shaved by a hair so that rounding never pays out more than there is.
    fraction = np.minimum(left / np.maximum(unmet, 1e-12), 1.0) * (1.0 - 1e-12)
    return first + open_claims * fraction[..., None]
