"""[diagram]: what parts the phases of a phase diagram, and when its edge is known well enough."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from experiments.sweeps.names import OutcomeName
from sim.observers.outcomes import OUTCOMES
from sim.scenarios import Number
from sim.scenarios.part import Part
from sim.scenarios.quantities import LARGE
from sim.scenarios.refusal import NOTHING, refuse

FIRST_LOOK = 32
"""Places, spread evenly, that a phase diagram looks at first; a power of two."""
YES_OR_NO = tuple(name for name, outcome in OUTCOMES.items() if outcome.kind == "event")
"""Outcomes that are 1 or 0."""
KINDS = {"ending": ("runs on", "no members left", "funds gone", "goal reached", "decided to stop")}
"""Outcomes that are one of a few kinds: without 'above' or 'below' the most common one is the phase."""


class Diagram(Part):
    """[diagram]: with design "phase-diagram", whose two factors are its axes."""

    observable: OutcomeName = Field(
        default="productive", description="outcome that tells the phases apart"
    )
    above: Annotated[float, Number(-LARGE, LARGE)] | None = Field(
        default=None, description="a run counts when the outcome is above this"
    )
    below: Annotated[float, Number(-LARGE, LARGE)] | None = Field(
        default=None, description="a run counts when the outcome is below this"
    )
    level: Annotated[float, Number(0.01, 0.99)] = Field(
        default=0.5, description="share of the runs that count, on the edge"
    )
    width: Annotated[float, Number(0.005, 0.5)] = Field(
        default=0.03,
        description="the edge is known when it is not farther than this from where it is drawn, in "
        "ranges of the axes, along nine tenths of its length",
    )
    max_runs: Annotated[int, Number(1, 10_000_000, "runs", whole=True)] = Field(
        default=10_000, description="stop after so many runs even when it is not known"
    )

    @model_validator(mode="after")
    def _says_what_counts(self) -> Diagram:
        if self.above is not None and self.below is not None:
            refuse("'above' or 'below', not both", self.below, ".below")
        plain = self.above is None and self.below is None
        if plain and self.observable not in (*YES_OR_NO, *KINDS):
            refuse(
                f"with observable \"{self.observable}\" also 'above' or 'below': which runs count",
                NOTHING,
                ".above",
            )
        if self.by_kind and self.level != 0.5:
            refuse("left out where the most common kind is the phase", self.level, ".level")
        return self

    @property
    def by_kind(self) -> bool:
        """Whether the phase is the most common of a few kinds."""
        return self.observable in KINDS and self.above is None and self.below is None
