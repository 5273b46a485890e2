"""Priors of the fitted parameters, read from `priors.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sim.arrays import Array
from sim.parameters import PARAMETERS, Entry

FILE = Path(__file__).with_name("priors.toml")
_FACTOR = 3.0
"""How far a prior reaches either way where the file has none."""


@dataclass(frozen=True)
class Prior:
    """What is thought of a parameter beforehand: even over a range.

    Attributes:
        name: the parameter.
        low, high: ends of the range.
        log: whether it is even in the logarithm.
        why: what bounds it.
    """

    name: str
    low: float
    high: float
    log: bool
    why: str

    def value(self, unit: Array) -> Array:
        """Values at places in [0, 1]."""
        if self.log:
            return np.asarray(self.low * (self.high / self.low) ** unit)
        return self.low + (self.high - self.low) * unit

    def unit(self, value: Array | float) -> Array:
        """Places in [0, 1] of values."""
        given = np.asarray(value, dtype=np.float64)
        if self.log:
            return np.asarray(np.log(given / self.low) / np.log(self.high / self.low))
        return (given - self.low) / (self.high - self.low)


def fitted() -> tuple[str, ...]:
    """Parameters whose source says that they are calibrated."""
    return tuple(sorted(p.name for p in PARAMETERS.values() if "calibrated" in p.source))


def _prior(entry: Entry, known: dict[str, dict[str, object]]) -> Prior:
    given = known.get(entry.name)
    if given is not None:
        low, high = (float(str(given[end])) for end in ("low", "high"))
        return Prior(entry.name, low, high, given["scale"] == "log", str(given["why"]))
    low, high = max(entry.low, entry.default / _FACTOR), min(entry.high, entry.default * _FACTOR)
    return Prior(entry.name, low, high, low > 0, "no evidence on its size: a third to three times")


def priors() -> tuple[Prior, ...]:
    """The prior of each fitted parameter, in the order of their names."""
    known = tomllib.loads(FILE.read_text("utf-8"))
    return tuple(_prior(PARAMETERS[name], known) for name in fitted())


PRIORS = priors()
"""Priors of the shipped model's fitted parameters."""


def values_at(unit: Array, given: tuple[Prior, ...] = PRIORS) -> dict[str, Array]:
    """Values of all parameters at points of the unit cube.

    Args:
        unit: (points, parameters) in [0, 1].
        given: the priors, one for each column.

    Returns:
        (points,) by name.
    """
    return {prior.name: prior.value(unit[:, k]) for k, prior in enumerate(given)}
