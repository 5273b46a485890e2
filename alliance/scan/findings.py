"""An alliance that is followed, with what it is held against and what may be said of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from alliance.survey.following import Followed
from experiments.following.follow import AHEAD, Following, follow
from experiments.following.themes import others, themes
from experiments.following.whatif import Effect, Option, options, try_all
from sim.arrays import Array
from sim.model import Model
from sim.observers.phases import DISSOLVED

NAMED = 0.15
"""Chance from which a second phase is named beside the likeliest."""

CHAFES = ("C1", "C2", "C3")
"""The three conflicts, by the items that ask for them."""


@dataclass(frozen=True)
class Findings:
    """What is found.

    Attributes:
        followed: the alliance and what is known of it.
        found: the runs that agree with it.
        own, others: the themes of the alliance and of others of its age, (runs,) by item.
        ahead: months that are looked ahead.
        model: what was run.
        seed: of the runs.
        tried: what could be done from now on, the best first; empty when that was not asked.
    """

    followed: Followed
    found: Following
    own: dict[str, Array]
    others: dict[str, Array]
    ahead: int
    model: Model
    seed: int
    tried: tuple[Effect, ...] = ()

    @property
    def last(self) -> int:
        """The last month that is looked ahead to."""
        return min(self.found.now + self.ahead, self.followed.scenario.length) - 1

    @property
    def phases(self) -> list[tuple[int, float]]:
        """Phases with their chance now, the likeliest first; an end is none."""
        now = max(self.found.now - 1, 0)
        found = {k: v for k, v in self.found.outlook.phases(now).items() if k != DISSOLVED}
        return sorted(found.items(), key=lambda one: -one[1])

    @property
    def chafes(self) -> str:
        """The item of the conflict that is largest."""
        return max(CHAFES, key=lambda code: float(np.median(self.own[code])))

    @property
    def present(self) -> list[int]:
        """Places of who is a member in most runs."""
        return [int(k) for k in np.flatnonzero(self.found.active > 0.5)]

    @property
    def holes(self) -> list[tuple[float, float, float, int, int]]:
        """Middle, low and high end of 90 % of the trust of each pair, and its two places; least first."""
        low, _, middle, _, high = self.found.state["B1"]
        pairs = [(i, j) for i in self.present for j in self.present if i != j]
        there = [(i, j) for i, j in pairs if not np.isnan(middle[i, j])]
        return sorted(
            (float(middle[i, j]), float(low[i, j]), float(high[i, j]), i, j) for i, j in there
        )


def find(
    followed: Followed,
    runs: int,
    seed: int,
    model: Model,
    ahead: int = AHEAD,
    advise: bool = False,
    own: Sequence[Option] = (),
    progress: Callable[[int], None] | None = None,
) -> Findings:
    """Follow an alliance and hold it against others.

    Args:
        followed: the alliance and what is known of it.
        runs: that are followed.
        seed: of all.
        model: what is run.
        ahead: months to look ahead.
        advise: whether to try what could be done from now on.
        own: more to try.
        progress: called with the months done.
    """
    found = follow(
        followed.scenario,
        followed.waves,
        followed.departures,
        now=followed.until,
        runs=runs,
        seed=seed,
        model=model,
        known=followed.known,
        progress=progress,
    )
    chosen = [*(options(found) if advise else ()), *own]
    tried = tuple(try_all(found, chosen, ahead)) if chosen else ()
    now = themes(found.particles.batch)
    return Findings(followed, found, now, others(found.now, seed), ahead, model, seed, tried)
