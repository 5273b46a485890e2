"""Backing: how a constituency judges its organisation's part in the alliance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from sim.declared import Mechanism, Parameter, Switch, Value


@dataclass(frozen=True)
class BackingParameters(Mechanism):
    """Numbers of backing; the decision is `sim.agents.backing.back`."""

    backing_on: Annotated[
        Value, Switch("off: backing and the results that constituencies see stay as they start")
    ] = 1.0
    backing_rate: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "speed at which backing follows a constituency's judgement",
            "assumption",
        ),
    ] = 0.1
    first_results: Annotated[
        Value,
        Parameter(
            "1",
            -1,
            1,
            "results that a constituency credits an alliance with before it has any",
            "honeymoon, Fichman & Levinthal 1991; size: assumption",
        ),
    ] = 0.1
    backing_results: Annotated[
        Value,
        Parameter("1", 0, 2, "weight of results for own goals, as seen", "assumption, calibrated"),
    ] = 0.47
    backing_goals: Annotated[
        Value, Parameter("1", 0, 2, "weight of the ambition's nearness to own goals", "assumption")
    ] = 0.3
    backing_fairness: Annotated[
        Value,
        Parameter(
            "1",
            0,
            2,
            "weight of fairness, of what is got and of being heard",
            "Colquitt et al. 2013 for the sign; size: assumption",
        ),
    ] = 0.3
    backing_profile: Annotated[
        Value, Parameter("1", 0, 2, "weight of the alliance's external profile", "assumption")
    ] = 0.15
    backing_cost: Annotated[
        Value,
        Parameter("1", 0, 2, "weight of money that was expected and did not come", "assumption"),
    ] = 0.2
    backing_conflict: Annotated[
        Value, Parameter("1", 0, 2, "weight of rifts with partners", "assumption")
    ] = 0.3
    backing_identity: Annotated[
        Value, Parameter("1", 0, 2, "weight of loss of own identity", "assumption")
    ] = 0.25
    middle_alignment: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "nearness of ambition and own goals that weighs neither for nor against",
            "assumption",
        ),
    ] = 0.6
