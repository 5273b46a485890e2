"""Tension: what chafes between members, from three sources that are kept apart."""

from __future__ import annotations

import numpy as np

from sim.arrays import Array
from sim.parameters import Value


def resource_tension(
    deprivation: Array, dependence: Array, favour: Array, *, resource_tension: Value
) -> Array:
    """Tension over the division of resources.

    A member that was paid less than it claimed, and that depends on the fund, chafes at the partners
    who got most: relative deprivation (Crosby 1976).

    Args:
        deprivation: (…, N) share of the claim that was not paid, in [0, 1].
        dependence: (…, N) share of its cost that the fund must pay, in [0, 1].
        favour: (…, N) what a member was paid over the mean of all, >= 0.
        resource_tension: (…, N, N) or number; strength.

    Returns:
        (…, N, N) from the one that chafes toward the other, in [0, 1].
    """
    felt = (deprivation * dependence)[..., :, None] * np.minimum(favour, 2.0)[..., None, :]
    return np.minimum(felt * resource_tension, 1.0)


def value_tension(
    value_distance: Array, language: Array, *, value_tension: Value, language_bridge: Value
) -> Array:
    """Tension over norms and values: distance that no shared language bridges.

    Deep-level diversity brings conflict (Triana et al. 2021); a shared language carries across
    boundaries (Carlile 2004). Linear forms are assumptions.

    Args:
        value_distance: (…, N, N) in [0, 1].
        language: (…, 1, 1) shared language, in [0, 1].
        value_tension: strength.
        language_bridge: share that a full shared language takes away, in [0, 1].

    Returns:
        (…, N, N) in [0, 1], symmetric.
    """
    return np.minimum(value_distance * (value_tension * (1.0 - language_bridge * language)), 1.0)


def identity_loss(
    identity_distance: Array, commitment: Array, language: Array, *, language_bridge: Value
) -> Array:
    """What the shared identity asks a member to give up.

    The alliance asks as much as its ambition binds; it costs as much as the member differs; a shared
    story in which members recognise themselves makes it cost less (brochure, identity).

    Args:
        identity_distance: (…, N) from own identity to the shared one, in [0, 1].
        commitment: (…, 1) in [0, 1].
        language: (…, 1) in [0, 1].
        language_bridge: (…, 1) or number, in [0, 1].

    Returns:
        (…, N) in [0, 1].
    """
    return identity_distance * (commitment * (1.0 - language_bridge * language))


def identity_tension(loss: Array, rank: Array, *, identity_tension: Value) -> Array:
    """Tension over identity: felt toward those whose view the shared identity takes.

    Args:
        loss: (…, N) see `identity_loss`.
        rank: (…, N) status over the mean status, >= 0.
        identity_tension: strength.

    Returns:
        (…, N, N) from the one that gives up toward the other, in [0, 1].
    """
    return np.minimum((loss[..., :, None] * rank[..., None, :]) * identity_tension, 1.0)
