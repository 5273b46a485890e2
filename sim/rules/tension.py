"""Tension: what chafes between members, from three sources that are kept apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.arrays import Array
from sim.declared import Mechanism, Parameter, Switch, Value, rule


@dataclass(frozen=True)
class TensionParameters(Mechanism):
    """Numbers of the mechanism; see `sim.parameters`."""

    tension_on: Annotated[Value, Switch("off: nothing chafes")] = 1.0
    resource_tension: Annotated[
        Value,
        Parameter(
            "1",
            0,
            3,
            "tension when a fully dependent member gets nothing of what it claims",
            "relative deprivation, Crosby 1976; size: assumption",
        ),
    ] = 0.8
    value_tension: Annotated[
        Value,
        Parameter(
            "1",
            0,
            3,
            "tension per unit distance in norms and values, without a shared language",
            "Triana et al. 2021 for the sign; size: assumption",
        ),
    ] = 0.8
    identity_tension: Annotated[
        Value,
        Parameter(
            "1",
            0,
            3,
            "tension per unit distance between a member's identity and the shared one",
            "brochure, identity; size: assumption",
        ),
    ] = 0.8
    language_bridge: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of value and identity tension that a full shared language takes away",
            "assumption; Carlile 2004 on shared language across boundaries",
        ),
    ] = 0.7


@rule
def resource_tension(
    deprivation: Array, dependence: Array, favour: Array, p: TensionParameters
) -> Array:
    """Tension over the division of resources.

    A member that was paid less than it claimed, and that depends on the fund, chafes at the partners
    who got most: relative deprivation (Crosby 1976).

    Args:
        deprivation: (…, N) share of the claim that was not paid, in [0, 1].
        dependence: (…, N) share of its cost that the fund must pay, in [0, 1].
        favour: (…, N) what a member was paid over the mean of all, >= 0.

    Returns:
        (…, N, N) from the one that chafes toward the other, in [0, 1].
    """
    felt = (deprivation * dependence)[..., :, None] * np.minimum(favour, 2.0)[..., None, :]
    return np.minimum(felt * (p.resource_tension * p.tension_on), 1.0)


@rule
def value_tension(value_distance: Array, language: Array, p: TensionParameters) -> Array:
    """Tension over norms and values: distance that no shared language bridges.

    Deep-level diversity brings conflict (Triana et al. 2021); a shared language carries across
    boundaries (Carlile 2004). Linear forms are assumptions.

    Args:
        value_distance: (…, N, N) in [0, 1].
        language: (…, 1, 1) shared language, in [0, 1].

    Returns:
        (…, N, N) in [0, 1], symmetric.
    """
    return np.minimum(
        value_distance * (p.value_tension * p.tension_on * (1.0 - p.language_bridge * language)),
        1.0,
    )


@rule
def identity_loss(
    identity_distance: Array, commitment: Array, language: Array, p: TensionParameters
) -> Array:
    """What the shared identity asks a member to give up.

    The alliance asks as much as its ambition binds; it costs as much as the member differs; a shared
    story in which members recognise themselves makes it cost less (brochure, identity).

    Args:
        identity_distance: (…, N) from own identity to the shared one, in [0, 1].
        commitment: (…, 1) in [0, 1].
        language: (…, 1) in [0, 1].

    Returns:
        (…, N) in [0, 1].
    """
    return identity_distance * (commitment * (1.0 - p.language_bridge * language))


@rule
def identity_tension(loss: Array, rank: Array, p: TensionParameters) -> Array:
    """Tension over identity: felt toward those whose view the shared identity takes.

    Args:
        loss: (…, N) in [0, 1], see `identity_loss`.
        rank: (…, N) status over the mean status, >= 0.

    Returns:
        (…, N, N) from the one that gives up toward the other, in [0, 1].
    """
    return np.minimum(
        (loss[..., :, None] * rank[..., None, :]) * (p.identity_tension * p.tension_on), 1.0
    )


@rule
def together(resources: Array, values: Array, identity: Array, dyads: Array) -> Array:
    """Tension from all three sources, at most 1 (assumption: they add up).

    Args:
        resources, values, identity: (…, N, N) in [0, 1].
        dyads: (…, N, N) mask of dyads of active members.

    Returns:
        (…, N, N) in [0, 1].
    """
    return np.minimum(resources + values + identity, 1.0) * dyads
