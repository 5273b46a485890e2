"""Production: a task that needs skills, done apart or by a working group that divides the roles.

The task needs skill k in share r_k. Hours are pooled by skill; a constant elasticity of substitution
says how strongly gaps are punished, that is, how hard the task is to do alone. Identical members gain
nothing by pooling, specialists gain what the task needs, duplicates add hours only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.arrays import Array, if_on, total
from sim.declared import Mechanism, Parameter, Switch, Value, rule
from sim.elementary import exp, log

_LEAST = 0.02
"""Least command of a skill, so that an hour of work alone is worth something; numerical."""
_SWEEPS = 4
"""Rounds of balancing hours against needs. Of 400 random groups of eight, four give what eight rounds give to
within a thousandth on average, and 97 % of the best split that serves the needs. With two a fifth of a skill more could
take a tenth off the output; with four it takes at most a hundredth."""


@dataclass(frozen=True)
class ProductionParameters(Mechanism):
    """Numbers of the production of results."""

    production_on: Annotated[
        Value, Switch("off: a joint hour gives what an hour apart gives, nothing is lost or gained")
    ] = 1.0
    division_power: Annotated[
        Value,
        Parameter(
            "1",
            0,
            50,
            "how strongly full role division gives a task to those who are best at it",
            "assumption; transactive memory, Wegner 1987, Brandon & Hollingshead 2004",
        ),
    ] = 6.0
    role_rate: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "speed at which roles come to follow what partners know and trust each other with, in a "
            "month of working or learning together",
            "familiarity and contact, Lewis 2004; size: assumption",
        ),
    ] = 0.15
    double_work: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of joint hours lost without any agreements",
            "process loss, Steiner 1972; size: assumption, calibrated",
        ),
    ] = 0.42
    misunderstanding: Annotated[
        Value,
        Parameter(
            "1",
            0,
            2,
            "share of joint hours lost per unit of difference that is not bridged",
            "understanding falls with distance, Nooteboom et al. 2007; size: assumption, calibrated",
        ),
    ] = 1.0
    culture_share: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "weight of norms and values in what is to be bridged, against expertise",
            "Carlile 2004 for the sign; size: assumption",
        ),
    ] = 0.5
    friction_cost: Annotated[
        Value,
        Parameter(
            "1",
            0,
            2,
            "share of joint hours lost per unit of unspoken tension",
            "De Wit, Jehn & Scheepers 2013 for the sign; size: assumption",
        ),
    ] = 1.0
    failed_delivery: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of its joint work that a member delivers when it breaks its promise",
            "assumption",
        ),
    ] = 0.7
    link_hours: Annotated[
        Value,
        Parameter(
            "FTE-months",
            0,
            1,
            "hours that coordinating with one partner takes in a month",
            "process loss, Steiner 1972; size: assumption, some three hours",
        ),
    ] = 0.02
    coordinator_span: Annotated[
        Value,
        Parameter("members", 1, 60, "members that a coordinator can serve in full", "assumption"),
    ] = 12.0
    harvest_gain: Annotated[
        Value,
        Parameter(
            "1",
            0,
            5,
            "gain in joint output from a full recorded harvest",
            "organisational memory, Walsh & Ungson 1991, for the sign; size: assumption",
        ),
    ] = 0.15
    quality_learning: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "share of a partner's better quality that a member takes over in a month together, "
            "where it knows the partner in full",
            "absorptive capacity, Cohen & Levinthal 1990, for the sign; size: assumption",
        ),
    ] = 0.15
    task_luck: Annotated[
        Value,
        Parameter(
            "1",
            0,
            2,
            "standard deviation over alliances of the logarithm of what combining skills brings",
            "success is not only skill; size: assumption",
        ),
    ] = 0.4


def substitution(hardness: Array) -> Array:
    """The exponent of the CES function that a hardness stands for.

    Equation:
        s = 1 − 4 η; η = 0 skills replace each other, 1/4 Cobb–Douglas, 1 nearly the weakest link

    Args:
        hardness: (…,) how hard the task is to do alone η, in [0, 1].

    Returns:
        (…,) in [-3, 1], kept away from 0 by a hundredth for numerical reasons.
    """
    s = 1.0 - 4.0 * hardness
    return np.where(np.abs(s) < 0.01, np.where(s < 0.0, -0.01, 0.01), s)


@rule
def alone(expertise: Array, needs: Array, hardness: Array) -> Array:
    """What an hour of work alone gives, at a quality of 1.

    Equation:
        A = min((Σ_k r_k e_k^s)^(1/s), 1), s = 1 − 4 η, with e at least 0.02 and |s| at least 0.01

    Args:
        expertise: (…, N, K) command of each skill e, in [0, 1].
        needs: (…, 1, K) share of each skill in the task r, in [0, 1], sums to 1 over skills.
        hardness: (…, 1) how hard the task is to do alone η, in [0, 1].

    Returns:
        (…, N) in [0, 1].

    Source:
        CES production, Arrow, Chenery, Minhas & Solow 1961.
    """
    s = substitution(hardness)
    held = np.maximum(expertise, _LEAST)
    mean = total(needs * exp(s[..., None] * log(held)))
    return np.minimum(exp(log(np.maximum(mean, 1e-300)) / s), 1.0)


def allocate(hours: Array, command: Array, role: Array, needs: Array, power: Value) -> Array:
    """Hours of each member of one working group on each skill.

    Roles bend hours toward what a member is good at; then hours are balanced, in four rounds, against
    what the task needs and what each has. Without role division all work on all skills as needed.

    Equation:
        x_ik ∝ r_k e_ik^{θ ρ_i}, scaled so that Σ_k x_ik = h_i and nearly Σ_i x_ik = r_k Σ_i h_i

    Args:
        hours: (…, N) joint hours h, >= 0.
        command: (…, N, K) logarithm of the command of each skill, see `command`, <= 0.
        role: (…, N) role division ρ, in [0, 1].
        needs: (…, 1, K) r, in [0, 1], sums to 1 over skills.
        power: number or (…, 1) θ, >= 0.

    Returns:
        (…, N, K) >= 0, sums to `hours` over skills.

    Source:
        iterative proportional fitting, Deming & Stephan 1940; its use here: assumption.
    """
    there = hours[..., None]
    split = needs * exp((power * role)[..., None] * command)
    split = split * (there / total(split)[..., None])
    wanted = needs * total(hours)[..., None, None]
    for _ in range(_SWEEPS):
        served = total(split, axis=-2)[..., None, :]
        split = split * (wanted / np.maximum(served, 1e-300))
        split = split * (there / np.maximum(total(split), 1e-300)[..., None])
    return split


def command(expertise: Array) -> Array:
    """Logarithm of the command of each skill, with a least command so that it is finite.

    Equation:
        ln max(e, 0.02)

    Args:
        expertise: (…, N, K) e, in [0, 1].

    Returns:
        (…, N, K) in [-4, 0].

    Source:
        the floor is numerical.
    """
    return log(np.maximum(expertise, _LEAST))


def pooled(
    split: Array, expertise: Array, worth: Array, needs: Array, s: Array
) -> tuple[Array, Array]:
    """What one working group gives, and each member's part in it.

    Equation:
        L_k = Σ_i w_i e_ik x_ik / r_k;  Y = (Σ_k r_k L_k^s)^(1/s)
        part_i = Σ_k (r_k L_k^s / Σ_l r_l L_l^s) (w_i e_ik x_ik / (r_k L_k)), the share of Y by marginal product

    Args:
        split: (…, N, K) hours x, >= 0.
        expertise: (…, N, K) e, in [0, 1].
        worth: (…, N) quality times what is not lost w, in [0, 1].
        needs: (…, 1, K) r, in [0, 1], sums to 1 over skills.
        s: (…,) exponent, see `substitution`, in [-3, 1].

    Returns:
        (…,) output Y in hours of full skill and quality, >= 0, and (…, N) parts that sum to it.

    Source:
        CES production; parts by marginal products exhaust the output (Euler), as it has constant returns.
    """
    service = split * np.maximum(expertise, _LEAST) * worth[..., None]
    served = total(service, axis=-2)
    share = needs[..., 0, :]
    level = np.maximum(served / np.maximum(share, 1e-12), 1e-12)
    terms = share * exp(s[..., None] * log(level))
    all_terms = total(terms)
    output = exp(log(np.maximum(all_terms, 1e-300)) / s)
    output = np.where(total(served) > 1e-9, output, 0.0)
    elastic = terms / np.maximum(all_terms, 1e-300)[..., None]
    part = total(service / np.maximum(served, 1e-300)[..., None, :] * elastic[..., None, :])
    return output, part * output[..., None]


@rule
def bridging(
    distance: Array, knowledge: Array, values: Array, language: Array, p: ProductionParameters
) -> Array:
    """Difference toward a partner that is not bridged: in expertise by knowledge, in culture by language.

    Equation:
        u_ij = d_ij (1 − K_ij) + c v_ij (1 − L)

    Args:
        distance: (…, E) root-mean-square difference in expertise d, in [0, 1].
        knowledge: (…, E) of the partner K, in [0, 1].
        values: (…, E) root-mean-square difference in norms and values v, in [0, 1].
        language: (…, 1) shared language L, in [0, 1].

    Returns:
        (…, E) in [0, 2].

    Source:
        Nooteboom et al. 2007; Carlile 2004; form: assumption.
    """
    return distance * (1.0 - knowledge) + p.culture_share * (1.0 - language) * values


@rule
def misunderstood(unbridged: Array, p: ProductionParameters) -> Array:
    """Share of joint hours lost to misunderstanding: at most all of them, never own work.

    Equation:
        m = min(μ ū, 1)

    Args:
        unbridged: (…, N) mean over the partners of what is not bridged ū, in [0, 2].

    Returns:
        (…, N) in [0, 1].

    Source:
        Nooteboom et al. 2007 for the sign; linear: assumption.
    """
    return np.minimum(p.misunderstanding * unbridged, 1.0)


@rule
def doubled(agreements: Array, p: ProductionParameters) -> Array:
    """Share of joint hours lost to double work for want of agreements.

    Equation:
        δ (1 − A)

    Args:
        agreements: (…, 1) A, in [0, 1].

    Returns:
        (…, 1) in [0, 1].

    Source:
        process loss, Steiner 1972; linear: assumption.
    """
    return p.double_work * (1.0 - agreements)


@rule
def efficiency(
    doubled: Array, misunderstood: Array, friction: Array, keeps: Array, p: ProductionParameters
) -> Array:
    """Share of a joint hour that is not lost.

    Equation:
        ε = (1 − double work) (1 − misunderstanding) (1 − min(φ F, 1)) (1 kept, b broken)
        φ `friction_cost`, b `failed_delivery`

    Args:
        doubled: (…, 1) see `doubled`, in [0, 1].
        misunderstood: (…, N) see `misunderstood`, in [0, 1].
        friction: (…, N) mean over partners F of (S_r + S_v + S_i) / 3 + R / 2, stores and rift, in [0, 1.5].
        keeps: (…, N) mask of members that keep their promise.

    Returns:
        (…, N) in [0, 1].

    Source:
        process loss, Steiner 1972; De Wit, Jehn & Scheepers 2013; form: assumption.
    """
    delivered = np.where(keeps > 0.0, 1.0, p.failed_delivery)
    lost = np.minimum(p.friction_cost * friction, 1.0)
    kept = (1.0 - doubled) * (1.0 - misunderstood) * (1.0 - lost) * delivered
    return if_on(p.production_on, kept, np.ones_like(kept))


@rule
def link_hours(
    contact: Array, agreements: Array, coordinator: Array, p: ProductionParameters
) -> Array:
    """Hours that coordination takes off joint work.

    Equation:
        o = o₁ (Σ_j c_ij) (1 − A/2) (1 − coordinator/2)

    Args:
        contact: (…, N) sum of contacts with the partners, what `governance.links` leaves of it, >= 0.
        agreements, coordinator: (…, 1) A, and how far the coordinator is at work, in [0, 1].

    Returns:
        (…, N) FTE-months, >= 0.

    Source:
        process loss, Steiner 1972; the halving: assumption.
    """
    relief = (1.0 - 0.5 * agreements) * (1.0 - 0.5 * coordinator)
    return p.production_on * p.link_hours * relief * contact


@rule
def yield_of_world(
    gap: Array, luck: Array, harvest: Array, potential: Array, p: ProductionParameters
) -> Array:
    """What the world, luck and the record make of a joint hour.

    Luck works on what combining skills brings: where there is nothing to combine, it makes no gain.

    Equation:
        (1 − gap) (1 + b harvest) (1 + (e^{σ z} − 1) max(1 − 1 / Π, 0))
        σ `task_luck`, b `harvest_gain`

    Args:
        gap: (…, 1) distance between what is offered and asked, in [0, 1].
        luck: (…, 1) luck of the alliance with its task z, a standard normal number, in [-9, 9].
        harvest: (…, 1) what is recorded, in [0, 1].
        potential: (…, N) yield of joint work with full role division Π, >= 0.

    Returns:
        (…, N) >= 0.

    Source:
        assumption.
    """
    combined = np.maximum(1.0 - 1.0 / np.maximum(potential, 1e-9), 0.0)
    lucky = 1.0 + (exp(p.task_luck * luck) - 1.0) * combined
    return (1.0 - gap) * (1.0 + p.harvest_gain * harvest) * lucky


@rule
def known_roles(used: Array, role: Array, together: Array, p: ProductionParameters) -> Array:
    """Role division after a month: it follows what partners know of each other and trust each other with.

    Equation:
        ρ′ = ρ + κ x (ū − ρ), ū the mean over partners of (√(K_ij T_ij) + √(K_ji T_ji)) / 2

    Args:
        used: (…, N) ū, in [0, 1].
        role: (…, N) ρ, in [0, 1].
        together: (…, N) share of time for joint work and learning x, in [0, 1].

    Returns:
        (…, N) in [0, 1].

    Source:
        Lewis 2004 for contact and familiarity; that reliance counts beside knowledge: assumption.
    """
    return role + p.role_rate * together * (used - role)


@rule
def usable(knowledge: Array, trust: Array) -> Array:
    """What a member can use of a partner: what it knows of it and dares to rely on.

    Equation:
        √(K T)

    Args:
        knowledge, trust: (…, E) in [0, 1].

    Returns:
        (…, E) in [0, 1].

    Source:
        credibility as part of transactive memory, Lewis 2003; geometric mean: assumption.
    """
    return np.sqrt(knowledge * trust)


@rule
def imitated(quality: Array, better: Array, together: Array, p: ProductionParameters) -> Array:
    """Quality after a month of work with better partners.

    Equation:
        q′ = q + κ x mean_j(c_ij K_ij max(q_j − q_i, 0))

    Args:
        quality: (…, N) q, in [0, 1].
        better: (…, N) mean over partners of contact times knowledge times how much better each is, in [0, 1].
        together: (…, N) share of time for joint work and learning x, in [0, 1].

    Returns:
        (…, N) in [0, 1].

    Source:
        absorptive capacity, Cohen & Levinthal 1990, for the sign; form: assumption.
    """
    return np.minimum(quality + p.quality_learning * together * better, 1.0)
