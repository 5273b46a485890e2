"""Pecking order (Bonabeau, Theraulaz & Deneubourg 1995), and what our rank is of it.

In their model i beats j with chance 1 / (1 + exp(-eta (F_i - F_j))), a fight moves F by one up and down, and a
share mu of F is forgotten each step (`experiments.transitions.systems.hierarchy`; the edge lies at K = 1). Our
status s moves by kappa times the room that is left and fades to the middle. With

    F = (s - 1/2) 2 / kappa,    eta = rank_power kappa / 2,    mu = rank_fade

it is the same near the middle. It stays there when a hierarchy is steep in x = eta F / 2 at little status:
x = rank_power (s - 1/2) / 2, so for a large `rank_power`. That is the limit; outside it our status meets its
bounds, and a hierarchy is flatter than theirs.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.arrays import Array
from sim.rules.pecking_order import PeckingOrderParameters, first_wins, rank


def fights(
    strength: Sequence[float],
    *,
    members: int = 2,
    memory: float = 40.0,
    power: float = 50.0,
    runs: int = 200,
    lasting: float = 5.0,
    seed: int = 0,
) -> Array:
    """Let members of ours fight, by our rules alone, where a hierarchy stands or does not.

    Args:
        strength: K, >= 0, up to 2; see `experiments.transitions.systems.hierarchy`.
        members: even, >= 2.
        memory: 1 / eta.
        power: our `rank_power`; at 50 we are near the limit, at 4 (the default) far from it.
        runs: groups at each strength.
        lasting: as there.
        seed: of all chance.

    Returns:
        (strengths, runs, members) x, less its mean over the members.
    """
    rng = np.random.default_rng(seed)
    given = np.asarray(strength, dtype=np.float64)
    alone = (members - 1) / members
    forget = 1.0 / (2.0 * memory * max(float(given.max()), 1.0) * alone)
    chance = (given * 2.0 * forget * memory * alone)[:, None, None]
    p = PeckingOrderParameters(rank_gain=2.0 / (memory * power), rank_power=power, rank_fade=forget)
    status = np.full((len(given), runs, members), 0.5)
    middle, half = np.full_like(status, 0.5), members // 2
    for _ in range(round(lasting * np.sqrt(memory) / forget)):
        place = rng.permutation(members)
        one, other = place[:half], place[half:]
        wins = first_wins(
            status[..., one], status[..., other], rng.random((*status.shape[:2], half)), p
        )
        fought = np.where(rng.random(wins.shape) < chance, 1.0, 0.0)
        won, lost = np.zeros_like(status), np.zeros_like(status)
        won[..., one], lost[..., one] = wins * fought, (1.0 - wins) * fought
        won[..., other], lost[..., other] = lost[..., one], won[..., one]
        status = rank(status, won, lost, middle, middle, p)
    x = power * (status - 0.5) / 2.0
    return np.asarray(x - x.mean(2, keepdims=True))


def steepness(x: Array) -> Array:
    """(strengths,): mean over groups of the standard deviation over members."""
    return np.asarray(x.std(2).mean(1))


def strength_of(
    fights_a_month: float, members: int, known: float, p: PeckingOrderParameters
) -> float:
    """K of an alliance: how many clashes a member has, against those that a hierarchy needs.

    Args:
        fights_a_month: clashes a member and month.
        members: of the alliance.
        known: how well members know each other, in [0, 1]; it weighs each clash.
        p: numbers of the pecking order.
    """
    eta = float(p.rank_power) * float(p.rank_gain) * known / 2.0
    return fights_a_month * eta * members / (2.0 * float(p.rank_fade) * (members - 1))
