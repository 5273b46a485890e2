"""Shared language and story (S6), and the record of what was learnt (D7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.arrays import Array
from sim.declared import Mechanism, Parameter, Switch, Value, rule


@dataclass(frozen=True)
class StoryParameters(Mechanism):
    """Numbers of language and record."""

    story_on: Annotated[
        Value, Switch("off: shared language and the record of what was learnt stay as they start")
    ] = 1.0
    story_rate: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            5,
            "share of the missing language that a month of learning and joint work "
            "between members that know each other builds",
            "assumption",
        ),
    ] = 0.12
    story_fade: Annotated[
        Value,
        Parameter("1/month", 0, 1, "share of the shared language lost in a month", "assumption"),
    ] = 0.01
    harvest_rate: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            5,
            "share of what is not recorded that a month of joint work records by itself",
            "assumption",
        ),
    ] = 0.03
    harvest_fade: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "share of the record that goes stale in a month",
            "depreciation, Argote 2013: 0 to 25 % a month; size: assumption",
        ),
    ] = 0.015


@rule
def tell(
    language: Array,
    together: Array,
    knowledge: Array,
    well: Array,
    insight: Value,
    action: Array,
    p: StoryParameters,
) -> Array:
    """The shared language and story after a month.

    Equation:
        L′ = L + min(κ x̄ K̄ + ι n + a, 1) (1 − L) − φ L

    Args:
        language: (…,) L, in [0, 1].
        together: (…,) mean share of capacity for learning and joint work x̄, in [0, 1].
        knowledge: (…,) mean knowledge of each other K̄, in [0, 1].
        well: (…,) share of pairs with a clash over values or identity that ended well n, in [0, 1].
        insight: number in [0, 1]; ι, see `ConflictParameters.insight`.
        action: (…,) step of harvesting (D7) a, in [0, 1].

    Returns:
        (…,) in [0, 1].

    Source:
        Carlile 2004 for the sign; form: assumption.
    """
    gain = np.minimum(p.story_rate * together * knowledge + insight * well + action, 1.0)
    return np.maximum(language + gain * (1.0 - language) - p.story_fade * language, 0.0)


@rule
def record(harvest: Array, joint: Array, action: Array, p: StoryParameters) -> Array:
    """The record of what was learnt after a month.

    Equation:
        H′ = H + min(κ x̄_j + a, 1) (1 − H) − φ H

    Args:
        harvest: (…,) H, in [0, 1].
        joint: (…,) mean share of capacity for joint work x̄_j, in [0, 1].
        action: (…,) step of harvesting (D7) a, in [0, 1].

    Returns:
        (…,) in [0, 1].

    Source:
        organisational memory, Walsh & Ungson 1991, for the sign; form: assumption.
    """
    gain = np.minimum(p.harvest_rate * joint + action, 1.0)
    return np.maximum(harvest + gain * (1.0 - harvest) - p.harvest_fade * harvest, 0.0)
