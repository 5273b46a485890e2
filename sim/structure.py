"""From scenarios to who sits where: one table, working groups with a core, a ring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Array, rms_distance
from sim.rules import groups
from sim.rules.groups import GroupsParameters
from sim.scenarios import Scenario
from sim.ties import Places, Ties, seated


@dataclass(frozen=True)
class Pattern:
    """How seats are arranged, the same in all runs of a batch.

    Attributes:
        form: one, given, members or coordinator.
        sizes: members of each working group, where groups are formed without those that join later.
        given: places of each working group where they are given, else empty.
        alone: places that sit in no working group but in the core.
        core: places round the table that connects groups, or empty to choose one of each.
        ring: places that meet the others but not each other.
        joiners: places of those that join later; they sit down where fewest are.
    """

    form: str
    sizes: tuple[int, ...]
    given: tuple[tuple[int, ...], ...] = ()
    alone: tuple[int, ...] = ()
    core: tuple[int, ...] = ()
    ring: tuple[int, ...] = ()
    joiners: tuple[int, ...] = ()


def pattern_of(scenario: Scenario) -> Pattern:
    """How a scenario seats its members, those included that join later."""
    places, told = scenario.places(), scenario.structure
    index = {place.name: k for k, place in enumerate(places)}
    core = tuple(index[name] for name in told.core)
    ring = tuple(index[name] for name in told.ring)
    form = scenario.form()
    if form == "one":
        return Pattern("one", (len(places),), ring=ring)
    if form == "given":
        by_name: dict[str, list[int]] = {}
        for k, place in enumerate(places):
            if place.group is not None:
                by_name.setdefault(place.group, []).append(k)
        given = tuple(tuple(members) for members in by_name.values())
        alone = tuple(k for k, place in enumerate(places) if place.group is None)
        return Pattern(form, tuple(map(len, given)), given, alone, core, ring)
    joiners = tuple(k for k, place in enumerate(places) if place.tick > 0)
    founders = len(places) - len(joiners)
    many = -(-founders // told.size)
    sizes = tuple(founders // many + (k < founders % many) for k in range(many))
    return Pattern(form, sizes, core=core, ring=ring, joiners=joiners)


def arrange(
    pattern: Pattern,
    keys: NDArray[np.uint64],
    trust: Array,
    expertise: Array,
    reach: Array,
    lead: Array,
    luck: Array,
    p: GroupsParameters,
) -> Ties:
    """Seat the members of a batch.

    Args:
        pattern: how seats are arranged.
        keys: (N,) numbers of the members.
        trust: (runs, N, N) at the start.
        expertise: (runs, N, K).
        reach: (runs, N) outside.
        lead: (runs, N) mask of the lead party.
        luck: (runs, N) uniform draws.
        p: numbers of working groups.

    Returns:
        The ties; the same seats in all runs unless members or a coordinator chose.
    """
    size = len(keys)
    ring = np.zeros(size, dtype=np.bool_)
    ring[list(pattern.ring)] = True
    if pattern.form == "one" or not np.all(np.asarray(p.groups_on) > 0.0):
        return seated(size, [np.arange(size)], [1.0], ring, keys)
    if pattern.given:
        seats: list[Places] = [np.array(members, dtype=np.intp) for members in pattern.given]
    else:
        difference = rms_distance(expertise[:, :, None, :], expertise[:, None, :, :])
        by_coordinator = np.array(pattern.form == "coordinator", dtype=np.float64)
        liking = groups.affinity(trust, difference, by_coordinator.reshape(1, 1, 1))
        founders = sum(pattern.sizes)
        seats = groups.form(liking[:, :founders, :founders], luck[:, :founders], pattern.sizes)
    core = _core(pattern, seats, reach + 2.0 * lead)
    for joiner in pattern.joiners:
        smallest = min(range(len(seats)), key=lambda g: len(seats[g]))
        seats[smallest] = np.concatenate([seats[smallest], np.full((1, len(reach)), joiner)])
    share = float(np.max(p.core_share))
    return seated(size, [*seats, core], [1.0] * len(seats) + [share], ring, keys)


def _core(pattern: Pattern, seats: Sequence[Places], standing: Array) -> Places:
    """Places round the table that connects groups: given, or of each group who reaches furthest."""
    runs = standing.shape[0]
    if pattern.core:
        return np.array((*pattern.core, *(k for k in pattern.alone if k not in pattern.core)))
    chosen = []
    for group in seats:
        members = np.broadcast_to(group if group.ndim > 1 else group[:, None], (len(group), runs))
        reaching = standing[np.arange(runs), members]
        chosen.append(members[np.argmax(reaching, axis=0), np.arange(runs)])
    alone = [np.full(runs, k) for k in pattern.alone]
    return np.array([*chosen, *alone], dtype=np.intp)
