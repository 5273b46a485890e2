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

    Each is the share of what is missing in its own state that the month's work on it closes.

    Attributes:
        openness: D1, of openness.
        vision: D2, of commitment, and of the way of the ambition to members' goals.
        agreeing: D3, of agreements.
        control: D3, the balance of trust and control after this month; NaN leaves it.
        learning: D4, of knowledge of the partners that a member meets.
        reflecting: D5, of trust; twice that of rifts; and help in clashes.
        profiling: D6, of external profile.
        harvesting: D7, of the record of what was learnt, and of the shared story.
        dividing: D8, of role division, with more attention to partners that differ.
        dissent: D9, of the habit of dissent.
        member_effort: share of members' alliance time that the actions take.
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
    dividing: Array
    dissent: Array
    member_effort: Array
    facilitator_days: Array

    @classmethod
    def none(cls, runs: int) -> Levers:
        """Levers that leave every run alone."""
        zero = np.zeros(runs)
        blank = dict.fromkeys(cls.__dataclass_fields__, zero)
        return cls(**{**blank, "control": np.full(runs, np.nan)})
