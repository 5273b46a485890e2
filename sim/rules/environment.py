"""The environment: what the outside asks drifts; a united alliance hears it only through dissent."""

from __future__ import annotations

import numpy as np

from sim.arrays import Array
from sim.parameters import Value


def hear(table: Array, dissent: Array, *, hearing: Value) -> Array:
    """How much of the outside's change the alliance notices, through dissent on the table.

    Args:
        table: (…,) mean tension on the table, >= 0.
        dissent: (…,) dissent that is organised, in [0, 1].
        hearing: how quickly dissent on the table is enough.

    Returns:
        (…,) in [0, 1].
    """
    spoken = hearing * table
    return 1.0 - (1.0 - dissent) / (1.0 + spoken)


def drift(
    gap: Array, heard: Array, talk: Array, luck: Array, *, drift: Value, adaptation: Value
) -> Array:
    """Distance between offer and demand after a month.

    The outside moves on by a uniform step with mean `drift`; the alliance closes part of what it
    notices, in the time it designs and learns. Source: MODEL mechanism 14 and D9; forms assumed.

    Args:
        gap: (…,) in [0, 1].
        heard: (…,) see `hear`.
        talk: (…,) mean share of capacity spent on designing and learning, in [0, 1].
        luck: (…,) uniform draws.
        drift: mean step a month.
        adaptation: share of the noticed gap closed in a month of full talk.

    Returns:
        (…,) new gap in [0, 1].
    """
    closed = np.minimum(adaptation * heard * talk, 1.0)
    return np.minimum(gap * (1.0 - closed) + 2.0 * luck * drift * (1.0 - gap), 1.0)


def profile(
    profile: Array,
    results: Array,
    network: Array,
    raising: Array,
    *,
    profile_rate: Value,
    profile_fade: Value,
) -> Array:
    """External profile after a month: results shown through the members' networks.

    Args:
        profile: (…,) in [0, 1].
        results: (…,) joint output against joint and apart output together, in [0, 1].
        network: (…,) mean reach outside, in [0, 1].
        raising: (…,) extra effort to raise it, >= 0.
        profile_rate, profile_fade: see `sim.parameters`.

    Returns:
        (…,) in [0, 1].
    """
    gain = np.minimum(profile_rate * (1.0 + raising) * (results + network * results), 1.0)
    return profile + gain * (1.0 - profile) - profile_fade * profile
