"""The world outside: it drifts and shifts; a united alliance hears it only through dissent (D9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.arrays import Array
from sim.declared import Mechanism, Parameter, Switch, Value, rule


@dataclass(frozen=True)
class OutsideParameters(Mechanism):
    """Numbers of the world outside."""

    outside_on: Annotated[Value, Switch("off: what the outside asks stays as it starts")] = 1.0
    drift: Annotated[
        Value,
        Parameter("1/month", 0, 1, "mean monthly drift of what the outside asks", "assumption"),
    ] = 0.006
    shift_chance: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "chance of a sudden shift of what is asked",
            "turbulence, March 1991, for the mechanism; size: assumption",
        ),
    ] = 0.01
    shift_size: Annotated[
        Value,
        Parameter(
            "1", 0, 1, "share of what still fits that a sudden shift takes away", "assumption"
        ),
    ] = 0.25
    adaptation: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            5,
            "share of the noticed gap closed in a month of full designing and learning",
            "assumption",
        ),
    ] = 0.8
    hearing: Annotated[
        Value,
        Parameter(
            "1",
            0,
            100,
            "dissent per unit of tension on the table",
            "authentic dissent, Nemeth, Brown & Rogers 2001; size: assumption",
        ),
    ] = 2.0
    dissent_fade: Annotated[
        Value,
        Parameter("1/month", 0, 1, "share of the habit of dissent lost in a month", "assumption"),
    ] = 0.1
    profile_rate: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "share of missing profile that results shown through full networks build",
            "assumption",
        ),
    ] = 0.08
    profile_fade: Annotated[
        Value, Parameter("1/month", 0, 1, "share of external profile lost in a month", "assumption")
    ] = 0.03


@rule
def unity(language: Array, trust: Array) -> Array:
    """Unity: one story among members that trust each other (S7).

    Equation:
        L T̄

    Args:
        language, trust: (…,) L and mean trust T̄, in [0, 1].

    Returns:
        (…,) in [0, 1].

    Source:
        assumption.
    """
    return language * trust


@rule
def hear(unity: Array, dissent: Array, table: Array, network: Array, p: OutsideParameters) -> Array:
    """How much of the outside's change the alliance notices.

    Who is united hears only what is said against it; networks carry the news.

    Equation:
        (1 − U + U min(D + κ t, 1)) (½ + ½ n̄)

    Args:
        unity: (…,) U, in [0, 1].
        dissent: (…,) habit of dissent D, in [0, 1].
        table: (…,) mean tension on the table t, >= 0.
        network: (…,) mean reach outside n̄, in [0, 1].

    Returns:
        (…,) in [0, 1].

    Source:
        dissent and biased search, Schulz-Hardt, Jochims & Frey 2002; unity as deafness: Janis 1972, weakly
        supported (Esser 1998); form: assumption.
    """
    spoken = np.minimum(dissent + p.hearing * table, 1.0)
    return (1.0 - unity * (1.0 - spoken)) * (0.5 + 0.5 * network)


@rule
def drift(
    gap: Array, heard: Array, talk: Array, step: Array, shift: Array, p: OutsideParameters
) -> Array:
    """Distance between offer and demand after a month.

    Equation:
        g′ = g (1 − min(κ heard x̄, 1)) + (2 d u + s [u′ < p]) (1 − g), at most 1
        κ `adaptation`, d `drift`, s `shift_size`, p `shift_chance`

    Args:
        gap: (…,) g, in [0, 1].
        heard: (…,) see `hear`, in [0, 1].
        talk: (…,) mean share of time for designing and learning x̄, in [0, 1].
        step, shift: (…,) uniform draws u and u′.

    Returns:
        (…,) in [0, 1].

    Source:
        assumption.
    """
    closed = np.minimum(p.adaptation * heard * talk, 1.0)
    moved = 2.0 * p.drift * step + np.where(shift < p.shift_chance, p.shift_size, 0.0)
    return np.minimum(gap * (1.0 - closed) + moved * (1.0 - gap), 1.0)


@rule
def disagree(dissent: Array, action: Array, p: OutsideParameters) -> Array:
    """The habit of dissent after a month: it fades unless it is organised.

    Equation:
        D′ = D (1 − φ) + a (1 − D)

    Args:
        dissent: (…,) D, in [0, 1].
        action: (…,) step of organising dissent (D9) a, in [0, 1].

    Returns:
        (…,) in [0, 1].

    Source:
        brochure, D9; form: assumption.
    """
    return np.minimum(dissent * (1.0 - p.dissent_fade) + action * (1.0 - dissent), 1.0)


@rule
def profile(
    profile: Array, added: Array, network: Array, work: Array, action: Array, p: OutsideParameters
) -> Array:
    """External profile after a month: results shown through the members' networks.

    Equation:
        Π′ = Π + min(κ clip(½ + v, 0, 1) (½ + ½ n̄) w + a, 1) (1 − Π) − φ Π

    Args:
        profile: (…,) Π, in [0, 1].
        added: (…,) added value over output apart v, in [-1, 20].
        network: (…,) mean reach outside n̄, in [0, 1].
        work: (…,) mean share of capacity at work w, in [0, 1].
        action: (…,) step of raising the profile (D6) a, in [0, 1].

    Returns:
        (…,) in [0, 1].

    Source:
        assumption.
    """
    shown = np.minimum(np.maximum(0.5 + added, 0.0), 1.0) * (0.5 + 0.5 * network) * work
    gain = np.minimum(p.profile_rate * shown + action, 1.0)
    return np.maximum(profile + gain * (1.0 - profile) - p.profile_fade * profile, 0.0)
