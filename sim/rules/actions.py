"""The nine actions: each closes the same share of what is missing in the state that it works on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from sim.declared import Mechanism, Parameter, Switch, Value


@dataclass(frozen=True)
class ActionsParameters(Mechanism):
    """Numbers of interventions; the actions themselves are in `sim.interventions.nine`."""

    actions_on: Annotated[Value, Switch("off: actions take their time and do nothing")] = 1.0
    action_step: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "share of what is missing in its own state that a month of an action at "
            "full strength and with full help closes",
            "one size for all nine, by normalisation: assumption",
        ),
    ] = 0.05
    reflecting_help: Annotated[
        Value,
        Parameter(
            "1",
            0,
            100,
            "help in clashes per step of reflecting and sharing (D5)",
            "debriefs, Tannenbaum & Cerasoli 2013, for the sign; size: assumption",
        ),
    ] = 10.0
    rebalancing: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of the way to the balance of trust and control aimed at that a month of "
            "working on agreements (D3) goes",
            "assumption",
        ),
    ] = 0.5
    action_time: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "most of its alliance time that a member gives to actions together; they are "
            "done less strongly when they ask more",
            "assumption",
        ),
    ] = 0.3
    fatigue: Annotated[
        Value,
        Parameter(
            "1",
            0,
            10,
            "how soon an action tires: after one month at full strength it works "
            "1/(1 + fatigue) as well",
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
