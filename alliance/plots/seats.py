"""Who sits with whom in a run: working groups, core and ring, as the run had them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sim.scenarios import Scenario
from sim.start import begin

if TYPE_CHECKING:
    import xarray as xr


@dataclass(frozen=True)
class Seats:
    """Where the members of a run sit, by their place in the result.

    Attributes:
        groups: members of each working group; one group when all sit round one table.
        core: members of the group that connects the others; empty when all sit round one table.
        ring: members that meet the others but not each other.
    """

    groups: tuple[tuple[int, ...], ...]
    core: tuple[int, ...] = ()
    ring: tuple[int, ...] = ()

    @property
    def order(self) -> list[int]:
        """All members, group by group; each once, in the first group in which it sits."""
        return list(dict.fromkeys(k for group in (*self.groups, self.core) for k in group))


def seats_of(result: xr.Dataset, run: int) -> Seats:
    """Where the members of a run sit.

    Members may form their groups by chance, so the start of the run is drawn again from what the result
    tells of itself.

    Args:
        result: what `sim.simulate` returned.
        run: run number.
    """
    told = result.attrs
    everybody = tuple(range(result.sizes["member"]))
    if not told.get("scenario") or not str(told.get("seed", "")).isdigit():
        return Seats((everybody,))
    scenario = Scenario.from_dict(json.loads(told["scenario"]))
    names = [place.name for place in scenario.places()]
    ring = tuple(names.index(name) for name in scenario.structure.ring)
    one, first = np.zeros(1, dtype=np.intp), np.array([run])
    ties = begin([scenario], one, first, int(told["seed"])).ties
    if len(ties.sizes) == 1:
        return Seats((everybody,), ring=ring)
    places = ties.seats if ties.seats.ndim == 1 else ties.seats[:, 0]
    ends = np.cumsum(ties.sizes)
    *groups, core = (
        tuple(int(k) for k in places[end - size : end])
        for size, end in zip(ties.sizes, ends, strict=True)
    )
    return Seats(tuple(groups), core, ring)
