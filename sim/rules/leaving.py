"""Leaving and ending: members go for reasons at home, for better offers or for want of backing; alliances
end for want of members, by decision, or with their goal reached.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated

import numpy as np

from sim.arrays import Array
from sim.declared import Mechanism, Parameter, Switch, Value, rule


class Ending(IntEnum):
    """How an alliance can be: still running, or how it ended."""

    RUNNING = 0
    MEMBERS = 1
    FUNDS = 2
    GOAL = 3
    DECISION = 4


@dataclass(frozen=True)
class LeavingParameters(Mechanism):
    """Numbers of exits and endings."""

    leaving_on: Annotated[Value, Switch("off: no member leaves and no alliance ends")] = 1.0
    home_exit: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "chance that a member leaves for reasons at home",
            "some 1 % a year: change in a third of EU consortia, Jansen et al. 2014; assumption",
        ),
    ] = 0.0008
    offer_exit: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "chance that a member whom nothing binds leaves for a better offer",
            "Greve, Mitsuhashi & Baum 2013 for the mechanism; size: assumption",
        ),
    ] = 0.0008
    exit_backing: Annotated[
        Value,
        Parameter("1", 0.01, 1, "backing below which a member considers leaving", "assumption"),
    ] = 0.3
    exit_rate: Annotated[
        Value,
        Parameter("1/month", 0, 1, "chance that a member without any backing leaves", "assumption"),
    ] = 0.1
    stop_backing: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "backing below which a member would rather stop the alliance",
            "assumption, calibrated: a tenth of coalitions ended within a three-year grant, Feinberg et al. 2008",
        ),
    ] = 0.7
    stop_money: Annotated[
        Value,
        Parameter(
            "1",
            0,
            2,
            "how much higher that is when a fully dependent member loses all money that it expected",
            "assumption, calibrated: endings after a grant, Feinberg et al. 2008",
        ),
    ] = 0.23
    stop_promise: Annotated[
        Value,
        Parameter(
            "1",
            0,
            2,
            "how much higher that is when joint work neither is nor promises anything "
            "against work apart",
            "assumption",
        ),
    ] = 0.6
    stop_rate: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "chance that a majority that would rather stop decides to",
            "assumption",
        ),
    ] = 0.15
    goal_size: Annotated[
        Value,
        Parameter(
            "months",
            1,
            10000,
            "joint output that reaches the goal, in months of all members' full work apart",
            "assumption, calibrated",
        ),
    ] = 24.0
    closing_rate: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "chance that an alliance that reached its goal closes",
            "17 of 165 closed by success, NORC 2012; assumption",
        ),
    ] = 0.05


@rule
def exit_chance(binding: Array, backing: Array, p: LeavingParameters) -> Array:
    """Chance that a member leaves this month: three reasons, one chance; who is bound needs less backing.

    Equation:
        e_h + e_o (1 − B) + e_b max(1 − b (1 + B) / b₀, 0)
        e_h `home_exit`, e_o `offer_exit`, e_b `exit_rate`, b₀ `exit_backing`

    Args:
        binding: (…, N) how far the ambition binds it B, in [0, 1].
        backing: (…, N) b, in [0, 1].

    Returns:
        (…, N) in [0, 3].

    Source:
        exit and loyalty, Hirschman 1970; better offers, Greve, Mitsuhashi & Baum 2013; sizes: assumption.
    """
    lacking = np.maximum(p.exit_backing - backing * (1.0 + binding), 0.0) / p.exit_backing
    return p.home_exit + p.offer_exit * (1.0 - binding) + p.exit_rate * lacking


@rule
def may_leave(wants: Array, active: Array, p: LeavingParameters) -> Array:
    """Who leaves: members that want to, where the mechanism is on.

    Equation:
        wants · active

    Args:
        wants, active: (…, N) mask.

    Returns:
        (…, N) mask.

    Source:
        definition.
    """
    return wants * active * p.leaving_on


@rule
def stops(share: Array, luck: Array, p: LeavingParameters) -> Array:
    """Whether members decide to stop: a majority, at a chance a month.

    Equation:
        share > ½ and u < κ

    Args:
        share: (…,) of members that would rather stop, in [0, 1].
        luck: (…,) uniform draws u.

    Returns:
        (…,) mask.

    Source:
        brochure: no hierarchy, so by majority; assumption.
    """
    return np.where((share > 0.5) & (luck < p.stop_rate), 1.0, 0.0)


@rule
def closes(progress: Array, luck: Array, p: LeavingParameters) -> Array:
    """Whether an alliance that reached its goal closes.

    Equation:
        progress ≥ goal and u < κ

    Args:
        progress: (…,) months, >= 0.
        luck: (…,) uniform draws u.

    Returns:
        (…,) mask.

    Source:
        NORC 2012: a tenth closed by success; form: assumption.
    """
    return np.where((progress >= p.goal_size) & (luck < p.closing_rate), 1.0, 0.0)


@rule
def ending(
    members: Array, stops: Array, closes: Array, unpaid: Array, running: Array, p: LeavingParameters
) -> Array:
    """How an alliance ends this month: the goal first, then want of members, then by decision.

    Equation:
        goal 3; fewer than two members 1; decided 2 where the money has gone, else 4; running 0

    Args:
        members: (…,) number of members that are left, >= 0.
        stops, closes: (…,) mask.
        unpaid: (…,) mask of alliances whose members claim and get nothing.
        running: (…,) mask of alliances that were running.

    Returns:
        (…,) code of `Ending`, in [0, 4].

    Source:
        definition.
    """
    decided = np.where(unpaid > 0.0, float(Ending.FUNDS), float(Ending.DECISION))
    how = np.where(stops > 0.0, decided, float(Ending.RUNNING))
    how = np.where(members < 2.0, float(Ending.MEMBERS), how)
    how = np.where(closes > 0.0, float(Ending.GOAL), how)
    return how * running * p.leaving_on


@rule
def progress(progress: Array, output: Array, full: Array, running: Array) -> Array:
    """Joint output so far, toward the goal that none reaches alone, in months of all members' full work apart.

    Equation:
        P′ = P + Y / full

    Args:
        progress: (…,) months P, >= 0.
        output: (…,) joint output this month Y, >= 0.
        full: (…,) what all capacity would give apart in a month, >= 0.
        running: (…,) mask.

    Returns:
        (…,) months, >= 0.

    Source:
        assumption.
    """
    return progress + running * output / np.maximum(full, 1e-9)
