"""Tension: what chafes between members, over resources, norms and values, and identity, kept apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.arrays import Array
from sim.declared import Mechanism, Parameter, Switch, Value, rule


@dataclass(frozen=True)
class TensionParameters(Mechanism):
    """Numbers of the three sources of tension; one each switches its source off at 0."""

    tension_on: Annotated[Value, Switch("off: nothing chafes")] = 1.0
    resource_tension: Annotated[
        Value,
        Parameter(
            "1",
            0,
            3,
            "tension when a fully dependent member loses all that it had come to expect",
            "relative deprivation, Crosby 1976; size: assumption",
        ),
    ] = 0.8
    unfairness_tension: Annotated[
        Value,
        Parameter(
            "1",
            0,
            3,
            "tension when a member gets nothing of what its part would be fair for",
            "inequity, Adams 1965; size: assumption",
        ),
    ] = 0.4
    value_tension: Annotated[
        Value,
        Parameter(
            "1",
            0,
            3,
            "tension per unit of difference in norms and values, without a shared language",
            "Triana et al. 2021 for the sign; size: assumption",
        ),
    ] = 0.8
    standard_tension: Annotated[
        Value,
        Parameter(
            "1",
            0,
            3,
            "tension per unit by which a partner is less reliable than oneself, without agreements",
            "inequity, Adams 1965, for the sign; size: assumption",
        ),
    ] = 0.8
    view_tension: Annotated[
        Value,
        Parameter(
            "1",
            0,
            3,
            "tension per unit of difference in strategic views, without a binding ambition",
            "goal differences, Luo 2007, for the sign; size: assumption",
        ),
    ] = 0.4
    identity_tension: Annotated[
        Value,
        Parameter(
            "1",
            0,
            3,
            "tension when a fully attached member has to give up all of its identity",
            "brochure, identity; size: assumption",
        ),
    ] = 0.8
    language_bridge: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of tension over identity that a full shared story takes away, and of tension over values "
            "that a full shared language and full knowledge of the other do",
            "Carlile 2004; dual identity, Gaertner & Dovidio 2000; size: assumption",
        ),
    ] = 0.7


@rule
def over_resources(
    deprivation: Array, dependence: Array, favour: Array, unfairness: Array, p: TensionParameters
) -> Array:
    """Tension over the division of resources, felt toward those who got most.

    Equation:
        τ_r = min(κ_r D_i d_i min(f_j, 2) + κ_u max(½ − F_i, 0) · 2, 1)

    Args:
        deprivation: (…, E) what the one that feels it lost of what it expects D, in [0, 1].
        dependence: (…, E) its dependence on the fund d, in [0, 1].
        favour: (…, E) what the partner was paid over the mean of all f, >= 0.
        unfairness: (…, E) what it lacks of a fair share, 0 fair and 1 nothing, in [0, 1].

    Returns:
        (…, E) in [0, 1].

    Source:
        relative deprivation, Crosby 1976; inequity, Adams 1965; form: assumption.
    """
    lost = p.resource_tension * deprivation * dependence * np.minimum(favour, 2.0)
    return np.minimum(lost + p.unfairness_tension * unfairness, p.tension_on)


@rule
def over_values(
    values: Array,
    views: Array,
    standards: Array,
    language: Array,
    knowledge: Array,
    commitment: Array,
    agreements: Array,
    p: TensionParameters,
) -> Array:
    """Tension over norms and values, over how promises are kept, and over where to go.

    Each has its remedy: language and dialogue, which lets the two know each other; rules of the game; a
    binding ambition.

    Equation:
        τ_v = min(κ_v v_ij (1 − b (L + K_ij) / 2) + κ_s max(π_i − π_j, 0) (1 − A) + κ_g g_ij (1 − C), 1)

    Args:
        values: (…, E) difference in norms and values v, in [0, 1].
        views: (…, E) difference in strategic views g, in [0, 1].
        standards: (…, E) how much less reliable than oneself the partner is max(π_i − π_j, 0), in [0, 1].
        language: (…, 1) shared language L, in [0, 1].
        knowledge: (…, E) of the partner K, in [0, 1].
        commitment: (…, 1) how firmly the ambition binds C, in [0, 1].
        agreements: (…, 1) completeness of the agreements A, in [0, 1].

    Returns:
        (…, E) in [0, 1].

    Source:
        deep-level diversity, Triana et al. 2021; Carlile 2004; Adams 1965; Luo 2007; remedies: brochure; linear
        forms: assumption.
    """
    bridged = (0.5 * p.language_bridge) * (language + knowledge)
    culture = p.value_tension * (1.0 - bridged) * values
    norms = p.standard_tension * (1.0 - agreements) * standards
    return np.minimum(culture + norms + p.view_tension * (1.0 - commitment) * views, p.tension_on)


@rule
def identity_loss(
    attachment: Array, commitment: Array, together: Array, language: Array, p: TensionParameters
) -> Array:
    """What the alliance asks a member to give up of itself.

    It asks as much as it binds and works as one; a story in which members recognise themselves makes
    it cost less.

    Equation:
        ℓ = a C x̄ (1 − b L)

    Args:
        attachment: (…, N) to its own name and ways a, in [0, 1].
        commitment: (…, 1) how firmly the ambition binds C, in [0, 1].
        together: (…, 1) mean share of hours that are not worked apart x̄, in [0, 1].
        language: (…, 1) shared language and story L, in [0, 1].

    Returns:
        (…, N) in [0, 1].

    Source:
        brochure; dual identity, Gaertner & Dovidio 2000; form: assumption.
    """
    return attachment * (commitment * together * (1.0 - p.language_bridge * language))


@rule
def over_identity(loss: Array, rank: Array, p: TensionParameters) -> Array:
    """Tension over identity, felt toward those whose say shapes the shared one.

    Equation:
        τ_i = min(κ_i ℓ_i min(s_j / s̄, 2) / 2, 1)

    Args:
        loss: (…, E) of the one that feels it ℓ, in [0, 1].
        rank: (…, E) status of the partner over the mean of all, >= 0.

    Returns:
        (…, E) in [0, 1].

    Source:
        brochure; form: assumption.
    """
    felt = p.identity_tension * loss * (0.5 * np.minimum(rank, 2.0))
    return np.minimum(felt, p.tension_on)
