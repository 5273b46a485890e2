"""The phases and ends of an alliance as pictures show them: names, colours, hatches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from alliance.plots.style import GREEN, ORANGE, PURPLE, SKY, VERMILION, YELLOW, months_of
from alliance.words.pictures import say
from sim.observers.paths import paths_of
from sim.observers.phases import (
    APART,
    BETWEEN,
    CHAFING,
    DISSOLVED,
    LEARNING,
    PHASES,
    PRODUCING,
    STAGNATION,
    Codes,
    phase_path,
)
from sim.rules.leaving import Ending

if TYPE_CHECKING:
    import xarray as xr

BROCHURE = (CHAFING, LEARNING, PRODUCING)
"""The phases that the brochure numbers; the other codes name what fits none of them."""

FULFILLED = len(PHASES)
"""Code in pictures of an alliance that ended because it reached its goal."""


@dataclass(frozen=True)
class Look:
    """How a phase or an end is drawn; the hatch tells it apart in grey."""

    code: int
    colour: str
    hatch: str

    @property
    def label(self) -> str:
        """What it is called, phases of the brochure with their number."""
        if self.code in (FULFILLED, DISSOLVED):
            return say("goal" if self.code == FULFILLED else "ended")
        number = f"{self.code} " if self.code in BROCHURE else ""
        return number + say(PHASES[self.code])


LOOKS: dict[int, Look] = {
    code: Look(code, colour, hatch)
    for code, colour, hatch in (
        (CHAFING, ORANGE, "////"),
        (LEARNING, SKY, "...."),
        (BETWEEN, VERMILION, "\\\\\\\\"),
        (PRODUCING, GREEN, ""),
        (APART, YELLOW, "||||"),
        (STAGNATION, PURPLE, "xxxx"),
        (FULFILLED, "#FFFFFF", "++"),
        (DISSOLVED, "#D9D9D9", ""),
    )
}
"""In the order in which they are stacked, from below."""

NEEDS = (
    "designing_hours",
    "conflict_hours",
    "learning_hours",
    "apart_hours",
    "joint_hours",
    "joint_output",
    "apart_output",
    "own_output",
    "effort",
    "ending",
)
"""Variables of a result from which phases and ends are read."""


def states_of(result: xr.Dataset) -> Codes:
    """What each run is in at the end of each month.

    Args:
        result: what `sim.simulate` returned.

    Returns:
        (runs, ticks) codes of `LOOKS`.

    Raises:
        AllianceError: when the result holds not all of `NEEDS`.
    """
    months_of(result, *NEEDS)
    paths = paths_of(result)
    phase = phase_path(paths)
    goal = np.nan_to_num(paths["ending"]).max(1) == Ending.GOAL
    return np.where((phase == DISSOLVED) & goal[:, None], np.int8(FULFILLED), phase)
