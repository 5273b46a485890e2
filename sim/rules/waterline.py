"""The waterline: only the open part of a tension is on the table; the rest becomes grievance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.arrays import Array, if_on
from sim.declared import Mechanism, Parameter, Switch, Value, rule


@dataclass(frozen=True)
class WaterlineParameters(Mechanism):
    """Numbers of the mechanism; see `sim.parameters`."""

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
            "share of openness that rests on trust in the partners rather than on own candour",
            "Frazier et al. 2017, psychological safety; size: assumption",
        ),
    ] = 0.6
    inviting: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of what a member keeps under the waterline that a month of getting to know each other (D1) brings above it",
            "assumption",
        ),
    ] = 0.3
    grievance_rate: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            2,
            "grievance per month from tension that is kept under the table",
            "assumption, calibrated",
        ),
    ] = 0.24
    grievance_leak: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "share of grievance that surfaces in a month of full contact",
            "assumption",
        ),
    ] = 0.08
    grievance_fade: Annotated[
        Value, Parameter("1/month", 0, 1, "share of grievance forgotten in a month", "assumption")
    ] = 0.02
    grievance_climate: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of the variance of start grievance that an alliance's members have in common",
            "assumption",
        ),
    ] = 0.5


@rule
def on_the_table(
    tension: Array, grievance: Array, openness: Array, contact: Array, p: WaterlineParameters
) -> Array:
    """Tension that is on the table this month: what is said, and old grievance that leaks out.

    Args:
        tension: (…, N, N) in [0, 1].
        grievance: (…, N, N) in [0, 1].
        openness: (…, N, 1) of the one who feels it, in [0, 1].
        contact: (…, N, N) in [0, 1].

    Returns:
        (…, N, N) in [0, 2].
    """
    return (tension * openness + p.grievance_leak * grievance) * contact


@rule
def hold_back(
    tension: Array, grievance: Array, openness: Array, contact: Array, p: WaterlineParameters
) -> Array:
    """Grievance after a month of keeping the rest under the table.

    Unspoken tension fills grievance up to 1; what leaked out has left; a little is forgotten.

    Args:
        tension, grievance, openness, contact: as for `on_the_table`.

    Returns:
        (…, N, N) new grievance in [0, 1].
    """
    hidden = under(tension, openness) * contact
    gain = np.minimum(p.grievance_rate * hidden, 1.0) * (1.0 - grievance)
    loss = np.minimum(p.grievance_leak * contact + p.grievance_fade, 1.0) * grievance
    return grievance + gain - loss


@rule
def shown(openness: Array, p: WaterlineParameters) -> Array:
    """Share of a tension that is said: as open as the member is; all of it where the mechanism is off.

    Args:
        openness: (…, N) in [0, 1].

    Returns:
        (…, N) in [0, 1].
    """
    return if_on(p.waterline_on, openness, np.ones_like(openness))


@rule
def under(tension: Array, openness: Array) -> Array:
    """Tension that is not said.

    Args:
        tension: (…, N, N) in [0, 1].
        openness: (…, N, 1) of the one who feels it, in [0, 1].

    Returns:
        (…, N, N) in [0, 1].
    """
    return tension * (1.0 - openness)
