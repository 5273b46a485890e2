"""The pecking order: winners of clashes gain status (by analogy with animals: Bonabeau et al. 1995), and
so do members that are known to be good (Berger et al. 1972).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.arrays import Array, total
from sim.declared import Mechanism, Parameter, Switch, Value, rule
from sim.elementary import logistic


@dataclass(frozen=True)
class PeckingOrderParameters(Mechanism):
    """Numbers of the mechanism; see `sim.parameters`."""

    pecking_order_on: Annotated[
        Value, Switch("off: winning a clash brings no status, and status does not fade")
    ] = 1.0
    rank_gain: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of the way up (down) that a won (lost) clash moves status, between two that know each other fully",
            "Bonabeau, Theraulaz & Deneubourg 1995; size: assumption",
        ),
    ] = 0.15
    rank_power: Annotated[
        Value,
        Parameter(
            "1",
            0,
            50,
            "log-odds of winning a clash per unit of difference in status",
            "Bonabeau, Theraulaz & Deneubourg 1995; size: assumption",
        ),
    ] = 4.0
    rank_fade: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "share of a status difference that fades in a month",
            "Bonabeau, Theraulaz & Deneubourg 1995; size: assumption",
        ),
    ] = 0.04
    rank_worth: Annotated[
        Value,
        Parameter(
            "1",
            0,
            10,
            "status above the middle per unit of known worth above the others'",
            "Berger, Cohen & Zelditch 1972; Bunderson 2003; size: assumption",
        ),
    ] = 2.0
    lead_standing: Annotated[
        Value,
        Parameter(
            "1",
            0,
            0.5,
            "status above the middle to which the lead party's status fades",
            "assumption",
        ),
    ] = 0.15


@rule
def first_wins(status: Array, others: Array, luck: Array, p: PeckingOrderParameters) -> Array:
    """Whether the first of the two wins each clash: the higher its status, the likelier.

    The chance that i beats j is logistic in the difference of their status (Bonabeau, Theraulaz &
    Deneubourg 1995, equation 1).

    Equation:
        u < 1 / (1 + exp(−η (s_i − s_j)))

    Args:
        status, others: (…, C) status of the first and of the second, in [0, 1].
        luck: (…, C) uniform draws.

    Returns:
        (…, C) mask.

    Source:
        Bonabeau, Theraulaz & Deneubourg 1995, by analogy.
    """
    return np.where(luck < logistic(p.rank_power * (status - others)), 1.0, 0.0)


@rule
def expected(
    worth: Array, mean_worth: Array, known: Array, mandate: Array, p: PeckingOrderParameters
) -> Array:
    """The status that goes with what the others expect of a member.

    A member whose work is worth more than the others' is expected to contribute more and stands
    higher, as far as the others know it (expectation states: Berger, Cohen & Zelditch 1972; known
    expertise in work groups: Bunderson 2003). Who is not known yet stands in the middle.

    Equation:
        clip(½ + κ K̄ (w − w̄) + mandate, 0, 1)

    Args:
        worth: (…, N) worth of a unit of work as delivered, in [0, 1].
        mean_worth: (…, 1) its mean over active members, in [0, 1].
        known: (…, N) how well its partners know a member, in [0, 1].
        mandate: (…, N) status that comes with a role, >= 0.

    Returns:
        (…, N) in [0, 1].

    Source:
        expectation states, Berger, Cohen & Zelditch 1972; Bunderson 2003; linear: assumption.
    """
    middle = 0.5 + p.rank_worth * known * (worth - mean_worth) + mandate
    return np.minimum(np.maximum(middle, 0.0), 1.0)


@rule
def rank(
    status: Array, won: Array, lost: Array, before: Array, now: Array, p: PeckingOrderParameters
) -> Array:
    """Status after a month.

    A clash moves both, as far as they know each other: a dominance order needs members that recognise
    each other (Barnard & Burk 1979). What is newly expected of a member moves its status at once;
    what clashes made of it beyond that fades.

    Equation:
        s′ = s + u (1 − s)(1 − d) − d s (1 − u), u = min(κ won, 1), d = min(κ lost, 1); then + (e′ − e) + φ (e′ − s′)

    Args:
        status: (…, N) in [0, 1].
        won, lost: (…, N) clashes won and lost, each weighed by how well the two know each other, >= 0.
        before, now: (…, N) status that is expected before and after the month, in [0, 1], see
            `expected`.

    Returns:
        (…, N) new status in [0, 1].

    Source:
        Bonabeau, Theraulaz & Deneubourg 1995, by analogy; form: assumption.
    """
    up, down = np.minimum(p.rank_gain * won, 1.0), np.minimum(p.rank_gain * lost, 1.0)
    moved = status + up * (1.0 - status) * (1.0 - down) - down * status * (1.0 - up)
    faded = moved + (now - before) + p.rank_fade * (now - moved)
    return np.minimum(np.maximum(faded, 0.0), 1.0)


@rule
def standing(status: Array, active: Array) -> Array:
    """Each member's share of all status among active members; equal when nobody has any.

    Equation:
        σ_i = s_i / Σ s

    Args:
        status: (…, N) in [0, 1].
        active: (…, N) mask.

    Returns:
        (…, N) in [0, 1], sums to 1 over active members.

    Source:
        definition.
    """
    held = (status + 1e-9) * active
    return held / np.maximum(total(held), 1e-12)[..., None]


@rule
def role_standing(lead: Array, mandate: Array, p: PeckingOrderParameters) -> Array:
    """Status that comes with leading, more where the lead party governs; at most .5 (assumption).

    Equation:
        min(κ m, ½) lead

    Args:
        lead: (…, N) mask of the lead party.
        mandate: (…, 1) see `sim.rules.governance.mandate`, in [1, 10].

    Returns:
        (…, N) in [0, 0.5].

    Source:
        assumption.
    """
    return np.minimum(p.lead_standing * mandate, 0.5) * lead


@rule
def worth(quality: Array, professionalism: Array) -> Array:
    """Worth of a unit of a member's work as delivered: its quality, as often as promises are kept.

    Equation:
        q π

    Args:
        quality, professionalism: (…, N) in [0, 1].

    Returns:
        (…, N) in [0, 1].

    Source:
        assumption.
    """
    return quality * professionalism
