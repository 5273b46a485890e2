"""Meeting: working together takes hours with each partner, and it takes two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.arrays import Array, if_on
from sim.declared import Mechanism, Parameter, Switch, Value, rule


@dataclass(frozen=True)
class MeetingParameters(Mechanism):
    """Numbers of who meets whom how much."""

    meeting_on: Annotated[
        Value, Switch("off: hours set no limit; all in a working group meet all alike")
    ] = 1.0
    contact_hours: Annotated[
        Value,
        Parameter(
            "FTE-months",
            0.001,
            10,
            "hours a month with one partner that make full contact",
            "assumption: some two days",
        ),
    ] = 0.1
    homophily: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of attention that goes where trust already is",
            "assumption; that closed blocks matter: Heidl et al. 2014",
        ),
    ] = 0.4
    pairing: Annotated[
        Value,
        Parameter(
            "1",
            0,
            20,
            "extra attention, per unit of difference in expertise, in a month of using each other's "
            "strengths (D8)",
            "assumption",
        ),
    ] = 2.0


@rule
def hours_together(hours: Array, apart: Array) -> Array:
    """Hours that a member spends with partners: all but those it works apart.

    Equation:
        t = h (1 − x_a)

    Args:
        hours: (…, N) FTE-months h, >= 0.
        apart: (…, N) share of time worked apart x_a, in [0, 1].

    Returns:
        (…, N) FTE-months, >= 0.

    Source:
        definition.
    """
    return hours * (1.0 - apart)


@rule
def reach(
    together: Array, trusted: Array, partners: Array, p: MeetingParameters
) -> tuple[Array, Array]:
    """Attention that a member has for a partner: for each alike, and for each by trust.

    Equation:
        e_i = (1 − h) t_i / (c₁ n_i); f_i = h t_i / (c₁ Σ_j T_ij)
        h `homophily`, c₁ `contact_hours`

    Args:
        together: (…, N) hours together t, FTE-months, >= 0.
        trusted: (…, N) sum of its trust over all its partners, >= 0.
        partners: (…, N) number of its partners n, >= 1.

    Returns:
        (…, N) for each alike e, >= 0, and (…, N) per unit of trust f, >= 0.

    Source:
        hours are limited: definition; closed blocks, Heidl et al. 2014; form: assumption.
    """
    full = together / p.contact_hours
    return (1.0 - p.homophily) * full / partners, p.homophily * full / np.maximum(trusted, 1e-9)


@rule
def attention(
    even: Array, favour: Array, trust: Array, extra: Array, meets: Array, p: MeetingParameters
) -> Array:
    """Attention to a partner: hours together, spread evenly and for a part by trust.

    Equation:
        a_ij = min((e_i + f_i T_ij) (1 + extra), 1)

    Args:
        even, favour: (…, E) of the one that attends e and f, see `reach`, >= 0.
        trust: (…, E) in the partner T, in [0, 1].
        extra: (…, E) extra weight given to a partner, >= 0.
        meets: (…, E) mask of ties between members that are in.

    Returns:
        (…, E) in [0, 1], 0 where they do not meet.

    Source:
        hours are limited: definition; that closed blocks matter: Heidl et al. 2014; form: assumption.
    """
    weight = (even + favour * trust) * (1.0 + extra)
    limited = np.minimum(weight, 1.0)
    return if_on(p.meeting_on, limited, np.ones_like(limited)) * meets


@rule
def contact(mine: Array, theirs: Array) -> Array:
    """Contact of two: it takes two to meet, so the smaller attention counts.

    Equation:
        c_ij = min(a_ij, a_ji)

    Args:
        mine, theirs: (…, E) attention from either side, in [0, 1].

    Returns:
        (…, E) in [0, 1], the same from either side.

    Source:
        assumption.
    """
    return np.minimum(mine, theirs)
