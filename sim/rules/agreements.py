"""Agreements, ambition and story: what designing, learning and producing leave behind (S1, S6)."""

from __future__ import annotations

import numpy as np

from sim.arrays import Array, total
from sim.parameters import Value


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


def agree(
    agreements: Array,
    power: Array,
    coordinator: Array,
    *,
    agreeing_rate: Value,
    agreements_erosion: Value,
) -> Array:
    """Completeness of the working agreements after a month; a coordinator keeps them alive.

    Args:
        agreements: (…,) in [0, 1].
        power: (…,) see `designing_power`.
        coordinator: (…,) skill of the coordinator at work, in [0, 1].
        agreeing_rate, agreements_erosion: see `sim.parameters`.

    Returns:
        (…,) in [0, 1].
    """
    return grow(agreements, agreeing_rate * power, agreements_erosion * (1.0 - coordinator))


def commit(
    commitment: Array,
    power: Array,
    setback: Array,
    *,
    commitment_rate: Value,
    commitment_erosion: Value,
    commitment_setback: Value,
) -> Array:
    """Commitment to the ambition after a month.

    Args:
        commitment: (…,) in [0, 1].
        power: (…,) see `designing_power`.
        setback: (…,) mean share of partners with whom a clash ended badly, in [0, 1].
        commitment_rate, commitment_erosion, commitment_setback: see `sim.parameters`.

    Returns:
        (…,) in [0, 1].
    """
    return grow(
        commitment, commitment_rate * power, commitment_erosion + commitment_setback * setback
    )


def steer(
    ambition: Array, goals: Array, weight: Array, design: Array, *, ambition_rate: Value
) -> Array:
    """The ambition after a month: designing moves it to the goals of those who count.

    Args:
        ambition: (…, G) in [0, 1].
        goals: (…, N, G) in [0, 1].
        weight: (…, N) how much each counts, sums to 1 over members.
        design: (…, 1) mean share of capacity spent on designing, in [0, 1].
        ambition_rate: speed.

    Returns:
        (…, G) in [0, 1].
    """
    wanted = total(goals * weight[..., None], axis=-2)
    return ambition + (ambition_rate * design) * (wanted - ambition)


def tell(
    language: Array, talk: Array, knowledge: Array, *, story_rate: Value, story_fade: Value
) -> Array:
    """The shared language and story after a month: grown by doing and learning together.

    Args:
        language: (…,) in [0, 1].
        talk: (…,) mean share of capacity spent on learning and producing, in [0, 1].
        knowledge: (…,) mean knowledge of each other, in [0, 1].
        story_rate, story_fade: see `sim.parameters`.

    Returns:
        (…,) in [0, 1].
    """
    return grow(language, story_rate * talk * knowledge, story_fade)
