"""Patterns of differences, the outside, blocks and roles."""

from __future__ import annotations

import numpy as np

from experiments.laws import claims as c
from experiments.laws.claims import Measured
from experiments.laws.ensembles import Changes, grant, off
from experiments.patterns.measures import less
from experiments.patterns.row import Row
from experiments.patterns.worlds import (
    ALIKE,
    ALONE,
    CLOCK,
    Asked,
    Null,
    World,
    neutral,
    with_changes,
)
from sim.arrays import Array
from sim.scenarios import load


def distance(asked: Asked) -> list[Row]:
    """P5, B35-38: expertise apart helps up to a point; values apart hurt (Nooteboom 2007, Triana 2021)."""

    def expertise(world: World, half: float) -> Array:
        spread: object = {"low": 0.5 - half, "high": 0.5 + half} if half else 0.5
        return world({"members.expertise": spread}).added(24, 60)

    def values(world: World, sd: float) -> Array:
        return world({"members.values": {"mean": 0.5, "sd": sd}}).added(24, 60)

    text = "added value, years 3-5: "
    unhindered: dict[str, Null] = {"distance costs nothing": neutral(misunderstanding=0.0)}
    return [
        asked.row(
            "P5 expertise helps",
            text + "expertise .2 apart less none apart",
            lambda world: c.difference(expertise(world, 0.2), expertise(world, 0.0)),
            ALONE | unhindered,
            above=0.0,
        ),
        asked.row(
            "P5 up to a point",
            text + "expertise .3 apart less .5 apart",
            lambda world: c.difference(expertise(world, 0.3), expertise(world, 0.5)),
            unhindered,
            above=0.0,
        ),
        asked.row(
            "P5 values hurt",
            text + "values .05 apart less .3 apart",
            lambda world: c.difference(values(world, 0.05), values(world, 0.3)),
            ALONE | {"values need no bridge": neutral(culture_share=0.0)},
            above=0.0,
        ),
    ]


def dissent(asked: Asked) -> list[Row]:
    """P12: with no dissent a united alliance loses touch with the outside (Janis; Schulz-Hardt)."""
    deaf: Changes = {"parameters.hearing": 0.0}
    united = "smooth-start"

    def decay(world: World) -> Measured:
        e = world(deaf, 108, united)
        return c.mean(np.where(e.lives(95), e.added(36, 48) - e.added(84, 96), np.nan))

    def heard(world: World) -> Measured:
        return less(lambda e: e.added(48, 60), world({}, 108, united), world(deaf, 108, united))

    still: dict[str, Null] = {
        "the outside is still": neutral(drift=0.0, shift_chance=0.0),
        "own clock": CLOCK["own clock"],
    }
    return [
        asked.row(
            "P12 decay",
            "added value in year 4 less year 8, united and no dissent heard, of those that live",
            decay,
            still,
            above=0.0,
        ),
        asked.row(
            "P12 dissent",
            "added value in year 5, united: dissent heard less not heard",
            heard,
            still,
            above=0.0,
        ),
    ]


def blocks(asked: Asked) -> list[Row]:
    """P13, B32: closed blocks hurt, a strong leg at home does not (Schruijer & Curseu 2021)."""
    inside = 0.7
    outside = (7 * 0.4 - 3 * inside) / 4
    # Each has 3 partners in its block and 4 outside: both starts have a mean trust of .4.
    rows: list[dict[str, object]] = [
        {"name": f"Member {k + 1}", "group": "AB"[k // 4]} for k in range(8)
    ]
    even: Changes = {"members.count": None, "member": rows, "start.trust": 0.4}
    closed = {**even, "start.trust_within_group": inside, "start.trust_between_groups": outside}

    def split(world: World) -> Measured:
        return less(lambda e: e.added(6, 60), world(even), world(closed))

    def rooted(world: World) -> Measured:
        return less(
            lambda e: e.added(12, 60),
            world({"members.attachment": 0.8}),
            world({"members.attachment": 0.2}),
        )

    return [
        asked.row(
            "P13 blocks",
            "added value in five years: even trust less closed blocks, the same mean trust",
            split,
            ALIKE,
            above=0.0,
        ),
        asked.row(
            "P13 own identity",
            "added value, years 2-5: members attached to their own name (.8) less hardly (.2)",
            rooted,
            ALIKE,
            above=0.0,
        ),
    ]


def coordinator(asked: Asked) -> list[Row]:
    """B11, B47: a neutral coordinator makes up for money (Mannak, Moors & Raab)."""
    roles = load("default").to_dict()["roles"]

    def gain(world: World, amount: float) -> Array:
        money: Changes = {"grant": grant(amount)}
        with_one, without = (
            world({**money, "roles": {**roles, "coordinator": one}})
            for one in ({"skill": 0.8, "cost": 4.0}, {"skill": 0.0, "cost": 4.0})
        )
        return with_one.productive.astype(np.float64) - without.productive

    return [
        asked.row(
            "B47 coordinator",
            "share that reaches phase 3 thanks to a skilled coordinator: half the money less twice",
            lambda world: c.difference(gain(world, 2250.0), gain(world, 9000.0)),
            {"agreements off": with_changes(off("agreements"))},
            above=0.0,
        )
    ]
