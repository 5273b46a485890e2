"""The waterline: what is said is on the table; the rest is stored, by kind, and leaks later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.arrays import Array, if_on
from sim.declared import Mechanism, Parameter, Switch, Value, rule


@dataclass(frozen=True)
class WaterlineParameters(Mechanism):
    """Numbers of what is said and what is kept."""

    waterline_on: Annotated[
        Value, Switch("off: all tension is on the table, nothing is kept under it")
    ] = 1.0
    openness_rate: Annotated[
        Value,
        Parameter(
            "1/month", 0, 1, "speed at which openness follows candour and trust", "assumption"
        ),
    ] = 0.15
    safety_weight: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of openness that rests on trust rather than on own candour",
            "Frazier et al. 2017, psychological safety; size: assumption",
        ),
    ] = 0.6
    storing_rate: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            2,
            "share of unspoken tension stored in a month of full contact",
            "assumption",
        ),
    ] = 0.25
    leak: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "share of the store that surfaces in a month of full contact",
            "assumption",
        ),
    ] = 0.08
    forgetting: Annotated[
        Value, Parameter("1/month", 0, 1, "share of the store forgotten in a month", "assumption")
    ] = 0.03


@rule
def shown(openness: Array, p: WaterlineParameters) -> Array:
    """Share of a tension that is said.

    Equation:
        o, or 1 where the mechanism is off

    Args:
        openness: (…, N) o, in [0, 1].

    Returns:
        (…, N) in [0, 1].

    Source:
        definition.
    """
    return if_on(p.waterline_on, openness, np.ones_like(openness))


@rule
def on_the_table(
    tension: Array, store: Array, shown: Array, contact: Array, p: WaterlineParameters
) -> Array:
    """Tension that is on the table this month: what is said, and what leaks out of the store.

    Equation:
        (τ o + λ S) c

    Args:
        tension, store: (…, E) τ and S, in [0, 1].
        shown: (…, E) share that the one who feels it says o, in [0, 1].
        contact: (…, E) c, in [0, 1].

    Returns:
        (…, E) in [0, 2].

    Source:
        brochure, waterline; form: assumption.
    """
    return (tension * shown + p.leak * store) * contact


@rule
def unsaid(shown: Array, contact: Array, p: WaterlineParameters) -> Array:
    """Share of a tension that goes into the store this month.

    Equation:
        min(κ (1 − o) c, 1)

    Args:
        shown: (…, E) share that the one who feels it says o, in [0, 1].
        contact: (…, E) c, in [0, 1].

    Returns:
        (…, E) in [0, 1].

    Source:
        brochure, waterline; form: assumption.
    """
    return np.minimum(p.storing_rate * (1.0 - shown) * contact, 1.0)


@rule
def kept(contact: Array, p: WaterlineParameters) -> Array:
    """Share of the store that neither surfaces nor is forgotten this month.

    Equation:
        1 − min(λ c + φ, 1)

    Args:
        contact: (…, E) c, in [0, 1].

    Returns:
        (…, E) in [0, 1].

    Source:
        assumption.
    """
    return 1.0 - np.minimum(p.leak * contact + p.forgetting, 1.0)


@rule
def hold_back(tension: Array, store: Array, unsaid: Array, kept: Array) -> Array:
    """The store after a month of keeping the rest under the table.

    Equation:
        S′ = S k + u τ (1 − S)

    Args:
        tension, store: (…, E) τ and S, in [0, 1].
        unsaid, kept: (…, E) u and k, see `unsaid` and `kept`, in [0, 1].

    Returns:
        (…, E) in [0, 1].

    Source:
        brochure, waterline; form: assumption.
    """
    return store * kept + unsaid * tension * (1.0 - store)
