"""The environment: what the outside asks drifts; a united alliance hears it only through dissent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.arrays import Array
from sim.declared import Mechanism, Parameter, Switch, Value, rule


@dataclass(frozen=True)
class EnvironmentParameters(Mechanism):
    """Numbers of the mechanism; see `sim.parameters`."""

    environment_on: Annotated[Value, Switch("off: what the outside asks does not drift")] = 1.0
    drift: Annotated[
        Value,
        Parameter("1/month", 0, 1, "mean monthly drift of what the outside asks", "assumption"),
    ] = 0.008
    adaptation: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            5,
            "share of the noticed gap that a month of designing and learning closes",
            "assumption",
        ),
    ] = 0.4
    hearing: Annotated[
        Value,
        Parameter(
            "1",
            0,
            100,
            "how quickly dissent on the table is enough to notice the outside",
            "dissent and vigilance: Janis 1972, Nemeth 1986; size: assumption",
        ),
    ] = 6.0
    opposing: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "dissent on the table in a month in which it is organised (D9)",
            "dissent and vigilance: Nemeth 1986; size: assumption",
        ),
    ] = 0.6
    campaigning: Annotated[
        Value,
        Parameter(
            "1",
            0,
            20,
            "extra speed of the external profile in a month of raising it (D6)",
            "assumption",
        ),
    ] = 2.0
    profile_rate: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "share of missing profile that results shown by full networks build in a month",
            "assumption",
        ),
    ] = 0.08
    profile_fade: Annotated[
        Value, Parameter("1/month", 0, 1, "share of external profile lost in a month", "assumption")
    ] = 0.03


@rule
def hear(table: Array, dissent: Array, p: EnvironmentParameters) -> Array:
    """How much of the outside's change the alliance notices, through dissent on the table.

    Args:
        table: (…,) mean tension on the table, >= 0.
        dissent: (…,) dissent that is organised, in [0, 1].

    Returns:
        (…,) in [0, 1].
    """
    spoken = p.hearing * table
    return 1.0 - (1.0 - dissent) / (1.0 + spoken)


@rule
def drift(gap: Array, heard: Array, talk: Array, luck: Array, p: EnvironmentParameters) -> Array:
    """Distance between offer and demand after a month.

    The outside moves on by a uniform step with mean `drift`; the alliance closes part of what it
    notices, in the time it designs and learns. Source: MODEL mechanism 14 and D9; forms assumed.

    Args:
        gap: (…,) in [0, 1].
        heard: (…,) in [0, 1], see `hear`.
        talk: (…,) mean share of capacity spent on designing and learning, in [0, 1].
        luck: (…,) uniform draws.

    Returns:
        (…,) new gap in [0, 1].
    """
    closed = np.minimum(p.adaptation * heard * talk, 1.0)
    return np.minimum(gap * (1.0 - closed) + 2.0 * luck * p.drift * (1.0 - gap), 1.0)


@rule
def profile(
    profile: Array, results: Array, network: Array, raising: Array, p: EnvironmentParameters
) -> Array:
    """External profile after a month: results shown through the members' networks.

    Args:
        profile: (…,) in [0, 1].
        results: (…,) joint output against joint and apart output together, in [0, 1].
        network: (…,) mean reach outside, in [0, 1].
        raising: (…,) extra effort to raise it, >= 0.

    Returns:
        (…,) in [0, 1].
    """
    gain = np.minimum(p.profile_rate * (1.0 + raising) * (results + network * results), 1.0)
    return profile + gain * (1.0 - profile) - p.profile_fade * profile


@rule
def results(joint: Array, own: Array) -> Array:
    """Results that can be shown: joint output against joint and apart output together (assumption).

    Args:
        joint, own: (…,) FTE-months, >= 0.

    Returns:
        (…,) in [0, 1].
    """
    return joint / np.maximum(joint + own, 1e-9)
