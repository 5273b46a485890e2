"""Engagement: what members give and when they leave (decisions: `sim.agents.engagement`), and how alliances end."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated

import numpy as np

from sim.arrays import Array
from sim.declared import Mechanism, Parameter, Switch, Value, rule
from sim.rules.production import ProductionParameters


@dataclass(frozen=True)
class EngagementParameters(Mechanism):
    """Numbers of the mechanism; see `sim.parameters`."""

    engagement_on: Annotated[
        Value, Switch("off: engagement stays as it starts, and no member leaves")
    ] = 1.0
    engagement_rate: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "speed at which engagement follows what a member wants to give",
            "assumption",
        ),
    ] = 0.15
    engagement_base: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "engagement with full backing but no trust and no value yet",
            "assumption, calibrated",
        ),
    ] = 0.74
    engagement_trust: Annotated[
        Value,
        Parameter(
            "1",
            0,
            2,
            "weight of trust in the partners",
            "De Jong et al. 2016 for the sign; assumption",
        ),
    ] = 0.4
    engagement_value: Annotated[
        Value,
        Parameter(
            "1",
            0,
            2,
            "weight of the expected added value",
            "expectancy, Vroom 1964; size: assumption",
        ),
    ] = 0.3
    free_riding: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "engagement withheld when nobody in a large group sees it",
            "Karau & Williams 1993, Isaac & Walker 1988; size: assumption",
        ),
    ] = 0.25
    exit_backing: Annotated[
        Value,
        Parameter("1", 0.01, 1, "backing below which a member considers leaving", "assumption"),
    ] = 0.35
    exit_rate: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "chance a month that a member without any backing leaves",
            "assumption, calibrated",
        ),
    ] = 0.165
    dormant: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of the members' capacity below which an alliance without funds ends",
            "assumption",
        ),
    ] = 0.08


class Ending(IntEnum):
    """How an alliance can be: still running, or ended for want of members or of funds, or because it
    reached its goal.
    """

    RUNNING = 0
    MEMBERS = 1
    FUNDS = 2
    GOAL = 3


@rule
def at_work(effort: Array, capacity: Array) -> Array:
    """Share of the members' capacity that is at work.

    Args:
        effort: (…,) FTE-months of all members, in [0, 1].
        capacity: (…,) FTE of all members, in [1, 50000].

    Returns:
        (…,) in [0, 1].
    """
    return effort / np.maximum(capacity, 1e-9)


@rule
def ending(
    members: Array, paid: Array, at_work: Array, goal: Array, living: Array, p: EngagementParameters
) -> Array:
    """How an alliance ends this month, the first that holds: too few members, no funds, its goal.

    An alliance needs two members. Without a payment it ends when hardly anybody works for it: a
    network can live on its members' own time (Provan & Kenis 2008 for the sign; threshold assumed).

    Args:
        members: (…,) number of members left, >= 0.
        paid: (…,) kEUR paid to members, >= 0.
        at_work: (…,) share of the members' capacity at work, in [0, 1].
        goal: (…,) mask of those who close after reaching their goal.
        living: (…,) mask.

    Returns:
        (…,) code of `Ending`, in [0, 3].
    """
    starved = (paid <= 0.0) & (at_work < p.dormant) & (np.asarray(p.engagement_on) > 0.0)
    code = np.where(members < 2.0, float(Ending.MEMBERS), float(Ending.RUNNING))
    code = np.where((code == 0.0) & starved, float(Ending.FUNDS), code)
    return np.where((code == 0.0) & (goal > 0.0), float(Ending.GOAL), code) * living


@rule
def closes(progress: Array, luck: Array, p: ProductionParameters) -> Array:
    """Whether an alliance that reached its goal closes (17 of 165 did so: NORC/ASPE 2012).

    Args:
        progress: (…,) joint output so far, months, >= 0.
        luck: (…,) uniform draws.

    Returns:
        (…,) mask, in [0, 1].
    """
    return ((progress >= p.goal_size) & (luck < p.closing_rate)).astype(np.float64)


@rule
def may_leave(wants: Array, active: Array, p: EngagementParameters) -> Array:
    """Who leaves: members that decided to, unless the mechanism is off.

    Args:
        wants, active: (…, N) mask.

    Returns:
        (…, N) mask, in [0, 1].
    """
    return (wants > 0.0) * active * (np.asarray(p.engagement_on) > 0.0)
