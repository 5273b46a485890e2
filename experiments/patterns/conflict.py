"""Patterns of conflict and rank."""

from __future__ import annotations

import numpy as np

from experiments.laws import claims as c
from experiments.laws.claims import Measured
from experiments.laws.ensembles import CLOSED, OPEN, Changes, Ensemble, off
from experiments.patterns.measures import area_under_curve, correlation, friction, less
from experiments.patterns.row import Row
from experiments.patterns.worlds import (
    ALIKE,
    CLOCK,
    CONSTANT,
    Asked,
    Measure,
    Null,
    World,
    neutral,
    with_changes,
)
from sim.arrays import Array
from sim.observers.outcomes import gini

COSTLESS: dict[str, Null] = {
    "tension costs nothing": neutral(friction_cost=0.0, backing_conflict=0.0)
}


def conditions(asked: Asked) -> list[Row]:
    """P8: friction is productive only under conditions. What it does to added value is law L9."""

    def effect(changes: Changes) -> Measure:
        def measure(world: World) -> Measured:
            clashing, quiet = world(changes), world({**changes, **off("conflict")})
            return less(lambda e: e.mean("trust", 20, 28), clashing, quiet)

        return measure

    nulls: dict[str, Null] = {"clashes leave trust alone": neutral(clash_trust=0.0)}
    text = "trust after two years: clashes on less off, "
    return [
        asked.row(
            "P8 open", text + "with trust, openness and help", effect(OPEN), nulls, above=0.0
        ),
        asked.row("P8 closed", text + "with none of them", effect(CLOSED), nulls, below=0.0),
    ]


def waterline(asked: Asked) -> list[Row]:
    """P9: tension under the table predicts breakdown better than open conflict does."""

    def rows(world: World) -> Array:
        ends = world.ends()
        e = ends.ensemble
        fails = ends.failed & (ends.month < 84)
        table = c.columns(fails, friction(e, 18, 24), e.total("clashes", 0, 24))
        return table[(ends.month >= 24)[~np.isnan(friction(e, 18, 24))]]

    def predicts(world: World) -> Measured:
        return c.bootstrap(lambda t: area_under_curve(t[:, 0], t[:, 1]), rows(world))

    def better(world: World) -> Measured:
        return c.bootstrap(
            lambda t: area_under_curve(t[:, 0], t[:, 1]) - area_under_curve(t[:, 0], t[:, 2]),
            rows(world),
        )

    text = "area under the curve for failure by month 84: "
    return [
        asked.row(
            "P9 predicts",
            text + "unspoken tension in months 18-24",
            predicts,
            CONSTANT | COSTLESS,
            above=0.6,
        ),
        asked.row(
            "P9 better",
            text + "that of tension less that of clashes in two years",
            better,
            CONSTANT | COSTLESS,
            above=0.0,
        ),
    ]


def meta_analyses(asked: Asked) -> list[Row]:
    """B26-27: relationship conflict hurts, task conflict hardly (De Wit, Greer & Jehn 2012)."""

    def of(kind: str) -> Measure:
        def measure(world: World) -> Measured:
            e = world()
            read = e.mean if kind == "rift" else e.total
            return correlation(read(kind, 12, 36), e.added(36, 60), e.lives(59))

        return measure

    return [
        asked.row(
            "B27 relationship",
            "correlation of the rift in years 2-3 with added value in years 4-5",
            of("rift"),
            COSTLESS | CLOCK,
            -0.4,
            -0.05,
        ),
        asked.row(
            "B26 task",
            "correlation of clashes in years 2-3 with added value in years 4-5",
            of("clashes"),
            COSTLESS | CLOCK,
            -0.3,
            0.05,
        ),
    ]


def good_fight(asked: Asked) -> list[Row]:
    """B34: where few partners hold most of the money there is less conflict ("The good fight")."""

    def measure(world: World) -> Measured:
        def fights(e: Ensemble) -> Array:
            return e.hours("conflict", 12, 48)

        return less(fights, world({"division": "power"}), world({"division": "equity"}))

    return [
        asked.row(
            "B34 unequal money",
            "share of hours in conflict, years 2-4: money by rank less by contribution",
            measure,
            {"fairness off": with_changes(off("fairness"))},
            below=0.0,
        )
    ]


def rank(asked: Asked) -> list[Row]:
    """P11, B43: a pecking order has a small negative effect on average (Greer et al. 2018)."""

    def goes_with(world: World) -> Measured:
        e = world()
        unequal = gini(e.paths["status"][:, 35])
        return correlation(unequal, e.added(36, 60), e.lives(59))

    def effect(world: World) -> Measured:
        by_power: Changes = {"division": "power"}
        on, without = world(by_power), world({**by_power, **off("pecking_order")})
        return less(lambda e: e.added(12, 60), on, without)

    return [
        asked.row(
            "P11 goes with",
            "correlation of inequality of rank after three years with added value in years 4-5",
            goes_with,
            {"clashes bring no rank": neutral(rank_gain=0.0)} | ALIKE,
            -0.2,
            0.0,
        ),
        asked.row(
            "P11 effect",
            "added value, years 2-5, where rank divides the money: a pecking order less none",
            effect,
            ALIKE,
            -0.05,
            0.0,
        ),
    ]
