"""Who sides with whom (Axelrod & Bennett 1993), and what our working groups are of it.

Each of n parties has a size s; each pair a propensity p to be on one side. The energy of a split is

    E = sum over i != j of s_i s_j p_ij d_ij,    d = 1 for parties on different sides, else 0

so those who want to be together should be, and those who do not should not. Parties change sides one at a
time while that lowers the energy; where no one can, a configuration is stable. All 2^(n-1) splits into two
sides can be listed, so the solver is held against the whole landscape on cases that are made.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Array
from sim.rules.groups import form

Sides = NDArray[np.int64]


@dataclass(frozen=True)
class Case:
    """Parties that are made up.

    Attributes:
        size: (n,) > 0.
        propensity: (n, n), symmetric, 0 on the diagonal.
    """

    size: Array
    propensity: Array

    @property
    def weight(self) -> Array:
        """(n, n): s_i s_j p_ij."""
        return self.size[:, None] * self.size * self.propensity

    def energy(self, sides: Sides) -> Array:
        """Energy of splits.

        Args:
            sides: (splits, n) of 0 and 1.
        """
        sign = 2.0 * sides - 1.0
        # d = (1 - sign_i sign_j) / 2
        together = np.einsum("ki,ij,kj->k", sign, self.weight, sign)
        return np.asarray(0.5 * (self.weight.sum() - together))

    def gain(self, sides: Sides) -> Array:
        """(splits, n): by how much the energy would rise if a party changed sides."""
        sign = 2.0 * sides - 1.0
        return np.asarray(2.0 * sign * (sign @ self.weight))


def two_blocs(n: int, *, within: float = 1.0, across: float = -1.0) -> Case:
    """Two blocs of equal number and of parties of equal size: the optimum is known."""
    bloc = np.arange(n) % 2
    propensity = np.where(bloc[:, None] == bloc, within, across)
    np.fill_diagonal(propensity, 0.0)
    return Case(np.ones(n), propensity)


def random_case(n: int, seed: int) -> Case:
    """Sizes and propensities at random: many stable splits."""
    rng = np.random.default_rng(seed)
    drawn = np.triu(rng.normal(size=(n, n)), 1)
    return Case(rng.lognormal(0.0, 0.5, n), drawn + drawn.T)


def all_splits(n: int) -> Sides:
    """(2^(n-1), n): all splits; the last party is always on side 0."""
    number = np.arange(2 ** (n - 1))
    return (number[:, None] >> np.arange(n)) & 1


def stable(case: Case, sides: Sides) -> NDArray[np.bool_]:
    """Whether nobody could lower the energy by changing sides."""
    return np.asarray((case.gain(sides) >= -1e-12).all(1))


def descend(case: Case, sides: Sides) -> Sides:
    """Let parties change sides one at a time, each time the one that lowers the energy most.

    Args:
        case: the parties.
        sides: (starts, n) where they begin.

    Returns:
        (starts, n) stable splits; the last party on side 0.
    """
    now = sides.copy()
    each = np.arange(len(now))
    while True:
        gain = case.gain(now)
        who = gain.argmin(1)
        falls = gain[each, who] < -1e-12
        if not falls.any():
            return np.asarray(now ^ now[:, -1:])
        now[each[falls], who[falls]] ^= 1


def number_of(sides: Sides) -> NDArray[np.int64]:
    """The number that `all_splits` gives a split."""
    turned = sides ^ sides[:, -1:]
    return np.asarray((turned[:, :-1] << np.arange(sides.shape[1] - 1)).sum(1))


def seated(case: Case, runs: int, seed: int) -> Sides:
    """Splits into two groups of equal size as our members would choose them.

    Args:
        case: its propensities are what members like of each other.
        runs: lots that are drawn.
        seed: of the lots.

    Returns:
        (runs, n) group of each.
    """
    n = len(case.size)
    luck = np.random.default_rng(seed).random((runs, n))
    # Ours like each other more or less, never less than nothing.
    liking = np.broadcast_to(case.propensity - case.propensity.min(), (runs, n, n))
    groups = form(liking, luck, (n - n // 2, n // 2))
    sides = np.zeros((runs, n), dtype=np.int64)
    sides[np.arange(runs), groups[1]] = 1
    return sides


def founders_apart(n: int) -> float:
    """Chance that the lot gives each of two blocs of n / 2 a founder: then our groups are the optimum."""
    return (n / 2) / (n - 1)
