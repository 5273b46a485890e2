"""Agreements, ambition and story: what designing, learning and producing leave behind (S1, S6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from sim.arrays import Array, total
from sim.declared import Mechanism, Parameter, Switch, Value, rule


@dataclass(frozen=True)
class AgreementsParameters(Mechanism):
    """Numbers of the mechanism; see `sim.parameters`."""

    agreements_on: Annotated[
        Value, Switch("off: agreements, commitment and ambition stay as they start")
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
    ] = 0.35
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
    commitment_rate: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            5,
            "share of missing commitment that a month of full designing builds",
            "assumption",
        ),
    ] = 0.1
    commitment_erosion: Annotated[
        Value,
        Parameter("1/month", 0, 1, "share of commitment that a month wears away", "assumption"),
    ] = 0.01
    commitment_setback: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "share of commitment lost in a month when every pair clashes badly",
            "assumption",
        ),
    ] = 0.1
    ambition_rate: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "speed at which full designing moves the ambition to the members' goals",
            "assumption",
        ),
    ] = 0.1
    story_rate: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            5,
            "share of the missing shared language that a month of learning and producing builds",
            "assumption, calibrated",
        ),
    ] = 0.12
    story_fade: Annotated[
        Value,
        Parameter("1/month", 0, 1, "share of the shared language lost in a month", "assumption"),
    ] = 0.01
    harvest_rate: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            5,
            "share of what is not yet recorded that a month of producing records by itself",
            "assumption",
        ),
    ] = 0.03
    harvest_fade: Annotated[
        Value,
        Parameter(
            "1/month",
            0,
            1,
            "share of the recorded harvest that goes stale in a month",
            "assumption",
        ),
    ] = 0.01
    turnover_loss: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of agreements and story that goes when all members change",
            "Bakker 2016 for the sign; size: assumption",
        ),
    ] = 0.5
    envisioning: Annotated[
        Value,
        Parameter(
            "1",
            0,
            20,
            "extra speed of commitment and of agreement on the ambition in a month of developing vision and values (D2)",
            "assumption",
        ),
    ] = 2.0
    settling: Annotated[
        Value,
        Parameter(
            "1",
            0,
            20,
            "extra speed of making agreements in a month of working on them (D3)",
            "assumption",
        ),
    ] = 1.0
    rebalancing: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of the way to the balance of trust and control aimed at that a month of working on agreements (D3) goes",
            "assumption",
        ),
    ] = 0.5
    recording: Annotated[
        Value,
        Parameter(
            "1",
            0,
            20,
            "extra speed of recording what was learnt and of telling the story in a month of harvesting (D7)",
            "assumption",
        ),
    ] = 2.0
    shared_span: Annotated[
        Value,
        Parameter(
            "members",
            1,
            50,
            "members up to which shared governance makes agreements at full speed",
            "up to 6-8: Provan & Kenis 2008",
        ),
    ] = 8.0
    nao_trust: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "trust in an administrative body that governs",
            "moderate: Provan & Kenis 2008; size: assumption",
        ),
    ] = 0.6
    governed_ownership: Annotated[
        Value,
        Parameter(
            "1",
            0,
            1,
            "share of commitment that designing builds when a lead or an administrative body governs",
            "efficiency against inclusion: Provan & Kenis 2008; size: assumption",
        ),
    ] = 0.7


@rule
def grow(level: Array, gain: Value, loss: Value) -> Array:
    """A stock in [0, 1] that fills what is missing and wears away.

    Args:
        level: (…,) in [0, 1].
        gain: (…,) share of what is missing that is filled, >= 0.
        loss: (…,) share of what is there that is lost, >= 0.

    Returns:
        (…,) new level in [0, 1].
    """
    return level + np.minimum(gain, 1.0) * (1.0 - level) - np.minimum(loss, 1.0) * level


@rule
def designing_power(design: Array, alignment: Array, trust: Array) -> Array:
    """How far a month of designing gets: faster with trust and an aligned ambition.

    Args:
        design: (…,) mean share of capacity spent on designing, in [0, 1].
        alignment: (…,) nearness of the members' goals to the ambition, in [0, 1].
        trust: (…,) mean trust, in [0, 1].

    Returns:
        (…,) in [0, 1]. Half the speed without any trust: an assumption.
    """
    return design * alignment * (0.5 + 0.5 * trust)


@rule
def agree(agreements: Array, power: Array, coordinator: Array, p: AgreementsParameters) -> Array:
    """Completeness of the working agreements after a month; a coordinator keeps them alive.

    Args:
        agreements: (…,) in [0, 1].
        power: (…,) in [0, 1], see `designing_power`.
        coordinator: (…,) skill of the coordinator at work, in [0, 1].

    Returns:
        (…,) in [0, 1].
    """
    return grow(agreements, p.agreeing_rate * power, p.agreements_erosion * (1.0 - coordinator))


@rule
def commit(commitment: Array, power: Array, setback: Array, p: AgreementsParameters) -> Array:
    """Commitment to the ambition after a month.

    Args:
        commitment: (…,) in [0, 1].
        power: (…,) in [0, 1], see `designing_power`.
        setback: (…,) mean share of partners with whom a clash ended badly, in [0, 1].

    Returns:
        (…,) in [0, 1].
    """
    return grow(
        commitment, p.commitment_rate * power, p.commitment_erosion + p.commitment_setback * setback
    )


@rule
def steer(
    ambition: Array, goals: Array, weight: Array, design: Array, p: AgreementsParameters
) -> Array:
    """The ambition after a month: designing moves it to the goals of those who count.

    Args:
        ambition: (…, G) in [0, 1].
        goals: (…, N, G) in [0, 1].
        weight: (…, N) how much each counts, in [0, 1]; sums to 1 over members.
        design: (…, 1) mean share of capacity spent on designing, in [0, 1].

    Returns:
        (…, G) in [0, 1].
    """
    wanted = total(goals * weight[..., None], axis=-2)
    return ambition + (p.ambition_rate * design) * (wanted - ambition)


@rule
def tell(language: Array, talk: Array, knowledge: Array, p: AgreementsParameters) -> Array:
    """The shared language and story after a month: grown by doing and learning together.

    Args:
        language: (…,) in [0, 1].
        talk: (…,) mean share of capacity spent on learning and producing, in [0, 1].
        knowledge: (…,) mean knowledge of each other, in [0, 1].

    Returns:
        (…,) in [0, 1].
    """
    return grow(language, p.story_rate * talk * knowledge, p.story_fade)


@rule
def record(harvest: Array, producing: Array, recording: Array, p: AgreementsParameters) -> Array:
    """The recorded harvest after a month: producing leaves some by itself, it goes stale (assumption).

    Args:
        harvest: (…,) in [0, 1].
        producing: (…,) mean share of capacity spent on producing, in [0, 1].
        recording: (…,) how much faster than by itself, >= 1.

    Returns:
        (…,) in [0, 1].
    """
    return grow(harvest, p.harvest_rate * producing * recording, p.harvest_fade)


@rule
def turnover(left: Array, count: Array, p: AgreementsParameters) -> Array:
    """Share of agreements and story that goes with the members who leave (Bakker 2016 for the sign).

    Args:
        left: (…,) number of members who leave, in [0, 2].
        count: (…,) number of members before, in [2, 50].

    Returns:
        (…,) in [0, 1]. Proportional to how many leave: an assumption.
    """
    return p.turnover_loss * left / np.maximum(count, 1.0)


@rule
def balance(control: Array, wanted: Array) -> Array:
    """The balance of trust and control after a month: where actions bring it, else as it was.

    Args:
        control: (…,) in [0, 1].
        wanted: (…,) in [0, 1]; NaN where no action moves it.

    Returns:
        (…,) in [0, 1].
    """
    return np.where(np.isnan(wanted), control, wanted)
