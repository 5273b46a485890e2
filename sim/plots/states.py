"""The phases and ends of an alliance as pictures show them: names, colours, hatches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sim.observers.paths import paths_of
from sim.observers.phases import (
    CHAFING,
    DISSOLVED,
    LEARNING,
    PHASES,
    PRODUCING,
    STAGNATION,
    Codes,
    phase_path,
)
from sim.plots.style import GREEN, GREY, ORANGE, PURPLE, SKY
from sim.tick import ENDINGS

if TYPE_CHECKING:
    import xarray as xr

FULFILLED = len(PHASES)
"""Code in pictures of an alliance that ended because it reached its goal."""


@dataclass(frozen=True)
class Look:
    """How a phase or an end is drawn; the hatch tells it apart in grey."""

    label: str
    colour: str
    hatch: str


LOOKS: dict[int, Look] = {
    CHAFING: Look(f"1 {PHASES[CHAFING].name}", ORANGE, "////"),
    LEARNING: Look(f"2 {PHASES[LEARNING].name}", SKY, "...."),
    PRODUCING: Look(f"3 {PHASES[PRODUCING].name}", GREEN, ""),
    STAGNATION: Look(PHASES[STAGNATION].name, PURPLE, "xxxx"),
    FULFILLED: Look("ended: goal reached", "#FFFFFF", "++"),
    DISSOLVED: Look("ended before that", "#D9D9D9", ""),
}
"""In the order in which they are stacked, from below."""

EDGE = GREY


def states_of(result: xr.Dataset) -> Codes:
    """What each run is in at the end of each month.

    Args:
        result: what `sim.simulate` returned.

    Returns:
        (runs, ticks) codes of `LOOKS`.
    """
    paths = paths_of(result)
    phase = phase_path(paths)
    goal = np.nan_to_num(paths["ending"]).max(1) == ENDINGS.index("goal")
    return np.where((phase == DISSOLVED) & goal[:, None], np.int8(FULFILLED), phase)
