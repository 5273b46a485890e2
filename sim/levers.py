"""The inputs of rules that an intervention may move.

An intervention changes these and nothing else. Each rule says where its lever enters.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.arrays import Array


@dataclass
class Levers:
    """What actions move this month, shape (runs,) each; 0 leaves the model alone.

    Attributes:
        openness: D1, share of what is under the waterline that members are invited to show.
        vision: D2, extra speed of commitment and of agreement on the ambition.
        agreeing: D3, extra speed of making agreements.
        control: D3, the balance of trust and control after this month; NaN leaves it.
        learning: D4, extra speed of learning about each other.
        reflecting: D5, share of full reflection: clears grievance, helps clashes end well.
        profiling: D6, extra effort to raise the external profile.
        harvesting: D7, extra speed of recording what was learnt and of telling the story.
        matching: D8, extra attention to partners whose expertise differs.
        dissent: D9, dissent that is organised.
        members_time: share of members' alliance time that the actions take.
        facilitator_days: days of the facilitator that the actions take.
    """

    openness: Array
    vision: Array
    agreeing: Array
    control: Array
    learning: Array
    reflecting: Array
    profiling: Array
    harvesting: Array
    matching: Array
    dissent: Array
    members_time: Array
    facilitator_days: Array

    @classmethod
    def none(cls, runs: int) -> Levers:
        """Levers that leave every run alone."""
        zero = np.zeros(runs)
        blank = dict.fromkeys(cls.__dataclass_fields__, zero)
        return cls(**{**blank, "control": np.full(runs, np.nan)})
