"""Patterns of endings: the hazard's hump, exits and endings, age and performance."""

from __future__ import annotations

import numpy as np

from experiments.laws import claims as c
from experiments.laws.claims import Measured
from experiments.laws.ensembles import Changes, grant
from experiments.patterns.measures import correlation, hazard
from experiments.patterns.row import Row
from experiments.patterns.worlds import ALIKE, CONSTANT, Asked, Measure, World, neutral
from sim.arrays import Array


def peak(month: Array, failed: Array) -> float:
    """The year, counted from 1, in which the hazard is highest; of years with 20 or more at risk."""
    years = [
        hazard(month, failed, first, first + 12) if (month >= first).sum() >= 20 else 0.0
        for first in range(0, 120, 12)
    ]
    return 1.0 + float(np.argmax(years))


def moves(low: Changes, high: Changes) -> Measure:
    """How many years later the hazard peaks."""

    def measure(world: World) -> Measured:
        one, other = world.ends(low), world.ends(high)
        table = c.columns(one.month, one.failed, other.month, other.failed)
        return c.bootstrap(lambda t: peak(t[:, 2], t[:, 3]) - peak(t[:, 0], t[:, 1]), table)

    return measure


def hump(asked: Asked) -> list[Row]:
    """P4: the hazard has a honeymoon, then a hump. Its year must not be a parameter's."""

    def between(early: tuple[int, int], late: tuple[int, int]) -> Measure:
        def measure(world: World) -> Measured:
            ends = world.ends()

            def rise(t: Array) -> float:
                return hazard(t[:, 0], t[:, 1], *late) - hazard(t[:, 0], t[:, 1], *early)

            return c.bootstrap(rise, c.columns(ends.month, ends.failed))

        return measure

    found = [
        (
            "grant of 36 or of 84 months",
            moves({"grant": grant(2700.0, 36)}, {"grant": grant(6300.0, 84)}),
        ),
        (
            "patience of 12 or of 48 months",
            moves({"members.patience": 12.0}, {"members.patience": 48.0}),
        ),
    ]
    return [
        asked.row(
            "P4 honeymoon",
            "failures a year: years 4-6 less years 1-2",
            between((0, 24), (36, 72)),
            CONSTANT,
            above=0.0,
            moves=found,
        ),
        asked.row(
            "P4 fall",
            "failures a year: years 4-6 less years 8-9",
            between((84, 108), (36, 72)),
            CONSTANT,
            above=0.0,
            moves=found,
        ),
    ]


def exits(asked: Asked) -> list[Row]:
    """B7: where members left, the alliance ends sooner (Bakker 2016)."""

    def measure(world: World) -> Measured:
        ends = world.ends()
        lives = ends.month >= 48
        left = (ends.ensemble.total("leaves", 0, 48) > 0)[lives]
        fails = (ends.failed & (ends.month < 96))[lives]

        def gap(t: Array) -> float:
            had = t[:, 0] > 0
            return (
                float(t[had, 1].mean() - t[~had, 1].mean()) if had.any() and not had.all() else 0.0
            )

        return c.bootstrap(gap, c.columns(left, fails))

    nulls = CONSTANT | {"members not alike": neutral(resemblance=0.0)}
    return [
        asked.row(
            "B7 exits",
            "share that fails in years 5-8: a member left in years 1-4 less none left",
            measure,
            nulls,
            above=0.0,
        )
    ]


def longevity(asked: Asked) -> list[Row]:
    """B9: longevity is not performance (Rahman & Korn)."""

    def measure(world: World) -> Measured:
        ends = world.ends()
        return correlation(
            np.minimum(ends.month, 120.0), ends.ensemble.added(0, 120), ends.month >= 12
        )

    return [
        asked.row(
            "B9 longevity",
            "correlation of months lived with added value over the whole life",
            measure,
            CONSTANT | ALIKE,
            0.0,
            0.7,
        )
    ]
