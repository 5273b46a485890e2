"""Bonabeau's hierarchy: a second check of the instruments, on a transition in rank.

Individuals meet in pairs and fight. Who won more before is likelier to win again, and what happened is
forgotten bit by bit (Bonabeau, Theraulaz & Deneubourg 1995, Physica A 217, 373-392). Here anybody can meet
anybody, so the answer can be worked out by hand. Let F be wins less losses, remembered. A fight moves it
by one up or down; i beats j with probability 1 / (1 + exp(-eta (F_i - F_j))); each step a share mu of F is
forgotten; an individual fights q times a step. Near F = 0 an individual that stands F above all n - 1
others, whose mean is then -F / (n - 1), gains

    q eta / 2 * F n / (n - 1) - mu F

a step. So equality is stable below, and a hierarchy grows above, K = 1 with

    K = q eta n / (2 mu (n - 1)),

the fights that are remembered against those needed. This is what density does in the original: the
denser, the more fights. Chance blurs the edge: one fight is a step of eta/2 in x = eta F / 2, and the
fewer the fights that count, the wider it is. So the size that this transition sharpens with is the
`memory`, 1 / eta, and not the number of individuals.

For two individuals d = x_1 - x_2 follows, near the edge, d' = (K - 1) d - K d^3 / 3 + noise: a ball in a
well that splits in two. At the edge its density is exp(-d^4) up to scale, whatever the memory; so
cumulants of all memories cross at K = 1 and at 0.2705, and with size = 1 / eta the exponents are 1/nu = 1/2,
beta/nu = 1/4 and, for memory * var(d), gamma/nu = 1/2: those of the mean field.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import gamma, pi

import numpy as np

from experiments.transitions.scan import Floats, Scan

QUARTIC = 1.0 - gamma(0.25) ** 4 / (24.0 * pi**2)
"""Cumulant of the density exp(-d^4), 0.2705: <d^4> / <d^2>^2 is Gamma(5/4) Gamma(1/4) / Gamma(3/4)^2."""


def fights(
    strength: Sequence[float] | Floats,
    *,
    members: int = 2,
    memory: float = 40.0,
    runs: int = 200,
    lasting: float = 5.0,
    seed: int = 0,
) -> Floats:
    """Let individuals fight until a hierarchy stands, or does not.

    Args:
        strength: K, >= 0, up to 2.
        members: individuals, even, >= 2.
        memory: 1 / eta: the difference in F at which the stronger wins three fights in four, about.
        runs: independent groups at each strength.
        lasting: how long they fight, in times of forgetting (1 / mu) per square root of memory: at the
            edge how far two are apart settles at a rate of 1.8 mu / sqrt(memory).
        seed: of all chance.

    Returns:
        (strengths, runs, members) x = F / (2 memory), less its mean over the members.

    Raises:
        ValueError: for an odd number of members, who cannot all pair off.
    """
    if members < 2 or members % 2:
        raise ValueError(f"members = {members} is not allowed: an even number from 2")
    rng = np.random.default_rng(seed)
    given = np.asarray(strength, dtype=np.float64)
    # All pair off at once, and a pair fights with probability q; mu makes q 1 at the largest K.
    alone = (members - 1) / members
    forget = 1.0 / (2.0 * memory * max(float(given.max()), 1.0) * alone)
    chance = (given * 2.0 * forget * memory * alone)[:, None, None]
    standing = np.zeros((len(given), runs, members))
    half = members // 2
    for _ in range(round(lasting * np.sqrt(memory) / forget)):
        place = rng.permutation(members)  # the same pairs in all groups, new ones each step
        one, other = standing[..., place[:half]], standing[..., place[half:]]
        wins = rng.random(one.shape) < 1.0 / (1.0 + np.exp((other - one) / memory))
        moved = np.where(rng.random(one.shape) < chance, np.where(wins, 1.0, -1.0), 0.0)
        standing[..., place[:half]] += moved
        standing[..., place[half:]] -= moved
        standing *= 1.0 - forget
    found: Floats = (standing - standing.mean(2, keepdims=True)) / (2.0 * memory)
    return found


def duel(
    strength: Sequence[float] | Floats, *, memory: float = 40.0, runs: int = 200, seed: int = 0
) -> Scan:
    """Who is above whom among two: x_1 - x_2, whose size is the memory."""
    apart = fights(strength, members=2, memory=memory, runs=runs, seed=seed)
    return Scan(np.asarray(strength, float), apart[..., 0] - apart[..., 1], memory, memory)


def steepness(
    strength: Sequence[float] | Floats,
    *,
    members: int,
    memory: float = 40.0,
    runs: int = 100,
    seed: int = 0,
) -> Scan:
    """How steep the hierarchy is: the standard deviation of x over the members, size is their number."""
    stands = fights(strength, members=members, memory=memory, runs=runs, seed=seed)
    return Scan(np.asarray(strength, float), stands.std(2), float(members), float(members))
