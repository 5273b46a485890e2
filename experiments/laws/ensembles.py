"""Runs that laws are measured on, and what is read from them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Array
from sim.ensemble import Batch, batch_size
from sim.model import Model
from sim.observers.paths import Paths, Work, alive, paths_of_record, work_of
from sim.observers.phases import PRODUCING, Codes, name_phases
from sim.results import Record
from sim.scenarios import Scenario, load
from sim.start import begin, names_of

Hook = Callable[[Batch], None]
"""What is done to a batch before each month; it may set traits and state."""

Changes = dict[str, Any]
"""What differs from a scenario, by path; see `alter`."""

SEED = 14
"""Seed of the laws."""


@dataclass(frozen=True)
class Ensemble:
    """Runs of one scenario.

    Attributes:
        paths: see `sim.observers.paths`.
        work, phase: what is done, and its name month by month.
        hardness, luck: (runs,) of the task.
    """

    paths: Paths
    work: Work
    phase: Codes
    hardness: Array
    luck: Array

    @property
    def productive(self) -> NDArray[np.bool_]:
        """(runs,): whether phase 3 was reached."""
        reached: NDArray[np.bool_] = (self.phase == PRODUCING).any(1)
        return reached

    def added(self, first: int, last: int) -> Array:
        """(runs,): added value over some months; 0, as apart, for an alliance that is gone by then."""
        output = self.work.output[:, first:last].sum(1)
        own = self.work.own[:, first:last].sum(1)
        return np.where(own > 0.0, output / np.where(own > 0.0, own, 1.0) - 1.0, 0.0)

    def hours(self, kind: str, first: int, last: int) -> Array:
        """(runs,): share of all hours over some months that go to designing, learning, apart, joint or
        conflict; NaN for an alliance that is gone by then.
        """
        kinds = ("designing", "learning", "apart", "joint", "conflict")
        sums = {k: np.nan_to_num(self.paths[f"{k}_hours"][:, first:last]).sum(1) for k in kinds}
        whole = np.sum(list(sums.values()), axis=0)
        return np.where(whole > 0.0, sums[kind] / np.where(whole > 0.0, whole, 1.0), np.nan)

    def mean(self, name: str, first: int, last: int) -> Array:
        """(runs,): mean of a variable of the alliance, or over its members, in the months that it lived;
        NaN for none.
        """
        values = self.paths[name][:, first:last]
        values = values.reshape(len(values), -1)
        there = ~np.isnan(values)
        count = there.sum(1)
        total = np.where(there, values, 0.0).sum(1)
        return np.where(count > 0, total / np.maximum(count, 1), np.nan)

    def total(self, name: str, first: int, last: int) -> Array:
        """(runs,): sum of a flow over some months."""
        values: Array = np.nan_to_num(self.paths[name][:, first:last])
        summed: Array = values.reshape(len(values), -1).sum(1)
        return summed

    def lives(self, month: int) -> NDArray[np.bool_]:
        """(runs,): whether the alliance lives in a month, or had reached its goal."""
        ended = np.nan_to_num(self.paths["ending"]).max(1)
        lives: NDArray[np.bool_] = alive(self.paths)[:, month] | (ended == 3)
        return lives

    def ended(self) -> Array:
        """(runs,): month of the end; infinite where there is none."""
        ending = np.nan_to_num(self.paths["ending"]) > 0
        return np.where(ending.any(1), ending.argmax(1), np.inf)

    def failed(self) -> Array:
        """(runs,): month of an end without having reached the goal; infinite where there is none."""
        goal = np.nan_to_num(self.paths["ending"]).max(1) == 3
        return np.where(goal, np.inf, self.ended())


KEPT_MEMBERS = ("effort", "backing", "leaves", "openness", "role", "status")
"""What is kept of each member; all is kept of the alliance."""


@lru_cache(maxsize=10)
def ensemble(
    scenario: Scenario,
    runs: int,
    hook: Hook | None = None,
    *,
    seed: int = SEED,
    model: Model | None = None,
) -> Ensemble:
    """Run a scenario; the same one is not run twice while it is remembered.

    Args:
        scenario: any.
        runs: how many, >= 1.
        hook: done before each month.
        seed: of the runs.
        model: what is run; the shipped model when left out.
    """
    size = batch_size(len(names_of(scenario)))
    parts, traits = [], []
    for first in range(0, runs, size):
        numbers = np.arange(first, min(first + size, runs))
        batch = Batch(begin([scenario], np.zeros(len(numbers), np.intp), numbers, seed, model))
        record = Record(batch.start)
        traits.append((batch.traits.hardness, batch.traits.luck))
        while batch.now < batch.start.length:
            if hook:
                hook(batch)
            lived = batch.state.running
            batch.step()
            record.keep(batch.now - 1, batch.state, batch.flows, batch.derived, lived)
        paths = paths_of_record(record.values)
        parts.append({n: paths[n] for n in paths if paths[n].ndim == 2 or n in KEPT_MEMBERS})
    joined = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    work = work_of(joined)
    hardness, luck = (np.concatenate(values) for values in zip(*traits, strict=True))
    return Ensemble(joined, work, name_phases(work), hardness, luck)


def base(months: int = 72) -> Scenario:
    """The default scenario, on which laws are measured unless they say otherwise."""
    return alter(load("default"), {"length": months})


def alter(scenario: Scenario, changes: Changes) -> Scenario:
    """The scenario with tables or keys of tables changed, by path; None takes a key out."""
    content = scenario.to_dict()
    for path, value in changes.items():
        *tables, key = path.split(".")
        table = content
        for name in tables:
            table = table.setdefault(name, {})
        if value is None:
            table.pop(key, None)
        else:
            table[key] = value
    return Scenario.from_dict(content)


def off(*mechanisms: str) -> Changes:
    """Changes that switch mechanisms off."""
    return {f"parameters.{name}_on": 0.0 for name in mechanisms}


def set_state(batch: Batch, **values: Array) -> None:
    """Put other values into the state of a batch."""
    batch.state = replace(batch.state, **values)


def set_traits(batch: Batch, **values: Array) -> None:
    """Put other traits into a batch, and what follows from them."""
    batch.traits = replace(batch.traits, **values)
    batch.derived = batch.start.derive(batch.traits, batch.state)


def grant(amount: float, months: int = 60, **keys: Any) -> list[dict[str, Any]]:
    """The table of one grant."""
    return [{"amount": amount, "months": months, **keys}]


IDENTICAL: Changes = {
    f"members.{name}": value
    for name, value in (
        ("expertise", 0.5),
        ("goals", 0.55),
        ("values", 0.5),
        ("quality", 0.7),
        ("professionalism", 0.85),
        ("capacity", 4.0),
        ("dependence", 0.6),
    )
}
"""Members that are all the same."""

ONE_SKILL: Changes = {"task.needs": [1.0, 0.0, 0.0, 0.0], "members.expertise": [0.7, 0.5, 0.5, 0.5]}
"""A task that asks one skill, which all members have alike: each can do it alone."""

OPEN: Changes = {"start.trust": 0.7, "members.openness": 0.8, "roles.facilitator": {"skill": 0.8}}
"""Trust, openness and help."""

CLOSED: Changes = {"start.trust": 0.2, "members.openness": 0.1}
"""Neither trust nor openness nor help."""

APART: Changes = {
    "members.values": {"low": 0.0, "high": 1.0},
    "members.goals": {"low": 0.0, "high": 1.0},
}
"""Members that want different things and hold different values."""
