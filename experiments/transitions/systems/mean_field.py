"""Systems in which everybody meets everybody, so that the answers are known.

- **Curie-Weiss** (spins that feel the mean of all): over temperature a transition at T = 1 without a field; over
  a field h a jump at h = 0 below T = 1, and only a slope above. Drawn from the exact distribution.
- **SIS** (an infection that is caught from all and passes): alive on its own from a reproduction number of 1
  on; drawn from the exact quasi-stationary law of those that have not died out.
- **Voters and majorities**: where all start with a share x of one opinion, all end with one. Voters, who copy
  somebody, end with it with chance x whatever their number; where groups of three take on the view of two, the
  chance becomes a step at x = 1/2 as their number grows: a separatrix, since x is where the system starts.
- **Sharing one's luck**: members follow the control, and one draw shifts all of them: wide swings however many
  there are, without any answer to each other.
- **Ornstein & Uhlenbeck**: members each return to the control, by themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Literal

import numpy as np
from scipy.special import gammaln
from scipy.stats import binom

from experiments.transitions.scan import Floats, Scan

Rule = Literal["voters", "majorities"]
System = Callable[[int, Floats, int, int], Scan]
"""From size, values of the control, runs and seed to what was seen."""


def curie_weiss(size: int, heat: Floats, runs: int, seed: int) -> Scan:
    """Magnetisation, with its sign, over temperature without a field."""
    return _spins(size, heat, heat, np.zeros_like(heat), runs, seed)


def cold_field(size: int, field: Floats, runs: int, seed: int) -> Scan:
    """Magnetisation over a field at T = 0.7, where it jumps."""
    return _spins(size, field, np.full_like(field, 0.7), field, runs, seed)


def warm_field(size: int, field: Floats, runs: int, seed: int) -> Scan:
    """Magnetisation over a field at T = 2, where it only slopes."""
    return _spins(size, field, np.full_like(field, 2.0), field, runs, seed)


def sis(size: int, reproduction: Floats, runs: int, seed: int) -> Scan:
    """Share infected, of those in which the infection has not died out, over the reproduction number."""
    rng = np.random.default_rng(seed)
    ill = np.arange(1, size + 1)
    laws = quasi_stationary(size, tuple(float(one) for one in reproduction))
    return Scan(
        reproduction, np.array([rng.choice(ill, runs, p=law) for law in laws]) / size, size, size
    )


@lru_cache(maxsize=16)
def quasi_stationary(size: int, reproduction: tuple[float, ...]) -> Floats:
    """(points, size) chance of 1 ... size infected, given that the infection has not died out for long.

    Each infects at a rate of `reproduction` times the share that is well, and recovers at a rate of 1. The law
    is that of the chain that is sent back according to the law itself whenever it dies out, which is iterated
    (Nåsell 1999, section 3).
    """
    ill = np.arange(1, size + 1, dtype=np.float64)
    up = np.array(reproduction)[:, None] * ill * (1.0 - ill / size)
    law = np.full((len(reproduction), size), 1.0 / size)
    for _ in range(400):
        # What flows up past n, and what is sent back beyond it, flows down past it.
        beyond = law[:, ::-1].cumsum(1)[:, ::-1]
        found = np.ones_like(law)
        for n in range(size - 1):
            found[:, n + 1] = (found[:, n] * up[:, n] + beyond[:, n + 1]) / ill[n + 1]
        found /= found.sum(1, keepdims=True)
        if np.abs(found - law).max() < 1e-9:
            break
        law = found
    return law


def voters(size: int, share: Floats, runs: int, seed: int) -> Scan:
    """Whether all end with the first opinion, where each copies somebody: chance x whatever the size."""
    rng = np.random.default_rng(seed)
    first = rng.binomial(size, share[:, None], (len(share), runs)) / size
    return Scan(share, (rng.random(first.shape) < first).astype(float), size, size)


def majority(size: int, share: Floats, runs: int, seed: int) -> Scan:
    """Whether all end with the first opinion, where three meet and all take the view of two of them."""
    rng = np.random.default_rng(seed)
    count = rng.binomial(size, share[:, None], (len(share), runs))
    win = _majority_wins(size)
    return Scan(share, (rng.random(count.shape) < win[count]).astype(float), size, size)


def opinions(rule: Rule, size: int, share: Floats, runs: int, rounds: int, seed: int) -> Floats:
    """(shares, runs, rounds + 1) share with the first opinion, after each round in which as many meet as there are.

    Args:
        rule: voters, of whom one copies another; or majorities, where three take on the view of two.
        size: how many there are, >= 3.
        share: those with the first opinion at the start, to the nearest number.
        runs, rounds: groups, and how long each is followed.
        seed: of all chance.
    """
    rng = np.random.default_rng(seed)
    count = np.repeat(np.round(share * size)[:, None], runs, axis=1)
    seen = [count / size]
    for _ in range(rounds):
        for _ in range(size):
            first, other = count, size - count
            if rule == "voters":
                up = down = first * other / (size * (size - 1.0))
            else:
                triples = size * (size - 1.0) * (size - 2.0) / 3.0
                up = first * (first - 1.0) * other / triples
                down = first * other * (other - 1.0) / triples
            luck = rng.random(count.shape)
            count = count + (luck < up) - (luck > 1.0 - down)
        seen.append(count / size)
    return np.stack(seen, axis=-1)


def success(rule: Rule, size: int, share: Floats) -> Floats:
    """(shares,) chance that all end with the first opinion, where each starts with it by that chance."""
    if rule == "voters":
        return np.array(share, dtype=np.float64)
    count = np.arange(size + 1)
    law = binom.pmf(count, size, np.asarray(share)[:, None])
    return np.asarray(law @ _majority_wins(size))


def separatrix(size: int, start: Floats, runs: int, seed: int) -> Scan:
    """Where a ball ends in a double well that is let go where the mean of `size` draws about a place lies."""
    rng = np.random.default_rng(seed)
    place = start[:, None] + rng.normal(0.0, 0.5, (len(start), runs)) / np.sqrt(size)
    return Scan(start, np.sign(place) + rng.normal(0.0, 0.05, place.shape), size, size)


def shared_luck(size: int, control: Floats, runs: int, seed: int) -> Scan:
    """Mean of members that answer to a control and to one draw that all of them share."""
    rng = np.random.default_rng(seed)
    shared = rng.normal(0.0, 0.6, (len(control), runs))
    up = rng.binomial(size, 1.0 / (1.0 + np.exp(-4.0 * (control[:, None] + shared))))
    return Scan(control, up / size, size, size)


def ornstein_uhlenbeck(size: int, control: Floats, runs: int, seed: int) -> Scan:
    """Mean of members that each return to the control by themselves."""
    rng = np.random.default_rng(seed)
    spread = rng.normal(0.0, 0.7, (len(control), runs)) / np.sqrt(size)
    return Scan(control, control[:, None] + spread, size, size)


def _spins(size: int, control: Floats, heat: Floats, field: Floats, runs: int, seed: int) -> Scan:
    rng = np.random.default_rng(seed)
    up = np.arange(size + 1)
    ways = gammaln(size + 1) - gammaln(up + 1) - gammaln(size - up + 1)
    mean = 2.0 * up / size - 1.0
    rows = []
    for t, h in zip(heat, field, strict=True):
        log = ways + size * (0.5 * mean**2 + h * mean) / t
        law = np.exp(log - log.max())
        rows.append(rng.choice(mean, runs, p=law / law.sum()))
    return Scan(control, np.array(rows), size, size)


def _majority_wins(size: int) -> Floats:
    """(size + 1,) chance that all end with the first opinion, given how many have it: a walk to either end.

    Of three drawn, two of the first and one of the other move one over, and the reverse; up against down goes
    as (n - 1) against (size - n - 1).
    """
    n = np.arange(size + 1, dtype=np.float64)
    ratio = np.ones(size)  # of the steps of the chance: step n is the last one times down over up
    for k in range(2, size - 1):
        ratio[k] = ratio[k - 1] * (size - n[k] - 1.0) / (n[k] - 1.0)
    ratio[0] = ratio[size - 1] = 0.0  # one against all others loses for sure
    steps = np.concatenate([[0.0], np.cumsum(ratio)])
    chances: Floats = steps / steps[-1]
    return chances
