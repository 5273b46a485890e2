"""Meeting: working together takes hours with each partner, and it takes two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.arrays import Array
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
            "closed blocks, Heidl et al. 2014; size: assumption",
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
def attention(
    together: Array,
    trust: Array,
    trusted: Array,
    partners: Array,
    extra: Array,
    meets: Array,
    p: MeetingParameters,
) -> Array:
    """Attention to a partner: hours together, spread evenly and for a part by trust.

    Equation:
        a_ij = min(t_i w_ij / c₁, 1), w_ij = (1 − h) / n_i + h T_ij / Σ_j T_ij, times 1 + extra

    Args:
        together: (…, E) hours together of the one that attends t, FTE-months, >= 0.
        trust: (…, E) in the partner T, in [0, 1].
        trusted: (…, E) sum of its trust over all its partners, >= 0.
        partners: (…, E) number of its partners n, >= 1.
        extra: (…, E) extra weight given to a partner, >= 0.
        meets: (…, E) mask of ties between members that are in.

    Returns:
        (…, E) in [0, 1], 0 where they do not meet.

    Source:
        hours are limited: definition; closed blocks, Heidl et al. 2014; form: assumption.
    """
    even = (1.0 - p.homophily) / partners
    favour = p.homophily * trust / np.maximum(trusted, 1e-9)
    weight = (even + favour) * (1.0 + extra)
    limited = np.minimum(together * weight / p.contact_hours, 1.0)
    return np.where(p.meeting_on > 0.0, limited, 1.0) * meets


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
