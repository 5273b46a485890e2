"""Drawing the quantities of scenarios, for all runs of a batch at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Array, runs_together, total
from sim.chance import Chance, Draw, Process
from sim.declared import Value
from sim.normal import normal_cdf, normal_quantile
from sim.parameters import Parameters
from sim.rules.founding import ALIKE
from sim.scenarios import Number, Place, Quantity, Scenario, Spread, Vector, bounds
from sim.scenarios.people import Members
from sim.traits import SKILLS

SHARE = Number(0, 1, drawn=True)


@dataclass
class Draws:
    """Draws of quantities for a whole batch, each scenario with its own distributions."""

    scenarios: Sequence[Scenario]
    which: NDArray[np.intp]
    chance: Chance
    resemblance: Value

    @cached_property
    def places(self) -> list[tuple[Place, ...]]:
        """Members and joiners of each scenario."""
        return [s.places() for s in self.scenarios]

    def member(self, field: str) -> Array:
        """A member's quantity: (runs, N), or (runs, N, k) for a vector.

        Args:
            field: of the members of a scenario.
        """
        what = Draw[field.upper()]
        luck = self.chance.members(Process.START, what)
        if field in ALIKE:
            common = self.chance.alliance(Process.START, what)[0][:, None]
            luck = [_correlated(luck[0], common, self.resemblance), *luck[1:]]
        number = bounds(Members, field)
        given = [[place.quantities[field] for place in places] for places in self.places]
        if not number.size:
            spreads = [[number.spread(part(q, 0)) for q in row] for row in given]
            return self.draw(spreads, luck[0])
        parts = []
        for k in range(number.size):
            spreads = [[number.spread(part(q, k)) for q in row] for row in given]
            parts.append(self.draw(spreads, luck[k]))
        return runs_together(np.stack(parts, axis=-1))

    def dyad(self, field: str) -> Array:
        """A dyadic quantity, (runs, N, N).

        Args:
            field: trust, knowledge or grievance.
        """
        what = Draw[field.upper()]
        common = self.chance.alliance(Process.START, what)[0][:, None, None]
        luck = _correlated(self.chance.dyads(Process.START, what)[0], common, self.resemblance)
        tables = [
            _dyad_table(s, places, field)
            for s, places in zip(self.scenarios, self.places, strict=True)
        ]
        return self.draw(tables, luck)

    def task(self) -> Array:
        """Share of each skill in what the task needs, (runs, SKILLS)."""
        luck = self.chance.alliance(Process.START, Draw.NEEDS)
        drawn = [
            self.draw([SHARE.spread(part(s.task.needs, k)) for s in self.scenarios], luck[k])
            for k in range(SKILLS)
        ]
        needs = np.stack(drawn, axis=-1) + 1e-12
        return runs_together(needs / total(needs)[..., None])

    def alliance(self, field: str) -> Array:
        """A quantity of the whole alliance, (runs,)."""
        luck = self.chance.alliance(Process.START, Draw[field.upper()])[0]
        return self.draw([SHARE.spread(getattr(s.start, field)) for s in self.scenarios], luck)

    def draw(self, spreads: Sequence[Any], luck: Array) -> Array:
        """Draw from each scenario's own distributions.

        Args:
            spreads: for each scenario a Spread, nested lists of them, or an array of `_numbers`.
            luck: (runs, …) uniform draws.

        Returns:
            (runs, …) within the bounds of each Spread.
        """
        numbers = np.array([_numbers(q) for q in spreads], dtype=np.float64)
        mean, sd, low, high = (per_run(numbers[..., k], self.which) for k in range(4))
        even = low + luck * (high - low)
        drawn = np.where(np.isnan(mean), even, mean)
        if (sd > 0.0).any():
            wide = np.where(sd > 0.0, sd, 1.0)
            below, above = normal_cdf((low - mean) / wide), normal_cdf((high - mean) / wide)
            bell = mean + wide * normal_quantile(below + luck * (above - below))
            drawn = np.where(sd > 0.0, bell, drawn)
        return np.minimum(np.maximum(drawn, low), high)


def _correlated(own: Array, common: Array, share: Value) -> Array:
    """Uniform draws that share a part of their variance on the normal scale.

    Args:
        own: (runs, …) a uniform draw for each.
        common: (runs, 1, …) one for all of a run.
        share: of the variance that is common, a number or (runs,).
    """
    shared = np.asarray(share, dtype=np.float64).reshape(-1, *(1,) * (own.ndim - 1))
    mixed = np.sqrt(shared) * normal_quantile(common) + np.sqrt(1.0 - shared) * normal_quantile(own)
    return normal_cdf(mixed)


def _numbers(spread: Spread | list[Any] | Array) -> Any:
    """(mean, sd, low, high) of a spread, the mean NaN for a uniform one; nested lists stay nested."""
    if isinstance(spread, np.ndarray):  # numbers already
        return spread
    if isinstance(spread, list):
        return [_numbers(part) for part in spread]
    return (np.nan if spread.mean is None else spread.mean, spread.sd, spread.low, spread.high)


def part(quantity: Vector, k: int) -> Quantity:
    """One component of a vector; a quantity that is alike for all is each of them."""
    return quantity[k] if isinstance(quantity, tuple) else quantity


def _dyad_table(scenario: Scenario, places: Sequence[Place], field: str) -> Array:
    """What each member starts with toward each other, as `_numbers`: (N, N, 4)."""
    start = scenario.start
    table = np.empty((len(places), len(places), 4))
    table[:] = _numbers(SHARE.spread(getattr(start, field)))
    if field == "trust":
        groups = [place.group for place in places]
        grouped = np.array([group is not None for group in groups])
        for i, group in enumerate(groups):
            within = np.array([group == other for other in groups])
            for special, there in (
                (start.trust_within_group, within),
                (start.trust_between_groups, ~within),
            ):
                if special is not None and group is not None:
                    table[i, grouped & there] = _numbers(SHARE.spread(special))
    index = {place.name: i for i, place in enumerate(places)}
    for pair in scenario.pair:
        given = getattr(pair, field)
        if given is not None:
            table[index[pair.from_], index[pair.to]] = _numbers(SHARE.spread(given))
    return table


def per_run(values: Sequence[Any] | Array, which: NDArray[np.intp], axis: int = 0) -> Array:
    """Give each run its scenario's value, runs together in memory."""
    each = np.asarray(values, dtype=np.float64)[which]
    together = runs_together(each)
    return together if axis == 0 else np.moveaxis(together, 0, axis)


def parameters_of(
    scenarios: Sequence[Scenario], which: NDArray[np.intp], given: dict[str, Value]
) -> Parameters:
    """Parameters of each run: what its scenario says, over what the model says, over the defaults.

    Args:
        scenarios: each with its own.
        which: (runs,) the scenario of each run.
        given: what the model says; what scenarios say is put into it.
    """
    of_model = Parameters(given)
    for name in sorted({name for s in scenarios for name in s.parameters}):
        said = [s.parameters.get(name, np.nan) for s in scenarios]
        same = all(value == said[0] for value in said)
        own = np.asarray(said, dtype=np.float64)[which]
        given[name] = float(said[0]) if same else np.where(np.isnan(own), of_model[name], own)
    return Parameters(given)
