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
        Array, Flow(ALLIANCE, "FTE-months", "what the members' effort gave together")
    ]
    own_output: Annotated[
        Array, Flow(ALLIANCE, "FTE-months", "what the same effort would have given apart")
    ]
    tension_resources: Annotated[Array, Flow(ALLIANCE, "1", "mean tension over dividing resources")]
    tension_values: Annotated[Array, Flow(ALLIANCE, "1", "mean tension over norms and values")]
    tension_identity: Annotated[Array, Flow(ALLIANCE, "1", "mean tension over identity")]
    tension_open: Annotated[Array, Flow(ALLIANCE, "1", "mean tension on the table")]
    tension_hidden: Annotated[Array, Flow(ALLIANCE, "1", "mean tension under the waterline")]
    contact: Annotated[Array, Flow(ALLIANCE, "1", "mean contact of a pair")]
    clashes: Annotated[Array, Flow(ALLIANCE, "1/month", "clashes this month")]
    clashes_bad: Annotated[Array, Flow(ALLIANCE, "1/month", "clashes this month that ended badly")]
    help: Annotated[
        Array, Flow(ALLIANCE, "1", "mean help of the facilitator to a pair that clashes")
    ]
    heard: Annotated[Array, Flow(ALLIANCE, "1", "how much of the outside's change is noticed")]
    paid: Annotated[Array, Flow(ALLIANCE, "kEUR", "paid to members from the fund this month")]
    roles_paid: Annotated[
        Array, Flow(ALLIANCE, "kEUR", "paid for coordinator and facilitator this month")
    ]
    home_paid: Annotated[
        Array, Flow(ALLIANCE, "kEUR", "paid by the members' own organisations this month")
    ]
    spent: Annotated[Array, Flow(ALLIANCE, "kEUR", "spent by members on alliance work this month")]
    ending: Annotated[
        Array, Flow(ALLIANCE, "code", "0 running; ends: 1 members, 2 funds, 3 goal reached")
    ]
    award: Annotated[Array, Flow(MEMBERS, "kEUR", "paid to the member from the fund this month")]
    output: Annotated[Array, Flow(MEMBERS, "FTE-months", "its part of the joint output this month")]
    own: Annotated[
        Array, Flow(MEMBERS, "FTE-months", "what its effort would have given apart this month")
    ]
    effort: Annotated[
        Array, Flow(MEMBERS, "FTE-months", "its effort at work in the alliance this month")
    ]
    leaves: Annotated[Array, Flow(MEMBERS, "1", "1 in the month in which it leaves")]

    @classmethod
    def none(cls, runs: int, size: int) -> Flows:
        """The flows before the first month: nothing."""
        shapes = {ALLIANCE: (runs,), MEMBERS: (runs, size)}
        zeros = {axes: np.zeros(shape) for axes, shape in shapes.items()}
        return cls(**{field.name: zeros[FLOWS[field.name].axes] for field in fields(cls)})


FLOWS = declared(Flows, Flow)
"""All flows by name."""
