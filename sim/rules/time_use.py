"""Time use: what draws members to designing, learning and producing (decision: `sim.agents.time_use`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from sim.declared import Mechanism, Parameter, Switch, Value


@dataclass(frozen=True)
class TimeUseParameters(Mechanism):
    """Numbers of the mechanism; see `sim.parameters`."""

    time_use_on: Annotated[
        Value, Switch("off: every member always gives a third of its time to each activity")
    ] = 1.0
    choice_sharpness: Annotated[
        Value,
        Parameter(
            "1",
            0,
            50,
            "how strongly a member prefers the activity it values most (logit choice)",
            "McFadden 1974, logit choice; size: assumption",
        ),
    ] = 5.0
    time_flexibility: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "share of a member's time that can be re-planned within a month",
            "assumption",
        ),
    ] = 0.25
    design_pull: Annotated[
        Value,
        Parameter("1", 0, 5, "value of settling agreements that are not there yet", "assumption"),
    ] = 1.0
    chafing_pull: Annotated[
        Value,
        Parameter(
            "1",
            0,
            5,
            "value of talking through the tension a member feels on the table",
            "assumption",
        ),
    ] = 1.0
    promise_pull: Annotated[
        Value,
        Parameter(
            "1",
            0,
            5,
            "value a member sees in its partners, if it trusts them fully",
            "assumption, calibrated; the split known/unknown after March 1991, exploration and exploitation",
        ),
    ] = 1.43
    home_pressure: Annotated[
        Value,
        Parameter(
            "1",
            0,
            5,
            "value of showing results to an impatient constituency",
            "assumption, calibrated",
        ),
    ] = 0.14
    action_time: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "most of its alliance time that a member gives to actions D1-D9 together; they are done less strongly when they ask more",
            "assumption",
        ),
    ] = 0.3
    fatigue: Annotated[
        Value,
        Parameter(
            "1",
            0,
            10,
            "how soon an action tires: after one month at full strength it works 1/(1 + fatigue) as well",
            "diminishing returns; size: assumption",
        ),
    ] = 0.3
    fatigue_recovery: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "share of the fatigue with an action that a month takes away",
            "assumption",
        ),
    ] = 0.15
