"""The ambition: where the alliance wants to go, and how firmly that binds (S1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.arrays import Array
from sim.declared import Mechanism, Parameter, Switch, Value, rule


@dataclass(frozen=True)
class AmbitionParameters(Mechanism):
    """Numbers of ambition and commitment."""

    ambition_on: Annotated[Value, Switch("off: commitment and ambition stay as they start")] = 1.0
    commitment_rate: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            5,
            "share of missing commitment that a month of full designing builds",
            "having a say in goals, Locke & Latham 1990, for the sign; size: assumption",
        ),
    ] = 0.12
    commitment_results: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            5,
            "share of missing commitment that results one half above apart build",
            "small wins, Ansell & Gash 2008; size: assumption",
        ),
    ] = 0.05
    commitment_erosion: Annotated[
        Value,
        Parameter("1/month", 0, 1, "share of commitment that a month wears away", "assumption"),
    ] = 0.01
    commitment_setback: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "share of commitment lost in a month when every pair clashes badly",
            "assumption",
        ),
    ] = 0.1
    broken_ambition: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "share of commitment lost in a month while results are as low as can be; "
            "times the commitment itself: what binds more hurts more when it breaks",
            "assumption",
        ),
    ] = 0.03
    ambition_rate: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "speed at which full designing moves the ambition to the members' goals",
            "assumption",
        ),
    ] = 0.1


@rule
def binding(commitment: Array, alignment: Array) -> Array:
    """How far the ambition binds a member: as firm as it is, as near as it is.

    Equation:
        B = C a

    Args:
        commitment: (…, 1) C, in [0, 1].
        alignment: (…, N) nearness of the ambition to own goals a, in [0, 1].

    Returns:
        (…, N) in [0, 1].

    Source:
        goal commitment, Locke & Latham 1990, Aubé & Rousseau 2005; the product: assumption.
    """
    return commitment * alignment


@rule
def commit(
    commitment: Array,
    owned: Array,
    results: Array,
    badly: Array,
    action: Array,
    p: AmbitionParameters,
) -> Array:
    """Commitment after a month: built by designing together and by results, worn by strife and failure.

    Equation:
        C′ = C + min(κ P + κ_r max(r, 0) + a, 1) (1 − C) − min(ε + κ_b bad + κ_f C max(−r, 0), 1) C

    Args:
        commitment: (…,) C, in [0, 1].
        owned: (…,) power of designing, as far as members own it P, in [0, 1].
        results: (…,) mean of results as constituencies see them r, in [-1, 1].
        badly: (…,) clashes that ended badly, per pair, in [0, 1].
        action: (…,) step of developing vision and values (D2) a, in [0, 1].

    Returns:
        (…,) in [0, 1].

    Source:
        Locke & Latham 1990, Ansell & Gash 2008 for signs; form, and that a broken one hurts more: assumption.
    """
    gain = p.commitment_rate * owned + p.commitment_results * np.maximum(results, 0.0) + action
    loss = (
        p.commitment_erosion
        + p.commitment_setback * badly
        + p.broken_ambition * commitment * np.maximum(-results, 0.0)
    )
    gain, loss = np.minimum(gain, 1.0), np.minimum(loss, 1.0)
    return commitment + gain * (1.0 - commitment) - loss * commitment


@rule
def steer(
    ambition: Array, wanted: Array, design: Array, action: Array, p: AmbitionParameters
) -> Array:
    """The ambition after a month: designing moves it to the goals of those who have a say.

    Equation:
        α′ = α + min(κ x̄ + a, 1) (Σ_i σ_i γ_i − α)

    Args:
        ambition: (…, G) α, in [0, 1].
        wanted: (…, G) goals of the members, weighed by their say, in [0, 1].
        design: (…, 1) mean effect of time for designing x̄, in [0, 1].
        action: (…, 1) step of developing vision and values (D2) a, in [0, 1].

    Returns:
        (…, G) in [0, 1].

    Source:
        assumption.
    """
    return ambition + np.minimum(p.ambition_rate * design + action, 1.0) * (wanted - ambition)
