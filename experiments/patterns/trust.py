"""Patterns of trust: lost and won, small wins, age, performance, control, early and late breaches."""

from __future__ import annotations

import numpy as np

from experiments.laws import claims as c
from experiments.laws.claims import Measured
from experiments.laws.ensembles import Changes, off
from experiments.patterns.measures import correlation, less, pearson
from experiments.patterns.row import Row
from experiments.patterns.worlds import (
    ALIKE,
    CLOCK,
    RANDOM,
    Asked,
    Null,
    World,
    neutral,
    with_changes,
)
from sim.arrays import Array


def asymmetry(asked: Asked) -> list[Row]:
    """P7: trust is lost faster than won, and small wins build it."""

    def steepness(world: World) -> Measured:
        change = np.diff(world().paths["trust"][:, 6:60], axis=1)
        lives = ~np.isnan(change).any(1)
        fall, rise = -change[lives].min(1), change[lives].max(1)
        return c.mean(fall / np.maximum(rise, 1e-9))

    def wins(world: World) -> Measured:
        easy, plain = world({"start.knowledge.mean": 0.35}), world()
        return less(lambda e: e.mean("trust", 20, 28), easy, plain)

    even: dict[str, Null] = {
        "a breach weighs as much": neutral(breach_weight=1.0, deceit_weight=1.0)
    }
    return [
        asked.row(
            "P7 faster lost",
            "steepest monthly fall of trust over its steepest rise, years 1-5",
            steepness,
            even | RANDOM,
            above=1.1,
        ),
        asked.row(
            "P7 small wins",
            "trust after two years: partners that are known from the start (.35) less not",
            wins,
            RANDOM | {"trust is not returned": neutral(reciprocity=0.0)},
            above=0.0,
        ),
    ]


def age(asked: Asked) -> list[Row]:
    """B17: trust rises little by age alone (Vanneste, Puranam & Kretschmer 2014)."""

    def measure(world: World) -> Measured:
        months = np.arange(6, 120, 6)
        trust = world(months=120).paths["trust"][:, months]

        def pooled(t: Array) -> float:
            there = ~np.isnan(t)
            return pearson(np.broadcast_to(months, t.shape)[there].astype(np.float64), t[there])

        return c.bootstrap(pooled, trust)

    return [
        asked.row(
            "B17 age",
            "correlation of trust with age, over alliances and half-years",
            measure,
            RANDOM | {"trust off": with_changes(off("trust"))},
            0.0,
            0.25,
        )
    ]


def performance(asked: Asked) -> list[Row]:
    """B16: trust goes with performance, rho = .30 over teams (De Jong, Dirks & Gillespie 2016)."""

    def measure(world: World) -> Measured:
        e = world()
        return correlation(e.mean("trust", 24, 36), e.added(36, 60), e.lives(59))

    return [
        asked.row(
            "B16 performance",
            "correlation of trust in year 3 with added value in years 4-5",
            measure,
            ALIKE | RANDOM | CLOCK,
            0.15,
            0.45,
        )
    ]


def control(asked: Asked) -> list[Row]:
    """P10, B18: control and trust complement each other (Cao & Lumineau 2015)."""

    def at(world: World, balance: float, trust: float = 0.4) -> Changes:
        return {"start.control": balance, "start.agreements": 0.5, "start.trust": trust}

    def trusts(world: World) -> Measured:
        return less(lambda e: e.mean("trust", 24, 36), world(at(world, 1.0)), world(at(world, 0.0)))

    def works(world: World) -> Measured:
        gains = [
            world(at(world, 1.0, trust)).added(12, 60) - world(at(world, 0.0, trust)).added(12, 60)
            for trust in (0.6, 0.3)
        ]
        return c.difference(gains[0], gains[1])

    null = {"control does nothing": neutral(control_keeping=0.0, control_protection=0.0)}
    return [
        asked.row(
            "P10 trust",
            "trust in year 3: agreements of .5 with full control less without control",
            trusts,
            null,
            above=0.0,
        ),
        asked.row(
            "B18 together",
            "gain in added value from full control: at a start trust of .6 less of .3",
            works,
            null,
            above=0.0,
        ),
    ]


def timing(asked: Asked) -> list[Row]:
    """B22: an early breach has lasting effects, a later one less (Lount et al. 2008)."""

    def left(world: World, month: int) -> Array:
        shocks: list[dict[str, object]] = [
            {"kind": "scandal", "tick": month, "size": 0.5, "member": f"Member {k}"} for k in (1, 2)
        ]
        calm, hit = world(months=84), world({"shock": shocks}, 84)
        gaps = [calm.paths["trust"][:, t] - hit.paths["trust"][:, t] for t in (month, month + 24)]
        return np.stack(gaps, axis=1)

    def measure(world: World) -> Measured:
        table = np.concatenate([left(world, 6), left(world, 54)], axis=1)

        def gap(t: Array) -> float:
            m = t.mean(0)
            return float(m[1] / m[0] - m[3] / m[2])

        return c.bootstrap(gap, table[~np.isnan(table).any(1)])

    return [
        asked.row(
            "B22 timing",
            "share of the trust lost in scandals that is not won back in two years: month 6 less month 54",
            measure,
            RANDOM | {"no gossip": neutral(gossip=0.0)},
            above=0.0,
        )
    ]
