"""What sliders move of an alliance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from alliance.words.app import CONTROLS
from alliance.words.voice import Voice
from experiments.phase_diagrams.controls import Control, control
from sim.errors import AllianceError
from sim.scenarios import Scenario


@dataclass(frozen=True)
class Move:
    """A number of an alliance that a slider moves.

    Attributes:
        key: of `CONTROLS`.
        here: where the alliance stands.
        low, high, step: of the slider.
    """

    key: str
    here: float
    low: float
    high: float
    step: float

    def label(self, say: Voice) -> str:
        """What it is called."""
        return say(CONTROLS[self.key])


def moves_of(scenario: Scenario) -> list[Move]:
    """What can be moved of an alliance; without what it does not say, such as money where there is none."""
    return [
        Move(key, found.here, found.low, found.high, _step(found))
        for key in CONTROLS
        if (found := _control(scenario, key)) and found.here is not None
    ]


def moved(scenario: Scenario, values: Mapping[str, float]) -> Scenario:
    """The alliance with sliders moved.

    Args:
        scenario: the alliance.
        values: by key of `CONTROLS`.

    Raises:
        AllianceError: for values that it does not allow.
    """
    for key, value in values.items():
        scenario = control(scenario, key).at(value)
    return scenario


def _step(found: Control) -> float:
    if found.whole:
        return 1.0
    reach = found.high - found.low
    return 0.02 if reach <= 0.5 else 0.05 if reach <= 2.0 else 0.5


def _control(scenario: Scenario, key: str) -> Control | None:
    try:
        return control(scenario, key)
    except AllianceError:
        return None
