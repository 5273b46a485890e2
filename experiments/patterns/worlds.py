"""The worlds that patterns are measured in: the model, and null models beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from experiments.laws.claims import Measured
from experiments.laws.ensembles import IDENTICAL, ONE_SKILL, Changes, Ensemble, alter, ensemble
from experiments.patterns.row import Row
from sim.arrays import Array
from sim.model import Model
from sim.observers.outcomes import GOAL
from sim.observers.regimes import own_clock
from sim.rules.trust import TrustParameters
from sim.scenarios import load

COIN = 0.8
"""Share of promises kept where conduct is drawn at random: about what members of the default keep."""


def at_random(professionalism: Array, trust: Array, governed: Array, p: TrustParameters) -> Array:
    """Chance that a member keeps its promises: the same for all and always (for `trust.keep_chance`)."""
    return np.full_like(professionalism, COIN)


@dataclass(frozen=True)
class World:
    """The model or a null.

    Attributes:
        runs, seed, model: what is run.
        null: what is changed in every scenario, over what a pattern changes.
        constant: whether endings are drawn at a constant hazard, as many as the model has.
    """

    runs: int
    seed: int
    model: Model = field(default_factory=Model)
    null: Mapping[str, object] = field(default_factory=dict)
    constant: bool = False

    def __call__(
        self, changes: Changes | None = None, months: int = 72, start: str = "default"
    ) -> Ensemble:
        """Runs of a shipped scenario with some changes."""
        scenario = alter(load(start), {"length": months, **(changes or {}), **self.null})
        return ensemble(scenario, self.runs, seed=self.seed, model=self.model)

    def ends(self, changes: Changes | None = None) -> Ends:
        """How the runs end within ten years."""
        e = self(changes, 120)
        ended = e.ended()
        how = np.nan_to_num(e.paths["ending"]).max(1)
        found = Ends(ended, np.isfinite(ended) & (how != GOAL), e)
        if not self.constant:
            return found
        at_risk = np.minimum(ended, 120.0).sum()
        chance = np.random.default_rng(self.seed)
        drawn = chance.geometric(np.isfinite(ended).sum() / at_risk, self.runs).astype(np.float64)
        drawn = np.where(drawn < 120, drawn, np.inf)
        failing = found.failed.sum() / max(int(np.isfinite(ended).sum()), 1)
        return Ends(drawn, np.isfinite(drawn) & (chance.random(self.runs) < failing), e)


@dataclass(frozen=True)
class Ends:
    """When runs end.

    Attributes:
        month: (runs,) of the end, infinite where there is none in ten years.
        failed: (runs,) whether it ended without its goal.
        ensemble: the runs.
    """

    month: Array
    failed: NDArray[np.bool_]
    ensemble: Ensemble


Measure = Callable[[World], Measured]
Null = Callable[[World], World]


def with_changes(changes: Changes) -> Null:
    """The null in which scenarios are changed so."""
    return lambda world: replace(world, null=changes)


def neutral(**parameters: float) -> Null:
    """The null in which parameters of the mechanism have a value at which they do nothing."""
    return with_changes({f"parameters.{name}": value for name, value in parameters.items()})


def _by_the_clock(world: World) -> World:
    decisions = replace(world.model.decisions, time_use=own_clock)
    return replace(world, model=replace(world.model, decisions=decisions))


def _conduct_at_random(world: World) -> World:
    replaced = {**world.model.replaced, "trust.keep_chance": at_random}
    return replace(world, model=replace(world.model, replaced=replaced))


ALIKE: dict[str, Null] = {"identical members": with_changes(IDENTICAL)}
ALONE: dict[str, Null] = {"a task for one": with_changes(ONE_SKILL)}
CLOCK: dict[str, Null] = {"own clock": _by_the_clock}
RANDOM: dict[str, Null] = {"conduct at random": _conduct_at_random}
CONSTANT: dict[str, Null] = {"constant hazard": lambda world: replace(world, constant=True)}


@dataclass(frozen=True)
class Asked:
    """What is asked of a pattern.

    Attributes:
        runs: of a condition.
        seed: of the runs.
        model: what is run.
        nulls: whether nulls are measured beside it; without them a verdict says only whether the model
            lies in the band.
    """

    runs: int
    seed: int = 7
    model: Model = field(default_factory=Model)
    nulls: bool = True

    def row(
        self,
        name: str,
        text: str,
        measure: Measure,
        nulls: Mapping[str, Null],
        above: float | None = None,
        below: float | None = None,
        moves: Sequence[tuple[str, Measure]] = (),
    ) -> Row:
        """Measure a pattern in the model and in its nulls.

        Args:
            name: code of the pattern and key.
            text: what is measured.
            measure: measures it in any world.
            nulls: by name.
            above, below: the band.
            moves: measures of how far its place moves with a parameter, by name.
        """
        pattern, _, key = name.partition(" ")
        world = World(self.runs, self.seed, self.model)
        beside = nulls.items() if self.nulls else ()
        return Row(
            pattern,
            key,
            text,
            measure(world),
            tuple((known, measure(null(world))) for known, null in beside),
            tuple((known, moved(world)) for known, moved in moves if self.nulls),
            above,
            below,
        )
