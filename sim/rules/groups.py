"""Working groups: who sits with whom, formed by members or by a coordinator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Array
from sim.declared import Mechanism, Parameter, Switch, Value, rule

Places = NDArray[np.intp]


@dataclass(frozen=True)
class GroupsParameters(Mechanism):
    """Numbers of working groups."""

    groups_on: Annotated[
        Value, Switch("off: all sit round one table, whatever the scenario says")
    ] = 1.0
    core_share: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "weight of a seat in the core against one in a working group, in the joint "
            "hours of a member that has both",
            "assumption",
        ),
    ] = 0.25


@rule
def affinity(trust: Array, difference: Array, by_coordinator: Array) -> Array:
    """How much a member would like to sit with another: whom it trusts and can learn from.

    A coordinator looks at what each brings only.

    Equation:
        T_ij + d_ij; by a coordinator d_ij

    Args:
        trust: (…, N, N) T, in [0, 1].
        difference: (…, N, N) in expertise d, in [0, 1].
        by_coordinator: (…, 1, 1) mask of alliances whose coordinator forms the groups.

    Returns:
        (…, N, N) in [0, 2].

    Source:
        assumption; what closed blocks do to alliances: Heidl et al. 2014.
    """
    return trust * (1.0 - by_coordinator) + difference


def form(affinity: Array, luck: Array, sizes: tuple[int, ...]) -> list[Places]:
    """Groups that fill up: members choose in an order drawn by lot.

    The first of that order open a group each; every other joins the group with room whose members it
    likes best on average.

    Args:
        affinity: (runs, N, N), see `affinity`.
        luck: (runs, N) uniform draws; the lowest chooses first.
        sizes: places in each group; they sum to N.

    Returns:
        For each group (n, runs) places, in the order in which they joined.
    """
    runs, size = luck.shape
    order = np.argsort(luck, axis=1, kind="stable")
    many = len(sizes)
    liking = np.zeros((runs, size, many))
    filled = np.zeros((runs, many), dtype=np.intp)
    members = [np.zeros((n, runs), dtype=np.intp) for n in sizes]
    room = np.asarray(sizes)
    each = np.arange(runs)
    for turn in range(size):
        who = order[:, turn]
        if turn < many:
            chosen = np.full(runs, turn)
        else:
            mean = liking[each, who] / np.maximum(filled, 1)
            chosen = np.argmax(np.where(filled < room, mean, -1.0), axis=1)
        for g in range(many):
            here = each[chosen == g]
            members[g][filled[here, g], here] = who[here]
        liking[each, :, chosen] += affinity[each, :, who]
        filled[each, chosen] += 1
    return members
