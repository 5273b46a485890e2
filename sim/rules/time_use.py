"""Time use: what an hour of each activity is worth, by what experience and hope say.

Four activities: designing (agreements, plans), learning (about each other), working apart under the
alliance's flag, and working jointly. Each value is output per hour, measured by what the member's own
work alone would give: 1 is an hour of work apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.arrays import Array
from sim.declared import Mechanism, Parameter, Switch, Value, rule
from sim.elementary import exp, logistic


@dataclass(frozen=True)
class TimeUseParameters(Mechanism):
    """Numbers of the choice among activities."""

    time_use_on: Annotated[
        Value, Switch("off: every member always gives a quarter of its time to each activity")
    ] = 1.0
    choice_sharpness: Annotated[
        Value,
        Parameter(
            "1",
            0,
            50,
            "how strongly a member prefers the activity it values most (logit choice)",
            "Luce 1959, McFadden 1974 for the form; size: assumption",
        ),
    ] = 6.0
    time_flexibility: Annotated[
        Value,
        Parameter("1/month", 0, 1, "share of a member's time re-planned in a month", "assumption"),
    ] = 0.25
    planning_horizon: Annotated[
        Value,
        Parameter(
            "months",
            1,
            120,
            "how far ahead a member counts what designing and learning will bring",
            "assumption: a year's plan",
        ),
    ] = 12.0
    hope: Annotated[
        Value,
        Parameter(
            "1",
            0,
            5,
            "what partners that are trusted in full but not known yet are hoped to make of an hour",
            "assumption",
        ),
    ] = 1.5
    belief_rate: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "how fast the believed worth of joint work follows what it brought, in a month of it",
            "reinforcement with decay, Erev & Roth 1998; size: assumption",
        ),
    ] = 0.5
    vicarious: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "experience of joint work that a member gets by looking on",
            "forgone payoffs, Camerer & Ho 1999; size: assumption",
        ),
    ] = 0.1
    seeing_error: Annotated[
        Value,
        Parameter(
            "1",
            0,
            2,
            "standard deviation of the logarithm of what a month of joint work seems to bring",
            "ambiguity, March & Olsen 1975; size: assumption",
        ),
    ] = 0.3
    half_effect: Annotated[
        Value,
        Parameter(
            "1",
            0.01,
            100,
            "share of time from which more designing or learning in a month brings ever less",
            "diminishing returns; size: assumption",
        ),
    ] = 0.3


@rule
def promise(trust: Array, knowledge: Array, potential: Array, p: TimeUseParameters) -> Array:
    """What a member expects of an hour of joint work once all is agreed and known.

    It knows the true potential as far as it knows its partners, and hopes for the rest; it counts on
    either as far as it trusts them.

    Equation:
        W = max(1 + T (K (Π − 1) + (1 − K) (hope − 1)), 0)

    Args:
        trust: (…, N) mean trust in the partners T, in [0, 1].
        knowledge: (…, N) mean knowledge of the partners K, in [0, 1].
        potential: (…, N) yield of joint work with full role division Π, see
            `sim.rules.production.potential`, >= 0.

    Returns:
        (…, N) worth of an hour W, >= 0.

    Source:
        assumption; the split between known and unknown after March 1991.
    """
    known = knowledge * (potential - 1.0) + (1.0 - knowledge) * (p.hope - 1.0)
    return np.maximum(1.0 + trust * known, 0.0)


@rule
def first_belief(promise: Array, double_work: Array, misunderstanding: Array) -> Array:
    """What a member believes of joint work before it has tried any: the promise, less first losses.

    Equation:
        V₀ = W (1 − double work) (1 − misunderstanding)

    Args:
        promise: (…, N) see `promise`, >= 0.
        double_work: (…, 1) share of joint hours lost to double work, in [0, 1].
        misunderstanding: (…, N) share of joint hours lost to misunderstanding, in [0, 1].

    Returns:
        (…, N) worth of an hour, >= 0.

    Source:
        assumption.
    """
    return promise * (1.0 - double_work) * (1.0 - misunderstanding)


@rule
def service(alignment: Array, commitment: Array) -> Array:
    """How far joint results serve what a member wants: its own goals, and the shared ones that bind.

    Equation:
        g = a + (1 − a) C

    Args:
        alignment: (…, N) nearness of the ambition to own goals a, in [0, 1].
        commitment: (…, N) how firmly the ambition binds C, in [0, 1].

    Returns:
        (…, N) in [0, 1].

    Source:
        goal commitment, Locke & Latham 1990; superordinate goals, Sherif 1958; form: assumption.
    """
    return alignment + (1.0 - alignment) * commitment


@rule
def prospect(promise: Array, service: Array, p: TimeUseParameters) -> Array:
    """Share of future hours that a member expects to work jointly.

    Equation:
        Ψ = 1 / (1 + exp(−β (W g − 1)))

    Args:
        promise: (…, N) W, >= 0.
        service: (…, N) g, in [0, 1].

    Returns:
        (…, N) in [0, 1].

    Source:
        the logit choice between joint work at its promise and work apart.
    """
    return logistic(p.choice_sharpness * (promise * service - 1.0))


@rule
def effective(share: Array, p: TimeUseParameters) -> Array:
    """What a share of a month's time achieves of what all of it would: ever less of more.

    Equation:
        f(x) = x (1 + κ) / (x + κ)

    Args:
        share: (…, N) share of time x, in [0, 1].

    Returns:
        (…, N) in [0, 1].

    Source:
        diminishing returns; form: assumption.
    """
    return share * (1.0 + p.half_effect) / (share + p.half_effect)


@rule
def marginal(share: Array, p: TimeUseParameters) -> Array:
    """What a little more time adds to `effective`.

    Equation:
        f′(x) = κ (1 + κ) / (x + κ)²

    Args:
        share: (…, N) share of time x, in [0, 1].

    Returns:
        (…, N) >= 0.

    Source:
        derivative of `effective`.
    """
    reach = share + p.half_effect
    return p.half_effect * (1.0 + p.half_effect) / (reach * reach)


@rule
def worth_of_designing(
    months: Array,
    speed: Array,
    marginal: Array,
    missing: Array,
    double_work: Array,
    prospect: Array,
    promise: Array,
    service: Array,
    trouble: Array,
) -> Array:
    """Worth of an hour of designing: what agreements will save over the months ahead.

    Agreements save the joint hours that double work costs, and the hours and money that clashes and
    unpaid claims cost now.

    Equation:
        U_d = h s f′(x_d) (1 − A) (δ Ψ W g + trouble)

    Args:
        months: (…, N) horizon h, months, >= 0.
        speed: (…, N) share of what is unsettled that a month of full designing settles s, >= 0.
        marginal: (…, N) f′ at the present share, >= 0.
        missing: (…, N) what is not agreed yet 1 − A, in [0, 1].
        double_work: (…, N) share of joint hours lost without any agreements δ, in [0, 1].
        prospect, service: (…, N) Ψ and g, in [0, 1].
        promise: (…, N) W, >= 0.
        trouble: (…, N) share of hours lately lost to clashes plus share of cost not paid as expected, in [0, 2].

    Returns:
        (…, N) worth, >= 0.

    Source:
        value of an investment over a horizon; each counts on the others doing likewise: assumption.
    """
    saved = double_work * prospect * promise * service + trouble
    return months * speed * marginal * missing * saved


@rule
def worth_of_learning(
    months: Array,
    speed: Array,
    marginal: Array,
    promise: Array,
    belief: Array,
    service: Array,
    prospect: Array,
) -> Array:
    """Worth of an hour of learning: what knowing each other will add to joint hours ahead.

    Equation:
        U_l = h s f′(x_l) max(W − V, 0) g Ψ

    Args:
        months: (…, N) horizon h, months, >= 0.
        speed: (…, N) share of what is unknown that a month of full learning reveals s, >= 0.
        marginal: (…, N) f′ at the present share, >= 0.
        promise, belief: (…, N) W and what joint work is believed to bring now V, >= 0.
        service, prospect: (…, N) g and Ψ, in [0, 1].

    Returns:
        (…, N) worth, >= 0.

    Source:
        as `worth_of_designing`: the distance to the promise is closed as knowledge grows.
    """
    return months * speed * marginal * np.maximum(promise - belief, 0.0) * service * prospect


@rule
def believe(belief: Array, seen: Array, joint: Array, luck: Array, p: TimeUseParameters) -> Array:
    """What a member believes of joint work after a month, seen with error and little by little.

    Equation:
        V′ = V + min(λ (ν + x_j), 1) (min(r e^{σ √12 (u − ½)}, 300) − V)
        λ `belief_rate`, ν `vicarious`, σ `seeing_error`

    Args:
        belief: (…, N) V, in [0, 310].
        seen: (…, N) yield of its joint hours this month r, as credited, against hours apart, in [0, 10].
        joint: (…, N) share of time for joint work x_j, in [0, 1].
        luck: (…, N) uniform draws u.

    Returns:
        (…, N) in [0, 310]; experience counts by how much there was of it.

    Source:
        Erev & Roth 1998; Camerer & Ho 1999 for what is seen without doing it; size: assumption.
    """
    seems = seen * exp(p.seeing_error * 3.4641016151377544 * (luck - 0.5))
    weight = np.minimum(p.belief_rate * (p.vicarious + joint), 1.0)
    return belief + weight * (np.minimum(seems, 300.0) - belief)
