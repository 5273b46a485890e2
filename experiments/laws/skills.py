"""Laws of skills and differences: what a task needs, and six differences."""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.laws import claims as c
from experiments.laws.claims import Claim
from experiments.laws.ensembles import (
    APART,
    CLOSED,
    OPEN,
    Changes,
    Ensemble,
    alter,
    base,
    ensemble,
    grant,
    off,
)
from experiments.laws.law import Asked, law
from sim.arrays import Array
from sim.scenarios import Scenario

SPECIALISTS = [
    [0.9, 0.3, 0.3, 0.3],
    [0.3, 0.9, 0.3, 0.3],
    [0.3, 0.3, 0.9, 0.3],
    [0.3, 0.3, 0.3, 0.9],
]
"""Four kinds of specialists; the task needs the four skills alike."""


def specialists(copies: int, **more: Any) -> Scenario:
    """An alliance of four kinds of specialists, so many of each."""
    names = "ABCD"
    rows = [
        {"name": f"{names[k]}{copy}", "expertise": SPECIALISTS[k]}
        for copy in range(copies)
        for k in range(4)
    ]
    changes = {"members.count": None, "member": rows, "grant": grant(2250.0 * copies)}
    return alter(base(), changes | {k.replace("__", "."): v for k, v in more.items()})


@law("L7", "A task needs skills", fast=100)
def skills(asked: Asked) -> list[Claim]:
    """Specialists, generalists, levels, duplicates, distance."""
    runs = asked.runs
    plain = ensemble(base(), runs)
    same = ensemble(alter(base(), {"members.expertise": 0.5}), runs)
    low, high = (
        ensemble(alter(base(), {"members.expertise": {"low": a, "high": a + 0.4}}), runs)
        for a in (0.1, 0.5)
    )
    poor, good = (ensemble(alter(base(), {"members.quality": q}), runs) for q in (0.5, 0.9))
    single, double = (ensemble(specialists(n), runs) for n in (1, 2))
    sole, twice = (
        ensemble(specialists(n, members__dependence=0.0, parameters__leaving_on=0.0), runs)
        for n in (1, 2)
    )
    strange = {
        "parameters.misunderstanding": 2.0,
        "parameters.quality_learning": 0.0,
        "members.quality": 0.7,
        **off("learning", "story", "leaving"),
    }
    keys = {k.replace(".", "__"): v for k, v in strange.items()}
    lost = ensemble(specialists(1, **keys), max(runs // 4, 20))
    own = lost.work.own.sum(1) / (
        lost.work.together + lost.work.apart + np.nan_to_num(lost.paths["other_hours"])
    ).sum(1)
    alone = np.nan_to_num(lost.paths["apart_output"]).sum(1) / lost.work.apart.sum(1)
    return [
        asked.claim(
            "specialists",
            "added value in years 3-5: specialists less generalists of the same mean",
            "0: skills do not matter",
            c.difference(plain.added(24, 60), same.added(24, 60)),
            0.05,
            least=200,
        ),
        asked.claim(
            "level",
            "output in years 3-5, FTE-months a month: skills .5 to .9 less .1 to .5",
            "0: levels do not matter",
            c.difference(high.work.output[:, 24:60].mean(1), low.work.output[:, 24:60].mean(1)),
            above=0.0,
        ),
        asked.claim(
            "quality",
            "the same: quality .9 less .5",
            "0: quality does not matter",
            c.difference(good.work.output[:, 24:60].mean(1), poor.work.output[:, 24:60].mean(1)),
            above=0.0,
        ),
        asked.claim(
            "duplicates",
            "added value in years 3-5, own money, nobody leaves: two of each specialist less one",
            "0: no synergy from duplicates",
            c.difference(twice.added(24, 60), sole.added(24, 60)),
            below=0.1,
        ),
        asked.claim(
            "duplicates insure",
            "the same with a fund that pays a coordinator, and exits",
            "",
            c.difference(double.added(24, 60), single.added(24, 60)),
        ),
        asked.claim(
            "capacity",
            "output in years 3-5: two of each specialist over one of each",
            "1: duplicates add nothing",
            c.ratio(double.work.output[:, 24:60].sum(1), single.work.output[:, 24:60].sum(1)),
            above=1.5,
        ),
        asked.claim(
            "own work",
            "what strangers lose of an hour apart, greatest over runs",
            "own output of the same hours",
            c.exact(float(np.max(1.0 - alone / own))),
            below=1e-6,
        ),
    ]


DIFFERENCES = {
    "quality": (0.65, 0.15, "added value"),
    "expertise": (0.5, 0.25, "added value"),
    "professionalism": (0.75, 0.12, "conflict"),
    "values": (0.5, 0.25, "conflict"),
    "goals": (0.55, 0.25, "conflict"),
    "dependence": (0.5, 0.25, "clashes over resources"),
}
"""The six differences of the brochure: mean, standard deviation, and the outcome that it raises by name.

Better partners lift others, and skills that differ make joint work worth it; the rest chafes."""

SETTINGS: dict[str, Changes] = {
    "plain": {},
    "open": OPEN,
    "closed": CLOSED,
    "open, other values": OPEN | APART,
}
"""Where each difference is tried; its own spread is set in each."""

FOUR = 2.807 / c.Z
"""Wider bounds: 99 % for the surest of four settings (Bonferroni)."""


@law("L8", "Six differences, six effects")
def differences(asked: Asked) -> list[Claim]:
    """Each difference alone, at the same mean, in four settings."""
    out = []
    for name, (centre, spread, outcome) in DIFFERENCES.items():
        found: dict[str, dict[str, c.Measured]] = {}
        for setting, changes in SETTINGS.items():
            much, none = (
                _outcomes(
                    ensemble(
                        alter(base(60), changes | {f"members.{name}": {"mean": centre, "sd": s}}),
                        asked.runs,
                    )
                )
                for s in (spread, 1e-3)
            )
            found[setting] = {k: _wide(c.difference(much[k], none[k])) for k in much}
        named = max(found, key=lambda s: found[s][outcome].low)
        gains = {s: m["added value"] for s, m in found.items()}
        best, worst = (
            max(gains, key=lambda s: gains[s].value),
            min(gains, key=lambda s: gains[s].value),
        )
        null = "spread of 0 at the same mean"
        out += [
            asked.claim(
                name,
                f"{outcome}: more of it where it is surest ({named})",
                null,
                found[named][outcome],
                above=0.0,
            ),
            asked.claim(
                f"{name} at best", f"added value, months 12-60 ({best})", null, gains[best]
            ),
            asked.claim(
                f"{name} at worst", f"added value, months 12-60 ({worst})", null, gains[worst]
            ),
        ]
    return out


def _outcomes(e: Ensemble) -> dict[str, Array]:
    return {
        "added value": e.added(12, 60),
        "conflict": e.hours("conflict", 0, 60),
        "clashes over resources": e.total("clashes_resources", 0, 60) / 5.0,
    }


def _wide(m: c.Measured) -> c.Measured:
    half = (m.high - m.value) * FOUR
    return c.Measured(m.value, m.value - half, m.value + half, m.runs)
