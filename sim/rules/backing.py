"""Backing at home: what constituencies weigh (decision: `sim.agents.backing`), and the return they see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from sim.declared import Mechanism, Parameter, Switch, Value


@dataclass(frozen=True)
class BackingParameters(Mechanism):
    """Numbers of the mechanism; see `sim.parameters`."""

    backing_on: Annotated[
        Value, Switch("off: constituencies' backing and patience stay as they start")
    ] = 1.0
    backing_rate: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "speed at which a constituency's backing follows its judgement",
            "assumption, calibrated",
        ),
    ] = 0.1
    backing_base: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "backing of a constituency for which nothing weighs for or against",
            "assumption",
        ),
    ] = 0.35
    backing_goals: Annotated[
        Value, Parameter("1", 0, 2, "weight of the ambition's nearness to own goals", "assumption")
    ] = 0.3
    backing_results: Annotated[
        Value,
        Parameter(
            "1", 0, 2, "weight of the member's share of added value", "assumption, calibrated"
        ),
    ] = 0.44
    backing_profile: Annotated[
        Value, Parameter("1", 0, 2, "weight of the alliance's external profile", "assumption")
    ] = 0.15
    backing_cost: Annotated[
        Value, Parameter("1", 0, 2, "weight of costs that the fund does not pay", "assumption")
    ] = 0.2
    backing_conflict: Annotated[
        Value, Parameter("1", 0, 2, "weight of grievance and badly ended clashes", "assumption")
    ] = 0.35
    backing_identity: Annotated[
        Value, Parameter("1", 0, 2, "weight of loss of own identity", "assumption")
    ] = 0.25
    patience_recovery: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "share of spent patience that a month of full results restores",
            "assumption",
        ),
    ] = 0.05
