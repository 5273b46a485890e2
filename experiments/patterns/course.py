"""Patterns of the course of an alliance: order, J-curve, two histories, the midpoint, older groups."""

from __future__ import annotations

import numpy as np

from experiments.laws import claims as c
from experiments.laws.claims import Measured
from experiments.laws.ensembles import Changes, Ensemble, off
from experiments.patterns.row import Row
from experiments.patterns.worlds import (
    ALIKE,
    ALONE,
    CLOCK,
    CONSTANT,
    RANDOM,
    Asked,
    Measure,
    World,
    with_changes,
)
from experiments.transitions.bimodality import sarle
from sim.arrays import Array
from sim.observers.phases import CHAFING, LEARNING, PRODUCING, first_month

UNIFORM = 5 / 9
"""Sarle's coefficient of a uniform distribution; what is two-humped lies above it."""


def order(asked: Asked) -> list[Row]:
    """P1: success goes through chafing, learning, productivity; a shock throws some back."""

    def in_order(world: World) -> Measured:
        e = world()
        first, second, third = (
            first_month(e.phase, code) for code in (CHAFING, LEARNING, PRODUCING)
        )
        return c.share(((first < second) & (second < third))[e.productive])

    def thrown_back(world: World) -> Measured:
        directors: list[dict[str, object]] = [
            {"kind": "director-leaves", "tick": 48, "size": 0.9, "member": f"Member {k}"}
            for k in (1, 2, 3, 4)
        ]
        calm, hit = world(months=84), world({"shock": directors}, 84)
        was = calm.phase[:, 47] == PRODUCING

        def back(e: Ensemble) -> Array:
            after = e.phase[:, 48:72]
            found: Array = ((after == CHAFING) | (after == LEARNING)).any(1)[was].astype(np.float64)
            return found

        return c.difference(back(hit), back(calm))

    half: Changes = {f"start.{name}": 0.5 for name in ("trust", "knowledge", "agreements")}
    neutral = {"neutral start": with_changes(half)}
    return [
        asked.row(
            "P1 order",
            "of alliances that reach phase 3, share in the order 1-2-3",
            in_order,
            CLOCK | neutral,
            above=0.9,
        ),
        asked.row(
            "P1 thrown back",
            "of those in phase 3, more in phase 1 or 2 within two years when four directors leave in month 48",
            thrown_back,
            CLOCK,
            above=0.0,
        ),
    ]


def j_curve(asked: Asked) -> list[Row]:
    """P2: added value dips before it grows."""

    def later(world: World) -> Measured:
        e = world()
        return c.mean(np.where(e.lives(59), e.added(48, 60), np.nan))

    nulls = ALIKE | ALONE | CLOCK
    return [
        asked.row(
            "P2 dip",
            "added value of the first year",
            lambda world: c.mean(world().added(0, 12)),
            nulls,
            -0.5,
            0.0,
        ),
        asked.row(
            "P2 gain",
            "added value of the fifth year, of those that live then",
            later,
            nulls,
            above=0.0,
        ),
    ]


def two_histories(asked: Asked) -> list[Row]:
    """P3: ends are two-humped near a tipping point in initial trust, and history matters."""
    near: Changes = {"start.trust": {"mean": 0.3, "sd": 0.05}}

    def lived(world: World) -> Measured:
        months = np.minimum(world.ends(near).month, 120.0)
        return c.bootstrap(lambda t: sarle(t[:, 0]), months[:, None])

    def joint(world: World) -> Measured:
        share = np.nan_to_num(world(near).hours("joint", 54, 60))
        return c.bootstrap(lambda t: sarle(t[:, 0]), share[:, None])

    def history(world: World) -> Measured:
        shocks: list[dict[str, object]] = [
            {"kind": "scandal", "tick": 48, "size": 0.75, "member": f"Member {k}"}
            for k in range(1, 9)
        ]
        low = world({"start.trust": 0.15})
        high = world({"start.trust": 0.6, "shock": shocks}, 84)
        return c.difference(high.added(78, 84), low.added(30, 36))

    kept = {"nothing is kept": with_changes(off("learning", "agreements", "story"))}
    return [
        asked.row(
            "P3 months",
            "Sarle's coefficient of months lived, start trust .3",
            lived,
            CONSTANT,
            above=UNIFORM,
        ),
        asked.row(
            "P3 joint work",
            "Sarle's coefficient of the share of joint hours at the end of year 5, start trust .3",
            joint,
            ALIKE | CLOCK,
            above=UNIFORM,
        ),
        asked.row(
            "P3 history",
            "added value 30-36 months after low trust: thrown back from trust less never trusted",
            history,
            kept | CLOCK,
            above=0.0,
        ),
    ]


def midpoint(asked: Asked) -> list[Row]:
    """B10: what alliances that end put out peaks in the middle of their life (Ulibarri et al. 2020)."""

    def thirds(world: World) -> Array:
        """(runs that end, 3): output a month in each third of life, against own output."""
        e = world(months=120)
        found = []
        for run in np.flatnonzero(np.isfinite(e.ended()) & (e.ended() >= 24)):
            output, own = (
                values[run, : int(e.ended()[run])] for values in (e.work.output, e.work.own)
            )
            parts = zip(np.array_split(output, 3), np.array_split(own, 3), strict=True)
            found.append([a.sum() / max(b.sum(), 1e-9) for a, b in parts])
        return np.array(found).reshape(-1, 3)

    def over(other: int) -> Measure:
        def measure(world: World) -> Measured:
            parts = thirds(world)
            return c.mean(parts[:, 1] - parts[:, other])

        return measure

    return [
        asked.row(
            f"B10 {key}",
            f"output per own output in the middle third of life less the {key}, of those that end",
            over(other),
            ALIKE | CLOCK,
            above=0.0,
        )
        for key, other in (("first", 0), ("last", 2))
    ]


def older(asked: Asked) -> list[Row]:
    """B13: groups that met longer fight less and work more (Wheelan, Davidson & Tilin 2003)."""

    def change(world: World, kind: str) -> Array:
        e = world()
        return e.hours(kind, 36, 48) - e.hours(kind, 0, 12)

    nulls = ALIKE | RANDOM | CLOCK
    return [
        asked.row(
            "B13 fight",
            "share of hours in conflict: year 4 less year 1",
            lambda world: c.mean(change(world, "conflict")),
            nulls,
            below=0.0,
        ),
        asked.row(
            "B13 work",
            "share of hours of joint work: year 4 less year 1",
            lambda world: c.mean(change(world, "joint")),
            nulls,
            above=0.05,
        ),
    ]
