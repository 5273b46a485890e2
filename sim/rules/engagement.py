"""Engagement: how much of its capacity a member gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from sim.declared import Mechanism, Parameter, Switch, Value


@dataclass(frozen=True)
class EngagementParameters(Mechanism):
    """Numbers of engagement; the decision is `sim.agents.engagement.engage`."""

    engagement_on: Annotated[Value, Switch("off: engagement stays as it starts")] = 1.0
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
            "engagement with full backing when joint work is worth no more than work apart",
            "assumption",
        ),
    ] = 0.7
    engagement_gain: Annotated[
        Value,
        Parameter(
            "1",
            0,
            5,
            "more engagement per unit that joint work is worth above work apart",
            "expectancy, Vroom 1964; size: assumption",
        ),
    ] = 0.4
    engagement_binding: Annotated[
        Value,
        Parameter(
            "1",
            0,
            2,
            "more engagement from an ambition that binds in full",
            "goal commitment and effort, Aubé & Rousseau 2005; size: assumption",
        ),
    ] = 0.25
    loafing: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "engagement withheld where nothing binds and nobody sees it",
            "Karau & Williams 1993; not by numbers alone, Isaac & Walker 1988; size: assumption",
        ),
    ] = 0.2
