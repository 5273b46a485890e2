"""Fairness, felt twice: in what one gets, and in whether one is heard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.arrays import Array, if_on
from sim.declared import Mechanism, Parameter, Switch, Value, rule


@dataclass(frozen=True)
class FairnessParameters(Mechanism):
    """Numbers of felt fairness; 1/2 is neither fair nor unfair."""

    fairness_on: Annotated[
        Value, Switch("off: fairness is felt by nobody, it stays at one half")
    ] = 1.0
    fairness_rate: Annotated[
        Value,
        Parameter(
            "1/month", 0, 1, "speed at which felt fairness follows what happens", "assumption"
        ),
    ] = 0.1
    joint_justice: Annotated[
        Value,
        Parameter(
            "1",
            0,
            10,
            "how much more the two fairnesses weigh together where goals differ in full",
            "Luo 2007; size: assumption",
        ),
    ] = 1.0


@rule
def got(credit: Array, money: Array, contribution: Array, need: Array, count: Array) -> Array:
    """Fairness of what a member gets: its shares of credit and money against what it brings and needs.

    Equation:
        clip(½ + ½ n (½ credit + ½ money − ½ contribution − ½ need), 0, 1), all as shares

    Args:
        credit, money: (…, N) its shares of credit and of money, in [0, 1].
        contribution, need: (…, N) its shares of what is contributed and of what is needed, in [0, 1].
        count: (…, 1) number of members n, >= 0.

    Returns:
        (…, N) in [0, 1]; 1/2 where shares are as they should.

    Source:
        equity, Adams 1965; need, Deutsch 1975; equal weights: assumption.
    """
    over = 0.5 * (credit + money) - 0.5 * (contribution + need)
    return np.minimum(np.maximum(0.5 + 0.5 * count * over, 0.0), 1.0)


@rule
def heard(say: Array, count: Array, openness: Array) -> Array:
    """Fairness of the procedure: a member's say against an equal one, as far as things are said.

    Equation:
        min(½ n σ (½ + o), 1)

    Args:
        say: (…, N) share of say σ, in [0, 1].
        count: (…, 1) number of members n, >= 0.
        openness: (…, N) share of its interests that it shows o, in [0, 1].

    Returns:
        (…, N) in [0, 1]; 1/2 for an equal say half spoken.

    Source:
        voice, Tyler & Lind 1992; form: assumption.
    """
    return np.minimum(0.5 * say * count * (0.5 + openness), 1.0)


@rule
def follow(felt: Array, now: Array, p: FairnessParameters) -> Array:
    """Felt fairness after a month.

    Equation:
        F′ = F + κ (now − F)

    Args:
        felt, now: (…, N) in [0, 1].

    Returns:
        (…, N) in [0, 1].

    Source:
        assumption.
    """
    return if_on(p.fairness_on, felt + p.fairness_rate * (now - felt), felt)


@rule
def justice(got: Array, heard: Array, difference: Array, p: FairnessParameters) -> Array:
    """The two fairnesses together, 0 where both are neither fair nor unfair.

    Equation:
        (F_g − ½) + (F_h − ½) + κ d 4 (F_g − ½) (F_h − ½) where both are on the fair side

    Args:
        got, heard: (…, N) F_g and F_h, in [0, 1].
        difference: (…, N) distance of own goals from the ambition d, in [0, 1].

    Returns:
        (…, N) in [-1, 11].

    Source:
        procedural and distributive justice, jointly where goals differ: Luo 2007; form: assumption.
    """
    mine, said = got - 0.5, heard - 0.5
    both = 4.0 * np.maximum(mine, 0.0) * np.maximum(said, 0.0)
    return mine + said + p.joint_justice * difference * both
