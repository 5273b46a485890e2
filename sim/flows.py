"""What a month reports beside the state, declared once."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Annotated

import numpy as np

from sim.arrays import Array
from sim.declared import ALLIANCE, MEMBERS, Flow, declared


@dataclass(frozen=True)
class Flows:
    """The flows of a month; each is kept by results."""

    joint_output: Annotated[
        Array,
        Flow(
            ALLIANCE,
            "FTE-months",
            "what the members' joint work gave, in months of work apart at full quality",
        ),
    ]
    apart_output: Annotated[
        Array, Flow(ALLIANCE, "FTE-months", "what they worked apart, under the alliance's flag")
    ]
    own_output: Annotated[
        Array, Flow(ALLIANCE, "FTE-months", "what all their hours would have given apart")
    ]
    designing_hours: Annotated[Array, Flow(ALLIANCE, "FTE-months", "hours for designing")]
    learning_hours: Annotated[
        Array, Flow(ALLIANCE, "FTE-months", "hours for learning about each other")
    ]
    apart_hours: Annotated[Array, Flow(ALLIANCE, "FTE-months", "hours of work apart")]
    joint_hours: Annotated[
        Array, Flow(ALLIANCE, "FTE-months", "hours of joint work, coordination included")
    ]
    conflict_hours: Annotated[Array, Flow(ALLIANCE, "FTE-months", "hours that clashes took")]
    other_hours: Annotated[Array, Flow(ALLIANCE, "FTE-months", "hours for roles and actions")]
    tension_resources: Annotated[Array, Flow(ALLIANCE, "1", "mean tension over dividing resources")]
    tension_values: Annotated[
        Array, Flow(ALLIANCE, "1", "mean tension over norms, values and views")
    ]
    tension_identity: Annotated[Array, Flow(ALLIANCE, "1", "mean tension over identity")]
    tension_open: Annotated[Array, Flow(ALLIANCE, "1", "mean tension on the table, all three")]
    tension_hidden: Annotated[
        Array, Flow(ALLIANCE, "1", "mean tension under the waterline, all three")
    ]
    contact: Annotated[Array, Flow(ALLIANCE, "1", "mean contact of a pair that meets")]
    clashes: Annotated[Array, Flow(ALLIANCE, "1/month", "clashes this month")]
    clashes_bad: Annotated[Array, Flow(ALLIANCE, "1/month", "clashes this month that ended badly")]
    clashes_resources: Annotated[
        Array, Flow(ALLIANCE, "1/month", "clashes over resources this month")
    ]
    clashes_values: Annotated[
        Array, Flow(ALLIANCE, "1/month", "clashes over norms, values and views this month")
    ]
    clashes_identity: Annotated[
        Array, Flow(ALLIANCE, "1/month", "clashes over identity this month")
    ]
    help: Annotated[
        Array, Flow(ALLIANCE, "1", "mean help of the facilitator to a pair that clashes")
    ]
    heard: Annotated[Array, Flow(ALLIANCE, "1", "how much of the outside's change is noticed")]
    unity: Annotated[Array, Flow(ALLIANCE, "1", "one story among members that trust each other")]
    binding: Annotated[
        Array,
        Flow(
            ALLIANCE,
            "1",
            "mean of how far the ambition binds a member: as firm as it is, as near to its own goals",
        ),
    ]
    promise: Annotated[
        Array,
        Flow(
            ALLIANCE,
            "1",
            "mean of what members expect an hour of joint work to bring once all is agreed and known",
        ),
    ]
    asked: Annotated[Array, Flow(ALLIANCE, "kEUR", "claimed by members from the fund this month")]
    needed: Annotated[
        Array,
        Flow(ALLIANCE, "kEUR", "what of the members' planned work the fund must pay this month"),
    ]
    paid: Annotated[Array, Flow(ALLIANCE, "kEUR", "paid to members from the fund this month")]
    roles_paid: Annotated[
        Array, Flow(ALLIANCE, "kEUR", "paid for coordinator and facilitator this month")
    ]
    home_paid: Annotated[
        Array, Flow(ALLIANCE, "kEUR", "paid by the members' own organisations this month")
    ]
    spent: Annotated[Array, Flow(ALLIANCE, "kEUR", "spent by members on alliance work this month")]
    deceits: Annotated[Array, Flow(ALLIANCE, "1/month", "members that deceived this month")]
    ending: Annotated[
        Array,
        Flow(ALLIANCE, "code", "0 running; ends: 1 members, 2 funds, 3 goal reached, 4 decision"),
    ]
    award: Annotated[Array, Flow(MEMBERS, "kEUR", "paid to the member from the fund this month")]
    output: Annotated[
        Array,
        Flow(
            MEMBERS, "FTE-months", "its part in joint output, and what it worked apart, this month"
        ),
    ]
    own: Annotated[
        Array, Flow(MEMBERS, "FTE-months", "what all its hours would have given apart this month")
    ]
    effort: Annotated[Array, Flow(MEMBERS, "FTE-months", "its hours in the alliance this month")]
    leaves: Annotated[Array, Flow(MEMBERS, "1", "1 in the month in which it leaves")]

    @classmethod
    def none(cls, runs: int, size: int) -> Flows:
        """The flows before the first month: nothing."""
        shapes = {ALLIANCE: (runs,), MEMBERS: (runs, size)}
        zeros = {axes: np.zeros(shape) for axes, shape in shapes.items()}
        return cls(**{field.name: zeros[FLOWS[field.name].axes] for field in fields(cls)})


FLOWS = declared(Flows, Flow)
"""All flows by name."""
