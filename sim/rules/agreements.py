"""Working agreements and the balance of trust and control: what designing leaves behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.arrays import Array
from sim.declared import Mechanism, Parameter, Switch, Value, rule


@dataclass(frozen=True)
class AgreementsParameters(Mechanism):
    """Numbers of agreements."""

    agreements_on: Annotated[
        Value, Switch("off: agreements and their balance of trust and control stay as they start")
    ] = 1.0
    agreeing_rate: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            5,
            "share of what is unsettled that a month of full designing settles",
            "assumption, calibrated",
        ),
    ] = 0.7
    agreements_erosion: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "share of agreements that a month wears away without a coordinator",
            "assumption",
        ),
    ] = 0.012
    control_rate: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "speed at which full designing moves control to what members ask for",
            "assumption",
        ),
    ] = 0.3
    overtaken: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of agreements that a full loss of money, or of all members, overtakes",
            "Bakker 2016 for the sign of turnover; size: assumption",
        ),
    ] = 0.6


@rule
def power(alignment: Array, trust: Array, speed: Array) -> Array:
    """How far time for designing gets: further with an ambition that is shared, with trust, with few to decide.

    Equation:
        ā (½ + ½ T) v

    Args:
        alignment: (…,) mean nearness of the members' goals to the ambition ā, in [0, 1].
        trust: (…,) that deciding rests on T, in [0, 1].
        speed: (…,) of deciding v, see `sim.rules.governance.deciding_speed`, in [0, 1].

    Returns:
        (…,) in [0, 1].

    Source:
        Ansell & Gash 2008 for the signs; half the speed without trust: assumption.
    """
    return alignment * (0.5 + 0.5 * trust) * speed


@rule
def agree(
    agreements: Array,
    power: Array,
    well: Array,
    coordinator: Array,
    insight: Value,
    action: Array,
    p: AgreementsParameters,
) -> Array:
    """Completeness of the working agreements after a month; a coordinator keeps them alive.

    Equation:
        A′ = A + min(κ P + ι n + a, 1) (1 − A) − ε (1 − coordinator) A

    Args:
        agreements: (…,) A, in [0, 1].
        power: (…,) see `power`, times the mean effect of time for designing P, in [0, 1].
        well: (…,) share of pairs with a clash over resources that ended well n, in [0, 1].
        coordinator: (…,) skill of the coordinator at work, in [0, 1].
        insight: number in [0, 1]; ι, see `ConflictParameters.insight`.
        action: (…,) step of making agreements (D3) a, in [0, 1].

    Returns:
        (…,) in [0, 1].

    Source:
        form: assumption; agreements grow by learning, Mayer & Argyres 2004.
    """
    gain = np.minimum(p.agreeing_rate * power + insight * well + action, 1.0)
    worn = p.agreements_erosion * (1.0 - coordinator)
    return np.maximum(agreements + gain * (1.0 - agreements) - worn * agreements, 0.0)


@rule
def control(control: Array, asked: Array, design: Array, p: AgreementsParameters) -> Array:
    """How much of the agreements is control after a month: it moves to what members ask for.

    Equation:
        γ′ = γ + κ x̄ (asked − γ)

    Args:
        control: (…,) γ, in [0, 1].
        asked: (…,) see `asked`, in [0, 1].
        design: (…,) mean effect of time for designing x̄, in [0, 1].

    Returns:
        (…,) in [0, 1].

    Source:
        contracts change as partners learn, Mayer & Argyres 2004; form: assumption.
    """
    return control + p.control_rate * design * (asked - control)


@rule
def asked(trust: Array, deceit: Array) -> Array:
    """Control that members ask for: what trust does not cover, and more after a deceit.

    Equation:
        min(1 − T̄ + deceit, 1)

    Args:
        trust: (…,) mean trust T̄, in [0, 1].
        deceit: (…,) share of members that deceived this month, in [0, 1].

    Returns:
        (…,) in [0, 1].

    Source:
        trust and control as supplements, Das & Teng 1998; the reaction to deceit: assumption.
    """
    return np.minimum(1.0 - trust + deceit, 1.0)


@rule
def balanced(control: Array, aim: Array) -> Array:
    """Control after it was worked on: what making agreements aims at, where it aims at anything.

    Equation:
        aim, or γ where there is none

    Args:
        control: (…,) γ, in [0, 1].
        aim: (…,) in [0, 1]; NaN for none.

    Returns:
        (…,) in [0, 1].

    Source:
        definition of D3.
    """
    return np.where(np.isnan(aim), control, aim)


@rule
def outlasting(changed: Array, count: Array, lost: Array, p: AgreementsParameters) -> Array:
    """Share of agreements that a change of members and a loss of money leave: what they rest on is gone.

    Equation:
        (1 − o n / N) (1 − o m)

    Args:
        changed: (…,) members that left n, in [0, count].
        count: (…,) members there were N, >= 0.
        lost: (…,) mean share of its cost that a member loses this month of what it expected m, in [0, 1].

    Returns:
        (…,) in [0, 1].

    Source:
        Bakker 2016 for the sign of turnover; money, and the form: assumption.
    """
    members = 1.0 - p.overtaken * np.minimum(changed / np.maximum(count, 1.0), 1.0)
    return members * (1.0 - p.overtaken * lost)
