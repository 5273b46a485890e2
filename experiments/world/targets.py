"""The table of targets, read and checked: see `targets.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, model_validator

from experiments.world.life_tables import LifeTable
from sim.scenarios import Scenario, load

FILE = Path(__file__).with_name("targets.toml")

Window = tuple[float, float]


class Part(BaseModel):
    """A table of the file: no key that is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Setting(Part):
    """What is run to be compared.

    Attributes:
        scenario: name of a shipped one.
        length: months.
        set: what differs from it, by path.
    """

    scenario: str
    length: int
    set: dict[str, Any] = {}

    def build(self, length: int | None = None) -> Scenario:
        """The scenario, over its own length or another."""
        found = load(self.scenario).replace("length", self.length if length is None else length)
        for path, value in self.set.items():
            found = found.replace(path, value)
        return found


class Ages(Part):
    """Ages at which runs are looked at, where they differ from those of the data."""

    late: Window
    early: Window


class Target(Part):
    """One number that the model is held against; its keys are those of `targets.toml`."""

    key: str
    what: str
    source: str
    found: str
    use: Literal["fitted", "held-out"]
    compare: Literal["level", "shape", "sign"]
    why: str
    setting: str
    measure: str
    month: int = 0
    first: int = 0
    kinds: tuple[str, ...] = ()
    late: Window | None = None
    early: Window | None = None
    runs: Ages | None = None
    data: str | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    neutral: float | None = None
    cases: int | None = None
    distance: float | None = None
    above: float = 0.5
    waves: tuple[int, int] | None = None
    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Target:
        if self.use == "fitted" and None in (self.value, self.cases, self.distance):
            raise ValueError(f"{self.key}: a fitted target needs value, cases and distance")
        if self.compare == "sign" and self.neutral is None:
            raise ValueError(f"{self.key}: a sign needs what is neutral")
        known = (self.value, self.low, self.data, self.before or None)
        if all(given is None for given in known):
            raise ValueError(f"{self.key}: no number")
        return self

    def table(self) -> LifeTable:
        """The life table of its data."""
        if self.data is None:
            raise ValueError(f"{self.key}: its source gives no ends by age")
        return LifeTable.read(self.data)

    def ages(self) -> Mapping[str, Window | None]:
        """The ages at which runs are looked at."""
        if self.runs is not None:
            return {"late": self.runs.late, "early": self.runs.early}
        return {"late": self.late, "early": self.early}


class Table(Part):
    """The file."""

    setting: dict[str, Setting]
    target: tuple[Target, ...]

    @model_validator(mode="after")
    def _refers(self) -> Table:
        keys = [target.key for target in self.target]
        if len(set(keys)) < len(keys):
            raise ValueError("two targets have one key")
        for target in self.target:
            if target.setting not in self.setting:
                raise ValueError(f"{target.key}: no setting '{target.setting}'")
        return self


_TABLE = Table.model_validate(tomllib.loads(FILE.read_text("utf-8")))

SETTINGS: Mapping[str, Setting] = _TABLE.setting
"""What is run, by name."""

TARGETS: tuple[Target, ...] = _TABLE.target
"""All targets in the order of the file."""

FITTED: tuple[Target, ...] = tuple(t for t in TARGETS if t.use == "fitted")
HELD_OUT: tuple[Target, ...] = tuple(t for t in TARGETS if t.use == "held-out")
