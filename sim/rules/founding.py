"""Founding: who finds each other has something in common, so that alliances differ as wholes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from sim.declared import Mechanism, Parameter, Switch, Value

ALIKE = (
    "quality",
    "professionalism",
    "dependence",
    "network",
    "engagement",
    "openness",
    "attachment",
    "backing",
    "patience",
    "trust",
    "knowledge",
    "grievance",
)
"""What members of an alliance resemble each other in. Goals, values and expertise are not among them: there
the spread is within the alliance, and is what it works with; nor are size, reserves and rank."""


@dataclass(frozen=True)
class FoundingParameters(Mechanism):
    """Numbers of how alliances are put together; the draws are in `sim.start`."""

    founding_on: Annotated[Value, Switch("off: members are drawn without regard to each other")] = (
        1.0
    )
    resemblance: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of the variance of what members bring, and of what they hold of each other at the start, "
            "that the members of an alliance have in common",
            "homophily, McPherson, Smith-Lovin & Cook 2001, for the sign; size: assumption",
        ),
    ] = 0.3
